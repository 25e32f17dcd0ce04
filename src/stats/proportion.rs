//! A share of independent yes-or-no outcomes, with exact limits.

use super::tails;

/// The interval (low, high) for a share, never too narrow at any size.
///
/// Clopper and Pearson 1934, *Biometrika* 26, 404–413, by points of the beta
/// distribution. None if there are no outcomes.
///
/// # Panics
/// If there are more successes than outcomes, or the confidence is not between 0
/// and 1.
#[must_use]
pub fn clopper_pearson(successes: u64, outcomes: u64, confidence: f64) -> Option<(f64, f64)> {
    let tail = tails::tail(confidence);
    Some((lower(successes, outcomes, tail)?, upper(successes, outcomes, tail)?))
}

/// What a share does not exceed, with this one-sided confidence.
///
/// The exact limit of Clopper and Pearson; without any success about 3 over the
/// number of outcomes at 95 %. None if there are no outcomes.
///
/// # Panics
/// If there are more successes than outcomes, or the confidence is not between 0
/// and 1.
#[must_use]
pub fn upper_limit(successes: u64, outcomes: u64, confidence: f64) -> Option<f64> {
    upper(successes, outcomes, 2.0 * tails::tail(confidence))
}

fn lower(successes: u64, outcomes: u64, tail: f64) -> Option<f64> {
    let failures = outcomes.checked_sub(successes).expect("successes are outcomes");
    Some(1.0 - upper(failures, outcomes, tail)?)
}

fn upper(successes: u64, outcomes: u64, tail: f64) -> Option<f64> {
    let failures = outcomes.checked_sub(successes).expect("successes are outcomes");
    match (outcomes, failures) {
        (0, _) => None,
        (_, 0) => Some(1.0),
        _ => Some(tails::beta_point(1.0 - tail, successes as f64 + 1.0, failures as f64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Binomial, DiscreteCDF};

    fn close(obtained: Option<(f64, f64)>, published: (f64, f64)) {
        let off =
            |(low, high): (f64, f64)| (low - published.0).abs().max((high - published.1).abs());
        assert!(obtained.is_some_and(|limits| off(limits) < 5e-5), "{obtained:?}, {published:?}");
    }

    /// Two-sided 95 % limits as tables have them.
    #[test]
    fn limits_are_those_of_the_tables() {
        close(clopper_pearson(0, 10, 0.95), (0.0, 0.3085));
        close(clopper_pearson(1, 20, 0.95), (0.0013, 0.2487));
        close(clopper_pearson(5, 10, 0.95), (0.1871, 0.8129));
        close(clopper_pearson(10, 10, 0.95), (0.6915, 1.0));
        close(clopper_pearson(81, 263, 0.95), (0.2527, 0.3676));
    }

    /// What defines the limits: at the upper one, so few successes have
    /// probability ½ α; at the lower one, so many.
    #[test]
    fn limits_are_where_the_binomial_tail_is_spent() {
        for (successes, outcomes) in [(1, 5), (3, 40), (39, 40), (250, 1_000), (30, 90_000)] {
            let (low, high) = clopper_pearson(successes, outcomes, 0.9).unwrap();
            let so_few = Binomial::new(high, outcomes).unwrap().cdf(successes);
            let so_many = 1.0 - Binomial::new(low, outcomes).unwrap().cdf(successes - 1);
            assert!((so_few - 0.05).abs() < 1e-7, "{successes} of {outcomes}: {so_few}");
            assert!((so_many - 0.05).abs() < 1e-7, "{successes} of {outcomes}: {so_many}");
        }
    }

    /// Without a success the limit solves (1 − p)ⁿ = 0.05: 0.0295130 for 100.
    #[test]
    fn nothing_in_a_hundred_leaves_three_percent() {
        assert!((upper_limit(0, 100, 0.95).unwrap() - 0.029_513_0).abs() < 5e-8);
        assert_eq!(upper_limit(4, 4, 0.95), Some(1.0));
    }

    #[test]
    fn no_outcomes_have_no_share() {
        assert_eq!((clopper_pearson(0, 0, 0.95), upper_limit(0, 0, 0.95)), (None, None));
    }

    #[test]
    #[should_panic(expected = "successes are outcomes")]
    fn more_successes_than_outcomes_are_refused() {
        let _ = clopper_pearson(3, 2, 0.95);
    }
}
