//! Orders: one caller's call each.

use super::{CaseId, Problem, ProblemId};
use crate::city::resident::Resident;
use crate::governance::ChannelId;
use crate::time::{Span, Time};

/// One caller's call.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a call")]
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
    /// Whether its case was left out of the score on request.
    pub excluded: bool,
    /// Whether the case of an earlier call on the problem was open when it was made, and its own
    /// case has not been recognised as one on the same.
    pub duplicate: bool,
    /// Whether it was answered by telephone so that it became no order.
    pub diverted: bool,
    /// When the caller was called back.
    pub called: Option<Time>,
    /// Whether it stayed off the platform.
    pub informal: bool,
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
