//! A whole scenario: a city under a governance model, and how it is run.

use super::city::City;
use super::governance::Governance;
use super::read::Text;
use super::units::{Count, Date};
use crate::time::Span;
use crate::{record, variant};

record! {
    /// A scenario: a city under a governance model.
    pub struct Scenario {
        /// Name shown in tables and figures.
        pub title: Text,
        /// Chinese name.
        pub title_zh: Text,
        /// What is simulated.
        pub model: Model,
        /// How it is run.
        pub run: Run,
    }
}

variant! {
    /// What is simulated.
    pub enum Model {
        /// A city under a governance model.
        Governed(Governed) = "governed",
        /// The skeleton network, whose answers are known.
        Skeleton(Skeleton) = "skeleton",
    }
}

record! {
    /// A city under a governance model.
    pub struct Governed {
        /// The calendar day that day 0 is.
        pub start: Date,
        /// What exists whatever the policy.
        pub city: City,
        /// What a policy decides.
        pub governance: Governance,
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
        pub days: Span,
        /// Simulated before measurement begins.
        pub warm_up: Span,
        /// Simulated after it, to follow what arose before its end.
        pub follow_up: Span,
        /// Independent replications.
        pub replications: Count in 1.0..=1_000_000.0,
        /// Seed of all draws.
        pub seed: Count,
    }
}
