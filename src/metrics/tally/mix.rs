//! Cases opened within the horizon, by category: what a comparison needs to give both models the
//! same mix of cases.

use serde::{Deserialize, Serialize};

use super::cases::is_first_time;
use super::{Share, Times};
use crate::simulation::record::Case;
use crate::time::Span;

/// Cases of one category, in sums that add up over replications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryCases {
    /// How many.
    pub count: u64,
    /// Hand-overs in all.
    pub handoffs: u64,
    /// Sent back at least once, of those dispatched.
    pub returned: Share,
    /// Truly solved at the first visit, of those called done.
    pub first_time: Share,
    /// Closed while the problem stood, of those closed.
    pub closed_false: Share,
    /// Opened to problem ended, cut at τ, on problems that outlast τ by themselves.
    pub handling: Times,
}

impl CategoryCases {
    /// Counts a case.
    pub(super) fn add(&mut self, case: &Case) {
        self.count += 1;
        self.handoffs += u64::from(case.handoffs);
        if case.dispatched.is_some() {
            self.returned.count(case.returned > 0);
        }
        if case.claimed.is_some() && case.made_up.is_none() {
            self.first_time.count(is_first_time(case));
        }
        if case.closed.is_some() && case.made_up.is_none() {
            self.closed_false.count(case.closed_false);
        }
    }

    /// Counts how long a case took until its problem ended, within τ.
    pub(super) fn add_handling(&mut self, took: Span) {
        self.handling.add(took);
    }
}
