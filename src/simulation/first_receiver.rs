//! First-receiver duty (首接负责制): the body that a case comes to first sees to it.

use super::Simulation;
use super::intake::one_of;
use super::record::{CaseId, Deed, Observer};
use crate::governance::RoleId;
use crate::governance::parties::FirstReceiver;
use crate::rng::Purpose;

impl<O: Observer> Simulation<'_, O> {
    /// Whether a body is bound by a case because it was the first to get it.
    pub(super) fn is_bound(&self, case: CaseId) -> bool {
        let file = &self.cases[case];
        let rule = self.rules(self.block(case)).parties.first_receiver;
        rule == FirstReceiver::Transfers && file.dispatches == 1 && !file.passed_on
    }

    /// Whether a body that is bound, and lacks the power, passes the case on to the owner, or to
    /// whom it takes for that. It can not where the problem is nobody's duty or its own.
    pub(super) fn passes_on(&mut self, case: CaseId) -> bool {
        let file = &self.cases[case];
        let problem = &self.problems[file.problem];
        let role = self.governance.desks[file.desk].role;
        let owner = problem.owner.filter(|owner| *owner != role);
        let Some(owner) = owner.filter(|_| self.is_bound(case)) else { return false };
        let governance = self.governance;
        let body = &governance.roles[role];
        let is_other = |other: &RoleId| *other != owner && *other != role;
        let dutiful = &self.rules(problem.block).dutiful;
        let others: Vec<RoleId> = dutiful.iter().copied().filter(is_other).collect();
        let mut luck = self.luck(Purpose::PassOn, case, 0);
        let right = luck.chance(body.accuracy);
        let target = one_of(&others, &mut luck).filter(|_| !right).unwrap_or(owner);
        let file = &mut self.cases[case];
        file.passed_on = true;
        file.handoffs += 1;
        let receiver = &governance.roles[target];
        let delivery = body.dispatch_delivery.as_ref().unwrap_or(&receiver.delivery);
        self.send(case, target, Deed::PassedOn, delivery);
        true
    }
}
