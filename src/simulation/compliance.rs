//! Compliance: a responsible party takes a case on, or lets it lie until it is urged, ordered, or
//! given up.

use super::desk::Task;
use super::record::{CaseId, Deed, Fate, Observer, Stage};
use super::{Event, Simulation};
use crate::governance::parties::Leverage;
use crate::governance::{DeskId, RoleId};
use crate::rng::Purpose;

/// What makes a party comply, each with luck of its own.
#[derive(Clone, Copy)]
enum Means {
    Receipt,
    Urging,
    Penalty,
}

impl<O: Observer> Simulation<'_, O> {
    /// Whether a party complies, which it does for certain where nothing else is stated.
    fn complies(
        &self,
        case: CaseId,
        desk: DeskId,
        (means, time): (Means, u16),
        chance: impl Fn(&Leverage) -> f64,
    ) -> bool {
        let leverage = &self.governance.roles[self.governance.desks[desk].role].leverage;
        let occasion = (means as u64) << 16 | u64::from(time);
        leverage.as_ref().is_none_or(|leverage| {
            self.luck(Purpose::Comply, case, occasion).chance(chance(leverage))
        })
    }

    /// Whether a party that a case comes to lets it lie.
    pub(super) fn is_unwilling(&mut self, case: CaseId, desk: DeskId) -> bool {
        if self.governance.roles[self.governance.desks[desk].role].leverage.is_none() {
            return false;
        }
        let file = &self.cases[case];
        let (met, time) = (file.meeting.is_some(), file.handoffs);
        let willing = self.complies(case, desk, (Means::Receipt, time), |of| {
            if met { of.convened } else { of.willing }
        });
        self.cases[case].willing.get_or_insert(willing);
        !willing
    }

    /// A party lets a case lie.
    pub(super) fn lie_idle(&mut self, case: CaseId, desk: DeskId) {
        let now = self.now;
        let file = &mut self.cases[case];
        file.enter(Stage::HandleWait, now);
        file.desk = desk;
        file.idle = true;
        self.step(case, Deed::LaidIdle);
        self.expect_urging(case);
    }

    /// Who urges: the dispatcher of a case, or else its filer.
    fn urger(&self, case: CaseId) -> Option<RoleId> {
        let dispatcher = self.cases[case].dispatcher;
        dispatcher.map(|role| self.now_in_charge(role, case)).or_else(|| self.filer(case))
    }

    /// Puts the next urging on the agenda, if anybody urges.
    fn expect_urging(&mut self, case: CaseId) {
        let rule = self.rules(self.block(case)).parties.urging;
        match rule.filter(|_| self.urger(case).is_some()) {
            Some(rule) if self.cases[case].urgings < rule.most => {
                self.after(rule.every, Event::Urges(case));
            }
            rule => match rule.and_then(|rule| rule.penalised_by) {
                Some(by) => self.enqueue(self.desk_for(by, case), Task::Penalise, case),
                None => self.give_up(case),
            },
        }
    }

    /// It is time to urge: a piece of work of whoever urges.
    pub(super) fn urge(&mut self, case: CaseId) {
        if self.lies_idle(case).is_some() {
            match self.urger(case) {
                Some(role) => self.enqueue(self.desk_for(role, case), Task::Urge, case),
                None => self.give_up(case),
            }
        }
    }

    /// A party was urged.
    pub(super) fn urged(&mut self, case: CaseId) {
        let Some(desk) = self.lies_idle(case) else { return };
        let file = &mut self.cases[case];
        file.urgings += 1;
        let time = file.urgings;
        self.step(case, Deed::Urged);
        if self.complies(case, desk, (Means::Urging, time), |of| of.urged) {
            self.comply(case, desk);
        } else {
            self.expect_urging(case);
        }
    }

    /// A party was ordered to act under a penalty.
    pub(super) fn penalised(&mut self, case: CaseId) {
        let Some(desk) = self.lies_idle(case) else { return };
        self.step(case, Deed::Ordered);
        if self.complies(case, desk, (Means::Penalty, 0), |of| of.penalised) {
            self.comply(case, desk);
        } else {
            self.give_up(case);
        }
    }

    /// A party goes about a case that lay idle.
    fn comply(&mut self, case: CaseId, desk: DeskId) {
        self.cases[case].idle = false;
        self.step(case, Deed::Complied);
        self.go_about(case, desk);
    }

    /// Nothing helps: public money may.
    pub(super) fn give_up(&mut self, case: CaseId) {
        self.cases[case].idle = false;
        if !self.asks_for_money(case) {
            self.finish(case, Fate::Shelved);
        }
    }

    /// The desk where an open case lies idle, if it does. Where the regime in force has no such
    /// desk it lies with the role of the same id, or else goes on elsewhere.
    fn lies_idle(&mut self, case: CaseId) -> Option<DeskId> {
        let file = &self.cases[case];
        let desk = file.handler.filter(|_| file.idle && file.fate == Fate::Open)?;
        if !self.has_left(desk, case) {
            return Some(desk);
        }
        let (block, role) = (self.block(case), self.governance.desks[desk].role);
        if let Some(same) = self.rules(block).heirs[role].same {
            let new = self.governance.desk(same, block);
            let file = &mut self.cases[case];
            (file.desk, file.handler) = (new, Some(new));
            return Some(new);
        }
        self.cases[case].idle = false;
        self.resume(case, Task::Handle, desk);
        None
    }
}
