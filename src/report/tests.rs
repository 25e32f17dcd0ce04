//! Short studies of the built-in scenarios, for tests of what is written of them.

use super::provenance::Sources;
use crate::experiment::{Comparison, Design, Kind, Prepared, Study, compare, prepare, run_all};
use crate::lang::Text;
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load};

/// A built-in scenario under a name, run for some days, and where its numbers come from.
pub(super) fn scenario(builtin: &str, name: &str) -> (Prepared, Sources) {
    let sets = ["run.days=8 d", "run.warm_up=2 d", "run.follow_up=3 d"].map(str::to_owned);
    let source = Source::from_argument(builtin).expect("a built-in");
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: true });
    let loaded = loaded.unwrap_or_else(|faults| panic!("{faults}"));
    let numbers = loaded.provenance;
    (prepare(name, &loaded.value), Sources { scenario: name.to_owned(), numbers })
}

pub(super) fn studies(scenarios: Vec<Prepared>, replications: usize) -> Vec<Study> {
    let outcomes = run_all(&scenarios, 7, replications, 0, || ()).expect("threads start");
    let pairs = scenarios.into_iter().zip(outcomes);
    pairs.map(|(prepared, outcomes)| Study { prepared, outcomes }).collect()
}

/// The second scenario compared with the first.
pub(super) fn compared(
    scenarios: [Prepared; 2],
    replications: usize,
    out_of_reach: Vec<Text>,
) -> Comparison {
    let pairs = vec![("second - plain".to_owned(), Kind::AsStated, 0, 1)];
    let design = Design { pairs, out_of_reach, ..Design::default() };
    let studies = studies(Vec::from(scenarios), replications);
    compare(studies, design, 7).expect("they met the same problems")
}
