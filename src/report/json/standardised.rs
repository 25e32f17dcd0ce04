//! Case indicators at the baseline's mix of cases, in `comparison.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sizes::{ByContrast, by_contrast};
use crate::experiment::{Comparison, Standardised};

/// A case indicator of two models that have the baseline's cases by category.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AtMix {
    /// The baseline, all replications together.
    pub baseline: f64,
    /// The alternative at the baseline's mix.
    pub alternative: f64,
    /// Alternative − baseline.
    pub difference: f64,
    /// Lower end of its 95 % interval.
    pub ci_low: f64,
    /// Upper end.
    pub ci_high: f64,
    /// Pairs of replications.
    pub n: usize,
    /// Categories left out, since the alternative has no such case, with the share of the
    /// baseline's cases that they are.
    pub left_out: BTreeMap<String, f64>,
}

/// The standardised indicators of a comparison.
pub fn of(comparison: &Comparison) -> ByContrast<AtMix> {
    let entry = |of: &Standardised| AtMix {
        baseline: of.found.baseline,
        alternative: of.found.alternative,
        difference: of.found.paired.difference.mean,
        ci_low: of.interval.0,
        ci_high: of.interval.1,
        n: of.found.paired.difference.n,
        left_out: of.left_out.iter().cloned().collect(),
    };
    by_contrast(comparison, &comparison.standardised, |of| (of.contrast, of.indicator), entry)
}
