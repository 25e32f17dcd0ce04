//! Work begun within the horizon, by role.

use crate::governance::{Governance, RoleId};
use crate::id::Table;
use crate::simulation::desk::Activity;
use crate::simulation::record::Work;

/// What the people of all roles did.
#[derive(Clone, Debug)]
pub struct Workforce {
    /// By role.
    pub roles: Table<RoleId, RoleWork>,
}

/// What the people of one role did \[ms of working time\].
#[derive(Clone, Copy, Debug, Default)]
pub struct RoleWork {
    /// Pieces of work.
    pub pieces: u64,
    /// Work proper by activity.
    pub activity_ms: [i128; Activity::ALL.len()],
    /// On the way.
    pub way_ms: i128,
    /// Time taken from the shift, tasks from above in it included.
    pub taken_ms: i128,
    /// Part of it after hours.
    pub overtime_ms: i128,
    /// Searching.
    pub walked_ms: i128,
}

impl Workforce {
    pub(super) fn new(governance: &Governance) -> Self {
        Self { roles: Table::filled(RoleWork::default(), governance.roles.len()) }
    }

    pub(super) fn add(&mut self, governance: &Governance, work: &Work) {
        let sums = &mut self.roles[governance.desks[work.desk].role];
        sums.pieces += 1;
        sums.activity_ms[work.activity as usize] += i128::from(work.parts[0].ms());
        sums.way_ms += i128::from(work.parts[1].ms());
        sums.taken_ms += i128::from(work.taken.ms());
        sums.overtime_ms += i128::from(work.overtime.ms());
    }
}
