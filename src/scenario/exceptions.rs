//! Exceptions to the clock of a case, as a scenario states them.

use super::{Count, Name, Number, Share, record};
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
