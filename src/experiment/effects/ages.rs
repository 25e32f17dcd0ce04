//! Effects by the time since a street changed its regime, those before the change included.

use std::collections::BTreeMap;

use super::{Found, Method, Panels, fits, mean_gain};
use crate::metrics::streets::Series;
use crate::stats::panel::{CohortEffect, adoption, cohort_effects, effects_before};
use crate::stats::{Cells, Estimate};

/// What streets gain so long after their change, against streets that have not changed yet.
#[derive(Clone, Debug)]
pub struct AtAge {
    /// The series.
    pub series: &'static Series,
    /// Days from the change to the beginning of the period; below zero before the change, where
    /// an effect would be one of the design.
    pub days: i64,
    /// What is found, beside what is true.
    pub found: Found,
}

/// The effects of one series by age; none where an event study does not apply.
pub(super) fn of(panels: &Panels<'_>) -> Vec<AtAge> {
    let treated = panels.treated();
    if fits(Method::EventStudy, &treated).is_err() {
        return Vec::new();
    }
    let pairs = panels.pairs[0].iter().zip(&panels.pairs[1]);
    let each: Vec<BTreeMap<i64, (f64, f64)>> =
        pairs.map(|(with, without)| by_age(panels, &treated, with, without)).collect();
    let ages: Vec<i64> = each.first().map_or_else(Vec::new, |of| of.keys().copied().collect());
    let at = |days: i64| {
        let both: Vec<(f64, f64)> = each.iter().filter_map(|of| of.get(&days).copied()).collect();
        let of =
            |read: fn(&(f64, f64)) -> f64| Estimate::of(&both.iter().map(read).collect::<Vec<_>>());
        let (estimate, truth) = (of(|both| both.0)?, of(|both| both.1)?);
        let found = Found { estimate, truth, error: of(|both| both.0 - both.1)? };
        Some(AtAge { series: panels.series, days, found })
    };
    ages.into_iter().filter_map(at).collect()
}

/// What one replication finds at each age, and what is true there: means over streets.
fn by_age(
    panels: &Panels<'_>,
    treated: &[Vec<bool>],
    with: &Cells,
    without: &Cells,
) -> BTreeMap<i64, (f64, f64)> {
    let mut sums: BTreeMap<i64, (f64, f64, f64)> = BTreeMap::new();
    let effects = effects_before(with, treated).into_iter().chain(cohort_effects(with, treated));
    for CohortEffect { cohort, period, units, effect } in effects {
        let own = (0..treated.len()).filter(|street| adoption(&treated[*street]) == Some(cohort));
        let truth =
            mean_gain(with, without, &own.map(|street| (street, period)).collect::<Vec<_>>());
        let days = panels.periods[period].from - panels.periods[cohort].from;
        let (count, found, true_sum) = sums.entry(days).or_default();
        *count += units as f64;
        *found += units as f64 * effect;
        *true_sum += units as f64 * truth;
    }
    let mean = |(days, (count, found, truth)): (i64, (f64, f64, f64))| {
        (days, (found / count, truth / count))
    };
    sums.into_iter().map(mean).collect()
}
