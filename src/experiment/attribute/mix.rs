//! A coalition of components: a governance model of which some come from a second one.

use super::Component::{
    Assessment, Beats, Campaigns, Catalogue, Channels, Checking, Deadlines, Dispatch, Handling,
    Rest,
};
use super::pick::{Difference, Picker};
use super::roles::{Present, names};
use super::{Components, roles};
use crate::city::City;
use crate::scenario::assessment::{self, Assessed, Audit};
use crate::scenario::exceptions::{Appeal, Exclusion, Extension, Hold, Supervision};
use crate::scenario::governance::{Accounting, Campaign, Channel, Governance, Power, Role};
use crate::scenario::parties::{Called, Convening, Funding, Inspection, Urging};
use crate::scenario::platforms::{Sharing, Systems};
use crate::scenario::{Keyed, Map, Name, Spotted};

/// A coalition as a governance model that can be run, and all keys in which the two models
/// differ, each under its component.
///
/// Each key of the first model is replaced by that of the second where its component is one of
/// `second`. A role that only one model has is there where staff comes from that model; without
/// it, channels to it are closed, and links to it are those of the other model. Where it is
/// there and a component comes from the model that lacks it, it does without what a role need
/// not have, and deals with others as its stand-in does (decision 18).
pub(super) fn mix(
    city: &City,
    models: [&Governance; 2],
    second: Components,
) -> (Governance, Vec<Difference>) {
    let pick = &mut Picker::new(second);
    let (roles, present) = roles::mix(pick, models, city);
    let (extension, hold, exclusion, appeal, supervision) = exceptions(pick, models, &roles);
    let audit = audit(pick, models, &roles);
    let (convening, urging, funding) = parties(pick, models, &roles);
    let inspection = inspection(pick, models, &roles);
    let governance = Governance {
        title: pick.told(models, |model| &model.title),
        title_zh: pick.told(models, |model| &model.title_zh),
        grids: pick.of(Beats, "grids", models, |model| &model.grids),
        roles,
        duties: duties(pick, models, &present),
        channels: channels(pick, models, &present),
        campaigns: campaigns(pick, models, &present),
        deadlines: pick.of(Deadlines, "deadlines", models, |model| &model.deadlines),
        extension,
        hold,
        exclusion,
        appeal,
        supervision,
        sharing: sharing(pick, models, &present),
        systems: systems(pick, models, &present),
        audit,
        assessments: assessments(pick, models, &present),
        gaming: pick.of(Assessment, "gaming", models, |model| &model.gaming),
        undated_due: pick.of(Deadlines, "undated_due", models, |model| &model.undated_due),
        settled_after: pick.of(Dispatch, "settled_after", models, |model| &model.settled_after),
        first_receiver: pick.of(Dispatch, "first_receiver", models, |model| &model.first_receiver),
        convening,
        urging,
        funding,
        inspection,
        office_hours: pick.of(Deadlines, "office_hours", models, |model| &model.office_hours),
        response_limit: pick.of(Deadlines, "response_limit", models, |model| &model.response_limit),
        accounting: accounting(pick, models, &present),
        platform_cost: pick.of(Rest, "platform_cost", models, |model| &model.platform_cost),
        spend_on: present.of_list([&models[pick.side(Rest)].spend_on, &[]]),
    };
    (governance, std::mem::take(&mut pick.found))
}

/// Who answers for which duty; the other model's role, where the chosen one is not there.
fn duties(pick: &mut Picker, models: [&Governance; 2], present: &Present<'_>) -> Map<Name> {
    let of = |model: usize, duty: &String| models[model].duties.get(duty);
    let side = pick.side(Dispatch);
    let mut all: Vec<&String> = models.iter().flat_map(|model| model.duties.keys()).collect();
    all.sort();
    all.dedup();
    for duty in all.iter().filter(|duty| of(0, duty) != of(1, duty)) {
        pick.note(Dispatch, &format!("duties.{duty}"));
    }
    let role = |duty: &String| {
        let chosen = of(side, duty)?;
        let other = of(1 - side, duty).map(|role| &role.value);
        let value = present.link([Some(&chosen.value), other])?;
        Some((duty.clone(), Spotted { place: chosen.place, value }))
    };
    all.into_iter().filter_map(role).collect()
}

