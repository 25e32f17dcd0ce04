//! What common luck is worth: how much less a difference varies than it would without.

use super::{Estimate, bootstrap_interval};

/// How many times as many replications a difference would need if its two sides had luck of
/// their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VarianceReduction {
    /// (variance of one side + variance of the other) ÷ variance of the paired differences.
    pub ratio: f64,
    /// Its percentile bootstrap interval (low, high), pairs drawn whole; none where a resample
    /// has no spread.
    pub interval: Option<(f64, f64)>,
}

/// The variance reduction of paired values, one pair a replication.
///
/// With seeds of their own, the difference of two means over n replications would have the
/// variance (Var A + Var B) ÷ n; paired, it has Var(A − B) ÷ n (Law 2015, *Simulation Modeling
/// and Analysis*, ch. 11.2). Above one, pairing helps. None where the differences have no
/// spread, or for fewer than two pairs.
///
/// # Panics
/// If the slices differ in length, a value is not finite, or the confidence is not between 0
/// and 1.
#[must_use]
pub fn variance_reduction(
    values: &[f64],
    baseline: &[f64],
    confidence: f64,
    resamples: u64,
    seed: u64,
) -> Option<VarianceReduction> {
    assert_eq!(values.len(), baseline.len(), "pairs need both sides");
    let differences: Vec<f64> = values.iter().zip(baseline).map(|(a, b)| a - b).collect();
    let ratio = |indices: &[usize]| {
        let variance = |of: &[f64]| {
            let drawn: Vec<f64> = indices.iter().map(|&i| of[i]).collect();
            Estimate::of(&drawn).and_then(|drawn| drawn.sd).map_or(0.0, |sd| sd * sd)
        };
        (variance(values) + variance(baseline)) / variance(&differences)
    };
    let all: Vec<usize> = (0..values.len()).collect();
    let interval = bootstrap_interval(values.len(), resamples, confidence, seed, ratio);
    Some(VarianceReduction { ratio: ratio(&all), interval }).filter(|of| of.ratio.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: variances 1 and 4 of 1, 2, 3 and 2, 4, 6; differences −1, −2, −3 vary by 1.
    /// Against 6, 4, 2 they are −5, −2, 1 and vary by 9.
    #[test]
    fn three_pairs_worked_by_hand() {
        let of = |base: &[f64]| variance_reduction(&[1.0, 2.0, 3.0], base, 0.95, 99, 1).unwrap();
        assert!((of(&[2.0, 4.0, 6.0]).ratio - 5.0).abs() < 1e-12);
        assert!((of(&[6.0, 4.0, 2.0]).ratio - 5.0 / 9.0).abs() < 1e-12);
        assert_eq!(of(&[2.0, 4.0, 6.0]).interval, None, "some resample is one pair thrice");
    }

    #[test]
    fn without_spread_there_is_none() {
        let of = |a: &[f64], b: &[f64]| variance_reduction(a, b, 0.95, 99, 1);
        assert_eq!(of(&[1.0, 2.0], &[1.0, 2.0]), None, "the two are the same");
        assert_eq!(of(&[1.0, 2.0], &[2.0, 3.0]), None, "they differ by one amount");
        assert_eq!(of(&[5.0, 5.0], &[2.0, 2.0]), None, "nothing varies");
        assert_eq!(of(&[1.0], &[2.0]), None);
        assert!(of(&[5.0, 5.0], &[2.0, 3.0]).is_some(), "one side alone varies");
    }
}
