//! The difference between two scenarios that met the same luck.

use super::Estimate;

/// A mean difference over pairs of replications, and Student's test of no difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// The differences, pair by pair, in the unit of the values.
    pub difference: Estimate,
    /// The mean difference \[standard errors\]; infinite for one without spread.
    pub t: f64,
    /// How likely a difference at least this large is without an effect, two-sided: one less the
    /// confidence of the interval that just reaches zero, widened where differences are skewed.
    pub p: f64,
}

impl Paired {
    /// What values exceed their baseline by, pair by pair; under two pairs gives none.
    ///
    /// The paired t test (Student 1908, *Biometrika* 6, 1–25). Pairs that agree
    /// exactly give a difference of exactly zero, with p = 1; pairs that all
    /// differ by one amount give p = 0.
    ///
    /// # Panics
    /// If the slices differ in length or a value is not finite.
    #[must_use]
    pub fn of(values: &[f64], baseline: &[f64]) -> Option<Self> {
        let difference = Estimate::of(&differences(values, baseline))?;
        let error = difference.standard_error()?;
        let t = if difference.mean == 0.0 { 0.0 } else { difference.mean / error };
        Some(Self { difference, t, p: difference.chance_beyond(t) })
    }

    /// The Student t interval (low, high) for the mean difference, widened for skewness.
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn interval(&self, confidence: f64) -> (f64, f64) {
        self.difference.interval(confidence).expect("there are at least two pairs")
    }

    /// The interval (low, high) that reaches so many standard errors around the mean difference.
    #[must_use]
    pub fn reaching(&self, errors: f64) -> (f64, f64) {
        let error = self.difference.standard_error().expect("there are at least two pairs");
        (self.difference.mean - errors * error, self.difference.mean + errors * error)
    }
}

fn differences(values: &[f64], baseline: &[f64]) -> Vec<f64> {
    assert_eq!(values.len(), baseline.len(), "pairs need both sides");
    values.iter().zip(baseline).map(|(value, base)| value - base).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student's own example: extra hours of sleep with two drugs, ten patients.
    /// Mean 1.58, t = 4.0621, p = 0.002833, interval 0.7001 to 2.4599.
    #[test]
    fn students_sleep_data_come_out_as_published() {
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let paired = Paired::of(&second, &first).unwrap();
        assert!((paired.difference.mean - 1.58).abs() < 1e-12);
        assert!((paired.t - 4.0621).abs() < 5e-5, "{paired:?}");
        assert!((paired.p - 0.002_833).abs() < 5e-7, "{paired:?}");
        let (low, high) = paired.interval(0.95);
        assert!((low - 0.7001).abs() < 5e-5 && (high - 2.4599).abs() < 5e-5);

        let swapped = Paired::of(&first, &second).unwrap();
        assert!((paired.t + swapped.t).abs() < 1e-12 && (paired.p - swapped.p).abs() < 1e-12);
    }

    #[test]
    fn a_scenario_does_not_differ_from_itself() {
        let values = [0.1, 0.7, 1e9, -0.0];
        let paired = Paired::of(&values, &values).unwrap();
        assert_eq!((Some(paired.t), Some(paired.p)), (Some(0.0), Some(1.0)));
        let (low, high) = paired.interval(0.95);
        assert_eq!((low.to_bits(), high.to_bits()), (0, 0));
    }

    #[test]
    fn one_constant_difference_is_certain() {
        let paired = Paired::of(&[2.0, 3.0, 4.0], &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!((Some(paired.t), Some(paired.p)), (Some(f64::INFINITY), Some(0.0)));
        assert_eq!(Some(paired.interval(0.95)), Some((1.0, 1.0)));
    }

    /// At any level an interval that just excludes zero goes with a p-value just below it. Twenty
    /// differences of skewness about 1.5 and 0; the level of a family of four is among them.
    #[test]
    fn p_and_interval_say_the_same_at_every_level() {
        let skewed = |i: i32| libm::exp(f64::from(i) / 6.0);
        let level = |i: i32| f64::from(i);
        for of in [&skewed as &dyn Fn(i32) -> f64, &level] {
            let spread: Vec<f64> = (0..20).map(of).collect();
            let around = Estimate::of(&spread).unwrap();
            for confidence in [0.5, 0.9, 0.95, 0.9875, 0.999] {
                let half = around.half_width(confidence).unwrap();
                let p = |share: f64| {
                    let shift = around.mean - share * half;
                    Paired::of(&spread, &[shift; 20]).unwrap().p
                };
                assert!((p(1.0) - (1.0 - confidence)).abs() < 1e-9, "{} {confidence}", p(1.0));
                assert!(p(1.001) < 1.0 - confidence && p(0.999) > 1.0 - confidence);
            }
        }
    }

    #[test]
    fn one_pair_is_no_comparison() {
        assert_eq!(Paired::of(&[2.0], &[1.0]), None);
    }

    #[test]
    #[should_panic(expected = "pairs need both sides")]
    fn a_half_pair_is_refused() {
        let _ = Paired::of(&[1.0, 2.0], &[1.0]);
    }
}
