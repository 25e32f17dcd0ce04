//! What nobody knows for sure, drawn anew many times: the same draw for every scenario.
//!
//! A draw gives every uncertain number a place in its range, under a key of its own (seed, draw,
//! path), so that no draw depends on another. Its scenarios are run side by side under luck of
//! their own: replications that no other draw and no study has.

use super::compare::Pair;
use super::outcome::Outcome;
use super::run_all::{RunError, Runner};
use super::{Measure, Prepared, measures};
use crate::rng::{Purpose, Streams, key_of};
use crate::scenario::vary::Drawn;

/// The first replication of draws, far beyond those of any study and of its pilot.
const FIRST_REPLICATION: u64 = 1 << 41;
const _: () = assert!(FIRST_REPLICATION > 1_000_000, "no study has more replications");

/// Draws that are prepared and run together.
const TOGETHER: u64 = 8;

/// Times a draw is tried before it counts as impossible.
const MOST_OCCASIONS: u64 = 100;

/// Where in its range a group of numbers lies in a draw: at least 0 and less than 1.
pub fn position(seed: u64, draw: u64, occasion: u64, group: &str) -> f64 {
    Streams::new(seed, draw).draw(Purpose::Knowledge, key_of(group), occasion).uniform()
}

/// What a draw makes of the scenarios under study.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The scenarios as drawn.
    pub scenarios: Vec<Prepared>,
    /// The contrasts that can be had.
    pub pairs: Vec<Pair>,
    /// What was drawn in each scenario that was loaded, by path.
    pub drawn: Vec<Vec<Drawn>>,
}

/// How draws are made.
#[derive(Clone, Copy, Debug)]
pub struct DrawPlan {
    /// How many.
    pub draws: u64,
    /// Replications of each scenario in each.
    pub replications: u64,
}

/// A number that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnNumber {
    /// Its path.
    pub path: String,
    /// Its unit; empty for a plain number.
    pub unit: String,
    /// The first of the scenarios that state it so.
    pub scenario: usize,
    /// Its place among what is drawn in that scenario.
    place: usize,
}

/// One draw and what it came to.
#[derive(Clone, Debug)]
pub struct Draw {
    /// The numbers, in the order of [`Draws::numbers`].
    pub values: Vec<f64>,
    /// Where each group lies in its range, in the order of [`Draws::groups`].
    pub positions: Vec<f64>,
    /// The names of its scenarios.
    pub scenarios: Vec<String>,
    /// Its contrasts.
    pub pairs: Vec<Pair>,
    /// Indicators by scenario and replication.
    pub readings: Vec<Vec<Readings>>,
}

/// All draws.
#[derive(Clone, Debug)]
pub struct Draws {
    /// Replications of each scenario in each.
    pub replications: u64,
    /// Draws that did not go together and were drawn again.
    pub refused: u64,
    /// What is drawn.
    pub numbers: Vec<DrawnNumber>,
    /// What shares a place in its range.
    pub groups: Vec<String>,
    /// The indicators of the scenarios.
    pub measures: Vec<Measure>,
    /// The draws, in order.
    pub draws: Vec<Draw>,
}

/// Why draws were not made.
#[derive(Debug)]
pub enum DrawError {
    /// None of many tries of this draw went together.
    Impossible(u64),
    /// The scenarios of this contrast did not meet the same potential problems in this draw.
    Unpaired(u64, String),
    /// There is nothing to draw.
    Nothing,
    /// A replication was not run.
    Run(RunError),
}

impl From<RunError> for DrawError {
    fn from(error: RunError) -> Self {
        Self::Run(error)
    }
}

/// The indicators of a replication, none where one has no value.
pub type Readings = Vec<Option<f64>>;

/// What is kept of a replication: its indicators, and number and digest of potential problems.
type Kept = (Readings, Option<(u64, u64)>);

/// Makes the draws of a plan. `propose` gives what a draw makes of the scenarios at an occasion,
/// or none where that does not go together: then the next occasion is taken.
///
/// # Errors
/// If there is nothing to draw, no occasion is accepted, scenarios lose what they share, or
/// replications cannot be run.
pub fn run_draws(
    plan: DrawPlan,
    runner: &Runner<'_>,
    propose: impl Fn(u64, u64) -> Option<Candidate>,
) -> Result<Draws, DrawError> {
    let mut draws: Option<Draws> = None;
    for first in (0..plan.draws).step_by(TOGETHER as usize) {
        let numbers = first..(first + TOGETHER).min(plan.draws);
        let accepted = numbers.map(|draw| accepted(draw, &propose));
        let accepted = accepted.collect::<Result<Vec<_>, _>>()?;
        let readings = run_together(plan, first, &accepted, runner)?;
        let into = draws.get_or_insert_with(|| Draws::like(&accepted[0].0, plan));
        for ((candidate, refused), readings) in accepted.into_iter().zip(readings) {
            into.refused += refused;
            into.add(candidate, readings);
        }
        if into.numbers.is_empty() {
            return Err(DrawError::Nothing);
        }
    }
    draws.ok_or(DrawError::Nothing)
}

