//! How large differences are, and what pairing bought.

use super::{NONE, label, main_contrasts};
use crate::experiment::{Comparison, Goal, Relevance};
use crate::lang::{Lang, Phrase};
use crate::report::number::{format_percent, format_significant};
use crate::report::table::{Column, Table};

/// What stands over the table.
pub(super) const HEADING: Phrase = Phrase::new("How large the differences are", "差异有多大");

/// Each primary difference against the smallest that matters, and its variance reduction.
pub(super) fn table(comparison: &Comparison, lang: Lang) -> Table {
    let rows = main_contrasts(comparison).enumerate().flat_map(|(number, contrast)| {
        let is_of = |of: &&Relevance| comparison.contrasts[of.contrast].name == contrast.name;
        let of = comparison.relevances.iter().filter(is_of);
        of.map(|of| row(comparison, of, &label(number, contrast, lang), lang)).collect::<Vec<_>>()
    });
    let header = lang.pick(
        [
            "indicator",
            "contrast",
            "smallest relevant",
            "reading",
            "judged by",
            "variance reduction",
        ],
        ["指标", "对比", "最小有意义差异", "判读", "依据", "方差缩减倍数"],
    );
    let [indicator, contrast, smallest, reading, basis, reduction] = header;
    Table {
        header: vec![
            Column::words(indicator),
            Column::words(contrast),
            Column::numbers(smallest),
            Column::words(reading),
            Column::words(basis),
            Column::numbers(reduction),
        ],
        rows: rows.collect(),
        notes: notes(lang).into_iter().chain(missing(comparison, lang)).collect(),
    }
}

fn notes(lang: Lang) -> Vec<String> {
    let notes = lang.pick(
        [
            "Smallest relevant: differences within it do not matter; as --relevant states it, else 5 % \
             of the baseline's mean, which is an assumption of the program.",
            "Variance reduction: how many times as many replications the difference would need without \
             common luck, (Var A + Var B) / Var(A - B), with its 95 % bootstrap interval.",
        ],
        [
            "最小有意义差异：小于它的差异无实际意义；由命令行给定，否则取基线均值的 5 %，后者是本程序的假设。",
            "方差缩减倍数：若各情景用各自独立的随机数，同样精度需要的重复运行次数是现在的多少倍，即（A 的方差 + B 的方差）÷（A − B 的方差），附 95% 自助法区间。",
        ],
    );
    notes.map(str::to_owned).to_vec()
}

/// Why some variance reduction has no interval or is not there, and what indicators that are not
/// primary are judged by.
fn missing(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let measures = comparison.studies[0].measures();
    let of = comparison.reductions.iter().map(|of| of.reduction);
    let known: Vec<_> = of.map(|of| of.map(|of| of.interval.is_some())).collect();
    let not_primary = comparison.relevances.iter().any(|of| !measures[of.indicator].primary);
    let notes = [
        (known.contains(&Some(false))).then_some(Phrase::new(
            "A variance reduction without an interval: some resamples have no spread, so that \
             replications are too few.",
            "方差缩减倍数未附区间者：部分重抽样没有离散程度，即重复次数太少。",
        )),
        known.contains(&None).then_some(Phrase::new(
            "None where the difference is the same in every replication, or there is only one.",
            "各次重复差异都相同、或只有一次重复时，没有该倍数。",
        )),
        not_primary.then_some(Phrase::new(
            "Indicators that are not primary are judged by their own 95 % interval, unadjusted.",
            "非主要指标按其自身的 95% 区间判读，不作校正。",
        )),
    ];
    notes.iter().flatten().map(|note| note.read(lang).to_owned()).collect()
}

fn row(comparison: &Comparison, of: &Relevance, contrast: &str, lang: Lang) -> Vec<String> {
    let measure = comparison.studies[0].measures()[of.indicator];
    let stated = match (of.goal, of.assumed) {
        (Goal::Relative(share), true) => {
            format!(" ({}{})", format_percent(share, lang), lang.pick(", assumed", "，假设"))
        }
        (Goal::Relative(share), false) => format!(" ({})", format_percent(share, lang)),
        (Goal::Absolute(_), _) => String::new(),
    };
    vec![
        measure.name(lang).to_owned(),
        contrast.to_owned(),
        format!("{}{stated}", format_significant(of.smallest, 3)),
        of.size.phrase().read(lang).to_owned(),
        of.judged_by.phrase().read(lang).to_owned(),
        reduction(comparison, of).unwrap_or_else(|| NONE.read(lang).to_owned()),
    ]
}

fn reduction(comparison: &Comparison, of: &Relevance) -> Option<String> {
    let found = comparison
        .reductions
        .iter()
        .find(|reduction| (reduction.contrast, reduction.indicator) == (of.contrast, of.indicator));
    let reduction = found?.reduction?;
    let short = |value| format_significant(value, 3);
    Some(match reduction.interval {
        Some((low, high)) => {
            format!("{} [{}, {}]", short(reduction.ratio), short(low), short(high))
        }
        None => short(reduction.ratio),
    })
}
