//! Steps: what happens to a case and who is born of whom, told as it happens to those who ask.

use super::{Answer, Case, CaseId, Fate, Problem, ProblemId, Stage};
use crate::governance::DeskId;
use crate::simulation::desk::Task;
use crate::time::Span;

/// A step in the life of a case.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The case.
    pub case: CaseId,
    /// Its file after the step.
    pub file: &'a Case,
    /// Its problem then.
    pub problem: &'a Problem,
    /// The desk whose deed it is.
    pub desk: DeskId,
    /// What happened.
    pub deed: Deed,
}

/// What happens to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Its problem came to notice.
    Opened,
    /// It waits for a task.
    Queued(Task),
    /// A task was begun, with work proper and the way it will take.
    Begun(Task, [Span; 2]),
    /// A task was ended.
    Ended(Task),
    /// A public report was confirmed on site.
    Confirmed,
    /// It was filed.
    Filed,
    /// It was sent to the role that follows, at this desk.
    HandedOver(DeskId),
    /// It was sent to the body that shall handle it, at this desk.
    Dispatched(DeskId),
    /// The body it was sent to sent it back, to this desk.
    Returned(DeskId),
    /// The first body it was sent to passed it on to another, at this desk.
    PassedOn(DeskId),
    /// The body it was sent to took it on.
    Accepted,
    /// Bodies were called to the site.
    Convened,
    /// The meeting on site gave it to a body, at this desk.
    Settled(DeskId),
    /// The party that it came to does nothing.
    LaidIdle,
    /// That party was urged.
    Urged,
    /// That party was ordered to act under a penalty.
    Ordered,
    /// That party goes about it.
    Complied,
    /// It is paid for with public money.
    Funded,
    /// There is no public money left for it this month.
    Unfunded,
    /// Its handler asked for an exception to the clock.
    Asked(Request),
    /// That was granted.
    Granted(Request),
    /// It was refused, or came too late.
    Denied(Request),
    /// It was raised to the supervision of those above.
    Raised,
    /// Its handler takes it up again after a hold.
    Resumed,
    /// The handler called it done, whether or not that is true.
    Claimed,
    /// The check found that the problem stands: it is to be handled again.
    Failed,
    /// The check found nothing.
    Passed,
    /// It goes no further; still open if the replication ended first.
    Over(Fate),
    /// Its caller was called back.
    CalledBack(Answer),
    /// Its caller was called a second time, by those who audit.
    CalledAgain(Answer),
    /// It was closed while its problem stood, which was found out: it is open again.
    Reopened,
}

/// What a handler asks for, so that a case counts otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Request {
    /// More time.
    Extension,
    /// To put it off.
    Hold,
    /// To have it left out of the score.
    Exclusion,
    /// To have it count as closed in time.
    Appeal,
}

impl Step<'_> {
    /// The stage the case is in from now on; none once it is over.
    pub fn stage(&self) -> Option<Stage> {
        match self.deed {
            Deed::Over(_) => None,
            _ => self.file.stage(),
        }
    }
}

/// A problem that another bred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birth {
    /// The problem.
    pub child: ProblemId,
    /// The one that bred it.
    pub parent: ProblemId,
    /// The key of that one.
    pub parent_key: u64,
    /// How.
    pub descent: Descent,
    /// Which of its kind, from 0, of those that the parent could breed.
    pub ordinal: u16,
}

/// How one problem breeds another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Descent {
    /// It was imitated while it stood.
    Imitation,
    /// It returned, its cause being there still.
    Return,
}
