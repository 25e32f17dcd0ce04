//! Which of three or more scenarios may be the best.

use super::percent;
use crate::experiment::{Best, Comparison};
use crate::report::number::format_significant;
use crate::report::table::{Column, Table};
use crate::stats::Standing;

/// How each scenario as staffed stands against the best of the others.
pub(super) fn table(comparison: &Comparison) -> Table {
    let measures = comparison.studies[0].measures();
    // Not by the width of the interval, one end of which may stand far off at zero.
    let short = |value| format_significant(value, 4);
    let row = |best: &Best, (place, standing): &(usize, Standing)| {
        let (low, high) = standing.against_best;
        let reading = if standing.may_be_best { "may be the best" } else { "not the best" };
        vec![
            measures[best.indicator].id.to_owned(),
            comparison.studies[*place].prepared.name.clone(),
            format!("{} [{}, {}]", short(standing.lead), short(low), short(high)),
            percent(standing.ranked_first),
            reading.to_owned(),
        ]
    };
    let rows = comparison.best.iter().flat_map(|best| {
        best.standings.iter().map(|standing| row(best, standing)).collect::<Vec<_>>()
    });
    let notes = [
        "Against the best other: mean minus that of the best other scenario, as staffed. Intervals \
         hold for all scenarios of an indicator at once with 95 % (Clark and Yang 1986; Edwards \
         and Hsu 1983); an end at zero says which side it is on.",
        "Ranked first: share of 2,000 resamples of whole replications in which its mean is the best.",
    ];
    Table {
        header: vec![
            Column::words("indicator"),
            Column::words("scenario"),
            Column::numbers("against the best other"),
            Column::numbers("ranked first"),
            Column::words("reading"),
        ],
        rows: rows.collect(),
        notes: notes.map(str::to_owned).to_vec(),
    }
}
