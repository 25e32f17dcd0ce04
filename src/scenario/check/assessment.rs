//! Audit and assessment: who looks, and whether there is anything to look at.

use super::category::duration;
use super::governance::add_power;
use super::known::Known;
use crate::lang::text;
use crate::scenario::assessment::{Assessed, Assessment, Formula, Period, ScoreSource};
use crate::scenario::governance::{Governance, Power};
use crate::scenario::{Faults, Name};
use crate::time::Span;

/// Those who audit and assess exist and may.
pub fn check(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    audit(governance, roles, faults);
    for of in governance.assessments.iter().flatten() {
        assessment(governance, of, roles, faults);
    }
    if governance.gaming.is_some() && governance.assessments.is_none() {
        let message = text!("nobody is assessed, so nobody games", "没有任何考核,因此无人应付考核");
        faults.warn_at("governance.gaming", message, None);
    }
}

/// Somebody scores who may, somebody is scored, and the formula has what it needs.
fn assessment(governance: &Governance, of: &Assessment, roles: &Known<'_>, faults: &mut Faults) {
    let path = format!("governance.assessments.{}", of.id);
    let assessor = format!("{path}.assessor");
    roles.find(&of.assessor, &assessor, faults);
    let role = governance.roles.get(of.assessor.as_str());
    if role.is_some_and(|role| !role.powers.contains(&Power::Evaluate)) {
        let name = &of.assessor;
        let message = text!(
            "\"{name}\" lacks the power to evaluate, which is needed to score others",
            "\"{name}\" 没有 evaluate 权限,不能考核他人"
        );
        faults.add(name.place, &assessor, message, Some(add_power(name, Power::Evaluate)));
    }
    assessed(governance, of, roles, &path, faults);
    period(of, &format!("{path}.period"), faults);
    needs(of, &path, faults);
}

fn assessed(
    governance: &Governance,
    of: &Assessment,
    roles: &Known<'_>,
    path: &str,
    faults: &mut Faults,
) {
    let path = format!("{path}.assessed");
    let Assessed::Roles(names) = &of.assessed else {
        if of.formula == Formula::Quota {
            let message = text!(
                "a quota is of those who find: name roles, not areas",
                "指标考核针对发现者:请写明 roles,而非 areas"
            );
            faults.add_at(&path, message, None);
        }
        return;
    };
    let path = format!("{path}.roles");
    roles.find_all(names, &path, faults);
    if names.is_empty() {
        faults.add_at(&path, text!("nobody is assessed", "没有考核任何岗位"), None);
    }
    let finds = matches!(of.formula, Formula::Quota | Formula::Cjt292);
    for name in names.iter().filter(|_| finds) {
        let role = governance.roles.get(name.as_str());
        if role.is_some_and(|role| role.patrol.is_none()) {
            let message = text!(
                "\"{name}\" does not search, and this formula scores what is found",
                "\"{name}\" 不巡查,而该公式按所发现的问题计分"
            );
            faults.add(name.place, &path, message, None);
        }
    }
}

fn period(of: &Assessment, path: &str, faults: &mut Faults) {
    match &of.period {
        Period::Calendar(word) if word != "month" => {
            let path = format!("{path}.calendar");
            let message = text!("only \"month\" is allowed", "只允许 \"month\"");
            faults.add_at(&path, message, None);
        }
        Period::Every(span) if *span < Span::DAY => {
            let path = format!("{path}.every");
            faults.add_at(&path, text!("a period has at least 1 d", "周期至少为 1 d"), None);
        }
        _ => {}
    }
}

/// What a formula needs or knows nothing of.
fn needs(of: &Assessment, path: &str, faults: &mut Faults) {
    if (of.formula == Formula::Quota) != of.quota.is_some() {
        let message = text!(
            "`quota` goes with the formula \"quota\", and that needs it",
            "`quota` 与公式 \"quota\" 必须同时出现"
        );
        faults.add_at(path, message, None);
    }
    if of.source == ScoreSource::CallBacks && of.formula != Formula::ThreeRates {
        let message = text!(
            "only the formula \"three-rates\" is made from call-backs",
            "只有公式 \"three-rates\" 以回访为数据来源"
        );
        faults.add_at(&format!("{path}.source"), message, None);
    }
}

fn audit(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    let Some(audit) = &governance.audit else { return };
    let path = "governance.audit.by";
    roles.find(&audit.by, path, faults);
    duration(&audit.after, "governance.audit.after", faults);
    let Some(role) = governance.roles.get(audit.by.as_str()) else { return };
    if !role.powers.iter().any(|power| matches!(power, Power::Check | Power::Evaluate)) {
        may_not_audit(&audit.by, path, faults);
    }
    if audit.share.0 == 0.0 && audit.double_call.is_none_or(|share| share.0 == 0.0) {
        let message = text!(
            "nothing is looked at again: share is zero, and nobody is called twice",
            "不复核任何案件:share 为零,也不二次回访"
        );
        faults.warn_at("governance.audit", message, None);
    }
}

fn may_not_audit(name: &Name, path: &str, faults: &mut Faults) {
    let message = text!(
        "\"{name}\" lacks the power to check and to evaluate, one of which is needed to look again",
        "\"{name}\" 既没有 check 权限,也没有 evaluate 权限,不能复核"
    );
    faults.add(name.place, path, message, Some(add_power(name, Power::Check)));
}
