//! Moments of the simulation as dates and times of day.

use jiff::civil;

use crate::scenario::Date;
use crate::time::{Span, Time};

/// The calendar of a scenario: which date each day is.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    start: civil::Date,
}

impl Dates {
    /// The calendar in which day 0 is this date.
    pub fn from(start: Date) -> Self {
        Self { start: start.0 }
    }

    /// The date a moment lies in.
    pub fn date(self, moment: Time) -> civil::Date {
        self.start.saturating_add(jiff::Span::new().days(moment.day().clamp(-500_000, 500_000)))
    }

    /// Local date and time after ISO 8601, to the millisecond, without a zone.
    pub fn iso(self, moment: Time) -> String {
        let ms = moment.of_day().ms() % 1000;
        format!("{}T{}.{ms:03}", self.date(moment), clock(moment.of_day()))
    }
}

/// A span or a time of day as `08:05:00`, cut to whole seconds.
pub fn clock(of_day: Span) -> String {
    let seconds = of_day.ms() / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dates_of_the_scenario() {
        let dates = Dates::from(Date(civil::date(2004, 2, 28)));
        let at = |day, ms| dates.iso(Time::from_day(day) + Span::from_ms(ms));
        assert_eq!(at(0, 0), "2004-02-28T00:00:00.000");
        assert_eq!(at(1, 86_399_999), "2004-02-29T23:59:59.999");
        assert_eq!(at(2, 29_105_007), "2004-03-01T08:05:05.007");
        assert_eq!(at(-59, 0), "2003-12-31T00:00:00.000");
    }
}
