//! Public money (兜底) for problems that are nobody's duty, and for cases that a party never takes
//! on.

use super::Simulation;
use super::desk::Task;
use super::record::{CaseId, Deed, Fate, Observer};
use crate::governance::DeskId;
use crate::time::Time;

/// What was paid for in a month of a twelfth of 365 days, counted from day 0.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spent {
    month: i64,
    cases: u32,
}

impl Spent {
    /// Cases paid for in the month of this moment.
    fn in_month(self, now: Time) -> Self {
        let month = (now.day() * 12).div_euclid(365);
        if month == self.month { self } else { Self { month, cases: 0 } }
    }
}

impl<O: Observer> Simulation<'_, O> {
    /// Whether a case that comes back to a dispatcher is one to be paid for: nobody's duty.
    pub(super) fn is_orphaned(&self, case: CaseId) -> bool {
        let file = &self.cases[case];
        file.returned > 0 && self.problems[file.problem].owner.is_none()
    }

    /// Whether a case goes to the role that pays, once, where those who would be paid can handle
    /// it.
    pub(super) fn asks_for_money(&mut self, case: CaseId) -> bool {
        let Some(rule) = self.rules(self.block(case)).parties.funding else { return false };
        let category = self.problems[self.cases[case].problem].category;
        if self.cases[case].asked_for_money || !self.governance.roles[rule.to].handles[category] {
            return false;
        }
        self.cases[case].asked_for_money = true;
        self.cases[case].errand = Some(Task::Fund);
        self.hand_over(case, rule.by);
        true
    }

    /// The role that pays has decided: those paid get the case, if the month has money left.
    pub(super) fn funded(&mut self, case: CaseId, desk: DeskId) {
        let payer = self.governance.desks[desk].role;
        let Some(rule) = self.rules(self.block(case)).parties.funding else {
            return self.proceed(case, payer);
        };
        self.spent = self.spent.in_month(self.now);
        if self.spent.cases >= rule.limit {
            self.step(case, Deed::Unfunded);
            return self.finish(case, Fate::Shelved);
        }
        self.spent.cases += 1;
        let now = self.now;
        let file = &mut self.cases[case];
        file.paid = Some((now, rule.price));
        file.dispatched.get_or_insert(now);
        file.dispatcher = Some(payer);
        file.dispatches += 1;
        file.handoffs += 1;
        file.settled = true;
        let (sender, receiver) = (&self.governance.roles[payer], &self.governance.roles[rule.to]);
        let delivery = sender.dispatch_delivery.as_ref().unwrap_or(&receiver.delivery);
        self.step(case, Deed::Funded);
        self.send(case, rule.to, Deed::Dispatched, delivery);
    }
}
