//! Problems that arose within the horizon.

use super::{Share, Tally, Times};
use crate::city::{BlockId, City, Class, CommunityId, CompoundId};
use crate::governance::Limit;
use crate::id::Table;
use crate::simulation::record::{Ending, Problem, Source};
use crate::stats::Sketch;
use crate::time::{Span, Time};

/// A problem is discovered if it is known this soon (design of the discovery rate).
const KNOWN_WITHIN: Span = Span::from_ms(30 * Span::DAY.ms());
/// Problems that end sooner are no miss of those who search (assumption).
const MIN_LIFE: Span = Span::from_ms(30 * Span::MINUTE.ms());
/// "Solved within thirty days".
const SOLVED_WITHIN: Span = KNOWN_WITHIN;

/// Times at which survival curves are read off.
pub const SURVIVAL_TIMES: usize = 241;

/// The survival grid: even steps of the logarithm from a quarter of an hour to τ.
pub fn survival_grid(tau: Span) -> [Span; SURVIVAL_TIMES] {
    let first = 0.25;
    let ratio = (tau.hours() / first).max(1.0);
    std::array::from_fn(|i| {
        let share = i as f64 / (SURVIVAL_TIMES - 1) as f64;
        Span::from_hours(first * libm::pow(ratio, share))
    })
}

/// Of problems that arose within the horizon, the components and events.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Time from arising to end of those that would outlast τ by themselves, censored at τ.
    pub resolution: Sketch,
    /// Those of them still standing at τ.
    pub resolution_censored: u64,
    /// Known within 30 days, of those that stood for at least half an hour.
    pub discovered: Share,
    /// Solved within 30 days, of those that would outlast 30 days by themselves.
    pub solved_soon: Share,
}

/// Problems that arose within the horizon.
#[derive(Clone, Debug)]
pub struct Problems {
    /// How many.
    pub count: u64,
    /// Potential ones whose moment came, real or not: of the stream, and offspring.
    pub fell_due: [u64; 2],
    /// Severity-weighted standing time, censored at τ \[severity × ms\].
    pub burden_ms: i128,
    /// Part of it by listed components and events.
    pub listed_ms: i128,
    /// Those of them that are components and events.
    pub listed: Listed,
    /// Part of it by matters nobody in office knew within τ.
    pub unmet_ms: i128,
    /// Time from arising to end of those that would outlast τ by themselves, censored at τ.
    pub resolution: Sketch,
    /// Those of them still standing at τ.
    pub resolution_censored: u64,
    /// Of them, how many still stood at each time of the survival grid; not kept of an area.
    pub unsolved_at: [u64; SURVIVAL_TIMES],
    /// Known within 30 days, of those that stood for at least half an hour.
    pub discovered: Share,
    /// Finds passed over, of those and the first finds that were taken up.
    pub passed_over: Share,
    /// Known within 30 days, of all.
    pub discovered_all: Share,
    /// First known through a patrol, of those known within τ.
    pub patrol_found: Share,
    /// Ended by themselves within τ, of all.
    pub self_cleared: Share,
    /// Ended by neighbours, of those ended by neighbours or those in office within τ.
    pub self_governed: Share,
    /// Solved within 30 days, of those that would outlast 30 days by themselves.
    pub solved_soon: Share,
    /// The same, of those that are nobody's duty.
    pub orphans_solved: Share,
    /// Solved within τ, of those that would outlast τ by themselves.
    pub solved: Share,
    /// Solved within the limit of their category on the wall clock from arising, of those with one.
    pub solved_in_limit: Share,
    /// Reported by a resident within τ, of all.
    pub reported: Share,
    /// Nobody's duty, of all.
    pub orphans: Share,
    /// The one whose duty it is lacks the power, of those with an owner.
    pub powerless: Share,
    /// Affected residents (expected number) whose problem ended as soon as callers expect,
    /// and all of them \[thousandths\].
    pub satisfied_milli: (u64, u64),
    /// Solved within 30 days by kind of compound.
    pub by_compound: Table<CompoundId, Share>,
    /// Time from arising to end, censored at τ, of those that outlast τ, by community;
    /// empty in the tally of an area.
    pub by_community: Table<CommunityId, Times>,
    /// Severity-weighted standing time by block \[severity × ms\]; empty in the tally of an area.
    pub burden_by_block: Table<BlockId, i128>,
}

