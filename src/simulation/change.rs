//! Changes of regime: who is in charge of what from now on.
//!
//! What lasts belongs to blocks, residents, problems and cases; a change moves none of it but
//! the work between posts. Posts that both regimes have alike know of no change. Of the others,
//! a role of the same id takes over the people: work in hand goes on, what waits waits at the new
//! desk, and what is to be found is found after the exposure that it still wants. Where there is
//! no such role, work in hand is ended by those who began it, and open cases go on where the new
//! regime would have them at their stage. No clock starts anew.

use super::Simulation;
use super::desk::{Job, Task};
use super::record::{CaseId, Fate, Observer, ProblemId};
use crate::city::{BlockId, CategoryId, StreetId};
use crate::governance::role::Power;
use crate::governance::{DeskId, Force, RegimeId, RoleId, Rules};
use crate::id::{Id as _, Table};
use crate::rng::Purpose;
use crate::time::Time;

/// Whether the regime changes in each block.
pub(super) type Moved = Table<BlockId, bool>;

impl<'a, O: Observer> Simulation<'a, O> {
    /// The regime in force in a block.
    pub(super) fn regime(&self, block: BlockId) -> RegimeId {
        if self.governance.timeline.is_constant() {
            return RegimeId::new(0);
        }
        self.force[self.street(block)]
    }

