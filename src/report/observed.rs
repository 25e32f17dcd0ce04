//! What a place reports of itself, beside what the model obtains.

use super::number::{format_significant, format_with_interval};
use super::table::{Column, Table};
use crate::experiment::{CONFIDENCE, Study, Subject};
use crate::scenario::{Kept, Number, Spotted};

/// Each indicator that the scenario keeps for testing, beside its estimate; none where it
/// keeps none.
pub fn observed(study: &Study) -> Option<Table> {
    let Subject::Governed(governed) = &study.prepared.subject else { return None };
    let measures = study.measures();
    let row = |(id, kept): (&String, &Spotted<Kept<Number>>)| {
        let Kept(Number(number)) = kept.value;
        let place = measures.iter().position(|measure| measure.id == id)?;
        let (obtained, note) = match study.indicator(place) {
            Ok(result) => {
                let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
                (format_with_interval(result.estimate.mean, half), String::new())
            }
            Err(reason) => ("n/a".to_owned(), reason),
        };
        let unit = measures[place].unit.to_owned();
        Some(vec![id.clone(), format_significant(number, 4), obtained, unit, note])
    };
    let rows = governed.scenario.observed.as_ref()?.iter().filter_map(row).collect();
    Some(Table {
        header: vec![
            Column::words("indicator"),
            Column::numbers("observed"),
            Column::numbers("obtained"),
            Column::words("unit"),
            Column::words("note"),
        ],
        rows,
        notes: vec![
            "Observed: as the scenario states it, kept for testing and no input.".to_owned(),
        ],
    })
}
