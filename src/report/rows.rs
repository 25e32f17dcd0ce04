//! CSV files: one plain struct a row, one field a column.
//!
//! Numbers are written in the shortest form that reads back as the same
//! number; a missing value, and one that is not finite, is an empty field.

pub mod draws;
pub mod pilot;
pub mod regimes;

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
pub(super) fn finite_or_empty<S: Serializer>(
    value: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.filter(|value| value.is_finite()).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<R: Row + Clone>(rows: &[R]) -> String {
        let mut bytes = Vec::new();
        write_csv(rows.iter().cloned(), &mut bytes).expect("memory takes all");
        String::from_utf8(bytes).expect("it is text")
    }

    fn indicator(value: Option<f64>) -> IndicatorRow {
        let (scenario, indicator) = ("city, \"old\"".to_owned(), "backlog_mean".to_owned());
        IndicatorRow { scenario, replication: 0, indicator, value, unit: "cases".into() }
    }

    #[test]
    fn a_missing_value_is_an_empty_field() {
        let values = [Some(0.1 + 0.2), Some(-0.0), Some(1e300), Some(f64::NAN), None];
        assert_eq!(
            written(&values.map(indicator)),
            "scenario,replication,indicator,value,unit\n\
             \"city, \"\"old\"\"\",0,backlog_mean,0.30000000000000004,cases\n\
             \"city, \"\"old\"\"\",0,backlog_mean,-0.0,cases\n\
             \"city, \"\"old\"\"\",0,backlog_mean,1e300,cases\n\
             \"city, \"\"old\"\"\",0,backlog_mean,,cases\n\
             \"city, \"\"old\"\"\",0,backlog_mean,,cases\n"
        );
    }

    #[test]
    fn the_header_is_there_without_rows() {
        assert_eq!(written::<DailyRow>(&[]), "scenario,replication,day,indicator,value\n");
    }

    #[test]
    fn differences_have_one_line_each() {
        let row = DifferenceRow {
            contrast: "b - a".into(),
            indicator: "handling_time_h".into(),
            unit: "h".into(),
            baseline: Some(50.0),
            alternative: Some(47.5),
            difference: Some(-2.5),
            ci_low: Some(-3.0),
            ci_high: Some(-2.0),
            p: Some(1e-7),
            p_holm: None,
            n: 40,
            primary: true,
        };
        assert_eq!(
            written(&[row]),
            "contrast,indicator,unit,baseline,alternative,difference,ci_low,ci_high,p,p_holm,n,\
             primary\nb - a,handling_time_h,h,50.0,47.5,-2.5,-3.0,-2.0,1e-7,,40,true\n"
        );
    }

    #[test]
    fn headers_name_the_fields() {
        let fields = |row: &serde_json::Value| {
            row.as_object().expect("a struct").keys().cloned().collect::<Vec<_>>()
        };
        let daily = DailyRow {
            scenario: String::new(),
            replication: 0,
            day: -3,
            indicator: String::new(),
            value: None,
        };
        let row = |row: serde_json::Result<serde_json::Value>| fields(&row.expect("it is plain"));
        assert_eq!(row(serde_json::to_value(indicator(None))), IndicatorRow::HEADER);
        assert_eq!(row(serde_json::to_value(daily)), DailyRow::HEADER);
    }
}
