//! A scenario's replications together: indicators with intervals.

use super::{Outcome, Prepared, Subject};
use crate::lang::{Lang, Text, text};
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

impl Measure {
    /// What people call it: its id, or its Chinese name.
    pub fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.id, self.zh)
    }
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

/// The places of indicators that have a subject in one of these studies: those that tables and
/// files tell.
pub fn told(studies: &[Study]) -> Vec<usize> {
    let all = 0..studies.first().map_or(0, |study| study.measures().len());
    all.filter(|place| studies.iter().any(|study| study.has(*place))).collect()
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

    /// Whether the indicator at this place has a subject in the scenario.
    pub fn has(&self, place: usize) -> bool {
        match &self.prepared.subject {
            Subject::Governed(governed) => {
                let indicator = indicator::all().nth(place);
                indicator.is_some_and(|indicator| indicator.has_subject(&governed.governance))
            }
            Subject::Skeleton(_) => true,
        }
    }

    /// The indicator at this place over all replications.
    ///
    /// # Errors
    /// Why it does not apply: in all replications, or in how many of them.
    pub fn indicator(&self, place: usize) -> Result<IndicatorResult, Text> {
        let readings = self.outcomes.iter().map(|outcome| &outcome.readings[place]);
        let missing: Vec<&Text> = readings.clone().filter_map(|r| r.as_ref().err()).collect();
        match missing[..] {
            [] => {}
            [reason, ..] if missing.len() == self.outcomes.len() => return Err(reason.clone()),
            [reason, ..] => {
                let (some, all) = (missing.len(), self.outcomes.len());
                return Err(text!(
                    "{reason} (in {some} of {all} replications)",
                    "{reason}（{all} 次重复中有 {some} 次）",
                    reason
                ));
            }
        }
        let values: Vec<&Value> = readings.filter_map(|reading| reading.as_ref().ok()).collect();
        let numbers: Vec<f64> = values.iter().map(|value| value.value).collect();
        let censored: Vec<f64> = values.iter().filter_map(|value| value.censored_share).collect();
        Ok(IndicatorResult {
            estimate: Estimate::of(&numbers)
                .ok_or_else(|| text!("there are no replications", "没有重复运行"))?,
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
