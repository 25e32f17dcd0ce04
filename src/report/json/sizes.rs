//! How large differences are, and what pairing bought, in `comparison.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::experiment::{Comparison, Goal, Reduction, Relevance};

/// By contrast and indicator.
pub type ByContrast<T> = BTreeMap<String, BTreeMap<String, T>>;

/// How many times as many replications a difference would need with seeds of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VarianceReduction {
    /// (variance of one side + variance of the other) ÷ variance of the paired differences.
    pub ratio: Option<f64>,
    /// Lower end of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
    /// Why there is no ratio or no interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// A difference against the smallest that matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relevant {
    /// The smallest relevant difference, in the indicator's unit.
    pub smallest: f64,
    /// The same as a share of the baseline's mean, where it is stated so.
    pub of_baseline: Option<f64>,
    /// Whether nobody stated it: then it is an assumption of the program.
    pub assumed: bool,
    /// Which uncertainty gives the interval its ends that it is judged by: `simulation`,
    /// `knowledge`, or `both` for one end from either.
    pub judged_by: &'static str,
    /// `relevant`, `too small to matter`, `not decided` or `no direction`.
    pub verdict: &'static str,
}

/// Sorts results by the names of their contrasts and indicators.
pub(super) fn by_contrast<R, T>(
    comparison: &Comparison,
    results: &[R],
    place: impl Fn(&R) -> (usize, usize),
    entry: impl Fn(&R) -> T,
) -> ByContrast<T> {
    let measures = comparison.studies[0].measures();
    let mut sorted: ByContrast<T> = BTreeMap::new();
    for result in results {
        let (contrast, indicator) = place(result);
        let name = comparison.contrasts[contrast].name.clone();
        sorted.entry(name).or_default().insert(measures[indicator].id.to_owned(), entry(result));
    }
    sorted
}

/// The variance reductions of a comparison.
pub fn reductions(comparison: &Comparison) -> ByContrast<VarianceReduction> {
    let entry = |of: &Reduction| {
        let interval = of.reduction.and_then(|reduction| reduction.interval);
        let reason = match (of.reduction, interval) {
            (None, _) => Some("the difference is the same in every replication"),
            (Some(_), None) => Some("some resamples have no spread: too few replications"),
            (Some(_), Some(_)) => None,
        };
        VarianceReduction {
            ratio: of.reduction.map(|reduction| reduction.ratio),
            ci_low: interval.map(|(low, _)| low),
            ci_high: interval.map(|(_, high)| high),
            reason,
        }
    };
    by_contrast(comparison, &comparison.reductions, |of| (of.contrast, of.indicator), entry)
}

/// The relevance of the differences of a comparison.
pub fn relevances(comparison: &Comparison) -> ByContrast<Relevant> {
    let entry = |of: &Relevance| Relevant {
        smallest: of.smallest,
        of_baseline: match of.goal {
            Goal::Relative(share) => Some(share),
            Goal::Absolute(_) => None,
        },
        assumed: of.assumed,
        judged_by: of.judged_by.word(),
        verdict: of.size.word(),
    };
    by_contrast(comparison, &comparison.relevances, |of| (of.contrast, of.indicator), entry)
}
