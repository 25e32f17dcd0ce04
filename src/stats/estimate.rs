//! A mean over replications, with its uncertainty.

use super::tails;

/// Fewest values from which their skewness widens intervals: fewer tell too little of it.
pub const LEAST_FOR_SKEW: usize = 20;

/// A mean with the spread of the values it comes from, in their unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// How many values.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their sample standard deviation (divisor n − 1); one value has none.
    pub sd: Option<f64>,
    /// Their skewness, corrected for its bias under normal values (n − 1 and n − 2 in place of
    /// n); fewer than three values, and values without spread, have none.
    pub skew: Option<f64>,
}

impl Estimate {
    /// The estimate from independent values, taken in order; none gives none.
    ///
    /// Mean and deviation are updated value by value (Welford 1962,
    /// *Technometrics* 4, 419–420), which does not cancel for a large mean.
    ///
    /// # Panics
    /// If a value is not finite: a missing number must not reach a mean.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let (mut n, mut mean, mut squares) = (0, 0.0, 0.0);
        for &value in values {
            assert!(value.is_finite(), "a value of {value}");
            n += 1;
            let off = value - mean;
            mean += off / n as f64;
            squares += off * (value - mean);
        }
        let sd = (n > 1).then(|| (squares / (n as f64 - 1.0)).sqrt());
        (n > 0).then(|| Self { n, mean, sd, skew: skewness(values, mean, sd) })
    }

    /// The standard deviation of the mean; one value has none.
    #[must_use]
    pub fn standard_error(&self) -> Option<f64> {
        Some(self.sd? / (self.n as f64).sqrt())
    }

    /// By how much more a Student t interval must reach where values are skewed, 1 where they
    /// are not: 1 + g² (z⁴ + 2z² − 3) ÷ 18n, with g the skewness and z the normal reach of this
    /// confidence.
    ///
    /// A t interval of skewed values covers less than it says, by a term in g² ÷ n of the
    /// expansion of the studentised mean (Hall 1992, *The Bootstrap and Edgeworth Expansion*,
    /// Springer); this takes that term away. 1 for fewer than [`LEAST_FOR_SKEW`] values.
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn widening(&self, confidence: f64) -> f64 {
        self.widening_at(tails::normal_reach(confidence))
    }

    /// The same where a normal interval reaches so far.
    fn widening_at(&self, normal_reach: f64) -> f64 {
        match self.skew {
            Some(skew) if self.n >= LEAST_FOR_SKEW => {
                let z2 = normal_reach * normal_reach;
                1.0 + skew * skew * ((z2 + 2.0) * z2 - 3.0).max(0.0) / (18.0 * self.n as f64)
            }
            _ => 1.0,
        }
    }

    /// Half the width of the interval: Student's t with n − 1 degrees of freedom, widened for
    /// skewness ([`Estimate::widening`]).
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn half_width(&self, confidence: f64) -> Option<f64> {
        let error = self.standard_error()?;
        let reach = tails::student_reach(confidence, self.n as f64 - 1.0);
        Some(reach * self.widening(confidence) * error)
    }

    /// The interval (low, high) for the mean, of [`Estimate::half_width`]; one value has none.
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn interval(&self, confidence: f64) -> Option<(f64, f64)> {
        let half = self.half_width(confidence)?;
        Some((self.mean - half, self.mean + half))
    }

    /// How likely the mean of replications lies at least so many standard errors from what it
    /// stands for, on either side: one less the confidence of the interval that reaches just so
    /// far, so that a test and the intervals of [`Estimate::half_width`] agree at every level.
    #[must_use]
    pub fn chance_beyond(&self, errors: f64) -> f64 {
        let freedom = self.n as f64 - 1.0;
        let (mut low, mut high) = (0.0, errors.abs());
        if self.skew.is_none() || self.n < LEAST_FOR_SKEW || high.is_infinite() {
            return tails::student_p(errors, freedom);
        }
        // Student's reach of that confidence, by halving.
        loop {
            let middle = 0.5 * (low + high);
            let p = tails::student_p(middle, freedom);
            if middle <= low || middle >= high {
                return p;
            }
            if middle * self.widening_at(tails::normal_point(p)) < errors.abs() {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /// Half-width relative to the mean, what `--precision IND=5%` asks about.
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn precision(&self, confidence: f64) -> Option<f64> {
        let half = self.half_width(confidence)?;
        (self.mean != 0.0).then(|| half / self.mean.abs())
    }

    /// How far the mean lies from a known truth \[standard errors\].
    ///
    /// Infinite for a single value, and for values without spread that miss it.
    #[must_use]
    pub fn distance_to(&self, truth: f64) -> f64 {
        match self.standard_error() {
            Some(_) if self.mean.total_cmp(&truth).is_eq() => 0.0,
            Some(error) => (self.mean - truth).abs() / error,
            None => f64::INFINITY,
        }
    }
}

/// The third central moment over that of the deviation, corrected for few values.
fn skewness(values: &[f64], mean: f64, sd: Option<f64>) -> Option<f64> {
    let n = values.len() as f64;
    let sd = sd.filter(|sd| *sd > 0.0 && n > 2.0)?;
    let cubes: f64 = values.iter().map(|value| ((value - mean) / sd).powi(3)).sum();
    let skew = cubes * n / ((n - 1.0) * (n - 2.0));
    skew.is_finite().then_some(skew)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 19 zeros and a one have mean 1/20, deviation √(1/20) and skewness √20 (as many
    /// cubes 0.95³ − 19 · 0.05³ over 20^(−3/2), times 20 / (19 · 18)). At 95 % z² = 3.8415 and
    /// the widening is 1 + 20 · 19.440 / 360.
    #[test]
    fn skewed_values_have_wider_intervals() {
        let mut values = vec![0.0; 20];
        values[7] = 1.0;
        let estimate = Estimate::of(&values).unwrap();
        assert!((estimate.skew.unwrap() - 20.0_f64.sqrt()).abs() < 1e-9, "{estimate:?}");
        assert!((estimate.widening(0.95) - 2.080).abs() < 1e-3, "{}", estimate.widening(0.95));
        let narrow = tails::student_reach(0.95, 19.0) * estimate.standard_error().unwrap();
        assert!((estimate.half_width(0.95).unwrap() / narrow - 2.080).abs() < 1e-3);
        assert!(Estimate::of(&values[..19]).unwrap().widening(0.95).total_cmp(&1.0).is_eq());
        let even: Vec<f64> = (0..20).map(f64::from).collect();
        assert!((Estimate::of(&even).unwrap().widening(0.95) - 1.0).abs() < 1e-12);
    }

    /// By hand: 2, 4, 4, 4, 5, 5, 7, 9 have mean 5 and squares around it 32,
    /// so the variance is 32 / 7 and the standard error √(32 / 56) = 0.755929.
    /// t(7, 0.975) = 2.364624.
    #[test]
    fn eight_numbers_worked_by_hand() {
        let estimate = Estimate::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert_eq!((estimate.n, Some(estimate.mean)), (8, Some(5.0)));
        assert!((estimate.standard_error().unwrap() - 0.755_929).abs() < 1e-6);
        let (low, high) = estimate.interval(0.95).unwrap();
        assert!((low - 3.212_512).abs() < 1e-5 && (high - 6.787_488).abs() < 1e-5);
        assert!((estimate.precision(0.95).unwrap() - 0.357_498).abs() < 1e-5);
        assert!((estimate.distance_to(3.488_142) - 2.0).abs() < 1e-5);
    }

    /// NIST's `NumAcc4`: 1001 numbers near ten million; mean 10000000.2 and
    /// deviation 0.1 are certified exact.
    #[test]
    fn a_large_mean_does_not_swallow_the_spread() {
        let mut values = vec![10_000_000.2];
        for _ in 0..500 {
            values.extend([10_000_000.1, 10_000_000.3]);
        }
        let estimate = Estimate::of(&values).unwrap();
        assert!((estimate.mean - 10_000_000.2).abs() < 1e-8, "{estimate:?}");
        assert!((estimate.sd.unwrap() - 0.1).abs() < 1e-8, "{estimate:?}");
    }

    #[test]
    fn one_value_has_a_mean_and_nothing_else() {
        let one = Estimate::of(&[3.0]).unwrap();
        assert_eq!((one.n, Some(one.mean), one.sd), (1, Some(3.0), None));
        assert_eq!((one.interval(0.95), one.precision(0.95)), (None, None));
        assert_eq!(Some(one.distance_to(3.0)), Some(f64::INFINITY));
        assert_eq!(Estimate::of(&[]), None);
    }

    #[test]
    fn equal_values_leave_no_doubt() {
        let same = Estimate::of(&[7.0; 5]).unwrap();
        assert_eq!(same.interval(0.95), Some((7.0, 7.0)));
        assert_eq!(Some(same.distance_to(7.0)), Some(0.0));
        assert_eq!(Some(same.distance_to(8.0)), Some(f64::INFINITY));
    }

    #[test]
    fn a_mean_of_zero_has_no_relative_precision() {
        assert_eq!(Estimate::of(&[-1.0, 1.0]).unwrap().precision(0.95), None);
        assert!(Estimate::of(&[-3.0, -1.0]).unwrap().precision(0.95).unwrap() > 0.0);
    }

    #[test]
    #[should_panic(expected = "a value of NaN")]
    fn a_missing_number_is_refused() {
        let _ = Estimate::of(&[1.0, f64::NAN]);
    }
}
