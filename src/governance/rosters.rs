//! Rosters beside the hours of a role.

use super::role::{listed, parents, staff};
use crate::city::{CategoryId, City, Zone};
use crate::id::Table;
use crate::scenario::governance::{Channel, Governance, Role};
use crate::scenario::rosters::{AfterHours, OnCall};

/// What those on call take.
pub(super) fn urgent(raw: &OnCall, city: &City) -> Table<CategoryId, bool> {
    let named = raw.takes.as_ref().map(|names| listed(city, Some(names)));
    let least = raw.severity.map_or(f64::INFINITY, |severity| severity.0);
    let takes = |(id, category): (CategoryId, &crate::city::Category)| {
        named.as_ref().is_some_and(|named| named[id]) || category.severity >= least
    };
    city.categories.pairs().map(takes).collect()
}

/// For each part of the city that a desk of a role serves, the part with which those on call for it
/// stand, and how many they are there: beats in one part of the role's tier share theirs.
pub(super) fn rotas(
    raw: &Role,
    city: &City,
    governance: &Governance,
    parts: &[Zone],
) -> Vec<(usize, u32)> {
    let Some(on_call) = &raw.on_call else {
        return (0..parts.len()).map(|part| (part, 0)).collect();
    };
    let units =
        if raw.patrol.is_some() { parents(raw.tier, city, governance) } else { parts.to_vec() };
    let people = staff(on_call.people, city, governance, &units, 1.0);
    let unit_of = |part: &Zone| {
        let first = part.blocks().first();
        let holds = |unit: &Zone| first.is_some_and(|of| unit.blocks().binary_search(of).is_ok());
        units.iter().position(holds).unwrap_or(0)
    };
    let parents_of: Vec<usize> = parts.iter().map(unit_of).collect();
    let rota = |(part, unit): (usize, &usize)| {
        let first = parents_of.iter().position(|of| of == unit).unwrap_or(part);
        (first, if first == part { people[*unit] as u32 } else { 0 })
    };
    parents_of.iter().enumerate().map(rota).collect()
}

/// The chance that a message which is answered after hours is put on the platform; none where it
/// waits.
pub(super) fn logged_after_hours(raw: &Channel) -> Option<f64> {
    let answered = raw.after_hours == Some(AfterHours::Overtime);
    answered.then(|| raw.logged.map_or(1.0, |logged| logged.0))
}
