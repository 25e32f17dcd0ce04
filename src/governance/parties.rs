//! What binds the bodies that a case comes to, and who may bring them together.

use crate::scenario::governance::Governance;

pub use crate::scenario::parties::FirstReceiver;

/// The rules for responsible parties; nothing where the model does not state them.
#[derive(Clone, Debug)]
pub struct Parties {
    /// What the first body does with a case that is not its own.
    pub first_receiver: FirstReceiver,
}

impl Parties {
    pub(super) fn build(raw: &Governance) -> Self {
        Self { first_receiver: raw.first_receiver.unwrap_or(FirstReceiver::Returns) }
    }
}
