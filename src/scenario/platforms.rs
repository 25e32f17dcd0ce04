//! Platforms, as a scenario states them: whose files a desk sees, and into how many systems it
//! writes a case.

use super::category::Duration;
use super::{Count, Name, record};

record! {
    /// Whose open files a desk sees when a report comes in (数据共享). Each role sees its own.
    pub struct Sharing {
        /// Whether all roles see each other's files; no where absent.
        pub all: Option<bool>,
        /// Groups of roles that see each other's files; none where absent.
        pub groups: Option<Vec<Vec<Name>>>,
    }
}

record! {
    /// Parallel systems into which the same case has to be written (多头录入).
    pub struct Systems {
        /// How many there are, the one that a role's desk work is for among them.
        pub count: Count in 1.0..=100.0,
        /// Work of writing one case into one more system.
        pub entry: Duration,
        /// Roles that have to write into all of them.
        pub roles: Vec<Name>,
        /// Whether the systems share their data, so that one entry serves all; no where absent.
        pub shared: Option<bool>,
    }
}
