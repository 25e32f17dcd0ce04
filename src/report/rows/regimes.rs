//! The rows of `regimes.csv`.

use serde::Serialize;

use super::Row;

/// The mean of a series in a street and period, over replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegimeRow {
    /// The scenario: with its changes, or without.
    pub scenario: String,
    /// The street, from 1.
    pub street: usize,
    /// The period, from 0.
    pub period: usize,
    /// Its first day.
    pub from: i64,
    /// The day after its last.
    pub until: i64,
    /// The regime in force.
    pub regime: String,
    /// The series.
    pub indicator: &'static str,
    /// Its mean over the days of the period and over replications.
    pub value: f64,
    /// What it is counted in.
    pub unit: &'static str,
}

impl Row for RegimeRow {
    const HEADER: &'static [&'static str] =
        &["scenario", "street", "period", "from", "until", "regime", "indicator", "value", "unit"];
}
