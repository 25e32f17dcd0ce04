//! A tally that is told made-up lives.

use crate::governance::RoleId;
use crate::id::Id as _;
use crate::metrics::indicator::{self, Reading};
use crate::metrics::tally::Tally;
use crate::simulation::record::{Case, Observer as _, Order, Problem, Record};
use crate::simulation::tests::town::{Built, Told, Town};
use crate::simulation::{Window, simulate};
use crate::time::{Span, Time};

/// The roles of the town.
pub const WATCH: usize = 0;
pub const CENTRE: usize = 1;
pub const CREW: usize = 2;

/// Measured for 60 days after 7 of warm-up, followed for 60.
pub const WINDOW: Window = Window { warm_up_days: 7, days: 60, follow_up_days: 60 };

/// A moment.
pub fn at(hours: i64) -> Time {
    Time::ZERO + Span::HOUR * hours
}

/// A day's first moment.
pub const fn day(day: i64) -> Time {
    Time::from_day(day)
}

pub fn role(place: usize) -> RoleId {
    RoleId::new(place)
}

/// A town, and lives that happened there as stuff to make others of.
pub struct Bench {
    pub built: Built,
    stuff: Told,
    window: Window,
}

impl Bench {
    pub fn of(town: &Town, window: Window) -> Self {
        let reported = Town::new().fault(&["witnesses=5.0"]).days(2).run();
        Self { built: town.build(), stuff: reported, window }
    }

    pub fn new() -> Self {
        Self::of(&Town::new(), WINDOW)
    }

    pub fn tally(&self) -> Tally<'_> {
        Tally::new(&self.built.city, &self.built.governance, self.window)
    }

    /// What the town itself comes to.
    pub fn run(&self, town: &Town) -> Tally<'_> {
        let mut tally = self.tally();
        let Built { city, governance } = &self.built;
        simulate(city, governance, town.streams(), self.window, &mut tally);
        tally
    }

    /// A problem that arises at the beginning, never goes by itself, stands, and is unknown.
    pub fn problem(&self) -> Problem {
        let mut problem = self.stuff.problems[0].clone();
        (problem.arose, problem.clears_after) = (Time::ZERO, None);
        (problem.known, problem.ended) = (None, None);
        (problem.first_report, problem.reports) = (None, 0);
        problem
    }

    /// A case that a resident opens at the beginning, filed by the centre, dispatched to the
    /// crew and not yet begun.
    pub fn case(&self) -> Case {
        let made = |case: &&Case| case.is_public() && case.handler().is_some();
        let mut case = self.stuff.cases.iter().find(made).expect("the crew had a case").clone();
        case.opened = Time::ZERO;
        case.filed = Some((Time::ZERO, role(CENTRE)));
        case.dispatched = Some(Time::ZERO);
        (case.begun, case.claimed, case.closed) = (None, None, None);
        case.visits.clear();
        (case.claim_true, case.closed_false) = (false, false);
        case.parts = [Span::ZERO; 9];
        case.parts_at_solution = None;
        case.fate = crate::simulation::record::Fate::Open;
        case
    }

    /// A call made at the beginning, with which nobody has dealt.
    pub fn order(&self) -> Order {
        let order = self.stuff.orders[0].clone();
        like!(order, made = Time::ZERO, contacted = None, call_back = None)
    }
}

impl Tally<'_> {
    pub(super) fn hear(&mut self, now: Time, record: Record<'_>) {
        self.saw(now, record);
    }

    pub(super) fn hear_problem(&mut self, problem: &Problem) {
        let id = crate::simulation::record::ProblemId::new(0);
        self.saw(self.window.end(), Record::Problem(id, problem));
    }

    pub(super) fn hear_case(&mut self, case: &Case, problem: &Problem) {
        self.saw(self.window.end(), Record::Case(case, problem));
    }

    pub(super) fn read(&self, id: &str) -> Reading {
        (indicator::find(id).expect("an indicator").read)(self)
    }

    #[track_caller]
    pub(super) fn reads(&self, id: &str, expected: f64) {
        let value = self.read(id).unwrap_or_else(|reason| panic!("{id}: {}", reason.en)).value;
        assert!((value - expected).abs() < 1e-9 * expected.abs().max(1.0), "{id} is {value}");
    }
}