/// The first occasion of a draw that goes together, and how many did not.
fn accepted(
    draw: u64,
    propose: &impl Fn(u64, u64) -> Option<Candidate>,
) -> Result<(Candidate, u64), DrawError> {
    let tried = |occasion| Some((propose(draw, occasion)?, occasion));
    (0..MOST_OCCASIONS).find_map(tried).ok_or(DrawError::Impossible(draw))
}

/// The indicators of some draws, by draw, scenario and replication.
fn run_together(
    plan: DrawPlan,
    first: u64,
    accepted: &[(Candidate, u64)],
    runner: &Runner<'_>,
) -> Result<Vec<Vec<Vec<Readings>>>, DrawError> {
    let replication = |draw: usize, of: u64| (first + draw as u64) * plan.replications + of;
    let jobs: Vec<(usize, u64)> = (0..accepted.len())
        .flat_map(|draw| {
            let scenarios = 0..accepted[draw].0.scenarios.len();
            scenarios.flat_map(move |scenario| {
                (0..plan.replications).map(move |of| (scenario, replication(draw, of)))
            })
        })
        .collect();
    let kept = runner.work("draws", &jobs, |scenario, replication| {
        let draw = (replication / plan.replications - first) as usize;
        let prepared = &accepted[draw].0.scenarios[scenario];
        keep(&Outcome::of(prepared, runner.seed, FIRST_REPLICATION + replication))
    })?;
    let mut kept = kept.into_iter();
    let mut sorted = Vec::new();
    for (draw, (candidate, _)) in accepted.iter().enumerate() {
        let take = |_| kept.by_ref().take(plan.replications as usize).collect();
        let of_draw: Vec<Vec<Kept>> = candidate.scenarios.iter().map(take).collect();
        paired(first + draw as u64, candidate, &of_draw)?;
        let readings = |of: Vec<Kept>| of.into_iter().map(|(readings, _)| readings).collect();
        sorted.push(of_draw.into_iter().map(readings).collect());
    }
    Ok(sorted)
}

fn keep(outcome: &Outcome) -> Kept {
    let value = |reading: &Result<crate::metrics::Value, _>| Some(reading.as_ref().ok()?.value);
    let potentials = outcome.city.as_ref().map(|city| city.potentials);
    (outcome.readings.iter().map(value).collect(), potentials)
}

/// Whether the scenarios of every contrast met the same potential problems.
fn paired(draw: u64, candidate: &Candidate, kept: &[Vec<Kept>]) -> Result<(), DrawError> {
    let met = |scenario: usize| kept[scenario].iter().map(|(_, potentials)| potentials);
    let apart = |pair: &&Pair| met(pair.2).ne(met(pair.3));
    match candidate.pairs.iter().find(apart) {
        Some(pair) => Err(DrawError::Unpaired(draw, pair.0.clone())),
        None => Ok(()),
    }
}

impl Draws {
    /// No draws yet, of numbers such as these.
    fn like(candidate: &Candidate, plan: DrawPlan) -> Self {
        let mut numbers: Vec<DrawnNumber> = Vec::new();
        let same = |a: &Drawn, b: &Drawn| a.path == b.path && a.stated == b.stated;
        for (scenario, drawn) in candidate.drawn.iter().enumerate() {
            let known = |number: &Drawn| {
                let mut before = candidate.drawn[..scenario].iter();
                before.any(|other| other.iter().any(|other| same(number, other)))
            };
            let new = drawn.iter().enumerate().filter(|(_, number)| !known(number));
            numbers.extend(new.map(|(place, number)| DrawnNumber {
                path: number.path.clone(),
                unit: number.unit.clone(),
                scenario,
                place,
            }));
        }
        let mut groups: Vec<String> =
            candidate.drawn.iter().flatten().map(|number| number.group.clone()).collect();
        groups.sort();
        groups.dedup();
        Self {
            replications: plan.replications,
            refused: 0,
            numbers,
            groups,
            measures: measures(&candidate.scenarios[0].subject),
            draws: Vec::new(),
        }
    }

    fn add(&mut self, candidate: Candidate, readings: Vec<Vec<Readings>>) {
        let value = |of: &DrawnNumber| candidate.drawn[of.scenario][of.place].value;
        let mut positions = vec![f64::NAN; self.groups.len()];
        for number in candidate.drawn.iter().flatten() {
            if let Ok(place) = self.groups.binary_search(&number.group) {
                positions[place] = number.position;
            }
        }
        self.draws.push(Draw {
            values: self.numbers.iter().map(value).collect(),
            positions,
            scenarios: candidate.scenarios.iter().map(|of| of.name.clone()).collect(),
            pairs: candidate.pairs,
            readings,
        });
    }

    /// Whether ranges hold every draw, being from the least to the greatest: below 39 no order
    /// statistic leaves out 2.5 % on either side.
    pub fn all_in_range(&self) -> bool {
        self.draws.len() < 39
    }

    /// Places of the indicators that are judged: the primary ones, or all where none is.
    pub fn judged(&self) -> Vec<usize> {
        let all = 0..self.measures.len();
        let primary: Vec<usize> = all.clone().filter(|of| self.measures[*of].primary).collect();
        if primary.is_empty() { all.collect() } else { primary }
    }
}
