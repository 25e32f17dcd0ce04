//! Exceptions to the clock of a case, as a scenario states them.

use super::category::Duration;
use super::{Count, Name, Number, Share, choice, record};
use crate::time::Span;

record! {
    /// More time for a case, asked for before its deadline (延期). The file's clock alone
    /// changes: what is due later stands no shorter.
    pub struct Extension {
        /// How long before the deadline the body that handles asks, if it has not called the
        /// work done by then; it asks at once where it takes the case on later than that.
        pub before: Span in 1.0..=3.1536e11,
        /// Chance that it asks.
        pub asked: Share,
        /// Chance that what was asked is granted.
        pub granted: Share,
        /// Time added each time, as a multiple of the original limit.
        pub adds: Number in 0.001..=1000.0,
        /// Times at most for one case.
        pub most: Count in 1.0..=1000.0,
        /// Role that decides, which may evaluate or dispatch; whoever dispatched the case where
        /// absent. The request takes that role's `delivery`, and lapses if it comes too late.
        pub decided_by: Option<Name>,
    }
}

record! {
    /// Work on a filed case that is put off by the body that takes it on (挂起、缓办): the case
    /// is laid aside, and the problem stands for longer.
    pub struct Hold {
        /// Chance that the body asks, once, when it takes the case on.
        pub asked: Share,
        /// Chance that what was asked is granted; the case waits until that is decided.
        pub granted: Share,
        /// How long the case is laid aside.
        pub lasts: Duration,
        /// Role that decides, which may evaluate or dispatch; whoever dispatched the case where
        /// absent. The request takes that role's `delivery`.
        pub decided_by: Option<Name>,
    }
}

record! {
    /// A case that the body asks to have left out of its score (剔除): once its deadline passes
    /// with the case still open, or a caller who is called back is not satisfied.
    pub struct Exclusion {
        /// Chance that the body that handles asks, once for a case.
        pub asked: Share,
        /// Chance that what was asked is granted; calls on the case are left out with it.
        pub granted: Share,
        /// Role that decides, which may evaluate or dispatch; whoever dispatched the case where
        /// absent. The request takes that role's `delivery`.
        pub decided_by: Option<Name>,
    }
}

record! {
    /// An appeal against the record of a case that was closed late (超期申诉): where it is upheld
    /// the case counts as closed in time.
    pub struct Appeal {
        /// Chance that the body that handles appeals, once, when the case is closed.
        pub asked: Share,
        /// Chance that the appeal is upheld.
        pub granted: Share,
        /// Role that decides, which may evaluate or dispatch; whoever dispatched the case where
        /// absent. The request takes that role's `delivery`.
        pub decided_by: Option<Name>,
    }
}

record! {
    /// Cases raised to the supervision of those above (督办): from then on a case is taken first
    /// wherever it waits, and no body with the power to end it may decline it.
    pub struct Supervision {
        /// How long after its deadline an open case is raised; never where absent.
        pub overdue: Option<Span>,
        /// At which call of one caller on a problem its open cases are raised; never where
        /// absent.
        pub calls: Option<Count> in 2.0..=1000.0,
        /// From which severity of its category on a case is raised when it is filed; never where
        /// absent.
        pub severity: Option<Number> in 0.0..=1e6,
        /// Role that orders it, which may evaluate or dispatch: the order takes that role's
        /// `delivery`; it comes at once where absent.
        pub ordered_by: Option<Name>,
    }
}

choice! {
    /// How cases that were put on hold count.
    pub enum HeldCases {
        /// They do not: they are left out.
        Out = "out",
        /// The clock stops while they are on hold.
        Stopped = "stopped",
        /// The clock goes on.
        Running = "running",
    }
}

choice! {
    /// Whether cases of a kind count.
    pub enum Counting {
        /// They are left out.
        Out = "out",
        /// They count like all others.
        In = "in",
    }
}
