//! The percentile bootstrap over whole replications.

use crate::rng::{Purpose, Streams};

use super::tails;

/// The percentile interval (low, high) of a statistic of n replications.
///
/// The statistic is computed on each resample, given as the indices of n
/// replications drawn with replacement; whole replications are drawn, so what
/// happens together stays together. With B resamples and α = 1 − confidence, the
/// limits are the k-th smallest and k-th largest outcome, k = ⌊(B + 1) α / 2⌋
/// (Efron and Tibshirani 1993, *An Introduction to the Bootstrap*, ch. 13).
///
/// Resample b depends on the seed, b and n alone: two statistics under one seed
/// see the same resamples. Gives none for n < 2, for too few resamples
/// (k = 0), and if the statistic is not finite on some resample.
///
/// # Panics
/// If the confidence is not between 0 and 1.
#[must_use]
pub fn bootstrap_interval(
    n: usize,
    resamples: u64,
    confidence: f64,
    seed: u64,
    mut statistic: impl FnMut(&[usize]) -> f64,
) -> Option<(f64, f64)> {
    let rank = ((resamples as f64 + 1.0) * tails::tail(confidence) + 1e-9).floor() as usize;
    if n < 2 || rank == 0 {
        return None;
    }
    let mut outcomes = Vec::new();
    for_each_resample(n, resamples, seed, |indices| outcomes.push(statistic(indices)));
    outcomes.sort_by(f64::total_cmp);
    let finite = outcomes.iter().all(|outcome| outcome.is_finite());
    finite.then(|| (outcomes[rank - 1], outcomes[outcomes.len() - rank]))
}

/// Shows each resample of n replications, given as their indices.
pub(super) fn for_each_resample(
    n: usize,
    resamples: u64,
    seed: u64,
    mut see: impl FnMut(&[usize]),
) {
    let mut indices = vec![0; n];
    for resample in 0..resamples {
        fill(&mut indices, seed, resample);
        see(&indices);
    }
}

/// Draws with replacement, as many as there are.
fn fill(indices: &mut [usize], seed: u64, resample: u64) {
    let n = indices.len() as u64;
    let mut draw = Streams::new(seed, 0).draw(Purpose::Bootstrap, resample, 0);
    indices.fill_with(|| draw.below(n) as usize);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_of(values: &[f64]) -> impl FnMut(&[usize]) -> f64 {
        |indices| indices.iter().map(|&i| values[i]).sum::<f64>() / indices.len() as f64
    }

    /// With two replications, 0 and 1, a resample mean is 0, ½ or 1 with
    /// probabilities ¼, ½, ¼: the 90 % interval is (0, 1), the 40 % one (½, ½).
    #[test]
    fn two_replications_worked_by_hand() {
        let values = [0.0, 1.0];
        let interval = |confidence| bootstrap_interval(2, 999, confidence, 1, mean_of(&values));
        assert_eq!(interval(0.9), Some((0.0, 1.0)));
        assert_eq!(interval(0.4), Some((0.5, 0.5)));
    }

    /// Ranks checked on outcomes that are the numbers of their resamples:
    /// of 0..=98 at 90 %, the 5th smallest is 4 and the 5th largest 94.
    #[test]
    fn limits_are_the_fifth_from_each_end_of_99_at_90_percent() {
        let mut next = -1.0;
        let count = |_: &[usize]| {
            next += 1.0;
            next
        };
        assert_eq!(bootstrap_interval(5, 99, 0.9, 0, count), Some((4.0, 94.0)));
    }

    /// For the mean, the bootstrap standard error is √((n − 1) / n) × sd / √n.
    /// Over 1..=100 that is 2.8866, and the interval reaches 1.96 of them; the
    /// limits of 9,999 resamples wander by about 2 %.
    #[test]
    fn the_interval_of_a_mean_is_as_wide_as_theory_says() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let (low, high) = bootstrap_interval(100, 9_999, 0.95, 7, mean_of(&values)).unwrap();
        assert!((low - (50.5 - 5.658)).abs() < 0.4, "{low}");
        assert!((high - (50.5 + 5.658)).abs() < 0.4, "{high}");
    }

    #[test]
    fn a_resample_depends_on_its_key_alone() {
        let resamples_under = |seed| {
            let mut seen = Vec::new();
            let _ = bootstrap_interval(3, 40, 0.9, seed, |indices| {
                seen.push(indices.to_vec());
                0.0
            });
            seen
        };
        assert_eq!(resamples_under(5), resamples_under(5));
        assert_ne!(resamples_under(5), resamples_under(6));
        assert_eq!(resamples_under(5)[..2], [[0, 1, 2], [1, 2, 0]]);
    }

    #[test]
    fn every_replication_is_drawn_equally_often() {
        let mut drawn = [0_u32; 10];
        let _ = bootstrap_interval(10, 10_000, 0.9, 3, |indices| {
            for &i in indices {
                drawn[i] += 1;
            }
            0.0
        });
        let off = |count: &u32| (f64::from(*count) - 10_000.0).abs();
        assert!(drawn.iter().all(|count| off(count) < 4.5 * 95.0), "{drawn:?}");
    }

    #[test]
    fn what_cannot_be_known_is_not_given() {
        assert_eq!(bootstrap_interval(1, 999, 0.95, 0, |_| 1.0), None);
        assert_eq!(bootstrap_interval(5, 38, 0.95, 0, |_| 1.0), None);
        assert_eq!(bootstrap_interval(5, 39, 0.95, 0, |_| 1.0), Some((1.0, 1.0)));
        assert_eq!(bootstrap_interval(5, 39, 0.95, 0, |_| f64::NAN), None);
    }
}
