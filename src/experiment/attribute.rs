//! Attribution: what each component of a governance model brings of a change.
//!
//! Components are the players of a game. A coalition of them is a governance model in which
//! these components come from the alternative and all others from the baseline ([`mix`]); it is
//! worth what its indicators come to under the same seed. What a component brings is
//! Shapley's value, and all that is brought adds up to the whole difference.

mod component;
mod links;
mod mix;
mod models;
mod pick;
mod roles;
mod stand_in;

#[cfg(test)]
mod tests;

use super::run_all::{RunError, Runner};
use super::study::CONFIDENCE;
use super::{Governed, Measure, Outcome, Study, Subject};
use crate::metrics::indicator::{self, Indicator};
use crate::metrics::tally::Tally;
use crate::rng::Streams;
use crate::scenario::governance::Governance;
use crate::simulation::simulate;
use crate::stats::{Brought, Coalition, Orders, Paired, brought, everybody};
use models::Models;

pub use component::{Component, Components};
pub use pick::Difference;

/// Indicators beside the primary ones whose change is attributed.
const MORE: [&str; 1] = ["cost_per_resident_year"];

/// Coalitions that are run at most where nothing is asked; equal ones are run once.
pub const MOST_MODELS: usize = 128;

/// Orders that are drawn where more would have to be run.
pub const ORDERS: usize = 32;

/// Which orders of joining count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// All, if at most [`MOST_MODELS`] have to be run for it; else [`ORDERS`] of them.
    AsAffordable,
    /// All.
    All,
    /// This many, drawn in pairs.
    Drawn(usize),
}

/// What each component brings of the change between two models.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Places of the baseline and of the alternative.
    pub pair: [usize; 2],
    /// The components in which the two differ.
    pub players: Vec<Player>,
    /// Roles that only one model has, and whom of the other model they are like in what a
    /// coalition takes from there.
    pub stand_ins: Vec<(String, Option<String>)>,
    /// How many orders were drawn; none where all count.
    pub orders: Option<usize>,
    /// How many coalitions count.
    pub coalitions: usize,
    /// How many of them differ, and were run.
    pub models: usize,
    /// By indicator.
    pub indicators: Vec<Attributed>,
    /// Indicators that have no value in some coalition, and why.
    pub missing: Vec<(usize, String)>,
}

/// A component in which two models differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// The component.
    pub component: Component,
    /// The keys in which they differ.
    pub keys: Vec<String>,
}

/// The change of one indicator.
#[derive(Clone, Debug)]
pub struct Attributed {
    /// Place of the indicator.
    pub indicator: usize,
    /// The whole difference; none of a single replication.
    pub whole: Option<Paired>,
    /// What each component brings, in the order of the players.
    pub parts: Vec<Part>,
}

/// What one component brings of the change of one indicator.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it brings.
    pub brought: Brought,
    /// Its interval; none of a single replication.
    pub interval: Option<(f64, f64)>,
    /// Its share of the whole difference, with Fieller's interval; none where that may be zero.
    pub share: Option<(f64, (f64, f64))>,
}

/// Attributes the change from one study to another, both of the same city and seed and as
/// staffed. Every coalition runs the replications that the two have.
///
/// # Errors
/// If the threads cannot be started, or what is finished cannot be kept.
///
/// # Panics
/// If a study is not of a governed city, or the two differ in their number of replications.
pub fn attribute(
    studies: &[Study],
    pair: [usize; 2],
    joining: Joining,
    runner: &Runner<'_>,
) -> Result<Attribution, RunError> {
    let two = pair.map(|place| &studies[place]);
    let governed = two.map(governed);
    let raw = governed.map(raw);
    let players = players(&mix::differences(&governed[0].city, raw));
    let components: Vec<Component> = players.iter().map(|player| player.component).collect();
    let (orders, models) = affordable(joining, runner.seed, &governed[0].city, raw, &components);
    let measured = measured(&two[0].measures());
    let of_pair = two.map(|study| study.outcomes.iter().map(|o| read(o, &measured)).collect());
    let mut known: Vec<Vec<Readings>> = of_pair.into();
    known.extend(run(governed[0], models.to_run(), two[0], &measured, runner)?);
    let (indicators, missing) = judge(&measured, &known, &models, &orders, players.len());
    Ok(Attribution {
        pair,
        players,
        stand_ins: mix::stand_ins(raw),
        orders: match &orders {
            Orders::All => None,
            Orders::Drawn(orders) => Some(orders.len()),
        },
        coalitions: models.coalitions(),
        models: known.len(),
        indicators,
        missing,
    })
}

