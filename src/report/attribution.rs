//! What each component brings, as `attribution` in `comparison.json` and as `attribution.csv`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rows::{Row, finite_or_empty};
use crate::experiment::{Attributed, Attribution, CONFIDENCE, Comparison, Part};
use crate::lang::Lang;
use crate::stats::Paired;

/// What each component of a model brings of the change from the baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// The scenario that the change is from.
    pub baseline: String,
    /// The scenario that it is to.
    pub alternative: String,
    /// `all orders` or `drawn orders`.
    pub method: &'static str,
    /// How many orders were drawn; null where all count.
    pub orders: Option<usize>,
    /// Coalitions that count.
    pub coalitions: usize,
    /// Models that they come to, each run once.
    pub models: usize,
    /// Confidence of each interval by itself.
    pub confidence: f64,
    /// The components in which the two differ.
    pub components: Vec<Component>,
    /// Roles that one model lacks, and the role of that model they deal like; null where none
    /// resembles them.
    pub stand_ins: BTreeMap<String, Option<String>>,
    /// What is brought, by indicator.
    pub indicators: BTreeMap<String, Indicator>,
    /// Why an indicator is not attributed, by id.
    pub not_applicable: BTreeMap<String, String>,
}

/// A component in which two models differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Component {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// The keys in which the two differ.
    pub keys: Vec<String>,
}

/// The change of one indicator, and what brings it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indicator {
    /// Its unit.
    pub unit: String,
    /// The whole difference; what components bring adds up to it.
    pub whole: Option<Step>,
    /// What each component brings, by its id.
    pub brought: BTreeMap<&'static str, Brought>,
}

/// A mean paired difference with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The difference.
    pub difference: f64,
    /// Lower end of its interval.
    pub ci_low: f64,
    /// Upper end of its interval.
    pub ci_high: f64,
}

/// What a component brings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brought {
    /// On the mean over orders, in the indicator's unit.
    pub value: f64,
    /// Lower end of its interval.
    pub ci_low: Option<f64>,
    /// Upper end of its interval.
    pub ci_high: Option<f64>,
    /// Standard error from drawing orders, part of the interval; null where all count.
    pub order_error: Option<f64>,
    /// As a share of the whole difference; null where that may be zero.
    pub share: Option<f64>,
    /// Lower end of the share's interval.
    pub share_ci_low: Option<f64>,
    /// Upper end of the share's interval.
    pub share_ci_high: Option<f64>,
    /// What it brings first, to the baseline.
    pub first: Option<Step>,
    /// What it brings last, to all others.
    pub last: Option<Step>,
}

impl Step {
    fn of(paired: Option<Paired>) -> Option<Self> {
        let paired = paired?;
        let (ci_low, ci_high) = paired.interval(CONFIDENCE);
        Some(Self { difference: paired.difference.mean, ci_low, ci_high })
    }
}

impl Brought {
    fn of(part: &Part) -> Self {
        let share = part.share.map(|(_, ends)| ends);
        Self {
            value: part.brought.estimate.mean,
            ci_low: part.interval.map(|ends| ends.0),
            ci_high: part.interval.map(|ends| ends.1),
            order_error: part.brought.order_error,
            share: part.share.map(|(share, _)| share),
            share_ci_low: share.map(|ends| ends.0),
            share_ci_high: share.map(|ends| ends.1),
            first: Step::of(part.brought.first),
            last: Step::of(part.brought.last),
        }
    }
}

/// The attribution of a comparison, if it has one.
pub fn document(comparison: &Comparison) -> Option<Document> {
    let of = comparison.attribution.as_ref()?;
    let name = |place: usize| comparison.studies[of.pair[place]].prepared.name.clone();
    let measures = comparison.studies[0].measures();
    let component = |player: &crate::experiment::Player| Component {
        id: player.component.id(),
        name: player.component.name().read(Lang::En).to_owned(),
        name_zh: player.component.name().read(Lang::Zh).to_owned(),
        keys: player.keys.clone(),
    };
    let indicator = |one: &Attributed| {
        let measure = measures[one.indicator];
        (measure.id.to_owned(), indicator(of, one, measure.unit))
    };
    let missing = |(place, why): &(usize, String)| (measures[*place].id.to_owned(), why.clone());
    Some(Document {
        baseline: name(0),
        alternative: name(1),
        method: if of.orders.is_some() { "drawn orders" } else { "all orders" },
        orders: of.orders,
        coalitions: of.coalitions,
        models: of.models,
        confidence: CONFIDENCE,
        components: of.players.iter().map(component).collect(),
        stand_ins: of.stand_ins.iter().cloned().collect(),
        indicators: of.indicators.iter().map(indicator).collect(),
        not_applicable: of.missing.iter().map(missing).collect(),
    })
}

fn indicator(of: &Attribution, one: &Attributed, unit: &str) -> Indicator {
    let ids = of.players.iter().map(|player| player.component.id());
    Indicator {
        unit: unit.to_owned(),
        whole: Step::of(one.whole),
        brought: ids.zip(one.parts.iter().map(Brought::of)).collect(),
    }
}

/// What one component brings of one indicator: a row of `attribution.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributionRow {
    /// The id of the indicator.
    pub indicator: String,
    /// Its unit.
    pub unit: String,
    /// The id of the component.
    pub component: &'static str,
    /// What it brings on the mean over orders.
    pub value: f64,
    /// Lower end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub ci_low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub ci_high: Option<f64>,
    /// Standard error from drawing orders.
    #[serde(serialize_with = "finite_or_empty")]
    pub order_error: Option<f64>,
    /// As a share of the whole difference.
    #[serde(serialize_with = "finite_or_empty")]
    pub share: Option<f64>,
    /// Lower end of the share's interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub share_ci_low: Option<f64>,
    /// Upper end of the share's interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub share_ci_high: Option<f64>,
    /// What it brings first.
    #[serde(serialize_with = "finite_or_empty")]
    pub first: Option<f64>,
    /// What it brings last.
    #[serde(serialize_with = "finite_or_empty")]
    pub last: Option<f64>,
    /// The whole difference.
    #[serde(serialize_with = "finite_or_empty")]
    pub whole: Option<f64>,
}

impl Row for AttributionRow {
    const HEADER: &'static [&'static str] = &[
        "indicator",
        "unit",
        "component",
        "value",
        "ci_low",
        "ci_high",
        "order_error",
        "share",
        "share_ci_low",
        "share_ci_high",
        "first",
        "last",
        "whole",
    ];
}

/// The rows of `attribution.csv`, indicator by indicator.
pub fn rows(document: &Document) -> Vec<AttributionRow> {
    let of_indicator = |(id, of): (&String, &Indicator)| {
        let row = |component: &Component| {
            let brought = &of.brought[component.id];
            AttributionRow {
                indicator: id.clone(),
                unit: of.unit.clone(),
                component: component.id,
                value: brought.value,
                ci_low: brought.ci_low,
                ci_high: brought.ci_high,
                order_error: brought.order_error,
                share: brought.share,
                share_ci_low: brought.share_ci_low,
                share_ci_high: brought.share_ci_high,
                first: brought.first.map(|step| step.difference),
                last: brought.last.map(|step| step.difference),
                whole: of.whole.map(|step| step.difference),
            }
        };
        document.components.iter().map(row).collect::<Vec<_>>()
    };
    document.indicators.iter().flat_map(of_indicator).collect()
}
