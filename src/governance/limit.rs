//! Promised times to closure, each on its own clock.

use crate::scenario::{self, Map};
use crate::time::{Calendar, Span, Time};

/// A promised time to closure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// Nights and weekends count.
    Urgent(Span),
    /// Only office hours count.
    WorkingHours(Span),
    /// Whole office days count; a day is a fifth of the office's week.
    WorkingDays(f64),
}

impl Limit {
    /// The moment until which a case that started its clock at `start` is on time.
    pub fn deadline(self, start: Time, office: &Calendar) -> Time {
        match self {
            Self::Urgent(span) => start + span,
            Self::WorkingHours(span) => office.advance(start, span),
            Self::WorkingDays(days) => {
                let day = office.weekly_span().ms() / 5;
                office.advance(start, Span::from_ms((day as f64 * days).round() as i64))
            }
        }
    }
}

impl Limit {
    /// The limit on a clock that never stops; a working day counts as 24 hours.
    pub fn wall(self) -> Span {
        match self {
            Self::Urgent(span) | Self::WorkingHours(span) => span,
            Self::WorkingDays(days) => Span::from_days(days),
        }
    }
}

/// The limit of a category, if it has one.
pub(super) fn of(limits: &Map<scenario::Limit>, category: &str) -> Option<Limit> {
    limits.get(category).map(|limit| match limit.value {
        scenario::Limit::Elapsed(span) => Limit::Urgent(span),
        scenario::Limit::WorkingHours(span) => Limit::WorkingHours(span),
        scenario::Limit::WorkingDays(days) => Limit::WorkingDays(days),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_working_days_from_friday_noon_end_on_tuesday() {
        let h = Span::HOUR.ms();
        let hours: Vec<_> =
            (0..5).flat_map(|day| [(day, 8 * h, 12 * h), (day, 14 * h, 18 * h)]).collect();
        let office = Calendar::weekly(&hours, 4);
        let noon = Time::ZERO + Span::HOUR * 12;
        let at = |day, hour| Time::from_day(day) + Span::HOUR * hour;
        assert_eq!(Limit::WorkingDays(2.0).deadline(noon, &office), at(4, 12));
        assert_eq!(Limit::WorkingHours(Span::HOUR * 4).deadline(noon, &office), at(0, 18));
        assert_eq!(Limit::Urgent(Span::HOUR * 8).deadline(noon, &office), at(0, 20));
    }
}
