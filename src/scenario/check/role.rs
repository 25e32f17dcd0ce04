//! Roles: whom they ask, to whom they hand on, how they search.

use super::category::duration;
use super::governance::add_power;
use super::known::Known;
use super::powers;
use crate::lang::{Phrase, text};
use crate::scenario::governance::{Governance, OnFind, Power, Role};
use crate::scenario::{Basis, Faults, Name};

/// The most of duty that tasks from above may take.
const MOST_ADMIN: f64 = 0.95;

/// Roles that are named exist and hold the power asked of them; no case goes in a circle.
pub fn check(governance: &Governance, known: &Known<'_>, faults: &mut Faults) {
    for role in &governance.roles {
        let path = format!("governance.roles.{}", role.id);
        if let Some(next) = &role.next {
            known.find(next, &format!("{path}.next"), faults);
        }
        asked(governance, known, role.verified_by.as_ref(), &path, Power::Verify, faults);
        asked(governance, known, role.checked_by.as_ref(), &path, Power::Check, faults);
        work(role, &path, faults);
        staffing(role, &path, faults);
        hand_over(role, &path, faults);
        patrol(role, &path, faults);
        circle(governance, role, &path, faults);
        powers::check(role, &path, faults);
        same_person(governance, known, role, &path, faults);
    }
    if governance.roles.iter().all(|role| role.staffing.count <= 0.0) {
        let message = text!("no role has any staff", "所有角色都没有人员");
        faults.warn_at("governance.roles", message, None);
    }
}

/// Who holds the posts of another role as well is there when those are, where those are, and is
/// counted once.
fn same_person(
    governance: &Governance,
    known: &Known<'_>,
    role: &Role,
    path: &str,
    faults: &mut Faults,
) {
    let Some(name) = &role.same_person_as else { return };
    let path = format!("{path}.same_person_as");
    known.find(name, &path, faults);
    let Some(other) = governance.roles.get(name.as_str()) else { return };
    if other.id == role.id {
        let message = text!("a role cannot hold its own posts as well", "角色不能再兼任自己的岗位");
        faults.add(name.place, &path, message, None);
        return;
    }
    let wrong = [
        (
            other.same_person_as.is_some(),
            Phrase::new("it has no people either", "它也没有自己的人员"),
        ),
        (other.tier != role.tier, Phrase::new("its tier is another", "两者层级不同")),
        (other.hours != role.hours, Phrase::new("its hours are others", "两者工作时间不同")),
        (
            other.patrol.is_some() || role.patrol.is_some(),
            Phrase::new("one of the two searches", "两者之一承担巡查"),
        ),
        (
            role.staffing.count > 0.0,
            Phrase::new(
                "the role has `staffing` of its own, which is to be 0",
                "该角色另有 `staffing`，应为 0",
            ),
        ),
    ];
    for (_, why) in wrong.into_iter().filter(|(is_so, _)| *is_so) {
        let message = text!(
            "people of \"{name}\" cannot hold these posts: {why}",
            "\"{name}\" 的人员不能兼任：{why}",
            why
        );
        faults.add(name.place, &path, message, None);
    }
}

/// Whether a case that reaches a role can go on from there, be it by a dispatch of some.
pub fn goes_on(role: &Role) -> bool {
    let may = |power: Power| role.powers.contains(&power);
    let handles = may(Power::Fix) || may(Power::Mediate) || may(Power::Penalise);
    handles || may(Power::Dispatch) || role.next.is_some()
}

/// A role that is asked to look at a site holds the power to.
fn asked(
    governance: &Governance,
    known: &Known<'_>,
    asked: Option<&Name>,
    path: &str,
    power: Power,
    faults: &mut Faults,
) {
    let Some(name) = asked else { return };
    let key = if power == Power::Verify { "verified_by" } else { "checked_by" };
    let path = format!("{path}.{key}");
    known.find(name, &path, faults);
    let lacks = |role: &Role| !role.powers.contains(&power);
    if governance.roles.get(name.as_str()).is_some_and(lacks) {
        let help = add_power(name, power);
        let power = power.word();
        let message =
            text!("\"{name}\" lacks the power to {power}", "\"{name}\" 没有 {power} 权限");
        faults.add(name.place, &path, message, Some(help));
    }
}

