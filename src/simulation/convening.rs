//! Convening (吹哨报到): bodies are called to the site, and settle there who acts.
//!
//! Each body that is called sends one person before all else, whose way and time on site are work
//! of its desk. The meeting is over when the last of them has done its share (assumption): nobody
//! waits for those who come late. Until then the case lies with the role that called.

use super::Simulation;
use super::desk::Task;
use super::intake::one_of;
use super::record::{CaseId, Deed, Fate, Meeting, Observer, Stage};
use crate::governance::parties::{Called, Convening};
use crate::governance::{DeskId, RoleId};
use crate::rng::{Draw, Purpose};
use crate::time::Span;

/// Tells the draws on one meeting apart.
#[derive(Clone, Copy)]
enum Part {
    Who,
    Lasts,
    Settles,
}

impl<O: Observer> Simulation<'_, O> {
    /// The role that calls bodies to the site about a case that is sent back now, if it is one to
    /// call about.
    pub(super) fn convener(&self, case: CaseId) -> Option<RoleId> {
        let rule = self.rules(self.block(case)).parties.convening.as_ref()?;
        let file = &self.cases[case];
        let often = rule.returns.is_some_and(|returns| file.returned >= returns);
        let disputed = rule.disputed && self.problems[file.problem].disputed;
        ((often || disputed) && file.meeting.is_none()).then_some(rule.called_by)
    }

    /// The convener has called: the bodies send their people.
    pub(super) fn convened(&mut self, case: CaseId, desk: DeskId) {
        let convener = self.governance.desks[desk].role;
        let Some(rule) = &self.rules(self.block(case)).parties.convening else {
            return self.proceed(case, convener);
        };
        let called = self.called(case, rule);
        let now = self.now;
        let file = &mut self.cases[case];
        file.enter(Stage::DeskWait, now);
        file.meeting = Some(Meeting::begin(now, called.len() as u16));
        self.step(case, Deed::Convened);
        if called.is_empty() {
            self.settle_on_site(case);
        }
        for desk in called {
            self.enqueue(desk, Task::Attend, case);
        }
    }

    /// The desks that a meeting calls: of the owner and of other bodies, those that have people.
    fn called(&self, case: CaseId, rule: &Convening) -> Vec<DeskId> {
        let problem = &self.problems[self.cases[case].problem];
        let others = match &rule.bodies {
            Called::Number(number) => {
                let dutiful = &self.rules(problem.block).dutiful;
                let mut pool: Vec<RoleId> = dutiful.clone();
                pool.retain(|role| Some(*role) != problem.owner);
                drawn(pool, *number, &mut self.meeting(case, Part::Who))
            }
            Called::Listed(roles) => {
                roles.iter().copied().filter(|role| Some(*role) != problem.owner).collect()
            }
        };
        let desks = problem.owner.into_iter().chain(others);
        let desks = desks.map(|role| self.governance.desk(role, problem.block));
        desks.filter(|desk| self.desks[self.pool(*desk)].people > 0).collect()
    }

    /// How long everybody is on site.
    pub(super) fn time_on_site(&self, case: CaseId) -> Span {
        let rule = &self.rules(self.block(case)).parties.convening;
        let lasts = |rule: &Convening| rule.lasts.draw(&mut self.meeting(case, Part::Lasts));
        rule.as_ref().map_or(Span::ZERO, lasts)
    }

    /// Somebody sets out to a meeting; half of the way leads there.
    pub(super) fn set_out_to_meet(&mut self, case: CaseId, desk: DeskId, way: Span, taken: Span) {
        let body = &self.governance.roles[self.governance.desks[desk].role];
        let there = Span::from_ms(way.ms() / 2);
        let arrives = body.calendar.advance_overrunning(self.now, there, body.overrun);
        let rule = &self.rules(self.block(case)).parties.convening;
        let within = rule.as_ref().map(|rule| rule.within);
        if let Some(meeting) = &mut self.cases[case].meeting {
            let soon = within.is_some_and(|within| arrives - meeting.called_at <= within);
            meeting.in_time += u16::from(soon);
            meeting.taken += taken;
        }
    }

    /// A body has done its share of a meeting, or will not come.
    pub(super) fn leave_meeting(&mut self, case: CaseId) {
        let Some(meeting) = &mut self.cases[case].meeting else { return };
        meeting.awaited -= 1;
        if meeting.awaited == 0 {
            self.settle_on_site(case);
        }
    }

    /// A meeting is over: a body takes the case at once and may not decline it.
    fn settle_on_site(&mut self, case: CaseId) {
        let mut luck = self.meeting(case, Part::Settles);
        let Some(target) = self.settled_on(case, &mut luck) else {
            return self.finish(case, Fate::Shelved);
        };
        let (from, to) = (self.cases[case].desk, self.desk_for(target, case));
        let file = &mut self.cases[case];
        file.settled = true;
        file.handoffs += 1;
        file.dispatcher = Some(self.governance.desks[from].role);
        self.step(case, Deed::Settled(to));
        self.take_on(case, to);
    }

    fn meeting(&self, case: CaseId, part: Part) -> Draw {
        self.luck(Purpose::Convene, case, part as u64)
    }
}

/// So many of these, drawn without putting back.
fn drawn(mut pool: Vec<RoleId>, number: usize, luck: &mut Draw) -> Vec<RoleId> {
    let mut chosen = Vec::new();
    while chosen.len() < number
        && let Some(role) = one_of(&pool, luck)
    {
        pool.retain(|other| *other != role);
        chosen.push(role);
    }
    chosen
}
