//! Cases opened within the horizon, and the platform's record of those filed within it.

use super::{Share, Tally, Times};
use crate::governance::DeskId;
use crate::scenario::governance::Clock;
use crate::simulation::record::{Case, Fate, Problem, Stage};
use crate::stats::Sketch;
use crate::time::{Span, Time};

/// Cases opened within the horizon.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// How many.
    pub count: u64,
    /// Hand-overs in all.
    pub handoffs: u64,
    /// Pieces of work in all.
    pub steps: u64,
    /// Sent back at least once, of those dispatched.
    pub returned: Share,
    /// Handled again after a check, of those handled.
    pub reworked: Share,
    /// Truly solved at the first visit, of those handled.
    pub first_time: Share,
    /// First unit had both duty and power, of those dispatched.
    pub first_unit_right: Share,
    /// Filed, of public reports that a filing body decided on.
    pub filed: Share,
    /// Confirmed on site, of public reports looked at.
    pub confirmed: Share,
    /// Closed while the problem stood, of those closed.
    pub closed_false: Share,
    /// Claimed done, of those given to a handler.
    pub claimed: Share,
    /// Problem no longer stood at the last claim, of those given to a handler.
    pub claimed_true: Share,
    /// Problem solved by the work on this very case, of those given to a handler.
    pub genuine: Share,
    /// Problem already gone when the handler called it done, of those given to a handler.
    pub gone: Share,
    /// Opened to problem ended, censored at τ, on problems that outlast τ by themselves.
    pub handling: Sketch,
    /// Of them, those whose problem still stood.
    pub handling_censored: u64,
    /// Working time on those closed \[ms\].
    pub work_ms: i128,
    /// Elapsed time of those closed, work included \[ms\].
    pub elapsed_ms: i128,
    /// Time until somebody in office knew, of problems solved within τ.
    pub unknown: Times,
    /// Time from then until the case that solved them was opened.
    pub earlier_files: Times,
    /// Time of that case in each stage until the solution \[ms\].
    pub stages_ms: [i128; Stage::ALL.len()],
    /// Solved by a role below the district, of problems solved by those in office.
    pub below_district: Share,
    /// The platform's record.
    pub record: PlatformRecord,
}

/// What the platform records of cases filed within the horizon.
#[derive(Clone, Debug, Default)]
pub struct PlatformRecord {
    /// Filed.
    pub filed: u64,
    /// Public reports confirmed and filed.
    pub filed_public: u64,
    /// Closed within the period, of those due in it.
    pub closed: Share,
    /// Closed in time, of those due in the period that have a limit.
    pub on_time: Share,
    /// Closed in time, of those closed that have a limit.
    pub on_time_of_closed: Share,
    /// "Done" by the unit, of those dispatched.
    pub handled: Share,
    /// Never sent on, of those dispatched.
    pub dispatched_right: Share,
    /// Dispatch to closing on the model's clock, of those closed.
    pub handling: Times,
}

