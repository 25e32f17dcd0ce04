//! What a governance model costs, and the staffing that brings one to another's cost.

use super::{Governance, RoleId};
use crate::id::Table;

impl Governance {
    /// Posts of each role: people on duty times opening hours over the week of one post; where
    /// regimes change, their mean over the measured days.
    pub fn posts(&self) -> Table<RoleId, f64> {
        let mut posts = Table::filled(0.0, self.roles.len());
        for (desk, people) in self.mean_people().pairs() {
            let id = self.desks[desk].role;
            let role = &self.roles[id];
            posts[id] += people * role.calendar.weekly_span().hours() / role.week.hours();
        }
        posts
    }

    /// Cost of a year: wages with insurance, campaigns, and the platform \[yuan\].
    pub fn yearly_cost(&self) -> f64 {
        let wages: f64 =
            self.posts().pairs().map(|(role, posts)| posts * self.roles[role].wage).sum();
        wages + self.campaign_cost() + self.mean_platform_cost()
    }

    /// Yearly wages of those whom campaigns bring in beyond routine, as many as the roles'
    /// posts times what intensity goes beyond one, for the time that sweeps last \[yuan\].
    pub fn campaign_cost(&self) -> f64 {
        let posts = self.posts();
        let extra = |campaign: &super::Campaign| {
            let share = campaign.lasts.hours() / campaign.every.hours();
            let wages = campaign.roles.iter().map(|role| posts[*role] * self.roles[*role].wage);
            (campaign.intensity - 1.0).max(0.0) * share * wages.sum::<f64>()
        };
        self.campaigns.iter().map(extra).fold(0.0, |sum, cost| sum + cost)
    }
}
