//! Problems: something wrong in the city, whether or not anyone knows.

use super::CaseId;
use crate::city::{BlockId, CategoryId};
use crate::governance::{ChannelId, DeskId, RoleId};
use crate::time::{Span, Time};

/// How a problem ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Somebody in office solved it, with its cause or merely so.
    Solved {
        /// Whether the cause was removed.
        lasting: bool,
        /// The case on which the work was done.
        case: CaseId,
    },
    /// It ended by itself.
    Cleared,
    /// Neighbours helped themselves.
    Neighbours,
}

/// Who first made a problem known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody on a beat.
    Patrol(DeskId),
    /// A resident.
    Channel(ChannelId),
}

/// Something wrong in the city.
#[derive(Clone, Debug)]
pub struct Problem {
    /// From this all its luck follows.
    pub key: u64,
    /// Where it is.
    pub block: BlockId,
    /// What it is.
    pub category: CategoryId,
    /// The role whose duty it is; none for an orphan.
    pub owner: Option<RoleId>,
    /// Whether its ownership is open to dispute.
    pub disputed: bool,
    /// After what time it would end by itself if nobody acted; none if never.
    pub clears_after: Option<Span>,
    /// When it arose.
    pub arose: Time,
    /// When somebody in office first knew, and through whom.
    pub known: Option<(Time, Source)>,
    /// When and how it ended.
    pub ended: Option<(Time, Ending)>,
    /// Residents who thought about it while it stood.
    pub considered: u16,
    /// Reports made on it.
    pub reports: u16,
    /// First report.
    pub first_report: Option<Time>,
    /// Visits of those who handle.
    pub visits: u16,
    /// Finds passed over or spent, which number the next search.
    pub(in crate::simulation) searches: u16,
    /// Its newest case; each case names the one before.
    pub(in crate::simulation) newest_case: Option<CaseId>,
    /// Cases opened on it.
    pub cases: u16,
    /// Finds of it that were passed over.
    pub passed_over: u16,
    /// Whether it is a trifle that a finder made up.
    pub is_trifle: bool,
    /// Whether it was first written down once it had ended by itself.
    pub is_written_late: bool,
}

impl Problem {
    /// A problem that arises now and of which nothing more is known.
    pub(in crate::simulation) fn new(
        key: u64,
        block: BlockId,
        category: CategoryId,
        arose: Time,
    ) -> Self {
        Self {
            key,
            block,
            category,
            owner: None,
            disputed: false,
            clears_after: None,
            arose,
            known: None,
            ended: None,
            considered: 0,
            reports: 0,
            first_report: None,
            visits: 0,
            searches: 0,
            newest_case: None,
            cases: 0,
            passed_over: 0,
            is_trifle: false,
            is_written_late: false,
        }
    }

    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.ended.is_none()
    }
}
