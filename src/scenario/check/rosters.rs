//! Rosters: those on call have something to take, and some hour to be on call.

use super::known::Known;
use super::role;
use crate::lang::text;
use crate::scenario::Faults;
use crate::scenario::governance::{Governance, Role};
use crate::scenario::rosters::AfterHours;
use crate::time::Span;

/// Those on call, and messages after hours.
pub fn check(governance: &Governance, faults: &mut Faults) {
    for role in &governance.roles {
        on_call(role, faults);
    }
    for channel in &governance.channels {
        let path = format!("governance.channels.{}.logged", channel.id);
        if channel.logged.is_some() && channel.after_hours != Some(AfterHours::Overtime) {
            let message = text!(
                "messages after hours wait, so that all are put on the platform",
                "下班后的消息均等待上班处理,都会进入平台"
            );
            faults.warn_at(&path, message, None);
        }
    }
}

fn on_call(role: &Role, faults: &mut Faults) {
    let Some(on_call) = &role.on_call else { return };
    let path = format!("governance.roles.{}.on_call", role.id);
    if on_call.takes.as_ref().is_none_or(Vec::is_empty) && on_call.severity.is_none() {
        let message = text!(
            "those on call take nothing: takes and severity are both absent",
            "值班人员没有可接的案件:takes、severity 均未写明"
        );
        faults.warn_at(&path, message, None);
    }
    if on_call.people.count <= 0.0 {
        let message = text!("nobody is on call", "没有人值班");
        faults.warn_at(&format!("{path}.people"), message, None);
    }
    if role.hours.weekly() >= Span::DAY * 7 {
        let message = text!(
            "the role is always on duty, so nobody is ever on call",
            "该岗位全天在岗,无需值班"
        );
        faults.warn_at(&path, message, None);
    }
    role::basis(role, on_call.people.basis, &format!("{path}.people"), faults);
}

/// Categories that those on call take exist.
pub fn categories(role: &Role, known: &Known<'_>, faults: &mut Faults) {
    let takes = role.on_call.iter().filter_map(|on_call| on_call.takes.as_ref());
    let path = format!("governance.roles.{}.on_call.takes", role.id);
    takes.for_each(|names| known.find_all(names, &path, faults));
}
