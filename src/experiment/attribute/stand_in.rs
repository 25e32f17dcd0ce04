//! A role that only one of two models has, as the other model would have it.

use crate::scenario::Number;
use crate::scenario::governance::{Governance, OnFind, Patrol, Role};

/// The role of another model that most resembles one that it lacks: it shares the most powers;
/// of several, one of the same tier; of those, the first in the list. None if none shares any.
pub(super) fn stand_in<'m>(role: &Role, other: &'m Governance) -> Option<&'m Role> {
    let shared = |of: &Role| role.powers.iter().filter(|power| of.powers.contains(power)).count();
    let resembles = |of: &Role| (shared(of), of.tier == role.tier);
    let best = other.roles.iter().map(resembles).filter(|(shared, _)| *shared > 0).max()?;
    other.roles.iter().find(|of| resembles(of) == best)
}

/// A role as the model without it would have it, for the components that come from that model.
///
/// What a role need not have it lacks; what every role must have in its dealings with others it
/// takes from its stand-in; what its people bring with them (powers, work, hours, pay, place)
/// stays. Its patrol stays too, for the sake of comparison, with how the stand-in deals with a
/// find: whether it searches at all is decided where both are known.
pub(super) fn without(own: &Role, stand_in: Option<&Role>) -> Role {
    let like = stand_in.unwrap_or(own);
    let finder = like.patrol.as_ref().map(|patrol| (patrol.on_find, patrol.suppression));
    Role {
        discipline: like.discipline,
        accuracy: like.accuracy,
        refusal: like.refusal,
        vigilance: like.vigilance,
        merges: like.merges,
        patience: like.patience,
        catalogue: None,
        dispatch_delivery: None,
        verified_by: None,
        checked_by: None,
        call_back: None,
        on_call: own.on_call.clone(),
        patrol: own.patrol.as_ref().map(|own| dealing_as(own, finder)),
        id: own.id.clone(),
        title_zh: own.title_zh.clone(),
        employer: own.employer,
        tier: own.tier,
        powers: own.powers.clone(),
        powers_since: own.powers_since.clone(),
        handles: own.handles.clone(),
        staffing: own.staffing,
        hours: own.hours.clone(),
        week: own.week,
        wage: own.wage,
        admin_share: own.admin_share,
        overrun: own.overrun,
        desk_work: own.desk_work.clone(),
        travel: own.travel.clone(),
        site_work: own.site_work.clone(),
        delivery: own.delivery.clone(),
        quality: own.quality,
        same_person_as: own.same_person_as.clone(),
        leverage: own.leverage.clone(),
        next: own.next.clone(),
    }
}

fn dealing_as(own: &Patrol, finder: Option<(OnFind, Number)>) -> Patrol {
    let (on_find, suppression) = finder.unwrap_or((own.on_find, own.suppression));
    Patrol { on_find, suppression, ..own.clone() }
}
