//! Rosters beside the hours of a role, as a scenario states them.

use super::{Name, Number, Per, choice, record};

record! {
    /// People on call outside the hours of their role (值班): they take urgent work alone, and all of
    /// it is overtime.
    pub struct OnCall {
        /// People on call at once, by rule.
        pub people: Per,
        /// Categories that they take; none where absent.
        pub takes: Option<Vec<Name>>,
        /// From which severity of its category on they take a case; none where absent.
        pub severity: Option<Number> in 0.0..=1e6,
    }
}

choice! {
    /// What becomes of a message to people who are not on duty.
    pub enum AfterHours {
        /// It waits until they are.
        Wait = "wait",
        /// They answer at once, as overtime.
        Overtime = "overtime",
    }
}
