//! Responsible parties and what binds them, as a scenario states it.

use super::choice;

choice! {
    /// What the first body that a case is dispatched to does if the case is not its duty, or not
    /// within its power.
    pub enum FirstReceiver {
        /// It sends the case back.
        Returns = "returns",
        /// It keeps what it has the power for, and passes on what it lacks the power for
        /// (首接负责制).
        Transfers = "transfers",
    }
}
