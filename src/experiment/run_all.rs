//! The one parallel line.

use rayon::prelude::*;

use super::{Outcome, Prepared};

/// Runs replications `0..count` of every scenario under one seed; gives, for each
/// scenario, its outcomes in the order of replications.
///
/// The result does not depend on `threads` (0: one for each core). `done` is called
/// as each replication ends, from whichever thread ran it.
///
/// # Errors
/// If the threads cannot be started.
pub fn run_all(
    scenarios: &[Prepared],
    seed: u64,
    count: usize,
    threads: usize,
    done: impl Fn() + Sync,
) -> Result<Vec<Vec<Outcome>>, rayon::ThreadPoolBuildError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let jobs: Vec<(usize, usize)> = (0..count)
        .flat_map(|replication| (0..scenarios.len()).map(move |which| (which, replication)))
        .collect();
    let run = |&(which, replication): &(usize, usize)| {
        let outcome = Outcome::of(&scenarios[which], seed, replication as u64);
        done();
        outcome
    };
    let outcomes: Vec<Outcome> = pool.install(|| jobs.par_iter().map(run).collect());
    let mut by_scenario = vec![Vec::with_capacity(count); scenarios.len()];
    for ((which, _), outcome) in jobs.into_iter().zip(outcomes) {
        by_scenario[which].push(outcome);
    }
    Ok(by_scenario)
}
