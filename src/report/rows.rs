//! CSV files: one plain struct a row, one field a column.
//!
//! Numbers are written in the shortest form that reads back as the same
//! number; a missing value, and one that is not finite, is an empty field.

use std::io::Write;

use serde::{Serialize, Serializer};

/// A row of a CSV file.
pub trait Row: Serialize {
    /// The names of the columns, which are those of the fields.
    const HEADER: &'static [&'static str];
}

/// One indicator in one replication: a row of `indicators.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndicatorRow {
    /// The scenario.
    pub scenario: String,
    /// The replication, from zero.
    pub replication: usize,
    /// The id of the indicator.
    pub indicator: String,
    /// What it came to.
    #[serde(serialize_with = "finite_or_empty")]
    pub value: Option<f64>,
    /// Its unit.
    pub unit: String,
}

impl Row for IndicatorRow {
    const HEADER: &'static [&'static str] =
        &["scenario", "replication", "indicator", "value", "unit"];
}

/// One indicator on one day of one replication: a row of `daily.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DailyRow {
    /// The scenario.
    pub scenario: String,
    /// The replication, from zero.
    pub replication: usize,
    /// The day; measurement begins on day 0.
    pub day: i64,
    /// The id of the indicator.
    pub indicator: String,
    /// What it came to.
    #[serde(serialize_with = "finite_or_empty")]
    pub value: Option<f64>,
}

impl Row for DailyRow {
    const HEADER: &'static [&'static str] =
        &["scenario", "replication", "day", "indicator", "value"];
}

/// One paired difference: a row of `differences.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DifferenceRow {
    /// The contrast.
    pub contrast: String,
    /// The id of the indicator.
    pub indicator: String,
    /// Its unit.
    pub unit: String,
    /// Mean of the baseline.
    #[serde(serialize_with = "finite_or_empty")]
    pub baseline: Option<f64>,
    /// Mean of the alternative.
    #[serde(serialize_with = "finite_or_empty")]
    pub alternative: Option<f64>,
    /// Mean paired difference, alternative minus baseline.
    #[serde(serialize_with = "finite_or_empty")]
    pub difference: Option<f64>,
    /// Lower end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub ci_low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub ci_high: Option<f64>,
    /// p-value of the contrast alone.
    #[serde(serialize_with = "finite_or_empty")]
    pub p: Option<f64>,
    /// p-value adjusted over the family by Holm's method.
    #[serde(serialize_with = "finite_or_empty")]
    pub p_holm: Option<f64>,
    /// Pairs of replications.
    pub n: usize,
    /// Whether the indicator is a declared primary one.
    pub primary: bool,
}

impl Row for DifferenceRow {
    const HEADER: &'static [&'static str] = &[
        "contrast",
        "indicator",
        "unit",
        "baseline",
        "alternative",
        "difference",
        "ci_low",
        "ci_high",
        "p",
        "p_holm",
        "n",
        "primary",
    ];
}

/// Writes rows under their header, which is there even if no row is.
///
/// # Errors
/// When the target cannot be written.
pub fn write_csv<R: Row>(
    rows: impl IntoIterator<Item = R>,
    target: impl Write,
) -> std::io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(target);
    writer.write_record(R::HEADER)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()
}

#[expect(clippy::ref_option, reason = "the form that serde calls")]
fn finite_or_empty<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.filter(|value| value.is_finite()).serialize(serializer)
}
