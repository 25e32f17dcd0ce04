//! Indicators of one scenario with their intervals.

use super::{NONE, percent};
use crate::experiment::{CONFIDENCE, Study};
use crate::report::number::format_with_interval;
use crate::report::table::{Column, Table};

/// The indicators at these places, and what their intervals are.
pub(super) fn table(study: &Study, places: &[usize]) -> Table {
    let mut notes = vec![format!(
        "{}: mean over {} replications ± half of its 95 % interval (Student t).",
        study.prepared.title,
        study.outcomes.len()
    )];
    if study.outcomes.len() < 2 {
        notes.push("One replication has no interval: run more.".to_owned());
    }
    Table {
        header: vec![
            Column::words("indicator"),
            Column::words("中文").aside(),
            Column::numbers("value"),
            Column::words("unit"),
            Column::numbers("replications").aside(),
            Column::words("note"),
        ],
        rows: places.iter().map(|place| row(study, *place)).collect(),
        notes,
    }
}

fn row(study: &Study, place: usize) -> Vec<String> {
    let measure = study.measures()[place];
    let (value, count, note) = match study.indicator(place) {
        Ok(result) => {
            let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
            let censored = result.censored_share.filter(|share| *share > 0.0);
            let note = censored.map(|share| format!("{} censored", percent(share)));
            let value = format_with_interval(result.estimate.mean, half);
            (value, result.values.len().to_string(), note.unwrap_or_default())
        }
        Err(reason) => (NONE.to_owned(), String::new(), reason),
    };
    [measure.id, measure.zh, &value, measure.unit, &count, &note].map(str::to_owned).to_vec()
}
