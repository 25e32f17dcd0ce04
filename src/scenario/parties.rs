//! Responsible parties and powers, as a scenario states them.

use super::category::Duration;
use super::{Count, Money, Name, Share, choice, record, variant};
use crate::time::Span;

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

record! {
    /// Bodies that are called to the site to settle there who acts (吹哨报到). When their meeting
    /// is over a body that has the power takes the case, and may not decline it.
    pub struct Convening {
        /// Role that calls, which may convene. The case comes to it in place of the dispatcher.
        pub called_by: Name,
        /// At which return of a case it is called about; never where absent.
        pub returns: Option<Count> in 1.0..=1000.0,
        /// Whether a case whose ownership is disputed is called about at its first return; not
        /// where absent.
        pub disputed: Option<bool>,
        /// Which bodies come besides the one whose duty the problem is.
        pub bodies: Called,
        /// How long each body's person is on site.
        pub lasts: Duration,
        /// Promised time from the call until a body is on site; it is counted and hurries nobody.
        pub within: Span,
    }
}

variant! {
    /// Which bodies are called to a site besides the one whose duty the problem is.
    pub enum Called {
        /// So many of those that hold some duty, drawn anew for each case.
        Number(Count) = "number",
        /// These.
        Listed(Vec<Name>) = "listed",
    }
}

record! {
    /// How likely a responsible party is to take a case on. What it finds itself it handles.
    pub struct Leverage {
        /// Chance that it does when the case comes to it.
        pub willing: Share,
        /// Chance each time it is urged (催办).
        pub urged: Share,
        /// Chance when the case comes to it from a meeting on site.
        pub convened: Share,
        /// Chance when it is ordered under a penalty.
        pub penalised: Share,
    }
}

record! {
    /// Urging of a responsible party that has a case and does nothing (催办). Who dispatched the
    /// case urges, or else who filed it: desk work of that role.
    pub struct Urging {
        /// From the receipt of a case to the first urging, and from one to the next.
        pub every: Span in 6e4..=3.1536e11,
        /// Urgings at most for one case.
        pub most: Count in 0.0..=1000.0,
        /// Role that goes to the site and orders the party under a penalty after the last of
        /// them, which may penalise; nobody where absent.
        pub penalised_by: Option<Name>,
    }
}

record! {
    /// Rounds in which a role visits the blocks where most was amiss of late. A visit is seen in
    /// the block and may find what nobody sees from outside.
    pub struct Inspection {
        /// Role that visits, which may inspect, when somebody is free and nothing else waits.
        pub by: Name,
        /// From one round to the next, counted from day 0.
        pub every: Span in 3.6e6..=3.1536e11,
        /// Share of its blocks that each desk is to visit in a round: those in which most cases
        /// were opened in the 30 days before.
        pub share: Share,
    }
}

record! {
    /// Public money for work that nobody else does (兜底): on problems that are nobody's duty,
    /// once a body has sent them back, and on cases that a responsible party never takes on.
    pub struct Funding {
        /// Role that decides and pays, which may fund.
        pub by: Name,
        /// Role that does the work, and may not decline it.
        pub to: Name,
        /// Price of one case, which is added to the yearly cost.
        pub price: Money,
        /// Cases at most in a month, a twelfth of 365 days; what goes beyond is shelved.
        pub limit: Count in 0.0..=1e9,
    }
}
