//! Numbers that were fitted together: what is known of all of them at once.
//!
//! Where the mix of some numbers is assumed and their level set so that an indicator comes to what
//! was observed, each is uncertain and their sum is hardly. So their statements name the indicator
//! and say how far the sum may be off.

use std::collections::BTreeMap;

use super::provenance::{Origin, Provenance, Statement, is_range};
use super::read::{At, Reader};
use super::units::parse_quantity;
use crate::lang::text;

/// What the sum of all that was fitted to an indicator is called among drawn numbers.
const TOTAL: &str = "total fitted to ";

/// The name of the sum of what was fitted to this indicator.
pub fn total_of(indicator: &str) -> String {
    format!("{TOTAL}{indicator}")
}

/// The indicator that what this sum adds up was fitted to; none for any other number.
pub fn indicator_of(drawn: &str) -> Option<&str> {
    drawn.strip_prefix(TOTAL)
}

/// What is written of a number: how much, and its unit.
pub(super) fn written(number: &Provenance) -> Option<(f64, String)> {
    parse_quantity(number.text.trim_matches('"'))
}

/// Whether a statement says half of what fitting together needs, or what is no such thing.
pub(super) fn is_odd(statement: &Statement) -> bool {
    let is_factor =
        |end: &String| parse_quantity(end).is_some_and(|(at, unit)| unit == "x" && at > 0.0);
    let is_total = |ends: &[String]| is_range(ends) && ends.iter().all(is_factor);
    match (&statement.fitted_to, statement.total.as_deref()) {
        (None, None) => false,
        (Some(_), Some(ends)) => statement.origin != Origin::Calibrated || !is_total(ends),
        _ => true,
    }
}

/// Says what fitting together needs.
pub(super) fn refuse(origin: Origin, at: &At<'_>, reader: &mut Reader) -> bool {
    let origin = origin.word();
    let message = text!(
        "`fitted_to` and `total` go together, for what is calibrated, with a total in factors above \
         zero, such as [\"0.9 x\", \"1.1 x\"]; here it is {origin}",
        "`fitted_to` 与 `total` 须同时给出，只用于来源为 calibrated 的数，total 为大于零的倍数，例如 \
         [\"0.9 x\", \"1.1 x\"]；此处来源为 {origin}"
    );
    reader.refuse(at, message, None);
    false
}

/// Refuses numbers that were fitted together but cannot be added up, or state another total.
pub(super) fn refuse_mixed(numbers: &[Provenance], reader: &mut Reader) {
    for members in groups(numbers).values() {
        let first = members[0];
        let unit = |of: &Provenance| written(of).map(|(_, unit)| unit);
        let is_other = |of: &&&Provenance| {
            unit(of) != unit(first) || of.statement.total != first.statement.total
        };
        for odd in members.iter().filter(is_other) {
            let other = &first.path;
            let message = text!(
                "was fitted together with {other}, but has another unit or states another total",
                "与 {other} 一同校准，但单位或所写 total 不同"
            );
            reader.faults.add(odd.place, &odd.path, message, None);
        }
    }
}

/// The numbers that were fitted together, by the indicator that they were fitted to.
pub fn groups(numbers: &[Provenance]) -> BTreeMap<&str, Vec<&Provenance>> {
    let mut groups: BTreeMap<&str, Vec<&Provenance>> = BTreeMap::new();
    for number in numbers {
        if let Some(indicator) = &number.statement.fitted_to {
            groups.entry(indicator).or_default().push(number);
        }
    }
    groups
}