/// Where residents can turn; a channel to a body that is not there is closed.
fn channels(pick: &mut Picker, models: [&Governance; 2], present: &Present<'_>) -> Keyed<Channel> {
    let side = pick.side(Channels);
    let mut open = Vec::new();
    for name in names(models.map(|model| model.channels.names()), pick.side(Rest)) {
        pick.at = format!("channels.{name}");
        let Some(both) = both(pick, Channels, models.map(|m| m.channels.get(name.as_str()))) else {
            open.extend(models[side].channels.get(name.as_str()).cloned());
            continue;
        };
        open.push(channel(pick, both, present));
    }
    pick.at.clear();
    open.retain(|channel| present.has(&channel.receiver));
    open.into_iter().map(|channel| (channel.id.clone(), channel)).collect()
}

/// A thing of both models; notes one that only one of them has, and steps inside otherwise.
fn both<'m, T>(
    pick: &mut Picker,
    component: super::Component,
    things: [Option<&'m T>; 2],
) -> Option<[&'m T; 2]> {
    let [Some(first), Some(second)] = things else {
        pick.note(component, "");
        return None;
    };
    pick.at.push('.');
    Some([first, second])
}

/// Every key of a channel.
fn channel(pick: &mut Picker, channels: [&Channel; 2], present: &Present<'_>) -> Channel {
    let receiver = pick.of(Channels, "receiver", channels, |channel| &channel.receiver);
    let other = &channels[1 - pick.side(Channels)].receiver;
    Channel {
        id: channels[0].id.clone(),
        title_zh: pick.told(channels, |channel| &channel.title_zh),
        receiver: present.link([Some(&receiver), Some(other)]).unwrap_or(receiver),
        takes: pick.of(Channels, "takes", channels, |channel| &channel.takes),
        catalogue: pick.of(Catalogue, "catalogue", channels, |channel| &channel.catalogue),
        appeal: pick.of(Channels, "appeal", channels, |channel| &channel.appeal),
        trip: pick.of(Channels, "trip", channels, |channel| &channel.trip),
        answered: pick.of(Channels, "answered", channels, |channel| &channel.answered),
        after_hours: pick.of(Channels, "after_hours", channels, |channel| &channel.after_hours),
        logged: pick.of(Channels, "logged", channels, |channel| &channel.logged),
    }
}

/// Sweeps of those who are there.
fn campaigns(
    pick: &mut Picker,
    models: [&Governance; 2],
    present: &Present<'_>,
) -> Keyed<Campaign> {
    let side = pick.side(Campaigns);
    let mut held = Vec::new();
    for name in names(models.map(|model| model.campaigns.names()), pick.side(Rest)) {
        pick.at = format!("campaigns.{name}");
        let things = models.map(|model| model.campaigns.get(name.as_str()));
        match both(pick, Campaigns, things) {
            Some(both) => held.push(campaign(pick, both)),
            None => held.extend(things[side].cloned()),
        }
    }
    pick.at.clear();
    for campaign in &mut held {
        campaign.roles.retain(|role| present.has(role));
    }
    held.into_iter().map(|campaign| (campaign.id.clone(), campaign)).collect()
}

/// Every key of a campaign.
fn campaign(pick: &mut Picker, campaigns: [&Campaign; 2]) -> Campaign {
    Campaign {
        id: campaigns[0].id.clone(),
        title_zh: pick.told(campaigns, |campaign| &campaign.title_zh),
        roles: pick.of(Campaigns, "roles", campaigns, |campaign| &campaign.roles),
        every: pick.of(Campaigns, "every", campaigns, |campaign| &campaign.every),
        lasts: pick.of(Campaigns, "lasts", campaigns, |campaign| &campaign.lasts),
        intensity: pick.of(Campaigns, "intensity", campaigns, |campaign| &campaign.intensity),
    }
}

