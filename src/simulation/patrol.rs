//! Search as a hazard: beats gather exposure, and a problem is found when its beat
//! has gathered the problem's own threshold.
//!
//! With exposure E growing at (ground swept per hour ÷ ground of the beat) for
//! each searching unit, a problem seen with probability d at each pass is found
//! at E₀ + X/d with X unit exponential: the exponential law of random search
//! (Koopman 1946). Exposure is kept in whole units of 2⁻⁶⁰ sweeps, so that
//! splitting an interval changes nothing, and a rate is off by less than a
//! millionth even where a sweep takes a year.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::desk::Task;
use super::record::{CaseId, Observer, ProblemId, Source};
use super::{Event, Simulation};
use crate::city::{BlockId, CategoryId};
use crate::dist;
use crate::governance::assessment::Formula;
use crate::governance::role::{Employer, OnFind};
use crate::governance::{Assessed, AssessmentId, DeskId};
use crate::rng::Purpose;
use crate::time::{Span, Time};

/// Units of exposure in one full sweep of a beat.
const SWEEP: f64 = (1_u64 << 60) as f64;

/// The ground a desk searches.
#[derive(Clone, Debug, Default)]
pub struct Beat {
    /// Exposure gathered until `since`.
    exposure: u128,
    since: Time,
    /// Exposure gathered per millisecond.
    rate: u64,
    /// Number of the plan for the next find; older plans are void.
    plan: u32,
    /// Problems to be found, by the exposure at which they are.
    watched: BinaryHeap<Reverse<(u128, ProblemId)>>,
    /// People searching.
    walkers: u32,
    /// Time people spent searching within the measured horizon.
    pub(super) walked: Span,
}

impl Beat {
    /// A beat on which nobody has searched before this moment.
    pub(super) fn begin(now: Time) -> Self {
        Self { since: now, ..Self::default() }
    }

    /// Takes off those problems to be found that are chosen, with the exposure that each still
    /// wants; exposure must be up to this moment.
    pub(super) fn take_off(
        &mut self,
        chosen: impl Fn(ProblemId) -> bool,
    ) -> Vec<(ProblemId, u128)> {
        let (gone, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.watched).into_iter().partition(|Reverse((_, id))| chosen(*id));
        self.watched = kept.into();
        let remaining =
            |Reverse((at, id)): Reverse<(u128, ProblemId)>| (id, at.saturating_sub(self.exposure));
        gone.into_iter().map(remaining).collect()
    }

    /// Brings exposure up to this moment.
    pub(super) fn gather(&mut self, now: Time, horizon: (Time, Time)) {
        let passed = now - self.since;
        self.exposure += u128::from(self.rate) * passed.ms() as u128;
        let measured = now.min(horizon.1).max(horizon.0) - self.since.min(horizon.1).max(horizon.0);
        self.walked += measured * i64::from(self.walkers);
        self.since = now;
    }
}

