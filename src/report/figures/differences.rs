//! What differs between scenarios, as a forest plot.

use super::{Drawn, drawn};
use crate::experiment::{Comparison, Contrast, Kind, Measure, Relevance};
use crate::metrics::indicator;
use crate::report::plot::{
    self,
    forest::{Better, ForestDifference, ForestFigure, ForestRow},
};

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
pub fn of_comparison(comparison: &Comparison) -> Drawn {
    drawn!("differences", forest, figure(comparison))
}

fn figure(comparison: &Comparison) -> ForestFigure {
    let shown: Vec<&Contrast> =
        comparison.contrasts.iter().filter(|c| c.kind != Kind::StaffAlone).collect();
    let measures = comparison.studies[0].measures();
    let rows = measures.iter().enumerate();
    let rows = rows.filter(|(_, measure)| measure.primary || FOREST.contains(&measure.id));
    let window = comparison.studies[0].prepared.window;
    ForestFigure {
        title: changed(comparison),
        subtitle: format!(
            "Paired differences over {} replications of {} days, relative to {}; primary: \
             simultaneous 95 % intervals, others: 95 % each, exploratory; assumptions held fixed",
            comparison.studies[0].outcomes.len(),
            window.days,
            comparison.studies[0].prepared.name
        ),
        contrasts: shown.iter().map(|contrast| versus(comparison, contrast)).collect(),
        rows: rows.filter_map(|(place, m)| row(comparison, &shown, place, m)).collect(),
    }
}

/// One indicator; none where the baseline has no value.
fn row(
    comparison: &Comparison,
    shown: &[&Contrast],
    place: usize,
    measure: &Measure,
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
}

/// A contrast, short enough to head a column.
fn versus(comparison: &Comparison, contrast: &Contrast) -> String {
    let name = |place: usize| &comparison.studies[place].prepared.name;
    let mut as_staffed = comparison.contrasts.iter().filter(|c| c.kind == Kind::AsStated);
    match (as_staffed.next(), as_staffed.next()) {
        (Some(only), None) if only.alternative == contrast.alternative => {
            format!("{}, vs {}", contrast.kind.label(), name(contrast.baseline))
        }
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