fn work(role: &Role, path: &str, faults: &mut Faults) {
    for (key, times) in [
        ("desk_work", &role.desk_work),
        ("travel", &role.travel),
        ("site_work", &role.site_work),
        ("delivery", &role.delivery),
    ] {
        duration(times, &format!("{path}.{key}"), faults);
    }
    if let Some(times) = &role.dispatch_delivery {
        duration(times, &format!("{path}.dispatch_delivery"), faults);
    }
    if let Some(calls) = &role.call_back {
        duration(&calls.after, &format!("{path}.call_back.after"), faults);
    }
    if role.admin_share.0 > MOST_ADMIN {
        let path = format!("{path}.admin_share");
        let found = faults.written_at(&path);
        let message = text!(
            "{found} is out of range; from 0 to {MOST_ADMIN} is allowed",
            "{found} 超出范围;允许 0 至 {MOST_ADMIN}"
        );
        faults.add_at(&path, message, None);
    }
}

/// Whether a role is staffed by something that it or a city has.
pub fn has_basis(role: &Role) -> bool {
    is_there(role, role.staffing.basis)
}

/// Whether what a rule counts by is something that a role or a city has.
fn is_there(role: &Role, basis: Basis) -> bool {
    match basis {
        Basis::Households => false,
        Basis::Beats => role.patrol.is_some(),
        _ => true,
    }
}

/// The rule counts by something that a city has.
fn staffing(role: &Role, path: &str, faults: &mut Faults) {
    basis(role, role.staffing.basis, &format!("{path}.staffing"), faults);
}

/// A rule of a role counts by something that a city has.
pub fn basis(role: &Role, basis: Basis, path: &str, faults: &mut Faults) {
    if is_there(role, basis) {
        return;
    }
    let why = match basis {
        Basis::Beats => Phrase::new(
            "the role has no patrol and so no beats",
            "此角色没有 patrol,也就没有巡查区",
        ),
        _ => Phrase::new("households are not part of a city", "城市中不含住户"),
    };
    let found = faults.written_at(path);
    let message =
        text!("{found} counts by what is not there: {why}", "{found} 的计数依据不存在:{why}", why);
    let help = text!(
        "count by residents, blocks, grids, communities, streets or ground",
        "请按居民、地块、网格、社区、街道或面积计数"
    );
    faults.add_at(path, message, Some(help));
}

/// What a role files or finds can go on from it.
fn hand_over(role: &Role, path: &str, faults: &mut Faults) {
    let may = |power: Power| role.powers.contains(&power);
    if may(Power::File) && !may(Power::Close) && !goes_on(role) {
        let message = text!(
            "files, but neither handles, dispatches nor closes, and has no next: its files are \
             shelved",
            "能立案,但不能处置、派遣或结案,又没有 next:其案件将被搁置"
        );
        faults.warn_at(path, message, None);
    }
    if role.verified_by.is_some() && !may(Power::File) {
        let message = text!(
            "only a role with the power to file has reports verified",
            "只有具备 file 权限的角色才请人核实上报"
        );
        faults.warn_at(
            &format!("{path}.verified_by"),
            message,
            Some(add_power(&role.id, Power::File)),
        );
    }
    if role.call_back.is_some() && !may(Power::File) {
        let message = text!(
            "only a role with the power to file calls back",
            "只有具备 file 权限的角色才做回访"
        );
        faults.warn_at(
            &format!("{path}.call_back"),
            message,
            Some(add_power(&role.id, Power::File)),
        );
    }
}

fn patrol(role: &Role, path: &str, faults: &mut Faults) {
    let Some(patrol) = &role.patrol else { return };
    let path = format!("{path}.patrol");
    if !role.powers.contains(&Power::Discover) {
        let message = text!(
            "the role searches, but lacks the power to discover",
            "此角色做巡查,却没有 discover 权限"
        );
        faults.add_at(&path, message, Some(add_power(&role.id, Power::Discover)));
    }
    if patrol.on_find == OnFind::Report && role.next.is_none() {
        let message = text!(
            "finds are reported to the role that follows, but there is no next: they are shelved",
            "发现的问题要报给后续角色,却没有 next:这些问题将被搁置"
        );
        faults.warn_at(&format!("{path}.on_find"), message, None);
    }
}

/// Objects to a circle of roles once, at the first of them.
fn circle(governance: &Governance, first: &Role, path: &str, faults: &mut Faults) {
    let place = |name: &Name| governance.roles.position(name.as_str());
    let Some(start) = place(&first.id) else { return };
    let mut names = vec![first.id.as_str()];
    let mut role = first;
    while let Some(next) = role.next.as_ref().and_then(place) {
        role = &governance.roles[next];
        names.push(role.id.as_str());
        if next <= start || names.len() > governance.roles.len() {
            break;
        }
    }
    if names.len() > 1 && names.last() == Some(&first.id.as_str()) {
        let names = names.join(" -> ");
        let message = text!("roles hand over in a circle: {names}", "角色之间循环移交:{names}");
        faults.add_at(&format!("{path}.next"), message, None);
    }
}
