//! Figures of a study: what each of them shows, from what the replications came to.

mod differences;
mod map;
mod precision;
mod uncertainty;
mod warm_up;
mod workload;

pub use differences::of_comparison;
pub use precision::of_precision;
pub use uncertainty::{of_differences, of_means};
pub use warm_up::of_warm_up;

use super::plot::daily::{DailyFigure, DailySeries};
use super::plot::stages::{StagesFigure, StagesRow};
use super::plot::survival::{SurvivalCurve, SurvivalFigure};
use super::plot::{self, Svg};
use crate::experiment::{CONFIDENCE, CityOutcome, Governed, Study, Subject};
use crate::metrics::tally::{DayCounts, survival_grid};
use crate::simulation::record::Stage;
use crate::stats::Estimate;
use crate::time::Span;

/// A governed city and what its replications came to.
struct Shown<'s> {
    study: &'s Study,
    governed: &'s Governed,
    outcomes: Vec<&'s CityOutcome>,
}

impl<'s> Shown<'s> {
    fn of(study: &'s Study) -> Option<Self> {
        let Subject::Governed(governed) = &study.prepared.subject else { return None };
        let outcomes = study.outcomes.iter().filter_map(|outcome| outcome.city.as_ref()).collect();
        Some(Self { study, governed, outcomes })
    }

    fn name(&self) -> String {
        self.study.prepared.name.clone()
    }
}

/// A figure with the name of its files, and what a caption says of it.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its files are called this.
    pub name: &'static str,
    /// What is shown.
    pub title: String,
    /// Sample sizes, and what intervals are drawn.
    pub subtitle: String,
    /// The figure.
    pub svg: Svg,
}

/// Draws a figure and keeps what a caption says of it.
macro_rules! drawn {
    ($name:literal, $module:ident, $figure:expr) => {{
        let figure = $figure;
        let svg = plot::$module::draw(&figure);
        Drawn { name: $name, title: figure.title, subtitle: figure.subtitle, svg }
    }};
}
use drawn;

/// The figures for one or several scenarios side by side.
pub fn of_studies(studies: &[Study]) -> Vec<Drawn> {
    let shown: Vec<Shown<'_>> = studies.iter().filter_map(Shown::of).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    vec![
        drawn!("daily", daily, standing(&shown)),
        drawn!("time-to-resolution", survival, unsolved(&shown)),
        drawn!("stages", stages, where_time_goes(&shown)),
        drawn!("workload", workload, workload::figure(&shown)),
        drawn!("map", map, map::figure(&shown)),
    ]
}

fn sample(shown: &[Shown<'_>]) -> String {
    let window = shown[0].study.prepared.window;
    format!(
        "{} replications of {} days after {} of warm-up; assumptions held fixed",
        shown[0].outcomes.len(),
        window.days,
        window.warm_up_days
    )
}

/// The mean and interval over replications of what a function reads off each.
fn interval(outcomes: &[&CityOutcome], read: impl Fn(&CityOutcome) -> f64) -> (f64, f64, f64) {
    let values: Vec<f64> = outcomes.iter().map(|outcome| read(outcome)).collect();
    let Some(estimate) = Estimate::of(&values) else { return (f64::NAN, f64::NAN, f64::NAN) };
    let (low, high) = estimate.interval(CONFIDENCE).unwrap_or((estimate.mean, estimate.mean));
    (estimate.mean, low, high)
}

fn standing(shown: &[Shown<'_>]) -> DailyFigure {
    let per_1000 = |of: &Shown<'_>, day: &DayCounts| {
        1000.0 * f64::from(day.state.standing) / of.governed.city.residents as f64
    };
    let series = shown.iter().map(|of| {
        let window = of.study.prepared.window;
        let days: Vec<i64> = (-window.warm_up_days..window.days).collect();
        let points: Vec<(f64, f64, f64)> = (0..days.len())
            .map(|day| interval(&of.outcomes, |outcome| per_1000(of, &outcome.days[day])))
            .collect();
        DailySeries {
            name: of.name(),
            days,
            mean: points.iter().map(|point| point.0).collect(),
            low: points.iter().map(|point| point.1).collect(),
            high: points.iter().map(|point| point.2).collect(),
        }
    });
    DailyFigure {
        title: "Problems standing in the city, day by day".to_owned(),
        subtitle: format!("{}; bands: 95 % intervals of the mean", sample(shown)),
        y_label: "problems standing at midnight per 1,000 residents".to_owned(),
        series: series.collect(),
        measured_from: 0,
    }
}

fn unsolved(shown: &[Shown<'_>]) -> SurvivalFigure {
    let tau = Span::DAY * shown[0].study.prepared.window.follow_up_days;
    let grid = survival_grid(tau);
    let curves = shown.iter().map(|of| {
        let points: Vec<(f64, f64, f64)> = (0..grid.len())
            .map(|place| interval(&of.outcomes, |outcome| outcome.unsolved[place]))
            .collect();
        SurvivalCurve {
            name: of.name(),
            hours: grid.iter().map(|span| span.hours()).collect(),
            open_share: points.iter().map(|point| point.0).collect(),
            low: points.iter().map(|point| point.1).collect(),
            high: points.iter().map(|point| point.2).collect(),
        }
    });
    SurvivalFigure {
        title: "How long problems stand".to_owned(),
        subtitle: format!(
            "Problems that would not end by themselves within {} days; bands: 95 % intervals; {}",
            tau.days(),
            sample(shown)
        ),
        curves: curves.collect(),
        tau_hours: tau.hours(),
    }
}

fn where_time_goes(shown: &[Shown<'_>]) -> StagesFigure {
    let names = Stage::ALL.iter().map(|stage| stage.name().to_owned());
    let rows = shown.iter().map(|of| StagesRow {
        name: of.name(),
        hours: (0..Stage::ALL.len() + 2)
            .map(|place| interval(&of.outcomes, |outcome| outcome.stages[place]).0)
            .collect(),
    });
    StagesFigure {
        title: "Where the time of solved problems goes".to_owned(),
        subtitle: format!("Mean by stage, problems solved within the follow-up; {}", sample(shown)),
        per: "problem".to_owned(),
        stages: ["not yet known", "on earlier files"]
            .map(str::to_owned)
            .into_iter()
            .chain(names)
            .collect(),
        rows: rows.collect(),
    }
}
