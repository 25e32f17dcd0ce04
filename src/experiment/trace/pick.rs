//! Cases that stand out among those opened in the measured period.

use crate::lang::{Text, text};
use crate::simulation::record::{Case, Fate, Problem};
use crate::time::{Span, Time};

/// How a case stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pick {
    /// Took longest until it was closed.
    Longest,
    /// Half of those closed took no longer.
    Median,
    /// Was sent back most often.
    Returned,
    /// Failed most checks.
    Rework,
    /// Ran furthest past its deadline.
    Overdue,
    /// Was closed while the problem stood, which stood longest after that.
    FalseClosure,
    /// Was closed while the problem stood, and the problem came to notice again.
    Reopened,
    /// The problem had gone without work on this case before it was called done.
    Gone,
    /// Was merged into an older case.
    Merged,
    /// Was passed around until nobody took it further.
    Shelved,
    /// Was still open at the end.
    Open,
}

/// What of a case decides whether it stands out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub case: &'a Case,
    pub problem: &'a Problem,
    /// When the newest case on the problem was opened.
    pub last_opened: Time,
    /// When the replication ended.
    pub end: Time,
}

impl Pick {
    /// All in order.
    pub const ALL: [Self; 11] = [
        Self::Longest,
        Self::Median,
        Self::Returned,
        Self::Rework,
        Self::Overdue,
        Self::FalseClosure,
        Self::Reopened,
        Self::Gone,
        Self::Merged,
        Self::Shelved,
        Self::Open,
    ];

    /// The word that asks for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Longest => "longest",
            Self::Median => "median",
            Self::Returned => "returned",
            Self::Rework => "rework",
            Self::Overdue => "overdue",
            Self::FalseClosure => "false-closure",
            Self::Reopened => "reopened",
            Self::Gone => "gone",
            Self::Merged => "merged",
            Self::Shelved => "shelved",
            Self::Open => "open",
        }
    }

    /// Which case that is.
    pub fn meaning(self) -> Text {
        match self {
            Self::Longest => text!("took longest until it was closed", "从成案到结案用时最长"),
            Self::Median => {
                text!("took as long until it was closed as half do at most", "结案用时居中")
            }
            Self::Returned => text!("was sent back most often", "被退回次数最多"),
            Self::Rework => text!("failed most checks", "核查未通过次数最多"),
            Self::Overdue => text!("ran furthest past its deadline", "超过时限最久"),
            Self::FalseClosure => text!(
                "was closed while the problem stood, which then stood longest",
                "问题未解决即结案，且此后问题存在最久"
            ),
            Self::Reopened => text!(
                "was closed while the problem stood, which came to notice again",
                "问题未解决即结案，后来同一问题再次成案"
            ),
            Self::Gone => text!(
                "was called done when the problem had gone without work on it",
                "处置前问题已不在，仍报告办结"
            ),
            Self::Merged => text!("waited longest until it was merged", "并入旧案前等候最久"),
            Self::Shelved => text!("went around longest until it was shelved", "辗转最久后搁置"),
            Self::Open => text!("has been open longest at the end", "到运行结束仍未了结且最久"),
        }
    }

    /// How much a case stands out; the greatest does, the first opened of equals.
    pub(super) fn weight(self, seen: &Seen<'_>) -> Option<i64> {
        let Seen { case, problem, last_opened, end } = *seen;
        let took = case.parts.iter().copied().sum::<Span>().ms();
        let is = |fate: bool| fate.then_some(took);
        let times = |count: u16| (count > 0).then_some(i64::from(count));
        let false_closing = case.closed.filter(|_| case.closed_false);
        match self {
            Self::Longest | Self::Median => is(case.fate == Fate::Closed),
            Self::Returned => times(case.returned),
            Self::Rework => times(case.reworks),
            Self::Overdue => {
                let past = case.closed.unwrap_or(end) - case.deadline?;
                (past > Span::ZERO).then_some(past.ms())
            }
            Self::FalseClosure => {
                let ended = problem.ended.map_or(end, |(ended, _)| ended);
                false_closing.map(|closed| (ended - closed).ms())
            }
            Self::Reopened => {
                let again = false_closing.is_some_and(|closed| last_opened > closed);
                again.then_some(problem.cases.into())
            }
            Self::Gone => {
                let gone = case.claim_true && case.parts_at_solution.is_none();
                is(gone && case.fate == Fate::Closed)
            }
            Self::Merged => is(matches!(case.fate, Fate::Merged(_))),
            Self::Shelved => is(case.fate == Fate::Shelved),
            Self::Open => is(case.fate == Fate::Open),
        }
    }
}
