//! Which of many columns go with a result, by ranks, and how much of that chance would bring.

use crate::rng::{Purpose, Streams};

/// The middle and the greater part of a list of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Half of the values are less.
    pub median: f64,
    /// The k-th smallest and the k-th largest value.
    pub range: (f64, f64),
}

impl Spread {
    /// The median, and the order statistics that leave out a share of 1 − `confidence`: with n
    /// values, k = ⌊(n + 1)(1 − confidence) ÷ 2⌋, or the least and the greatest where that is 0.
    /// None without values.
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn of(values: &[f64], confidence: f64) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len();
        let tail = super::tails::tail(confidence);
        let k = (((n as f64 + 1.0) * tail + 1e-9).floor() as usize).max(1);
        let (low, high) = (sorted.get(k - 1)?, sorted[n - k]);
        let median = f64::midpoint(sorted[(n - 1) / 2], sorted[n / 2]);
        Some(Self { median, range: (*low, high) })
    }
}

/// The ranks of values, centred and scaled to a sum of squares of one; equal values share the
/// mean of their ranks. None where all are equal.
#[must_use]
pub fn scaled_ranks(values: &[f64]) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let same = |a: &usize, b: &usize| values[*a].total_cmp(&values[*b]).is_eq();
    let mut before = 0;
    for ties in order.chunk_by(same) {
        let rank = before as f64 + 0.5 * (ties.len() as f64 - 1.0);
        for &at in ties {
            ranks[at] = rank;
        }
        before += ties.len();
    }
    let middle = 0.5 * (values.len() as f64 - 1.0);
    let length = ranks.iter().map(|rank| (rank - middle) * (rank - middle)).sum::<f64>().sqrt();
    (length > 0.0).then(|| ranks.iter().map(|rank| (rank - middle) / length).collect())
}

/// Spearman's rank correlation, from scaled ranks.
///
/// # Panics
/// If the two differ in length.
#[must_use]
pub fn correlation(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len(), "ranks of the same things");
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// What the largest of all columns' correlations with a result, whatever its sign, does not
/// exceed in this share of permutations of the result, all given as scaled ranks.
///
/// So a column beyond it is no chance find among many (the single-step maximum of Westfall and
/// Young 1993, *Resampling-Based Multiple Testing*). None without columns or for too few
/// permutations.
#[must_use]
pub fn largest_by_chance(
    columns: &[Vec<f64>],
    result: &[f64],
    confidence: f64,
    permutations: u64,
    seed: u64,
) -> Option<f64> {
    let mut shuffled = result.to_vec();
    let mut largest: Vec<f64> = Vec::new();
    for permutation in 0..permutations {
        let mut draw = Streams::new(seed, 0).draw(Purpose::Permutation, permutation, 0);
        for place in (1..shuffled.len()).rev() {
            shuffled.swap(place, draw.below(place as u64 + 1) as usize);
        }
        let found = columns.iter().map(|column| correlation(column, &shuffled).abs());
        largest.push(found.reduce(f64::max)?);
    }
    largest.sort_by(f64::total_cmp);
    let rank = ((permutations as f64 + 1.0) * confidence - 1e-9).ceil() as usize;
    largest.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::upper_limit;

    #[test]
    fn spreads_worked_by_hand() {
        let of = |n: usize| Spread::of(&(1..=n).map(|i| i as f64).collect::<Vec<_>>(), 0.95);
        assert_eq!(of(3), Some(Spread { median: 2.0, range: (1.0, 3.0) }));
        assert_eq!(of(38), Some(Spread { median: 19.5, range: (1.0, 38.0) }));
        assert_eq!(of(79), Some(Spread { median: 40.0, range: (2.0, 78.0) }));
        assert_eq!(of(0), None);
    }

    /// By hand: ranks 1, 2, 3, 4 and 2, 1, 4, 3: ρ = 1 − 6 × 4 / (4 × 15) = 0.6.
    #[test]
    fn correlations_worked_by_hand() {
        let ranks = |values: &[f64]| scaled_ranks(values).unwrap();
        let rho = |a: &[f64], b: &[f64]| correlation(&ranks(a), &ranks(b));
        assert!((rho(&[1.0, 2.0, 3.0, 9.0], &[5.0, 1.0, 8.0, 7.0]) - 0.6).abs() < 1e-12);
        assert!((rho(&[1.0, 2.0, 3.0], &[9.0, 8.0, -5.0]) + 1.0).abs() < 1e-12);
        // Ties: ranks 1.5, 1.5, 3 against 1, 2, 3: ρ = 1.5 / √(1.5 × 2) = √3 / 2.
        assert!((rho(&[1.0, 1.0, 2.0], &[1.0, 2.0, 3.0]) - 0.75_f64.sqrt()).abs() < 1e-12);
        assert_eq!(scaled_ranks(&[2.0, 2.0]), None);
    }

    /// Of three results in all orders a column of 1, 2, 3 correlates by 1 or −1 in a third of
    /// them and by ½ or −½ in the rest.
    #[test]
    fn what_chance_brings_worked_by_hand() {
        let column = scaled_ranks(&[1.0, 2.0, 3.0]).unwrap();
        let limit = |confidence| {
            largest_by_chance(std::slice::from_ref(&column), &column, confidence, 999, 1).unwrap()
        };
        assert!((limit(0.6) - 0.5).abs() < 1e-12 && (limit(0.75) - 1.0).abs() < 1e-12);
        assert_eq!(largest_by_chance(&[], &column, 0.95, 99, 1), None);
    }

    /// Two hundred columns of noise and a result of noise: in at most 5 % of studies any is named
    /// (one-sided, 95 % limit of 200 studies). Power: a threshold for one column alone names some
    /// in nearly every study, and a column that brings half of the result's variance is named in
    /// nearly all.
    #[test]
    fn noise_among_many_columns_is_hardly_ever_named() {
        let named = |study: u64, share: f64, one_alone: bool| {
            let noise = |of: u64| -> Vec<f64> {
                let mut draw = Streams::new(study, 7).draw(Purpose::Bootstrap, of, 0);
                (0..60).map(|_| draw.uniform() - 0.5).collect()
            };
            let columns: Vec<Vec<f64>> =
                (1..=200).map(|of| scaled_ranks(&noise(of)).unwrap()).collect();
            let part = |(own, first): (&f64, &f64)| share * first + (1.0 - share) * own;
            let result: Vec<f64> = noise(0).iter().zip(&noise(1)).map(part).collect();
            let result = scaled_ranks(&result).unwrap();
            let judged = if one_alone { &columns[..1] } else { &columns[..] };
            let limit = largest_by_chance(judged, &result, 0.95, 199, study).unwrap();
            columns.iter().filter(|column| correlation(column, &result).abs() > limit).count()
        };
        let studies = |share, one_alone| {
            (0..200).filter(|&study| named(study, share, one_alone) > 0).count() as u64
        };
        let by_chance = studies(0.0, false);
        assert!(upper_limit(200 - by_chance, 200, 0.95).unwrap() >= 0.95, "{by_chance} of 200");
        let alone = studies(0.0, true);
        assert!(alone > 190, "the test is too weak: {alone} of 200");
        let found = studies(0.5, false);
        assert!(found > 190, "{found} of 200");
    }
}
