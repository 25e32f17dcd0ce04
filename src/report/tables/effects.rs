//! What changes of regime bring, by design, beside the truth.

use crate::experiment::{CONFIDENCE, Comparison, Effect, Effects};
use crate::lang::{Lang, Phrase, text};
use crate::report::names;
use crate::report::number::format_with_interval;
use crate::report::table::{Column, Table};
use crate::stats::Estimate;

use super::NONE;

/// What stands over the table.
pub const HEADING: Phrase = Phrase::new(
    "What the change of regime brings: as designs on this run alone find it, beside the truth",
    "治理模式更替的效果：只凭本次运行、按各种设计的估计，与真值对照",
);

/// What no design escapes.
const CAVEAT: Phrase = Phrase::new(
    "Streets share the district's desks and residents' minds, so that streets not yet changed are \
     no pure control; before–after takes season and drift for effect; the two-way fit is off where \
     effects grow with time.",
    "各街道共用区级席位，未更替的街道并非纯粹的对照；前后对比会把季节与趋势当作效果；\
     效果随时间变化时，双向固定效应有偏。",
);

/// The scenarios of a comparison that change their regime; no rows where none does.
pub fn of_comparison(comparison: &Comparison, lang: Lang) -> Table {
    let called = names::of_studies(&comparison.studies, lang);
    let mut all = Table::default();
    for (place, effects) in &comparison.effects {
        let one = table(effects, lang);
        let name = &called[*place];
        all.header = one.header;
        all.rows.extend(one.rows.into_iter().map(|row| [vec![name.clone()], row].concat()));
        let note = |note: String| format!("{name}{}{note}", lang.pick(": ", "："));
        all.notes.extend(one.notes.into_iter().take(1).map(note));
    }
    if !all.rows.is_empty() {
        all.header.insert(0, Column::words(lang.pick("scenario", "情景")));
        all.notes.push(CAVEAT.read(lang).to_owned());
    }
    all
}

/// One row for each series and method.
pub fn table(effects: &Effects, lang: Lang) -> Table {
    Table {
        header: vec![
            Column::words(lang.pick("series, per 1,000 residents", "序列（每千人）")),
            Column::words(lang.pick("design", "设计")),
            Column::numbers(lang.pick("estimate", "估计")),
            Column::numbers(lang.pick("truth", "真值")),
            Column::numbers(lang.pick("estimate − truth", "估计 − 真值")),
            Column::words(lang.pick("note", "说明")),
        ],
        rows: effects.effects.iter().map(|effect| row(effect, lang)).collect(),
        notes: notes(effects, lang),
    }
}

fn row(effect: &Effect, lang: Lang) -> Vec<String> {
    let series = lang.pick(effect.series.id, effect.series.zh).to_owned();
    let method = effect.method.name().read(lang).to_owned();
    let absent = || NONE.read(lang).to_owned();
    let [estimate, truth, error, note] = match &effect.found {
        Ok(found) => {
            let [estimate, truth, error] = [found.estimate, found.truth, found.error].map(told);
            [estimate, truth, error, String::new()]
        }
        Err(reason) => [absent(), absent(), absent(), reason.read(lang).to_owned()],
    };
    vec![series, method, estimate, truth, error, note]
}

fn told(estimate: Estimate) -> String {
    format_with_interval(estimate.mean, estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN))
}

fn notes(effects: &Effects, lang: Lang) -> Vec<String> {
    let count = effects.periods.len();
    let days = |of: &crate::experiment::Period| format!("{}–{}", of.from, of.until - 1);
    let days: Vec<String> = effects.periods.iter().map(days).collect();
    let days = days.join(lang.pick(", ", "、"));
    vec![
        text!(
            "{count} periods: days {days}. A series is the mean of a period's days. The truth is \
             the paired difference to the same potential problems without the change, over the \
             streets and periods that the design is about; ± is the 95 % interval over replications.",
            "共 {count} 个时段：第 {days} 天。各序列取时段内逐日均值。真值是与同样的潜在问题、但不更替时的配对差，\
             取该设计所涉的街道与时段；± 为重复运行的 95% 置信区间。"
        )
        .said(lang),
        CAVEAT.read(lang).to_owned(),
    ]
}
