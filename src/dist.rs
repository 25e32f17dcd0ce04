//! Distributions, each a function of a draw's own words.

use crate::rng::Draw;

/// A unit exponential number, mean 1.
#[inline]
pub fn exponential(draw: &mut Draw) -> f64 {
    -libm::log(draw.uniform_above_zero())
}
