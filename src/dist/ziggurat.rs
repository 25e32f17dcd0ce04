//! Exponential and normal numbers by the ziggurat: the area under the density
//! is cut into 256 layers of one area, and a point of a layer almost always
//! lies under the curve whatever its height.
//!
//! Marsaglia and Tsang 2000, "The ziggurat method for generating random
//! variables", *Journal of Statistical Software* 5(8); the layer and the place
//! in it come from different bits of one word (Doornik 2005).

use crate::rng::Draw;

/// Layers of a ziggurat; the lowest one holds the tail.
const LAYERS: usize = 256;

/// Where the exponential tail begins (Marsaglia and Tsang 2000, table for 256 layers).
const EXPONENTIAL_TAIL: f64 = 7.697_117_470_131_05;
/// Area of one layer under the exponential density: box and tail, (r + 1)e⁻ʳ.
const EXPONENTIAL_AREA: f64 = (EXPONENTIAL_TAIL + 1.0) * exp(-EXPONENTIAL_TAIL);
/// Right edges of the exponential layers, the lowest one's widened to hold the tail.
static EXPONENTIAL: [f64; LAYERS + 1] = {
    let mut edges = [0.0; LAYERS + 1];
    let mut height = exp(-EXPONENTIAL_TAIL);
    edges[0] = EXPONENTIAL_AREA / height;
    edges[1] = EXPONENTIAL_TAIL;
    let mut layer = 1;
    while layer < LAYERS - 1 {
        height += EXPONENTIAL_AREA / edges[layer];
        layer += 1;
        edges[layer] = -ln(height);
    }
    edges
};

/// Where the normal tail begins (Doornik 2005, table for 256 layers).
const NORMAL_TAIL: f64 = 3.654_152_885_361_009;
/// Area of one layer under exp(−x²/2), x > 0, the tail included (same source).
const NORMAL_AREA: f64 = 0.004_928_673_233_974_655;
/// Right edges of the normal layers, the lowest one's widened to hold the tail.
static NORMAL: [f64; LAYERS + 1] = {
    let mut edges = [0.0; LAYERS + 1];
    let mut height = exp(-0.5 * NORMAL_TAIL * NORMAL_TAIL);
    edges[0] = NORMAL_AREA / height;
    edges[1] = NORMAL_TAIL;
    let mut layer = 1;
    while layer < LAYERS - 1 {
        height += NORMAL_AREA / edges[layer];
        layer += 1;
        edges[layer] = sqrt(-2.0 * ln(height));
    }
    edges
};

/// A unit exponential number: mean 1, always above zero.
#[inline]
pub fn exponential(draw: &mut Draw) -> f64 {
    let (layer, unit) = place(draw.word());
    let x = unit * EXPONENTIAL[layer];
    if x < EXPONENTIAL[layer + 1] { x } else { exponential_at_the_rim(draw, layer, x) }
}

/// A standard normal number: mean 0, variance 1.
#[inline]
pub fn normal(draw: &mut Draw) -> f64 {
    let word = draw.word();
    let (layer, unit) = place(word);
    let x = unit * NORMAL[layer];
    let x = if x < NORMAL[layer + 1] { x } else { normal_at_the_rim(draw, layer, x) };
    if word & LAYERS as u64 == 0 { x } else { -x }
}

