//! What happened: the lives of problems, cases and orders, and who watches them.

use super::desk::{Activity, Desk};
use crate::city::{BlockId, CategoryId, intensity::Potential, resident::Resident};
use crate::governance::{ChannelId, DeskId, RoleId};
use crate::ids;
use crate::time::{Span, Time};

ids! {
    /// A problem, whether or not anyone knows.
    ProblemId;
    /// The file on a problem.
    CaseId;
    /// One caller's call.
    OrderId;
}

/// Watches a replication. The engine keeps no results of its own.
pub trait Observer {
    /// Takes note of what happened at this moment.
    fn saw(&mut self, now: Time, record: Record<'_>);
}

impl<F: FnMut(Time, Record<'_>)> Observer for F {
    fn saw(&mut self, now: Time, record: Record<'_>) {
        self(now, record);
    }
}

/// Something that happened.
#[derive(Clone, Copy, Debug)]
pub enum Record<'a> {
    /// A potential problem was drawn for the day that begins.
    Drawn(&'a Potential),
    /// The moment of a potential problem came: whether it became real, and whether it was an
    /// imitation or a return.
    FellDue {
        /// Whether it became real.
        real: bool,
        /// Whether another problem bred it.
        offspring: bool,
    },
    /// A day began with this state of the city.
    DayBegan(&'a DayState),
    /// Somebody worked.
    Worked(Work),
    /// A problem's life, at its end or at the end of the replication.
    Problem(ProblemId, &'a Problem),
    /// A case's life, at the end of the replication, with its problem.
    Case(&'a Case, &'a Problem),
    /// An order's life, at the end of the replication, with its problem, and when work on
    /// it next went on: the call's own moment if somebody was at it or about to come back.
    Order(&'a Order, &'a Problem, Option<Time>),
    /// Cases that wait at the desks of a role at a midnight.
    Waiting(RoleId, u64),
    /// A desk at the end of the replication.
    Desk(DeskId, &'a Desk),
    /// Trust in committee and government of a resident who had dealings with them.
    Trust([f64; 2]),
}

/// The state of the city at a midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DayState {
    /// Problems that stand.
    pub standing: u32,
    /// Of them, those somebody in office knows.
    pub known_standing: u32,
    /// Cases open.
    pub open_cases: u32,
    /// Mean norm of the blocks, from 0 (worn out) to 1 (intact).
    pub norm: f64,
}

/// A piece of work.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Where it was done.
    pub desk: DeskId,
    /// What it was.
    pub activity: Activity,
    /// When it began.
    pub begun: Time,
    /// Work proper and the way.
    pub parts: [Span; 2],
    /// Time taken from the shift, tasks from above included.
    pub taken: Span,
    /// Part of it after hours.
    pub overtime: Span,
}

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
    pub(super) searches: u16,
    /// Its newest case; each case names the one before.
    pub(super) newest_case: Option<CaseId>,
    /// Cases opened on it.
    pub cases: u16,
}

impl Problem {
    /// A problem that arises now and of which nothing more is known.
    pub(super) fn new(key: u64, block: BlockId, category: CategoryId, arose: Time) -> Self {
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
        }
    }

    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.ended.is_none()
    }
}

/// Where a case is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Between two offices.
    Transit,
    /// Waiting at a desk.
    DeskWait,
    /// In work at a desk: taken in, filed, dispatched, closed.
    DeskWork,
    /// Waiting to be verified on site.
    VerifyWait,
    /// Being verified.
    VerifyWork,
    /// Waiting for those who handle.
    HandleWait,
    /// Being handled.
    HandleWork,
    /// Waiting to be checked on site.
    CheckWait,
    /// Being checked.
    CheckWork,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Self; 9] = [
        Self::Transit,
        Self::DeskWait,
        Self::DeskWork,
        Self::VerifyWait,
        Self::VerifyWork,
        Self::HandleWait,
        Self::HandleWork,
        Self::CheckWait,
        Self::CheckWork,
    ];

    /// Its name in figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transit => "between offices",
            Self::DeskWait => "waiting at a desk",
            Self::DeskWork => "desk work",
            Self::VerifyWait => "waiting to be verified",
            Self::VerifyWork => "verification",
            Self::HandleWait => "waiting for the handler",
            Self::HandleWork => "handling",
            Self::CheckWait => "waiting to be checked",
            Self::CheckWork => "check",
        }
    }

    /// Whether somebody is working on the case.
    pub const fn is_work(self) -> bool {
        matches!(self, Self::DeskWork | Self::VerifyWork | Self::HandleWork | Self::CheckWork)
    }
}

/// Time spent in each stage.
pub type Parts = [Span; Stage::ALL.len()];

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Still on its way.
    Open,
    /// Closed on paper as handled, whether or not the problem is solved.
    Closed,
    /// Outside the catalogue of the body that files.
    Rejected,
    /// Verification on site found nothing.
    Void,
    /// Recognised as another report of a problem with an open file.
    Merged(CaseId),
    /// Ended at the desk with advice.
    Answered,
    /// Passed around until nobody took it further; never closed.
    Shelved,
}

