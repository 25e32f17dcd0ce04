//! What a place reports of itself, beside what the model obtains.

use super::number::{format_significant, format_with_interval};
use super::table::{Column, Table};
use super::tables::NONE;
use super::unit;
use crate::experiment::{CONFIDENCE, Study, Subject};
use crate::lang::{Lang, Phrase};
use crate::scenario::{Kept, Number, Spotted};

/// What stands over the table.
pub const HEADING: Phrase = Phrase::new("Observed beside obtained", "实测与模拟对照");

/// Each indicator that the scenario keeps for testing, beside its estimate; none where it
/// keeps none.
pub fn observed(study: &Study, lang: Lang) -> Option<Table> {
    let Subject::Governed(governed) = &study.prepared.subject else { return None };
    let kept = governed.scenario.observed.as_ref()?;
    let note = lang.pick(
        "Observed: as the scenario states it, kept for testing and no input.",
        "实测值：情景文件所载，留作检验，不是输入。",
    );
    Some(Table {
        header: vec![
            Column::words(lang.pick("indicator", "指标")),
            Column::numbers(lang.pick("observed", "实测值")),
            Column::numbers(lang.pick("obtained", "模拟值")),
            Column::words(lang.pick("unit", "单位")),
            Column::words(lang.pick("note", "说明")),
        ],
        rows: kept.iter().filter_map(|(id, kept)| row(study, id, kept, lang)).collect(),
        notes: vec![note.to_owned()],
    })
}

fn row(study: &Study, id: &str, kept: &Spotted<Kept<Number>>, lang: Lang) -> Option<Vec<String>> {
    let measures = study.measures();
    let place = measures.iter().position(|measure| measure.id == id)?;
    let Kept(Number(number)) = kept.value;
    let (obtained, note) = match study.indicator(place) {
        Ok(result) => {
            let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
            (format_with_interval(result.estimate.mean, half), String::new())
        }
        Err(reason) => (NONE.read(lang).to_owned(), reason.said(lang)),
    };
    let name = measures[place].name(lang).to_owned();
    let unit = unit::in_full(measures[place].unit, lang).to_owned();
    Some(vec![name, format_significant(number, 4), obtained, unit, note])
}
