//! Figures of a study: what each of them shows, from what the replications came to.

mod attribution;
mod city;
mod differences;
mod effects;
mod map;
mod precision;
mod transplant;
mod uncertainty;
mod warm_up;
mod workload;

pub use attribution::of_attribution;
pub use city::of_city;
pub use differences::of_comparison;
pub use effects::of_effects;
pub use precision::of_precision;
pub use transplant::of_transplant;
pub use uncertainty::{of_differences, of_means};
pub use warm_up::of_warm_up;

use super::names;
use super::plot::daily::{DailyFigure, DailySeries};
use super::plot::stages::{StagesFigure, StagesRow};
use super::plot::survival::{SurvivalCurve, SurvivalFigure};
use super::plot::{self, Svg};
use crate::experiment::{CONFIDENCE, CityOutcome, Governed, Study, Subject};
use crate::lang::{Lang, text};
use crate::metrics::tally::{DayCounts, survival_grid};
use crate::simulation::Window;
use crate::simulation::record::Stage;
use crate::stats::Estimate;
use crate::time::Span;

/// A governed city and what its replications came to.
struct Shown<'s> {
    /// What figures call it.
    name: String,
    study: &'s Study,
    governed: &'s Governed,
    outcomes: Vec<&'s CityOutcome>,
}

impl<'s> Shown<'s> {
    fn of((study, name): (&'s Study, String)) -> Option<Self> {
        let Subject::Governed(governed) = &study.prepared.subject else { return None };
        let outcomes = study.outcomes.iter().filter_map(|outcome| outcome.city.as_ref()).collect();
        Some(Self { name, study, governed, outcomes })
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

/// Draws a figure in a language and keeps what a caption says of it.
macro_rules! drawn {
    ($name:literal, $module:ident, $figure:expr, $lang:expr) => {{
        let figure = $figure;
        let svg = plot::$module::draw(&figure, $lang);
        Drawn { name: $name, title: figure.title, subtitle: figure.subtitle, svg }
    }};
}
use drawn;

/// The figures for one or several scenarios side by side.
pub fn of_studies(studies: &[Study], lang: Lang) -> Vec<Drawn> {
    let called = names::of_studies(studies, lang);
    let shown: Vec<Shown<'_>> = studies.iter().zip(called).filter_map(Shown::of).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    vec![
        drawn!("daily", daily, standing(&shown, lang), lang),
        drawn!("time-to-resolution", survival, unsolved(&shown, lang), lang),
        drawn!("stages", stages, where_time_goes(&shown, lang), lang),
        drawn!("workload", workload, workload::figure(&shown, lang), lang),
        drawn!("map", map, map::figure(&shown, lang), lang),
    ]
}

fn sample(shown: &[Shown<'_>], lang: Lang) -> String {
    let Window { days, warm_up_days, .. } = shown[0].study.prepared.window;
    let count = shown[0].outcomes.len();
    text!(
        "{count} replications of {days} days after {warm_up_days} of warm-up; assumptions held \
         fixed",
        "{count} 次重复，每次观测 {days} 天，此前预热 {warm_up_days} 天；假设固定不变"
    )
    .said(lang)
}

/// The mean and interval over replications of what a function reads off each.
fn interval(outcomes: &[&CityOutcome], read: impl Fn(&CityOutcome) -> f64) -> (f64, f64, f64) {
    let values: Vec<f64> = outcomes.iter().map(|outcome| read(outcome)).collect();
    let Some(estimate) = Estimate::of(&values) else { return (f64::NAN, f64::NAN, f64::NAN) };
    let (low, high) = estimate.interval(CONFIDENCE).unwrap_or((estimate.mean, estimate.mean));
    (estimate.mean, low, high)
}

fn standing(shown: &[Shown<'_>], lang: Lang) -> DailyFigure {
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
            name: of.name.clone(),
            days,
            mean: points.iter().map(|point| point.0).collect(),
            low: points.iter().map(|point| point.1).collect(),
            high: points.iter().map(|point| point.2).collect(),
        }
    });
    let sample = sample(shown, lang);
    let title =
        lang.pick("Problems standing in the city, day by day", "全市未消除的问题，逐日变化");
    let y_label = lang.pick(
        "problems standing at midnight per 1,000 residents",
        "每日零时未消除的问题（个，每千人）",
    );
    DailyFigure {
        title: title.to_owned(),
        subtitle: text!(
            "{sample}; bands: 95 % intervals of the mean",
            "{sample}；色带：均值的 95% 置信区间"
        )
        .said(lang),
        y_label: y_label.to_owned(),
        series: series.collect(),
        measured_from: 0,
    }
}

fn unsolved(shown: &[Shown<'_>], lang: Lang) -> SurvivalFigure {
    let tau = Span::DAY * shown[0].study.prepared.window.follow_up_days;
    let grid = survival_grid(tau);
    let curves = shown.iter().map(|of| {
        let points: Vec<(f64, f64, f64)> = (0..grid.len())
            .map(|place| interval(&of.outcomes, |outcome| outcome.unsolved[place]))
            .collect();
        SurvivalCurve {
            name: of.name.clone(),
            hours: grid.iter().map(|span| span.hours()).collect(),
            open_share: points.iter().map(|point| point.0).collect(),
            low: points.iter().map(|point| point.1).collect(),
            high: points.iter().map(|point| point.2).collect(),
        }
    });
    let (days, sample) = (tau.days(), sample(shown, lang));
    SurvivalFigure {
        title: lang.pick("How long problems stand", "问题存在多久").to_owned(),
        subtitle: text!(
            "Problems that would not end by themselves within {days} days; bands: 95 % intervals; \
             {sample}",
            "{days} 天内不会自行消失的问题；色带：95% 置信区间；{sample}"
        )
        .said(lang),
        curves: curves.collect(),
        tau_hours: tau.hours(),
    }
}

fn where_time_goes(shown: &[Shown<'_>], lang: Lang) -> StagesFigure {
    let before = [("not yet known", "尚未知晓"), ("on earlier files", "此前的案件")];
    let before = before.map(|(en, zh)| lang.pick(en, zh));
    let stages = before.into_iter().chain(Stage::ALL.map(|stage| stage.name().read(lang)));
    let rows = shown.iter().map(|of| StagesRow {
        name: of.name.clone(),
        hours: (0..Stage::ALL.len() + 2)
            .map(|place| interval(&of.outcomes, |outcome| outcome.stages[place]).0)
            .collect(),
    });
    let title = lang.pick("Where the time of solved problems goes", "已解决问题的时间花在哪里");
    let sample = sample(shown, lang);
    StagesFigure {
        title: title.to_owned(),
        subtitle: text!(
            "Mean by stage, problems solved within the follow-up; {sample}",
            "各环节平均时间，只计追踪期内解决的问题；{sample}"
        )
        .said(lang),
        per: lang.pick("problem", "问题").to_owned(),
        stages: stages.map(str::to_owned).collect(),
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests;
