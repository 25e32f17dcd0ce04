//! What differs between scenarios.

use super::{NONE, percent, reasons};
use crate::experiment::{CONFIDENCE, Comparison, Contrast, Difference, Kind, Study};
use crate::report::number::{format_p_with_sign, format_with_ends, format_with_interval};
use crate::report::table::{Column, Table};

fn header(comparison: &Comparison) -> Vec<Column> {
    let names = comparison.studies.iter().map(|study| Column::numbers(&study.prepared.name));
    let contrasts = main_contrasts(comparison)
        .enumerate()
        .map(|(place, contrast)| Column::numbers(&label(place, contrast)));
    let known = [Column::words("indicator"), Column::words("中文").aside()];
    let aside =
        [Column::words("unit"), Column::numbers("pairs"), Column::words("still open at the end")];
    known.into_iter().chain(names).chain(contrasts).chain(aside.map(Column::aside)).collect()
}

/// A contrast's number and kind, as columns name it.
pub(in crate::report) fn label(place: usize, contrast: &Contrast) -> String {
    format!("[{}] {}", place + 1, contrast.kind.label())
}

/// The same of a contrast of this comparison.
pub(in crate::report) fn label_of(comparison: &Comparison, contrast: &Contrast) -> String {
    let place = main_contrasts(comparison).position(|other| other.name == contrast.name);
    label(place.unwrap_or(0), contrast)
}

/// What the contrasts of a comparison are, one line each.
pub fn contrasts(comparison: &Comparison) -> Vec<String> {
    main_contrasts(comparison)
        .enumerate()
        .map(|(place, contrast)| format!("{}: {}", label(place, contrast), contrast.name))
        .collect()
}

pub(in crate::report) fn main_contrasts(
    comparison: &Comparison,
) -> impl Iterator<Item = &Contrast> {
    comparison.contrasts.iter().filter(|contrast| contrast.kind != Kind::StaffAlone)
}

pub(super) fn table(comparison: &Comparison, places: &[usize]) -> Table {
    Table {
        header: header(comparison),
        rows: places.iter().map(|place| row(comparison, *place, &interval)).collect(),
        notes: reasons(&comparison.studies, places),
    }
}

/// The share of a restricted mean's cohort that was still open, scenario by scenario.
fn censored(comparison: &Comparison, place: usize) -> Option<String> {
    let share = |study: &Study| {
        let share = study.indicator(place).ok()?.censored_share?;
        Some(format!("{} {}", study.prepared.name, percent(share)))
    };
    let shares: Vec<String> = comparison.studies.iter().filter_map(share).collect();
    (!shares.is_empty()).then(|| shares.join(", "))
}

pub(super) fn primary(comparison: &Comparison, places: &[usize]) -> Table {
    let cell = |difference: &Difference| {
        let p = difference.p_holm.map_or(String::new(), |p| format!("\n{}", format_p_with_sign(p)));
        interval(difference) + &p
    };
    let units = places.iter().map(|place| {
        let measure = comparison.studies[0].measures()[*place];
        let window = comparison.studies[0].prepared.window;
        let restricted = if measure.id == "resolution_time_h" {
            format!(
                ", restricted to {} days, problems that would outlast them",
                window.follow_up_days
            )
        } else {
            String::new()
        };
        format!("{}: {}{restricted}.", measure.id, measure.unit)
    });
    let open = places.iter().filter_map(|place| {
        let id = comparison.studies[0].measures()[*place].id;
        censored(comparison, *place).map(|shares| format!("{id}: still open then: {shares}."))
    });
    let missing = reasons(&comparison.studies, places);
    let notes = units.chain(open).chain(missing).chain([format!(
        "Intervals hold the luck of replications in one synthetic city; what is assumed is not in \
         them.\nMeans ± half of the 95 % interval; differences with simultaneous 95 % intervals and p \
         adjusted by Holm over {} tests.",
        comparison.family.size
    )]);
    Table {
        header: header(comparison),
        rows: places.iter().map(|place| row(comparison, *place, &cell)).collect(),
        notes: notes.collect(),
    }
}

fn row(comparison: &Comparison, place: usize, cell: &dyn Fn(&Difference) -> String) -> Vec<String> {
    let value = |study: &Study| match study.indicator(place) {
        Ok(result) => {
            let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
            format_with_interval(result.estimate.mean, half)
        }
        Err(_) => NONE.to_owned(),
    };
    let difference =
        |contrast: &Contrast| contrast.differences[place].as_ref().map_or(NONE.to_owned(), cell);
    let measure = comparison.studies[0].measures()[place];
    let known = [measure.id.to_owned(), measure.zh.to_owned()];
    let aside = [
        measure.unit.to_owned(),
        comparison.studies[0].outcomes.len().to_string(),
        censored(comparison, place).unwrap_or_default(),
    ];
    known
        .into_iter()
        .chain(comparison.studies.iter().map(value))
        .chain(main_contrasts(comparison).map(difference))
        .chain(aside)
        .collect()
}

fn interval(difference: &Difference) -> String {
    let (low, high) = difference.interval;
    format_with_ends(difference.paired.difference.mean, low, high)
}
