//! Exceptions to the clock of a case.

use super::RoleId;
use crate::scenario::{Name, exceptions as raw};
use crate::time::Span;

/// More time on request; the fields are explained at
/// [`scenario::exceptions::Extension`](crate::scenario::exceptions::Extension).
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Extension {
    pub before: Span,
    pub asked: f64,
    pub granted: f64,
    pub adds: f64,
    pub most: u16,
    pub decided_by: Option<RoleId>,
}

impl Extension {
    pub(super) fn build(raw: &raw::Extension, find: &impl Fn(&Name) -> RoleId) -> Self {
        Self {
            before: raw.before,
            asked: raw.asked.0,
            granted: raw.granted.0,
            adds: raw.adds.0,
            most: raw.most.0 as u16,
            decided_by: raw.decided_by.as_ref().map(find),
        }
    }
}
