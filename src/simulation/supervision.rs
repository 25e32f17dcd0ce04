//! Supervision by those above: a case that ran over, is called about again or is grave comes
//! first, and nobody declines it.

use super::record::{CaseId, Deed, Fate, Observer, ProblemId};
use super::{Event, Simulation};
use crate::governance::exceptions::HeldCases;
use crate::rng::Purpose;

impl<O: Observer> Simulation<'_, O> {
    /// Puts on the agenda that a case has been overdue for as long as is let pass.
    pub(super) fn watch_overdue(&mut self, case: CaseId) {
        let rule = self.rules(self.block(case)).exceptions.supervision.as_ref();
        let overdue = rule.and_then(|rule| rule.overdue);
        if let Some((deadline, overdue)) = self.cases[case].deadline.zip(overdue) {
            self.agenda.add((deadline + overdue).max(self.now), Event::RunsOver(case));
        }
    }

    /// A case is raised if it is still open and its deadline was not put off meanwhile.
    pub(super) fn run_over(&mut self, case: CaseId) {
        let rules = &self.rules(self.block(case)).exceptions;
        let overdue = rules.supervision.as_ref().and_then(|rule| rule.overdue);
        let file = &self.cases[case];
        let Some((deadline, overdue)) = file.deadline.zip(overdue) else { return };
        // What is laid aside is looked at again when it is taken up, as its clock stands still.
        if file.fate != Fate::Open || (file.aside && rules.held != HeldCases::Running) {
            return;
        }
        if deadline + overdue > self.now {
            self.watch_overdue(case);
        } else {
            self.order(case);
        }
    }

    /// A case is raised when it is filed, if its category is grave.
    pub(super) fn raise_grave(&mut self, case: CaseId) {
        let rule = self.rules(self.block(case)).exceptions.supervision.as_ref();
        let Some(least) = rule.and_then(|rule| rule.severity) else { return };
        let category = self.problems[self.cases[case].problem].category;
        if self.city.categories[category].severity >= least {
            self.order(case);
        }
    }

    /// The open cases on a problem are raised when one caller has called so often.
    pub(super) fn raise_repeated(&mut self, problem: ProblemId, calls: u16) {
        let block = self.problems[problem].block;
        let rule = self.rules(block).exceptions.supervision.as_ref();
        if rule.and_then(|rule| rule.calls).is_none_or(|least| calls < least) {
            return;
        }
        let mut next = self.problems[problem].newest_case;
        while let Some(case) = next {
            next = self.cases[case].older;
            self.order(case);
        }
    }

    /// An order to put a case first is on its way.
    fn order(&mut self, case: CaseId) {
        let rules = self.rules(self.block(case));
        let Some(rule) = &rules.exceptions.supervision else { return };
        match rule.ordered_by {
            Some(by) => {
                let mut luck = self.luck(Purpose::Order, case, 0);
                let delay = self.governance.roles[by].delivery.draw(&mut luck);
                self.after(delay, Event::Raised(case));
            }
            None => self.raise(case),
        }
    }

    /// An open case comes first from now on, where it waits and wherever it goes.
    pub(super) fn raise(&mut self, case: CaseId) {
        let file = &mut self.cases[case];
        if file.fate == Fate::Open && !file.supervised {
            file.supervised = true;
            self.put_first(case);
            self.step(case, Deed::Raised);
        }
    }
}
