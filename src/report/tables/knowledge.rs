//! What is not known of the numbers that go in, and what it does to results.

use super::{NONE, fitted, label_of};
use crate::experiment::{
    Comparison, Draws, Influence, Known, KnownDifference, Proportion, Study, known_means,
};
use crate::lang::{Lang, Phrase};
use crate::report::number::{format_percent, format_significant, format_with_ends};
use crate::report::table::{Column, Table};
use crate::report::{names, reading, unit};

/// What stands over the table.
pub const HEADING: Phrase =
    Phrase::new("What is not known of the numbers that go in", "输入数值中的未知");

/// Assumptions that a note names at most.
const NAMED: usize = 8;

/// The column of ranges over draws.
const KNOWLEDGE: Phrase =
    Phrase::new("knowledge: median [95 % of draws]", "知识：中位数 [95% 抽取]");

/// The same where ranges hold every draw.
const ALL_OF_THEM: Phrase = Phrase::new("knowledge: median [all draws]", "知识：中位数 [全部抽取]");

/// The columns of [`of_comparison`].
const OF_DIFFERENCES: [[&str; 8]; 2] = [
    [
        "indicator",
        "contrast",
        "simulation: mean [95 %]",
        KNOWLEDGE.en,
        "knowledge in the variance",
        "alternative better",
        "order fails",
        "reading",
    ],
    [
        "指标",
        "对比",
        "模拟：均值 [95 %]",
        KNOWLEDGE.zh,
        "知识占方差",
        "替代方案更优",
        "次序不成立",
        "判读",
    ],
];

/// Both uncertainties of every judged difference; without draws a table without rows.
pub(super) fn of_comparison(comparison: &Comparison, lang: Lang) -> Table {
    let Some(knowledge) = &comparison.knowledge else { return Table::default() };
    let draws = &knowledge.draws;
    let all = draws.draws.len();
    let left_out = knowledge.left_out.iter().map(|(place, having)| {
        let name = names::of_contrast(comparison, &comparison.contrasts[*place], lang);
        lang.pick(
            format!("Left out: {name}, which only {having} of {all} draws can have."),
            format!("未列出：{name}，{all} 次抽取中只有 {having} 次可得。"),
        )
    });
    let name = |of: &KnownDifference| {
        let contrast = label_of(comparison, &comparison.contrasts[of.contrast], lang);
        [draws.measures[of.indicator].name(lang), &contrast].join(lang.pick(", ", "，"))
    };
    let partly = knowledge.differences.iter().filter(|of| of.known.values.len() < all).map(|of| {
        let (name, having) = (name(of), of.known.values.len());
        lang.pick(
            format!("{name}: in the {having} of {all} draws that can have it."),
            format!("{name}：只含 {all} 次抽取中可得的 {having} 次。"),
        )
    });
    let outside = knowledge.differences.iter().filter(|of| of.is_outside()).map(|of| {
        let name = name(of);
        lang.pick(
            format!(
                "{name}: the difference with numbers as written lies outside the range over draws, \
                 so that these numbers are no middle of their ranges in what they bring about."
            ),
            format!("{name}：按原数值所得差异在抽取范围之外，即这些数值就其结果而言并不居于各自范围的中间。"),
        )
    });
    let named = knowledge.differences.iter().map(|of| {
        assumptions(&of.known, &name(of), lang, |influence| match of.flips_if_larger(influence) {
            Some(true) => lang.pick("larger", "取大"),
            Some(false) => lang.pick("smaller", "取小"),
            None => with_it(influence, lang),
        })
    });
    let [en, zh] = OF_DIFFERENCES;
    Table {
        header: header(lang.pick(&en, &zh), draws, lang),
        rows: knowledge.differences.iter().map(|of| row(comparison, draws, of, lang)).collect(),
        notes: notes(draws, &comparison.studies, lang)
            .into_iter()
            .chain(left_out)
            .chain(partly)
            .chain(outside)
            .chain(named)
            .collect(),
    }
}

fn row(comparison: &Comparison, draws: &Draws, of: &KnownDifference, lang: Lang) -> Vec<String> {
    let contrast = &comparison.contrasts[of.contrast];
    let simulation = contrast.differences[of.indicator].as_ref().map(|difference| {
        let (low, high) = difference.interval;
        format_with_ends(difference.paired.difference.mean, low, high)
    });
    vec![
        draws.measures[of.indicator].name(lang).to_owned(),
        label_of(comparison, contrast, lang),
        simulation.unwrap_or_else(|| NONE.read(lang).to_owned()),
        range(&of.known),
        share(&of.known, draws, lang),
        of.better.as_ref().map_or(NONE.read(lang).to_owned(), |better| proportion(better, lang)),
        of.fails.as_ref().map_or(NONE.read(lang).to_owned(), |fails| proportion(fails, lang)),
        reading::order(of).said(lang),
    ]
}

