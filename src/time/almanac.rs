//! Which weekday's rhythm each day keeps: its own, or another's on holidays and make-up days.

use std::collections::BTreeMap;

/// The weekday whose rhythm a public holiday keeps: Sunday.
const REST: u8 = 6;
/// The weekday whose rhythm a make-up day keeps: Monday.
const WORK: u8 = 0;

/// What a day is that is not what its weekday says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exception {
    /// A public holiday (放假): it keeps the rhythm of a Sunday.
    Holiday,
    /// A weekend day that is worked for a holiday (调休上班): it keeps the rhythm of a Monday,
    /// since notices do not always say which weekday it stands for.
    MakeUp,
}

impl Exception {
    /// The weekday whose rhythm such a day keeps, Monday = 0.
    #[must_use]
    pub const fn keeps(self) -> u8 {
        match self {
            Self::Holiday => REST,
            Self::MakeUp => WORK,
        }
    }
}

/// The weekdays of the clock, and the days that are not what their weekday says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Almanac {
    first_weekday: u8,
    /// In the order of days, each once.
    exceptions: Vec<(i64, Exception)>,
}

impl Almanac {
    /// Every day is what its weekday says; `first_weekday` is that of day 0, Monday = 0.
    #[must_use]
    pub fn weekly(first_weekday: u8) -> Self {
        Self { first_weekday, exceptions: Vec::new() }
    }

    /// The same with these exceptions; of a day that is given twice, the last counts.
    #[must_use]
    pub fn with(self, exceptions: impl IntoIterator<Item = (i64, Exception)>) -> Self {
        let each: BTreeMap<i64, Exception> = exceptions.into_iter().collect();
        Self { exceptions: each.into_iter().collect(), ..self }
    }

    /// The weekday of day 0, Monday = 0.
    #[must_use]
    pub fn first_weekday(&self) -> u8 {
        self.first_weekday
    }

    /// The weekday of a day, Monday = 0, whatever rhythm it keeps.
    #[must_use]
    pub fn weekday(&self, day: i64) -> u8 {
        (day.rem_euclid(7) as u8 + self.first_weekday) % 7
    }

    /// What a day is, if it is not what its weekday says.
    #[must_use]
    pub fn exception(&self, day: i64) -> Option<Exception> {
        let found = self.exceptions.binary_search_by_key(&day, |(day, _)| *day).ok();
        found.map(|place| self.exceptions[place].1)
    }

    /// All days that are not what their weekday says, in order.
    #[must_use]
    pub fn exceptions(&self) -> &[(i64, Exception)] {
        &self.exceptions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_weekday_and_may_be_an_exception() {
        let almanac = Almanac::weekly(4).with([
            (8, Exception::MakeUp),
            (0, Exception::Holiday),
            (-5, Exception::Holiday),
        ]);
        assert_eq!([-5, 0, 1, 8].map(|day| almanac.weekday(day)), [6, 4, 5, 5]);
        assert_eq!(almanac.exception(0), Some(Exception::Holiday));
        assert_eq!(almanac.exception(8), Some(Exception::MakeUp));
        assert_eq!(almanac.exception(1), None);
        let days: Vec<i64> = almanac.exceptions().iter().map(|(day, _)| *day).collect();
        assert_eq!(days, [-5, 0, 8]);
    }

    #[test]
    fn of_a_day_given_twice_the_last_counts() {
        let almanac = Almanac::weekly(0).with([(3, Exception::Holiday), (3, Exception::MakeUp)]);
        assert_eq!(almanac.exceptions(), [(3, Exception::MakeUp)]);
    }
}
