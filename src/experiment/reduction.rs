//! What pairing bought in each primary contrast.

use super::compare::Contrast;
use super::study::CONFIDENCE;
use super::{Measure, Study};
use crate::stats::{VarianceReduction, variance_reduction};

/// Resamples of each bootstrap interval.
const RESAMPLES: u64 = 2000;

/// The variance reduction of one contrast in one indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reduction {
    /// Place of the contrast.
    pub contrast: usize,
    /// Place of the indicator.
    pub indicator: usize,
    /// How much; none where the differences have no spread to be compared with.
    pub reduction: Option<VarianceReduction>,
}

/// The variance reduction of every contrast in every primary indicator that has a value.
pub(super) fn reductions(
    studies: &[Study],
    measures: &[Measure],
    contrasts: &[Contrast],
    seed: u64,
) -> Vec<Reduction> {
    let of = |(place, contrast): (usize, &Contrast), indicator: usize| {
        let values = |study: usize| Some(studies[study].indicator(indicator).ok()?.values);
        let (new, old) = (values(contrast.alternative)?, values(contrast.baseline)?);
        let reduction = variance_reduction(&new, &old, CONFIDENCE, RESAMPLES, seed);
        Some(Reduction { contrast: place, indicator, reduction })
    };
    let primary: Vec<usize> =
        (0..measures.len()).filter(|place| measures[*place].primary).collect();
    let pairs = contrasts.iter().enumerate();
    pairs.flat_map(|pair| primary.iter().filter_map(move |&place| of(pair, place))).collect()
}
