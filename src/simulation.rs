//! The model at work: one jurisdiction in one replication is one event loop.
//!
//! The loop is short: it takes the next event and calls what follows. Each
//! process has a file of its own; what happened goes out through the observer.

pub mod desk;
pub mod record;

mod arising;
mod assessment;
mod audit;
mod campaign;
mod change;
mod checking;
mod compliance;
mod convening;
mod feedback;
mod first_receiver;
mod funding;
mod gaming;
mod handling;
mod inspection;
mod intake;
mod norms;
mod patrol;
pub mod queue;
mod reporting;
mod requests;
pub mod skeleton;
mod supervision;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use crate::city::intensity::Potential;
use crate::city::resident::Resident;
use crate::city::{BlockId, City};
use crate::governance::{
    AssessmentId, CampaignId, DeskId, DeskPlan, Force, Governance, RegimeId, RoleId,
};
use crate::id::{Id as _, Table};
use crate::rng::Streams;
use crate::time::{Span, Time};

use desk::{Desk, Job, JobId};
use funding::Spent;
use inspection::{VisitId, Visits};
use norms::BlockState;
use queue::EventQueue;
use record::{
    Case, CaseId, DayState, Deed, Fate, Observer, Order, OrderId, Problem, ProblemId, Record,
    Request, Step,
};

/// Something due to happen. Everything the model does starts with one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// A day begins and brings its potential problems.
    Midnight,
    /// The moment of a potential problem.
    MayArise(u32),
    /// The moment at which an unsolved problem may spread; the second is its ordinal.
    MaySpread(ProblemId, u16),
    /// The moment at which a merely patched problem may return.
    MayReturn(ProblemId, u16),
    /// A problem that ends by itself does.
    Clears(ProblemId),
    /// A resident thinks about a problem; the second says which resident.
    Considers(ProblemId, u16),
    /// The plan of a beat for its next find falls due.
    Finds(DeskId, u32),
    /// The offices of a role open or close.
    Shift(RoleId),
    /// A campaign sweep begins.
    SweepBegins(CampaignId),
    /// A campaign sweep ends.
    SweepEnds(CampaignId),
    /// A piece of work is done.
    WorkEnds(JobId),
    /// A case reaches the desk it was sent to.
    Reaches(CaseId),
    /// The deadline of a case draws near.
    NearsLimit(CaseId),
    /// The deadline of a case has passed.
    PassesLimit(CaseId),
    /// A case has been overdue for as long as those above let pass.
    RunsOver(CaseId),
    /// An order to put a case first arrives.
    Raised(CaseId),
    /// It is time to urge a party that lets a case lie.
    Urges(CaseId),
    /// A role begins a round of inspections.
    Inspects(RoleId),
    /// A visit of an inspector is over.
    VisitEnds(VisitId),
    /// A case that was put on hold is taken up again.
    Resumes(CaseId),
    /// What its handler asked for is decided.
    Decided(CaseId, Request),
    /// A caller looks at what became of a call.
    Reviews(OrderId),
    /// A caller is called back.
    CallsBack(OrderId),
    /// A closed case is to be looked at again.
    LooksAgain(CaseId),
    /// The handler of a case may call it done without going there.
    Tempted(CaseId),
    /// A period of assessment ends.
    PeriodEnds(AssessmentId),
    /// A caller is called a second time, by another.
    CallsAgain(OrderId),
}

/// When a replication begins, is measured, and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Simulated before measurement begins, in whole days.
    pub warm_up_days: i64,
    /// Length of measurement, in whole days.
    pub days: i64,
    /// Simulated after it, in whole days.
    pub follow_up_days: i64,
}

impl Window {
    /// The moment when measurement ends.
    pub fn horizon(self) -> Time {
        Time::from_day(self.days)
    }

    /// The moment when the replication ends.
    pub fn end(self) -> Time {
        Time::from_day(self.days + self.follow_up_days)
    }
}