/// What each model lets those ask for who handle, and what those above raise.
type Exceptions =
    (Option<Extension>, Option<Hold>, Option<Exclusion>, Option<Appeal>, Option<Supervision>);

/// The exceptions to the clock, each of its component.
fn exceptions(pick: &mut Picker, models: [&Governance; 2], roles: &Keyed<Role>) -> Exceptions {
    let deciding = deciding(roles);
    let may = |name: &Name| deciding.contains(name);
    let (more_time, put_off) = ((Deadlines, "extension"), (Deadlines, "hold"));
    let (left_out, appeal) = ((Assessment, "exclusion"), (Assessment, "appeal"));
    (
        rule(pick, models, more_time, &may, |m| &m.extension, |r| &mut r.decided_by),
        rule(pick, models, put_off, &may, |m| &m.hold, |r| &mut r.decided_by),
        rule(pick, models, left_out, &may, |m| &m.exclusion, |r| &mut r.decided_by),
        rule(pick, models, appeal, &may, |m| &m.appeal, |r| &mut r.decided_by),
        rule(
            pick,
            models,
            (Dispatch, "supervision"),
            &may,
            |m| &m.supervision,
            |r| &mut r.ordered_by,
        ),
    )
}

/// Who sees whose files, of those who are there.
fn sharing(pick: &mut Picker, models: [&Governance; 2], present: &Present<'_>) -> Option<Sharing> {
    let mut chosen = pick.of(Catalogue, "sharing", models, |model| &model.sharing);
    let groups = chosen.iter_mut().flat_map(|sharing| &mut sharing.groups);
    groups.flatten().for_each(|group| group.retain(|role| present.has(role)));
    chosen
}

/// Into how many systems a case is written, by those who are there.
fn systems(pick: &mut Picker, models: [&Governance; 2], present: &Present<'_>) -> Option<Systems> {
    let mut chosen = pick.of(Handling, "systems", models, |model| &model.systems);
    if let Some(systems) = &mut chosen {
        systems.roles.retain(|role| present.has(role));
    }
    chosen
}

/// Which closed cases are looked at again; none where the role that does is not there or may not.
fn audit(pick: &mut Picker, models: [&Governance; 2], roles: &Keyed<Role>) -> Option<Audit> {
    let looks = |power: &Power| matches!(power, Power::Check | Power::Evaluate);
    let may =
        |name: &Name| roles.get(name.as_str()).is_some_and(|role| role.powers.iter().any(looks));
    pick.of(Checking, "audit", models, |model| &model.audit).filter(|audit| may(&audit.by))
}

/// Contracts between those who are there; a role that is gone is scored no more.
fn assessments(
    pick: &mut Picker,
    models: [&Governance; 2],
    present: &Present<'_>,
) -> Option<Keyed<assessment::Assessment>> {
    let stated = pick.of(Assessment, "assessments", models, |model| &model.assessments)?;
    let here = stated.iter().filter(|of| present.has(&of.assessor)).filter_map(|of| {
        let assessed = match &of.assessed {
            Assessed::Roles(roles) => {
                let roles: Vec<Name> =
                    roles.iter().filter(|role| present.has(role)).cloned().collect();
                (!roles.is_empty()).then_some(Assessed::Roles(roles))
            }
            areas @ Assessed::Areas(_) => Some(areas.clone()),
        };
        assessed.map(|assessed| assessment::Assessment { assessed, ..of.clone() })
    });
    Some(here.map(|of| (of.id.clone(), of)).collect())
}

/// The roles that may decide on requests.
fn deciding(roles: &Keyed<Role>) -> Vec<Name> {
    let decides = |power: &Power| matches!(power, Power::Evaluate | Power::Dispatch);
    let those = roles.iter().filter(|role| role.powers.iter().any(decides));
    those.map(|role| role.id.clone()).collect()
}

