//! The rows of `warm_up.csv`.

use serde::Serialize;

use super::{Row, finite_or_empty};

/// One state of a scenario on one day of the pilot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WarmUpRow {
    /// The scenario.
    pub scenario: String,
    /// What is counted.
    pub series: &'static str,
    /// The day from the empty beginning on.
    pub day: usize,
    /// Mean over the replications of the pilot, divided by the calendar's share where the
    /// series has one.
    pub value: f64,
    /// Moving average of it; the last days have none.
    #[serde(serialize_with = "finite_or_empty")]
    pub moving_average: Option<f64>,
    /// The day before which MSER-5 cuts.
    pub truncation: usize,
}

impl Row for WarmUpRow {
    const HEADER: &'static [&'static str] =
        &["scenario", "series", "day", "value", "moving_average", "truncation"];
}
