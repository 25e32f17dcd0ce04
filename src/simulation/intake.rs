//! Intake, verification, filing and dispatch: the way of a case to those who handle it.

use super::desk::Task;
use super::record::{Case, CaseId, Deed, Fate, Observer, Problem, Source, Stage};
use super::{Event, Simulation};
use crate::city::CategoryId;
use crate::duration::Duration;
use crate::governance::role::Power;
use crate::governance::{DeskId, RoleId, Rules, Trick};
use crate::rng::{Draw, Purpose};

impl<O: Observer> Simulation<'_, O> {
    /// A case was taken in at a desk.
    pub(super) fn taken_in(&mut self, case: CaseId, desk: DeskId) {
        let role = self.governance.desks[desk].role;
        if let Some(order) = self.cases[case].first_order {
            self.orders[order].contacted.get_or_insert(self.now);
        }
        if let Some(older) = self.recognised(case, role) {
            self.finish(case, Fate::Merged(older));
        } else if self.is_answered(case, role) {
            self.finish(case, Fate::Answered);
        } else if let Some(order) = self.cases[case].first_order
            && self.keeps_calls_away(role, case)
            && self.games(case, Trick::Divert, 0)
        {
            self.orders[order].diverted = true;
            self.finish(case, Fate::Answered);
        } else {
            self.proceed(case, role);
        }
    }

    /// The open file on the same problem that the desk sees, here or at a role that shares its
    /// files with this one, if it is recognised.
    fn recognised(&self, case: CaseId, role: RoleId) -> Option<CaseId> {
        let file = &self.cases[case];
        let mut older = file.older;
        while let Some(id) = older {
            let other = &self.cases[id];
            let is_seen = |filer| self.rules(self.block(case)).platforms.sees(role, filer);
            if other.fate == Fate::Open && self.filer(id).is_some_and(is_seen) {
                let merges = self.governance.roles[role].merges;
                let passes = self.luck(Purpose::Merge, case, 0).chance(merges)
                    || (file.is_public() && self.games(case, Trick::Merge, 0));
                return passes.then_some(id);
            }
            older = other.older;
        }
        None
    }

    fn is_answered(&self, case: CaseId, role: RoleId) -> bool {
        let Source::Channel(channel) = self.cases[case].source else { return false };
        let channel = &self.governance.channels[channel];
        let receiver = self.now_in_charge(channel.receiver, case);
        receiver == role && self.luck(Purpose::Answer, case, 0).chance(channel.answered)
    }

    /// A case goes on from a role as its powers say.
    pub(super) fn proceed(&mut self, case: CaseId, role: RoleId) {
        let post = &self.governance.roles[role];
        let file = &self.cases[case];
        let category = self.problems[file.problem].category;
        let handed_over = u32::from(file.handoffs);
        if post.may(Power::File) && file.filed.is_none() && !file.informal {
            if !post.catalogue[category] || !self.is_listed(file.source, category) {
                self.finish(case, Fate::Rejected);
                return;
            }
            if let Some(verifier) = post.verified_by
                && file.is_public()
                && !file.verified
            {
                self.cases[case].asker = Some(role);
                self.enqueue(self.desk_for(verifier, case), Task::Verify, case);
                return;
            }
            self.file(case, role);
        }
        if post.handles[category] {
            self.take_on(case, self.desk_for(role, case));
        } else if post.may(Power::Dispatch) {
            self.dispatch(case, role);
        } else if let Some(next) = post.next
            && handed_over < post.patience
        {
            self.hand_over(case, next);
        } else {
            self.finish(case, Fate::Shelved);
        }
    }

    /// Whether the catalogue of the channel that a case came by lists a category.
    fn is_listed(&self, source: Source, category: CategoryId) -> bool {
        let Source::Channel(channel) = source else { return true };
        let catalogue = self.governance.channels[channel].catalogue.as_ref();
        catalogue.is_none_or(|catalogue| catalogue[category])
    }

    fn file(&mut self, case: CaseId, role: RoleId) {
        let Problem { category, block, .. } = self.problems[self.cases[case].problem];
        let rules = self.rules(block);
        let limit = rules.limits[category];
        let file = &mut self.cases[case];
        file.filed = Some((self.now, role));
        file.deadline = limit.map(|limit| limit.deadline(self.now, &rules.office));
        file.promised = file.deadline;
        self.step(case, Deed::Filed);
        self.watch_passing(case);
        self.watch_overdue(case);
        self.raise_grave(case);
    }

    /// A public report was looked at on site; the role that asked is the one that files.
    pub(super) fn verified(&mut self, case: CaseId, desk: DeskId) {
        let verifier = self.governance.desks[desk].role;
        if !self.is_seen(case, verifier) {
            self.finish(case, Fate::Void);
            return;
        }
        self.cases[case].verified = true;
        self.step(case, Deed::Confirmed);
        match self.cases[case].asker {
            Some(asker) => {
                let role = self.now_in_charge(asker, case);
                self.cases[case].desk = self.desk_for(role, case);
                self.proceed(case, role);
            }
            None => self.finish(case, Fate::Shelved),
        }
    }

    /// Whether somebody on site sees that the problem stands.
    pub(super) fn is_seen(&self, case: CaseId, role: RoleId) -> bool {
        let file = &self.cases[case];
        let vigilance = self.governance.roles[role].vigilance;
        self.problems[file.problem].stands()
            && self.luck(Purpose::Look, case, u64::from(file.steps)).chance(vigilance)
    }

    /// A case goes to the role that follows.
    pub(super) fn hand_over(&mut self, case: CaseId, next: RoleId) {
        self.cases[case].handoffs += 1;
        self.cases[case].settled = false;
        let next = self.now_in_charge(next, case);
        let delivery = &self.governance.roles[next].delivery;
        self.send(case, next, Deed::HandedOver, delivery);
    }

    /// A case goes to the body that shall handle it.
    pub(super) fn dispatch(&mut self, case: CaseId, role: RoleId) {
        if self.is_orphaned(case) && self.asks_for_money(case) {
            return;
        }
        let file = &self.cases[case];
        let problem = &self.problems[file.problem];
        let rules = self.rules(problem.block);
        let may_settle = self.governance.roles[role].may(Power::Coordinate)
            && file.returned >= rules.settled_after;
        if u32::from(file.returned) >= self.governance.roles[role].patience {
            self.finish(case, Fate::Shelved);
            return;
        }
        let mut luck = self.luck(Purpose::Routing, case, u64::from(file.dispatches));
        let target = if may_settle {
            self.settled_on(case, &mut luck)
        } else {
            let right = luck.chance(self.governance.roles[role].accuracy);
            let another = |luck: &mut Draw| another(rules, problem.owner, luck);
            problem.owner.filter(|_| right).or_else(|| another(&mut luck))
        };
        let Some(target) = target else {
            self.finish(case, Fate::Shelved);
            return;
        };
        let duty = problem.owner == Some(target);
        let power = self.governance.roles[target].handles[problem.category];
        let file = &mut self.cases[case];
        file.dispatched.get_or_insert(self.now);
        file.first_unit.get_or_insert((duty, power));
        file.dispatches += 1;
        file.handoffs += 1;
        file.dispatcher = Some(role);
        file.settled = may_settle;
        let (sender, receiver) = (&self.governance.roles[role], &self.governance.roles[target]);
        let delivery = sender.dispatch_delivery.as_ref().unwrap_or(&receiver.delivery);
        self.send(case, target, Deed::Dispatched, delivery);
    }

    /// The body that has to take a disputed case: its owner, or any that has the power.
    pub(super) fn settled_on(&self, case: CaseId, luck: &mut Draw) -> Option<RoleId> {
        let problem = &self.problems[self.cases[case].problem];
        let able = |role: &RoleId| self.governance.roles[*role].handles[problem.category];
        problem.owner.filter(able).or_else(|| {
            let dutiful = &self.rules(problem.block).dutiful;
            let bodies: Vec<RoleId> = dutiful.iter().copied().filter(able).collect();
            one_of(&bodies, luck)
        })
    }

    pub(super) fn send(
        &mut self,
        case: CaseId,
        to: RoleId,
        how: fn(DeskId) -> Deed,
        delivery: &Duration,
    ) {
        let mut luck = self.luck(Purpose::Delivery, case, u64::from(self.cases[case].handoffs));
        let (from, to) = (self.cases[case].desk, self.desk_for(to, case));
        let deed = how(to);
        let file = &mut self.cases[case];
        file.enter(Stage::Transit, self.now);
        file.desk = to;
        file.to_handle = matches!(deed, Deed::Dispatched(_) | Deed::PassedOn(_));
        self.step_at(from, case, deed);
        self.after(delivery.draw(&mut luck), Event::Reaches(case));
    }

    /// A case reaches the desk it was sent to.
    pub(super) fn arrive(&mut self, case: CaseId) {
        if self.meets_another_regime(case) {
            return;
        }
        let file = &mut self.cases[case];
        let desk = file.desk;
        if let Some(task) = file.errand.take() {
            self.enqueue(desk, task, case);
        } else if !file.to_handle {
            let dispatcher = file.dispatcher.map(|role| self.now_in_charge(role, case));
            let comes_back = dispatcher == Some(self.governance.desks[desk].role);
            let task = if comes_back { Task::Redispatch } else { Task::TakeIn };
            self.enqueue(desk, task, case);
        } else if self.is_taken(case) {
            self.step(case, Deed::Accepted);
            self.take_on(case, desk);
        } else if !self.passes_on(case) {
            self.send_back(case);
        }
    }

    /// A body has a case to handle, whose clock may run.
    pub(super) fn take_on(&mut self, case: CaseId, desk: DeskId) {
        self.cases[case].handler = Some(desk);
        self.watch_passing(case);
        if self.is_unwilling(case, desk) {
            self.lie_idle(case, desk);
        } else {
            self.go_about(case, desk);
        }
    }

    /// A body goes about a case, or lays it aside.
    pub(super) fn go_about(&mut self, case: CaseId, desk: DeskId) {
        self.watch_limit(case);
        self.watch_temptation(case);
        if !self.lays_aside(case, desk) {
            self.enqueue(desk, Task::Handle, case);
        }
    }

    /// Whether the body a case was sent to takes it on.
    fn is_taken(&self, case: CaseId) -> bool {
        let file = &self.cases[case];
        let problem = &self.problems[file.problem];
        let role = self.governance.desks[file.desk].role;
        let post = &self.governance.roles[role];
        let able = post.handles[problem.category];
        let declines = problem.disputed
            && self.luck(Purpose::Refusal, case, u64::from(file.dispatches)).chance(post.refusal);
        let bound = file.settled || file.supervised || self.is_bound(case);
        able && (bound || (problem.owner == Some(role) && !declines))
    }

    fn send_back(&mut self, case: CaseId) {
        let file = &mut self.cases[case];
        file.returned += 1;
        file.handoffs += 1;
        let dispatcher = file.dispatcher;
        let convener = self.convener(case);
        self.cases[case].errand = convener.map(|_| Task::Convene);
        match convener.or(dispatcher) {
            Some(role) => {
                let role = self.now_in_charge(role, case);
                let delivery = &self.governance.roles[role].delivery;
                self.send(case, role, Deed::Returned, delivery);
            }
            None => self.finish(case, Fate::Shelved),
        }
    }

    /// A draw that belongs to a case and an occasion in its life.
    pub(super) fn luck(&self, purpose: Purpose, case: CaseId, occasion: u64) -> Draw {
        let file: &Case = &self.cases[case];
        let key = self.problems[file.problem].key;
        self.streams.draw(purpose, key, u64::from(file.ordinal) << 32 | occasion)
    }
}

/// A body with some duty, but not this one.
fn another(rules: &Rules, not: Option<RoleId>, luck: &mut Draw) -> Option<RoleId> {
    let bodies: Vec<RoleId> =
        rules.dutiful.iter().copied().filter(|role| Some(*role) != not).collect();
    one_of(&bodies, luck).or(not)
}

/// One of several bodies, each equally likely.
pub(super) fn one_of(bodies: &[RoleId], luck: &mut Draw) -> Option<RoleId> {
    (!bodies.is_empty()).then(|| bodies[luck.below(bodies.len() as u64) as usize])
}