/// A city under a governance model, at one moment.
struct Simulation<'a, O> {
    city: &'a City,
    governance: &'a Governance,
    streams: Streams,
    observer: &'a mut O,
    agenda: EventQueue<Event>,
    now: Time,
    horizon: (Time, Time),
    end: Time,
    /// Potential problems of days that have begun, whose moment is to come.
    potentials: Vec<Potential>,
    free_potentials: Vec<u32>,
    problems: Table<ProblemId, Problem>,
    cases: Table<CaseId, Case>,
    orders: Table<OrderId, Order>,
    desks: Table<DeskId, Desk>,
    desks_of: Table<RoleId, Vec<DeskId>>,
    /// Where the units of each assessment contract stand.
    standings: Table<AssessmentId, assessment::Standing>,
    /// Desks without people of their own, by the desk whose people serve them.
    partners: Table<DeskId, Vec<DeskId>>,
    jobs: Table<JobId, Job>,
    free_jobs: Vec<JobId>,
    /// Which regime is in force in each street.
    force: Force,
    /// Changes of regime that have been made.
    changed: usize,
    /// Searching power of each role, as a multiple of routine.
    mobilised: Table<RoleId, f64>,
    /// Sweeps of each campaign under way; more than one where they overlap.
    sweeping: Table<CampaignId, u32>,
    blocks: Table<BlockId, BlockState>,
    /// Trust in committee and government of residents who had dealings with them.
    trust: BTreeMap<Resident, [f64; 2]>,
    /// Their sums.
    trust_sums: [f64; 2],
    state: DayState,
    /// Public money spent this month.
    spent: Spent,
    /// Visits of inspectors.
    visits: Visits,
}

/// Runs one replication of a city under a governance model.
pub fn simulate<O: Observer>(
    city: &City,
    governance: &Governance,
    streams: Streams,
    window: Window,
    observer: &mut O,
) {
    let mut simulation = Simulation::new(city, governance, streams, window, observer);
    simulation.start(Time::from_day(-window.warm_up_days));
    while let Some((now, event)) = simulation.agenda.next_before(simulation.end) {
        simulation.now = now;
        simulation.meet(event);
    }
    simulation.tell();
}

/// Desks with nobody on duty yet, with their beats if their roles search.
fn desks(begin: Time, governance: &Governance) -> Table<DeskId, Desk> {
    let shares = governance.shares(None);
    let desk = |(id, plan): (DeskId, &DeskPlan)| {
        let patrol = &governance.roles[plan.role].patrol;
        let people = governance.people(id, shares[id]);
        let beat = patrol.as_ref().map(|_| patrol::Beat::begin(begin));
        let on_call = governance.on_call(id, &shares);
        Desk::new([people, on_call], plan.area * shares[id], beat)
    };
    governance.desks.pairs().map(desk).collect()
}

fn desks_by_role(governance: &Governance) -> Table<RoleId, Vec<DeskId>> {
    let mut desks_of = Table::filled(Vec::new(), governance.roles.len());
    for (id, desk) in governance.desks.pairs() {
        desks_of[desk.role].push(id);
    }
    desks_of
}

fn partners(governance: &Governance) -> Table<DeskId, Vec<DeskId>> {
    let mut partners = Table::filled(Vec::new(), governance.desks.len());
    for (id, desk) in governance.desks.pairs() {
        if let Some(pool) = desk.pool {
            partners[pool].push(id);
        }
    }
    partners
}

impl<'a, O: Observer> Simulation<'a, O> {
    fn new(
        city: &'a City,
        governance: &'a Governance,
        streams: Streams,
        window: Window,
        observer: &'a mut O,
    ) -> Self {
        let begin = Time::from_day(-window.warm_up_days);
        Self {
            city,
            governance,
            streams,
            observer,
            agenda: EventQueue::new(),
            now: begin,
            horizon: (Time::ZERO, window.horizon()),
            end: window.end(),
            potentials: Vec::new(),
            free_potentials: Vec::new(),
            problems: Table::default(),
            cases: Table::default(),
            orders: Table::default(),
            desks: desks(begin, governance),
            desks_of: desks_by_role(governance),
            standings: assessment::standings(governance, begin),
            partners: partners(governance),
            jobs: Table::default(),
            free_jobs: Vec::new(),
            force: Table::filled(RegimeId::new(0), city.streets.len()),
            changed: 0,
            mobilised: Table::filled(1.0, governance.roles.len()),
            sweeping: Table::filled(0, governance.campaigns.len()),
            blocks: Table::filled(BlockState::begin(begin), city.blocks.len()),
            trust: BTreeMap::new(),
            trust_sums: [0.0; 2],
            state: DayState::default(),
            spent: Spent::default(),
            visits: Visits::begin(governance.desks.len()),
        }
    }

    /// Puts on the agenda what happens whatever happens.
    fn start(&mut self, begin: Time) {
        self.now = begin;
        for role in self.governance.roles.ids() {
            self.change_shift(role);
        }
        self.plan_sweeps();
        self.plan_periods();
        self.plan_rounds();
        self.agenda.add(begin, Event::Midnight);
    }

