//! What can be done to a case, and what kind of work that is.

use crate::simulation::record::Stage;

/// What can be done to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Task {
    /// Take it in and decide where it goes.
    TakeIn,
    /// Send it to a body once more.
    Redispatch,
    /// Write down what was found.
    Log,
    /// Confirm a public report on site.
    Verify,
    /// Solve the problem on site.
    Handle,
    /// Confirm on site that it is solved.
    Check,
    /// Close it and reply.
    Close,
    /// Look at it again after it was closed.
    Audit,
    /// Call it done without going there.
    Pretend,
    /// Call bodies to the site.
    Convene,
    /// Go to the site because one was called.
    Attend,
    /// Urge a party that does nothing.
    Urge,
    /// Order a party on site under a penalty.
    Penalise,
    /// Decide whether to pay for it.
    Fund,
}

/// Kinds of work, as workload is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Activity {
    /// At the desk or on the telephone.
    Desk,
    /// Looking at a site.
    Site,
    /// Handling.
    Handling,
}

impl Activity {
    /// All kinds in order.
    pub const ALL: [Self; 3] = [Self::Desk, Self::Site, Self::Handling];
}

impl Task {
    /// The stage of a case that waits for this task, and of one in it; none for work that is
    /// done about a case while it lies elsewhere.
    pub(super) fn stages(self) -> Option<(Stage, Stage)> {
        match self {
            Self::TakeIn
            | Self::Redispatch
            | Self::Log
            | Self::Close
            | Self::Convene
            | Self::Fund => Some((Stage::DeskWait, Stage::DeskWork)),
            Self::Verify => Some((Stage::VerifyWait, Stage::VerifyWork)),
            Self::Handle | Self::Pretend => Some((Stage::HandleWait, Stage::HandleWork)),
            Self::Check | Self::Audit => Some((Stage::CheckWait, Stage::CheckWork)),
            Self::Attend | Self::Urge | Self::Penalise => None,
        }
    }

    /// Whether the case lies elsewhere while this is done about it.
    pub(in crate::simulation) fn is_aside(self) -> bool {
        self.stages().is_none()
    }

    /// Whether the case is written down, taken in or closed with it.
    pub(super) fn is_entry(self) -> bool {
        matches!(self, Self::TakeIn | Self::Log | Self::Close)
    }

    /// Whether the case is no longer on its way while this is done.
    pub(in crate::simulation) fn is_after_closing(self) -> bool {
        self == Self::Audit
    }

    /// Whether the case goes on with it, and waits for it.
    pub(super) fn is_on_the_way(self) -> bool {
        !self.is_aside() && !self.is_after_closing()
    }

    pub(super) fn is_on_site(self) -> bool {
        let looks = matches!(self, Self::Verify | Self::Check | Self::Audit);
        looks || matches!(self, Self::Handle | Self::Attend | Self::Penalise)
    }
}
