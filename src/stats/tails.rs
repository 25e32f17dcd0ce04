//! Tail points of the standard distributions, the same on every platform.
//!
//! The distributions are those of `statrs`, which takes logarithms from the
//! platform and may differ there in the last bits. Rounding to 40 of the 52 bits
//! after the point (a relative 5 × 10⁻¹³) takes that difference away, but for
//! about one value in a thousand million that lies on the edge.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::beta_reg;

/// How many standard errors a two-sided Student t interval reaches.
pub(super) fn student_reach(confidence: f64, freedom: f64) -> f64 {
    let share = beta_point(2.0 * tail(confidence), 0.5 * freedom, 0.5);
    portable((freedom * (1.0 - share) / share).sqrt())
}

/// How likely a Student t variable is at least this far from zero, on either side.
pub(super) fn student_p(t: f64, freedom: f64) -> f64 {
    if t == 0.0 { 1.0 } else { portable(2.0 * student(freedom).cdf(-t.abs())) }
}

/// How many standard errors a two-sided normal interval reaches.
pub(super) fn normal_reach(confidence: f64) -> f64 {
    normal_point(2.0 * tail(confidence))
}

/// How far a normal variable lies from zero with this probability at least, on either side.
pub(super) fn normal_point(p: f64) -> f64 {
    -portable(Normal::standard().inverse_cdf(0.5 * p))
}

/// The point below which a Beta(a, b) variable lies with this probability.
///
/// Found by halving, down to neighbouring numbers: the inverse of `statrs` does
/// not come back for shapes such as 90 and a thousand million.
pub(super) fn beta_point(probability: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return portable(middle);
        }
        if beta_reg(a, b, middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// What a two-sided interval of this confidence leaves out on each side.
pub(super) fn tail(confidence: f64) -> f64 {
    assert!(confidence > 0.0 && confidence < 1.0, "a confidence of {confidence}");
    0.5 * (1.0 - confidence)
}

fn student(freedom: f64) -> StudentsT {
    StudentsT::new(0.0, 1.0, freedom).expect("degrees of freedom are positive")
}

/// The number with its last 12 bits rounded away.
fn portable(x: f64) -> f64 {
    f64::from_bits((x.to_bits() + (1 << 11)) & !0xfff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(obtained: f64, published: f64, within: f64) {
        assert!((obtained - published).abs() <= within, "{obtained}, published {published}");
    }

    /// Two-sided points of Student's t and the normal law as every table has them.
    #[test]
    fn reaches_are_those_of_the_tables() {
        close(student_reach(0.95, 1.0), 12.7062, 5e-5);
        close(student_reach(0.95, 4.0), 2.7764, 5e-5);
        close(student_reach(0.95, 19.0), 2.0930, 5e-5);
        close(student_reach(0.99, 9.0), 3.2498, 5e-5);
        close(student_reach(0.95, 9_999.0), 1.960_20, 5e-6);
        close(normal_reach(0.95), 1.959_964, 5e-7);
        close(normal_reach(0.99), 2.575_829, 5e-7);
    }

    #[test]
    fn a_p_value_undoes_its_reach() {
        for freedom in [1.0, 4.0, 39.0, 999.0] {
            for confidence in [0.5, 0.95, 0.9999] {
                let p = student_p(-student_reach(confidence, freedom), freedom);
                close(p, 1.0 - confidence, 1e-9);
            }
        }
        assert_eq!(Some(student_p(0.0, 5.0)), Some(1.0));
        assert_eq!(Some(student_p(f64::INFINITY, 5.0)), Some(0.0));
    }

    /// Points of the beta distribution from `SciPy` 1.17, with shapes as they
    /// come from counts of a whole country.
    #[test]
    fn large_shapes_have_points_too() {
        close(beta_point(0.025, 100_000.0, 900_001.0), 0.099_412_669_9, 1e-10);
        close(beta_point(0.975, 31.0, 999_970.0), 4.282_659_1e-5, 1e-11);
        close(beta_point(0.975, 91.0, 999_999_910.0), 1.106_252_8e-7, 1e-12);
        close(beta_point(0.025, 90.0, 999_999_911.0), 7.237_062_9e-8, 1e-12);
        close(student_reach(0.95, 1e6), 1.959_966, 1e-5);
        close(student_reach(0.999_999, 1.0), 636_619.772, 1e-3);
    }

    #[test]
    fn numbers_a_few_last_bits_apart_round_to_one() {
        let x = 2.093_024_054_408_263_f64;
        let neighbour = f64::from_bits(x.to_bits() + 3);
        assert_eq!(portable(x).to_bits(), portable(neighbour).to_bits());
        close(portable(x), x, 1e-12);
        assert_eq!(Some(portable(1.0)), Some(1.0));
    }

    #[test]
    #[should_panic(expected = "a confidence of 95")]
    fn a_confidence_in_percent_is_refused() {
        let _ = student_reach(95.0, 3.0);
    }
}
