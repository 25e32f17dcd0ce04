//! Staffing by rule: so many per so much.

use super::measure::{AREA, Dimension, Measured, number, split};
use crate::lang::Phrase;
use crate::scenario::read::{At, Read, Reader};
use crate::scenario::shape::Shape;

/// What staffing is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Ground \[m²\].
    Area,
    /// Residents.
    Residents,
    /// Households.
    Households,
    /// Blocks.
    Blocks,
    /// Grids.
    Grids,
    /// Beats.
    Beats,
    /// Communities.
    Communities,
    /// Streets.
    Streets,
    /// Districts.
    Districts,
    /// Cities.
    Cities,
}

/// A staffing rule, such as `"1 per 0.18 km2"` or `"12 per district"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Per {
    /// How many.
    pub count: f64,
    /// By what.
    pub basis: Basis,
    /// By how much of it; above zero.
    pub amount: f64,
}

const PER: Dimension = Dimension::of(
    Phrase::new("a staffing rule", "人员配置规则"),
    Phrase::new(
        "\"1 per 0.18 km2\" or \"12 per district\"",
        "\"1 per 0.18 km2\" 或 \"12 per district\"",
    ),
    &[
        ("per km2", 0.0),
        ("per resident", 0.0),
        ("per household", 0.0),
        ("per block", 0.0),
        ("per grid", 0.0),
        ("per beat", 0.0),
        ("per community", 0.0),
        ("per street", 0.0),
        ("per district", 0.0),
        ("per city", 0.0),
    ],
    1e9,
);

impl Read for Per {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let Some((count, unit)) = at.node.text().and_then(split) else {
            return reader.not_a(at, &PER, at.node.kind());
        };
        reader.leaf(at);
        let measured = Measured { number: count, unit: &unit };
        let Some((basis, amount)) = parse(&unit) else {
            return reader.not_a(at, &PER, measured.noun());
        };
        let count = reader.bounded(at, measured, 1.0, (PER.least, PER.most))?;
        Some(Self { count, basis, amount })
    }

    fn shape() -> Shape {
        PER.shape()
    }
}

/// Reads `per 0.18 km2` or `per street`.
fn parse(unit: &str) -> Option<(Basis, f64)> {
    let rest = unit.strip_prefix("per ")?;
    let (amount, unit) = match rest.split_once(' ') {
        Some((amount, unit)) => (number(amount)?, unit),
        None => (1.0, rest),
    };
    let (basis, factor) = match AREA.factor(unit) {
        Some(factor) => (Basis::Area, factor),
        None => (basis(unit)?, 1.0),
    };
    let amount = amount * factor;
    (amount > 0.0 && amount <= AREA.most).then_some((basis, amount))
}

fn basis(word: &str) -> Option<Basis> {
    Some(match word {
        "resident" | "residents" => Basis::Residents,
        "household" | "households" => Basis::Households,
        "block" | "blocks" => Basis::Blocks,
        "grid" | "grids" => Basis::Grids,
        "beat" | "beats" => Basis::Beats,
        "community" | "communities" => Basis::Communities,
        "street" | "streets" => Basis::Streets,
        "district" | "districts" => Basis::Districts,
        "city" | "cities" => Basis::Cities,
        _ => return None,
    })
}
