//! Numbers with a unit.

use crate::lang::{Phrase, text};
use crate::scenario::read::{At, Reader};
use crate::scenario::shape::Shape;
use crate::scenario::tree::Value;
use crate::time::Span;

/// A kind of quantity: how it may be written and how great it may be.
#[derive(Debug)]
pub struct Dimension {
    /// What it is, such as "a time".
    pub noun: Phrase,
    /// One way to write it, as in a file.
    pub example: Phrase,
    /// Its units and how many base units each is.
    pub units: &'static [(&'static str, f64)],
    /// Whether a plain number, in base units, is enough.
    pub plain: bool,
    /// Whether it counts, without fractions.
    pub whole: bool,
    /// The least allowed, in base units.
    pub least: f64,
    /// The most allowed, in base units.
    pub most: f64,
}

impl Dimension {
    pub(super) const fn of(
        noun: Phrase,
        example: Phrase,
        units: &'static [(&'static str, f64)],
        most: f64,
    ) -> Self {
        Self { noun, example, units, plain: false, whole: false, least: 0.0, most }
    }

    /// The dimension as a shape.
    #[must_use]
    pub fn shape(&self) -> Shape {
        let units = self.units.iter().map(|(unit, _)| *unit).collect();
        Shape::Quantity { noun: self.noun, example: self.example, units, plain: self.plain }
    }

    pub(super) fn factor(&self, unit: &str) -> Option<f64> {
        self.units.iter().find(|(known, _)| *known == unit).map(|(_, factor)| *factor)
    }
}

const HOUR: f64 = 3.6e6;
const DAY: f64 = 24.0 * HOUR;
const YEAR: f64 = 365.0 * DAY;

pub(super) const TIME: Dimension = Dimension::of(
    Phrase::new("a time", "时间"),
    Phrase::same("\"4 h\""),
    &[
        ("ms", 1.0),
        ("s", 1e3),
        ("min", 6e4),
        ("h", HOUR),
        ("d", DAY),
        ("day", DAY),
        ("days", DAY),
        ("week", 7.0 * DAY),
        ("weeks", 7.0 * DAY),
        ("year", YEAR),
        ("years", YEAR),
    ],
    1000.0 * YEAR,
);
pub(super) const AREA: Dimension = Dimension::of(
    Phrase::new("an area", "面积"),
    Phrase::same("\"0.18 km2\""),
    &[("m2", 1.0), ("m²", 1.0), ("ha", 1e4), ("km2", 1e6), ("km²", 1e6)],
    1e13,
);
pub(super) const LENGTH: Dimension = Dimension::of(
    Phrase::new("a length", "长度"),
    Phrase::same("\"300 m\""),
    &[("m", 1.0), ("km", 1e3)],
    1e8,
);
pub(super) const SPEED: Dimension = Dimension::of(
    Phrase::new("a speed", "速度"),
    Phrase::same("\"4 km/h\""),
    &[("m/h", 1.0), ("m/s", 3600.0), ("km/h", 1e3)],
    1e6,
);
pub(super) const DENSITY: Dimension = Dimension::of(
    Phrase::new("a density", "人口密度"),
    Phrase::same("\"22000 residents/km2\""),
    &[("residents/km2", 1.0), ("residents/km²", 1.0), ("residents/ha", 100.0)],
    1e7,
);
pub(super) const MONEY: Dimension = Dimension::of(
    Phrase::new("an amount of money", "金额"),
    Phrase::same("\"2000 yuan\""),
    &[("yuan", 1.0)],
    1e15,
);
pub(super) const WAGE: Dimension = Dimension::of(
    Phrase::new("a wage", "薪酬"),
    Phrase::same("\"2500 yuan/month\""),
    &[("yuan/year", 1.0), ("yuan/month", 12.0)],
    1e9,
);
pub(super) const SHARE: Dimension = Dimension {
    plain: true,
    ..Dimension::of(
        Phrase::new("a share", "比例"),
        Phrase::new("0.35 or \"35 %\"", "0.35 或 \"35 %\""),
        &[("%", 0.01)],
        1.0,
    )
};
pub(super) const COUNT: Dimension = Dimension {
    plain: true,
    whole: true,
    ..Dimension::of(Phrase::new("a whole number", "整数"), Phrase::same("12"), &[], 9e15)
};
pub(super) const NUMBER: Dimension = Dimension {
    plain: true,
    least: -1e15,
    ..Dimension::of(Phrase::new("a number", "数"), Phrase::same("1.5"), &[], 1e15)
};

/// Every kind of quantity with units, to say what was written instead.
const ALL: &[&Dimension] = &[&TIME, &AREA, &LENGTH, &SPEED, &DENSITY, &MONEY, &WAGE, &SHARE];

/// A number and the unit it was written in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured<'t> {
    /// The number, in that unit.
    pub number: f64,
    /// The unit; empty for a plain number.
    pub unit: &'t str,
}

