//! Rosters beside the hours of a role.

use super::role::listed;
use crate::city::{CategoryId, City};
use crate::id::Table;
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

/// The chance that a message which is answered after hours is put on the platform; none where it
/// waits.
pub(super) fn logged_after_hours(raw: &crate::scenario::governance::Channel) -> Option<f64> {
    let answered = raw.after_hours == Some(AfterHours::Overtime);
    answered.then(|| raw.logged.map_or(1.0, |logged| logged.0))
}
