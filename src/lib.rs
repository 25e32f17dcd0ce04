//! gridgov simulates urban community grid governance (城市社区网格化治理).
//!
//! Data walks one way through the crate:
//!
//! ```text
//! scenario file ─▶ Scenario ─▶ City + Governance ─▶ simulation (events)
//!   ─▶ records ─▶ metrics (indicators) ─▶ experiment (paired statistics)
//!   ─▶ report (tables, plots, files) ─▶ cli
//! ```

pub mod city;
pub mod cli;
pub mod dist;
pub mod duration;
pub mod experiment;
pub mod governance;
pub mod id;
pub mod metrics;
pub mod report;
pub mod rng;
pub mod scenario;
pub mod simulation;
pub mod stats;
pub mod time;
