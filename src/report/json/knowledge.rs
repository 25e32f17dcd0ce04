//! What draws of the uncertain numbers say, in `comparison.json` and `summary.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sizes::{ByContrast, by_contrast};
use crate::experiment::{
    self, Basis, Comparison, Draws, Influence, Known, KnownDifference, MOST_FAILURES, Proportion,
    Study, known_means,
};

/// What the ranges over draws hold.
const RANGES_COVER: &str = "what is not known of assumed and calibrated numbers within their \
                            stated ranges, and the luck of each draw's few replications";

/// Draws of the uncertain numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Uncertainty<T: Serialize> {
    /// Draws.
    pub draws: usize,
    /// Replications of each scenario in each.
    pub replications: u64,
    /// Draws that did not go together and were drawn again.
    pub refused: u64,
    /// Numbers drawn.
    pub numbers: usize,
    /// Numbers, distributions and lists that are drawn independently.
    pub groups: usize,
    /// What the ranges hold.
    pub ranges_cover: &'static str,
    /// What draws say of each result.
    pub results: T,
    /// Contrasts that fewer than half of the draws can have, and how many can.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<String, usize>,
}

/// What draws say of one result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Result {
    /// Draws in which it has a value.
    pub draws: usize,
    /// Median over draws.
    pub median: f64,
    /// Lower end of the range that holds 95 % of draws.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Variance between draws that knowledge brings; null for one replication a draw.
    pub variance_knowledge: Option<f64>,
    /// Variance of one replication within a draw.
    pub variance_simulation: Option<f64>,
    /// Part of knowledge in the variance over draws.
    pub knowledge_share: Option<f64>,
    /// Largest rank correlation that chance would bring among so many assumptions, 95 %.
    pub chance_correlation: Option<f64>,
    /// Assumptions beyond it, strongest first.
    pub assumptions: Vec<Assumption>,
    /// How the order of the two scenarios fares; null for one scenario.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
}

/// How an order fares over draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Order {
    /// Draws in which the alternative is better; null where neither direction is.
    pub better: Option<Share>,
    /// Draws in which the order that the study found does not hold; null where it found no
    /// difference at all.
    pub order_fails: Option<Share>,
    /// The share of failures that an order may have and hold.
    pub most_failures: f64,
    /// `holds`, `fails` or `not decided`, by the interval of that share; null without an order.
    pub order: Option<&'static str>,
    /// Whether the order holds; null without an order.
    pub distinguishable: Option<bool>,
    /// Whether the difference with numbers as written lies outside the range over draws.
    pub written_outside_range: bool,
    /// The wider of the two intervals: `simulation` or `knowledge`.
    pub wider: &'static str,
}

/// A share of draws with its exact binomial interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Lower end.
    pub ci_low: f64,
    /// Upper end.
    pub ci_high: f64,
}

/// An assumption that goes with a result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assumption {
    /// Path of the number, or of its distribution or list.
    pub path: String,
    /// Spearman's rank correlation with the result over draws: above zero, a larger number goes
    /// with a larger result.
    pub correlation: f64,
    /// Whether a `larger` or a `smaller` number pushes against the order found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against_order_if: Option<&'static str>,
}

fn share(of: &Proportion) -> Share {
    Share { share: of.share, ci_low: of.interval.0, ci_high: of.interval.1 }
}

fn assumption(of: &Influence, difference: Option<&KnownDifference>) -> Assumption {
    let word = |larger| if larger { "larger" } else { "smaller" };
    Assumption {
        path: of.group.clone(),
        correlation: of.correlation,
        against_order_if: difference.and_then(|of_it| of_it.flips_if_larger(of)).map(word),
    }
}

fn result(
    known: &Known,
    replications: u64,
    (difference, order): (Option<&KnownDifference>, Option<Order>),
) -> Result {
    Result {
        draws: known.values.len(),
        median: known.spread.median,
        low: known.spread.range.0,
        high: known.spread.range.1,
        variance_knowledge: known.split.map(|split| split.between),
        variance_simulation: known.split.map(|split| split.within),
        knowledge_share: known.split.and_then(|split| split.share_between(replications as usize)),
        chance_correlation: known.threshold,
        assumptions: known.influences.iter().map(|of| assumption(of, difference)).collect(),
        order,
    }
}

fn uncertainty<T: Serialize>(draws: &Draws, results: T) -> Uncertainty<T> {
    Uncertainty {
        draws: draws.draws.len(),
        replications: draws.replications,
        refused: draws.refused,
        numbers: draws.numbers.len(),
        groups: draws.groups.len(),
        ranges_cover: RANGES_COVER,
        results,
        left_out: BTreeMap::new(),
    }
}

/// What draws say of a comparison, if any were made.
pub fn of_comparison(comparison: &Comparison) -> Option<Uncertainty<ByContrast<Result>>> {
    let knowledge = comparison.knowledge.as_ref()?;
    let entry = |of: &KnownDifference| {
        let wider = comparison.wider(of.contrast, of.indicator);
        let order = Order {
            better: of.better.as_ref().map(share),
            order_fails: of.fails.as_ref().map(share),
            most_failures: MOST_FAILURES,
            order: of.order().map(experiment::Order::word),
            distinguishable: of.order().map(|order| order == experiment::Order::Holds),
            written_outside_range: of.is_outside(),
            wider: wider.unwrap_or(Basis::Simulation).word(),
        };
        result(&of.known, knowledge.draws.replications, (Some(of), Some(order)))
    };
    let place = |of: &KnownDifference| (of.contrast, of.indicator);
    let results = by_contrast(comparison, &knowledge.differences, place, entry);
    let left_out = knowledge.left_out.iter();
    let left_out =
        left_out.map(|(place, having)| (comparison.contrasts[*place].name.clone(), *having));
    Some(Uncertainty { left_out: left_out.collect(), ..uncertainty(&knowledge.draws, results) })
}

/// What draws say of one scenario, if any were made.
pub fn of_run(
    study: &Study,
    draws: Option<&Draws>,
    seed: u64,
) -> Option<Uncertainty<BTreeMap<String, Result>>> {
    let draws = draws?;
    let measures = study.measures();
    let results = known_means(draws, seed).into_iter().map(|(place, known)| {
        (measures[place].id.to_owned(), result(&known, draws.replications, (None, None)))
    });
    Some(uncertainty(draws, results.collect()))
}
