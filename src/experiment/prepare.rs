//! A checked scenario becomes something that runs.

use crate::city::City;
use crate::governance::{Governance, schedule};
use crate::lang::Text;
use crate::scenario::governance as raw;
use crate::scenario::study::{Run, Scenario};
use crate::simulation::Window;
use crate::simulation::skeleton::{Skeleton, Stage};
use crate::time::Span;

/// A scenario ready to run.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Its name in files.
    pub name: String,
    /// Its title in tables and figures.
    pub title: Text,
    /// What is simulated.
    pub subject: Subject,
    /// When replications begin, are measured, and end.
    pub window: Window,
}

/// What is simulated.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A city under a governance model.
    Governed(Box<Governed>),
    /// The skeleton network.
    Skeleton(Skeleton),
}

/// A city under a governance model.
#[derive(Clone, Debug)]
pub struct Governed {
    /// The scenario it was built from.
    pub scenario: Scenario,
    /// What exists whatever the policy.
    pub city: City,
    /// What a policy decides.
    pub governance: Governance,
    /// Staff of the roles named in `spend_on`, as a multiple of what the model states.
    pub staffing: f64,
    /// Whether what happens is told street by street, too, for changes of regime.
    pub by_street: bool,
}

/// Prepares a checked scenario under its name in files.
///
/// The fabric of the city depends on the seed and on no replication.
///
/// # Panics
/// If the scenario has neither a city and a governance model nor a skeleton, which its
/// check refuses.
pub fn prepare(name: &str, scenario: &Scenario) -> Prepared {
    let subject = match &scenario.skeleton {
        Some(skeleton) => Subject::Skeleton(network(skeleton)),
        None => Subject::Governed(Box::new(Governed::build(scenario, 1.0))),
    };
    Prepared {
        name: name.to_owned(),
        title: Text::new(&scenario.title, &scenario.title_zh),
        subject,
        window: window(&scenario.run),
    }
}

impl Governed {
    /// Builds the city and its governance with this multiple of the staff to spend on.
    pub fn build(scenario: &Scenario, staffing: f64) -> Self {
        let raw = scenario.city.as_ref().expect("a checked scenario has a city");
        let city = City::build(raw, (scenario.start, &scenario.almanac()), scenario.run.seed.0.0);
        let governance = Self::governance(scenario, &city, staffing);
        let by_street = scenario.regimes.is_some();
        Self { scenario: scenario.clone(), city, governance, staffing, by_street }
    }

    /// The same where the regime never changes; none where it does not anyway.
    pub fn unchanged(&self) -> Option<Self> {
        self.scenario.regimes.as_ref()?;
        let scenario = Scenario { regimes: None, ..self.scenario.clone() };
        let governance = Self::governance(&scenario, &self.city, self.staffing);
        Some(Self { scenario, governance, ..self.clone() })
    }

    /// The governance model of a scenario in its city with this multiple of the staff to spend on.
    pub fn governance(scenario: &Scenario, city: &City, staffing: f64) -> Governance {
        let raw = scenario.governance.as_ref().expect("a checked scenario is governed");
        let raw = &raw.as_of(scenario.start);
        let Some(regimes) = &scenario.regimes else {
            return Governance::build(raw, city, &scenario.almanac(), staffing);
        };
        let (streets, seed) = (city.streets.len(), scenario.run.seed.0.0);
        let changes = schedule::changes(regimes, streets, scenario.start, seed);
        let start = scenario.start;
        let later: Vec<_> =
            regimes.iter().map(|of| (&of.id, of.model().as_of(of.from.date(start)))).collect();
        let later = later.iter().map(|(id, model)| (id.as_str(), model));
        let models: Vec<_> = [("", raw)].into_iter().chain(later).collect();
        let days = window(&scenario.run).days;
        Governance::over_time(&models, changes, days, city, &scenario.almanac(), staffing)
    }

    /// Another governance model in this city, as it is staffed.
    pub fn under(&self, raw: &raw::Governance) -> Governance {
        let raw = &raw.as_of(self.scenario.start);
        Governance::build(raw, &self.city, &self.scenario.almanac(), 1.0)
    }
}

fn window(run: &Run) -> Window {
    let days = |span: Span| span.ms() / Span::DAY.ms();
    Window {
        warm_up_days: days(run.warm_up.0),
        days: days(run.days.0),
        follow_up_days: days(run.follow_up.0),
    }
}

fn network(raw: &crate::scenario::study::Skeleton) -> Skeleton {
    let stage = |stage: &crate::scenario::study::SkeletonStage| Stage {
        workers: stage.workers.0 as u32,
        mean_work: stage.mean_work,
    };
    Skeleton {
        cells: raw.cells.0 as usize,
        cells_per_street: raw.cells_per_street.0 as usize,
        streets_per_district: raw.streets_per_district.0 as usize,
        departments: raw.departments.0 as usize,
        cases_per_cell_day: raw.cases.per_hour * 24.0,
        stages: [stage(&raw.grid), stage(&raw.street), stage(&raw.department)],
        to_street: raw.to_street.0,
        to_department: raw.to_department.0,
    }
}
