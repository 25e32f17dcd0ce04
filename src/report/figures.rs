//! Figures of a study: what each of them shows, from what the replications came to.

use super::plot::Svg;
use super::plot::daily::{self, DailyFigure, DailySeries};
use super::plot::forest::{self, Better, ForestDifference, ForestFigure, ForestRow};
use super::plot::map::{self, MapCell, MapClasses, MapFigure, MapPanel};
use super::plot::stages::{self, StagesFigure, StagesRow};
use super::plot::survival::{self, SurvivalCurve, SurvivalFigure};
use super::plot::workload::{self, WorkloadFigure, WorkloadRow};
use crate::city::Rect;
use crate::experiment::{
    CONFIDENCE, CityOutcome, Comparison, Contrast, Governed, Kind, RoleHours, Study, Subject,
};
use crate::id::Id as _;
use crate::metrics::indicator;
use crate::metrics::tally::{DayCounts, survival_grid};
use crate::simulation::record::Stage;
use crate::stats::Estimate;
use crate::time::Span;

/// Indicators that the forest plot shows beside the primary ones.
const FOREST: [&str; 14] = [
    "discovery_rate",
    "known_share",
    "incidence_per_1000",
    "true_resolution_rate",
    "solved_30d_share",
    "satisfaction",
    "handling_time_h",
    "handoffs_per_case",
    "returned_share",
    "false_closure_share",
    "trust_government",
    "response_gini",
    "backlog_mean",
    "cost_per_resident_year",
];

/// Roles with fewer posts than this are left out of the workload figure: worker
/// indicators are never given below five workers.
const FEWEST_POSTS: f64 = 5.0;

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

/// Names of files and their figures for one or several scenarios side by side.
pub fn of_studies(studies: &[Study]) -> Vec<(&'static str, Svg)> {
    let shown: Vec<Shown<'_>> = studies.iter().filter_map(Shown::of).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    vec![
        ("daily", daily::draw(&standing(&shown))),
        ("time-to-resolution", survival::draw(&unsolved(&shown))),
        ("stages", stages::draw(&where_time_goes(&shown))),
        ("workload", workload::draw(&hours(&shown))),
        ("map", map::draw(&burden(&shown))),
    ]
}

