//! Requests for an exception to the clock, and what is granted.
//!
//! Extension, exclusion and appeal change the file alone; a hold puts the work off.

use super::desk::Task;
use super::record::{CaseId, Deed, Fate, Observer, Request, Stage};
use super::{Event, Simulation};
use crate::governance::Rules;
use crate::governance::exceptions::HeldCases;
use crate::governance::{Asking, DeskId, RoleId, Trick};
use crate::rng::{Draw, Purpose};
use crate::time::Span;

/// Tells the draws on one request apart.
#[derive(Clone, Copy)]
enum Part {
    Asks,
    Way,
    Decides,
    Lasts,
}

impl<'a, O: Observer> Simulation<'a, O> {
    /// Puts on the agenda when the handler of a case looks at its deadline, where more time
    /// may be had.
    pub(super) fn watch_limit(&mut self, case: CaseId) {
        let Some(rule) = &self.rules(self.block(case)).exceptions.extension else { return };
        let file = &self.cases[case];
        let Some(deadline) = file.deadline else { return };
        if deadline > self.now && file.extensions < rule.most {
            self.agenda.add((deadline - rule.before).max(self.now), Event::NearsLimit(case));
        }
    }

    /// The deadline of a case draws near: the handler may ask for more time, once for each
    /// deadline.
    pub(super) fn near_limit(&mut self, case: CaseId) {
        let Some(rule) = &self.rules(self.block(case)).exceptions.extension else { return };
        let file = &mut self.cases[case];
        let moved = file.deadline.is_none_or(|deadline| deadline - rule.before > self.now);
        if moved || file.looked_at == file.deadline || !file.is_in_hand() {
            return;
        }
        file.looked_at = file.deadline;
        self.ask(case, Request::Extension);
    }

    /// Puts on the agenda whatever the clock of an open case may bring.
    pub(super) fn watch_clock(&mut self, case: CaseId) {
        if self.cases[case].is_in_hand() {
            self.watch_limit(case);
        }
        self.watch_passing(case);
        self.watch_overdue(case);
    }

