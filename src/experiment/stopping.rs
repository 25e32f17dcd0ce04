//! How many replications: as many as are asked for, or until means are known well enough.

use std::ops::Range;

use super::run_all::{RunError, Runner};
use super::study::CONFIDENCE;
use super::{Pair, Prepared, Study};
use crate::stats::Paired;

/// Replications before the first look: fewer tell too little of their own spread.
pub const FIRST_LOOK: usize = 20;
/// Replications between two looks.
const BATCH: usize = 10;

/// How well an indicator is to be known: half the width of its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// Relative to the mean of each scenario.
    Relative(f64),
    /// In the indicator's unit, for the mean of each scenario and for each paired difference.
    Absolute(f64),
}

/// An indicator that is to be known so well.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The indicator's id.
    pub indicator: String,
    /// How well.
    pub goal: Goal,
}

/// What a target came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// What was asked.
    pub target: Target,
    /// The largest half-width, as the goal counts it; none where an indicator has no value or
    /// no relative width.
    pub achieved: Option<f64>,
}

impl Reached {
    /// Whether that is as narrow as was asked.
    pub fn is_met(&self) -> bool {
        let (Goal::Relative(goal) | Goal::Absolute(goal)) = self.target.goal;
        self.achieved.is_some_and(|achieved| achieved <= goal)
    }
}

/// When to stop.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stopping {
    /// All must be met; without any, the most is run.
    pub targets: Vec<Target>,
    /// Replications of each scenario at most.
    pub most: usize,
}

impl Stopping {
    /// How many replications there are at the next look.
    fn next_look(&self, so_far: usize) -> usize {
        match (self.targets.is_empty(), so_far) {
            (true, _) => self.most,
            (false, 0) => FIRST_LOOK.min(self.most),
            (false, _) => (so_far + BATCH).min(self.most),
        }
    }
}

/// Runs every scenario under one seed until all targets are met, or the most is reached.
///
/// It looks after [`FIRST_LOOK`] replications and after each ten more, at half-widths alone
/// and never at which scenario leads, so that looking does not favour a result (Law 2015,
/// *Simulation Modeling and Analysis*, ch. 9.4.1). All scenarios have equally many
/// replications, and the numbers of the first n do not depend on how many follow.
///
/// # Errors
/// If the threads cannot be started, or what is finished cannot be kept.
pub fn run_until(
    scenarios: Vec<Prepared>,
    pairs: &[Pair],
    stopping: &Stopping,
    runner: &Runner<'_>,
) -> Result<(Vec<Study>, Vec<Reached>), RunError> {
    let start = |prepared| Study { prepared, outcomes: Vec::new() };
    let mut studies: Vec<Study> = scenarios.into_iter().map(start).collect();
    let mut so_far = 0;
    loop {
        let look = stopping.next_look(so_far);
        extend(&mut studies, so_far..look, runner)?;
        so_far = look;
        let reached = reached(&studies, pairs, stopping);
        if so_far >= stopping.most || reached.iter().all(Reached::is_met) {
            return Ok((studies, reached));
        }
    }
}

fn extend(
    studies: &mut [Study],
    replications: Range<usize>,
    runner: &Runner<'_>,
) -> Result<(), RunError> {
    let scenarios: Vec<&Prepared> = studies.iter().map(|study| &study.prepared).collect();
    let replications = replications.start as u64..replications.end as u64;
    let outcomes = runner.run("main", &scenarios, replications)?;
    for (study, outcomes) in studies.iter_mut().zip(outcomes) {
        study.outcomes.extend(outcomes);
    }
    Ok(())
}

fn reached(studies: &[Study], pairs: &[Pair], stopping: &Stopping) -> Vec<Reached> {
    let of = |target: &Target| Reached {
        target: target.clone(),
        achieved: achieved(studies, pairs, target),
    };
    stopping.targets.iter().map(of).collect()
}

/// The largest half-width of a target's indicator, as its goal counts it.
fn achieved(studies: &[Study], pairs: &[Pair], target: &Target) -> Option<f64> {
    let measures = studies[0].measures();
    let place = measures.iter().position(|measure| measure.id == target.indicator)?;
    let of_mean = |study: &Study| {
        let estimate = study.indicator(place).ok()?.estimate;
        match target.goal {
            Goal::Relative(_) => estimate.precision(CONFIDENCE),
            Goal::Absolute(_) => estimate.half_width(CONFIDENCE),
        }
    };
    let of_difference = |(_, _, baseline, alternative): &Pair| {
        let values = |place_of: usize| studies[place_of].indicator(place).ok().map(|of| of.values);
        Paired::of(&values(*alternative)?, &values(*baseline)?)?.difference.half_width(CONFIDENCE)
    };
    let differences = match target.goal {
        Goal::Relative(_) => &[],
        Goal::Absolute(_) => pairs,
    };
    let all = studies.iter().map(of_mean).chain(differences.iter().map(of_difference));
    all.reduce(|widest, next| Some(widest?.max(next?))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(goal: Goal) -> Target {
        Target { indicator: "sojourn_grid_h".to_owned(), goal }
    }

    #[test]
    fn looks_are_at_twenty_and_each_ten_more_and_never_past_the_most() {
        let rule = Stopping { targets: vec![target(Goal::Relative(0.1))], most: 45 };
        let looks: Vec<usize> =
            [0, 20, 30, 40].into_iter().map(|so_far| rule.next_look(so_far)).collect();
        assert_eq!(looks, [20, 30, 40, 45]);
        assert_eq!(Stopping { targets: Vec::new(), most: 7 }.next_look(0), 7);
    }

    #[test]
    fn a_target_without_a_value_is_never_met() {
        let reached = |goal, achieved| Reached { target: target(goal), achieved }.is_met();
        assert!(reached(Goal::Relative(0.05), Some(0.05)));
        assert!(!reached(Goal::Absolute(0.05), Some(0.051)));
        assert!(!reached(Goal::Relative(0.05), None));
    }
}