/// The layer and the place in (0, 1) across it that a word means: 8 bits and 52.
#[inline]
fn place(word: u64) -> (usize, f64) {
    let unit = ((word >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64);
    (word as usize % LAYERS, unit)
}

/// Settles a point not under the layer above: in the tail, which is the same
/// distribution again, or in the wedge between the edges and the curve.
#[cold]
fn exponential_at_the_rim(draw: &mut Draw, layer: usize, x: f64) -> f64 {
    if layer == 0 {
        return EXPONENTIAL_TAIL + exponential(draw);
    }
    let (low, high) = (libm::exp(-EXPONENTIAL[layer]), libm::exp(-EXPONENTIAL[layer + 1]));
    if low + (high - low) * draw.uniform() < libm::exp(-x) { x } else { exponential(draw) }
}

/// The same for the half of the normal density above zero; the tail by
/// Marsaglia 1964, "Generating a variable from the tail of the normal
/// distribution", *Technometrics* 6.
#[cold]
fn normal_at_the_rim(draw: &mut Draw, layer: usize, x: f64) -> f64 {
    if layer == 0 {
        loop {
            let beyond = exponential(draw) / NORMAL_TAIL;
            if 2.0 * exponential(draw) > beyond * beyond {
                return NORMAL_TAIL + beyond;
            }
        }
    }
    let density = |x: f64| libm::exp(-0.5 * x * x);
    let (low, high) = (density(NORMAL[layer]), density(NORMAL[layer + 1]));
    if low + (high - low) * draw.uniform() < density(x) { x } else { normal(draw).abs() }
}

/// eˣ for |x| < 16, at compile time: a Taylor series at x/16, then four squarings.
const fn exp(x: f64) -> f64 {
    let x = x / 16.0;
    let (mut term, mut sum, mut k) = (1.0, 1.0, 1);
    while k < 24 {
        term *= x / k as f64;
        sum += term;
        k += 1;
    }
    let square = sum * sum;
    let fourth = square * square;
    let eighth = fourth * fourth;
    eighth * eighth
}

/// The natural logarithm of a number in (2⁻⁶⁴, 1], at compile time: halved
/// down to about 1, where ln m = 2 artanh((m − 1)/(m + 1)) converges fast.
const fn ln(y: f64) -> f64 {
    let (mut m, mut halvings) = (y, 0);
    while m < std::f64::consts::FRAC_1_SQRT_2 {
        m *= 2.0;
        halvings += 1;
    }
    let s = (m - 1.0) / (m + 1.0);
    let (mut power, mut sum, mut k) = (s, 0.0, 1);
    while k < 30 {
        sum += power / k as f64;
        power *= s * s;
        k += 2;
    }
    2.0 * sum - halvings as f64 * std::f64::consts::LN_2
}

/// The square root, at compile time, by Newton's method from above.
const fn sqrt(y: f64) -> f64 {
    let mut root = if y > 1.0 { y } else { 1.0 };
    let mut step = 0;
    while step < 12 {
        root = 0.5 * (root + y / root);
        step += 1;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each layer's box has the layer's area, x (f(next) − f(x)) = v, but for
    /// rounding. The uppermost must reach the peak of the density, and the
    /// last digit of the tail's beginning moves it by some 10⁻¹⁰ of v.
    fn edges_obey(edges: &[f64; LAYERS + 1], area: f64, density: fn(f64) -> f64) {
        for (layer, pair) in edges.windows(2).enumerate().skip(1) {
            assert!(pair[1] < pair[0]);
            let box_area = pair[0] * (density(pair[1]) - density(pair[0]));
            let tolerance = if layer == LAYERS - 1 { 1e-9 } else { 1e-12 };
            assert!((box_area / area - 1.0).abs() < tolerance, "layer {layer}: {box_area:e}");
        }
        assert!((edges[0] * density(edges[1]) / area - 1.0).abs() < 1e-14);
        assert!(edges[LAYERS] == 0.0);
    }

    #[test]
    fn every_layer_has_the_same_area() {
        edges_obey(&EXPONENTIAL, EXPONENTIAL_AREA, |x| libm::exp(-x));
        edges_obey(&NORMAL, NORMAL_AREA, |x| libm::exp(-0.5 * x * x));
    }

    #[test]
    fn the_lowest_layer_is_its_box_and_the_tail() {
        let exponential = (EXPONENTIAL_TAIL + 1.0) * libm::exp(-EXPONENTIAL_TAIL);
        assert!((EXPONENTIAL_AREA / exponential - 1.0).abs() < 1e-14);
        let tail = (std::f64::consts::PI / 2.0).sqrt()
            * libm::erfc(NORMAL_TAIL * std::f64::consts::FRAC_1_SQRT_2);
        let normal = NORMAL_TAIL * libm::exp(-0.5 * NORMAL_TAIL * NORMAL_TAIL) + tail;
        assert!((NORMAL_AREA / normal - 1.0).abs() < 1e-12, "{NORMAL_AREA} {normal}");
    }

    #[test]
    fn the_largest_and_smallest_words_stay_inside_the_layer() {
        for word in [0, u64::MAX] {
            let (_, unit) = place(word);
            assert!(unit > 0.0 && unit < 1.0);
        }
    }

    fn words() -> Draw {
        crate::rng::Streams::new(8, 0).draw(crate::rng::Purpose::SkeletonCase, 0, 0)
    }

    /// In the wedge a point at x is kept with the share of the layer's height
    /// that lies under the curve, ± 4.5 standard errors of 20,000 draws: over
    /// 24 wedges one seed in 6,000 fails.
    #[test]
    fn points_of_the_wedge_are_kept_as_often_as_they_lie_under_the_curve() {
        type Rim = fn(&mut Draw, usize, f64) -> f64;
        type Density = fn(f64) -> f64;
        let shapes: [(&[f64; LAYERS + 1], Rim, Density); 2] = [
            (&EXPONENTIAL, exponential_at_the_rim, |x| libm::exp(-x)),
            (&NORMAL, normal_at_the_rim, |x| libm::exp(-0.5 * x * x)),
        ];
        let mut draw = words();
        for (edges, rim, density) in shapes {
            for layer in [1, 2, 60, 150, 254, 255] {
                for along in [0.3, 0.7] {
                    let x = edges[layer + 1] + along * (edges[layer] - edges[layer + 1]);
                    let (low, high) = (density(edges[layer]), density(edges[layer + 1]));
                    let share = (density(x) - low) / (high - low);
                    let same = |kept: f64| kept.to_bits() == x.to_bits();
                    let kept = (0..20_000).filter(|_| same(rim(&mut draw, layer, x))).count();
                    let off = (kept as f64 / 20_000.0 - share)
                        / (share * (1.0 - share) / 20_000.0).sqrt();
                    assert!(off.abs() < 4.5, "layer {layer} at {along}: {off} standard errors");
                }
            }
        }
    }

    /// The mean of the normal tail beyond r is f(r) / ∫f; its standard
    /// deviation is some 0.24, and 4.5 standard errors fail one seed in 150,000.
    #[test]
    fn the_normal_tail_is_normal() {
        let area = NORMAL_AREA - NORMAL_TAIL * libm::exp(-0.5 * NORMAL_TAIL * NORMAL_TAIL);
        let truth = libm::exp(-0.5 * NORMAL_TAIL * NORMAL_TAIL) / area;
        let mut draw = words();
        let sum: f64 = (0..100_000).map(|_| normal_at_the_rim(&mut draw, 0, 0.0)).sum();
        let off = (sum / 1e5 - truth) / (0.24 / 1e5f64.sqrt());
        assert!(off.abs() < 4.5, "{off} standard errors");
    }
}
