//! Campaign sweeps (运动式): for some days, roles search beyond their routine.

use super::record::Observer;
use super::{Event, Simulation};
use crate::governance::CampaignId;
use crate::time::Time;

impl<O: Observer> Simulation<'_, O> {
    /// Puts the first sweep of each campaign on the agenda.
    ///
    /// Sweeps begin at whole multiples of their period from day 0, so that a longer
    /// warm-up shifts none of them.
    pub(super) fn plan_sweeps(&mut self) {
        for (id, campaign) in self.governance.campaigns.pairs() {
            let period = campaign.every.ms();
            let first = self.now.ms().div_euclid(period) * period;
            let first = if first < self.now.ms() { first + period } else { first };
            self.agenda.add(Time::from_ms(first), Event::SweepBegins(id));
        }
    }

    pub(super) fn begin_sweep(&mut self, campaign: CampaignId) {
        let plan = &self.governance.campaigns[campaign];
        self.after(plan.lasts, Event::SweepEnds(campaign));
        self.after(plan.every, Event::SweepBegins(campaign));
        self.sweeping[campaign] += 1;
        self.sweep(campaign);
    }

    pub(super) fn end_sweep(&mut self, campaign: CampaignId) {
        self.sweeping[campaign] -= 1;
        self.sweep(campaign);
    }

    fn sweep(&mut self, campaign: CampaignId) {
        let governance = self.governance;
        for &role in &governance.campaigns[campaign].roles {
            self.mobilised[role] = governance
                .campaigns
                .pairs()
                .filter(|(id, plan)| self.sweeping[*id] > 0 && plan.roles.contains(&role))
                .map(|(_, plan)| plan.intensity)
                .product();
            for i in 0..self.desks_of[role].len() {
                self.walk(self.desks_of[role][i]);
            }
        }
    }
}
