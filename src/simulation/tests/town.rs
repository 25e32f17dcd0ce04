//! A small town under a small governance model, in which a test states only what it is about.

use crate::city::City;
use crate::city::intensity::Potential;
use crate::experiment::{Governed, Prepared, prepare};
use crate::governance::{DeskId, Governance, RoleId};
use crate::rng::Streams;
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load};
use crate::simulation::record::{
    Birth, Case, CaseId, DayState, Deed, Observer, Order, Problem, Record, Scores, Stage, Step,
    Work,
};
use crate::simulation::{Window, simulate};
use crate::time::Time;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/simulation/tests/fixtures");

/// TOML that begins one more role, like the others but without power.
pub fn another_role(id: &str) -> String {
    format!("[[governance.roles]]\nextends='{FIXTURES}/role'\nid='{id}'\ntitle_zh='处'\n")
}

/// A scenario and what a test changes in it.
#[derive(Clone, Debug)]
pub struct Town {
    source: Source,
    overlay: String,
    sets: Vec<String>,
    window: Window,
    seed: u64,
    replication: u64,
    reversed: bool,
}

/// A city and a governance model, built.
pub struct Built {
    pub city: City,
    pub governance: Governance,
}

/// All that a replication told.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub drawn: Vec<Potential>,
    pub prevented: usize,
    pub days: Vec<DayState>,
    pub works: Vec<(Time, Work)>,
    pub problems: Vec<Problem>,
    pub cases: Vec<Case>,
    pub orders: Vec<Order>,
    /// Next work on the problem of each order.
    pub worked_on: Vec<Option<Time>>,
    pub waiting: Vec<(Time, RoleId, u64)>,
    pub walked: Vec<f64>,
    pub trust: Vec<[f64; 2]>,
    pub steps: Vec<Took>,
    pub births: Vec<Birth>,
    pub scores: Vec<(Time, Scores)>,
}

/// A step of a case, and the stage that it entered with it.
#[derive(Clone, Copy, Debug)]
pub struct Took {
    pub when: Time,
    pub case: CaseId,
    pub desk: DeskId,
    pub deed: Deed,
    pub stage: Option<Stage>,
}

impl Observer for Told {
    const STEPS: bool = true;

    fn saw(&mut self, now: Time, record: Record<'_>) {
        match record {
            Record::Drawn(potential) => self.drawn.push(*potential),
            Record::FellDue { real, .. } => self.prevented += usize::from(!real),
            Record::DayBegan(day) => self.days.push(*day),
            Record::Worked(work) => self.works.push((now, work)),
            Record::Problem(_, problem) => self.problems.push(problem.clone()),
            Record::Case(case, _) => self.cases.push(case.clone()),
            Record::Order(order, _, work) => {
                self.orders.push(order.clone());
                self.worked_on.push(work);
            }
            Record::Waiting(role, waiting) => self.waiting.push((now, role, waiting)),
            Record::Desk(_, desk) => self.walked.push(desk.walked().hours()),
            Record::Trust(trust) => self.trust.push(trust),
            Record::Step(step) => {
                let stage = step.stage();
                let Step { case, desk, deed, .. } = step;
                self.steps.push(Took { when: now, case, desk, deed, stage });
            }
            Record::Scored(scores) => self.scores.push((now, scores.clone())),
            Record::Bred(birth) => self.births.push(birth),
        }
    }
}

impl Town {
    /// The town of the fixtures, for 100 days without warm-up.
    pub fn new() -> Self {
        Self::from(Source::Path(format!("{FIXTURES}/town.toml").into()))
    }

    /// A scenario that comes with the program.
    pub fn builtin(name: &'static str) -> Self {
        Self::from(Source::Builtin(name))
    }

    fn from(source: Source) -> Self {
        let window = Window { warm_up_days: 0, days: 100, follow_up_days: 0 };
        let (overlay, sets) = (String::new(), Vec::new());
        Self { source, overlay, sets, window, seed: 1, replication: 0, reversed: false }
    }

