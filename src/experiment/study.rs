//! A scenario's replications together: indicators with intervals.

use super::{Outcome, Prepared, Subject};
use crate::metrics::indicator::{self, Better, Value};
use crate::metrics::network;
use crate::stats::Estimate;

/// Confidence of every interval.
pub const CONFIDENCE: f64 = 0.95;

/// What an indicator is called and counted in.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its id in every file.
    pub id: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Which way is better.
    pub better: Better,
    /// Whether comparisons declare it primary.
    pub primary: bool,
    /// For an official rate, the id of its true twin.
    pub twin: Option<&'static str>,
}

/// The indicators that a scenario's outcomes hold, in their order.
pub fn measures(subject: &Subject) -> Vec<Measure> {
    match subject {
        Subject::Governed(_) => indicator::all()
            .map(|i| Measure {
                id: i.id,
                zh: i.zh,
                unit: i.unit,
                better: i.better,
                primary: i.is_primary(),
                twin: i.twin,
            })
            .collect(),
        Subject::Skeleton(_) => network::ALL
            .iter()
            .map(|i| Measure {
                id: i.id,
                zh: i.zh,
                unit: i.unit,
                better: i.better,
                primary: false,
                twin: None,
            })
            .collect(),
    }
}

/// A scenario and what its replications came to.
#[derive(Clone, Debug)]
pub struct Study {
    /// The scenario.
    pub prepared: Prepared,
    /// Its outcomes, in the order of replications.
    pub outcomes: Vec<Outcome>,
}

/// An indicator over the replications of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorResult {
    /// The values of the replications.
    pub values: Vec<f64>,
    /// Their mean and spread.
    pub estimate: Estimate,
    /// Mean share of what it counts that was censored.
    pub censored_share: Option<f64>,
}

impl Study {
    /// The indicators of the scenario, in order.
    pub fn measures(&self) -> Vec<Measure> {
        measures(&self.prepared.subject)
    }

    /// The indicator at this place over all replications.
    ///
    /// # Errors
    /// Why it does not apply: in all replications, or in how many of them.
    pub fn indicator(&self, place: usize) -> Result<IndicatorResult, String> {
        let readings = self.outcomes.iter().map(|outcome| &outcome.readings[place]);
        let missing: Vec<&str> =
            readings.clone().filter_map(|r| r.as_ref().err().map(AsRef::as_ref)).collect();
        match missing[..] {
            [] => {}
            [reason, ..] if missing.len() == self.outcomes.len() => return Err(reason.to_owned()),
            [reason, ..] => {
                let (some, all) = (missing.len(), self.outcomes.len());
                return Err(format!("{reason} (in {some} of {all} replications)"));
            }
        }
        let values: Vec<&Value> = readings.filter_map(|reading| reading.as_ref().ok()).collect();
        let numbers: Vec<f64> = values.iter().map(|value| value.value).collect();
        let censored: Vec<f64> = values.iter().filter_map(|value| value.censored_share).collect();
        Ok(IndicatorResult {
            estimate: Estimate::of(&numbers).ok_or("there are no replications")?,
            censored_share: Estimate::of(&censored).map(|estimate| estimate.mean),
            values: numbers,
        })
    }

    /// Whether every study met the same potential problems, replication by replication.
    pub fn shares_potentials_with(&self, other: &Self) -> bool {
        let potentials = |study: &Self| -> Vec<Option<(u64, u64)>> {
            let of = |outcome: &Outcome| outcome.city.as_ref().map(|city| city.potentials);
            study.outcomes.iter().map(of).collect()
        };
        potentials(self) == potentials(other)
    }
}
