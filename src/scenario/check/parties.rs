//! Responsible parties: what binds them can happen, and who acts on them may.

use super::category::duration;
use super::governance::add_power;
use super::known::Known;
use crate::lang::text;
use crate::scenario::governance::{Governance, Power};
use crate::scenario::parties::{Called, FirstReceiver};
use crate::scenario::{Faults, Name};

/// Those who call, order and pay exist and may, and there is somebody to act on.
pub fn check(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    first_receiver(governance, faults);
    convening(governance, roles, faults);
    urging(governance, roles, faults);
    funding(governance, roles, faults);
    if let Some(rule) = &governance.inspection {
        let path = "governance.inspection.by";
        may(governance, roles, &rule.by, Power::Inspect, path, faults);
    }
}

/// Somebody dispatches, so that some body is the first.
fn first_receiver(governance: &Governance, faults: &mut Faults) {
    let dispatched = governance.roles.iter().any(|role| role.powers.contains(&Power::Dispatch));
    if governance.first_receiver == Some(FirstReceiver::Transfers) && !dispatched {
        let message = text!(
            "no role dispatches, so no body is ever the first that a case is sent to",
            "没有任何角色负责派遣，因此不存在首接单位"
        );
        faults.warn_at("governance.first_receiver", message, None);
    }
}

/// Something calls bodies to the site, and they exist.
fn convening(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    let Some(rule) = &governance.convening else { return };
    let path = "governance.convening";
    may(governance, roles, &rule.called_by, Power::Convene, &format!("{path}.called_by"), faults);
    duration(&rule.lasts, &format!("{path}.lasts"), faults);
    if let Called::Listed(bodies) = &rule.bodies {
        roles.find_all(bodies, &format!("{path}.bodies.listed"), faults);
    }
    if rule.returns.is_none() && rule.disputed != Some(true) {
        let message = text!(
            "nothing calls bodies to the site: returns is absent and disputed is not true",
            "没有任何情形触发召集：未写明 returns，disputed 也不为 true"
        );
        faults.warn_at(path, message, None);
    }
}

/// Some party may have to be urged, and who orders it may.
fn urging(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    let uncertain = governance.roles.iter().filter(|role| role.leverage.is_some());
    let Some(rule) = &governance.urging else {
        for role in uncertain {
            let message = text!(
                "nobody urges, as there is no [governance.urging]: what it does not take on is \
                 given up at once",
                "没有 [governance.urging]，无人催办：它不接办的案件随即放弃"
            );
            faults.warn_at(&format!("governance.roles.{}.leverage", role.id), message, None);
        }
        return;
    };
    if let Some(by) = &rule.penalised_by {
        let path = "governance.urging.penalised_by";
        may(governance, roles, by, Power::Penalise, path, faults);
    }
    if uncertain.count() == 0 {
        let message = text!(
            "no role states `leverage`, so nobody has to be urged",
            "没有角色写明 `leverage`，因此无须催办"
        );
        faults.warn_at("governance.urging", message, None);
    }
}

/// Who pays may, and who is paid can do something.
fn funding(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    let Some(rule) = &governance.funding else { return };
    may(governance, roles, &rule.by, Power::Fund, "governance.funding.by", faults);
    let path = "governance.funding.to";
    roles.find(&rule.to, path, faults);
    let name = &rule.to;
    let acts = [Power::Fix, Power::Mediate, Power::Penalise];
    let paid = governance.roles.get(name.as_str());
    if paid.is_some_and(|role| !acts.iter().any(|power| role.powers.contains(power))) {
        let message = text!(
            "\"{name}\" is paid to act and lacks the power to fix, to mediate and to penalise",
            "出资请 \"{name}\" 办理，而它没有 fix、mediate、penalise 中的任何权限"
        );
        faults.add(name.place, path, message, Some(add_power(name, Power::Fix)));
    }
}

/// A role that is named exists and has the power that is asked of it.
fn may(
    governance: &Governance,
    roles: &Known<'_>,
    name: &Name,
    power: Power,
    path: &str,
    faults: &mut Faults,
) {
    roles.find(name, path, faults);
    let role = governance.roles.get(name.as_str());
    if role.is_some_and(|role| !role.powers.contains(&power)) {
        let help = add_power(name, power);
        let power = power.word();
        let message =
            text!("\"{name}\" lacks the power to {power}", "\"{name}\" 没有 {power} 权限");
        faults.add(name.place, path, message, Some(help));
    }
}
