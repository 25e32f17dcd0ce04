//! A category of problem as a scenario file states it.

use super::{Map, Name, Number, Rate, Share, Spotted, choice, record, variant};
use crate::time::Span;

choice! {
    /// The two catalogues of GB/T 30428.2: things and happenings.
    pub enum Class {
        /// A part of the city's equipment (部件).
        Component = "component",
        /// Something that happens in public space (事件).
        Event = "event",
        /// A matter of a household or between neighbours, which no catalogue lists.
        Matter = "matter",
    }
}

choice! {
    /// The power it takes to end a problem.
    pub enum Remedy {
        /// Repair or clear.
        Fix = "fix",
        /// Act against the one who causes it.
        Penalise = "penalise",
        /// Bring the parties to agree.
        Mediate = "mediate",
    }
}

record! {
    /// A category of problem.
    pub struct Category {
        /// Id, unique among categories.
        pub id: Name,
        /// Chinese name.
        pub title_zh: String,
        /// Component, event or matter.
        pub class: Class,
        /// Weight of an hour of this problem against an hour of exposed litter.
        pub severity: Number in 0.0..=1e4,
        /// Potential problems, per resident, km² or block and time, in the neutral state.
        pub incidence: Rate,
        /// Which profile of hours, weekdays and months it follows.
        pub profile: Name,
        /// Chance that a sweep past the problem sees it; 0 for what no patrol can see.
        pub detectability: Share,
        /// Residents bothered enough to consider doing something (mean per problem).
        pub witnesses: Number in 0.0..=50.0,
        /// Time until such a resident considers it.
        pub notice: Duration,
        /// Share of problems that end by themselves if nobody acts.
        pub clears: Share,
        /// Time after which those that end by themselves do.
        pub clears_after: Duration,
        /// Age at which a problem grows worse.
        pub worsens_after: Span,
        /// Severity from then on, as a multiple.
        pub worsens_to: Number in 1.0..=100.0,
        /// Whether neighbours can solve it: share of such problems they could.
        pub self_help: Share,
        /// The power that ends it.
        pub remedy: Remedy,
        /// Whose duty it is: shares over duties; what is missing to one is nobody's.
        pub owners: Map<Share>,
        /// Share whose ownership is open to dispute.
        pub disputed: Share,
        /// Work of one crew on site.
        pub work: Duration,
        /// Share of genuine solutions that remove the cause as well.
        pub lasting: Share,
        /// Potential returns of a problem that was merely patched (mean).
        pub returns: Number in 0.0..=20.0,
        /// Time until it returns.
        pub returns_after: Duration,
        /// Potential imitations of one that stands unsolved (mean).
        pub spreads: Number in 0.0..=20.0,
        /// Time until it spreads.
        pub spreads_after: Duration,
        /// Strength with which recent enforcement presence prevents it.
        pub deterred: Number in 0.0..=100.0,
        /// Strength with which a worn norm invites it.
        pub invited: Number in 0.0..=100.0,
    }
}

variant! {
    /// A length of time that is drawn anew each time.
    pub enum Duration {
        /// Always the same.
        Fixed(Span) = "fixed",
        /// Exponential, by its mean.
        Exponential(Span) = "exponential",
        /// Lognormal.
        Lognormal(Lognormal) = "lognormal",
        /// Gamma.
        Gamma(Gamma) = "gamma",
        /// Uniform.
        Uniform(Uniform) = "uniform",
        /// Triangular.
        Triangular(Triangular) = "triangular",
        /// As observed: times in rising order that cut all times into parts of equal chance,
        /// each part uniform; the first is the least and the last the greatest.
        Empirical(Vec<Spotted<Span>>) = "empirical",
    }
}

record! {
    /// A gamma time, by mean and coefficient of variation.
    pub struct Gamma {
        /// Mean.
        pub mean: Span,
        /// Standard deviation ÷ mean; 1 is exponential.
        pub cv: Number in 0.01..=10.0,
    }
}

record! {
    /// A time that is equally likely anywhere between two ends.
    pub struct Uniform {
        /// The shortest.
        pub least: Span,
        /// The longest.
        pub most: Span,
    }
}

record! {
    /// A time between two ends whose density rises to the likeliest and falls from there.
    pub struct Triangular {
        /// The shortest.
        pub least: Span,
        /// The likeliest.
        pub mode: Span,
        /// The longest.
        pub most: Span,
    }
}

record! {
    /// A lognormal time, by median and 90 % quantile.
    pub struct Lognormal {
        /// Half of all times are shorter.
        pub median: Span,
        /// Nine of ten times are shorter.
        pub p90: Span,
    }
}
