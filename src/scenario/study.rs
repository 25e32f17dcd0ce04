//! A whole scenario: a city under a governance model, and how it is run.

use super::city::City;
use super::governance::Governance;
use super::{Chosen, Count, Date, record};
use crate::time::Span;

record! {
    /// A scenario: a city under a governance model, or the skeleton network.
    pub struct Scenario {
        /// Name shown in tables and figures.
        pub title: String,
        /// Chinese name.
        pub title_zh: String,
        /// The calendar day that day 0 is.
        pub start: Date,
        /// What exists whatever the policy.
        pub city: Option<City>,
        /// What a policy decides.
        pub governance: Option<Governance>,
        /// The skeleton network, in place of both, whose answers are known.
        pub skeleton: Option<Skeleton>,
        /// How it is run.
        pub run: Run,
    }
}

record! {
    /// The skeleton network: grids, streets and departments as queues.
    pub struct Skeleton {
        /// Cells, each with one worker.
        pub cells: Count in 1.0..=10_000_000.0,
    }
}

record! {
    /// How a scenario is run.
    pub struct Run {
        /// Length of measurement.
        pub days: Chosen<Span>,
        /// Simulated before measurement begins.
        pub warm_up: Chosen<Span>,
        /// Simulated after it, to follow what arose before its end.
        pub follow_up: Chosen<Span>,
        /// Independent replications.
        pub replications: Chosen<Count> in 1.0..=1_000_000.0,
        /// Seed of all draws.
        pub seed: Chosen<Count>,
    }
}
