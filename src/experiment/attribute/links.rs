//! Links between the roles of a coalition that lead nowhere, or in a circle.

use crate::scenario::Name;
use crate::scenario::governance::{Power, Role};

/// Takes away links that a coalition cannot have: a `next` that was taken from the other model
/// and closes a circle, and requests to look at a site to a role without the power to.
///
/// Links that were taken from the model they belong to never close a circle by themselves.
pub(super) fn mend(roles: &mut [Role], fallen_back: &[bool]) {
    for place in 0..roles.len() {
        if fallen_back[place] && is_circle(roles, place) {
            roles[place].next = None;
        }
    }
    for place in 0..roles.len() {
        let role = &roles[place];
        let verifies = role.verified_by.as_ref().is_some_and(|n| may(roles, n, Power::Verify));
        let checks = role.checked_by.as_ref().is_some_and(|n| may(roles, n, Power::Check));
        roles[place].verified_by = roles[place].verified_by.take().filter(|_| verifies);
        roles[place].checked_by = roles[place].checked_by.take().filter(|_| checks);
    }
}

fn position(roles: &[Role], name: &Name) -> Option<usize> {
    roles.iter().position(|role| role.id == *name)
}

fn may(roles: &[Role], name: &Name, power: Power) -> bool {
    position(roles, name).is_some_and(|place| roles[place].powers.contains(&power))
}

/// Whether those who follow a role lead back to it.
fn is_circle(roles: &[Role], start: usize) -> bool {
    let next = |place: &usize| roles[*place].next.as_ref().and_then(|name| position(roles, name));
    std::iter::successors(next(&start), next).take(roles.len()).any(|place| place == start)
}
