//! gridgov simulates urban community grid governance (城市社区网格化治理).
//!
//! Data walks one way through the crate:
//!
//! ```text
//! scenario file ─▶ Scenario ─▶ City + Governance ─▶ simulation (events)
//!   ─▶ records ─▶ metrics (indicators) ─▶ experiment (paired statistics)
//!   ─▶ report (tables, plots, files) ─▶ cli
//! ```

pub mod dist;
pub mod id;
pub mod rng;
pub mod stats;
pub mod time;
