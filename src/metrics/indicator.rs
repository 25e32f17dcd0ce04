//! The registry: every indicator with its unit, formula, direction and names.

mod assessment;
mod cases;
mod official;
mod parties;
mod platforms;
mod problems;
mod requests;
mod society;
mod workforce;

use serde::{Deserialize, Serialize};

use super::tally::{Share, Tally, Times};
use crate::governance::{Governance, Rules};
use crate::lang::Phrase;
use crate::stats::Sketch;

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
    /// Neither: voice, mix, and what describes.
    Neutral,
}

/// The value of an indicator in one replication.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// In the indicator's unit.
    pub value: f64,
    /// Share of what it counts that was still open at the end of its follow-up.
    pub censored_share: Option<f64>,
}

/// A value, or why there is none.
pub type Reading = Result<Value, Phrase>;

/// An indicator.
#[derive(Debug)]
pub struct Indicator {
    /// Its id in every file.
    pub id: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Which way is better.
    pub better: Better,
    /// How it is computed, in words.
    pub formula: &'static str,
    /// For an official rate, the id of its true twin.
    pub twin: Option<&'static str>,
    /// Its value.
    pub read: fn(&Tally<'_>) -> Reading,
}

/// Endpoints that every comparison declares primary: they count problems, not cases,
/// because discovery changes the mix of cases.
pub const PRIMARY: [&str; 2] = ["problem_days_per_1000", "resolution_time_h"];

/// All indicators, in the order in which tables show them.
pub fn all() -> impl Iterator<Item = &'static Indicator> {
    let all = [
        problems::ALL,
        official::ALL,
        requests::ALL,
        platforms::ALL,
        assessment::ALL,
        parties::ALL,
        cases::ALL,
        society::ALL,
        workforce::ALL,
    ];
    all.into_iter().flatten()
}

/// Whether the rules of a regime state a mechanism.
type IsStated = fn(&Rules, &Governance) -> bool;

/// Indicators that have a subject only where a governance model states a mechanism.
fn of_mechanisms() -> impl Iterator<Item = &'static (&'static str, IsStated)> {
    let all = [
        requests::OF_MECHANISMS,
        platforms::OF_MECHANISMS,
        assessment::OF_MECHANISMS,
        parties::OF_MECHANISMS,
    ];
    all.into_iter().flatten()
}

/// The indicator with this id.
pub fn find(id: &str) -> Option<&'static Indicator> {
    all().find(|indicator| indicator.id == id)
}

impl Indicator {
    /// Whether it has a subject under a governance model: an indicator of a mechanism has none
    /// where the model does not state that, and is then left out of tables and files.
    pub fn has_subject(&self, governance: &Governance) -> bool {
        let known = of_mechanisms().find(|(id, _)| *id == self.id);
        known.is_none_or(|(_, is_stated)| {
            governance.rules.iter().any(|rules| is_stated(rules, governance))
        })
    }

    /// Whether it is of a mechanism that a governance model may do without.
    pub fn is_of_mechanism(&self) -> bool {
        of_mechanisms().any(|(id, _)| *id == self.id)
    }

    /// Whether it is a primary endpoint.
    pub fn is_primary(&self) -> bool {
        PRIMARY.contains(&self.id)
    }
}

fn plain(value: f64) -> Reading {
    if value.is_finite() {
        Ok(Value { value, censored_share: None })
    } else {
        Err(Phrase::new("not a finite number", "不是有限的数"))
    }
}

fn ratio(part: f64, whole: f64, none: Phrase) -> Reading {
    if whole > 0.0 { plain(part / whole) } else { Err(none) }
}

fn share(share: Share, none: Phrase) -> Reading {
    ratio(share.hits as f64, share.of as f64, none)
}

fn mean_hours(times: Times, none: Phrase) -> Reading {
    times.mean_hours().map_or(Err(none), plain)
}

/// The restricted mean \[h\] of times censored at τ, with the share censored.
fn restricted_mean(times: &Sketch, censored: u64, none: Phrase) -> Reading {
    let count = times.count();
    let mean = times.mean().ok_or(none)?;
    Ok(Value { value: mean / 3.6e6, censored_share: Some(censored as f64 / count as f64) })
}

/// A Kaplan–Meier quantile \[h\]: with censoring at τ alone it is the sample's own,
/// identified only if that many had ended by then.
fn quantile(times: &Sketch, censored: u64, level: f64, none: Phrase) -> Reading {
    let share = censored as f64 / times.count().max(1) as f64;
    let value = times.quantile(level).ok_or(none)?;
    if 1.0 - share < level {
        return Err(Phrase::new(
            "not identified: too many were still open at the end of the follow-up",
            "无法识别：追踪期结束时仍未了结的太多",
        ));
    }
    Ok(Value { value: value / 3.6e6, censored_share: Some(share) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_id_is_there_once_and_every_twin_exists() {
        let ids: Vec<&str> = all().map(|indicator| indicator.id).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for indicator in all() {
            assert_eq!(indicator.id.starts_with("official_"), indicator.twin.is_some());
            assert!(indicator.twin.is_none_or(|twin| find(twin).is_some()), "{}", indicator.id);
        }
        assert!(PRIMARY.iter().all(|id| find(id).is_some()));
    }

    #[test]
    fn a_quantile_beyond_what_ended_is_not_identified() {
        let mut times = Sketch::default();
        for hours in [1, 2, 3, 10] {
            times.add(hours * 3_600_000);
        }
        let none = Phrase::new("none", "无");
        assert!(quantile(&times, 1, 0.5, none).is_ok());
        assert!(quantile(&times, 1, 0.9, none).is_err());
        assert_eq!(quantile(&Sketch::default(), 0, 0.5, none), Err(none));
    }
}
