//! Lengths of time that are drawn anew each time.

use std::sync::Arc;

use crate::dist;
use crate::rng::Draw;
use crate::time::Span;

/// The 90 % quantile of the standard normal distribution.
const NORMAL_P90: f64 = 1.281_551_565_544_600_4;

/// Longest length of time a draw gives: 100 years; longer ones are cut.
const LONGEST_HOURS: f64 = 100.0 * 365.0 * 24.0;

/// A distribution of lengths of time.
#[derive(Clone, Debug, PartialEq)]
pub enum Duration {
    /// Always the same.
    Fixed(Span),
    /// Exponential, by its mean.
    Exponential(Span),
    /// Lognormal, by its median \[h\] and the standard deviation of its logarithm.
    Lognormal {
        /// Half of all times are shorter \[h\].
        median_hours: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// Gamma, by its mean and coefficient of variation.
    Gamma {
        /// Mean.
        mean: Span,
        /// Standard deviation ÷ mean.
        cv: f64,
    },
    /// Triangular, by its least, likeliest and greatest time.
    Triangular([Span; 3]),
    /// Equally likely between each of these times, in rising order, and the next; uniform
    /// within. A single time is always the same.
    Parts(Arc<[Span]>),
}

impl Duration {
    /// A lognormal time by its median and 90 % quantile; a median of nothing, or a quantile
    /// that is no longer than the median, leaves the median.
    pub fn lognormal(median: Span, p90: Span) -> Self {
        if median <= Span::ZERO || p90 <= median {
            return Self::Fixed(median);
        }
        let sigma = libm::log(p90.hours() / median.hours()) / NORMAL_P90;
        Self::Lognormal { median_hours: median.hours(), sigma }
    }

    /// One length of time.
    pub fn draw(&self, draw: &mut Draw) -> Span {
        let hours = match self {
            Self::Fixed(span) => return *span,
            Self::Exponential(mean) => mean.hours() * dist::exponential(draw),
            Self::Lognormal { median_hours, sigma } => {
                median_hours * libm::exp(sigma * dist::normal(draw))
            }
            Self::Gamma { mean, cv } => mean.hours() * cv * cv * dist::gamma(draw, 1.0 / (cv * cv)),
            Self::Triangular(ends) => triangular(ends.map(Span::hours), draw.uniform()),
            Self::Parts(times) => within_parts(times, draw.uniform()),
        };
        Span::from_hours(hours.min(LONGEST_HOURS))
    }

