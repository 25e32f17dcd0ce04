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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::{compared, scenario};

    /// A scenario against itself differs by nothing at any mix, and its own value at its own mix
    /// is what all its cases come to.
    #[test]
    fn a_scenario_against_itself_differs_by_nothing() {
        let [plain, second] =
            ["plain", "second"].map(|name| scenario("beijing-dongcheng-2004", name).0);
        let comparison = compared([plain, second], 2, Vec::new());
        let outcomes = &comparison.studies[0].outcomes;
        let cities = || outcomes.iter().filter_map(|outcome| outcome.city.as_ref());
        let cases = || cities().flat_map(|city| city.cases.iter());
        let number: u64 = cases().map(|of| of.count).sum();
        let counted: u64 = outcomes.iter().map(|outcome| outcome.cases).sum();
        assert_eq!(number, counted);
        let documents = of(&comparison);
        let found = &documents["second - plain"];
        assert_eq!(found.len(), 5);
        for (id, at_mix) in found {
            assert_eq!((at_mix.difference, at_mix.ci_low, at_mix.ci_high), (0.0, 0.0, 0.0), "{id}");
            assert_eq!(at_mix.baseline.to_bits(), at_mix.alternative.to_bits(), "{id}");
            assert!(at_mix.left_out.is_empty(), "{id}");
        }
        let handoffs: u64 = cases().map(|of| of.handoffs).sum();
        let expected = handoffs as f64 / number as f64;
        assert!((found["handoffs_per_case"].baseline - expected).abs() < 1e-12);
        let hours: f64 = cases().map(|of| of.handling.total_ms as f64 / 3.6e6).sum();
        let counted: u64 = cases().map(|of| of.handling.count).sum();
        let expected = hours / counted as f64;
        assert!((found["handling_time_h"].baseline / expected - 1.0).abs() < 1e-12);
    }
}
