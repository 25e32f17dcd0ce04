//! gridgov simulates urban community grid governance (城市社区网格化治理).
//!
//! Data walks one way through the crate; a module uses only those above it:
//!
//! ```text
//! lang, time, id, rng, dist, duration, stats  leaves: know nothing of cities
//!   ─▶ scenario      files with places, units and provenance
//!   ─▶ city          the world: what no policy can change
//!   ─▶ governance    the institution: roles, powers, desks, limits
//!   ─▶ simulation    events, one file a process; records of what happened
//!   ─▶ metrics       tallies and the registry of indicators
//!   ─▶ experiment    replications in parallel, paired statistics
//!   ─▶ report        tables, files, figures
//!   ─▶ cli
//! ```
//!
//! A scenario in, what three replications came to out:
//!
//! ```
//! use gridgov::experiment::{Study, prepare, run_all};
//! use gridgov::scenario::study::Scenario;
//! use gridgov::scenario::{Options, Source, load};
//!
//! let sets = ["run.days=7 d".to_owned(), "run.warm_up=0 d".to_owned()];
//! let source = Source::from_argument("beijing-dongcheng-2004").unwrap();
//! let scenario: Scenario = load(&source, &sets, Options { provenance: true }).unwrap().value;
//! let prepared = prepare("a-week", &scenario);
//! let outcomes = run_all(std::slice::from_ref(&prepared), 2004, 3, 1, || ()).unwrap();
//! let study = Study { prepared, outcomes: outcomes[0].clone() };
//! let place = study.measures().iter().position(|m| m.id == "discovery_rate").unwrap();
//! let discovered = study.indicator(place).unwrap().estimate;
//! assert!(discovered.mean > 0.0 && discovered.mean < 1.0);
//! ```

pub mod city;
pub mod cli;
pub mod dist;
pub mod duration;
pub mod experiment;
pub mod governance;
pub mod id;
pub mod lang;
pub mod metrics;
pub mod report;
pub mod rng;
pub mod scenario;
pub mod simulation;
pub mod stats;
pub mod time;
