//! The one parallel line.

use std::ops::Range;

use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::store::{Entry, Store, StoreError};
use super::{Outcome, Prepared};

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
    gather(count, threads, run)
}

/// As [`replicate`], gathered in any form: that of `Result` stops at the first error.
fn gather<T: Send, All: FromParallelIterator<T> + Send>(
    count: usize,
    threads: usize,
    run: impl Fn(usize) -> T + Sync + Send,
) -> Result<All, ThreadPoolBuildError> {
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
    let jobs = jobs(scenarios.len(), 0..count as u64);
    let outcomes = replicate(jobs.len(), threads, |job| {
        let outcome = Outcome::of(&scenarios[jobs[job].0], seed, jobs[job].1);
        done();
        outcome
    })?;
    Ok(by_scenario(scenarios.len(), &jobs, outcomes))
}

/// Each scenario's place with each replication, all scenarios of a replication together.
fn jobs(scenarios: usize, replications: Range<u64>) -> Vec<(usize, u64)> {
    replications.flat_map(|of| (0..scenarios).map(move |scenario| (scenario, of))).collect()
}

/// The results of jobs, by scenario, in the order of replications.
fn by_scenario<T>(scenarios: usize, jobs: &[(usize, u64)], results: Vec<T>) -> Vec<Vec<T>> {
    let mut sorted: Vec<Vec<T>> = (0..scenarios).map(|_| Vec::new()).collect();
    for ((scenario, _), result) in jobs.iter().zip(results) {
        sorted[*scenario].push(result);
    }
    sorted
}

/// Hears of replications, from whichever thread runs them.
pub trait Progress: Sync {
    /// So many more will be run.
    fn more(&self, runs: usize);
    /// One has ended.
    fn done(&self);
}

/// Nobody listens.
impl Progress for () {
    fn more(&self, _: usize) {}
    fn done(&self) {}
}

/// How replications of a study are run.
#[derive(Clone, Copy)]
pub struct Runner<'r> {
    /// Seed of all draws.
    pub seed: u64,
    /// Threads; 0 is one for each core. No result depends on it.
    pub threads: usize,
    /// Where finished replications are kept, if anywhere.
    pub store: Option<&'r Store>,
    /// Who hears of them.
    pub progress: &'r dyn Progress,
}

impl Runner<'_> {
    /// Runs these replications of every scenario as a part of the study, or recalls those that
    /// were finished before; gives, for each scenario, its outcomes in order.
    ///
    /// # Errors
    /// If the threads cannot be started, or a result cannot be kept.
    pub(super) fn run(
        &self,
        part: &str,
        scenarios: &[&Prepared],
        replications: Range<u64>,
    ) -> Result<Vec<Vec<Outcome>>, RunError> {
        let jobs = jobs(scenarios.len(), replications);
        let results = self.work(part, &jobs, |scenario, replication| {
            Outcome::of(scenarios[scenario], self.seed, replication)
        })?;
        Ok(by_scenario(scenarios.len(), &jobs, results))
    }

    /// Does jobs, each a scenario's place and a replication, or recalls them.
    ///
    /// # Errors
    /// If the threads cannot be started, or a result cannot be kept.
    pub(super) fn work<T: Send + Serialize + DeserializeOwned>(
        &self,
        part: &str,
        jobs: &[(usize, u64)],
        run: impl Fn(usize, u64) -> T + Sync + Send,
    ) -> Result<Vec<T>, RunError> {
        self.progress.more(jobs.len());
        let results: Result<Vec<T>, StoreError> = gather(jobs.len(), self.threads, |job| {
            let (scenario, replication) = jobs[job];
            let entry = Entry { part: part.to_owned(), scenario: scenario as u64, replication };
            let recalled = self.store.and_then(|store| store.recall(&entry));
            let result = match (recalled, self.store) {
                (Some(result), _) => result,
                (None, None) => run(scenario, replication),
                (None, Some(store)) => {
                    let result = run(scenario, replication);
                    store.keep(&entry, &result)?;
                    result
                }
            };
            self.progress.done();
            Ok(result)
        })?;
        results.map_err(RunError::Store)
    }
}

/// Why replications were not run.
#[derive(Debug)]
pub enum RunError {
    /// The threads cannot be started.
    Threads(ThreadPoolBuildError),
    /// What is finished cannot be kept.
    Store(StoreError),
}

impl From<ThreadPoolBuildError> for RunError {
    fn from(error: ThreadPoolBuildError) -> Self {
        Self::Threads(error)
    }
}
