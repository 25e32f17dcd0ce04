//! Public holidays and make-up working days, as a scenario file lists them.

use jiff::civil;

use super::read::{At, Read, Reader};
use super::shape::Shape;
use super::study::Scenario;
use super::tree::Value;
use super::{Keyed, Name, Place, record};
use crate::lang::{Phrase, text};
use crate::time::{Almanac, Exception};

/// Between the first and the last of several days.
const TO: &str = " to ";

record! {
    /// Public holidays and make-up working days (调休); days of years that are not listed count
    /// by weekday alone.
    pub struct Calendar {
        /// The years that are known.
        pub years: Keyed<Year>,
    }
}

record! {
    /// The holidays of a calendar year.
    pub struct Year {
        /// The year, such as `"2004"`.
        pub id: Name,
        /// Who announced them.
        pub source: String,
        /// Days off: each keeps the rhythm of a Sunday.
        pub holidays: Vec<Days>,
        /// Weekend days that are worked for them: each keeps the rhythm of a Monday.
        pub working: Vec<Days>,
    }
}

impl Year {
    /// The year as a number, if it is one of four digits.
    #[must_use]
    pub fn number(&self) -> Option<i16> {
        let text = self.id.as_str();
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| text.parse().ok()).flatten()
    }

    /// All that is listed, with what it is.
    pub fn entries(&self) -> impl Iterator<Item = (Exception, &Days)> {
        let holidays = self.holidays.iter().map(|days| (Exception::Holiday, days));
        holidays.chain(self.working.iter().map(|days| (Exception::MakeUp, days)))
    }
}

/// A day, or the days from one to another, both included: `"2004-10-01"` or
/// `"2004-10-01 to 2004-10-07"`.
#[derive(Clone, Debug)]
pub struct Days {
    /// The first.
    pub first: civil::Date,
    /// The last.
    pub last: civil::Date,
    /// Where it was written.
    pub place: Place,
}

/// The same days, wherever they were written.
impl PartialEq for Days {
    fn eq(&self, other: &Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }
}

impl Days {
    /// Each day.
    pub fn each(&self) -> impl Iterator<Item = civil::Date> {
        let last = self.last;
        self.first.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
    }

    fn parse(text: &str) -> Option<[civil::Date; 2]> {
        let date = |text: &str| (text.len() == 10).then(|| text.parse().ok()).flatten();
        let (first, last) = text.split_once(TO).unwrap_or((text, text));
        Some([date(first)?, date(last)?])
    }
}

impl Read for Days {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let place = at.node.place;
        let found = match &at.node.value {
            Value::Text(text) | Value::Date(text) => Self::parse(text),
            _ => None,
        };
        let message = match found {
            Some([first, last]) if first <= last => return Some(Self { first, last, place }),
            Some(_) => {
                let found = reader.written(place);
                text!("{found} ends before it begins", "{found} 的末日早于首日")
            }
            None => {
                let expected = text!(
                    "a day or the days from one to another, such as \"2004-10-01\" or \"2004-10-01 to \
                     2004-10-07\",",
                    "一天,或自某日至某日,例如 \"2004-10-01\" 或 \"2004-10-01 to 2004-10-07\""
                );
                reader.expected(at, &expected);
                return None;
            }
        };
        reader.refuse(at, message, None);
        None
    }

    fn shape() -> Shape {
        Shape::Text { noun: Phrase::new("days", "日期"), example: "2004-10-01 to 2004-10-07" }
    }
}

impl Scenario {
    /// The weekday and the rhythm of each day, where day 0 is the scenario's start.
    #[must_use]
    pub fn almanac(&self) -> Almanac {
        let weekday = self.start.0.weekday().to_monday_zero_offset();
        let years = self.calendar.iter().flat_map(|calendar| &calendar.years);
        let listed = years.flat_map(|year| year.entries().collect::<Vec<_>>());
        let days = listed.flat_map(|(what, days)| days.each().map(move |day| (day, what)));
        Almanac::weekly(weekday.unsigned_abs())
            .with(days.map(|(day, what)| (days_between(self.start.0, day), what)))
    }
}

/// Days from one date to another, negative if the second is the earlier.
fn days_between(from: civil::Date, to: civil::Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests;
