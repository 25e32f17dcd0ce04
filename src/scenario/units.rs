//! Quantities as written in a scenario: `"4 h"`, `"0.18 km2"`, `"35 %"`.
//!
//! A number, a space and a unit; plain numbers only where there is no unit.
//! Each type refuses what is not finite, below zero where that means nothing,
//! or so great that later arithmetic could overflow.

mod hours;
mod limit;
mod measure;
mod rate;
mod staffing;

pub use hours::WeeklyHours;
pub use limit::Limit;
pub use rate::{Rate, Subject};
pub use staffing::{Basis, Per};

pub(super) use measure::split as parse_quantity;

use jiff::civil;

use super::read::{At, Read, Reader};
use super::shape::Shape;
use super::tree::Value;
use crate::lang::{Phrase, text};
use crate::time::Span;
use measure::{AREA, COUNT, DENSITY, LENGTH, MONEY, NUMBER, SHARE, SPEED, TIME, WAGE};

macro_rules! quantities {
    ($( $(#[doc = $doc:literal])* $name:ident: $dimension:ident; )*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl Read for $name {
            fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
                reader.quantity(at, &$dimension).map(Self)
            }

            fn shape() -> Shape {
                $dimension.shape()
            }
        }
    )* };
}

quantities! {
    /// An area \[m²\], such as `"0.18 km2"`.
    Area: AREA;
    /// A length \[m\], such as `"300 m"`.
    Length: LENGTH;
    /// A speed \[m/h\], such as `"4 km/h"`.
    Speed: SPEED;
    /// Residents by ground \[1/km²\], such as `"22000 residents/km2"`.
    Density: DENSITY;
    /// An amount of money \[yuan\], such as `"2000 yuan"`.
    Money: MONEY;
    /// A wage \[yuan/year\], such as `"2500 yuan/month"`.
    Wage: WAGE;
    /// A share of a whole, 0 to 1, such as `0.35` or `"35 %"`.
    Share: SHARE;
    /// Any number without a unit.
    Number: NUMBER;
}

/// A time, such as `"4 h"`; ranges are in milliseconds.
impl Read for Span {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        reader.span(at)
    }

    fn shape() -> Shape {
        TIME.shape()
    }
}

/// A whole number from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count(pub u64);

impl Read for Count {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        if matches!(at.node.value, Value::Float(_)) && reader.drawn.is_none() {
            let found = Phrase::new("a number with a fraction", "带小数的数");
            return reader.not_a(at, &COUNT, found);
        }
        reader.quantity(at, &COUNT).map(|count| Self(count as u64))
    }

    fn shape() -> Shape {
        COUNT.shape()
    }
}

/// A day of the calendar, such as `"2004-10-01"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub civil::Date);

impl Read for Date {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let text = match &at.node.value {
            Value::Text(text) | Value::Date(text) => text.as_str(),
            _ => "",
        };
        let date = (text.len() == 10).then(|| text.parse().ok()).flatten();
        if date.is_none() {
            let expected = text!("a date, such as \"2004-10-01\",", "日期(例如 \"2004-10-01\")");
            reader.expected(at, &expected);
        }
        date.map(Self)
    }

    fn shape() -> Shape {
        Shape::Text { noun: Phrase::new("a date", "日期"), example: "2004-10-01" }
    }
}
