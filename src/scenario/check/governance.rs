//! A governance model by itself.

use super::known::Known;
use super::{assessment, exceptions, parties, platforms, role, rosters};
use crate::lang::{Phrase, Text, text};
use crate::scenario::city::City;
use crate::scenario::governance::{Campaign, Governance, Grids, Power};
use crate::scenario::{Faults, Name, Subject};

/// Every role that is named exists, and what is handed on gets somewhere.
pub fn check(governance: &Governance, faults: &mut Faults) {
    let roles = Known::things(["role", "roles", "角色"], &governance.roles);
    grids(governance, faults);
    if governance.roles.is_empty() {
        let message = text!("nobody governs: there is no role", "无人治理:没有任何角色");
        faults.add_at("governance.roles", message, None);
    }
    role::check(governance, &roles, faults);
    channels(governance, &roles, faults);
    for (duty, role) in governance.duties.iter() {
        roles.find(&role.value, &format!("governance.duties.{duty}"), faults);
    }
    for campaign in &governance.campaigns {
        check_campaign(campaign, &roles, faults);
    }
    exceptions::check(governance, &roles, faults);
    platforms::check(governance, &roles, faults);
    rosters::check(governance, faults);
    parties::check(governance, &roles, faults);
    assessment::check(governance, &roles, faults);
    platform(governance, &roles, faults);
    roles.find_all(&governance.spend_on, "governance.spend_on", faults);
}

fn grids(governance: &Governance, faults: &mut Faults) {
    let (key, why) = match &governance.grids {
        Grids::Community(each) if each != "each" => {
            ("community", Phrase::new("only \"each\" is allowed", "只允许 \"each\""))
        }
        Grids::Area(area) if area.0 < 1e3 => {
            ("area", Phrase::new("a grid has at least 1000 m2", "每个网格至少 1000 m2"))
        }
        Grids::Residents(residents) if residents.0 < 1 => {
            ("residents", Phrase::new("a grid has at least 1 resident", "每个网格至少 1 名居民"))
        }
        Grids::Households(size) if size.0 < 1 => {
            ("households", Phrase::new("a grid has at least 1 household", "每个网格至少 1 户"))
        }
        Grids::Each(count) if count.0 < 1 => {
            ("count", Phrase::new("a community has at least 1 grid", "每个社区至少 1 个网格"))
        }
        Grids::Workload(rate) if rate.subject != Subject::City || rate.per_hour <= 0.0 => (
            "workload",
            Phrase::new(
                "problems of a grid above zero are expected, such as \"2 per day\"",
                "应为每个网格大于零的问题数,例如 \"2 per day\"",
            ),
        ),
        _ => return,
    };
    let path = format!("governance.grids.{key}");
    let found = faults.written_at(&path);
    faults.add_at(&path, text!("{found}: {why}", "{found}:{why}", why), None);
}

/// A city whose households grids are counted by says how large they are.
pub fn households(city: &City, governance: &Governance, faults: &mut Faults) {
    if matches!(governance.grids, Grids::Households(_)) && city.household_size.is_none() {
        let message = text!(
            "the city does not say how many residents a household has",
            "城市没有写明每户有多少居民"
        );
        let help = text!(
            "add city.household_size, with provenance",
            "请加入 city.household_size 及其来源说明"
        );
        faults.add_at("governance.grids.households", message, Some(help));
    }
}

fn channels(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    if governance.channels.is_empty() {
        let message =
            text!("residents can turn to nobody: there is no channel", "居民求助无门:没有任何渠道");
        faults.warn_at("governance.channels", message, None);
    }
    for channel in &governance.channels {
        let path = format!("governance.channels.{}.receiver", channel.id);
        roles.find(&channel.receiver, &path, faults);
        let receiver = governance.roles.get(channel.receiver.as_str());
        if receiver.is_some_and(|role| !role::goes_on(role)) {
            let name = &channel.receiver;
            let message = text!(
                "reports end at \"{name}\", which neither handles nor dispatches nor has a next",
                "上报止于 \"{name}\":它既不处置,也不派遣,又没有 next"
            );
            faults.warn(name.place, &path, message, None);
        }
    }
}

fn check_campaign(campaign: &Campaign, roles: &Known<'_>, faults: &mut Faults) {
    let path = format!("governance.campaigns.{}", campaign.id);
    roles.find_all(&campaign.roles, &format!("{path}.roles"), faults);
    if campaign.lasts >= campaign.every {
        let path = format!("{path}.lasts");
        let (lasts, every) = (faults.written_at(&path), campaign.every.days());
        let message = text!(
            "{lasts} is not less than `every`, {every} d, so it never ends",
            "{lasts} 不短于 `every`({every} d),因此永不结束"
        );
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
        let message = text!(
            "nobody's files make the record, so no official rate can be given",
            "没有任何角色的立案计入平台记录,因此无法给出官方比率"
        );
        faults.warn_at(PATH, message, None);
    }
    for name in platform.iter().filter(|name| !files(name)) {
        let message = text!(
            "\"{name}\" lacks the power to file, so it adds nothing here",
            "\"{name}\" 没有 file 权限,列在这里不起作用"
        );
        faults.warn(name.place, PATH, message, Some(add_power(name, Power::File)));
    }
}

/// How to give a role a power.
pub fn add_power(role: &Name, power: Power) -> Text {
    let power = power.word();
    text!(
        "add \"{power}\" to governance.roles.{role}.powers",
        "把 \"{power}\" 加入 governance.roles.{role}.powers"
    )
}
