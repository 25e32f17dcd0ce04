//! Durations of one replication: exact while they are few, small when they are many.

use std::fmt;

/// Below this many values a sketch keeps each one.
const EXACT_BELOW: usize = 100_000;
/// The natural logarithm of 1.01, the ratio between the edges of a bin.
const BIN_WIDTH: f64 = 0.009_950_330_853_168_083;

/// A collection of durations \[ms\] that answers for counts, means and quantiles.
///
/// Count, sum and sum of squares are exact always. Values are kept as they are
/// below 100,000, and from there on counted in bins whose edges are a ratio of 1.01
/// apart. Which of the two depends on the count alone, so that sketches merge to
/// the same sketch in any order. Sums have room for 10¹⁰ durations of 3,000 years.
#[derive(Clone, Debug)]
pub struct Sketch {
    count: u64,
    sum: i128,
    squares: i128,
    least: i64,
    most: i64,
    values: Values,
}

#[derive(Clone, Debug)]
enum Values {
    /// Each value, in the order they came.
    Listed(Vec<i64>),
    /// How many values are zero, and how many lie in \[1.01ᵏ, 1.01ᵏ⁺¹) ms for each k.
    Binned { zeros: u64, bins: Vec<u64> },
}

/// How far a quantile of a sketch may lie from that of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Not at all.
    Exact,
    /// By half a percent, half a bin.
    HalfPercent,
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exact => "exact",
            Self::HalfPercent => "±0.5 %",
        })
    }
}

impl Sketch {
    /// A sketch of nothing.
    #[must_use]
    pub const fn new() -> Self {
        let values = Values::Listed(Vec::new());
        Self { count: 0, sum: 0, squares: 0, least: i64::MAX, most: 0, values }
    }

    /// Takes in a duration \[ms\].
    ///
    /// # Panics
    /// If it is negative.
    #[inline]
    pub fn add(&mut self, ms: i64) {
        assert!(ms >= 0, "a duration of {ms} ms");
        let exact = i128::from(ms);
        self.count += 1;
        self.sum += exact;
        self.squares += exact * exact;
        self.least = self.least.min(ms);
        self.most = self.most.max(ms);
        self.values.add(ms);
    }

    /// Takes in all durations of another sketch.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares += other.squares;
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
        match &other.values {
            Values::Listed(list) => list.iter().for_each(|&ms| self.values.add(ms)),
            Values::Binned { zeros, bins } => self.values.add_bins(*zeros, bins),
        }
    }

    /// How many durations.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Their sum \[ms\].
    #[must_use]
    pub const fn sum(&self) -> i128 {
        self.sum
    }

    /// The sum of their squares \[ms²\].
    #[must_use]
    pub const fn sum_of_squares(&self) -> i128 {
        self.squares
    }

    /// Their mean \[ms\]; an empty sketch has none.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }

    /// Their sample standard deviation \[ms\] (divisor n − 1); needs two.
    ///
    /// Squares are taken around the whole part of the mean, in integers.
    #[must_use]
    pub fn sd(&self) -> Option<f64> {
        let n = i128::from(self.count);
        let middle = if n > 1 { self.sum / n } else { return None };
        let rest = self.sum - middle * n;
        let around_middle = self.squares - middle * (self.sum + rest);
        let around_mean = around_middle as f64 - (rest * rest) as f64 / n as f64;
        Some((around_mean / (n - 1) as f64).sqrt())
    }

    /// The least duration \[ms\] that at least this share of them do not exceed.
    ///
    /// From 100,000 values on, the middle of its bin (see [`Sketch::resolution`]).
    ///
    /// # Panics
    /// If the share is not between 0 and 1.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        assert!((0.0..=1.0).contains(&share), "a share of {share}");
        if self.count == 0 {
            return None;
        }
        // A share such as 0.07 of 100 comes out a last bit above 7.
        let rank = (share * self.count as f64 * (1.0 - 4.0 * f64::EPSILON)).ceil() as u64;
        let rank = rank.saturating_sub(1);
        let value = match &self.values {
            Values::Listed(list) => nth(list.clone(), rank),
            Values::Binned { zeros, bins } => nth_of_bins(*zeros, bins, rank),
        };
        Some(value.clamp(self.least as f64, self.most as f64))
    }

    /// How far a quantile may lie from that of the values taken in.
    #[must_use]
    pub const fn resolution(&self) -> Resolution {
        match self.values {
            Values::Listed(_) => Resolution::Exact,
            Values::Binned { .. } => Resolution::HalfPercent,
        }
    }
}

impl Default for Sketch {
    fn default() -> Self {
        Self::new()
    }
}

/// Sketches are equal if every question gets the same answer from both.
impl PartialEq for Sketch {
    fn eq(&self, other: &Self) -> bool {
        let totals = |s: &Self| (s.count, s.sum, s.squares, s.least, s.most);
        totals(self) == totals(other) && self.values == other.values
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed(a), Self::Listed(b)) => sorted(a.clone()) == sorted(b.clone()),
            (Self::Binned { zeros: a, bins: x }, Self::Binned { zeros: b, bins: y }) => {
                a == b && x == y
            }
            _ => false,
        }
    }
}

impl Values {
    #[inline]
    fn add(&mut self, ms: i64) {
        match self {
            Self::Listed(list) => {
                list.push(ms);
                if list.len() >= EXACT_BELOW {
                    self.collapse();
                }
            }
            Self::Binned { zeros, .. } if ms == 0 => *zeros += 1,
            Self::Binned { bins, .. } => *at(bins, bin(ms)) += 1,
        }
    }

    fn add_bins(&mut self, more_zeros: u64, more: &[u64]) {
        self.collapse();
        if let Self::Binned { zeros, bins } = self {
            *zeros += more_zeros;
            for (index, &count) in more.iter().enumerate() {
                *at(bins, index) += count;
            }
        }
    }

    /// Puts listed values into bins.
    fn collapse(&mut self) {
        if let Self::Listed(list) = self {
            let list = std::mem::take(list);
            *self = Self::Binned { zeros: 0, bins: Vec::new() };
            for ms in list {
                self.add(ms);
            }
        }
    }
}

fn sorted(mut list: Vec<i64>) -> Vec<i64> {
    list.sort_unstable();
    list
}

/// The bin of a duration above zero.
fn bin(ms: i64) -> usize {
    (libm::log(ms as f64) / BIN_WIDTH) as usize
}

/// The middle of a bin on the logarithmic scale \[ms\].
fn middle(bin: usize) -> f64 {
    libm::exp((bin as f64 + 0.5) * BIN_WIDTH)
}

/// A bin's count, with room made for it.
fn at(bins: &mut Vec<u64>, index: usize) -> &mut u64 {
    if index >= bins.len() {
        bins.resize(index + 1, 0);
    }
    &mut bins[index]
}

fn nth(mut list: Vec<i64>, rank: u64) -> f64 {
    *list.select_nth_unstable(rank as usize).1 as f64
}

fn nth_of_bins(zeros: u64, bins: &[u64], rank: u64) -> f64 {
    let mut passed = zeros;
    for (index, count) in bins.iter().enumerate() {
        if rank < passed {
            return if index == 0 { 0.0 } else { middle(index - 1) };
        }
        passed += count;
    }
    middle(bins.len().saturating_sub(1))
}

#[cfg(test)]
mod tests;
