//! Case indicators at the baseline's mix of cases.

use super::compared::label_of;
use crate::experiment::{Comparison, Standardised};
use crate::lang::{Lang, Phrase};
use crate::report::number::{format_percent, format_significant, format_with_ends};
use crate::report::table::{Column, Table};

/// What stands over the table.
pub(super) const HEADING: Phrase = Phrase::new(
    "Case indicators at the baseline's mix of categories (exploratory)",
    "按基线案件类别构成标准化的案件指标（探索性）",
);

const NOTES: [Phrase; 2] = [
    Phrase::new(
        "Models find different problems, so that their cases differ in kind. Here each category \
         weighs what it does among the baseline's cases (direct standardisation, all replications \
         together); intervals: 95 %, paired, with the weights held fixed.",
        "各治理模式发现的问题不同，案件的类别构成也就不同。此处各类别一律按其在基线案件中的比例加权\
         （直接标准化，合并全部重复运行）；区间为配对的 95% 置信区间，权重视为固定。",
    ),
    Phrase::new(
        "Left out: categories of which the alternative has no such case, with their share of the \
         baseline's.",
        "略去：备选情景没有这类案件的类别，及其在基线中的比例。",
    ),
];

/// Each indicator as found, and at one mix.
pub(super) fn table(comparison: &Comparison, lang: Lang) -> Table {
    Table {
        header: vec![
            Column::words(lang.pick("indicator", "指标")),
            Column::words(lang.pick("contrast", "对比")),
            Column::numbers(lang.pick("difference as found", "原始差异")),
            Column::numbers(lang.pick("baseline", "基线")),
            Column::numbers(lang.pick("alternative at its mix", "备选（基线构成）")),
            Column::numbers(lang.pick("difference at its mix", "差异（基线构成）")),
            Column::words(lang.pick("left out", "略去")),
        ],
        rows: comparison.standardised.iter().map(|of| row(comparison, of, lang)).collect(),
        notes: NOTES.map(|note| note.read(lang).to_owned()).to_vec(),
    }
}

fn row(comparison: &Comparison, of: &Standardised, lang: Lang) -> Vec<String> {
    let contrast = &comparison.contrasts[of.contrast];
    let crude = contrast.differences[of.indicator].as_ref();
    let ends = |estimate: f64, (low, high): (f64, f64)| format_with_ends(estimate, low, high);
    let short = |value| format_significant(value, 4);
    let left_out = of.left_out.iter();
    let left_out =
        left_out.map(|(name, weight)| format!("{name} {}", format_percent(*weight, lang)));
    vec![
        comparison.studies[0].measures()[of.indicator].name(lang).to_owned(),
        label_of(comparison, contrast, lang),
        crude.map_or(String::new(), |of| ends(of.paired.difference.mean, of.interval)),
        short(of.found.baseline),
        short(of.found.alternative),
        ends(of.found.paired.difference.mean, of.interval),
        left_out.collect::<Vec<_>>().join(lang.pick(", ", "、")),
    ]
}
