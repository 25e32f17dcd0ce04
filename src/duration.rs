//! Lengths of time that are drawn anew each time.

use crate::dist;
use crate::rng::Draw;
use crate::time::Span;

/// The 90 % quantile of the standard normal distribution.
const NORMAL_P90: f64 = 1.281_551_565_544_600_4;

/// Longest length of time a draw gives: 100 years; longer ones are cut.
const LONGEST_HOURS: f64 = 100.0 * 365.0 * 24.0;

/// A distribution of lengths of time.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    pub fn draw(self, draw: &mut Draw) -> Span {
        let hours = match self {
            Self::Fixed(span) => return span,
            Self::Exponential(mean) => mean.hours() * dist::exponential(draw),
            Self::Lognormal { median_hours, sigma } => {
                median_hours * libm::exp(sigma * dist::normal(draw))
            }
        };
        Span::from_hours(hours.min(LONGEST_HOURS))
    }

    /// Mean length \[h\].
    pub fn mean_hours(self) -> f64 {
        match self {
            Self::Fixed(span) | Self::Exponential(span) => span.hours(),
            Self::Lognormal { median_hours, sigma } => {
                median_hours * libm::exp(0.5 * sigma * sigma)
            }
        }
    }
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

    #[test]
    fn a_fixed_time_never_varies() {
        let fixed = Duration::Fixed(Span::MINUTE);
        assert_eq!(fixed.draw(&mut Streams::new(1, 0).draw(Purpose::Work, 0, 0)), Span::MINUTE);
        assert!((fixed.mean_hours() - 1.0 / 60.0).abs() < 1e-12);
    }
}
