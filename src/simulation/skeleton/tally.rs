//! What a run of the skeleton network counts. Sums are exact, so tallies merge
//! in any order.

use super::STAGES;
use crate::time::Span;

/// Cases that left the desks of one stage, or the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageTally {
    /// How many left.
    pub count: u64,
    /// Sum of their times from coming to leaving \[ms\].
    pub sojourn_ms: i128,
    /// Sum of their times from coming to the beginning of work \[ms\].
    pub wait_ms: i128,
}

impl StageTally {
    /// Counts a case that left.
    #[inline]
    pub(super) fn count(&mut self, sojourn: Span, wait: Span) {
        self.count += 1;
        self.sojourn_ms += i128::from(sojourn.ms());
        self.wait_ms += i128::from(wait.ms());
    }

    /// The mean sojourn \[h\]; not a number if no case left.
    #[must_use]
    pub fn mean_sojourn_h(&self) -> f64 {
        self.sojourn_ms as f64 / (self.count as f64 * Span::HOUR.ms() as f64)
    }

    /// The mean wait \[h\]; not a number if no case left.
    #[must_use]
    pub fn mean_wait_h(&self) -> f64 {
        self.wait_ms as f64 / (self.count as f64 * Span::HOUR.ms() as f64)
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sojourn_ms += other.sojourn_ms;
        self.wait_ms += other.wait_ms;
    }
}

/// What a run of the skeleton network comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SkeletonTally {
    /// By stage: the cases that count, as they left cells, streets, departments.
    pub stages: [StageTally; STAGES],
    /// The cases that count, as they were closed: sojourn is time to closure,
    /// wait is all waiting of a case.
    pub closure: StageTally,
    /// Cases opened during the run, in the warm-up and after the horizon too.
    pub opened: u64,
    /// Cases closed during the run.
    pub closed: u64,
    /// Cases still open when the run ended.
    pub open: u64,
}

impl SkeletonTally {
    /// Adds another run's counts.
    pub fn merge(&mut self, other: &Self) {
        for (stage, others) in self.stages.iter_mut().zip(&other.stages) {
            stage.merge(others);
        }
        self.closure.merge(&other.closure);
        self.opened += other.opened;
        self.closed += other.closed;
        self.open += other.open;
    }
}
