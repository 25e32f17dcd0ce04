//! The life of one case, step by step.
//!
//! A replication is run twice: once to find the case, by its name or as the one that
//! stands out, and once to write down its steps, so that the lives of all others need
//! not be kept.

mod deadline;
mod find;
mod follow;
mod pick;

#[cfg(test)]
mod tests;

use super::{Governed, Subject, prepare::Prepared};
use crate::governance::DeskId;
use crate::simulation::record::{Case, Deed, Order, Problem, Stage};
use crate::time::Time;

pub use deadline::{Deadlines, Limited, Verdict};
pub use pick::Pick;

/// Which case is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one of this name; of a problem's name, its first.
    Named(String),
    /// The one that stands out so.
    Picked(Pick),
}

impl Wanted {
    /// What is asked for by this word.
    pub fn of(word: &str) -> Self {
        let pick = Pick::ALL.into_iter().find(|pick| pick.name() == word);
        pick.map_or_else(|| Self::Named(word.to_owned()), Self::Picked)
    }
}

/// Where the case is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Where<'a> {
    /// The scenario.
    pub prepared: &'a Prepared,
    /// The root seed.
    pub seed: u64,
    /// The replication, from 0.
    pub replication: u64,
}

/// Why there is no such case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCase {
    /// The scenario is a network of queues, whose cases have no lives to tell.
    NoCity,
    /// No case of this name; the names and words that are nearest.
    Unknown(Vec<String>),
    /// The problem arose, but nobody in office noticed.
    Unnoticed,
    /// None stands out so.
    NonePicked(Pick),
}

/// The life of a case.
#[derive(Clone, Debug)]
pub struct Trace<'a> {
    /// The city and its governance.
    pub governed: &'a Governed,
    /// Its name.
    pub name: String,
    /// Its file at the end of the replication.
    pub case: Case,
    /// Its problem at the end of the replication.
    pub problem: Problem,
    /// Its steps, in the order of time.
    pub steps: Vec<Moment>,
    /// All cases on its problem with their names, itself included, in the order of opening.
    pub cases: Vec<(String, Case)>,
    /// The orders on its problem, each with the name of the case it opened.
    pub orders: Vec<(String, Order)>,
    /// The name of the older case that it was merged into, if it was.
    pub merged_into: Option<String>,
    /// The name of the case that solved the problem, if one did.
    pub solved_by: Option<String>,
    /// How it stands to its limit.
    pub deadlines: Deadlines,
    /// When the replication ended.
    pub end: Time,
}

/// A step of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub when: Time,
    /// The desk whose deed it is.
    pub desk: DeskId,
    /// What happened.
    pub deed: Deed,
    /// The stage the case is in from then on.
    pub stage: Option<Stage>,
    /// Whether the problem stands then.
    pub stands: bool,
}

/// Traces a case.
///
/// # Errors
/// If there is no such case.
pub fn trace<'a>(place: Where<'a>, wanted: &Wanted) -> Result<Trace<'a>, NoCase> {
    let Subject::Governed(governed) = &place.prepared.subject else { return Err(NoCase::NoCity) };
    let case = find::find(governed, place, wanted)?;
    Ok(follow::follow(governed, place, case))
}