    fn meet(&mut self, event: Event) {
        match event {
            Event::Midnight => {
                self.tell_waiting();
                self.tell_day();
                self.change_regimes();
                self.fill_quotas();
                self.begin_day();
            }
            Event::MayArise(potential) => self.may_arise(potential),
            Event::MaySpread(parent, ordinal) => self.may_spread(parent, ordinal),
            Event::MayReturn(parent, ordinal) => self.may_return(parent, ordinal),
            Event::Clears(problem) => self.clear(problem),
            Event::Considers(problem, witness) => self.consider(problem, witness),
            Event::Finds(desk, plan) => self.find(desk, plan),
            Event::Shift(role) => self.change_shift(role),
            Event::SweepBegins(campaign) => self.begin_sweep(campaign),
            Event::SweepEnds(campaign) => self.end_sweep(campaign),
            Event::WorkEnds(job) => self.end_work(job),
            Event::Reaches(case) => self.arrive(case),
            Event::NearsLimit(case) => self.near_limit(case),
            Event::PassesLimit(case) => self.pass_limit(case),
            Event::RunsOver(case) => self.run_over(case),
            Event::Raised(case) => self.raise(case),
            Event::Urges(case) => self.urge(case),
            Event::Inspects(role) => self.inspect(role),
            Event::VisitEnds(visit) => self.end_visit(visit),
            Event::Resumes(case) => self.end_hold(case),
            Event::Decided(case, request) => self.decide(case, request),
            Event::Reviews(order) => self.review(order),
            Event::CallsBack(order) => self.call_back(order),
            Event::Tempted(case) => self.be_tempted(case),
            Event::PeriodEnds(assessment) => self.end_period(assessment),
            Event::LooksAgain(case) => self.look_again(case),
            Event::CallsAgain(order) => self.call_again(order),
        }
    }

    /// Tells the observer every life, in the order of their beginnings.
    fn tell(&mut self) {
        self.now = self.end;
        for desk in self.desks.ids() {
            if let Some(beat) = &mut self.desks[desk].beat {
                beat.gather(self.now, self.horizon);
            }
        }
        let now = self.now;
        for (id, problem) in self.problems.pairs() {
            self.observer.saw(now, Record::Problem(id, problem));
        }
        for id in self.cases.ids() {
            if self.cases[id].fate == Fate::Open {
                let stage = self.cases[id].stage;
                self.cases[id].enter(stage, now);
                self.step(id, Deed::Over(Fate::Open));
            }
            let case = &self.cases[id];
            self.observer.saw(now, Record::Case(case, &self.problems[case.problem]));
        }
        for order in &self.orders {
            let problem = &self.problems[order.problem];
            let work = self.handled_after(problem, order.made);
            self.observer.saw(now, Record::Order(order, problem, work));
        }
        for (id, desk) in self.desks.pairs() {
            self.observer.saw(now, Record::Desk(id, desk));
        }
        for trust in self.trust.values() {
            self.observer.saw(now, Record::Trust(*trust));
        }
    }

    /// When handling of a problem first went on after a moment, on any of its cases.
    fn handled_after(&self, problem: &Problem, moment: Time) -> Option<Time> {
        let next = |case: &CaseId| self.cases[*case].older;
        std::iter::successors(problem.newest_case, next)
            .filter_map(|case| self.cases[case].handled_after(moment))
            .min()
    }

    /// Tells the observer how many cases wait at the desks of each role.
    fn tell_waiting(&mut self) {
        for (role, desks) in self.desks_of.pairs() {
            let waiting = desks.iter().map(|desk| self.desks[*desk].backlog() as u64).sum();
            self.observer.saw(self.now, Record::Waiting(role, waiting));
        }
    }

    /// Tells a step of a case at the desk where it lies.
    fn step(&mut self, case: CaseId, deed: Deed) {
        self.step_at(self.cases[case].desk, case, deed);
    }

    /// Tells a step of a case, if the observer wants to know.
    fn step_at(&mut self, desk: DeskId, case: CaseId, deed: Deed) {
        if O::STEPS {
            let file = &self.cases[case];
            let problem = &self.problems[file.problem];
            self.observer.saw(self.now, Record::Step(Step { case, file, problem, desk, deed }));
        }
    }

    /// Adds an event this long from now.
    fn after(&mut self, span: Span, event: Event) {
        self.agenda.add(self.now + span, event);
    }
}
