//! What one regime says beyond its posts: duties, channels, clocks, and who takes over.

use super::{
    AssessmentId, Audit, ChannelId, Exceptions, Gaming, Limit, Parties, Platforms, RoleId,
};
use crate::city::CategoryId;
use crate::id::Table;
use crate::scenario::governance::{Clock, OnTimeOf};
use crate::time::{Calendar, Span};

/// The rules of one regime.
#[derive(Clone, Debug)]
pub struct Rules {
    /// For each category, the roles whose duty it may be, with cumulative shares.
    pub owners: Table<CategoryId, Vec<(f64, RoleId)>>,
    /// All roles that some duty names, once each; their order is that of their keys.
    pub dutiful: Vec<RoleId>,
    /// Where residents can turn.
    pub channels: Vec<ChannelId>,
    /// Roles that search.
    pub searchers: Vec<RoleId>,
    /// Promised time to closure.
    pub limits: Table<CategoryId, Option<Limit>>,
    /// After what time a case without a limit ranks as due, where work is taken by deadline.
    pub undated_due: Span,
    /// Times bodies may send a case back before one who may coordinate settles it.
    pub settled_after: u16,
    /// Office hours by which working-time limits run.
    pub office: Calendar,
    /// Promised time until a caller is contacted.
    pub response_limit: Span,
    /// What changes on request how a case counts.
    pub exceptions: Exceptions,
    /// Whose files a desk sees, and into how many systems it writes a case.
    pub platforms: Platforms,
    /// What binds the bodies that a case comes to.
    pub parties: Parties,
    /// Which closed cases are looked at again; none where absent.
    pub audit: Option<Audit>,
    /// Contracts by which units are scored.
    pub assessments: Vec<AssessmentId>,
    /// What those assessed do for a better score.
    pub gaming: Option<Gaming>,
    /// Roles whose files make the platform's record.
    pub platform: Vec<RoleId>,
    /// What the on-time rate is divided by.
    pub on_time_of: OnTimeOf,
    /// Which clock the official handling time runs on.
    pub clock: Clock,
    /// Yearly cost of the platform \[yuan\].
    pub platform_cost: f64,
    /// Who takes over from each role of any regime; empty where there is one regime.
    pub heirs: Table<RoleId, Heir>,
}

/// Who takes over from a role under a regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heir {
    /// The role of the same id, whose people are the same: the role itself, where the regime
    /// has it as it is.
    pub same: Option<RoleId>,
    /// Whoever gets its open cases: that role, or else the first that has one on the way along
    /// `next`, or else the first that may file, dispatch or handle; the role itself where
    /// there is nobody.
    pub next: RoleId,
}

impl Rules {
    /// The role whose duty a problem is, of a category and with a place among its owners.
    pub fn owner(&self, category: CategoryId, whose: f64) -> Option<RoleId> {
        let owners = &self.owners[category];
        owners.iter().find(|(below, _)| whose < *below).map(|(_, role)| *role)
    }

    /// Whether a role of a timeline belongs to this regime.
    pub fn has(&self, role: RoleId) -> bool {
        self.heirs[role].same == Some(role)
    }
}
