//! Responsible parties: what binds them can happen, and who acts on them may.

use crate::lang::text;
use crate::scenario::Faults;
use crate::scenario::governance::{Governance, Power};
use crate::scenario::parties::FirstReceiver;

/// Warns of rules that bind nobody.
pub fn check(governance: &Governance, faults: &mut Faults) {
    first_receiver(governance, faults);
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
