//! Distributions, each a function of a draw's own words.
//!
//! A draw takes as many words of its own key as it needs and never another
//! key's, so no rejection here can shift what anyone else gets. Transcendental
//! functions come from `libm`, which computes the same bits on every platform.

mod ziggurat;

use crate::rng::Draw;

pub use ziggurat::{exponential, normal};

/// The largest mean whose Poisson count is found from one uniform number.
const POISSON_PART: f64 = 30.0;

/// A lognormal number: `median` times the exponential of `sigma` times a
/// standard normal number, in the unit of `median`.
#[inline]
pub fn lognormal(draw: &mut Draw, median: f64, sigma: f64) -> f64 {
    median * libm::exp(sigma * normal(draw))
}

/// A standard Gumbel number, mean 0.5772 (Euler's constant), variance π²/6.
///
/// The choice with the largest utility plus Gumbel noise is a multinomial logit
/// choice (Gumbel 1954).
#[inline]
pub fn gumbel(draw: &mut Draw) -> f64 {
    -libm::log(exponential(draw))
}

/// A Poisson count, by inversion.
///
/// With the same words a larger mean never gives a smaller count. A mean above
/// 30 is split into parts of 30 and a remainder, each inverted from a word of
/// its own; the sum is exact, and every part keeps the order.
///
/// # Panics
/// If the mean is negative or not finite.
#[inline]
pub fn poisson(draw: &mut Draw, mean: f64) -> u64 {
    assert!(mean >= 0.0 && mean.is_finite(), "a Poisson mean of {mean}");
    let mut rest = mean;
    let mut count = 0;
    while rest > POISSON_PART {
        count += poisson_at(draw.uniform(), POISSON_PART);
        rest -= POISSON_PART;
    }
    count + poisson_at(draw.uniform(), rest)
}

/// The smallest count whose cumulative probability exceeds `level`.
fn poisson_at(level: f64, mean: f64) -> u64 {
    let mut probability = libm::exp(-mean);
    let mut cumulative = probability;
    let mut count = 0;
    while level >= cumulative {
        count += 1;
        probability *= mean / count as f64;
        let next = cumulative + probability;
        if next <= cumulative {
            break;
        }
        cumulative = next;
    }
    count
}

/// A gamma number of this shape and scale 1, mean `shape`.
///
/// Marsaglia and Tsang 2000, "A simple method for generating gamma variables",
/// ACM TOMS 26; below shape 1 by their section 6.
///
/// # Panics
/// If the shape is not positive and finite.
pub fn gamma(draw: &mut Draw, shape: f64) -> f64 {
    assert!(shape > 0.0 && shape.is_finite(), "a gamma shape of {shape}");
    if shape < 1.0 {
        let boost = libm::exp(-exponential(draw) / shape);
        return boost * gamma(draw, shape + 1.0);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(draw);
        let root = 1.0 + c * x;
        if root > 0.0 {
            let v = root * root * root;
            if libm::log(draw.uniform_above_zero()) < 0.5 * x * x + d * (1.0 - v + libm::log(v)) {
                return d * v;
            }
        }
    }
}

/// The index drawn with probability proportional to its weight, from the
/// running sums of the weights. An index of weight zero is never drawn.
///
/// # Panics
/// If there are no weights or they sum to zero.
#[inline]
pub fn index_by_weight(draw: &mut Draw, cumulative: &[f64]) -> usize {
    let total = cumulative.last().copied().unwrap_or(0.0);
    assert!(total > 0.0, "no weight to draw from");
    index_at((draw.uniform() * total).min(total.next_down()), cumulative)
}

/// The index whose share of the running sums holds a level; a share begins
/// with its lower end and is without its upper.
#[inline]
fn index_at(level: f64, cumulative: &[f64]) -> usize {
    cumulative.partition_point(|&sum| sum <= level)
}

#[cfg(test)]
mod tests;