/// An exception to the clock as the chosen model has it; where the role that decides is not
/// there or may not, it is as if none were named.
fn rule<T: Clone + PartialEq>(
    pick: &mut Picker,
    models: [&Governance; 2],
    (component, key): (super::Component, &str),
    may: &impl Fn(&Name) -> bool,
    of: impl Fn(&Governance) -> &Option<T>,
    decider: impl Fn(&mut T) -> &mut Option<Name>,
) -> Option<T> {
    let mut chosen = pick.of(component, key, models, of);
    if let Some(rule) = &mut chosen {
        let by = decider(rule);
        *by = by.take().filter(may);
    }
    chosen
}

/// How parties are brought to act: each as the chosen model has it, where those who act are there
/// and may do what they may in that model.
fn parties(
    pick: &mut Picker,
    models: [&Governance; 2],
    roles: &Keyed<Role>,
) -> (Option<Convening>, Option<Urging>, Option<Funding>) {
    let chosen = models[pick.side(Dispatch)];
    let holds = |roles: &Keyed<Role>, name: &Name, power: Power| {
        roles.get(name.as_str()).is_some_and(|role| role.powers.contains(&power))
    };
    let is_there = |name: &Name| roles.get(name.as_str()).is_some();
    let may = |name: &Name, power: Power| {
        is_there(name) && holds(roles, name, power) >= holds(&chosen.roles, name, power)
    };
    let mut convening = pick.of(Dispatch, "convening", models, |model| &model.convening);
    if let Some(Convening { bodies: Called::Listed(bodies), .. }) = &mut convening {
        bodies.retain(is_there);
    }
    let mut urging = pick.of(Dispatch, "urging", models, |model| &model.urging);
    if let Some(rule) = &mut urging {
        rule.penalised_by = rule.penalised_by.take().filter(|by| may(by, Power::Penalise));
    }
    let funding = pick.of(Dispatch, "funding", models, |model| &model.funding);
    (
        convening.filter(|rule| may(&rule.called_by, Power::Convene)),
        urging,
        funding.filter(|rule| may(&rule.by, Power::Fund) && is_there(&rule.to)),
    )
}

/// Rounds of visits, where those who visit are there.
fn inspection(
    pick: &mut Picker,
    models: [&Governance; 2],
    roles: &Keyed<Role>,
) -> Option<Inspection> {
    let rule = pick.of(Handling, "inspection", models, |model| &model.inspection);
    rule.filter(|rule| roles.get(rule.by.as_str()).is_some())
}

/// Every key of the accounting.
fn accounting(pick: &mut Picker, models: [&Governance; 2], present: &Present<'_>) -> Accounting {
    let rules = models.map(|model| &model.accounting);
    let platform = pick.of(Assessment, "accounting.platform", rules, |rules| &rules.platform);
    let other = &rules[1 - pick.side(Assessment)].platform;
    Accounting {
        platform: present.of_list([&platform, other]),
        on_time_of: pick.of(Assessment, "accounting.on_time_of", rules, |rules| &rules.on_time_of),
        clock: pick.of(Assessment, "accounting.clock", rules, |rules| &rules.clock),
        held: pick.of(Assessment, "accounting.held", rules, |rules| &rules.held),
        excluded: pick.of(Assessment, "accounting.excluded", rules, |rules| &rules.excluded),
        carried_over: pick
            .of(Assessment, "accounting.carried_over", rules, |rules| &rules.carried_over),
    }
}

/// The components in which two models differ, with the keys of each.
pub(super) fn differences(city: &City, models: [&Governance; 2]) -> Vec<Difference> {
    let mut found = mix(city, models, Components::default()).1;
    found.sort();
    found
}

/// Roles that only one of two models has, and their stand-ins in the other.
pub(super) fn stand_ins(models: [&Governance; 2]) -> Vec<(String, Option<String>)> {
    let of = |own: usize| {
        let other = models[1 - own];
        let lacking =
            models[own].roles.iter().filter(|role| other.roles.get(role.id.as_str()).is_none());
        lacking.map(|role| {
            let like = super::stand_in::stand_in(role, other);
            (role.id.to_string(), like.map(|like| like.id.to_string()))
        })
    };
    of(0).chain(of(1)).collect()
}
