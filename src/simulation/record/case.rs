//! Cases: the files on problems, and where they are on their way.

use super::{CaseId, Meeting, OrderId, ProblemId, Source};
use crate::governance::exceptions::{Counting, HeldCases};
use crate::governance::{DeskId, Exceptions, RoleId, Trick};
use crate::lang::Phrase;
use crate::simulation::desk::Task;
use crate::time::{Span, Time};

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
    pub const fn name(self) -> Phrase {
        match self {
            Self::Transit => Phrase::new("between offices", "机构间流转"),
            Self::DeskWait => Phrase::new("waiting at a desk", "案头等待"),
            Self::DeskWork => Phrase::new("desk work", "案头办理"),
            Self::VerifyWait => Phrase::new("waiting to be verified", "等待核实"),
            Self::VerifyWork => Phrase::new("verification", "核实"),
            Self::HandleWait => Phrase::new("waiting for the handler", "等待处置"),
            Self::HandleWork => Phrase::new("handling", "处置"),
            Self::CheckWait => Phrase::new("waiting to be checked", "等待核查"),
            Self::CheckWork => Phrase::new("check", "核查"),
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
    /// Until when it is on time, approved extensions included.
    pub deadline: Option<Time>,
    /// Until when it was to be closed when it was filed.
    pub promised: Option<Time>,
    /// Times its deadline was put off on request.
    pub extensions: u16,
    /// From when and until when its handling was put off on request.
    pub held: Option<[Time; 2]>,
    /// Whether it was left out of the score on request.
    pub excluded: bool,
    /// Whether it counts as closed in time on appeal.
    pub upheld: bool,
    /// Whether it was raised to the supervision of those above.
    pub supervised: bool,
    /// Whether a public report was confirmed on site.
    pub verified: bool,
    /// First dispatch.
    pub dispatched: Option<Time>,
    /// Whether the first body it was sent to had the duty, and whether it had the power too.
    pub first_unit: Option<(bool, bool)>,
    /// Whether the problem had an open case when it was opened.
    pub duplicate: bool,
    /// Whether it goes from hand to hand off the platform, so that nobody files it.
    pub informal: bool,
    /// Entries made of it: once for each system that it was written into when it was written
    /// down, taken in or closed at a desk.
    pub entries: u16,
    /// Times it was sent to a body.
    pub dispatches: u16,
    /// Times a body sent it back.
    pub returned: u16,
    /// Whether the first body it was sent to passed it on to another.
    pub passed_on: bool,
    /// Times it went from one role to another.
    pub handoffs: u16,
    /// Pieces of work done on it.
    pub steps: u16,
    /// Pieces of work done about it while it lay elsewhere.
    pub side_steps: u16,
    /// The meeting on site that bodies were called to.
    pub meeting: Option<Meeting>,
    /// Whether the first party of uncertain compliance that it came to took it on.
    pub willing: Option<bool>,
    /// Times a party was urged to take it on.
    pub urgings: u16,
    /// When public money was given for it, and how much \[yuan\].
    pub paid: Option<(Time, f64)>,
    /// First moment of handling.
    pub begun: Option<Time>,
    /// When each visit of handling began and ended.
    pub visits: Vec<(Time, Option<Time>)>,
    /// Last moment the handler called it done.
    pub claimed: Option<Time>,
    /// Whether the last claim was true: the problem no longer stood.
    pub claim_true: bool,
    /// Visits of the handler that failed the check or were found out after closing.
    pub reworks: u16,
    /// Times it was opened again after it was closed falsely.
    pub reopened: u16,
    /// Whether its problem stood at some moment when it was called done.
    pub botched: bool,
    /// Why it was written though there was nothing to do; none of a case like any other.
    pub made_up: Option<Trick>,
    /// At what its handler was caught who did it for a better score.
    pub caught: Option<(Trick, Time)>,
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
    pub(in crate::simulation) to_handle: bool,
    pub(in crate::simulation) stage: Stage,
    pub(in crate::simulation) since: Time,
    /// Where it lies, or is going to.
    pub(in crate::simulation) desk: DeskId,
    /// Who asked for it to be verified.
    pub(in crate::simulation) asker: Option<RoleId>,
    /// Who dispatched it last.
    pub(in crate::simulation) dispatcher: Option<RoleId>,
    /// Who handles it.
    pub(in crate::simulation) handler: Option<DeskId>,
    /// Whether the present body has to take it.
    pub(in crate::simulation) settled: bool,
    /// What it is sent for, where not to be taken in or handled.
    pub(in crate::simulation) errand: Option<Task>,
    /// Whether the party that has it does nothing.
    pub(in crate::simulation) idle: bool,
    /// Whether public money was asked for.
    pub(in crate::simulation) asked_for_money: bool,
    /// Whether its handler has laid it aside.
    pub(in crate::simulation) aside: bool,
    /// The deadline for which its handler last looked whether to ask for more time.
    pub(in crate::simulation) looked_at: Option<Time>,
    /// Whether its handler considered to have it left out of the score.
    pub(in crate::simulation) disowned: bool,
    /// Whether its handler considered to call it done without going there.
    pub(in crate::simulation) tempted: bool,
    /// Whether that was done last.
    pub(in crate::simulation) faked: bool,
    /// Whether a caller of it was made to say that all is well.
    pub(in crate::simulation) coached: bool,
    pub(in crate::simulation) older: Option<CaseId>,
    pub(in crate::simulation) first_order: Option<OrderId>,
}

impl Case {
    /// A case opened now on a problem, at the desk where it came to notice.
    pub(in crate::simulation) fn new(
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
            promised: None,
            extensions: 0,
            held: None,
            excluded: false,
            upheld: false,
            supervised: false,
            verified: false,
            duplicate: false,
            informal: false,
            entries: 0,
            dispatched: None,
            first_unit: None,
            dispatches: 0,
            returned: 0,
            passed_on: false,
            handoffs: 0,
            steps: 0,
            side_steps: 0,
            meeting: None,
            willing: None,
            urgings: 0,
            paid: None,
            begun: None,
            visits: Vec::new(),
            claimed: None,
            claim_true: false,
            reworks: 0,
            reopened: 0,
            botched: false,
            made_up: None,
            caught: None,
            tempted: false,
            faked: false,
            coached: false,
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
            errand: None,
            idle: false,
            asked_for_money: false,
            aside: false,
            looked_at: None,
            disowned: false,
            older: None,
            first_order: None,
        }
    }

    /// Notes that the case enters another stage.
    pub(in crate::simulation) fn enter(&mut self, stage: Stage, now: Time) {
        self.parts[self.stage as usize] += now - self.since;
        (self.stage, self.since) = (stage, now);
    }

    /// Whether it counts in what the platform scores.
    pub fn is_scored(&self, rules: &Exceptions) -> bool {
        let held_out = rules.held == HeldCases::Out && self.held.is_some();
        let excluded = rules.excluded == Counting::Out && self.excluded;
        !held_out && !excluded
    }

    /// The stage it is in; none once it is over.
    pub fn stage(&self) -> Option<Stage> {
        (self.fate == Fate::Open).then_some(self.stage)
    }

    /// Whether it waits for those who handle and is neither laid aside nor let lie, or is with
    /// them.
    pub(in crate::simulation) fn is_in_hand(&self) -> bool {
        let with_handler = matches!(self.stage, Stage::HandleWait | Stage::HandleWork);
        self.fate == Fate::Open && with_handler && !self.aside && !self.idle
    }

    /// The desk whose people found it, if it was found.
    pub fn finder(&self) -> Option<DeskId> {
        match self.source {
            Source::Patrol(desk) => Some(desk),
            Source::Channel(_) => None,
        }
    }

    /// The desk that handles it, once one has taken it on.
    pub fn handler(&self) -> Option<DeskId> {
        self.handler
    }

    /// When handling it went on after a moment: that very moment if a visit had begun before and
    /// ended only later, else when the next one began; never if there was none.
    pub fn handled_after(&self, moment: Time) -> Option<Time> {
        let later = self.visits.iter().filter(|(_, ended)| ended.is_none_or(|end| end > moment));
        later.map(|(begun, _)| (*begun).max(moment)).min()
    }

    /// Whether a resident's report opened it.
    pub fn is_public(&self) -> bool {
        matches!(self.source, Source::Channel(_))
    }
}
