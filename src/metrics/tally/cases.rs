//! Cases opened within the horizon, and the platform's record of those filed within it.

use super::{CategoryCases, Share, Tally, Times};
use crate::city::{CategoryId, City, CommunityId};
use crate::governance::RoleId;
use crate::governance::Rules;
use crate::governance::Trick;
use crate::governance::exceptions::{Counting, HeldCases};
use crate::governance::role::Tier;
use crate::id::Table;
use crate::scenario::governance::{Clock, OnTimeOf};
use crate::simulation::record::{Case, Fate, Problem, Source, Stage};
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
    /// Entries made of them in all.
    pub entries: u64,
    /// Opened on a problem that had an open case, and not merged, of all.
    pub duplicates: Share,
    /// Times parties were urged.
    pub urgings: u64,
    /// Let lie at first by a party of uncertain compliance, of those that came to one.
    pub unwilling: Share,
    /// Public money given within the horizon, whenever opened \[yuan\].
    pub paid: f64,
    /// Sent back at least once, of those dispatched.
    pub returned: Share,
    /// Handled again after a check, of those handled.
    pub reworked: Share,
    /// Opened again after a false closing, of those handled.
    pub reopened: Share,
    /// Truly solved at the first visit, of those handled.
    pub first_time: Share,
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
    /// Problem had ended without work on this very case at the last claim, of those claimed
    /// done.
    pub gone: Share,
    /// Opened to problem ended, censored at τ, on problems that outlast τ by themselves.
    pub handling: Sketch,
    /// Of them, those whose problem still stood.
    pub handling_censored: u64,
    /// The same times by community; empty in the tally of an area.
    pub handling_by_community: Table<CommunityId, Times>,
    /// The cases by category; empty in the tally of an area.
    pub by_category: Table<CategoryId, CategoryCases>,
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
    /// Solved by a role below the district, of problems solved within τ by those in office.
    pub below_district: Share,
    /// Solved by a role of the grid or the community, of the same.
    pub in_grid: Share,
    /// Closed by the roles of the grid within the period, of those they opened.
    pub self_closed: Share,
    /// Called done for the last time within the horizon, whenever opened.
    pub done: u64,
    /// The platform's record.
    pub record: PlatformRecord,
}

/// A case without a limit should be closed this long after it was filed (assumption).
const DUE_WITHOUT_LIMIT: Span = Span::from_ms(30 * Span::DAY.ms());

/// What the platform records of cases filed within the horizon.
#[derive(Clone, Debug, Default)]
pub struct PlatformRecord {
    /// Filed.
    pub filed: u64,
    /// Public reports confirmed and filed.
    pub filed_public: u64,
    /// Trifles of the finder's own making, of those filed.
    pub trivial: Share,
    /// Closed within the period, of those filed and due in it.
    pub closed: Share,
    /// Closed in time, of those due in the period that have a limit.
    pub on_time: Share,
    /// Had their deadline put off on request, of those that have a limit.
    pub extended: Share,
    /// Put on hold, of those filed.
    pub held: Share,
    /// Left out of the score on request, of those filed.
    pub excluded: Share,
    /// Raised to the supervision of those above, of those filed.
    pub supervised: Share,
    /// Late and yet counted as closed in time on appeal, of those filed that have a limit.
    pub upheld: Share,
    /// Called about to the site, of those filed.
    pub convened: Share,
    /// Bodies on site within the promised time, of those called.
    pub in_time: Share,
    /// Working time of those who came \[ms\].
    pub meeting_ms: i128,
    /// "Done" by the unit, of those dispatched.
    pub handled: Share,
    /// Truly solved within the period by the work on this very case, of the same.
    pub genuine: Share,
    /// Never sent on, of those dispatched.
    pub dispatched_right: Share,
    /// Sent first to a body with duty and power, of all those dispatched.
    pub first_unit_right: Share,
    /// Dispatch to closing on the model's clock, of those closed.
    pub handling: Times,
}

impl Cases {
    pub(super) fn new(city: &City) -> Self {
        let handling_by_community = Table::filled(Times::default(), city.communities.len());
        let by_category = Table::filled(CategoryCases::default(), city.categories.len());
        Self { handling_by_community, by_category, ..Self::default() }
    }
}