/// Both uncertainties of every judged mean; without draws a table without rows.
pub fn of_run(study: &Study, draws: Option<&Draws>, seed: u64, lang: Lang) -> Table {
    let Some(draws) = draws else { return Table::default() };
    let known = known_means(draws, seed);
    let row = |(place, known): &(usize, Known)| {
        let result = study.indicator(*place).ok();
        let interval = result.and_then(|result| {
            let (low, high) = result.estimate.interval(crate::experiment::CONFIDENCE)?;
            Some(format_with_ends(result.estimate.mean, low, high))
        });
        let simulation = interval.unwrap_or_else(|| NONE.read(lang).to_owned());
        let unit = unit::in_full(draws.measures[*place].unit, lang).to_owned();
        let name = draws.measures[*place].name(lang).to_owned();
        vec![name, unit, simulation, range(known), share(known, draws, lang)]
    };
    let columns = lang.pick(
        ["indicator", "unit", "simulation: mean [95 %]", KNOWLEDGE.en, "knowledge in the variance"],
        ["指标", "单位", "模拟：均值 [95 %]", KNOWLEDGE.zh, "知识占方差"],
    );
    let named = known.iter().map(|(place, known)| {
        assumptions(known, draws.measures[*place].name(lang), lang, |of| with_it(of, lang))
    });
    Table {
        header: header(&columns, draws, lang),
        rows: known.iter().map(row).collect(),
        notes: notes(draws, std::slice::from_ref(study), lang).into_iter().chain(named).collect(),
    }
}

/// What a mean does where an assumption is larger.
fn with_it(of: &Influence, lang: Lang) -> &'static str {
    if of.correlation > 0.0 { lang.pick("rises", "升") } else { lang.pick("falls", "降") }
}

/// The first two columns are words, and so is the eighth.
fn header(names: &[&str], draws: &Draws, lang: Lang) -> Vec<Column> {
    let of = |(place, &name): (usize, &&str)| {
        let is_range = name == KNOWLEDGE.read(lang) && draws.all_in_range();
        let name = if is_range { ALL_OF_THEM.read(lang) } else { name };
        if [0, 1, 7].contains(&place) { Column::words(name) } else { Column::numbers(name) }
    };
    names.iter().enumerate().map(of).collect()
}

fn range(known: &Known) -> String {
    let short = |value| format_significant(value, 3);
    let (low, high) = known.spread.range;
    format!("{} [{}, {}]", short(known.spread.median), short(low), short(high))
}

fn share(known: &Known, draws: &Draws, lang: Lang) -> String {
    let share = known.split.and_then(|split| split.share_between(draws.replications as usize));
    share.map_or_else(|| NONE.read(lang).to_owned(), |share| format_percent(share, lang))
}

fn proportion(of: &Proportion, lang: Lang) -> String {
    let (low, high) = of.interval;
    let [share, low, high] = [of.share, low, high].map(|share| format_percent(share, lang));
    format!("{share} [{low}, {high}]")
}

fn notes(draws: &Draws, studies: &[Study], lang: Lang) -> Vec<String> {
    let (count, each, refused) = (draws.draws.len(), draws.replications, draws.refused);
    let (numbers, groups) = (draws.numbers.len(), draws.groups.len());
    let mut notes = vec![lang.pick(
        format!(
            "{count} draws of {numbers} assumed and calibrated numbers in {groups} independent groups, \
             the same for every scenario, {each} replications each; {refused} draws did not go \
             together and were drawn again. The range over draws holds the luck of those few \
             replications too."
        ),
        format!(
            "共抽取 {count} 次，涉及 {groups} 个独立组的 {numbers} 个假设或校准数值，各情景同一抽取，每次重复运行 {each} \
             次；{refused} 次抽取自相矛盾而重抽。抽取范围也含这几次重复运行的偶然性。"
        ),
    )];
    if draws.all_in_range() {
        notes.push(lang.pick(
            "With fewer than 39 draws the range is the least and the greatest of them, and holds less \
             than 95 %."
                .to_owned(),
            "不足 39 次抽取时，范围取最小值和最大值，覆盖不到 95 %。".to_owned(),
        ));
    }
    notes.extend(fitted::notes(draws, studies, lang));
    notes
}

/// The assumptions that go with a result beyond what chance would bring, each with a word on
/// its direction.
fn assumptions(
    known: &Known,
    of: &str,
    lang: Lang,
    direction: impl Fn(&Influence) -> &'static str,
) -> String {
    let Some(chance) = known.threshold.map(|limit| format_significant(limit, 2)) else {
        return lang
            .pick(format!("{of}: the same in every draw."), format!("{of}：各次抽取都相同。"));
    };
    if known.influences.is_empty() {
        return lang.pick(
            format!(
                "{of}: no assumption stands out from chance, which brings rank correlations up to \
                 {chance} among so many. More draws would tell more."
            ),
            format!("{of}：没有哪项假设超出偶然，如此多项中偶然可达的秩相关为 {chance}。更多抽取可辨得更清。"),
        );
    }
    let one = |of: &Influence| {
        format!("{} ({} {})", of.group, direction(of), format_significant(of.correlation, 2))
    };
    let named: Vec<String> = known.influences.iter().take(NAMED).map(one).collect();
    let named = named.join(", ");
    lang.pick(
        format!(
            "{of}: assumptions that go with it, with the direction that works against the order or \
             what it does to the mean, and rank correlation (chance brings {chance}): {named}."
        ),
        format!("{of}：相关的假设，附不利于该次序的方向或对均值的作用及秩相关（偶然可达 {chance}）：{named}。"),
    )
}
