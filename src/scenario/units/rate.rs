//! How often something happens.

use super::measure::{Dimension, Measured, TIME, split};
use crate::lang::Phrase;
use crate::scenario::read::{At, Read, Reader};
use crate::scenario::shape::Shape;

/// What a rate is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The whole city.
    City,
    /// Each resident.
    Resident,
    /// Each household.
    Household,
    /// Each block.
    Block,
    /// Each square kilometre.
    Km2,
    /// Each grid.
    Grid,
    /// Each component of the built environment (部件).
    Component,
}

impl Subject {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "" => Self::City,
            "resident" => Self::Resident,
            "household" => Self::Household,
            "block" => Self::Block,
            "km2" | "km²" => Self::Km2,
            "grid" => Self::Grid,
            "component" => Self::Component,
            _ => return None,
        })
    }
}

/// How often something happens, such as `"0.35 per resident year"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// What it is counted for.
    pub subject: Subject,
    /// Times an hour, for each subject \[1/h\].
    pub per_hour: f64,
}

const RATE: Dimension = Dimension::of(
    Phrase::new("a rate", "发生频率"),
    Phrase::same("\"0.35 per resident year\""),
    &[
        ("per day", 0.0),
        ("per resident year", 0.0),
        ("per household year", 0.0),
        ("per block week", 0.0),
        ("per km2 day", 0.0),
        ("per grid day", 0.0),
        ("per component year", 0.0),
    ],
    1e9,
);

impl Read for Rate {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let Some((number, unit)) = at.node.text().and_then(split) else {
            return reader.not_a(at, &RATE, at.node.kind());
        };
        reader.leaf(at);
        let measured = Measured { number, unit: &unit };
        let Some((subject, per_hour)) = parse(&unit) else {
            return reader.not_a(at, &RATE, measured.noun());
        };
        let per_hour = reader.bounded(at, measured, per_hour, (RATE.least, RATE.most))?;
        Some(Self { subject, per_hour })
    }

    fn shape() -> Shape {
        RATE.shape()
    }
}

/// Reads `per resident year`: for what, and how often an hour once a year is.
fn parse(unit: &str) -> Option<(Subject, f64)> {
    let words = unit.strip_prefix("per ")?;
    let (subject, time) = words.split_once(' ').unwrap_or(("", words));
    Some((Subject::named(subject)?, 3.6e6 / TIME.factor(time)?))
}
