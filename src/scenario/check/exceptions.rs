//! Exceptions to the clock: who decides on them, and whether anybody can ask.

use super::category::duration;
use super::governance::add_power;
use super::known::Known;
use crate::lang::text;
use crate::scenario::governance::{Governance, Power};
use crate::scenario::{Faults, Name};

/// Those who decide exist and may, and there is something to ask for.
pub fn check(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    let mut rule = |key: &str, by: Option<&Name>, of_limits: bool| {
        let path = format!("governance.{key}");
        decider(governance, roles, by, &format!("{path}.decided_by"), faults);
        if of_limits {
            limited(governance, &path, faults);
        }
    };
    if let Some(extension) = &governance.extension {
        rule("extension", extension.decided_by.as_ref(), true);
    }
    if let Some(hold) = &governance.hold {
        rule("hold", hold.decided_by.as_ref(), false);
    }
    if let Some(exclusion) = &governance.exclusion {
        rule("exclusion", exclusion.decided_by.as_ref(), false);
    }
    if let Some(appeal) = &governance.appeal {
        rule("appeal", appeal.decided_by.as_ref(), true);
    }
    if let Some(hold) = &governance.hold {
        duration(&hold.lasts, "governance.hold.lasts", faults);
    }
    supervision(governance, roles, faults);
    idle_flags(governance, faults);
}

/// Something raises a case, and who orders it may.
fn supervision(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    let Some(rule) = &governance.supervision else { return };
    let path = "governance.supervision";
    if let Some(name) = &rule.ordered_by {
        may_decide(governance, roles, name, &format!("{path}.ordered_by"), faults);
    }
    if rule.overdue.is_none() && rule.calls.is_none() && rule.severity.is_none() {
        let message = text!(
            "nothing raises a case: overdue, calls and severity are all absent",
            "没有任何情形触发督办:overdue、calls、severity 均未写明"
        );
        faults.warn_at(path, message, None);
    }
    if rule.overdue.is_some() {
        limited(governance, &format!("{path}.overdue"), faults);
    }
}

/// Warns of a way to count what never happens.
fn idle_flags(governance: &Governance, faults: &mut Faults) {
    let accounting = &governance.accounting;
    for (key, rule, idle) in [
        ("held", "hold", accounting.held.is_some() && governance.hold.is_none()),
        ("excluded", "exclusion", accounting.excluded.is_some() && governance.exclusion.is_none()),
    ] {
        if idle {
            let message = text!(
                "the model states no [governance.{rule}], so this counts nothing",
                "该模式没有 [governance.{rule}],此项不起作用"
            );
            faults.warn_at(&format!("governance.accounting.{key}"), message, None);
        }
    }
}

/// A role that decides may evaluate or dispatch; where none is named, somebody dispatches.
fn decider(
    governance: &Governance,
    roles: &Known<'_>,
    decider: Option<&Name>,
    path: &str,
    faults: &mut Faults,
) {
    let Some(name) = decider else {
        if !governance.roles.iter().any(|role| role.powers.contains(&Power::Dispatch)) {
            let message = text!(
                "nobody decides: no role is named, and none dispatches",
                "无人审批:没有写明岗位,也没有岗位负责派遣"
            );
            faults.warn_at(path, message, None);
        }
        return;
    };
    may_decide(governance, roles, name, path, faults);
}

/// A role that decides or orders exists and may evaluate or dispatch.
fn may_decide(
    governance: &Governance,
    roles: &Known<'_>,
    name: &Name,
    path: &str,
    faults: &mut Faults,
) {
    roles.find(name, path, faults);
    let may = |power: &Power| matches!(power, Power::Evaluate | Power::Dispatch);
    let role = governance.roles.get(name.as_str());
    if role.is_some_and(|role| !role.powers.iter().any(may)) {
        let message = text!(
            "\"{name}\" lacks the power to evaluate and to dispatch, one of which is needed to decide",
            "\"{name}\" 既没有 evaluate 权限,也没有 dispatch 权限,不能审批"
        );
        faults.add(name.place, path, message, Some(add_power(name, Power::Evaluate)));
    }
}

/// Warns where no category has a limit, so that nothing is ever asked.
fn limited(governance: &Governance, path: &str, faults: &mut Faults) {
    if governance.deadlines.is_empty() {
        let message = text!(
            "no category has a limit, so this never happens",
            "没有任何类别设有时限,因此此项不会发生"
        );
        faults.warn_at(path, message, None);
    }
}
