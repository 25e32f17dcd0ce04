//! A governance model by itself.

use super::known::Known;
use super::role;
use crate::scenario::city::City;
use crate::scenario::governance::{Campaign, Governance, Grids, Power};
use crate::scenario::{Faults, Name, Subject};

/// Every role that is named exists, and what is handed on gets somewhere.
pub fn check(governance: &Governance, faults: &mut Faults) {
    let roles = Known::things("role", "roles", &governance.roles);
    grids(governance, faults);
    if governance.roles.is_empty() {
        faults.add_at("governance.roles", "nobody governs: there is no role", None);
    }
    role::check(governance, &roles, faults);
    channels(governance, &roles, faults);
    for (duty, role) in governance.duties.iter() {
        roles.find(&role.value, &format!("governance.duties.{duty}"), faults);
    }
    for campaign in &governance.campaigns {
        check_campaign(campaign, &roles, faults);
    }
    platform(governance, &roles, faults);
    roles.find_all(&governance.spend_on, "governance.spend_on", faults);
}

fn grids(governance: &Governance, faults: &mut Faults) {
    let (key, message) = match &governance.grids {
        Grids::Community(each) if each != "each" => ("community", "only \"each\" is allowed"),
        Grids::Area(area) if area.0 < 1e3 => ("area", "a grid has at least 1000 m2"),
        Grids::Residents(residents) if residents.0 < 1 => {
            ("residents", "a grid has at least 1 resident")
        }
        Grids::Households(size) if size.0 < 1 => ("households", "a grid has at least 1 household"),
        Grids::Each(count) if count.0 < 1 => ("count", "a community has at least 1 grid"),
        Grids::Workload(rate) if rate.subject != Subject::City || rate.per_hour <= 0.0 => {
            ("workload", "problems of a grid above zero are expected, such as \"2 per day\"")
        }
        _ => return,
    };
    let path = format!("governance.grids.{key}");
    let found = faults.written_at(&path);
    faults.add_at(&path, format!("{found}: {message}"), None);
}

/// A city whose households grids are counted by says how large they are.
pub fn households(city: &City, governance: &Governance, faults: &mut Faults) {
    if matches!(governance.grids, Grids::Households(_)) && city.household_size.is_none() {
        let message = "the city does not say how many residents a household has";
        let help = "add city.household_size, with provenance".to_owned();
        faults.add_at("governance.grids.households", message, Some(help));
    }
}

fn channels(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    if governance.channels.is_empty() {
        let message = "residents can turn to nobody: there is no channel";
        faults.warn_at("governance.channels", message, None);
    }
    for channel in &governance.channels {
        let path = format!("governance.channels.{}.receiver", channel.id);
        roles.find(&channel.receiver, &path, faults);
        let receiver = governance.roles.get(channel.receiver.as_str());
        if receiver.is_some_and(|role| !role::goes_on(role)) {
            let message = format!(
                "reports end at \"{}\", which neither handles nor dispatches nor has a next",
                channel.receiver
            );
            faults.warn(channel.receiver.place, &path, message, None);
        }
    }
}

fn check_campaign(campaign: &Campaign, roles: &Known<'_>, faults: &mut Faults) {
    let path = format!("governance.campaigns.{}", campaign.id);
    roles.find_all(&campaign.roles, &format!("{path}.roles"), faults);
    if campaign.lasts >= campaign.every {
        let path = format!("{path}.lasts");
        let (lasts, every) = (faults.written_at(&path), campaign.every.days());
        let message = format!("{lasts} is not less than `every`, {every} d, so it never ends");
        faults.add_at(&path, message, None);
    }
}

/// Somebody's files make the platform's record.
fn platform(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    const PATH: &str = "governance.accounting.platform";
    let platform = &governance.accounting.platform;
    roles.find_all(platform, PATH, faults);
    let files = |name: &Name| {
        governance.roles.get(name.as_str()).is_none_or(|role| role.powers.contains(&Power::File))
    };
    if platform.is_empty() {
        let message = "nobody's files make the record, so no official rate can be given";
        faults.warn_at(PATH, message, None);
    }
    for name in platform.iter().filter(|name| !files(name)) {
        let message = format!("\"{name}\" lacks the power to file, so it adds nothing here");
        faults.warn(name.place, PATH, message, Some(add_power(name, Power::File)));
    }
}

/// How to give a role a power.
pub fn add_power(role: &Name, power: Power) -> String {
    format!("add \"{}\" to governance.roles.{role}.powers", power.word())
}
