//! The difference between two scenarios that met the same luck.

use super::{Estimate, tails};

/// A mean difference over pairs of replications, and Student's test of no difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// The differences, pair by pair, in the unit of the values.
    pub difference: Estimate,
    /// The mean difference \[standard errors\]; infinite for one without spread.
    pub t: f64,
    /// How likely a difference at least this large is without an effect, two-sided; widened as
    /// its 95 % interval is where differences are skewed, so that both say the same.
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
        let p = tails::student_p(t / difference.widening(0.95), difference.n as f64 - 1.0);
        Some(Self { difference, t, p })
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
