//! Work begun within the horizon, and work that waits, by role.

use super::Tally;
use crate::governance::{Governance, RoleId};
use crate::id::Table;
use crate::simulation::desk::Activity;
use crate::simulation::record::Work;
use crate::time::Time;

/// What the people of all roles did.
#[derive(Clone, Debug, Default)]
pub struct Workforce {
    /// By role.
    pub roles: Table<RoleId, RoleWork>,
}

/// What the people of one role did \[ms of working time\].
#[derive(Clone, Copy, Debug, Default)]
pub struct RoleWork {
    /// Work proper by activity.
    pub activity_ms: [i128; Activity::ALL.len()],
    /// On the way.
    pub way_ms: i128,
    /// Time taken from the shift, tasks from above in it included.
    pub taken_ms: i128,
    /// Part of it after hours.
    pub overtime_ms: i128,
    /// Free on a beat.
    pub walked_ms: i128,
    /// Cases that wait at its desks.
    pub waiting: Waiting,
}

/// Cases that wait at the desks of a role, at the midnights of the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Midnights from the beginning of the horizon until before its end.
    pub midnights: u64,
    /// Sum over them.
    pub sum: u64,
    /// At the first of them.
    pub first: u64,
    /// At the midnight that ends the horizon, or the last before it where the replication
    /// ends there.
    pub last: u64,
}

impl Tally<'_> {
    pub(super) fn see_waiting(&mut self, now: Time, role: RoleId, waiting: u64) {
        if let Some(day) = self.day(now) {
            day.waiting += waiting;
        }
        let measured = self.measures(now);
        let sums = &mut self.workforce.roles[role].waiting;
        if measured {
            sums.midnights += 1;
            sums.sum += waiting;
        }
        if now == Time::ZERO {
            sums.first = waiting;
        }
        if measured || now == self.window.horizon() {
            sums.last = waiting;
        }
    }
}

impl Workforce {
    pub(super) fn new(governance: &Governance) -> Self {
        Self { roles: Table::filled(RoleWork::default(), governance.roles.len()) }
    }

    pub(super) fn add(&mut self, governance: &Governance, work: &Work) {
        let sums = &mut self.roles[governance.desks[work.desk].role];
        sums.activity_ms[work.activity as usize] += i128::from(work.parts[0].ms());
        sums.way_ms += i128::from(work.parts[1].ms());
        sums.taken_ms += i128::from(work.taken.ms());
        sums.overtime_ms += i128::from(work.overtime.ms());
    }
}