/// The file on a problem.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a case")]
pub struct Case {
    /// The problem.
    pub problem: ProblemId,
    /// Which of the problem's cases this is, from 0.
    pub ordinal: u16,
    /// How the problem came to notice.
    pub source: Source,
    /// When.
    pub opened: Time,
    /// When it was filed, and by whom.
    pub filed: Option<(Time, RoleId)>,
    /// Until when it is on time.
    pub deadline: Option<Time>,
    /// Whether a public report was confirmed on site.
    pub verified: bool,
    /// First dispatch.
    pub dispatched: Option<Time>,
    /// Whether the first body it was sent to had the duty, and whether it had the power too.
    pub first_unit: Option<(bool, bool)>,
    /// Times it was sent to a body.
    pub dispatches: u16,
    /// Times a body sent it back.
    pub returned: u16,
    /// Times it went from one role to another.
    pub handoffs: u16,
    /// Pieces of work done on it.
    pub steps: u16,
    /// First moment of handling.
    pub begun: Option<Time>,
    /// Last moment the handler called it done.
    pub claimed: Option<Time>,
    /// Whether the last claim was true: the problem no longer stood.
    pub claim_true: bool,
    /// Visits of the handler that failed the check.
    pub reworks: u16,
    /// When it was closed.
    pub closed: Option<Time>,
    /// Whether the problem still stood when it was closed.
    pub closed_false: bool,
    /// What became of it.
    pub fate: Fate,
    /// Time in each stage until now.
    pub parts: Parts,
    /// Time in each stage until its work solved the problem.
    pub parts_at_solution: Option<Parts>,
    /// Whether the body it goes to shall handle it.
    pub(super) to_handle: bool,
    pub(super) stage: Stage,
    pub(super) since: Time,
    /// Where it lies, or is going to.
    pub(super) desk: DeskId,
    /// Who asked for it to be verified.
    pub(super) asker: Option<RoleId>,
    /// Who dispatched it last.
    pub(super) dispatcher: Option<RoleId>,
    /// Who handles it.
    pub(super) handler: Option<DeskId>,
    /// Whether the present body has to take it.
    pub(super) settled: bool,
    pub(super) older: Option<CaseId>,
    pub(super) first_order: Option<OrderId>,
}

impl Case {
    /// A case opened now on a problem, at the desk where it came to notice.
    pub(super) fn new(
        problem: ProblemId,
        ordinal: u16,
        source: Source,
        desk: DeskId,
        opened: Time,
    ) -> Self {
        Self {
            problem,
            ordinal,
            source,
            opened,
            filed: None,
            deadline: None,
            verified: false,
            dispatched: None,
            first_unit: None,
            dispatches: 0,
            returned: 0,
            handoffs: 0,
            steps: 0,
            begun: None,
            claimed: None,
            claim_true: false,
            reworks: 0,
            closed: None,
            closed_false: false,
            fate: Fate::Open,
            parts: [Span::ZERO; Stage::ALL.len()],
            parts_at_solution: None,
            stage: Stage::DeskWait,
            since: opened,
            desk,
            asker: None,
            dispatcher: None,
            handler: None,
            settled: false,
            to_handle: false,
            older: None,
            first_order: None,
        }
    }

    /// Notes that the case enters another stage.
    pub(super) fn enter(&mut self, stage: Stage, now: Time) {
        self.parts[self.stage as usize] += now - self.since;
        (self.stage, self.since) = (stage, now);
    }

    /// The desk that handles it, once one has taken it on.
    pub fn handler(&self) -> Option<DeskId> {
        self.handler
    }

    /// When handling it went on after a moment: that very moment if it had begun before and
    /// was called done, for the last time, only later; never if that was before.
    pub fn handled_after(&self, moment: Time) -> Option<Time> {
        let ended_before = self.claimed.is_some_and(|claimed| claimed <= moment);
        self.begun.filter(|_| !ended_before).map(|begun| begun.max(moment))
    }

    /// Whether a resident's report opened it.
    pub fn is_public(&self) -> bool {
        matches!(self.source, Source::Channel(_))
    }
}

/// One caller's call.
#[derive(Clone, Debug)]
pub struct Order {
    /// The problem it is about.
    pub problem: ProblemId,
    /// The case it opened.
    pub case: CaseId,
    /// Who called.
    pub resident: Resident,
    /// Where.
    pub channel: ChannelId,
    /// When.
    pub made: Time,
    /// How many calls of this caller on this problem went before.
    pub repeat: u16,
    /// When somebody first dealt with it.
    pub contacted: Option<Time>,
    /// What the caller said when called back after closing.
    pub call_back: Option<Answer>,
}

/// What a caller said when called back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// "It is solved."
    pub resolved: bool,
    /// "I am satisfied."
    pub satisfied: bool,
}

impl Order {
    /// Whether the caller's wish was met: solved within what callers expect.
    pub fn is_met(&self, problem: &Problem, expected_within: Span) -> bool {
        problem.ended.is_some_and(|(ended, _)| ended - self.made <= expected_within)
    }
}
