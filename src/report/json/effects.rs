//! What changes of regime bring, in `summary.json`.

use serde::Serialize;

use crate::experiment::{AtAge, CONFIDENCE, Effect, Effects, Prepared, regime_name};
use crate::lang::Lang;
use crate::stats::Estimate;

/// What all series are counted in.
const UNIT: &str = "per 1,000 residents";

/// The periods of a timeline, and effects by series and design.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Regimes {
    /// The periods in which nothing changes.
    pub periods: Vec<Period>,
    /// What each design finds, beside the truth.
    pub effects: Vec<Found>,
    /// Effects by the time since the change, those before it included; absent where streets do not
    /// follow each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_age: Vec<Aged>,
}

/// What streets gain so long after their change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aged {
    /// The series.
    pub indicator: &'static str,
    /// What it is counted in.
    pub unit: &'static str,
    /// Days from the change to the beginning of the window.
    pub days_since_change: i64,
    /// Length of the window \[d\].
    pub days: i64,
    /// What the event study finds.
    pub estimate: Number,
    /// The paired difference to the run without the change.
    pub truth: Number,
    /// How far the estimate exceeds the truth.
    pub error: Number,
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
            by_age: effects.by_age.iter().map(aged).collect(),
        }
    }
}

fn found(effect: &Effect) -> Found {
    let found = effect.found.as_ref().ok();
    Found {
        indicator: effect.series.id,
        unit: UNIT,
        design: effect.method.id(),
        estimate: found.map(|found| number(found.estimate)),
        truth: found.map(|found| number(found.truth)),
        error: found.map(|found| number(found.error)),
        not_applicable: effect.found.as_ref().err().map(|reason| reason.read(Lang::En).to_owned()),
    }
}

fn aged(of: &AtAge) -> Aged {
    Aged {
        indicator: of.series.id,
        unit: UNIT,
        days_since_change: of.days,
        days: of.length,
        estimate: number(of.found.estimate),
        truth: number(of.found.truth),
        error: number(of.found.error),
    }
}

fn number(of: Estimate) -> Number {
    let (ci_low, ci_high) = of.interval(CONFIDENCE).unwrap_or((f64::NAN, f64::NAN));
    Number { mean: of.mean, ci_low, ci_high }
}
