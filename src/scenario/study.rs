//! A whole scenario: a city under a governance model, and how it is run.

use super::calendar::Calendar;
use super::city::City;
use super::governance::Governance;
use super::regime::Regime;
use super::{Chosen, Count, Date, Kept, Keyed, Map, Number, Rate, Share, record};
use crate::time::Span;

record! {
    /// A scenario: a city under a governance model, or the skeleton network.
    pub struct Scenario {
        /// Name shown in tables and figures.
        pub title: String,
        /// Chinese name.
        pub title_zh: String,
        /// The real place that this is, which takes numbers that are known of it (naming gate).
        pub place: Option<String>,
        /// The calendar day that day 0 is.
        pub start: Date,
        /// Public holidays and make-up working days; days count by weekday alone without it.
        pub calendar: Option<Calendar>,
        /// What exists whatever the policy.
        pub city: Option<City>,
        /// What a policy decides.
        pub governance: Option<Governance>,
        /// Changes of the governance model in time.
        pub regimes: Option<Keyed<Regime>>,
        /// The skeleton network, in place of both, whose answers are known.
        pub skeleton: Option<Skeleton>,
        /// Indicators of the place as it reports them, kept for testing: never an input.
        pub observed: Option<Map<Kept<Number>>>,
        /// How it is run.
        pub run: Run,
    }
}

impl Scenario {
    /// Whether two scenarios have the same city on the same days, whatever their policies.
    #[must_use]
    pub fn shares_place_with(&self, other: &Self) -> bool {
        (&self.city, self.start, &self.calendar) == (&other.city, other.start, &other.calendar)
    }
}

record! {
    /// The skeleton network: grids, streets and departments as queues.
    pub struct Skeleton {
        /// Cells.
        pub cells: Count in 1.0..=10_000_000.0,
        /// Cells of a street.
        pub cells_per_street: Count in 1.0..=1_000_000.0,
        /// Streets of a district.
        pub streets_per_district: Count in 1.0..=1_000_000.0,
        /// Departments of a district.
        pub departments: Count in 1.0..=1000.0,
        /// Cases of each cell.
        pub cases: Rate,
        /// Those who serve a cell.
        pub grid: SkeletonStage,
        /// Those who serve a street.
        pub street: SkeletonStage,
        /// Those who serve a department.
        pub department: SkeletonStage,
        /// Share of cases that go on to the street.
        pub to_street: Share,
        /// Share of the street's cases that go on to a department, each equally likely.
        pub to_department: Share,
    }
}

record! {
    /// Those who serve one desk of the skeleton network.
    pub struct SkeletonStage {
        /// Workers.
        pub workers: Count in 1.0..=10_000.0,
        /// Mean of the exponential work.
        pub mean_work: Span in 1.0..=3.2e11,
    }
}

record! {
    /// How a scenario is run.
    pub struct Run {
        /// Length of measurement, in whole days.
        pub days: Chosen<Span> in 8.64e7..=3.1536e11,
        /// Simulated before measurement begins, in whole days.
        pub warm_up: Chosen<Span> in 0.0..=3.1536e11,
        /// Simulated after it, to follow what arose before its end, in whole days.
        pub follow_up: Chosen<Span> in 0.0..=3.1536e10,
        /// Independent replications.
        pub replications: Chosen<Count> in 1.0..=1_000_000.0,
        /// Seed of all draws.
        pub seed: Chosen<Count>,
    }
}
