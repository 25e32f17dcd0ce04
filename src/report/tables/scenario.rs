//! Indicators of one scenario with their intervals.

use super::{NONE, named, naming};
use crate::experiment::{CONFIDENCE, Study};
use crate::lang::{Lang, text};
use crate::report::number::{format_percent, format_with_interval};
use crate::report::table::{Column, Table};
use crate::report::unit;

/// The indicators at these places, and what their intervals are.
pub(super) fn table(study: &Study, places: &[usize], lang: Lang) -> Table {
    let [name, mut other] = naming(lang);
    // Flags and files know an indicator by its id.
    other.aside = lang == Lang::En;
    Table {
        header: vec![
            name,
            other,
            Column::numbers(lang.pick("value", "数值")),
            Column::words(lang.pick("unit", "单位")),
            Column::numbers(lang.pick("replications", "重复次数")).aside(),
            Column::words(lang.pick("note", "说明")),
        ],
        rows: places.iter().map(|place| row(study, *place, lang)).collect(),
        notes: notes(study, lang),
    }
}

fn notes(study: &Study, lang: Lang) -> Vec<String> {
    let (title, count) = (study.prepared.title.read(lang), study.outcomes.len());
    let mut notes = vec![text!(
        "{title}: mean over {count} replications ± half of its 95 % interval (Student t, from 20 on widened for skewness).",
        "{title}：{count} 次重复的均值 ± 其 95% 置信区间的半宽（Student t，20 次起按偏度加宽）。"
    )];
    if count < 2 {
        notes.push(text!(
            "One replication has no interval: run more.",
            "只有一次重复，没有置信区间：请增加重复次数。"
        ));
    }
    notes.into_iter().map(|note| note.said(lang)).collect()
}

fn row(study: &Study, place: usize, lang: Lang) -> Vec<String> {
    let measure = study.measures()[place];
    let (value, count, note) = match study.indicator(place) {
        Ok(result) => {
            let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
            let censored = result.censored_share.filter(|share| *share > 0.0);
            let note = censored.map(|share| {
                format_percent(share, lang) + lang.pick(" censored", " 删失（到期仍未了结）")
            });
            let value = format_with_interval(result.estimate.mean, half);
            (value, result.values.len().to_string(), note.unwrap_or_default())
        }
        Err(reason) => (NONE.read(lang).to_owned(), String::new(), reason.said(lang)),
    };
    let unit = unit::in_full(measure.unit, lang).to_owned();
    named(&measure, lang).into_iter().chain([value, unit, count, note]).collect()
}
