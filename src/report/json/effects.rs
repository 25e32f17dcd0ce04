//! What changes of regime bring, in `summary.json`.

use serde::Serialize;

use crate::experiment::{CONFIDENCE, Effect, Effects, Prepared, regime_name};
use crate::lang::Lang;
use crate::stats::Estimate;

/// The periods of a timeline, and effects by series and design.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Regimes {
    /// The periods in which nothing changes.
    pub periods: Vec<Period>,
    /// What each design finds, beside the truth.
    pub effects: Vec<Found>,
}

/// Days in which nothing changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    /// Its first day.
    pub from: i64,
    /// The day after its last.
    pub until: i64,
    /// The regime in force in each street.
    pub streets: Vec<String>,
}

/// What one design finds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The series.
    pub indicator: &'static str,
    /// What it is counted in.
    pub unit: &'static str,
    /// The design.
    pub design: &'static str,
    /// What it finds; null where it does not apply.
    pub estimate: Option<Number>,
    /// The paired difference to the run without the change.
    pub truth: Option<Number>,
    /// How far the estimate exceeds the truth.
    pub error: Option<Number>,
    /// Why it does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
}

/// A mean over replications and its interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Number {
    /// Mean.
    pub mean: f64,
    /// Lower end of its interval.
    pub ci_low: f64,
    /// Upper end of its interval.
    pub ci_high: f64,
}

impl Regimes {
    /// The document of what changes bring.
    pub fn of(effects: &Effects, prepared: &Prepared) -> Self {
        let period = |of: &crate::experiment::Period| Period {
            from: of.from,
            until: of.until,
            streets: of.regimes.iter().map(|regime| regime_name(prepared, *regime)).collect(),
        };
        Self {
            periods: effects.periods.iter().map(period).collect(),
            effects: effects.effects.iter().map(found).collect(),
        }
    }
}

fn found(effect: &Effect) -> Found {
    let found = effect.found.as_ref().ok();
    Found {
        indicator: effect.series.id,
        unit: "per 1,000 residents",
        design: effect.method.id(),
        estimate: found.map(|found| number(found.estimate)),
        truth: found.map(|found| number(found.truth)),
        error: found.map(|found| number(found.error)),
        not_applicable: effect.found.as_ref().err().map(|reason| reason.read(Lang::En).to_owned()),
    }
}

fn number(of: Estimate) -> Number {
    let (ci_low, ci_high) = of.interval(CONFIDENCE).unwrap_or((f64::NAN, f64::NAN));
    Number { mean: of.mean, ci_low, ci_high }
}
