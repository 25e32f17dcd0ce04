//! Which of three or more scenarios may be the best.

use crate::experiment::{Best, Comparison};
use crate::lang::{Lang, Phrase};
use crate::report::names;
use crate::report::number::{format_percent, format_significant};
use crate::report::table::{Column, Table};
use crate::stats::Standing;

const NOTES: [Phrase; 2] = [
    Phrase::new(
        "Against the best other: mean minus that of the best other scenario, as staffed. Intervals \
         hold for all scenarios of an indicator at once with 95 % (one-sided bootstrap t, below 10 \
         replications Student's t; Edwards and Hsu 1983); an end at zero says which side it is on.",
        "与其余最优者之差：均值减去其余情景中最优者的均值，按各自编制。每个指标的各区间以 95% 的把握对所有情景\
         同时成立（单侧自助 t，不足 10 次重复时用 Student t；Edwards 与 Hsu 1983）；端点为零说明差异在零的哪一侧。",
    ),
    Phrase::new(
        "Ranked first: share of 2,000 resamples of whole replications in which its mean is the best.",
        "居首比例：对整次重复作 2,000 次重抽样，其均值最优的比例。",
    ),
];

/// How each scenario as staffed stands against the best of the others.
pub(super) fn table(comparison: &Comparison, lang: Lang) -> Table {
    let measures = comparison.studies[0].measures();
    let called = names::of_studies(&comparison.studies, lang);
    // Not by the width of the interval, one end of which may stand far off at zero.
    let short = |value| format_significant(value, 4);
    let row = |best: &Best, (place, standing): &(usize, Standing)| {
        let (low, high) = standing.against_best;
        vec![
            measures[best.indicator].name(lang).to_owned(),
            called[*place].clone(),
            format!("{} [{}, {}]", short(standing.lead), short(low), short(high)),
            format_percent(standing.ranked_first, lang),
            reading(standing).read(lang).to_owned(),
        ]
    };
    let rows = comparison.best.iter().flat_map(|best| {
        best.standings.iter().map(|standing| row(best, standing)).collect::<Vec<_>>()
    });
    Table {
        header: vec![
            Column::words(lang.pick("indicator", "指标")),
            Column::words(lang.pick("scenario", "情景")),
            Column::numbers(lang.pick("against the best other", "与其余最优者之差")),
            Column::numbers(lang.pick("ranked first", "居首比例")),
            Column::words(lang.pick("reading", "解读")),
        ],
        rows: rows.collect(),
        notes: NOTES.map(|note| note.read(lang).to_owned()).to_vec(),
    }
}

fn reading(standing: &Standing) -> Phrase {
    if standing.may_be_best {
        Phrase::new("may be the best", "可能最优")
    } else {
        Phrase::new("not the best", "不是最优")
    }
}
