//! Handling: work on site, and what is then claimed of it.

use super::Simulation;
use super::desk::Task;
use super::record::{CaseId, Deed, Ending, Observer};
use crate::city::Remedy;
use crate::governance::DeskId;
use crate::governance::role::Power;
use crate::rng::Purpose;

impl<O: Observer> Simulation<'_, O> {
    /// Those who handle are done: they say so, whether or not it is true.
    pub(super) fn handled(&mut self, case: CaseId, desk: DeskId) {
        let problem = self.cases[case].problem;
        if self.problems[problem].stands() {
            self.try_to_solve(case, desk);
        }
        let stands = self.problems[problem].stands();
        let file = &mut self.cases[case];
        file.claimed = Some(self.now);
        file.claim_true = !stands;
        self.step(case, Deed::Claimed);
        self.after_claim(case);
    }

    fn try_to_solve(&mut self, case: CaseId, desk: DeskId) {
        let id = self.cases[case].problem;
        let problem = &mut self.problems[id];
        let (key, block, visit) = (problem.key, problem.block, problem.visits);
        problem.visits = visit.saturating_add(1);
        let category = &self.city.categories[problem.category];
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let mut luck = self.streams.draw(Purpose::Verdict, key, visit.into());
        let (genuine, lasting) = (luck.chance(role.quality), luck.chance(category.lasting));
        if category.remedy == Remedy::Penalise {
            self.show_presence(block);
        }
        if genuine {
            let now = self.now;
            let file = &mut self.cases[case];
            file.enter(file.stage, now);
            file.parts_at_solution = Some(file.parts);
            self.end_problem(id, Ending::Solved { lasting, case });
        }
    }

    /// What follows a claim: a check on site, a closing at the filer's desk, or nothing.
    fn after_claim(&mut self, case: CaseId) {
        let Some((_, filer)) = self.cases[case].filed else {
            self.close(case);
            return;
        };
        let block = self.problems[self.cases[case].problem].block;
        let role = &self.governance.roles[filer];
        if let Some(checker) = role.checked_by {
            self.enqueue(self.governance.desk(checker, block), Task::Check, case);
        } else if role.may(Power::Close) {
            self.enqueue(self.governance.desk(filer, block), Task::Close, case);
        } else {
            self.close(case);
        }
    }
}
