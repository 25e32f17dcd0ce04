//! Platforms: the roles that share and that write exist, and something is shared and written.

use super::category::duration;
use super::known::Known;
use crate::lang::text;
use crate::scenario::Faults;
use crate::scenario::governance::{Governance, Power};

/// Sharing and parallel systems.
pub fn check(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    sharing(governance, roles, faults);
    systems(governance, roles, faults);
}

/// Groups name roles that exist, and of which two at least have anything to do with files.
fn sharing(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    const PATH: &str = "governance.sharing.groups";
    let Some(sharing) = &governance.sharing else { return };
    let groups = sharing.groups.iter().flatten();
    for group in groups.clone() {
        roles.find_all(group, PATH, faults);
    }
    for group in groups.clone().filter(|group| group.len() < 2) {
        let message = match group.first().map(crate::scenario::Name::as_str) {
            Some(name) => {
                text!(
                    "a group of one shares with nobody: {name}",
                    "只有一个岗位的组无从共享:{name}"
                )
            }
            None => text!("a group is empty", "有一组是空的"),
        };
        faults.warn_at(PATH, message, None);
    }
    if sharing.all == Some(true) && groups.count() > 0 {
        let message = text!(
            "all roles share already, so groups change nothing",
            "所有岗位均已共享,分组不起作用"
        );
        faults.warn_at(PATH, message, None);
    }
    let files = |of: &&crate::scenario::governance::Role| of.powers.contains(&Power::File);
    if governance.roles.iter().filter(files).count() == 0 {
        let message = text!(
            "no role files, so there are no files to see",
            "没有岗位可以立案,因此没有案卷可供共享"
        );
        faults.warn_at("governance.sharing", message, None);
    }
}

/// Those who write exist, and there is more than one system.
fn systems(governance: &Governance, roles: &Known<'_>, faults: &mut Faults) {
    let Some(systems) = &governance.systems else { return };
    roles.find_all(&systems.roles, "governance.systems.roles", faults);
    duration(&systems.entry, "governance.systems.entry", faults);
    let one = systems.count.0 <= 1;
    if one || systems.shared == Some(true) || systems.roles.is_empty() {
        let path = if one { "governance.systems.count" } else { "governance.systems" };
        let message = text!(
            "one entry serves all systems, so this costs nobody any work",
            "一次录入即可,此项不增加任何人的工作"
        );
        faults.warn_at(path, message, None);
    }
}
