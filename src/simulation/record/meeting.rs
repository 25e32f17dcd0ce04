//! Meetings on site about a case.

use crate::time::{Span, Time};

/// A meeting on site that bodies were called to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// When they were called.
    pub called_at: Time,
    /// Bodies called.
    pub called: u16,
    /// Bodies that were on site within the promised time.
    pub in_time: u16,
    /// Working time of all who came, the way and tasks from above included.
    pub taken: Span,
    /// Bodies that have not yet done their share.
    pub(in crate::simulation) awaited: u16,
}

impl Meeting {
    /// A meeting that so many bodies are called to now.
    pub(in crate::simulation) fn begin(now: Time, called: u16) -> Self {
        Self { called_at: now, called, in_time: 0, taken: Span::ZERO, awaited: called }
    }
}
