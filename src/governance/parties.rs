//! What binds the bodies that a case comes to, who may bring them together, and who pays where
//! nobody acts.

use super::RoleId;
use crate::city::category::duration;
use crate::duration::Duration;
use crate::scenario::governance::Governance;
use crate::scenario::parties as raw;
use crate::scenario::{Count, Name};
use crate::time::Span;

pub use crate::scenario::parties::FirstReceiver;

/// The rules for responsible parties; nothing where the model does not state them.
#[derive(Clone, Debug)]
pub struct Parties {
    /// What the first body does with a case that is not its own.
    pub first_receiver: FirstReceiver,
    /// Bodies called to the site.
    pub convening: Option<Convening>,
    /// Urging of those who do nothing.
    pub urging: Option<Urging>,
    /// Public money for work that nobody else does.
    pub funding: Option<Funding>,
    /// Rounds of visits.
    pub inspection: Option<Inspection>,
}

/// Bodies called to the site; the fields are explained at
/// [`scenario::parties::Convening`](crate::scenario::parties::Convening).
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Convening {
    pub called_by: RoleId,
    pub returns: Option<u16>,
    pub disputed: bool,
    pub bodies: Called,
    pub lasts: Duration,
    pub within: Span,
}

/// Which bodies are called besides the one whose duty it is.
#[derive(Clone, Debug)]
pub enum Called {
    /// So many of those that hold some duty.
    Number(usize),
    /// These.
    Listed(Vec<RoleId>),
}

/// How likely a party is to take a case on.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Leverage {
    pub willing: f64,
    pub urged: f64,
    pub convened: f64,
    pub penalised: f64,
}

/// Urging of those who do nothing.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Urging {
    pub every: Span,
    pub most: u16,
    pub penalised_by: Option<RoleId>,
}

/// Public money for work that nobody else does.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Funding {
    pub by: RoleId,
    pub to: RoleId,
    /// \[yuan\].
    pub price: f64,
    pub limit: u32,
}

/// Rounds of visits to blocks where much was amiss.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Inspection {
    pub by: RoleId,
    pub every: Span,
    pub share: f64,
}

impl Parties {
    pub(super) fn build(raw: &Governance, find: &impl Fn(&Name) -> RoleId) -> Self {
        Self {
            first_receiver: raw.first_receiver.unwrap_or(FirstReceiver::Returns),
            convening: raw.convening.as_ref().map(|of| Convening::build(of, find)),
            urging: raw.urging.as_ref().map(|of| Urging {
                every: of.every,
                most: of.most.0 as u16,
                penalised_by: of.penalised_by.as_ref().map(find),
            }),
            funding: raw.funding.as_ref().map(|of| Funding {
                by: find(&of.by),
                to: find(&of.to),
                price: of.price.0,
                limit: of.limit.0 as u32,
            }),
            inspection: raw.inspection.as_ref().map(|of| Inspection {
                by: find(&of.by),
                every: of.every,
                share: of.share.0,
            }),
        }
    }

    /// The same where roles have other ids.
    pub(super) fn among(self, role: &impl Fn(RoleId) -> RoleId) -> Self {
        Self {
            convening: self.convening.map(|of| of.among(role)),
            urging: self.urging.map(|of| Urging { penalised_by: of.penalised_by.map(role), ..of }),
            funding: self.funding.map(|of| Funding { by: role(of.by), to: role(of.to), ..of }),
            inspection: self.inspection.map(|of| Inspection { by: role(of.by), ..of }),
            ..self
        }
    }
}

impl Convening {
    fn build(raw: &raw::Convening, find: &impl Fn(&Name) -> RoleId) -> Self {
        Self {
            called_by: find(&raw.called_by),
            returns: raw.returns.map(|Count(returns)| returns as u16),
            disputed: raw.disputed.unwrap_or(false),
            bodies: match &raw.bodies {
                raw::Called::Number(number) => Called::Number(number.0 as usize),
                raw::Called::Listed(names) => Called::Listed(names.iter().map(find).collect()),
            },
            lasts: duration(&raw.lasts),
            within: raw.within,
        }
    }

    fn among(self, role: &impl Fn(RoleId) -> RoleId) -> Self {
        let bodies = match self.bodies {
            Called::Listed(roles) => Called::Listed(roles.into_iter().map(role).collect()),
            number @ Called::Number(_) => number,
        };
        Self { called_by: role(self.called_by), bodies, ..self }
    }
}

impl Leverage {
    pub(super) fn build(raw: &raw::Leverage) -> Self {
        Self {
            willing: raw.willing.0,
            urged: raw.urged.0,
            convened: raw.convened.0,
            penalised: raw.penalised.0,
        }
    }
}