    /// Mean length \[h\].
    pub fn mean_hours(&self) -> f64 {
        match self {
            Self::Fixed(span) | Self::Exponential(span) => span.hours(),
            Self::Lognormal { median_hours, sigma } => {
                median_hours * libm::exp(0.5 * sigma * sigma)
            }
            Self::Gamma { mean, .. } => mean.hours(),
            Self::Triangular(ends) => ends.iter().map(|end| end.hours()).sum::<f64>() / 3.0,
            Self::Parts(times) => {
                let middle = |pair: &[Span]| f64::midpoint(pair[0].hours(), pair[1].hours());
                let parts = times.len().saturating_sub(1);
                match parts {
                    0 => times.first().map_or(0.0, |only| only.hours()),
                    _ => times.windows(2).map(middle).sum::<f64>() / parts as f64,
                }
            }
        }
    }
}

/// The triangular time \[h\] that a share `level` of all times falls short of; `ends` are the
/// least, the likeliest and the greatest. By inversion of the distribution function.
fn triangular([least, mode, most]: [f64; 3], level: f64) -> f64 {
    let (rise, breadth) = (mode - least, most - least);
    if breadth <= 0.0 {
        return least;
    }
    if level * breadth < rise {
        least + (level * breadth * rise).sqrt()
    } else {
        most - ((1.0 - level) * breadth * (most - mode)).sqrt()
    }
}

/// The time \[h\] that a share `level` of all times falls short of, along straight lines from
/// each of these times to the next.
fn within_parts(times: &[Span], level: f64) -> f64 {
    let place = level * times.len().saturating_sub(1) as f64;
    let part = place as usize;
    let from = times.get(part).map_or(0.0, |time| time.hours());
    let to = times.get(part + 1).map_or(from, |time| time.hours());
    from + (place - part as f64) * (to - from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, Streams};

    /// Of 4,000 draws, the share below the median is binomial; a right one is
    /// more than four standard errors (0.032) off once in 16,000 seeds.
    #[test]
    fn a_lognormal_time_has_the_stated_median_and_p90() {
        let duration = Duration::lognormal(Span::HOUR * 2, Span::HOUR * 6);
        let streams = Streams::new(1, 0);
        let below = |limit: Span| {
            let drawn = (0..4_000)
                .map(|i| duration.draw(&mut streams.draw(Purpose::Work, i, 0)))
                .filter(|span| *span < limit)
                .count();
            drawn as f64 / 4_000.0
        };
        assert!((below(Span::HOUR * 2) - 0.5).abs() < 0.032);
        assert!((below(Span::HOUR * 6) - 0.9).abs() < 0.019);
    }

    /// Means of 20,000 draws, each within four standard errors (one seed in 16,000); the share
    /// below a time that theory knows, too. The triangular time with ends 1, 2, 5 h has mean
    /// 8/3 h, variance (1 + 4 + 25 − 2 − 5 − 10)/18 and a quarter of its mass below its mode;
    /// the parts 1, 2, 6 h have mean (1.5 + 4)/2 and half below 2 h; the gamma time is
    /// that of four exponential steps, below whose mean lie 56.65 % (tables of the Erlang law).
    #[test]
    fn other_times_have_the_means_and_quantiles_of_theory() {
        let hours = |hours: &[i64]| hours.iter().map(|h| Span::HOUR * *h).collect::<Vec<Span>>();
        let triangular = Duration::Triangular([1, 2, 5].map(|h| Span::HOUR * h));
        let parts = Duration::Parts(hours(&[1, 2, 6]).into());
        let gamma = Duration::Gamma { mean: Span::HOUR * 2, cv: 0.5 };
        let streams = Streams::new(3, 0);
        for (times, mean, variance, (limit, share)) in [
            (triangular, 8.0 / 3.0, 13.0 / 18.0, (2, 0.25)),
            (parts, 2.75, 0.5 * (7.0 / 3.0 + 52.0 / 3.0) - 2.75 * 2.75, (2, 0.5)),
            (gamma, 2.0, 1.0, (2, 0.566_53)),
        ] {
            assert!((times.mean_hours() - mean).abs() < 1e-12, "{times:?}");
            let drawn: Vec<f64> = (0..20_000)
                .map(|i| times.draw(&mut streams.draw(Purpose::Work, i, 0)).hours())
                .collect();
            let n = drawn.len() as f64;
            let off = drawn.iter().sum::<f64>() / n - mean;
            assert!(off.abs() < 4.0 * (variance / n).sqrt(), "{times:?}: {off}");
            let below = drawn.iter().filter(|h| **h < f64::from(limit)).count() as f64 / n;
            let error = (share * (1.0 - share) / n).sqrt();
            assert!((below - share).abs() < 4.0 * error, "{times:?}: {below}");
        }
    }

    #[test]
    fn times_at_the_ends_are_the_ends() {
        let close =
            |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found}");
        for (level, end) in [(0.0, 1.0), (0.25, 2.0), (1.0, 5.0)] {
            close(triangular([1.0, 2.0, 5.0], level), end);
        }
        assert_eq!(triangular([3.0; 3], 0.7).to_bits(), 3.0_f64.to_bits());
        let times = [1, 2, 6].map(|h| Span::HOUR * h);
        for (level, end) in [(0.0, 1.0), (0.5, 2.0), (0.75, 4.0)] {
            close(within_parts(&times, level), end);
        }
        assert_eq!(within_parts(&times[..1], 0.3).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn a_fixed_time_never_varies() {
        let fixed = Duration::Fixed(Span::MINUTE);
        assert_eq!(fixed.draw(&mut Streams::new(1, 0).draw(Purpose::Work, 0, 0)), Span::MINUTE);
        assert!((fixed.mean_hours() - 1.0 / 60.0).abs() < 1e-12);
    }
}
