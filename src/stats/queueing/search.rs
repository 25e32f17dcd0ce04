//! Search for what stands somewhere, at constant exposure.

/// Finds per unit of time of a searcher who moves about an area at random.
///
/// Speed × width seen × probability of noticing ÷ area, in consistent units
/// (Koopman 1946, *Search and Screening*: random search).
#[must_use]
pub fn random_search_rate(speed: f64, width: f64, noticing: f64, area: f64) -> f64 {
    speed * width * noticing / area
}

/// The share found within a time under a constant rate of finding.
///
/// The exponential law, 1 − exp(−rate × time); the mean time to a find is
/// 1 / rate.
#[must_use]
pub fn found_share(rate: f64, time: f64) -> f64 {
    -libm::expm1(-rate * time)
}

/// The share found at all of what would clear by itself at a constant rate.
///
/// Of two exponential times the first wins with its share of the rates. None if
/// both rates are zero.
#[must_use]
pub fn found_before_cleared(finding_rate: f64, clearing_rate: f64) -> Option<f64> {
    let either = finding_rate + clearing_rate;
    (either > 0.0).then(|| finding_rate / either)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 3 km/h, 20 m wide, noticing half, over 0.3 km²: a tenth an hour;
    /// ln 2 ÷ 0.1 = 6.93 h finds half, and 10 h finds 1 − 1/e.
    #[test]
    fn a_patrol_worked_by_hand() {
        let rate = random_search_rate(3.0, 0.02, 0.5, 0.3);
        assert!((rate - 0.1).abs() < 1e-12);
        assert!((found_share(rate, 6.931_472) - 0.5).abs() < 1e-7);
        assert!((found_share(rate, 10.0) - 0.632_121).abs() < 5e-7);
    }

    #[test]
    fn short_exposures_lose_no_digits() {
        assert!((found_share(1e-18, 1.0) - 1e-18).abs() < 1e-30);
        assert_eq!(Some(found_share(0.0, 1e9)), Some(0.0));
    }

    #[test]
    fn what_clears_three_times_as_fast_is_found_once_in_four() {
        assert_eq!(found_before_cleared(1.0, 3.0), Some(0.25));
        assert_eq!(found_before_cleared(0.0, 0.0), None);
    }
}