    /// The rules under which a case was filed, by which its clock runs and counts.
    fn rules_of_file(&self, case: CaseId) -> &'a Rules {
        let block = self.block(case);
        match self.cases[case].filed {
            Some((filed, _)) => self.governance.rules_at(block, filed),
            None => self.rules(block),
        }
    }

    /// Puts on the agenda that the deadline of a case has passed, where that makes a difference.
    pub(super) fn watch_passing(&mut self, case: CaseId) {
        if self.rules(self.block(case)).exceptions.exclusion.is_none() {
            return;
        }
        if let Some(deadline) = self.cases[case].deadline {
            let passed = (deadline + Span::from_ms(1)).max(self.now);
            self.agenda.add(passed, Event::PassesLimit(case));
        }
    }

    /// The deadline of a case has passed, unless it was put off or the case is over.
    pub(super) fn pass_limit(&mut self, case: CaseId) {
        let file = &self.cases[case];
        if file.fate != Fate::Open || file.aside {
            return;
        }
        if file.deadline.is_some_and(|deadline| deadline >= self.now) {
            self.watch_passing(case);
        } else {
            self.disown(case);
        }
    }

    /// The handler of the case that a call came to may have that left out of the score.
    pub(super) fn disown_for(&mut self, case: CaseId) {
        self.disown(self.lead(case));
    }

    /// The handler of a filed case may have it left out of the score, and asks once.
    fn disown(&mut self, case: CaseId) {
        let file = &mut self.cases[case];
        if file.filed.is_some() && file.handler.is_some() && !file.disowned {
            file.disowned = true;
            self.ask(case, Request::Exclusion);
        }
    }

    /// The handler of a case that was closed late may appeal.
    pub(super) fn appeal(&mut self, case: CaseId) {
        let file = &self.cases[case];
        let late = file.deadline.is_some_and(|deadline| deadline < self.now);
        if late && file.handler.is_some() && file.reopened == 0 {
            self.ask(case, Request::Appeal);
        }
    }

    /// Whether a body lays a filed case aside when it takes it on, until its request is decided;
    /// one that is under supervision cannot be put off.
    pub(super) fn lays_aside(&mut self, case: CaseId, desk: DeskId) -> bool {
        let file = &self.cases[case];
        if file.filed.is_none() || file.supervised || !self.ask(case, Request::Hold) {
            return false;
        }
        let file = &mut self.cases[case];
        file.enter(Stage::HandleWait, self.now);
        file.desk = desk;
        file.aside = true;
        true
    }

    /// How often a request is made and granted, where it may be made.
    fn rule(&self, case: CaseId, request: Request) -> Option<Asking> {
        let rules = &self.rules(self.block(case)).exceptions;
        match request {
            Request::Extension => rules.extension.as_ref().map(|rule| rule.asking),
            Request::Hold => rules.hold.as_ref().map(|rule| rule.asking),
            Request::Exclusion => rules.exclusion,
            Request::Appeal => rules.appeal,
        }
    }

    /// Who is in charge of what was dispatched.
    fn dispatcher(&self, case: CaseId) -> Option<RoleId> {
        self.cases[case].dispatcher.map(|role| self.now_in_charge(role, case))
    }

    /// Whether the handler of a case asks; then the request is on its way to the role that
    /// decides.
    fn ask(&mut self, case: CaseId, request: Request) -> bool {
        let Some(rule) = self.rule(case, request) else { return false };
        let Some(by) = rule.decided_by.or(self.dispatcher(case)) else { return false };
        if !self.asking(case, request, Part::Asks).chance(rule.asked) && !self.abuses(case, request)
        {
            return false;
        }
        self.step(case, Deed::Asked(request));
        let mut luck = self.asking(case, request, Part::Way);
        let delay = self.governance.roles[by].delivery.draw(&mut luck);
        self.after(delay, Event::Decided(case, request));
        true
    }

    /// Whether a request is made for a better score alone; a hold only where more waits at the
    /// desk than there are people.
    fn abuses(&self, case: CaseId, request: Request) -> bool {
        let file = &self.cases[case];
        let trick = match request {
            Request::Extension => Trick::Extension,
            Request::Exclusion => Trick::Exclusion,
            Request::Hold => {
                let waits = file.handler.map(|desk| {
                    (self.desks[desk].backlog(), self.desks[self.pool(desk)].people as usize)
                });
                if waits.is_none_or(|(waiting, people)| waiting <= people) {
                    return false;
                }
                Trick::Hold
            }
            Request::Appeal => return false,
        };
        self.games(case, trick, file.extensions)
    }

    /// A request is decided.
    pub(super) fn decide(&mut self, case: CaseId, request: Request) {
        let luck = |rule: Asking| self.asking(case, request, Part::Decides).chance(rule.granted);
        if self.is_timely(case, request) && self.rule(case, request).is_some_and(luck) {
            self.grant(case, request);
            return;
        }
        self.step(case, Deed::Denied(request));
        if request == Request::Hold {
            self.take_up_again(case);
        }
    }

    /// Whether a request comes in time: one for more time before the deadline, while the case
    /// is in hand.
    fn is_timely(&self, case: CaseId, request: Request) -> bool {
        let file = &self.cases[case];
        let is_due = file.deadline.is_some_and(|deadline| deadline < self.now);
        request != Request::Extension || (file.is_in_hand() && !is_due)
    }

    fn grant(&mut self, case: CaseId, request: Request) {
        match request {
            Request::Extension => self.extend(case),
            Request::Hold => self.hold(case),
            Request::Exclusion => self.exclude(case),
            Request::Appeal => self.cases[case].upheld = true,
        }
        self.step(case, Deed::Granted(request));
    }

    /// The deadline of a case is put off.
    fn extend(&mut self, case: CaseId) {
        let Some(rule) = &self.rules(self.block(case)).exceptions.extension else { return };
        let rules = self.rules_of_file(case);
        let limit = rules.limits[self.problems[self.cases[case].problem].category];
        let file = &mut self.cases[case];
        if let Some((limit, deadline)) = limit.zip(file.deadline) {
            let more = limit.times(rule.adds);
            file.deadline = Some(more.deadline(deadline, &rules.office));
            file.extensions += 1;
            self.watch_limit(case);
        }
    }

    /// A case is on hold for a while.
    fn hold(&mut self, case: CaseId) {
        let Some(rule) = &self.rules(self.block(case)).exceptions.hold else { return };
        let lasts = rule.lasts.draw(&mut self.asking(case, Request::Hold, Part::Lasts));
        self.cases[case].held = Some([self.now, self.now + lasts]);
        self.after(lasts, Event::Resumes(case));
    }

    /// A hold is over; its clock stood still, where the model says so.
    pub(super) fn end_hold(&mut self, case: CaseId) {
        let rules = self.rules_of_file(case);
        let limit = rules.limits[self.problems[self.cases[case].problem].category];
        let file = &mut self.cases[case];
        if let Some((limit, deadline)) = limit.zip(file.deadline)
            && let Some(held) = file.held
            && rules.exceptions.held != HeldCases::Running
        {
            file.deadline = Some(limit.stopped(deadline, held, &rules.office));
        }
        self.step(case, Deed::Resumed);
        self.take_up_again(case);
    }

    /// The handler of a case that was laid aside takes it up.
    fn take_up_again(&mut self, case: CaseId) {
        let file = &mut self.cases[case];
        file.aside = false;
        if let Some(desk) = file.handler {
            self.watch_clock(case);
            self.watch_temptation(case);
            self.resume(case, Task::Handle, desk);
        }
    }

    /// A case is left out of the score, and with it the calls on it and on those merged with it.
    fn exclude(&mut self, case: CaseId) {
        self.cases[case].excluded = true;
        self.exclude_calls(case);
    }

    /// The calls on a case, and on those merged with it, are left out of the score.
    pub(super) fn exclude_calls(&mut self, case: CaseId) {
        let mut next = self.problems[self.cases[case].problem].newest_case;
        while let Some(id) = next {
            let other = &self.cases[id];
            next = other.older;
            if let Some(order) = other.first_order
                && self.leads_to(id, case)
            {
                self.orders[order].excluded = true;
            }
        }
    }

    /// The luck of a case in one part of asking for something, each time anew.
    fn asking(&self, case: CaseId, request: Request, part: Part) -> Draw {
        let asked = u64::from(self.cases[case].extensions);
        let occasion = (request as u64) << 24 | asked << 2 | part as u64;
        self.luck(Purpose::Request, case, occasion)
    }
}