impl Tally<'_> {
    pub(super) fn see_case(&mut self, case: &Case, problem: &Problem) {
        if let Some(day) = case.closed.and_then(|closed| self.day(closed)) {
            day.closed += 1;
        }
        if let Some((_, price)) = case.paid.filter(|(when, _)| self.measures(*when)) {
            self.cases.paid += price;
        }
        self.cases.done += u64::from(case.claimed.is_some_and(|done| self.measures(done)));
        self.count_stages(case, problem);
        if self.measures(case.opened) {
            self.count_case(case);
            if let Some(of) = self.cases.by_category.get_mut(problem.category) {
                of.add(case);
            }
            self.count_intake(case);
            self.count_self_closed(case);
            if case.made_up.is_none() {
                self.count_claims(case);
                self.count_handling(case, problem);
            }
        }
        if let Some((filed, role)) = case.filed
            && self.governance.rules_at(problem.block, filed).platform.contains(&role)
        {
            if self.measures(filed) {
                self.count_record(case, problem, filed);
            } else {
                self.count_carried_over(case, problem, filed);
            }
        }
    }

    /// What the case that solved a problem within τ took, stage by stage.
    fn count_stages(&mut self, case: &Case, problem: &Problem) {
        let soon = problem.ended.is_some_and(|(ended, _)| ended - problem.arose <= self.tau());
        let Some(parts) = case.parts_at_solution.filter(|_| soon) else { return };
        if !self.measures(problem.arose) {
            return;
        }
        let known = problem.known.map_or(case.opened, |(known, _)| known);
        let handler = self.handler(case);
        let of_tier = |tier| handler.is_some_and(|role| self.governance.roles[role].tier <= tier);
        let (below_district, in_grid) = (of_tier(Tier::Street), of_tier(Tier::Community));
        self.cases.unknown.add(known - problem.arose);
        self.cases.earlier_files.add(case.opened - known);
        for (sum, part) in self.cases.stages_ms.iter_mut().zip(parts) {
            *sum += i128::from(part.ms());
        }
        self.cases.below_district.count(below_district);
        self.cases.in_grid.count(in_grid);
    }

    /// The role that handles a case, once one has taken it on.
    fn handler(&self, case: &Case) -> Option<RoleId> {
        case.handler().map(|desk| self.governance.desks[desk].role)
    }

    /// A case the grid opened is closed by itself if a role of the grid handled it.
    fn count_self_closed(&mut self, case: &Case) {
        let opener = match case.source {
            Source::Patrol(desk) => self.governance.desks[desk].role,
            Source::Channel(channel) => self.governance.channels[channel].receiver,
        };
        let of_grid = |role: RoleId| self.governance.roles[role].tier <= Tier::Community;
        if of_grid(opener) {
            let closed = case.closed.is_some_and(|closed| closed <= self.window.horizon());
            let by_itself = closed && self.handler(case).is_some_and(of_grid);
            self.cases.self_closed.count(by_itself);
        }
    }

    fn count_case(&mut self, case: &Case) {
        let sums = &mut self.cases;
        sums.count += 1;
        sums.handoffs += u64::from(case.handoffs);
        sums.entries += u64::from(case.entries);
        sums.duplicates.count(case.duplicate && !matches!(case.fate, Fate::Merged(_)));
        sums.steps += u64::from(case.steps) + u64::from(case.side_steps);
        sums.urgings += u64::from(case.urgings);
        if let Some(willing) = case.willing {
            sums.unwilling.count(!willing);
        }
        if case.dispatched.is_some() {
            sums.returned.count(case.returned > 0);
        }
        if let Some(closed) = case.closed {
            if case.made_up.is_none() {
                sums.closed_false.count(case.closed_false);
            }
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
            self.cases.claimed_true.count(case.claimed.is_some() && case.claim_true);
        }
        if case.claimed.is_some() {
            self.cases.gone.count(case.claim_true && case.parts_at_solution.is_none());
            self.cases.reworked.count(case.reworks > 0);
            self.cases.reopened.count(case.reopened > 0);
            self.cases.first_time.count(is_first_time(case));
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
        let community = self.city.blocks[problem.block].community;
        self.cases.handling.add(within.unwrap_or(tau).ms());
        if let Some(times) = self.cases.handling_by_community.get_mut(community) {
            times.add(within.unwrap_or(tau));
        }
        if let Some(of) = self.cases.by_category.get_mut(problem.category) {
            of.add_handling(within.unwrap_or(tau));
        }
        self.cases.handling_censored += u64::from(within.is_none());
    }

    /// A case filed before the period and still open when it begins may count in the closing
    /// rate, if due before the period ends.
    fn count_carried_over(&mut self, case: &Case, problem: &Problem, filed: Time) {
        let rules = &self.governance.rules_at(problem.block, filed).exceptions;
        let horizon = self.window.horizon();
        let was_open = filed < Time::ZERO && case.closed.is_none_or(|closed| closed >= Time::ZERO);
        let due = case.deadline.unwrap_or(filed + DUE_WITHOUT_LIMIT) <= horizon;
        let counts = was_open && due && !matches!(case.fate, Fate::Merged(_));
        if rules.carried_over == Counting::In && counts && case.is_scored(rules) {
            self.cases.record.closed.count(case.closed.is_some_and(|closed| closed <= horizon));
        }
    }

    fn count_record(&mut self, case: &Case, problem: &Problem, filed: Time) {
        let horizon = self.window.horizon();
        let in_period = |moment: Option<Time>| moment.is_some_and(|moment| moment <= horizon);
        let record = &mut self.cases.record;
        record.filed += 1;
        record.filed_public += u64::from(case.is_public());
        record.trivial.count(case.made_up == Some(Trick::TrivialFinds));
        record.count_requests(case);
        record.count_meeting(case);
        let rules = self.governance.rules_at(problem.block, filed);
        // A file that joined another is no case of its own any more.
        let is_joined = matches!(case.fate, Fate::Merged(_));
        let scored = !is_joined && case.is_scored(&rules.exceptions);
        if scored && !is_put_off(case, rules, horizon) {
            record.count_due(case, rules.on_time_of, horizon);
        }
        if let Some(dispatched) = case.dispatched.filter(|_| !is_joined) {
            if case.made_up.is_none() {
                record.first_unit_right.count(case.first_unit == Some((true, true)));
                let solved = case.parts_at_solution.and(problem.ended).map(|(ended, _)| ended);
                record.genuine.count(in_period(solved));
            }
            if !scored {
                return;
            }
            record.handled.count(in_period(case.claimed));
            record.dispatched_right.count(case.returned == 0 && !case.passed_on);
            if let Some(closed) = case.closed.filter(|closed| *closed <= horizon) {
                record.handling.add(handling_time(case, rules, dispatched, closed));
            }
        }
    }
}

