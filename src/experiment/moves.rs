//! Which indicators a number moves: two scenarios that differ in it alone, replication by
//! replication under the same luck.

use super::outcome::Outcome;
use super::run_all::{RunError, Runner};
use super::{Measure, Prepared, Study, measures};
use crate::stats::{Paired, holm};

/// An indicator at the lower and at the upper end of a number's range.
#[derive(Clone, Debug)]
pub struct Move {
    /// The indicator.
    pub measure: Measure,
    /// Its mean at the lower and at the upper end.
    pub means: [f64; 2],
    /// The paired difference, upper − lower.
    pub paired: Paired,
    /// Its p-value, adjusted by Holm over all indicators that have one.
    pub p_holm: f64,
}

/// What a number moves.
#[derive(Clone, Debug)]
pub struct Moves {
    /// Replications at each end.
    pub replications: usize,
    /// Every indicator that has a value at both ends, the clearest difference \[standard errors\]
    /// first.
    pub moves: Vec<Move>,
}

impl Moves {
    /// The indicators that move: those whose adjusted p-value is under 5 %.
    pub fn clear(&self) -> impl Iterator<Item = &Move> {
        self.moves.iter().filter(|of| of.p_holm < 0.05)
    }
}

/// Runs a scenario with a number at the lower and at the upper end of its range.
///
/// # Errors
/// If replications cannot be run.
pub fn moves(
    ends: [Prepared; 2],
    replications: u64,
    runner: &Runner<'_>,
) -> Result<Moves, RunError> {
    let outcomes = runner.run("ends", &ends.each_ref(), 0..replications)?;
    let study = |(prepared, outcomes): (Prepared, Vec<Outcome>)| Study { prepared, outcomes };
    let studies: Vec<Study> = ends.into_iter().zip(outcomes).map(study).collect();
    Ok(Moves { replications: replications as usize, moves: between(&studies[0], &studies[1]) })
}

fn between(lower: &Study, upper: &Study) -> Vec<Move> {
    let measures = measures(&lower.prepared.subject).into_iter().enumerate();
    let compared = measures.filter_map(|(place, measure)| {
        let (old, new) = (lower.indicator(place).ok()?, upper.indicator(place).ok()?);
        let paired = Paired::of(&new.values, &old.values)?;
        Some(Move { measure, means: [old.estimate.mean, new.estimate.mean], paired, p_holm: 1.0 })
    });
    let mut moves: Vec<Move> = compared.collect();
    let p_values: Vec<f64> = moves.iter().map(|of| of.paired.p).collect();
    for (of, p) in moves.iter_mut().zip(holm(&p_values).unwrap_or_default()) {
        of.p_holm = p;
    }
    moves.sort_by(|a, b| b.paired.t.abs().total_cmp(&a.paired.t.abs()));
    moves
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::experiment::prepare;
    use crate::scenario::study::Scenario;
    use crate::scenario::vary::{End, at_end};
    use crate::scenario::{Options, Source, load};

    /// What a number of `traditional` moves in short replications.
    fn moved(path: &str) -> Moves {
        let source = Source::from_argument("traditional").expect("a built-in");
        let sets = ["run.days=14 d", "run.warm_up=7 d", "run.follow_up=7 d"].map(str::to_owned);
        let loaded = load::<Scenario>(&source, &sets, Options { provenance: true });
        let loaded = loaded.unwrap_or_else(|faults| panic!("{faults}"));
        let ends = [End::Lower, End::Upper].map(|end| {
            let varied = at_end(&loaded, path, end, |_, _| {}).expect("it goes together");
            prepare("traditional", &varied.value)
        });
        let runner = Runner { seed: 1, threads: 0, store: None, progress: &() };
        moves(ends, 6, &runner).expect("threads start")
    }

    #[test]
    fn a_wage_moves_money_and_nothing_else() {
        let moves = moved("governance.roles.city-appearance-squad.wage");
        let ids = |of: &Move| of.measure.id;
        let clear: BTreeSet<&str> = moves.clear().map(ids).collect();
        assert_eq!(clear, BTreeSet::from(["cost_per_resident_year", "cost_per_solved"]));
        let still = |of: &&Move| of.paired.difference.mean.abs() > 0.0 && !clear.contains(ids(of));
        assert_eq!(moves.moves.iter().filter(still).map(ids).collect::<Vec<_>>(), [""; 0]);
        let [low, high] = moves.moves[0].means;
        assert!(low < high, "the upper end of a wage is dearer: {low}, {high}");
    }

    #[test]
    fn the_clearest_comes_first() {
        let moves = moved("city.categories.exposed-litter.incidence").moves;
        assert!(moves.len() > 20);
        assert!(moves.is_sorted_by(|a, b| a.paired.t.abs() >= b.paired.t.abs()));
        assert!(moves[0].p_holm < 0.05 && moves[0].p_holm >= moves[0].paired.p);
    }
}