impl Problems {
    pub(super) fn new(city: &City) -> Self {
        Self {
            by_community: Table::filled(Times::default(), city.communities.len()),
            burden_by_block: Table::filled(0, city.blocks.len()),
            ..Self::of_area(city)
        }
    }

    /// Nothing yet, to be kept neither by community nor by block.
    pub(super) fn of_area(city: &City) -> Self {
        Self {
            count: 0,
            fell_due: [0; 2],
            burden_ms: 0,
            listed_ms: 0,
            listed: Listed::default(),
            unmet_ms: 0,
            resolution: Sketch::default(),
            resolution_censored: 0,
            unsolved_at: [0; SURVIVAL_TIMES],
            discovered: Share::default(),
            passed_over: Share::default(),
            discovered_all: Share::default(),
            patrol_found: Share::default(),
            self_cleared: Share::default(),
            self_governed: Share::default(),
            solved_soon: Share::default(),
            orphans_solved: Share::default(),
            solved: Share::default(),
            solved_in_limit: Share::default(),
            reported: Share::default(),
            orphans: Share::default(),
            powerless: Share::default(),
            satisfied_milli: (0, 0),
            by_compound: Table::filled(Share::default(), city.compounds.len()),
            by_community: Table::default(),
            burden_by_block: Table::default(),
        }
    }
}

/// When and through whom a problem became known; what was written down once it had ended by
/// itself was not.
fn found(problem: &Problem) -> Option<(Time, Source)> {
    problem.known.filter(|_| !problem.is_written_late)
}

/// How long a problem stood within its follow-up, and how it ended there, if it did.
struct Stood {
    span: Span,
    ending: Option<Ending>,
}

impl Stood {
    fn of(problem: &Problem, tau: Span) -> Self {
        match problem.ended {
            Some((ended, ending)) if ended - problem.arose <= tau => {
                Self { span: ended - problem.arose, ending: Some(ending) }
            }
            _ => Self { span: tau, ending: None },
        }
    }

    /// Whether it was solved, by those in office or by neighbours, this soon.
    fn solved_within(&self, span: Span) -> bool {
        matches!(self.ending, Some(Ending::Solved { .. } | Ending::Neighbours)) && self.span <= span
    }

    fn cleared_within(&self, span: Span) -> bool {
        self.ending == Some(Ending::Cleared) && self.span <= span
    }
}

impl Listed {
    fn count(&mut self, problem: &Problem, stood: &Stood, tau: Span) {
        let outlasts = |span: Span| problem.clears_after.is_none_or(|clears| clears > span);
        if stood.span >= MIN_LIFE {
            let known = found(problem).map(|(known, _)| known - problem.arose);
            self.discovered.count(known.is_some_and(|after| after <= KNOWN_WITHIN));
        }
        if outlasts(SOLVED_WITHIN) {
            self.solved_soon.count(stood.solved_within(SOLVED_WITHIN));
        }
        if outlasts(tau) {
            self.resolution.add(stood.span.ms());
            self.resolution_censored += u64::from(stood.ending.is_none());
        }
    }
}

