//! The city as a scenario file states it: what exists whatever the policy.

use super::areas::Areas;
use super::category::Category;
use super::{Area, Count, Keyed, Name, Number, Share, choice, record};
use crate::time::Span;

record! {
    /// A city: its land, its people, and what goes wrong there.
    pub struct City {
        /// Name shown in tables and figures.
        pub title: String,
        /// Chinese name.
        pub title_zh: String,
        /// Communities as areas of a file, whose shapes the blocks follow.
        pub areas: Option<Areas>,
        /// Land area.
        pub area: Area in 1e4..=1e12,
        /// Residents, registered and migrant.
        pub residents: Count in 1.0..=4e9,
        /// Mean number of residents of a household; only what counts households needs it.
        pub household_size: Option<Number> in 0.5..=20.0,
        /// Share of residents without local hukou.
        pub migrants: Share,
        /// Streets (街道), each a rectangle of the synthetic fabric.
        pub streets: Count in 1.0..=100_000.0,
        /// Residents' communities (社区), each within a street.
        pub communities: Count in 1.0..=1_000_000.0,
        /// Blocks wanted; the fabric makes the nearest full lattice.
        pub blocks: Count in 1.0..=5_000_000.0,
        /// Ground of an estate, whose blocks are of one kind; without it each block is its own.
        pub estate: Option<Area> in 1.0..=1e9,
        /// Kinds of compound, of which each block is one.
        pub compounds: Keyed<Compound>,
        /// How the people of a block report what bothers them.
        pub reporting: Reporting,
        /// How unevenly problems fall on blocks and days.
        pub unevenness: Unevenness,
        /// How the state of a block changes what happens there.
        pub norms: Norms,
        /// When in the day, week and year problems arise.
        pub profiles: Keyed<Profile>,
        /// What can go wrong.
        pub categories: Keyed<Category>,
    }
}

record! {
    /// A kind of compound.
    pub struct Compound {
        /// Id, unique among compounds.
        pub id: Name,
        /// Chinese name.
        pub title_zh: String,
        /// Share of blocks of this kind; the shares are normalised to one.
        pub share: Number in 0.0..=1e6,
        /// Population density relative to the city's mean.
        pub density: Number in 0.0..=1000.0,
        /// Incidence of problems relative to the city's mean.
        pub incidence: Number in 0.0..=1000.0,
        /// Share of tenants among residents.
        pub tenants: Share,
    }
}

record! {
    /// How residents decide whether and where to report (nested logit).
    pub struct Reporting {
        /// Utility added per unit of severity.
        pub severity: Number in -100.0..=100.0,
        /// Utility added per unit of trust in the body behind a channel.
        pub trust: Number in -100.0..=100.0,
        /// Utility added for a tenant.
        pub tenant: Number in -100.0..=100.0,
        /// Utility added for a resident without local hukou.
        pub migrant: Number in -100.0..=100.0,
        /// Utility of solving it oneself or with neighbours; staying silent is zero.
        pub self_help: Number in -100.0..=100.0,
        /// Share of attempts at self-help that solve a problem which neighbours can solve.
        pub self_help_works: Share,
        /// Mean trust at the start, on a scale from 0 to 1.
        pub trust_mean: Share,
        /// Standard deviation of trust at the start.
        pub trust_sd: Number in 0.0..=1.0,
        /// Trust gained when a reported problem is solved.
        pub trust_gain: Share,
        /// Trust lost when it is not.
        pub trust_loss: Share,
        /// How long a caller waits before calling about the same problem again.
        pub patience: Span,
        /// Share of callers who call again while the problem stands, each time.
        pub persistence: Share,
        /// Calls one resident makes on one problem at most.
        pub most_calls: Count in 1.0..=15.0,
        /// How little channels reached in the same manner, on foot or from home, can stand in
        /// for one another: 1 for not at all (multinomial logit), near 0 for fully.
        pub dissimilarity: Number in 0.05..=1.0,
        /// Longest time to solution that still satisfies a caller.
        pub expected_within: Span,
    }
}

record! {
    /// How unevenly problems fall on blocks and days.
    pub struct Unevenness {
        /// Coefficient of variation of the blocks' incidence (hot spots).
        pub blocks: Number in 0.0..=20.0,
        /// Coefficient of variation of the days' incidence, shared by the city.
        pub days: Number in 0.0..=20.0,
    }
}

choice! {
    /// Whether what happens in a block changes what happens next there.
    pub enum NormSwitch {
        /// Enforcement prevents and disorder breeds.
        On = "on",
        /// Problems arise whatever anyone does.
        Off = "off",
    }
}

record! {
    /// How the state of a block changes what happens there.
    pub struct Norms {
        /// Off restores exogenous arrivals.
        pub switch: NormSwitch,
        /// Share of potential problems that are real in the neutral state;
        /// the rest is headroom for worse states.
        pub neutral: Share in 0.001..=1.0,
        /// How long enforcement presence is remembered in a block (time constant).
        pub presence_memory: Span in 6e4..=3.1536e13,
        /// How long the norm of a block takes to follow its disorder (time constant).
        pub norm_memory: Span in 6e4..=3.1536e13,
        /// Visible unsolved problems in a block that halve its norm.
        pub disorder_half: Number in 1e-6..=1e6,
    }
}

record! {
    /// When problems of some kind arise: weights, of which only ratios matter.
    pub struct Profile {
        /// Id, unique among profiles.
        pub id: Name,
        /// Weight of each hour of the day, from midnight: 24 numbers.
        pub hours: Vec<Number> in 0.0..=1e9,
        /// Weight of each day of the week, from Monday: 7 numbers.
        pub weekdays: Vec<Number> in 0.0..=1e9,
        /// Weight of a public holiday, on the scale of `weekdays`; that of a Sunday where absent.
        pub holiday: Option<Number> in 0.0..=1e9,
        /// Weight of each month, from January: 12 numbers.
        pub months: Vec<Number> in 0.0..=1e9,
    }
}