impl Tally<'_> {
    pub(super) fn see_case(&mut self, case: &Case, problem: &Problem) {
        if let Some(day) = case.closed.and_then(|closed| self.day(closed)) {
            day.closed += 1;
        }
        if let Some(parts) = case.parts_at_solution
            && self.measures(problem.arose)
            && problem.ended.is_some_and(|(ended, _)| ended - problem.arose <= self.tau())
        {
            let known = problem.known.map_or(case.opened, |(known, _)| known);
            self.cases.unknown.add(known - problem.arose);
            self.cases.earlier_files.add(case.opened - known);
            for (sum, part) in self.cases.stages_ms.iter_mut().zip(parts) {
                *sum += i128::from(part.ms());
            }
            let below = case.handler().is_some_and(|desk| self.is_below_district(desk));
            self.cases.below_district.count(below);
        }
        if self.measures(case.opened) {
            self.count_case(case);
            self.count_intake(case);
            self.count_claims(case);
            self.count_handling(case, problem);
        }
        if let Some((filed, role)) = case.filed
            && self.measures(filed)
            && self.governance.platform.contains(&role)
        {
            self.count_record(case);
        }
    }

    fn is_below_district(&self, desk: DeskId) -> bool {
        self.governance.roles[self.governance.desks[desk].role].below_district
    }

    fn count_case(&mut self, case: &Case) {
        let sums = &mut self.cases;
        sums.count += 1;
        sums.handoffs += u64::from(case.handoffs);
        sums.steps += u64::from(case.steps);
        if case.dispatched.is_some() {
            sums.returned.count(case.returned > 0);
            sums.first_unit_right.count(case.first_unit == Some((true, true)));
        }
        if let Some(closed) = case.closed {
            sums.closed_false.count(case.closed_false);
            sums.elapsed_ms += i128::from((closed - case.opened).ms());
            let work = Stage::ALL.iter().zip(case.parts).filter(|(stage, _)| stage.is_work());
            sums.work_ms += work.map(|(_, part)| i128::from(part.ms())).sum::<i128>();
        }
    }

    fn count_intake(&mut self, case: &Case) {
        if !case.is_public() {
            return;
        }
        match case.fate {
            Fate::Rejected => self.cases.filed.count(false),
            Fate::Void => {
                self.cases.filed.count(false);
                self.cases.confirmed.count(false);
            }
            _ if case.filed.is_some() => {
                self.cases.filed.count(true);
                if case.verified {
                    self.cases.confirmed.count(true);
                }
            }
            _ => {}
        }
    }

    fn count_claims(&mut self, case: &Case) {
        if case.handler().is_some() {
            self.cases.claimed.count(case.claimed.is_some());
            let solved = case.parts_at_solution.is_some();
            let ended = case.claimed.is_some() && case.claim_true;
            self.cases.claimed_true.count(ended);
            self.cases.genuine.count(solved);
            self.cases.gone.count(ended && !solved);
        }
        if case.claimed.is_some() {
            self.cases.reworked.count(case.reworks > 0);
            self.cases.first_time.count(case.parts_at_solution.is_some() && case.reworks == 0);
        }
    }

    fn count_handling(&mut self, case: &Case, problem: &Problem) {
        let tau = self.tau();
        let lasting = problem.clears_after.is_none_or(|span| span > tau);
        if !lasting || matches!(case.fate, Fate::Merged(_) | Fate::Void) {
            return;
        }
        let took = problem.ended.map(|(ended, _)| (ended - case.opened).max(Span::ZERO));
        let within = took.filter(|took| *took <= tau);
        self.cases.handling.add(within.unwrap_or(tau).ms());
        self.cases.handling_censored += u64::from(within.is_none());
    }

    fn count_record(&mut self, case: &Case) {
        let horizon = self.window.horizon();
        let in_period = |moment: Option<Time>| moment.is_some_and(|moment| moment <= horizon);
        let record = &mut self.cases.record;
        record.filed += 1;
        record.filed_public += u64::from(case.is_public());
        if case.deadline.is_none_or(|deadline| deadline <= horizon) {
            let closed = case.closed.filter(|closed| *closed <= horizon);
            record.closed.count(closed.is_some());
            if let Some(deadline) = case.deadline {
                let in_time = closed.is_some_and(|closed| closed <= deadline);
                record.on_time.count(in_time);
                if closed.is_some() {
                    record.on_time_of_closed.count(in_time);
                }
            }
        }
        if let Some(dispatched) = case.dispatched {
            record.handled.count(in_period(case.claimed));
            record.dispatched_right.count(case.returned == 0);
            if let Some(closed) = case.closed.filter(|closed| *closed <= horizon) {
                record.handling.add(match self.governance.clock {
                    Clock::Wall => closed - dispatched,
                    Clock::Working => self.governance.office.open_between(dispatched, closed),
                });
            }
        }
    }
}
