//! Check and close: a case ends on paper, and the problem may yet stand.

use super::desk::Task;
use super::record::{CaseId, Fate, Observer, Source};
use super::{Event, Simulation};
use crate::governance::DeskId;
use crate::governance::role::Power;
use crate::rng::Purpose;

impl<O: Observer> Simulation<'_, O> {
    /// A check on site is done: back to the handler, or on to be closed.
    pub(super) fn checked(&mut self, case: CaseId, desk: DeskId) {
        let checker = self.governance.desks[desk].role;
        let seen = self.is_seen(case, checker);
        let file = &mut self.cases[case];
        match (seen, file.handler, file.filed) {
            (true, Some(handler), _) => {
                file.reworks = file.reworks.saturating_add(1);
                self.enqueue(handler, Task::Handle, case);
            }
            (_, _, Some((_, filer))) if self.governance.roles[filer].may(Power::Close) => {
                let block = self.problems[self.cases[case].problem].block;
                self.enqueue(self.governance.desk(filer, block), Task::Close, case);
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
        if let (Some((_, filer)), Some(order)) = (file.filed, file.first_order)
            && let Some(calls) = self.governance.roles[filer].call_back
        {
            let mut luck = self.luck(Purpose::CallBack, case, 0);
            if luck.chance(calls.sample) {
                let delay = calls.after.draw(&mut luck);
                self.after(delay, Event::CallsBack(order));
            }
        }
        self.finish(case, Fate::Closed);
    }

    /// A case goes no further. A problem that still stands can be found again.
    pub(super) fn finish(&mut self, case: CaseId, fate: Fate) {
        let file = &mut self.cases[case];
        file.enter(file.stage, self.now);
        file.fate = fate;
        self.state.open_cases -= 1;
        let (problem, source) = (file.problem, file.source);
        if let Source::Patrol(desk) = source
            && self.problems[problem].stands()
        {
            self.watch(desk, problem);
        }
    }
}
