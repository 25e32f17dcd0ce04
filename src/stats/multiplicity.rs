//! Many comparisons at once.

/// P-values adjusted so that the family as a whole errs no more often than stated.
///
/// Holm's step-down method (Holm 1979, *Scandinavian Journal of Statistics* 6,
/// 65–70), which holds under any dependence. The k-th smallest of m is multiplied
/// by m − k + 1, raised to at least the one before it, and cut at 1. The order of
/// the input is kept, and equal inputs come out equal. Gives none if a value is
/// not a probability.
#[must_use]
pub fn holm(p_values: &[f64]) -> Option<Vec<f64>> {
    if !p_values.iter().all(|p| (0.0..=1.0).contains(p)) {
        return None;
    }
    let mut smallest_first: Vec<usize> = (0..p_values.len()).collect();
    smallest_first.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut floor = 0.0_f64;
    for (rank, &at) in smallest_first.iter().enumerate() {
        let still_open = (p_values.len() - rank) as f64;
        floor = floor.max((still_open * p_values[at]).min(1.0));
        adjusted[at] = floor;
    }
    Some(adjusted)
}

/// The confidence each of k intervals needs for all of them to hold together.
///
/// Bonferroni's inequality: 1 − (1 − family confidence) / k.
///
/// # Panics
/// If there is no interval, or the confidence is not between 0 and 1.
#[must_use]
pub fn bonferroni_confidence(family_confidence: f64, intervals: usize) -> f64 {
    assert!(intervals > 0, "a family of no intervals");
    assert!(
        family_confidence > 0.0 && family_confidence < 1.0,
        "a confidence of {family_confidence}"
    );
    1.0 - (1.0 - family_confidence) / intervals as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(obtained: &[f64], expected: &[f64]) {
        assert_eq!(obtained.len(), expected.len());
        for (a, b) in obtained.iter().zip(expected) {
            assert!((a - b).abs() < 1e-12, "{obtained:?}, expected {expected:?}");
        }
    }

    /// By hand, smallest first: 4 × 0.005 = 0.02, 3 × 0.01 = 0.03,
    /// 2 × 0.03 = 0.06, and 1 × 0.04 raised to 0.06.
    #[test]
    fn four_comparisons_worked_by_hand() {
        close(&holm(&[0.01, 0.04, 0.03, 0.005]).unwrap(), &[0.03, 0.06, 0.06, 0.02]);
    }

    #[test]
    fn equal_inputs_come_out_equal() {
        close(&holm(&[0.02, 0.01, 0.02]).unwrap(), &[0.04, 0.03, 0.04]);
        close(&holm(&[0.7, 0.7]).unwrap(), &[1.0, 1.0]);
    }

    #[test]
    fn a_single_comparison_is_left_alone() {
        close(&holm(&[0.03]).unwrap(), &[0.03]);
        close(&holm(&[]).unwrap(), &[]);
    }

    #[test]
    fn what_is_no_probability_is_refused() {
        for bad in [f64::NAN, -0.1, 1.1, f64::INFINITY] {
            assert_eq!(holm(&[0.5, bad]), None);
        }
    }

    #[test]
    fn five_intervals_at_99_hold_together_at_95() {
        assert!((bonferroni_confidence(0.95, 5) - 0.99).abs() < 1e-12);
        assert!((bonferroni_confidence(0.95, 1) - 0.95).abs() < 1e-12);
    }
}