fn sample(shown: &[Shown<'_>]) -> String {
    let window = shown[0].study.prepared.window;
    format!(
        "{} replications of {} days after {} days of warm-up",
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
            "Problems that would not end by themselves within {} days; {}; bands: 95 % intervals",
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
        subtitle: format!(
            "Mean from arising to solution, by stage, problems solved within the follow-up; {}",
            sample(shown)
        ),
        per: "problem".to_owned(),
        stages: ["not yet known", "on earlier files"]
            .map(str::to_owned)
            .into_iter()
            .chain(names)
            .collect(),
        rows: rows.collect(),
    }
}

fn hours(shown: &[Shown<'_>]) -> WorkloadFigure {
    let mut rows: Vec<WorkloadRow> = Vec::new();
    let widest = shown.iter().max_by_key(|of| of.governed.governance.roles.len());
    let names = widest.iter().flat_map(|of| of.governed.governance.roles.iter());
    for name in names.map(|role| &role.name) {
        for of in shown {
            let roles = &of.governed.governance.roles;
            let Some((id, _)) = roles.pairs().find(|(_, role)| role.name == *name) else {
                continue;
            };
            let read = |pick: fn(&RoleHours) -> f64| {
                interval(&of.outcomes, |outcome| pick(&outcome.roles[id.index()])).0
            };
            let posts = read(|role| role.posts);
            if posts < FEWEST_POSTS {
                continue;
            }
            let activity = (0..RoleHours::ACTIVITIES.len()).map(|place| {
                interval(&of.outcomes, |outcome| outcome.roles[id.index()].activity[place]).0
            });
            rows.push(WorkloadRow {
                role: name.clone(),
                scenario: of.name(),
                hours_per_worker_week: activity.collect(),
                workers: posts,
                duty_hours_per_worker_week: read(|role| role.duty),
            });
        }
    }
    WorkloadFigure {
        title: "How a week of work is spent".to_owned(),
        subtitle: format!(
            "Mean hours of one post, roles of five posts and more; {}",
            sample(shown)
        ),
        activities: RoleHours::ACTIVITIES.map(str::to_owned).to_vec(),
        rows,
    }
}

fn burden(shown: &[Shown<'_>]) -> MapFigure {
    MapFigure {
        title: "Where problems stand".to_owned(),
        subtitle: format!("Grids of each governance model; {}; synthetic fabric", sample(shown)),
        indicator: "severity-weighted problem days".to_owned(),
        unit: "per hectare and year".to_owned(),
        classes: MapClasses::Quantile(7),
        panels: shown.iter().map(panel).collect(),
    }
}

fn panel(of: &Shown<'_>) -> MapPanel {
    let city = &of.governed.city;
    let years = of.study.prepared.window.days as f64 / 365.0 * of.outcomes.len() as f64;
    let cells = of.governed.governance.grids.parts.iter().map(|rect| {
        let sum: i128 = city
            .blocks_in(*rect)
            .map(|block| of.outcomes.iter().map(|outcome| outcome.burden[block]).sum::<i128>())
            .sum();
        let hectares = f64::from(rect.len()) * city.block_area() / 1e4;
        let days = sum as f64 / Span::DAY.ms() as f64;
        MapCell { ring: ring(*rect, city.side), value: Some(days / hectares / years) }
    });
    MapPanel {
        name: of.name(),
        cells: cells.collect(),
        outlines: city.streets.iter().map(|rect| ring(*rect, city.side)).collect(),
    }
}

/// The corners of a rectangle of the lattice \[m\], north up, first and last the same.
fn ring(rect: Rect, side: f64) -> Vec<(f64, f64)> {
    let (left, right) = (f64::from(rect.left) * side, f64::from(rect.right) * side);
    let (top, bottom) = (-f64::from(rect.top) * side, -f64::from(rect.bottom) * side);
    vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
}

/// The paired differences of a comparison as a forest plot.
pub fn of_comparison(comparison: &Comparison) -> Svg {
    let measures = comparison.studies[0].measures();
    let shown: Vec<_> =
        comparison.contrasts.iter().filter(|c| c.kind != Kind::StaffAlone).collect();
    let rows = measures.iter().enumerate().filter_map(|(place, measure)| {
        if !measure.primary && !FOREST.contains(&measure.id) {
            return None;
        }
        let base = shown.first().map_or(0, |contrast| contrast.baseline);
        let baseline = comparison.studies[base].indicator(place).ok()?.estimate.mean;
        let differences = shown.iter().map(|contrast| {
            contrast.differences[place].as_ref().map(|difference| ForestDifference {
                difference: difference.paired.difference.mean,
                low: difference.interval.0,
                high: difference.interval.1,
                adjusted_p: difference.p_holm,
            })
        });
        Some(ForestRow {
            label: measure.id.to_owned(),
            unit: short(measure.unit),
            baseline,
            primary: measure.primary,
            better: match measure.better {
                indicator::Better::Lower => Some(Better::Lower),
                indicator::Better::Higher => Some(Better::Higher),
                indicator::Better::Neutral => None,
            },
            differences: differences.collect(),
        })
    });
    let window = comparison.studies[0].prepared.window;
    forest::draw(&ForestFigure {
        title: changed(comparison),
        subtitle: format!(
            "Paired differences over {} replications of {} days, relative to {}; primary: \
             simultaneous 95 % intervals, others: 95 % each, exploratory",
            comparison.studies[0].outcomes.len(),
            window.days,
            comparison.studies[0].prepared.name
        ),
        contrasts: shown.iter().map(|contrast| versus(comparison, contrast)).collect(),
        rows: rows.collect(),
    })
}

/// A contrast, short enough to head a column.
fn versus(comparison: &Comparison, contrast: &Contrast) -> String {
    let name = |place: usize| &comparison.studies[place].prepared.name;
    match comparison.contrasts.iter().filter(|other| other.kind == Kind::AsStated).count() {
        1 => format!("{}, vs {}", contrast.kind.label(), name(contrast.baseline)),
        _ => format!("{} vs {}", name(contrast.alternative), name(contrast.baseline)),
    }
}

/// What differs, and from what.
fn changed(comparison: &Comparison) -> String {
    let mut as_staffed = comparison.contrasts.iter().filter(|c| c.kind == Kind::AsStated);
    match (as_staffed.next(), as_staffed.next()) {
        (Some(only), None) => {
            format!("What {} changes", comparison.studies[only.alternative].prepared.name)
        }
        _ => "What differs between the models".to_owned(),
    }
}

/// A unit short enough for a column.
fn short(unit: &str) -> String {
    unit.replace("severity-weighted days per 1,000 residents and year", "d")
        .replace("problems per 1,000 residents and year", "per 1,000")
        .replace("yuan per resident and year", "yuan")
}
