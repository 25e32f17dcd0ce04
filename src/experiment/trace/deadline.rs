//! Whether a promised time was kept, on paper and in the street.

use crate::governance::Governance;
use crate::simulation::record::{Case, Ending, Problem};
use crate::time::{Span, Time};

/// How a case stands to the limit of its category on two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// From filing to closing, on the clock of the limit, as `official_on_time_rate` counts.
    pub official: Limited,
    /// From arising to solution, on a clock that never stops, as its true twin counts.
    pub wall: Limited,
}

/// A time that was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limited {
    /// When the clock began.
    pub from: Option<Time>,
    /// Until when.
    pub until: Option<Time>,
    /// When what was promised was done.
    pub done: Option<Time>,
    /// Whether that was in time.
    pub verdict: Verdict,
}

/// Whether a promised time was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The category has no limit.
    NoLimit,
    /// Its clock never began.
    NeverBegan,
    /// In time.
    Kept,
    /// Later than promised by this much, or not yet when the replication ended.
    Missed(Span),
    /// Not done when the replication ended, nor due.
    NotYetDue,
    /// It never came to it: the problem ended by itself.
    ByItself,
}

impl Deadlines {
    pub(super) fn of(case: &Case, problem: &Problem, governance: &Governance, end: Time) -> Self {
        let limit = governance.rules_at(problem.block, problem.arose).limits[problem.category];
        let wall = limit.map(|limit| problem.arose + limit.wall());
        let solved = match problem.ended {
            Some((ended, Ending::Solved { .. } | Ending::Neighbours)) => Some(ended),
            _ => None,
        };
        let filed = case.filed.map(|(filed, _)| filed);
        let mut wall = Limited::of(Some(problem.arose), wall, solved, end);
        if limit.is_some() && matches!(problem.ended, Some((_, Ending::Cleared))) {
            wall.verdict = Verdict::ByItself;
        }
        let mut official = Limited::of(filed, case.deadline, case.closed, end);
        if limit.is_some() && filed.is_none() {
            official.verdict = Verdict::NeverBegan;
        }
        Self { official, wall }
    }
}

impl Limited {
    pub(super) fn of(
        from: Option<Time>,
        until: Option<Time>,
        done: Option<Time>,
        end: Time,
    ) -> Self {
        let verdict = until.map_or(Verdict::NoLimit, |until| match done {
            Some(done) if done <= until => Verdict::Kept,
            None if end <= until => Verdict::NotYetDue,
            _ => Verdict::Missed(done.unwrap_or(end) - until),
        });
        Self { from, until, done, verdict }
    }
}