    /// Sets `PATH=VALUE` each.
    pub fn set(mut self, sets: &[&str]) -> Self {
        self.sets.extend(sets.iter().map(|&set| set.to_owned()));
        self
    }

    /// Sets keys of the only category.
    pub fn fault(self, sets: &[&str]) -> Self {
        self.under("city.categories.fault", sets)
    }

    /// Sets keys of a role.
    pub fn role(self, role: &str, sets: &[&str]) -> Self {
        self.under(&format!("governance.roles.{role}"), sets)
    }

    /// The same town, but what was laid over it comes first in the file.
    pub fn reversed(&self) -> Self {
        Self { reversed: true, ..self.clone() }
    }

    fn under(mut self, path: &str, sets: &[&str]) -> Self {
        self.sets.extend(sets.iter().map(|set| format!("{path}.{set}")));
        self
    }

    /// Lays TOML over the scenario, before what is set.
    pub fn with(mut self, toml: &str) -> Self {
        self.overlay.push_str(toml);
        self
    }

    pub fn window(mut self, warm_up_days: i64, days: i64, follow_up_days: i64) -> Self {
        self.window = Window { warm_up_days, days, follow_up_days };
        self
    }

    pub fn days(self, days: i64) -> Self {
        self.window(0, days, 0)
    }

    pub fn replication(mut self, replication: u64) -> Self {
        self.replication = replication;
        self
    }

    pub fn streams(&self) -> Streams {
        Streams::new(self.seed, self.replication)
    }

    /// The town as it stands.
    #[track_caller]
    pub fn build(&self) -> Built {
        let scenario = self.scenario();
        let almanac = scenario.almanac();
        let city = scenario.city.as_ref().expect("a city");
        let city = City::build(city, (scenario.start, &almanac), self.seed);
        let governance = Governed::governance(&scenario, &city, 1.0);
        Built { city, governance }
    }

    /// The town as a scenario named `town`, run as this town is.
    #[track_caller]
    pub fn prepare(&self) -> Prepared {
        Prepared { window: self.window, ..prepare("town", &self.scenario()) }
    }

    #[track_caller]
    fn scenario(&self) -> Scenario {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("overlay.toml");
        let (below, above) = if self.reversed {
            let town = std::fs::read_to_string(format!("{FIXTURES}/town.toml")).expect("the town");
            (self.overlay.clone(), town.replace("\"role\"", &format!("\"{FIXTURES}/role\"")))
        } else {
            (format!("extends = '{}'\n", self.source), self.overlay.clone())
        };
        std::fs::write(folder.path().join("below.toml"), below).expect("a file");
        std::fs::write(&path, format!("extends = 'below'\n{above}")).expect("a file");
        let options = Options { provenance: false };
        let loaded = load::<Scenario>(&Source::Path(path), &self.sets, options);
        loaded.unwrap_or_else(|faults| panic!("{faults}")).value
    }

    /// One replication.
    #[track_caller]
    pub fn run(&self) -> Told {
        self.run_in(&self.build())
    }

    /// One replication of what was built before.
    pub fn run_in(&self, built: &Built) -> Told {
        let mut told = Told::default();
        self.watch_in(built, &mut told);
        told
    }

    /// One replication of what was built before, told to this observer.
    pub fn watch_in(&self, built: &Built, observer: &mut impl Observer) {
        simulate(&built.city, &built.governance, self.streams(), self.window, observer);
    }

    /// Replications from number 0.
    #[track_caller]
    pub fn replicate(&self, count: u64) -> impl Iterator<Item = Told> + use<> {
        let (town, built) = (self.clone(), self.build());
        (0..count).map(move |replication| town.clone().replication(replication).run_in(&built))
    }
}

/// The mean of values and its standard error.
pub fn estimate(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}
