//! The clock: moments and lengths of time in whole milliseconds.

pub mod almanac;
pub mod calendar;

pub use almanac::{Almanac, Exception};
pub use calendar::Calendar;

use std::fmt;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;
/// Milliseconds in a day.
const DAY: i64 = 24 * HOUR;

/// A moment on the clock \[ms\]; zero is the midnight where measurement begins.
///
/// Warm-up happens at negative times: a problem belongs to the results exactly
/// when it arises at `Time::ZERO` or later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// A length of time \[ms\].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(i64);

impl Time {
    /// The moment where measurement begins.
    pub const ZERO: Self = Self(0);
    /// A moment after every other.
    pub const NEVER: Self = Self(i64::MAX);

    /// The moment this many milliseconds after zero.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// The midnight that begins a day; day 0 begins at zero.
    #[must_use]
    pub const fn from_day(day: i64) -> Self {
        Self(day * DAY)
    }

    /// Milliseconds since zero.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The day this moment lies in; warm-up days are negative.
    #[must_use]
    pub const fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// The time of day.
    #[must_use]
    pub const fn of_day(self) -> Span {
        Span(self.0.rem_euclid(DAY))
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// One minute.
    pub const MINUTE: Self = Self(60_000);
    /// One hour.
    pub const HOUR: Self = Self(HOUR);
    /// One day of 24 hours.
    pub const DAY: Self = Self(DAY);

    /// A span of this many milliseconds.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// A span of this many hours, rounded to the millisecond.
    ///
    /// # Panics
    /// If the span is not finite or longer than 292 million years.
    #[must_use]
    pub fn from_hours(hours: f64) -> Self {
        let ms = (hours * HOUR as f64).round();
        assert!(ms.abs() < i64::MAX as f64, "a span of {hours} h");
        Self(ms as i64)
    }

    /// A span of this many days, rounded to the millisecond.
    #[must_use]
    pub fn from_days(days: f64) -> Self {
        Self::from_hours(24.0 * days)
    }

    /// Milliseconds.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Hours.
    #[must_use]
    pub fn hours(self) -> f64 {
        self.0 as f64 / HOUR as f64
    }

    /// Days of 24 hours.
    #[must_use]
    pub fn days(self) -> f64 {
        self.0 as f64 / DAY as f64
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minute = self.of_day().0 / 60_000;
        write!(f, "day {} {:02}:{:02}", self.day(), minute / 60, minute % 60)
    }
}

impl Sub for Time {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        Span(self.0 - earlier.0)
    }
}

impl Add<Span> for Time {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0 + span.0)
    }
}

impl Sub<Span> for Time {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0 - span.0)
    }
}

impl AddAssign<Span> for Time {
    fn add_assign(&mut self, span: Span) {
        self.0 += span.0;
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Span {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Span {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Span {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Span {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_before_zero_lies_in_a_negative_day() {
        let eve = Time::ZERO - Span::HOUR;
        assert_eq!(eve.day(), -1);
        assert_eq!(eve.of_day(), Span::HOUR * 23);
        assert_eq!(eve.to_string(), "day -1 23:00");
    }

    #[test]
    fn hours_round_to_the_millisecond() {
        assert_eq!(Span::from_hours(1.0 / 3.0).ms(), 1_200_000);
        assert_eq!(Span::from_days(0.5), Span::HOUR * 12);
    }
}
