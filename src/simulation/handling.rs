//! Handling: work on site, and what is then claimed of it.

use super::Simulation;
use super::desk::Task;
use super::record::{CaseId, Deed, Ending, Observer};
use crate::city::Remedy;
use crate::governance::role::Power;
use crate::governance::{DeskId, RoleId};
use crate::rng::Purpose;

impl<O: Observer> Simulation<'_, O> {
    /// Those who handle are done: they say so, whether or not it is true.
    pub(super) fn handled(&mut self, case: CaseId, desk: DeskId) {
        let problem = self.cases[case].problem;
        if self.problems[problem].stands() {
            self.try_to_solve(case, desk);
        }
        let file = &mut self.cases[case];
        file.faked = false;
        if let Some((_, ended)) = file.visits.last_mut() {
            *ended = Some(self.now);
        }
        self.claim(case);
    }

    /// A case is called done.
    pub(super) fn claim(&mut self, case: CaseId) {
        let stands = self.problems[self.cases[case].problem].stands();
        let file = &mut self.cases[case];
        file.claimed = Some(self.now);
        file.claim_true = !stands;
        file.botched |= stands;
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
    pub(super) fn after_claim(&mut self, case: CaseId) {
        let checker = self.filer(case).and_then(|filer| self.governance.roles[filer].checked_by);
        match checker {
            Some(checker) => self.enqueue(self.desk_for(checker, case), Task::Check, case),
            None => self.after_check(case),
        }
    }

    /// What follows a claim that nobody checks any more.
    pub(super) fn after_check(&mut self, case: CaseId) {
        let closes = |filer: &RoleId| self.governance.roles[*filer].may(Power::Close);
        match self.filer(case).filter(closes) {
            Some(filer) => self.enqueue(self.desk_for(filer, case), Task::Close, case),
            None => self.close(case),
        }
    }
}
