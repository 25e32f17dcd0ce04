//! The one parallel line.

use std::ops::Range;

use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

use super::{Outcome, Prepared};

/// Why threads cannot be started.
pub(super) type NoThreads = ThreadPoolBuildError;

/// Runs pieces of work `0..count`, each independent of the others; gives their results
/// in order.
///
/// The results do not depend on `threads` (0: one for each core).
///
/// # Errors
/// If the threads cannot be started.
pub(super) fn replicate<T: Send>(
    count: usize,
    threads: usize,
    run: impl Fn(usize) -> T + Sync + Send,
) -> Result<Vec<T>, ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
    Ok(pool.install(|| (0..count).into_par_iter().map(&run).collect()))
}

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
    done: impl Fn() + Sync + Send,
) -> Result<Vec<Vec<Outcome>>, ThreadPoolBuildError> {
    run_more(&scenarios.iter().collect::<Vec<_>>(), seed, 0..count, threads, done)
}

/// Runs these replications of every scenario, as [`run_all`] does from the first.
///
/// # Errors
/// If the threads cannot be started.
pub(super) fn run_more(
    scenarios: &[&Prepared],
    seed: u64,
    replications: Range<usize>,
    threads: usize,
    done: impl Fn() + Sync + Send,
) -> Result<Vec<Vec<Outcome>>, ThreadPoolBuildError> {
    let which = |job: usize| (job % scenarios.len(), replications.start + job / scenarios.len());
    let outcomes = replicate(scenarios.len() * replications.len(), threads, |job| {
        let (scenario, replication) = which(job);
        let outcome = Outcome::of(scenarios[scenario], seed, replication as u64);
        done();
        outcome
    })?;
    let mut by_scenario = vec![Vec::with_capacity(replications.len()); scenarios.len()];
    for (job, outcome) in outcomes.into_iter().enumerate() {
        by_scenario[which(job).0].push(outcome);
    }
    Ok(by_scenario)
}
