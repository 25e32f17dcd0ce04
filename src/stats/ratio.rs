//! The ratio of two means over the same replications.

use super::{Estimate, bootstrap_interval, tails};

/// A ratio of means with two intervals, such as the share of a difference that
/// one lever alone brings.
///
/// Fieller's interval is the recommended one: it is exact for normal means, and
/// with the usual 20 to 50 replications it covers better. The percentile interval
/// assumes no law; where the two disagree, the means are too few or too skewed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Mean numerator over mean denominator.
    pub point: f64,
    /// Fieller's interval (low, high): recommended.
    pub fieller: (f64, f64),
    /// The percentile bootstrap interval (low, high): a check.
    ///
    /// None if a resample has a denominator of zero.
    pub percentile: Option<(f64, f64)>,
}

/// The ratio of two means whose values come in pairs, one pair a replication.
///
/// None means *not identified*: the denominator's own interval includes zero (or
/// there are fewer than two pairs), and no finite interval is honest.
/// Fieller 1954, *Journal of the Royal Statistical Society B* 16, 175–185: the
/// interval holds each ratio θ for which numerator − θ × denominator is not
/// significantly different from zero. The reach is Student's, widened as intervals of
/// means are ([`Estimate::widening`]) for the skewness of numerator − θ × denominator at
/// the ratio found.
///
/// # Panics
/// If the slices differ in length, a value is not finite, or the confidence is
/// not between 0 and 1.
#[must_use]
pub fn ratio_of_means(
    numerators: &[f64],
    denominators: &[f64],
    confidence: f64,
    resamples: u64,
    seed: u64,
) -> Option<Ratio> {
    assert_eq!(numerators.len(), denominators.len(), "pairs need both sides");
    let (above, below) = (Estimate::of(numerators)?, Estimate::of(denominators)?);
    let (low, high) = below.interval(confidence)?;
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let point = above.mean / below.mean;
    let reach = tails::student_reach(confidence, above.n as f64 - 1.0)
        * skew_around(point, numerators, denominators, confidence);
    let sum = |values: &[f64], indices: &[usize]| indices.iter().map(|&i| values[i]).sum::<f64>();
    let ratio = |indices: &[usize]| sum(numerators, indices) / sum(denominators, indices);
    Some(Ratio {
        point,
        fieller: fieller(&above, &below, covariance(numerators, denominators), reach)?,
        percentile: bootstrap_interval(above.n, resamples, confidence, seed, ratio),
    })
}

/// By how much skewness widens the reach of a ratio's interval: that of what numerators exceed
/// the ratio's share of denominators by.
pub(super) fn skew_around(ratio: f64, above: &[f64], below: &[f64], confidence: f64) -> f64 {
    let off: Vec<f64> =
        above.iter().zip(below).map(|(above, below)| above - ratio * below).collect();
    Estimate::of(&off).map_or(1.0, |off| off.widening(confidence))
}

/// Solves (above − θ below)² = reach² × variance of the mean (above − θ below) for θ.
///
/// None where below lies within its own reach of zero: the θ that are not refuted then have no
/// bound, on one side or on both.
pub(super) fn fieller(
    above: &Estimate,
    below: &Estimate,
    covariance: f64,
    reach: f64,
) -> Option<(f64, f64)> {
    let weight = reach * reach / above.n as f64;
    let square = below.mean * below.mean - weight * below.sd? * below.sd?;
    if square <= 0.0 {
        return None;
    }
    let middle = above.mean * below.mean - weight * covariance;
    let rest = above.mean * above.mean - weight * above.sd? * above.sd?;
    let root = (middle * middle - square * rest).max(0.0).sqrt();
    Some(((middle - root) / square, (middle + root) / square))
}

