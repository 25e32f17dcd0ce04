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
    /// So many times the limit, on the same clock.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        let scaled = |span: Span| Span::from_ms((span.ms() as f64 * factor).round() as i64);
        match self {
            Self::Urgent(span) => Self::Urgent(scaled(span)),
            Self::WorkingHours(span) => Self::WorkingHours(scaled(span)),
            Self::WorkingDays(days) => Self::WorkingDays(days * factor),
        }
    }

    /// A deadline after the clock stood still from one moment until another; one that had
    /// passed before stays where it is.
    #[must_use]
    pub fn stopped(self, deadline: Time, [from, until]: [Time; 2], office: &Calendar) -> Time {
        match self {
            _ if deadline < from => deadline,
            Self::Urgent(_) => until + (deadline - from),
            _ => office.advance(until, office.open_between(from, deadline)),
        }
    }

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
    use crate::scenario::study::Scenario;

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

    /// Four working hours from Monday at 10 are two before noon and two after 14: due at 16.
    /// Held from 11 to Tuesday at 17, three hours are left: one on Tuesday, two on Wednesday.
    #[test]
    fn a_clock_that_stood_still_goes_on_where_it_stopped() {
        let h = Span::HOUR.ms();
        let hours: Vec<_> =
            (0..5).flat_map(|day| [(day, 8 * h, 12 * h), (day, 14 * h, 18 * h)]).collect();
        let office = Calendar::weekly(&hours, 0);
        let at = |day, hour| Time::from_day(day) + Span::HOUR * hour;
        let limit = Limit::WorkingHours(Span::HOUR * 4);
        let due = limit.deadline(at(0, 10), &office);
        assert_eq!(due, at(0, 16));
        let stopped = |limit: Limit| limit.stopped(due, [at(0, 11), at(1, 17)], &office);
        assert_eq!(stopped(limit), at(2, 10));
        assert_eq!(stopped(Limit::Urgent(Span::HOUR * 6)), at(1, 22));
        assert_eq!(limit.stopped(due, [at(0, 17), at(1, 17)], &office), due, "late before");
    }

    #[test]
    fn a_multiple_of_a_limit_runs_on_its_clock() {
        assert_eq!(Limit::WorkingDays(2.0).times(1.5), Limit::WorkingDays(3.0));
        assert_eq!(Limit::Urgent(Span::HOUR).times(2.0), Limit::Urgent(Span::HOUR * 2));
        let hours = Limit::WorkingHours(Span::HOUR * 4).times(0.5);
        assert_eq!(hours, Limit::WorkingHours(Span::HOUR * 2));
    }

    /// The office of the shipped models in a year of the shipped holidays, and the time of day
    /// on a date.
    fn dongcheng(start: &str) -> (Calendar, impl Fn(&str, i64) -> Time + use<>) {
        let sets = [format!("start={start}")];
        let source = scenario::Source::Builtin("beijing-dongcheng-2004");
        let loaded = scenario::load::<Scenario>(&source, &sets, scenario::Options::default());
        let scenario = loaded.unwrap_or_else(|faults| panic!("{faults}")).value;
        let model = scenario.governance.as_ref().expect("a governance model");
        let office = Calendar::new(&model.office_hours.0, &scenario.almanac());
        let first = scenario.start.0;
        let at = move |date: &str, hour| {
            let date: jiff::civil::Date = date.parse().expect("a date");
            Time::from_day(date.duration_since(first).as_hours() / 24) + Span::HOUR * hour
        };
        (office, at)
    }

    /// Spring Festival 2005: 9 to 15 February off, Saturday 5 and Sunday 6 February worked. The
    /// office is open 8 to 12 and 14 to 18, Monday to Friday.
    ///
    /// Five working days from the eve, Tuesday 8 February at 16:00, are 40 hours: 2 on the eve,
    /// 8 each on Wednesday 16, Thursday 17, Friday 18 and Monday 21 (34), and 6 on Tuesday 22,
    /// the last from 14 to 16. From Friday 4 February at 16:00: 2, then 8 on Saturday, Sunday,
    /// Monday and Tuesday (34), then 6 on Wednesday 16. By weekdays alone both would end a
    /// week after they began.
    #[test]
    fn five_working_days_skip_the_spring_festival_and_count_the_weekend_worked_for_it() {
        let (office, at) = dongcheng("2004-10-01");
        let deadline = |date, hour| Limit::WorkingDays(5.0).deadline(at(date, hour), &office);
        assert_eq!(deadline("2005-02-08", 16), at("2005-02-22", 16));
        assert_eq!(deadline("2005-02-04", 16), at("2005-02-16", 16));
        assert_eq!(deadline("2005-03-01", 16), at("2005-03-08", 16));
    }

    /// National Day 2004: 1 to 7 October off, 9 and 10 October worked. Four working hours from
    /// Thursday 30 September at 17:00 end on Friday 8 at 11:00, and from Friday 8 at 17:00 on
    /// Saturday 9 at 11:00.
    #[test]
    fn four_working_hours_skip_national_day_and_count_the_weekend_worked_for_it() {
        let (office, at) = dongcheng("2004-10-01");
        let limit = Limit::WorkingHours(Span::HOUR * 4);
        assert_eq!(limit.deadline(at("2004-09-30", 17), &office), at("2004-10-08", 11));
        assert_eq!(limit.deadline(at("2004-10-08", 17), &office), at("2004-10-09", 11));
        let urgent = Limit::Urgent(Span::HOUR * 4);
        assert_eq!(urgent.deadline(at("2004-10-01", 17), &office), at("2004-10-01", 21));
    }

    /// A case filed on Friday 4 March 2005 at 17:00, an hour before the office closes: urgent
    /// limits end in the night and over the weekend, the others on Monday or a week later.
    #[test]
    fn the_table_of_yuncheng_runs_on_three_clocks() {
        let source = scenario::Source::Builtin("measures/limits-yuncheng");
        let loaded = scenario::load::<Scenario>(&source, &[], scenario::Options::default());
        let scenario = loaded.unwrap_or_else(|faults| panic!("{faults}")).value;
        let limits = &scenario.governance.as_ref().expect("a model").deadlines;
        let (office, at) = dongcheng("2004-10-01");
        let due = |category: &str| {
            let limit = of(limits, category).expect("a limit");
            limit.deadline(at("2005-03-04", 17), &office)
        };
        for (category, date, hour) in [
            ("mobile-vendor", "2005-03-04", 19),
            ("illegal-building", "2005-03-06", 17),
            ("dirty-road", "2005-03-07", 9),
            ("litter-bin", "2005-03-07", 11),
            ("small-adverts", "2005-03-07", 17),
            ("road-damage", "2005-03-11", 17),
        ] {
            assert_eq!(due(category), at(date, hour), "{category}");
        }
        let clocks = limits.values().map(|limit| std::mem::discriminant(&limit.value));
        let clocks: Vec<_> = clocks.collect();
        let kinds = clocks.iter().enumerate().filter(|(i, kind)| !clocks[..*i].contains(kind));
        assert_eq!((clocks.len(), kinds.count()), (16, 3));
    }
}
