//! The rows of `uncertainty.csv` and `uncertainty-draws.csv`.

use serde::Serialize;

use super::{Row, finite_or_empty};

/// One indicator in one replication of a draw: a row of `uncertainty.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UncertaintyRow {
    /// The draw, from zero.
    pub draw: usize,
    /// The scenario.
    pub scenario: String,
    /// The replication within the draw, from zero.
    pub replication: usize,
    /// The id of the indicator.
    pub indicator: &'static str,
    /// What it came to.
    #[serde(serialize_with = "finite_or_empty")]
    pub value: Option<f64>,
    /// Its unit.
    pub unit: &'static str,
}

impl Row for UncertaintyRow {
    const HEADER: &'static [&'static str] =
        &["draw", "scenario", "replication", "indicator", "value", "unit"];
}

/// One number as drawn: a row of `uncertainty-draws.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DrawRow {
    /// The draw, from zero.
    pub draw: usize,
    /// The path of the number.
    pub path: String,
    /// The number.
    pub value: f64,
    /// Its unit; empty for a plain number.
    pub unit: String,
    /// The first scenario that states it so; others that do are not repeated.
    pub scenario: String,
}

impl Row for DrawRow {
    const HEADER: &'static [&'static str] = &["draw", "path", "value", "unit", "scenario"];
}
