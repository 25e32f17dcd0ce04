//! What happened: the lives of problems, cases and orders, and who watches them.

mod case;
mod meeting;
mod order;
mod problem;
mod score;
mod step;

use serde::{Deserialize, Serialize};

use super::desk::{Activity, Desk};
use crate::city::intensity::Potential;
use crate::governance::{DeskId, RoleId};
use crate::ids;
use crate::time::{Span, Time};

pub use case::{Case, Fate, Parts, Stage};
pub use meeting::Meeting;
pub use order::{Answer, Order};
pub use problem::{Ending, Problem, Source};
pub use score::Scores;
pub use step::{Birth, Deed, Descent, Request, Step};

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
    /// Whether it wants to be told steps and births too, which costs time.
    const STEPS: bool = false;

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
    /// The units of a contract were scored at the end of a period.
    Scored(&'a Scores),
    /// Trust in committee and government of a resident who had dealings with them.
    Trust([f64; 2]),
    /// A case took a step; told only to those who want steps.
    Step(Step<'a>),
    /// A problem bred another; told only to those who want steps.
    Bred(Birth),
}

/// The state of the city at a midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DayState {
    /// Problems that stand.
    pub standing: u32,
    /// Of them, those somebody in office knows.
    pub known_standing: u32,
    /// Cases open.
    pub open_cases: u32,
    /// Mean norm of the blocks, from 0 (worn out) to 1 (intact).
    pub norm: f64,
    /// Mean trust in committee and government of residents who had dealings with them; none
    /// where nobody had.
    pub trust: Option<[f64; 2]>,
}

/// A piece of work.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Where it was done.
    pub desk: DeskId,
    /// The case it was done on or about; none for a visit of an inspector.
    pub case: Option<CaseId>,
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
