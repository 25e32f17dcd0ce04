//! The roles of a coalition: every key of a role, and the component that it belongs to.

use std::collections::BTreeSet;

use super::Component::{
    Assessment, Beats, Catalogue, Checking, Deadlines, Dispatch, Handling, Rest, Separation, Staff,
};
use super::pick::Picker;
use super::stand_in::{stand_in, without};
use super::{Component, links};
use crate::city::City;
use crate::governance::role::as_headcount;
use crate::scenario::governance::{Governance, Patrol, Power, Role};
use crate::scenario::{Keyed, Name, Per};

/// The names of the roles that are there.
pub(super) struct Present<'m>(BTreeSet<&'m str>);

impl<'m> Present<'m> {
    /// Those that both models have, and those of the model that staff comes from.
    fn of(models: [&'m Governance; 2], staff_of: usize) -> Self {
        let names = |model: &'m Governance| model.roles.names().iter().map(Name::as_str);
        let both = names(models[0]).filter(|name| models[1].roles.get(name).is_some());
        Self(both.chain(names(models[staff_of])).collect())
    }

    pub fn has(&self, name: &Name) -> bool {
        self.0.contains(name.as_str())
    }

    /// Those of a list that are there; of the other list, where none is left.
    pub fn of_list(&self, [chosen, other]: [&[Name]; 2]) -> Vec<Name> {
        let here = |names: &[Name]| -> Vec<Name> {
            names.iter().filter(|name| self.has(name)).cloned().collect()
        };
        let left = here(chosen);
        if left.is_empty() && !chosen.is_empty() { here(other) } else { left }
    }

    /// A link to a role that is there: the chosen one, or else the other.
    pub fn link(&self, [chosen, other]: [Option<&Name>; 2]) -> Option<Name> {
        let here = |name: &&Name| self.has(name);
        chosen.and_then(|name| Some(name).filter(here).or_else(|| other.filter(here))).cloned()
    }
}

/// A role as each of two models has it, or would.
struct Views {
    roles: [Role; 2],
    /// Whether it searches there.
    searches: [bool; 2],
    /// Its people as each model has them.
    staffing: [Per; 2],
}

impl Views {
    fn of(name: &Name, models: [&Governance; 2], city: &City) -> Option<Self> {
        let own = models.map(|model| model.roles.get(name.as_str()));
        let likeness = |role: &Role, other: usize| without(role, stand_in(role, models[other]));
        let mut roles = match own {
            [Some(first), Some(second)] => [first.clone(), second.clone()],
            [Some(first), None] => [first.clone(), likeness(first, 1)],
            [None, Some(second)] => [likeness(second, 0), second.clone()],
            [None, None] => return None,
        };
        let patrols = roles.each_ref().map(|role| role.patrol.clone());
        let searches = own.map(|role| role.is_some_and(|role| role.patrol.is_some()));
        for (role, other) in roles.iter_mut().zip(patrols.into_iter().rev()) {
            role.patrol = role.patrol.take().or(other);
        }
        let people = |place: usize| Some(as_headcount(own[place]?, city, models[place]));
        let staffing = [people(0).or_else(|| people(1))?, people(1).or_else(|| people(0))?];
        Some(Self { roles, searches, staffing })
    }
}

/// The roles of a coalition.
pub(super) fn mix<'m>(
    pick: &mut Picker,
    models: [&'m Governance; 2],
    city: &City,
) -> (Keyed<Role>, Present<'m>) {
    let present = Present::of(models, pick.side(Staff));
    let mut roles: Vec<Role> = Vec::new();
    let mut fallen_back = Vec::new();
    for name in names(models.map(|model| model.roles.names()), pick.side(Rest)) {
        let Some(views) = Views::of(&name, models, city) else { continue };
        pick.at = format!("roles.{name}");
        if models.iter().any(|model| model.roles.get(name.as_str()).is_none()) {
            pick.note(Staff, "");
        }
        pick.at.push('.');
        let role = role(pick, &views, &present);
        if present.has(&name) {
            fallen_back.push(role.next != views.roles[pick.side(Dispatch)].next);
            roles.push(role);
        }
    }
    pick.at.clear();
    links::mend(&mut roles, &fallen_back);
    (roles.into_iter().map(|role| (role.id.clone(), role)).collect(), present)
}

/// All names of two lists: those of one, then those that only the other has.
pub(super) fn names(lists: [&[Name]; 2], first: usize) -> Vec<Name> {
    let rest = lists[1 - first].iter().filter(|name| !lists[first].contains(name));
    lists[first].iter().chain(rest).cloned().collect()
}

/// Every key of a role. A new key does not compile until it is given to a component.
fn role(pick: &mut Picker, views: &Views, present: &Present<'_>) -> Role {
    let roles = views.roles.each_ref();
    Role {
        id: roles[0].id.clone(),
        title_zh: pick.told(roles, |role| &role.title_zh),
        employer: pick.of(Rest, "employer", roles, |role| &role.employer),
        tier: pick.of(Rest, "tier", roles, |role| &role.tier),
        powers: powers(pick, roles),
        powers_since: pick.of(Rest, "powers_since", roles, |role| &role.powers_since),
        catalogue: pick.of(Catalogue, "catalogue", roles, |role| &role.catalogue),
        handles: pick.of(Handling, "handles", roles, |role| &role.handles),
        staffing: pick.pick(Staff, "staffing", views.staffing.each_ref()),
        hours: pick.of(Staff, "hours", roles, |role| &role.hours),
        week: pick.of(Staff, "week", roles, |role| &role.week),
        wage: pick.of(Staff, "wage", roles, |role| &role.wage),
        admin_share: pick.of(Staff, "admin_share", roles, |role| &role.admin_share),
        overrun: pick.of(Staff, "overrun", roles, |role| &role.overrun),
        discipline: pick.of(Deadlines, "discipline", roles, |role| &role.discipline),
        desk_work: pick.of(Handling, "desk_work", roles, |role| &role.desk_work),
        travel: pick.of(Handling, "travel", roles, |role| &role.travel),
        site_work: pick.of(Handling, "site_work", roles, |role| &role.site_work),
        delivery: pick.of(Dispatch, "delivery", roles, |role| &role.delivery),
        dispatch_delivery: pick
            .of(Dispatch, "dispatch_delivery", roles, |role| &role.dispatch_delivery),
        accuracy: pick.of(Dispatch, "accuracy", roles, |role| &role.accuracy),
        refusal: pick.of(Dispatch, "refusal", roles, |role| &role.refusal),
        quality: pick.of(Handling, "quality", roles, |role| &role.quality),
        vigilance: pick.of(Checking, "vigilance", roles, |role| &role.vigilance),
        same_person_as: link(
            pick,
            Staff,
            "same_person_as",
            roles.map(|role| &role.same_person_as),
            present,
        ),
        leverage: pick.of(Handling, "leverage", roles, |role| &role.leverage),
        next: link(pick, Dispatch, "next", roles.map(|role| &role.next), present),
        verified_by: link(
            pick,
            Checking,
            "verified_by",
            roles.map(|role| &role.verified_by),
            present,
        ),
        checked_by: link(pick, Checking, "checked_by", roles.map(|role| &role.checked_by), present),
        merges: pick.of(Catalogue, "merges", roles, |role| &role.merges),
        patience: pick.of(Dispatch, "patience", roles, |role| &role.patience),
        patrol: patrol(pick, views),
        call_back: pick.of(Assessment, "call_back", roles, |role| &role.call_back),
        on_call: pick.of(Staff, "on_call", roles, |role| &role.on_call),
    }
}

/// Every key of a patrol; it is there where the side that beats come from searches.
fn patrol(pick: &mut Picker, views: &Views) -> Option<Patrol> {
    if views.searches[0] != views.searches[1] {
        pick.note(Beats, "patrol");
    }
    let searches = views.searches[pick.side(Beats)];
    let [Some(first), Some(second)] = views.roles.each_ref().map(|role| role.patrol.as_ref())
    else {
        return None;
    };
    let patrols = [first, second];
    let patrol = Patrol {
        beat: pick.of(Beats, "patrol.beat", patrols, |patrol| &patrol.beat),
        speed: pick.of(Beats, "patrol.speed", patrols, |patrol| &patrol.speed),
        sweep: pick.of(Beats, "patrol.sweep", patrols, |patrol| &patrol.sweep),
        team: pick.of(Beats, "patrol.team", patrols, |patrol| &patrol.team),
        walking: pick.of(Beats, "patrol.walking", patrols, |patrol| &patrol.walking),
        finds: pick.of(Beats, "patrol.finds", patrols, |patrol| &patrol.finds),
        on_find: pick.of(Separation, "patrol.on_find", patrols, |patrol| &patrol.on_find),
        suppression: pick
            .of(Separation, "patrol.suppression", patrols, |patrol| &patrol.suppression),
    };
    searches.then_some(patrol)
}

/// Powers, each by its own component.
fn powers(pick: &mut Picker, roles: [&Role; 2]) -> Vec<Power> {
    for power in Power::ALL {
        let held = roles.map(|role| role.powers.contains(power));
        if held[0] != held[1] {
            pick.note(Component::of_power(*power), &format!("powers.{}", power.word()));
        }
    }
    let first = pick.side(Rest);
    let rest = roles[1 - first].powers.iter().filter(|power| !roles[first].powers.contains(power));
    let is_held =
        |power: &&Power| roles[pick.side(Component::of_power(**power))].powers.contains(power);
    roles[first].powers.iter().chain(rest).filter(is_held).copied().collect()
}

/// A link to another role.
fn link(
    pick: &mut Picker,
    component: Component,
    key: &str,
    links: [&Option<Name>; 2],
    present: &Present<'_>,
) -> Option<Name> {
    let chosen = pick.pick(component, key, links);
    let other = links[1 - pick.side(component)];
    present.link([chosen.as_ref(), other.as_ref()])
}
