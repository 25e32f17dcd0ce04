//! Check and close: a case ends on paper, and the problem may yet stand.

use super::desk::Task;
use super::record::{CaseId, Deed, Fate, Observer, Source};
use super::{Event, Simulation};
use crate::governance::role::Power;
use crate::governance::{CallBack, DeskId};
use crate::rng::Purpose;

impl<O: Observer> Simulation<'_, O> {
    /// A check on site is done: back to the handler, or on to be closed.
    pub(super) fn checked(&mut self, case: CaseId, desk: DeskId) {
        let checker = self.governance.desks[desk].role;
        let seen = self.is_seen(case, checker);
        self.step(case, if seen { Deed::Failed } else { Deed::Passed });
        match (seen, self.cases[case].handler, self.filer(case)) {
            (true, Some(handler), _) => {
                self.catch(case);
                let file = &mut self.cases[case];
                file.reworks = file.reworks.saturating_add(1);
                self.resume(case, Task::Handle, handler);
            }
            (_, _, Some(filer)) if self.governance.roles[filer].may(Power::Close) => {
                self.enqueue(self.desk_for(filer, case), Task::Close, case);
            }
            _ => self.close(case),
        }
    }

    /// A case is closed on paper.
    pub(super) fn close(&mut self, case: CaseId) {
        let stands = self.problems[self.cases[case].problem].stands();
        let file = &mut self.cases[case];
        file.closed = Some(self.now);
        file.closed_false = stands;
        if let Some(filer) = self.filer(case)
            && let Some(calls) = &self.governance.roles[filer].call_back
        {
            self.plan_call_backs(case, calls);
        }
        self.finish(case, Fate::Closed);
        self.appeal(case);
        self.watch_closed(case);
        self.split(case);
    }

    /// Callers of a case, and of those merged with it, are called back after it is closed.
    fn plan_call_backs(&mut self, closed: CaseId, calls: &CallBack) {
        let times = u64::from(self.cases[closed].reopened);
        let mut next = self.problems[self.cases[closed].problem].newest_case;
        while let Some(case) = next {
            let file = &self.cases[case];
            next = file.older;
            let belongs = self.leads_to(case, closed);
            let Some(order) = file.first_order.filter(|_| belongs) else { continue };
            let mut luck = self.luck(Purpose::CallBack, case, times);
            if luck.chance(calls.sample) {
                let delay = calls.after.draw(&mut luck);
                self.after(delay, Event::CallsBack(order));
            }
        }
    }

    /// Whether a case is this one, or was merged into it, be it by way of others.
    pub(super) fn leads_to(&self, case: CaseId, target: CaseId) -> bool {
        let mut case = case;
        while case != target {
            let Fate::Merged(older) = self.cases[case].fate else { return false };
            case = older;
        }
        true
    }

    /// The calls of a case that is merged, and of those merged with it before, are of the file that
    /// it joins, and count as that does.
    fn join_calls(&mut self, case: CaseId, older: CaseId) {
        if let Some(order) = self.cases[case].first_order {
            self.orders[order].duplicate = false;
        }
        let lead = self.lead(older);
        if self.cases[lead].excluded {
            self.exclude_calls(lead);
        }
    }

    /// A case goes no further. A problem that still stands can be found again by the
    /// finders of this case, and of those that were merged into it; a finder whose own case
    /// is merged knows that the problem is on file, and waits.
    pub(super) fn finish(&mut self, case: CaseId, fate: Fate) {
        let file = &mut self.cases[case];
        file.enter(file.stage, self.now);
        file.fate = fate;
        let problem = file.problem;
        self.state.open_cases -= 1;
        if let Fate::Merged(older) = fate {
            self.join_calls(case, older);
        }
        self.step(case, Deed::Over(fate));
        if matches!(fate, Fate::Merged(_)) || !self.problems[problem].stands() {
            return;
        }
        let mut next = self.problems[problem].newest_case;
        while let Some(id) = next {
            let other = &self.cases[id];
            next = other.older;
            if self.leads_to(id, case)
                && let Source::Patrol(desk) = other.source
                && let Some(desk) = self.beat_now(desk, problem)
            {
                self.watch(desk, problem);
            }
        }
    }
}
