//! Exceptions to the clock of a case, which those who handle ask for.

use super::RoleId;
use crate::city::category::duration;
use crate::duration::Duration;
use crate::scenario::governance::Governance;
use crate::scenario::{Name, Share};
use crate::time::Span;

pub use crate::scenario::exceptions::{Counting, HeldCases};

/// What may be asked for, and how each counts; nothing where the model does not state it.
#[derive(Clone, Debug)]
pub struct Exceptions {
    /// More time.
    pub extension: Option<Extension>,
    /// Work put off.
    pub hold: Option<Hold>,
    /// Cases left out of the score.
    pub exclusion: Option<Asking>,
    /// Cases closed late that count as closed in time.
    pub appeal: Option<Asking>,
    /// Cases raised to those above.
    pub supervision: Option<Supervision>,
    /// How cases that were put on hold count.
    pub held: HeldCases,
    /// Whether excluded cases count.
    pub excluded: Counting,
    /// Whether the closing rate counts cases carried over from before the period.
    pub carried_over: Counting,
}

/// How often something is asked for and granted, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// Chance that a body asks.
    pub asked: f64,
    /// Chance that it is granted.
    pub granted: f64,
    /// Who decides; whoever dispatched the case where absent.
    pub decided_by: Option<RoleId>,
}

/// More time.
#[derive(Clone, Debug)]
pub struct Extension {
    /// How often it is asked for.
    pub asking: Asking,
    /// How long before the deadline it is asked for.
    pub before: Span,
    /// Time added, in original limits.
    pub adds: f64,
    /// Times at most for one case.
    pub most: u16,
}

/// Work put off.
#[derive(Clone, Debug)]
pub struct Hold {
    /// How often it is asked for.
    pub asking: Asking,
    /// How long a case is laid aside.
    pub lasts: Duration,
}

/// Cases raised to those above; the fields are explained at
/// [`scenario::exceptions::Supervision`](crate::scenario::exceptions::Supervision).
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Supervision {
    pub overdue: Option<Span>,
    pub calls: Option<u16>,
    pub severity: Option<f64>,
    pub ordered_by: Option<RoleId>,
}

impl Exceptions {
    /// The same where roles have other ids.
    pub(super) fn among(self, role: &impl Fn(RoleId) -> RoleId) -> Self {
        let decided = |asking: Asking| Asking { decided_by: asking.decided_by.map(role), ..asking };
        Self {
            extension: self.extension.map(|of| Extension { asking: decided(of.asking), ..of }),
            hold: self.hold.map(|of| Hold { asking: decided(of.asking), ..of }),
            exclusion: self.exclusion.map(decided),
            appeal: self.appeal.map(decided),
            supervision: self
                .supervision
                .map(|of| Supervision { ordered_by: of.ordered_by.map(role), ..of }),
            ..self
        }
    }

    pub(super) fn build(raw: &Governance, find: &impl Fn(&Name) -> RoleId) -> Self {
        let asking = |asked: Share, granted: Share, by: &Option<Name>| Asking {
            asked: asked.0,
            granted: granted.0,
            decided_by: by.as_ref().map(find),
        };
        let accounting = &raw.accounting;
        Self {
            extension: raw.extension.as_ref().map(|of| Extension {
                asking: asking(of.asked, of.granted, &of.decided_by),
                before: of.before,
                adds: of.adds.0,
                most: of.most.0 as u16,
            }),
            hold: raw.hold.as_ref().map(|of| Hold {
                asking: asking(of.asked, of.granted, &of.decided_by),
                lasts: duration(&of.lasts),
            }),
            exclusion: raw
                .exclusion
                .as_ref()
                .map(|of| asking(of.asked, of.granted, &of.decided_by)),
            appeal: raw.appeal.as_ref().map(|of| asking(of.asked, of.granted, &of.decided_by)),
            supervision: raw.supervision.as_ref().map(|of| Supervision {
                overdue: of.overdue,
                calls: of.calls.map(|calls| calls.0 as u16),
                severity: of.severity.map(|severity| severity.0),
                ordered_by: of.ordered_by.as_ref().map(find),
            }),
            held: accounting.held.unwrap_or(HeldCases::Out),
            excluded: accounting.excluded.unwrap_or(Counting::Out),
            carried_over: accounting.carried_over.unwrap_or(Counting::Out),
        }
    }
}