/// The sample covariance (divisor n − 1), around means updated pair by pair.
pub(super) fn covariance(xs: &[f64], ys: &[f64]) -> f64 {
    let (mut n, mut mean_x, mut mean_y, mut products) = (0.0, 0.0, 0.0, 0.0);
    for (x, y) in xs.iter().zip(ys) {
        n += 1.0;
        let off = x - mean_x;
        mean_x += off / n;
        mean_y += (y - mean_y) / n;
        products += off * (y - mean_y);
    }
    products / (n - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Paired;

    const STAFF: [f64; 6] = [2.1, 1.4, 2.9, 1.8, 2.2, 1.6];
    const ALL: [f64; 6] = [4.0, 3.1, 5.2, 4.4, 3.9, 3.7];

    /// What defines the interval: at its ends the paired test of numerator
    /// against θ × denominator gives p = 1 − confidence, and inside it more.
    #[test]
    fn fiellers_limits_are_where_the_paired_test_turns() {
        let ratio = ratio_of_means(&STAFF, &ALL, 0.95, 999, 1).unwrap();
        let p = |theta: f64| Paired::of(&STAFF, &ALL.map(|all| theta * all)).unwrap().p;
        let (low, high) = ratio.fieller;
        assert!((p(low) - 0.05).abs() < 1e-9 && (p(high) - 0.05).abs() < 1e-9, "{ratio:?}");
        assert!(low < ratio.point && ratio.point < high);
        assert!((ratio.point - 12.0 / 24.3).abs() < 1e-12 && p(ratio.point) > 0.999_999);
    }

    #[test]
    fn the_percentile_interval_lies_around_the_point() {
        let ratio = ratio_of_means(&STAFF, &ALL, 0.95, 999, 1).unwrap();
        let (low, high) = ratio.percentile.unwrap();
        assert!(low < ratio.point && ratio.point < high, "{ratio:?}");
        assert!((high - low) / (ratio.fieller.1 - ratio.fieller.0) > 0.5, "{ratio:?}");
    }

    #[test]
    fn a_lever_that_brings_everything_brings_exactly_all() {
        let ratio = ratio_of_means(&ALL, &ALL, 0.95, 99, 1).unwrap();
        assert_eq!((Some(ratio.point), ratio.percentile), (Some(1.0), Some((1.0, 1.0))));
        assert!((ratio.fieller.0 - 1.0).abs() < 1e-7 && (ratio.fieller.1 - 1.0).abs() < 1e-7);
    }

    /// The two ends meet then, and rounding must not pull them past each other.
    #[test]
    fn a_lever_that_always_brings_one_share_leaves_no_doubt() {
        for percent in 1..100 {
            let share = f64::from(percent) / 100.0;
            let ratio = ratio_of_means(&ALL.map(|all| share * all), &ALL, 0.95, 99, 1).unwrap();
            let (low, high) = ratio.fieller;
            assert!((low - share).abs() < 1e-6 && (high - share).abs() < 1e-6, "{ratio:?}");
        }
    }

    /// The denominators' interval is 1 ± 2.776 × 0.3536 = (0.018, 1.982) with
    /// a spread of 1, and reaches below zero from 1.0187 on.
    #[test]
    fn a_denominator_that_may_be_zero_identifies_nothing() {
        let around_one = |spread: f64| [-1.0, -0.5, 0.0, 0.5, 1.0].map(|x| 1.0 + spread * x);
        let of = |spread| ratio_of_means(&[1.0; 5], &around_one(spread), 0.95, 99, 1);
        assert!(of(1.01).is_some_and(|ratio| ratio.fieller.1 > 20.0));
        assert!(of(1.02).is_none());
        assert!(ratio_of_means(&[1.0; 5], &around_one(-1.02).map(|x| -x), 0.95, 99, 1).is_none());
        assert!(ratio_of_means(&[1.0], &[1.0], 0.95, 99, 1).is_none());
    }

    /// By hand: twenty denominators of mean 1 and deviation d with a reach of 3 standard errors
    /// have square 1 − 9 d² ÷ 20: no bound from d = √(20 ÷ 9) = 1.4907 on, whatever the numerators.
    #[test]
    fn what_has_no_bound_is_no_interval() {
        let mean_one = |sd: f64| Estimate { n: 20, mean: 1.0, sd: Some(sd), skew: None };
        let part = Estimate { n: 20, mean: -0.2, sd: Some(1.0), skew: None };
        for covariance in [-0.5, 0.0, 0.5] {
            let (low, high) = fieller(&part, &mean_one(1.48), covariance, 3.0).expect("a bound");
            assert!(low < -0.2 && -0.2 < high, "[{low}, {high}]");
            assert_eq!(fieller(&part, &mean_one(1.5), covariance, 3.0), None);
        }
    }

    /// From twenty replications on the limits are where the paired test turns, which is widened
    /// for skewness; the plain reach of Student's t is narrower.
    #[test]
    fn skewed_shares_have_wider_intervals() {
        let part: Vec<f64> =
            (0..20).map(|i| 1.0 + libm::exp(f64::from(i * 7 % 20) / 5.0)).collect();
        let whole: Vec<f64> = (0..20).map(|i| 100.0 + f64::from(i * 3 % 20)).collect();
        let ratio = ratio_of_means(&part, &whole, 0.95, 99, 1).unwrap();
        let [part_of, whole_of] = [&part, &whole].map(|of| Estimate::of(of).unwrap());
        let student = tails::student_reach(0.95, 19.0);
        let plain = fieller(&part_of, &whole_of, covariance(&part, &whole), student).unwrap();
        let wider = (ratio.fieller.1 - ratio.fieller.0) / (plain.1 - plain.0);
        let skew = skew_around(ratio.point, &part, &whole, 0.95);
        assert!(skew > 1.03 && (wider - skew).abs() < 1e-3, "{wider}, skewness widens by {skew}");
    }

    #[test]
    fn signs_cancel() {
        let negative = |values: [f64; 6]| values.map(|x| -x);
        let ratio = ratio_of_means(&STAFF, &ALL, 0.95, 99, 1);
        assert_eq!(ratio, ratio_of_means(&negative(STAFF), &negative(ALL), 0.95, 99, 1));
        let turned = ratio_of_means(&negative(STAFF), &ALL, 0.95, 99, 1).unwrap();
        assert!((turned.fieller.0 + ratio.unwrap().fieller.1).abs() < 1e-12);
    }
}
