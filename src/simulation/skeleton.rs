//! The skeleton network: governance with all behaviour switched off, a queueing
//! network with known answers and the yardstick of speed.
//!
//! Cases open in the cells of a city as a Poisson process and are worked on by
//! the cell's own worker; some go on to the desk of their street, and of those
//! some to a department of their district. All gaps and work times are
//! exponential, every desk serves first come first served round the clock, so
//! each is an M/M/c queue (Jackson 1957, *Operations Research* 5).
//!
//! Cases of all cells are one superposed Poisson process in which each case
//! draws its cell. This is exact: splitting a Poisson process by independent
//! choices gives independent Poisson processes (Kingman 1993, *Poisson
//! Processes*, section 5.1).

mod arrivals;
mod network;
mod tally;

#[cfg(test)]
mod tests;

use crate::rng::Streams;
use crate::time::{Span, Time};
use arrivals::Arrivals;
use network::Network;

pub use tally::{SkeletonTally, StageTally};

/// The stages of a case, in order: cell, street, department.
pub const STAGES: usize = 3;

/// Desks of one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Workers of one desk, who take the cases of one queue.
    pub workers: u32,
    /// Mean of the exponential work of a case.
    pub mean_work: Span,
}

/// The parameters of a skeleton network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skeleton {
    /// Cells, each with a desk of its own.
    pub cells: usize,
    /// Cells that share the desk of a street.
    pub cells_per_street: usize,
    /// Streets that share the departments of a district.
    pub streets_per_district: usize,
    /// Departments of a district, each a desk; a case goes to any of them alike.
    pub departments: usize,
    /// Cases that open in a cell \[per day\].
    pub cases_per_cell_day: f64,
    /// The desks of cells, of streets and of departments.
    pub stages: [Stage; STAGES],
    /// Probability that a case goes on from its cell to the street.
    pub to_street: f64,
    /// Probability that a case at a street goes on to a department.
    pub to_department: f64,
}

impl Skeleton {
    /// The reference network: loads ½, 0.6 and 0.8 of a desk's workers, and
    /// steady-state sojourns of 8 h, 5.0 h and 16.63 h (Erlang C).
    #[must_use]
    pub const fn reference(cells: usize) -> Self {
        const TENTH: i64 = Span::HOUR.ms() / 10;
        Self {
            cells,
            cells_per_street: 20,
            streets_per_district: 10,
            departments: 5,
            cases_per_cell_day: 3.0,
            stages: [
                Stage { workers: 1, mean_work: Span::from_ms(40 * TENTH) },
                Stage { workers: 2, mean_work: Span::from_ms(32 * TENTH) },
                Stage { workers: 3, mean_work: Span::from_ms(80 * TENTH) },
            ],
            to_street: 0.15,
            to_department: 0.4,
        }
    }

    /// Cells of one district.
    const fn cells_per_district(&self) -> usize {
        self.cells_per_street * self.streets_per_district
    }

    /// How many districts the city has; the last may be smaller.
    #[must_use]
    pub const fn districts(&self) -> usize {
        self.cells.div_ceil(self.cells_per_district())
    }
}

/// Runs the whole city as one loop.
///
/// The network starts empty at −`warm_up`. Cases opened in \[0, `horizon`)
/// count; the run goes on, with cases still opening, until the last of those
/// has been closed, so that no sojourn is cut short.
#[must_use]
pub fn run(skeleton: &Skeleton, streams: Streams, warm_up: Span, horizon: Span) -> SkeletonTally {
    run_watched(skeleton, streams, warm_up, horizon, |_| {})
}

/// A case that leaves a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The stage of the desk.
    pub stage: usize,
    /// Time from coming to leaving.
    pub sojourn: Span,
    /// Whether the case opened in the measured time.
    pub counts: bool,
}

/// Runs the whole city as [`run`] does; `left` hears of each case as it leaves a desk.
#[must_use]
pub fn run_watched(
    skeleton: &Skeleton,
    streams: Streams,
    warm_up: Span,
    horizon: Span,
    left: impl FnMut(Left),
) -> SkeletonTally {
    run_one(skeleton, 0, streams, (warm_up, horizon), left)
}

/// Runs one district as a jurisdiction: a loop that shares nothing with others
/// and whose draws are keyed by the district. The only district of a city is
/// that city's loop.
///
/// # Panics
/// If the city has no such district.
#[must_use]
pub fn run_jurisdiction(
    skeleton: &Skeleton,
    district: usize,
    streams: Streams,
    warm_up: Span,
    horizon: Span,
) -> SkeletonTally {
    let before = district * skeleton.cells_per_district();
    assert!(before < skeleton.cells, "a city of {} districts", skeleton.districts());
    let cells = skeleton.cells_per_district().min(skeleton.cells - before);
    let skeleton = Skeleton { cells, ..*skeleton };
    run_one(&skeleton, district, streams, (warm_up, horizon), |_| {})
}

/// Runs the city as jurisdictions, one district after another. The same law as
/// [`run`], with other draws.
#[must_use]
pub fn run_jurisdictions(
    skeleton: &Skeleton,
    streams: Streams,
    warm_up: Span,
    horizon: Span,
) -> SkeletonTally {
    let mut total = SkeletonTally::default();
    for district in 0..skeleton.districts() {
        total.merge(&run_jurisdiction(skeleton, district, streams, warm_up, horizon));
    }
    total
}

/// Runs the whole city as one loop from its empty beginning; gives the cases at the desks of
/// cells, and at those above them, at each midnight from that of the beginning on, for so many
/// days.
#[must_use]
pub fn open_by_day(skeleton: &Skeleton, streams: Streams, days: usize) -> Vec<[u64; 2]> {
    let arrivals = Arrivals::new(skeleton, streams, 0, Time::ZERO);
    // All cases count, so that those who left their cells are known.
    let end = Time::from_day(days as i64);
    Network::new(skeleton, streams, 0, end).watch(arrivals, days)
}

fn run_one(
    skeleton: &Skeleton,
    jurisdiction: usize,
    streams: Streams,
    (warm_up, horizon): (Span, Span),
    left: impl FnMut(Left),
) -> SkeletonTally {
    let jurisdiction = jurisdiction as u64;
    let arrivals = Arrivals::new(skeleton, streams, jurisdiction, Time::ZERO - warm_up);
    let network = Network::new(skeleton, streams, jurisdiction, Time::ZERO + horizon);
    network.run(arrivals, left)
}