/// Whether the first visit to a case solved its problem.
pub(super) fn is_first_time(case: &Case) -> bool {
    case.parts_at_solution.is_some() && case.reworks == 0
}

/// Whether a case is on hold at the end of the period with its clock standing still, so that nobody
/// knows when it is due.
fn is_put_off(case: &Case, rules: &Rules, horizon: Time) -> bool {
    let is_on_hold = case.held.is_some_and(|[from, until]| from <= horizon && until > horizon);
    is_on_hold && rules.exceptions.held != HeldCases::Running
}

/// From dispatch to closing on the model's clock, which stands still while a case is on hold.
fn handling_time(case: &Case, rules: &Rules, dispatched: Time, closed: Time) -> Span {
    let between = |from: Time, until: Time| match rules.clock {
        Clock::Wall => (until - from).max(Span::ZERO),
        Clock::Working if from < until => rules.office.open_between(from, until),
        Clock::Working => Span::ZERO,
    };
    let stopped = case.held.filter(|_| rules.exceptions.held != HeldCases::Running);
    let stood = stopped.map(|[from, until]| between(from.max(dispatched), until.min(closed)));
    between(dispatched, closed) - stood.unwrap_or(Span::ZERO)
}

impl PlatformRecord {
    /// Counts what was granted to a case that was filed.
    fn count_requests(&mut self, case: &Case) {
        self.held.count(case.held.is_some());
        self.excluded.count(case.excluded);
        self.supervised.count(case.supervised);
        if case.deadline.is_some() {
            self.extended.count(case.extensions > 0);
            self.upheld.count(case.upheld);
        }
    }

    /// Counts the meeting on site about a case that was filed, if there was one.
    fn count_meeting(&mut self, case: &Case) {
        self.convened.count(case.meeting.is_some());
        if let Some(meeting) = case.meeting {
            self.in_time.hits += u64::from(meeting.in_time);
            self.in_time.of += u64::from(meeting.called);
            self.meeting_ms += i128::from(meeting.taken.ms());
        }
    }

    /// Counts a case filed in the period if it falls due in it.
    fn count_due(&mut self, case: &Case, on_time_of: OnTimeOf, horizon: Time) {
        let Some((filed, _)) = case.filed else { return };
        if case.deadline.unwrap_or(filed + DUE_WITHOUT_LIMIT) > horizon {
            return;
        }
        let closed = case.closed.filter(|closed| *closed <= horizon);
        self.closed.count(closed.is_some());
        if let Some(deadline) = case.deadline {
            let in_time = closed.is_some_and(|closed| closed <= deadline || case.upheld);
            if on_time_of == OnTimeOf::Due || closed.is_some() {
                self.on_time.count(in_time);
            }
        }
    }
}
