//! The uncertainty of simulation and that of knowledge, side by side.

use super::{Drawn, drawn};
use crate::experiment::{Comparison, Draws, Known, KnownDifference, Study, known_means};
use crate::lang::{Lang, Phrase};
use crate::report::plot::{
    self,
    uncertainty::{UncertaintyFigure, UncertaintyRow},
};
use crate::report::tables::label_of;
use crate::report::{names, reading};

/// Both intervals of every judged difference; none without draws.
pub fn of_differences(comparison: &Comparison, lang: Lang) -> Option<Drawn> {
    let knowledge = comparison.knowledge.as_ref()?;
    let of = |of: &KnownDifference| row_of_difference(comparison, of, lang);
    let rows = knowledge.differences.iter().filter_map(of).collect();
    let x_label = lang.pick("Difference (% of the baseline's mean)", "差异（占基线均值的 %）");
    let figure = figure(&knowledge.draws, x_label, rows, lang);
    Some(drawn!("uncertainty", uncertainty, figure, lang))
}

/// Both intervals of every judged mean; none without draws.
pub fn of_means(study: &Study, draws: Option<&Draws>, seed: u64, lang: Lang) -> Option<Drawn> {
    let draws = draws?;
    let of = |(place, known): (usize, Known)| row_of_mean(study, place, &known, lang);
    let rows = known_means(draws, seed).into_iter().filter_map(of).collect();
    let x_label = lang.pick("Off the mean as written (%)", "与按原数值所得均值之差(%)");
    let figure = figure(draws, x_label, rows, lang);
    Some(drawn!("uncertainty", uncertainty, figure, lang))
}

fn figure(
    draws: &Draws,
    x_label: &str,
    rows: Vec<UncertaintyRow>,
    lang: Lang,
) -> UncertaintyFigure {
    let (count, each, groups) = (draws.draws.len(), draws.replications, draws.groups.len());
    let numbers = draws.numbers.len();
    let range = if draws.all_in_range() {
        Phrase::new(
            "knowledge: median, least and greatest of draws",
            "知识：抽取的中位数、最小值与最大值",
        )
    } else {
        Phrase::new("knowledge: median and range of 95 % of draws", "知识：中位数与 95% 抽取的范围")
    };
    let legend = lang.pick(
        [
            "simulation: 95 % interval, numbers as written",
            range.en,
            "one draw",
            "too small to matter",
        ],
        ["模拟：95% 置信区间，数值如原文", range.zh, "一次抽取", "小到无实际意义"],
    );
    UncertaintyFigure {
        title: lang.pick("Two uncertainties side by side", "两种不确定性并列").to_owned(),
        subtitle: lang.pick(
            format!(
                "{count} draws of {numbers} assumed and calibrated numbers in {groups} groups, {each} \
                 replications of each scenario in each; dots at the edge lie beyond it"
            ),
            format!(
                "从取值范围抽取 {groups} 组共 {numbers} 个假设或校准数值 {count} 次，每次每个情景重复运行 {each} \
                 次；边缘处的点在图外"
            ),
        ),
        x_label: x_label.to_owned(),
        legend: legend.map(str::to_owned),
        rows,
    }
}

fn row_of_difference(
    comparison: &Comparison,
    of: &KnownDifference,
    lang: Lang,
) -> Option<UncertaintyRow> {
    let contrast = &comparison.contrasts[of.contrast];
    let difference = contrast.differences[of.indicator].as_ref()?;
    let baseline = &comparison.studies[contrast.baseline];
    let scale = 100.0 / baseline.indicator(of.indicator).ok()?.estimate.mean.abs();
    let relevance = comparison
        .relevances
        .iter()
        .find(|relevance| (relevance.contrast, relevance.indicator) == (of.contrast, of.indicator));
    let (low, high) = difference.interval;
    let name = baseline.measures()[of.indicator].name(lang);
    Some(UncertaintyRow {
        label: [name.to_owned(), label_of(comparison, contrast, lang)],
        simulation: [low, difference.paired.difference.mean, high].map(|end| scale * end),
        smallest: relevance.map(|relevance| scale * relevance.smallest),
        reading: reading::order(of).said(lang),
        ..row(&of.known, |value| scale * value)
    })
}

fn row_of_mean(study: &Study, place: usize, known: &Known, lang: Lang) -> Option<UncertaintyRow> {
    let estimate = study.indicator(place).ok()?.estimate;
    let (low, high) = estimate.interval(crate::experiment::CONFIDENCE)?;
    let called = names::of_studies(std::slice::from_ref(study), lang).remove(0);
    let off = |value: f64| 100.0 * (value - estimate.mean) / estimate.mean.abs();
    Some(UncertaintyRow {
        label: [study.measures()[place].name(lang).to_owned(), called],
        simulation: [off(low), 0.0, off(high)],
        ..row(known, off)
    })
}

/// What draws alone say.
fn row(known: &Known, scaled: impl Fn(f64) -> f64) -> UncertaintyRow {
    let (low, high) = known.spread.range;
    UncertaintyRow {
        label: [String::new(), String::new()],
        simulation: [f64::NAN; 3],
        knowledge: [low, known.spread.median, high].map(&scaled),
        draws: known.values.iter().map(|(_, value)| scaled(*value)).collect(),
        smallest: None,
        reading: String::new(),
    }
}
