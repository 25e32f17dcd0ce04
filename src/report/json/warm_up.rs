//! How a warm-up came to be, in `summary.json`.

use serde::Serialize;

use crate::experiment::{StateSeries, WarmUp};

/// A warm-up that was found from a pilot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// How.
    pub found_by: &'static str,
    /// Days of the pilot.
    pub pilot_days: usize,
    /// Replications of the pilot, none of which is one of the study.
    pub pilot_replications: u64,
    /// Whether every series settled within half of the pilot. If not, the warm-up is the
    /// longest truncation found, and states may still drift.
    pub settled: bool,
    /// What was watched.
    pub series: Vec<Series>,
}

/// A series of a pilot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// The scenario.
    pub scenario: String,
    /// What it counts.
    pub series: &'static str,
    /// Days that MSER-5 cuts.
    pub truncation_days: usize,
    /// Whether at least half of the series stays.
    pub settled: bool,
    /// Growth from the third quarter of the series to the last, relative.
    pub drift: Option<f64>,
}

impl Found {
    /// The document of a warm-up.
    pub fn of(warm_up: &WarmUp) -> Self {
        let series = |of: &StateSeries| Series {
            scenario: of.scenario.clone(),
            series: of.name,
            truncation_days: of.cut(),
            settled: of.truncation.settled,
            drift: of.drift(),
        };
        Self {
            found_by: "MSER-5 on a pilot, the longest truncation, in whole weeks",
            pilot_days: warm_up.days,
            pilot_replications: warm_up.replications,
            settled: warm_up.unsettled().next().is_none(),
            series: warm_up.series.iter().map(series).collect(),
        }
    }
}
