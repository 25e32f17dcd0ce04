//! Audit: closed cases are looked at again, and callers are called by somebody else.
//!
//! What was closed while its problem stood and is found out is open again: it goes back to its
//! handler, and the time since it was closed counts as waiting for the check that it lacked.

use super::desk::Task;
use super::record::{Answer, CaseId, Deed, Fate, Observer, OrderId, Stage};
use super::{Event, Simulation};
use crate::governance::DeskId;
use crate::rng::Purpose;

impl<O: Observer> Simulation<'_, O> {
    /// Puts on the agenda whether a case that was closed is looked at again, and who of its
    /// callers is called a second time.
    pub(super) fn watch_closed(&mut self, closed: CaseId) {
        let rules = self.rules(self.block(closed));
        let Some(rule) = &rules.audit else { return };
        // What is on no record is known to nobody who audits.
        let filer = self.filer(closed);
        if !filer.is_some_and(|filer| rules.platform.contains(&filer)) {
            return;
        }
        let times = u64::from(self.cases[closed].reopened);
        let mut luck = self.luck(Purpose::Audit, closed, times);
        if luck.chance(rule.share) {
            self.after(rule.after.draw(&mut luck), Event::LooksAgain(closed));
        }
        let mut next = self.problems[self.cases[closed].problem].newest_case;
        while let Some(case) = next {
            next = self.cases[case].older;
            let belongs = self.leads_to(case, closed);
            let Some(order) = self.cases[case].first_order.filter(|_| belongs) else { continue };
            let mut luck = self.luck(Purpose::DoubleCall, case, times);
            if luck.chance(rule.double_call) {
                self.after(rule.after.draw(&mut luck), Event::CallsAgain(order));
            }
        }
    }

    /// Those who audit are to look at a case, if it is closed still and they are there.
    pub(super) fn look_again(&mut self, case: CaseId) {
        let block = self.block(case);
        let Some(rule) = &self.rules(block).audit else { return };
        if self.cases[case].fate == Fate::Closed {
            self.enqueue(self.governance.desk(rule.by, block), Task::Audit, case);
        }
    }

    /// Those who audit have looked at a case.
    pub(super) fn audited(&mut self, case: CaseId, desk: DeskId) {
        let auditor = self.governance.desks[desk].role;
        if self.cases[case].fate == Fate::Closed && self.is_seen(case, auditor) {
            self.reopen(case, desk);
        }
    }

    /// A caller is called a second time and says what is true.
    pub(super) fn call_again(&mut self, order: OrderId) {
        let call = &self.orders[order];
        let (problem, case) = (&self.problems[call.problem], call.case);
        let Some(rule) = &self.rules(problem.block).audit else { return };
        let desk = self.governance.desk(rule.by, problem.block);
        let answer = Answer {
            resolved: !problem.stands(),
            satisfied: call.is_met(problem, self.city.reporting.expected_within),
        };
        self.step_at(desk, case, Deed::CalledAgain(answer));
        let case = self.lead(case);
        if !answer.resolved && self.cases[case].fate == Fate::Closed {
            self.reopen(case, desk);
        }
    }

    /// A case that was closed falsely is open again, and goes back to its handler.
    fn reopen(&mut self, case: CaseId, found_at: DeskId) {
        self.catch(case);
        let file = &mut self.cases[case];
        (file.fate, file.stage) = (Fate::Open, Stage::CheckWait);
        (file.closed, file.closed_false, file.upheld) = (None, false, false);
        file.reopened = file.reopened.saturating_add(1);
        file.reworks = file.reworks.saturating_add(1);
        let handler = file.handler;
        self.state.open_cases += 1;
        self.step_at(found_at, case, Deed::Reopened);
        match handler {
            Some(desk) => {
                self.watch_passing(case);
                self.watch_overdue(case);
                self.resume(case, Task::Handle, desk);
            }
            None => self.finish(case, Fate::Shelved),
        }
    }
}
