//! What steps, stages and desks are called in files: words that no language changes.

use crate::governance::role::Tier;
use crate::governance::{DeskId, Governance, RoleId};
use crate::id::{Id as _, Table};
use crate::simulation::desk::Task;
use crate::simulation::record::{Deed, Fate, Request, Source, Stage};

/// What a step is called.
pub const fn activity(deed: Deed) -> &'static str {
    match deed {
        Deed::Queued(task) | Deed::Begun(task, _) | Deed::Ended(task) => work(task),
        Deed::Opened => "opened",
        Deed::Confirmed => "confirmed",
        Deed::Filed => "filed",
        Deed::HandedOver(_) => "handed_over",
        Deed::Dispatched(_) => "dispatched",
        Deed::Returned(_) => "returned",
        Deed::PassedOn(_) => "passed_on",
        Deed::Accepted => "accepted",
        Deed::Convened => "convened",
        Deed::Settled(_) => "settled_on_site",
        Deed::LaidIdle => "left_idle",
        Deed::Urged => "urged",
        Deed::Ordered => "ordered",
        Deed::Complied => "complied",
        Deed::Funded => "funded",
        Deed::Unfunded => "not_funded",
        Deed::Asked(request) => asked(request)[0],
        Deed::Granted(request) => asked(request)[1],
        Deed::Denied(request) => asked(request)[2],
        Deed::Raised => "raised",
        Deed::Resumed => "resumed",
        Deed::Claimed => "claimed_done",
        Deed::Failed => "check_failed",
        Deed::Passed => "check_passed",
        Deed::Over(fate) => fate_id(fate),
        Deed::CalledBack(_) => "called_back",
        Deed::CalledAgain(_) => "called_again",
        Deed::Reopened => "reopened",
    }
}

/// Which part of an activity a step is, as XES says it (IEEE 1849).
pub const fn lifecycle(deed: Deed) -> &'static str {
    match deed {
        Deed::Queued(_) => "schedule",
        Deed::Begun(..) => "start",
        _ => "complete",
    }
}

/// What a handler asks for: asked, granted and refused.
const fn asked(request: Request) -> [&'static str; 3] {
    match request {
        Request::Extension => ["extension_asked", "extension_granted", "extension_refused"],
        Request::Hold => ["hold_asked", "hold_granted", "hold_refused"],
        Request::Exclusion => ["exclusion_asked", "exclusion_granted", "exclusion_refused"],
        Request::Appeal => ["appealed", "appeal_upheld", "appeal_dismissed"],
    }
}

const fn work(task: Task) -> &'static str {
    match task {
        Task::TakeIn => "take_in",
        Task::Redispatch => "dispatch_again",
        Task::Log => "log",
        Task::Verify => "verify",
        Task::Handle => "handle",
        Task::Check => "check",
        Task::Close => "close",
        Task::Audit => "audit",
        Task::Pretend => "pretend",
        Task::Convene => "convene",
        Task::Attend => "attend",
        Task::Urge => "urge",
        Task::Penalise => "penalise",
        Task::Fund => "fund",
    }
}

/// What became of a case.
pub const fn fate_id(fate: Fate) -> &'static str {
    match fate {
        Fate::Open => "open_at_end",
        Fate::Closed => "closed",
        Fate::Rejected => "rejected",
        Fate::Void => "void",
        Fate::Merged(_) => "merged",
        Fate::Answered => "answered",
        Fate::Shelved => "shelved",
    }
}

/// Where a case is on its way.
pub const fn stage_id(stage: Stage) -> &'static str {
    match stage {
        Stage::Transit => "transit",
        Stage::DeskWait => "desk_wait",
        Stage::DeskWork => "desk_work",
        Stage::VerifyWait => "verify_wait",
        Stage::VerifyWork => "verify_work",
        Stage::HandleWait => "handle_wait",
        Stage::HandleWork => "handle_work",
        Stage::CheckWait => "check_wait",
        Stage::CheckWork => "check_work",
    }
}

/// How a problem came to notice: `patrol`, or the channel.
pub fn source_id(source: Source, governance: &Governance) -> &str {
    match source {
        Source::Patrol(_) => "patrol",
        Source::Channel(channel) => &governance.channels[channel].name,
    }
}

/// Where the desks of a governance model stand.
#[derive(Clone, Debug)]
pub struct Desks<'a> {
    governance: &'a Governance,
    /// The first desk of each role.
    first: Table<RoleId, usize>,
}

/// Where a desk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose desk it is.
    pub role: RoleId,
    /// The tier of its role.
    pub tier: Tier,
    /// Whether it serves a beat rather than a part of its tier.
    pub is_beat: bool,
    /// Which of the role's desks it is, from 0.
    pub number: usize,
}

impl<'a> Desks<'a> {
    /// The desks of a governance model.
    pub fn of(governance: &'a Governance) -> Self {
        let mut first = Table::filled(usize::MAX, governance.roles.len());
        for (desk, plan) in governance.desks.pairs() {
            first[plan.role] = first[plan.role].min(desk.index());
        }
        Self { governance, first }
    }

    /// Where a desk stands.
    pub fn place(&self, desk: DeskId) -> Place {
        let role = self.governance.desks[desk].role;
        let post = &self.governance.roles[role];
        Place {
            role,
            tier: post.tier,
            is_beat: post.patrol.is_some(),
            number: desk.index() - self.first[role],
        }
    }

    /// The id of the role whose desk it is.
    pub fn role(&self, desk: DeskId) -> &'a str {
        &self.governance.roles[self.governance.desks[desk].role].name
    }
}

impl Place {
    /// Its name in files, such as `street-3`, `beat-17` or `district`.
    pub fn id(self) -> String {
        match (self.is_beat, self.tier) {
            (true, _) => format!("beat-{}", self.number),
            (false, Tier::District) => "district".to_owned(),
            (false, tier) => format!("{}-{}", tier.word(), self.number),
        }
    }
}
