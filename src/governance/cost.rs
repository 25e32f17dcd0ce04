//! What a governance model costs, and the staffing that brings one to another's cost.

use super::{Governance, RoleId};
use crate::id::Table;

impl Governance {
    /// Posts of each role: people on duty times opening hours over the week of one post.
    pub fn posts(&self) -> Table<RoleId, f64> {
        let mut posts = Table::filled(0.0, self.roles.len());
        for desk in &self.desks {
            let role = &self.roles[desk.role];
            posts[desk.role] +=
                f64::from(desk.staff) * role.calendar.weekly_span().hours() / role.week.hours();
        }
        posts
    }

    /// Cost of a year: wages with insurance, and the platform \[yuan\].
    pub fn yearly_cost(&self) -> f64 {
        let wages: f64 =
            self.posts().pairs().map(|(role, posts)| posts * self.roles[role].wage).sum();
        wages + self.platform_cost
    }
}