impl Measured<'_> {
    /// What this is, in words, whatever was expected.
    pub(super) fn noun(&self) -> Phrase {
        if self.unit.is_empty() {
            return Phrase::new("a plain number", "不带单位的数");
        }
        let first = self.unit.split(' ').next();
        match ALL.iter().find(|dimension| dimension.factor(self.unit).is_some()) {
            Some(dimension) => dimension.noun,
            None if first == Some("per") => Phrase::new("a number per something", "按某项计的数"),
            None if first == Some("working") => Phrase::new("a time of work", "以工作时间计的时间"),
            None => Phrase::new("a number with an unknown unit", "单位未知的数"),
        }
    }
}

/// Parses a number as TOML writes it, but whatever its size.
pub(super) fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.contains("__");
    if !plain || digits.ends_with('_') {
        return None;
    }
    text.replace('_', "").parse().ok()
}

/// Splits text into a number and a unit, with one space for each run of them.
pub(in crate::scenario) fn split(text: &str) -> Option<(f64, String)> {
    let mut words = text.split_whitespace();
    let number = number(words.next()?)?;
    Some((number, words.collect::<Vec<_>>().join(" ")))
}

impl Reader {
    /// A quantity in base units; notes it as needing provenance.
    pub(super) fn quantity(&mut self, at: &At<'_>, dimension: &Dimension) -> Option<f64> {
        let split_text = at.node.text().map(split);
        let measured = match (&at.node.value, &split_text) {
            (Value::Integer(number), _) => Measured { number: *number as f64, unit: "" },
            (Value::Float(number), _) => Measured { number: *number, unit: "" },
            (_, Some(Some((number, unit)))) => Measured { number: *number, unit },
            _ => return self.not_a(at, dimension, at.node.kind()),
        };
        self.leaf(at);
        let factor = match dimension.factor(measured.unit) {
            Some(factor) => factor,
            None if dimension.plain && measured.unit.is_empty() => 1.0,
            None => return self.not_a(at, dimension, measured.noun()),
        };
        let rounds = dimension.whole && self.drawn.is_some();
        let number = if rounds { measured.number.round() } else { measured.number };
        let measured = Measured { number, ..measured };
        self.bounded(at, measured, factor, (dimension.least, dimension.most))
    }

    /// Notes that something else stands where a quantity is expected.
    pub(super) fn not_a<T>(&mut self, at: &At<'_>, wanted: &Dimension, found: Phrase) -> Option<T> {
        let (subject, noun, example) = (self.subject(at), wanted.noun, wanted.example);
        let units = wanted.units.iter().map(|(unit, _)| *unit).collect::<Vec<_>>().join(", ");
        let help = (!units.is_empty()).then(|| text!("units: {units}", "单位:{units}"));
        let message = text!(
            "{subject} is {found}; {noun} is expected, such as {example}",
            "{subject}是{found};应为{noun},例如 {example}",
            subject,
            found,
            noun,
            example
        );
        self.refuse(at, message, help);
        None
    }

    /// A number in base units, if it is finite and within both the range that
    /// the place allows and the one that the type does; one that may have been drawn is brought
    /// there.
    pub(super) fn bounded(
        &mut self,
        at: &At<'_>,
        measured: Measured<'_>,
        factor: f64,
        (least, most): (f64, f64),
    ) -> Option<f64> {
        let (low, high) = at.range.unwrap_or((least, most));
        let (low, high) = (low.max(least), high.min(most));
        let base = in_base(measured.number, factor);
        if base >= low && base <= high {
            self.use_drawn(at, measured.number);
            return Some(base);
        }
        if self.drawn.is_some() && base.is_finite() && low <= high {
            let within = base.clamp(low, high);
            self.use_drawn(at, within / factor);
            return Some(within);
        }
        let found = self.written(at.node.place);
        let unit = measured.unit;
        let end = |base: f64| format!("{} {unit}", tidy(base / factor)).trim_end().to_owned();
        let problem = if base.is_finite() {
            Phrase::new("is out of range", "超出范围")
        } else {
            Phrase::new("is not finite", "不是有限的数")
        };
        let (low, high) = (end(low), end(high));
        let message = text!(
            "{found} {problem}; from {low} to {high} is allowed",
            "{found} {problem};允许 {low} 至 {high}",
            problem
        );
        self.refuse(at, message, None);
        None
    }

    /// Notes the number that is used, in the unit written, where it may have been drawn.
    fn use_drawn(&mut self, at: &At<'_>, number: f64) {
        if let Some(drawn) = &mut self.drawn {
            drawn.insert(at.path.to_string(), number);
        }
    }

    /// A time.
    pub(super) fn span(&mut self, at: &At<'_>) -> Option<Span> {
        self.quantity(at, &TIME).map(|ms| Span::from_ms(ms.round() as i64))
    }
}

/// A number in base units, never minus zero. Dividing by a whole number is
/// exact where multiplying by its inverse is not: 35 % is 0.35.
fn in_base(number: f64, factor: f64) -> f64 {
    if factor < 1.0 { number / (1.0 / factor) + 0.0 } else { number * factor + 0.0 }
}

/// A number with at most six digits that count.
pub(super) fn tidy(number: f64) -> String {
    let rounded: f64 = format!("{number:.5e}").parse().unwrap_or(number);
    if rounded.abs() < 1e16 && rounded.abs() >= 1e-4 || rounded == 0.0 {
        rounded.to_string()
    } else {
        format!("{rounded:e}")
    }
}