    /// The rules in force in a block.
    pub(super) fn rules(&self, block: BlockId) -> &'a Rules {
        &self.governance.rules[self.regime(block)]
    }

    fn street(&self, block: BlockId) -> StreetId {
        self.city.communities[self.city.blocks[block].community].street
    }

    pub(super) fn block(&self, case: CaseId) -> BlockId {
        self.problems[self.cases[case].problem].block
    }

    /// The role that has a case now, if it was for this one to have it.
    pub(super) fn now_in_charge(&self, role: RoleId, case: CaseId) -> RoleId {
        if self.governance.timeline.is_constant() {
            return role;
        }
        self.rules(self.block(case)).heirs[role].next
    }

    /// The desk of the role that has a case now, if it was for this one to have it.
    pub(super) fn desk_for(&self, role: RoleId, case: CaseId) -> DeskId {
        self.governance.desk(self.now_in_charge(role, case), self.block(case))
    }

    /// Who is in charge of the file on a case.
    pub(super) fn filer(&self, case: CaseId) -> Option<RoleId> {
        self.cases[case].filed.map(|(_, filer)| self.now_in_charge(filer, case))
    }

    /// Whether the regime in force where a case is has no desk like this one.
    pub(super) fn has_left(&self, desk: DeskId, case: CaseId) -> bool {
        let role = self.governance.desks[desk].role;
        !self.governance.timeline.is_constant() && !self.rules(self.block(case)).has(role)
    }

    /// The beat that a finder walks now, if it still looks for such problems.
    pub(super) fn beat_now(&self, desk: DeskId, problem: ProblemId) -> Option<DeskId> {
        if self.governance.timeline.is_constant() {
            return Some(desk);
        }
        let block = self.problems[problem].block;
        let role = self.rules(block).heirs[self.governance.desks[desk].role].same?;
        self.searches(role, problem).then(|| self.governance.desk(role, block))
    }

    /// Whether a role looks for problems of this kind.
    fn searches(&self, role: RoleId, problem: ProblemId) -> bool {
        let patrol = self.governance.roles[role].patrol.as_ref();
        patrol.is_some_and(|patrol| patrol.finds[self.problems[problem].category])
    }

    /// A case reaches a desk that the regime in force does not have: the role of the same id
    /// receives it in its place, or else it goes on elsewhere. Whether it does.
    pub(super) fn meets_another_regime(&mut self, case: CaseId) -> bool {
        let desk = self.cases[case].desk;
        if !self.has_left(desk, case) {
            return false;
        }
        let (block, role) = (self.block(case), self.governance.desks[desk].role);
        if let Some(same) = self.rules(block).heirs[role].same {
            self.cases[case].desk = self.governance.desk(same, block);
            return false;
        }
        let file = &mut self.cases[case];
        let sent_for = if file.to_handle { Task::Handle } else { Task::TakeIn };
        let task = file.errand.take().unwrap_or(sent_for);
        self.resume(case, task, desk);
        true
    }

    /// A case waits for a task at a desk, or where the regime in force has it at its stage.
    pub(super) fn resume(&mut self, case: CaseId, task: Task, desk: DeskId) {
        if let Some(desk) = self.take_over(case, task, desk) {
            self.serve(desk);
        }
    }

    /// Puts a case where the regime in force has it at its stage; gives the desk where it waits.
    fn take_over(&mut self, case: CaseId, task: Task, desk: DeskId) -> Option<DeskId> {
        let role = self.governance.desks[desk].role;
        if !self.has_left(desk, case) {
            self.put_in_queue(desk, task, case);
            return Some(desk);
        }
        if task.is_aside() {
            return self.take_over_aside(case, task, role);
        }
        let governance = self.governance;
        let rules = self.rules(self.block(case));
        let heir = rules.heirs[role];
        let of = |role: RoleId| &governance.roles[role];
        let (role, task) = match task {
            Task::Handle | Task::Pretend => match self.next_handler(case, role) {
                (role, Task::Handle) => (role, task),
                other => other,
            },
            Task::Log if heir.same.is_some_and(|role| self.logs(role, case)) => (heir.next, task),
            Task::Redispatch if of(heir.next).may(Power::Dispatch) => (heir.next, task),
            Task::Convene if let Some(rule) = &rules.parties.convening => (rule.called_by, task),
            Task::Fund if let Some(rule) = rules.parties.funding => (rule.by, task),
            Task::TakeIn | Task::Log | Task::Redispatch | Task::Convene | Task::Fund => {
                (heir.next, Task::TakeIn)
            }
            Task::Attend | Task::Urge | Task::Penalise => return None,
            Task::Verify => {
                let asker = self.now_in_charge(self.cases[case].asker.unwrap_or(role), case);
                of(asker).verified_by.map_or((asker, Task::TakeIn), |role| (role, task))
            }
            Task::Check => match self.filer(case).and_then(|filer| of(filer).checked_by) {
                Some(checker) => (checker, task),
                None => return self.close_or_wait(case),
            },
            Task::Close => return self.close_or_wait(case),
            Task::Audit => (self.rules(self.block(case)).audit.as_ref()?.by, task),
        };
        let desk = governance.desk(role, self.block(case));
        if matches!(task, Task::Handle | Task::Pretend) {
            self.cases[case].handler = Some(desk);
        }
        self.put_in_queue(desk, task, case);
        Some(desk)
    }

    /// Whether a role can write a case down: it goes on from there, or ends with that.
    fn logs(&self, role: RoleId, case: CaseId) -> bool {
        self.governance.roles[role].next.is_some() || self.cases[case].made_up.is_some()
    }

    /// Work about a case that lies elsewhere goes to the role of the same id, and urging to whoever
    /// has the file; where there is no such role, or nobody to urge, it is not done.
    fn take_over_aside(&mut self, case: CaseId, task: Task, role: RoleId) -> Option<DeskId> {
        let block = self.block(case);
        let heir = self.rules(block).heirs[role];
        let role = if task == Task::Urge { Some(heir.next) } else { heir.same };
        let desk = role.map(|role| self.governance.desk(role, block));
        let waits_on =
            |desk: &DeskId| heir.same.is_some() || self.desks[self.pool(*desk)].people > 0;
        if let Some(desk) = desk.filter(waits_on) {
            self.put_in_queue(desk, task, case);
            return Some(desk);
        }
        match task {
            Task::Attend => self.leave_meeting(case),
            _ => self.give_up(case),
        }
        None
    }

    /// Closes a case, now or once its filer comes to it.
    fn close_or_wait(&mut self, case: CaseId) -> Option<DeskId> {
        self.after_check(case);
        None
    }

    /// Who handles a case of a role that is gone: that of the same id or the problem's owner,
    /// if able; else it goes back to whoever sent or filed it.
    fn next_handler(&self, case: CaseId, role: RoleId) -> (RoleId, Task) {
        let file = &self.cases[case];
        let problem = &self.problems[file.problem];
        let able = |role: &RoleId| self.governance.roles[*role].handles[problem.category];
        let same = self.rules(problem.block).heirs[role].same;
        if let Some(handler) = same.filter(able).or(problem.owner.filter(able)) {
            return (handler, Task::Handle);
        }
        let sender = file.dispatcher.or(file.filed.map(|(_, filer)| filer)).unwrap_or(role);
        (self.now_in_charge(sender, case), Task::TakeIn)
    }

    /// Makes the change of this midnight, if there is one.
    pub(super) fn change_regimes(&mut self) {
        let changes = &self.governance.timeline.changes;
        let Some(change) = changes.get(self.changed) else { return };
        if self.now < Time::from_day(change.day) {
            return;
        }
        self.changed += 1;
        let before = std::mem::replace(&mut self.force, change.force.clone());
        let differs = |block| before[self.street(block)] != self.force[self.street(block)];
        let moved: Moved = self.city.blocks.ids().map(differs).collect();
        self.give_duties(&moved);
        self.man_desks();
        self.hand_over_work(&moved);
        self.hand_over_queues(&moved);
        self.hand_over_visits(&moved);
        self.hand_over_search(&before, &moved);
        self.watch_clocks(&moved);
        for desk in self.desks.ids() {
            self.serve(desk);
        }
    }

    /// Problems that stand or have an open case fall to those whose duty they now are.
    fn give_duties(&mut self, moved: &Moved) {
        let open = self.cases.iter().filter(|case| case.fate == Fate::Open);
        let mut concerned: Vec<ProblemId> = open.map(|case| case.problem).collect();
        concerned.extend(self.problems.pairs().filter(|(_, of)| of.stands()).map(|(id, _)| id));
        for id in concerned {
            let problem = &self.problems[id];
            if moved[problem.block] {
                let whose = self.whose(problem.key, problem.category);
                self.problems[id].owner = self.rules(problem.block).owner(problem.category, whose);
            }
        }
    }

    /// Files that are open fall under the exceptions to the clock that are now in force.
    fn watch_clocks(&mut self, moved: &Table<BlockId, bool>) {
        for case in self.cases.ids() {
            let file = &self.cases[case];
            let is_open = file.fate == Fate::Open && file.filed.is_some() && !file.aside;
            if is_open && moved[self.block(case)] {
                self.watch_clock(case);
            }
        }
    }

    /// The place of a problem among its category's owners, drawn when it arose.
    fn whose(&self, key: u64, category: CategoryId) -> f64 {
        let mut luck = self.streams.draw(Purpose::Life, key, 0);
        luck.chance(self.city.categories[category].clears);
        luck.uniform()
    }

    /// Desks have the people and the ground that they now serve.
    fn man_desks(&mut self) {
        let shares = self.governance.shares(Some(&self.force));
        for (desk, plan) in self.governance.desks.pairs() {
            let people = self.governance.people(desk, shares[desk]);
            let open = self.governance.roles[plan.role].calendar.is_open(self.now);
            let place = &mut self.desks[desk];
            place.people = people;
            place.on_duty = if open { people } else { 0 };
            place.on_call = self.governance.on_call(desk, &shares);
            if shares[desk] > 0.0 {
                place.area = plan.area * shares[desk];
            }
        }
    }

    /// People with work in hand go on with it at the desk of the same id.
    fn hand_over_work(&mut self, moved: &Moved) {
        let mut in_hand = Table::filled(true, self.jobs.len());
        self.free_jobs.iter().for_each(|job| in_hand[*job] = false);
        for (id, _) in in_hand.pairs().filter(|(_, in_hand)| **in_hand) {
            let Job { desk, task, case, duty } = self.jobs[id];
            let (block, role) = (self.block(case), self.governance.desks[desk].role);
            if !moved[block] || !self.has_left(desk, case) {
                continue;
            }
            let Some(same) = self.rules(block).heirs[role].same else { continue };
            let new = self.governance.desk(same, block);
            *self.at_work(desk, duty) -= 1;
            *self.at_work(new, duty) += 1;
            self.jobs[id].desk = new;
            if task.is_aside() {
                continue;
            }
            let file = &mut self.cases[case];
            if !task.is_after_closing() {
                file.desk = new;
            }
            file.handler = file.handler.map(|handler| if handler == desk { new } else { handler });
        }
    }

    /// What waits at desks that are gone waits where the new regime has it, in the same order.
    fn hand_over_queues(&mut self, moved: &Moved) {
        for desk in self.desks.ids() {
            let mut place = std::mem::take(&mut self.desks[desk]);
            let goes = |case| moved[self.block(case)] && self.has_left(desk, case);
            let gone = place.take_off(goes);
            self.desks[desk] = place;
            for (task, case) in gone {
                self.take_over(case, task, desk);
            }
        }
    }

    /// Problems are to be found on the beats of the new regime: after the exposure that they
    /// still want where a role of the same id looked for them before, else after a new one.
    fn hand_over_search(&mut self, before: &Force, moved: &Moved) {
        let mut carried = Vec::new();
        for desk in self.desks.ids() {
            let Some(mut beat) = self.desks[desk].beat.take() else { continue };
            beat.gather(self.now, self.horizon);
            let role = self.governance.desks[desk].role;
            let goes = |problem| {
                let block = self.problems[problem].block;
                moved[block] && !self.rules(block).has(role)
            };
            let gone = beat.take_off(goes);
            self.desks[desk].beat = Some(beat);
            if !gone.is_empty() {
                self.plan_find(desk);
            }
            carried.extend(gone.into_iter().map(|(problem, remaining)| (desk, problem, remaining)));
        }
        for (desk, problem, remaining) in carried {
            if let Some(desk) = self.beat_now(desk, problem) {
                self.watch_until(desk, problem, remaining);
            }
        }
        for problem in self.problems.ids() {
            let of = &self.problems[problem];
            if of.stands() && moved[of.block] {
                self.set_out_anew(problem, before);
            }
        }
    }

    /// Sets a standing problem out to those who have not looked for its kind before.
    fn set_out_anew(&mut self, problem: ProblemId, before: &Force) {
        let block = self.problems[problem].block;
        let old = &self.governance.rules[before[self.street(block)]];
        for &role in &self.rules(block).searchers {
            let looked = |old: RoleId| self.searches(old, problem);
            if self.searches(role, problem) && !old.heirs[role].same.is_some_and(looked) {
                self.watch(self.governance.desk(role, block), problem);
            }
        }
    }
}
