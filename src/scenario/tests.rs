//! Tests of the language as a whole, with a small institution of its own.

use super::*;
use crate::time::Span;

record! {
    /// A city and those who serve it.
    pub struct Town {
        /// Its name.
        pub title: String,
        /// Ground \[m²\].
        pub ground: Area in 1e4..=1e9,
        /// Residents.
        pub residents: Count,
        /// Where they work.
        pub open: Option<WeeklyHours>,
        /// The roles.
        pub role: Keyed<Role>,
        /// Shares by name.
        pub share: Option<Map<Share>>,
        /// The seed.
        pub seed: Option<Chosen<Count>>,
    }
}

record! {
    /// A role.
    pub struct Role {
        /// Its id.
        pub id: Name,
        /// How many.
        pub staffing: Per,
        /// How they choose.
        pub discipline: Option<Discipline>,
        /// How long their work takes.
        pub work: Option<Work>,
        /// Weights by hour.
        pub weights: Option<Vec<Number>> in 0.0..=2.0,
    }
}

choice! {
    /// Which case is taken first.
    pub enum Discipline {
        /// First come, first served.
        Fifo = "fifo",
        /// Most urgent deadline first.
        Urgent = "urgent",
    }
}

variant! {
    /// A time drawn anew.
    pub enum Work {
        /// Always the same.
        Fixed(Span) = "fixed",
        /// Lognormal.
        Lognormal(Lognormal) = "lognormal",
    }
}

record! {
    /// A lognormal time.
    pub struct Lognormal {
        /// Median.
        pub median: Span,
        /// 90th percentile.
        pub p90: Span,
    }
}