impl Tally<'_> {
    pub(super) fn see_problem(&mut self, problem: &Problem) {
        if problem.is_trifle {
            return;
        }
        self.see_days(problem);
        if !self.measures(problem.arose) {
            return;
        }
        let tau = self.tau();
        let stood = Stood::of(problem, tau);
        self.count_burden(problem, &stood);
        self.count_discovery(problem, &stood);
        self.count_solution(problem, &stood);
        self.count_duty(problem);
        if self.city.categories[problem.category].class != Class::Matter {
            self.problems.listed.count(problem, &stood, tau);
        }
    }

    fn see_days(&mut self, problem: &Problem) {
        if let Some(day) = self.day(problem.arose) {
            day.arose += 1;
        }
        if let Some(day) = found(problem).and_then(|(known, _)| self.day(known)) {
            day.known += 1;
        }
        if let Some((ended, Ending::Solved { .. })) = problem.ended
            && let Some(day) = self.day(ended)
        {
            day.solved += 1;
        }
    }

    /// When and through whom a problem became known within τ.
    fn known_within_tau(&self, problem: &Problem) -> Option<(Span, Source)> {
        let known = found(problem).map(|(known, source)| (known - problem.arose, source));
        known.filter(|(after, _)| *after <= self.tau())
    }

    fn count_burden(&mut self, problem: &Problem, stood: &Stood) {
        let known = self.known_within_tau(problem);
        let category = &self.city.categories[problem.category];
        let burden = (category.burden_days(stood.span) * Span::DAY.ms() as f64).round() as i128;
        let sums = &mut self.problems;
        sums.count += 1;
        sums.burden_ms += burden;
        if let Some(of_block) = sums.burden_by_block.get_mut(problem.block) {
            *of_block += burden;
        }
        match category.class {
            Class::Component | Class::Event => sums.listed_ms += burden,
            Class::Matter if known.is_none() => sums.unmet_ms += burden,
            Class::Matter => {}
        }
    }

    fn count_discovery(&mut self, problem: &Problem, stood: &Stood) {
        let soon = found(problem).is_some_and(|(known, _)| known - problem.arose <= KNOWN_WITHIN);
        let known = self.known_within_tau(problem);
        let first_report = problem.first_report.map(|report| report - problem.arose);
        let reported = first_report.is_some_and(|after| after <= self.tau());
        let taken_up = u64::from(matches!(found(problem), Some((_, Source::Patrol(_)))));
        let sums = &mut self.problems;
        sums.passed_over.hits += u64::from(problem.passed_over);
        sums.passed_over.of += u64::from(problem.passed_over) + taken_up;
        if stood.span >= MIN_LIFE {
            sums.discovered.count(soon);
        }
        sums.discovered_all.count(soon);
        if let Some((_, source)) = known {
            sums.patrol_found.count(matches!(source, Source::Patrol(_)));
        }
        sums.reported.count(reported);
    }

    fn count_solution(&mut self, problem: &Problem, stood: &Stood) {
        let tau = self.tau();
        let block = &self.city.blocks[problem.block];
        let limit = self.governance.rules_at(problem.block, problem.arose).limits[problem.category];
        let sums = &mut self.problems;
        if problem.clears_after.is_none_or(|clears| clears > tau) {
            sums.resolution.add(stood.span.ms());
            let censored = stood.ending.is_none();
            sums.resolution_censored += u64::from(censored);
            if let Some(times) = sums.by_community.get_mut(block.community) {
                times.add(stood.span);
                let stands = |time: &&Span| censored || **time < stood.span;
                let still = self.grid.iter().take_while(stands).count();
                sums.unsolved_at.iter_mut().take(still).for_each(|count| *count += 1);
            }
        }
        sums.self_cleared.count(stood.cleared_within(tau));
        match stood.ending {
            Some(Ending::Neighbours) => sums.self_governed.count(true),
            Some(Ending::Solved { .. }) => sums.self_governed.count(false),
            _ => {}
        }
        let outlasts = |span: Span| problem.clears_after.is_none_or(|clears| clears > span);
        if outlasts(SOLVED_WITHIN) {
            let soon = stood.solved_within(SOLVED_WITHIN);
            sums.solved_soon.count(soon);
            if problem.owner.is_none() {
                sums.orphans_solved.count(soon);
            }
            sums.by_compound[block.compound].count(soon);
        }
        if outlasts(tau) {
            sums.solved.count(stood.solved_within(tau));
        }
        if let Some(limit) = limit.map(Limit::wall).filter(|limit| outlasts(*limit)) {
            sums.solved_in_limit.count(stood.solved_within(limit));
        }
        let affected = (1000.0 * self.city.categories[problem.category].witnesses).round() as u64;
        let expected = self.city.reporting.expected_within.min(tau);
        let content = stood.ending.is_some() && stood.span <= expected;
        sums.satisfied_milli.0 += if content { affected } else { 0 };
        sums.satisfied_milli.1 += affected;
    }

    fn count_duty(&mut self, problem: &Problem) {
        self.problems.orphans.count(problem.owner.is_none());
        if let Some(owner) = problem.owner {
            let able = self.governance.roles[owner].handles[problem.category];
            self.problems.powerless.count(!able);
        }
    }
}