impl<O: Observer> Simulation<'_, O> {
    /// Brings a beat up to date with who is free to search.
    pub(super) fn walk(&mut self, desk: DeskId) {
        let place = &mut self.desks[desk];
        let Some(beat) = &mut place.beat else { return };
        let walkers = place.on_duty.saturating_sub(place.busy);
        let plan = &self.governance.desks[desk];
        let role = &self.governance.roles[plan.role];
        let Some(patrol) = &role.patrol else { return };
        let area = place.area;
        let sweeps_per_hour =
            f64::from(walkers) / patrol.team * patrol.swept * (1.0 - role.admin_share) / area
                * self.mobilised[plan.role];
        let rate = (sweeps_per_hour * SWEEP / Span::HOUR.ms() as f64) as u64;
        if rate == beat.rate && walkers == beat.walkers {
            return;
        }
        beat.gather(self.now, self.horizon);
        (beat.rate, beat.walkers) = (rate, walkers);
        self.plan_find(desk);
    }

    /// Sets a problem out to be found by everybody who looks for its kind.
    pub(super) fn set_out(&mut self, problem: ProblemId) {
        let rules = self.rules(self.problems[problem].block);
        for &role in &rules.searchers {
            let finds = &self.governance.roles[role].patrol;
            if finds.as_ref().is_some_and(|p| p.finds[self.problems[problem].category]) {
                let desk = self.governance.desk(role, self.problems[problem].block);
                self.watch(desk, problem);
            }
        }
    }

    /// Sets a problem out to be found on one beat.
    pub(super) fn watch(&mut self, desk: DeskId, problem: ProblemId) {
        let found = &self.problems[problem];
        let seen = self.city.categories[found.category].detectability;
        if seen <= 0.0 {
            return;
        }
        let role = self.governance.desks[desk].role;
        let occasion = self.governance.roles[role].key.wrapping_add(found.searches.into());
        let threshold =
            dist::exponential(&mut self.streams.draw(Purpose::Search, found.key, occasion)) / seen;
        self.watch_until(desk, problem, (threshold * SWEEP) as u128);
    }

    /// Sets a problem out to be found on one beat after so much more exposure.
    pub(super) fn watch_until(&mut self, desk: DeskId, problem: ProblemId, remaining: u128) {
        let Some(beat) = &mut self.desks[desk].beat else { return };
        beat.gather(self.now, self.horizon);
        let at = beat.exposure.saturating_add(remaining);
        let first = beat.watched.peek().is_none_or(|Reverse((next, _))| at < *next);
        beat.watched.push(Reverse((at, problem)));
        if first {
            self.plan_find(desk);
        }
    }

    /// Puts the next find of a beat on the agenda.
    pub(super) fn plan_find(&mut self, desk: DeskId) {
        let Some(beat) = &mut self.desks[desk].beat else { return };
        beat.plan = beat.plan.wrapping_add(1);
        while let Some(Reverse((_, problem))) = beat.watched.peek()
            && !self.problems[*problem].stands()
        {
            beat.watched.pop();
        }
        if beat.rate == 0 {
            return;
        }
        if let Some(Reverse((at, _))) = beat.watched.peek() {
            let wait = at.saturating_sub(beat.exposure).div_ceil(u128::from(beat.rate));
            if let Ok(wait) = i64::try_from(wait)
                && wait < self.end.ms() - self.now.ms()
            {
                self.agenda.add(self.now + Span::from_ms(wait), Event::Finds(desk, beat.plan));
            }
        }
    }

    /// The next find of a beat falls due, unless its plan is void.
    pub(super) fn find(&mut self, desk: DeskId, plan: u32) {
        let Some(beat) = &mut self.desks[desk].beat else { return };
        if beat.plan != plan {
            return;
        }
        beat.gather(self.now, self.horizon);
        if let Some(Reverse((_, problem))) = beat.watched.pop()
            && self.problems[problem].stands()
        {
            let searches = &mut self.problems[problem].searches;
            *searches = searches.saturating_add(1);
            if self.passes_over(desk, problem) {
                let passed = &mut self.problems[problem].passed_over;
                *passed = passed.saturating_add(1);
                self.watch(desk, problem);
            } else {
                self.take_up(desk, problem);
            }
        }
        self.plan_find(desk);
    }

    /// Whether a finder who would have to handle the find looks away.
    fn passes_over(&self, desk: DeskId, problem: ProblemId) -> bool {
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let Some(patrol) = &role.patrol else { return false };
        let found = &self.problems[problem];
        // Who is free to find has nothing waiting, so that what colleagues have in hand counts.
        let place = &self.desks[desk];
        let scored = self.is_scored_on_finds(desk, found.block);
        let burden = place.backlog() as f64 + f64::from(place.busy) + f64::from(u32::from(scored));
        let chance = patrol.suppression * burden / f64::from(place.on_duty.max(1));
        (scored || self.handles_finds(desk, found.category))
            && self
                .streams
                .draw(Purpose::PassedOver, found.key, u64::from(found.searches))
                .chance(chance.min(1.0))
    }

    /// Whether the unit of a finder is scored on the cases that it finds: its role as one that
    /// closes, or, where it serves a street or committee, its area. A find is then a burden in
    /// itself, as a case in hand is (assumption).
    fn is_scored_on_finds(&self, desk: DeskId, block: BlockId) -> bool {
        let id = self.governance.desks[desk].role;
        let local = self.governance.roles[id].employer <= Employer::Street;
        let scored = |of: &AssessmentId| {
            let assessment = &self.governance.assessments[*of];
            match (&assessment.assessed, assessment.formula) {
                (Assessed::Areas(_), Formula::Yuncheng | Formula::Cjt292) => local,
                (Assessed::Roles(roles), Formula::Yuncheng) => roles.contains(&id),
                _ => false,
            }
        };
        self.rules(block).assessments.iter().any(scored)
    }

    fn take_up(&mut self, desk: DeskId, problem: ProblemId) {
        let case = self.open(problem, Source::Patrol(desk), desk);
        self.count_finder(case);
        if self.handles_finds(desk, self.problems[problem].category) {
            self.cases[case].handler = Some(desk);
            self.enqueue(desk, Task::Handle, case);
        } else {
            self.enqueue(desk, Task::Log, case);
        }
    }

    /// Whether those who walk a beat shall and can handle what they find of this kind.
    fn handles_finds(&self, desk: DeskId, category: CategoryId) -> bool {
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let shall = role.patrol.as_ref().is_some_and(|patrol| patrol.on_find == OnFind::Handle);
        shall && role.handles[category]
    }

    /// A find is written down and goes to the role that follows.
    pub(super) fn logged(&mut self, case: CaseId, desk: DeskId) {
        if self.is_written_off(case, desk) {
            return;
        }
        let role = self.governance.desks[desk].role;
        match self.governance.roles[role].next {
            Some(next) => self.hand_over(case, next),
            None => self.finish(case, super::record::Fate::Shelved),
        }
    }
}
