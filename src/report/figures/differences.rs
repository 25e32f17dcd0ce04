//! What differs between scenarios, as a forest plot.

use super::{Drawn, drawn};
use crate::experiment::{Comparison, Contrast, Kind, Measure, Relevance};
use crate::lang::{Lang, text};
use crate::metrics::indicator;
use crate::report::plot::{
    self,
    forest::{Better, ForestDifference, ForestFigure, ForestRow},
};
use crate::report::{names, unit};

/// Indicators that the forest plot shows beside the primary ones.
const FOREST: [&str; 15] = [
    "listed_problem_days_per_1000",
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

/// The paired differences of a comparison as a forest plot.
pub fn of_comparison(comparison: &Comparison, lang: Lang) -> Drawn {
    drawn!("differences", forest, figure(comparison, lang), lang)
}

fn figure(comparison: &Comparison, lang: Lang) -> ForestFigure {
    let shown: Vec<&Contrast> =
        comparison.contrasts.iter().filter(|c| c.kind != Kind::StaffAlone).collect();
    let measures = comparison.studies[0].measures();
    let rows = measures.iter().enumerate();
    let rows = rows.filter(|(_, measure)| measure.primary || FOREST.contains(&measure.id));
    ForestFigure {
        title: changed(comparison, lang),
        subtitle: sample(comparison, lang),
        contrasts: shown.iter().map(|contrast| versus(comparison, contrast, lang)).collect(),
        rows: rows.filter_map(|(place, m)| row(comparison, &shown, (place, m), lang)).collect(),
    }
}

/// Sample size, and what intervals are drawn.
fn sample(comparison: &Comparison, lang: Lang) -> String {
    let count = comparison.studies[0].outcomes.len();
    let days = comparison.studies[0].prepared.window.days;
    let base = &names::of_studies(&comparison.studies, lang)[0];
    text!(
        "Paired differences over {count} replications of {days} days, relative to {base}; primary: \
         simultaneous 95 % intervals, others: 95 % each, exploratory; assumptions held fixed",
        "{count} 次重复的配对差值，每次观测 {days} 天，相对于{base}；主要指标为 95% 同时置信区间，\
         其余为各自的 95% 置信区间，属探索性；假设固定不变"
    )
    .said(lang)
}

/// One indicator; none where the baseline has no value.
fn row(
    comparison: &Comparison,
    shown: &[&Contrast],
    (place, measure): (usize, &Measure),
    lang: Lang,
) -> Option<ForestRow> {
    let base = shown.first().map_or(0, |contrast| contrast.baseline);
    let baseline = comparison.studies[base].indicator(place).ok()?.estimate.mean;
    let smallest = |contrast: &Contrast| {
        let is_this = |of: &&Relevance| {
            of.indicator == place && comparison.contrasts[of.contrast].name == contrast.name
        };
        comparison.relevances.iter().find(is_this).map(|of| of.smallest)
    };
    let differences = shown.iter().map(|contrast| {
        contrast.differences[place].as_ref().map(|difference| ForestDifference {
            smallest: smallest(contrast),
            difference: difference.paired.difference.mean,
            low: difference.interval.0,
            high: difference.interval.1,
            adjusted_p: difference.p_holm,
        })
    });
    Some(ForestRow {
        label: measure.name(lang).to_owned(),
        unit: unit::short(measure.unit, lang).to_owned(),
        baseline,
        primary: measure.primary,
        better: match measure.better {
            indicator::Better::Lower => Some(Better::Lower),
            indicator::Better::Higher => Some(Better::Higher),
            indicator::Better::Neutral => None,
        },
        differences: differences.collect(),
    })
}

/// A contrast, short enough to head a column.
fn versus(comparison: &Comparison, contrast: &Contrast, lang: Lang) -> String {
    let called = names::of_studies(&comparison.studies, lang);
    let (base, other) = (&called[contrast.baseline], &called[contrast.alternative]);
    match only_as_staffed(comparison) {
        Some(only) if only.alternative == contrast.alternative => {
            let kind = contrast.kind.label().read(lang);
            text!("{kind}, vs {base}", "{kind}，对比{base}").said(lang)
        }
        _ => text!("{other} vs {base}", "{other}对比{base}").said(lang),
    }
}

/// What differs, and from what.
fn changed(comparison: &Comparison, lang: Lang) -> String {
    let Some(only) = only_as_staffed(comparison) else {
        return lang.pick("What differs between the models", "各治理模式之间的差异").to_owned();
    };
    let other = &names::of_studies(&comparison.studies, lang)[only.alternative];
    text!("What {other} changes", "{other}带来的变化").said(lang)
}

/// The contrast of models as staffed, if there is but one.
fn only_as_staffed(comparison: &Comparison) -> Option<&Contrast> {
    let mut as_staffed = comparison.contrasts.iter().filter(|c| c.kind == Kind::AsStated);
    as_staffed.next().filter(|_| as_staffed.next().is_none())
}