/// Runs models in a city for the replications of a study; the numbers of each, replication by
/// replication.
fn run(
    governed: &Governed,
    models: &[Governance],
    like: &Study,
    measured: &[usize],
    runner: &Runner<'_>,
) -> Result<Vec<Vec<Readings>>, RunError> {
    let replications = like.outcomes.len();
    let indicators: Vec<&Indicator> = indicator::all().collect();
    let of_model = |model| (0..replications as u64).map(move |replication| (model, replication));
    let jobs: Vec<(usize, u64)> = (0..models.len()).flat_map(of_model).collect();
    let window = like.prepared.window;
    let ran = runner.work("attribution", &jobs, |model, replication| {
        let governance = governed.under(&models[model]);
        let streams = Streams::new(runner.seed, replication);
        let mut tally = Tally::new(&governed.city, &governance, window);
        simulate(&governed.city, &governance, streams, window, &mut tally);
        let value = |place: &usize| Some((indicators[*place].read)(&tally).ok()?.value);
        measured.iter().map(value).collect()
    })?;
    Ok(ran.chunks(replications.max(1)).map(<[Readings]>::to_vec).collect())
}

/// What is read of one run: the value of each indicator that is attributed.
type Readings = Vec<Option<f64>>;

fn governed(study: &Study) -> &Governed {
    match &study.prepared.subject {
        Subject::Governed(governed) => governed,
        Subject::Skeleton(_) => panic!("only a governed city has components"),
    }
}

fn raw(governed: &Governed) -> &Governance {
    governed.scenario.governance.as_ref().expect("a checked scenario is governed")
}

/// Places of the indicators whose change is attributed.
fn measured(measures: &[Measure]) -> Vec<usize> {
    let counts = |measure: &Measure| measure.primary || MORE.contains(&measure.id);
    (0..measures.len()).filter(|place| counts(&measures[*place])).collect()
}

fn read(outcome: &Outcome, measured: &[usize]) -> Readings {
    let value = |place: &usize| Some(outcome.readings[*place].as_ref().ok()?.value);
    measured.iter().map(value).collect()
}

/// The components of sorted differences, each with its keys.
fn players(differences: &[Difference]) -> Vec<Player> {
    let of_one = differences.chunk_by(|left, right| left.component == right.component);
    let keys = |of: &[Difference]| of.iter().map(|difference| difference.key.clone()).collect();
    of_one.map(|of| Player { component: of[0].component, keys: keys(of) }).collect()
}

/// The orders that count, and the models to run for them.
fn affordable(
    joining: Joining,
    seed: u64,
    city: &crate::city::City,
    raw: [&Governance; 2],
    components: &[Component],
) -> (Orders, Models) {
    let of = |orders: Orders| {
        let models = Models::of(city, raw, components, orders.coalitions(components.len()));
        (orders, models)
    };
    let drawn = |orders: usize| of(Orders::drawn(components.len(), orders.div_ceil(2), seed));
    match joining {
        Joining::All => of(Orders::All),
        Joining::Drawn(orders) => drawn(orders),
        Joining::AsAffordable => {
            let (orders, models) = of(Orders::All);
            if models.len() <= MOST_MODELS { (orders, models) } else { drawn(ORDERS) }
        }
    }
}

/// What each component brings of each indicator, and indicators without a value.
fn judge(
    measured: &[usize],
    known: &[Vec<Readings>],
    models: &Models,
    orders: &Orders,
    players: usize,
) -> (Vec<Attributed>, Vec<(usize, String)>) {
    let mut attributed = Vec::new();
    let mut missing = Vec::new();
    for (place, &indicator) in measured.iter().enumerate() {
        let of_model = |model: &Vec<Readings>| model.iter().map(|of| of[place]).collect();
        let worth: Option<Vec<Vec<f64>>> = known.iter().map(of_model).collect();
        match worth {
            Some(worth) => attributed.push(one(indicator, &worth, models, orders, players)),
            None => missing.push((indicator, "some coalition has no value".to_owned())),
        }
    }
    (attributed, missing)
}

fn one(
    indicator: usize,
    worth: &[Vec<f64>],
    models: &Models,
    orders: &Orders,
    players: usize,
) -> Attributed {
    let of = |coalition: Coalition| worth[models.of_coalition(coalition)].as_slice();
    let (with, without) = (of(everybody(players)), of(0));
    let whole: Vec<f64> = with.iter().zip(without).map(|(with, without)| with - without).collect();
    let part = |brought: Brought| Part {
        interval: brought.interval(CONFIDENCE),
        share: brought.share_of(&whole, CONFIDENCE),
        brought,
    };
    Attributed {
        indicator,
        whole: Paired::of(with, without),
        parts: brought(players, orders, of).into_iter().map(part).collect(),
    }
}
