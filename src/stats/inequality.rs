//! How unequally something is shared out.

/// The Gini coefficient: 0 if all have the same, near 1 if one has everything.
///
/// Half the mean absolute difference over all pairs, in units of the mean (Gini
/// 1912), from sorted values as Σ (2i − n − 1) xᵢ / (n Σ xᵢ). None if there is
/// nothing to share, or a value is negative or not finite.
#[must_use]
pub fn gini(values: &[f64]) -> Option<f64> {
    if !values.iter().all(|value| value.is_finite() && *value >= 0.0) {
        return None;
    }
    let sorted = least_first(values);
    let n = sorted.len() as f64;
    let total: f64 = sorted.iter().sum();
    let ranked = |(i, x): (usize, &f64)| (2.0 * i as f64 + 1.0 - n) * x;
    let spread: f64 = sorted.iter().enumerate().map(ranked).sum();
    (total > 0.0).then(|| spread / (n * total))
}

/// The mean of the greatest tenth of the values, in their unit.
///
/// Where a tenth is not a whole number of values, the least of them counts in
/// part, so that values given twice leave the result as it is (the upper tail
/// mean of Acerbi and Tasche 2002, *Journal of Banking & Finance* 26,
/// 1487–1503). None if there are no values or one is not finite.
#[must_use]
pub fn worst_tenth_mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() || !values.iter().all(|value| value.is_finite()) {
        return None;
    }
    let whole = values.len() / 10;
    let part = (values.len() % 10) as f64 / 10.0;
    let mut greatest = least_first(values);
    greatest.reverse();
    let sum: f64 = greatest[..whole].iter().sum();
    let sum = if part > 0.0 { sum + part * greatest[whole] } else { sum };
    Some(sum / (whole as f64 + part))
}

fn least_first(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(obtained: Option<f64>, expected: f64) {
        assert!(obtained.is_some_and(|x| (x - expected).abs() < 1e-12), "{obtained:?}");
    }

    /// By hand: 1, 2, 3, 4 weigh −3, −1, 1, 3: 10 / (4 × 10) = ¼.
    #[test]
    fn four_shares_worked_by_hand() {
        close(gini(&[3.0, 1.0, 4.0, 2.0]), 0.25);
    }

    #[test]
    fn equal_shares_are_zero_and_one_owner_is_all_but_one_in_n() {
        close(gini(&[5.0; 7]), 0.0);
        close(gini(&[0.0, 0.0, 0.0, 8.0]), 0.75);
    }

    /// The definition by pairs, over the 1/i law of thirty ranks.
    #[test]
    fn sorting_gives_what_the_pairs_give() {
        let values: Vec<f64> = (1..=30).map(|rank| 1.0 / f64::from(rank)).collect();
        let pairs: f64 =
            values.iter().flat_map(|a| values.iter().map(move |b| (a - b).abs())).sum();
        close(gini(&values), pairs / (2.0 * 30.0 * values.iter().sum::<f64>()));
    }

    #[test]
    fn nothing_to_share_has_no_inequality() {
        for values in [&[][..], &[0.0, 0.0], &[3.0, -1.0], &[1.0, f64::NAN]] {
            assert_eq!(gini(values), None);
        }
    }

    /// By hand: of 1..=25 a tenth is 2½ values: (25 + 24 + ½ × 23) / 2½ = 24.2.
    #[test]
    fn a_broken_tenth_counts_the_last_value_in_part() {
        let values: Vec<f64> = (1..=25).map(f64::from).collect();
        close(worst_tenth_mean(&values), 24.2);
        close(worst_tenth_mean(&[values.clone(), values].concat()), 24.2);
    }

    #[test]
    fn whole_tenths_and_small_groups() {
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        close(worst_tenth_mean(&values), 19.5);
        close(worst_tenth_mean(&[2.0, 9.0, 4.0]), 9.0);
        assert_eq!(worst_tenth_mean(&[]), None);
        assert_eq!(worst_tenth_mean(&[f64::NAN]), None);
    }
}
