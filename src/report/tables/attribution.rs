//! What each component brings of a change.

use super::NONE;
use crate::experiment::{Attributed, Attribution, Comparison, Part, Player};
use crate::lang::{Lang, Phrase, text};
use crate::report::number::{format_percent, format_significant, format_with_ends};
use crate::report::table::{Column, Table};
use crate::stats::Paired;

/// Keys named in a line at most.
const NAMED: usize = 6;

/// The heading of [`table`].
pub(super) const HEADING: Phrase = Phrase::new(
    "What each component brings of the change (Shapley's shares)",
    "各组成部分对变化的贡献(沙普利份额)",
);

/// The heading of [`differing`].
pub(super) const HEADING_OF_KEYS: Phrase =
    Phrase::new("In what the two models differ, by component", "两个治理模式的不同之处,按组成部分");

/// What each component brings, indicator by indicator, and the sum of it.
pub(super) fn table(comparison: &Comparison, lang: Lang) -> Table {
    let Some(of) = &comparison.attribution else { return Table::default() };
    let measures = comparison.studies[0].measures();
    let rows = of
        .indicators
        .iter()
        .flat_map(|one| rows(of, one, measures[one.indicator].name(lang), lang));
    Table {
        header: vec![
            Column::words(lang.pick("indicator", "指标")),
            Column::words(lang.pick("component", "组成部分")),
            Column::numbers(lang.pick("brings", "贡献")),
            Column::numbers(lang.pick("share", "份额")),
            Column::numbers(lang.pick("if first", "最先加入时")),
            Column::numbers(lang.pick("if last", "最后加入时")),
        ],
        rows: rows.collect(),
        notes: notes(of, comparison, lang),
    }
}

fn rows(of: &Attribution, one: &Attributed, id: &str, lang: Lang) -> Vec<Vec<String>> {
    let row = |(player, part): (&Player, &Part)| {
        vec![
            id.to_owned(),
            player.component.name().read(lang).to_owned(),
            brings(part),
            share(part, lang),
            mean(part.brought.first, lang),
            mean(part.brought.last, lang),
        ]
    };
    let whole = one.whole.map_or(NONE.read(lang).to_owned(), |whole| {
        let (low, high) = whole.interval(crate::experiment::CONFIDENCE);
        format_with_ends(whole.difference.mean, low, high)
    });
    let all = lang.pick("all, which is the difference", "合计,即差值");
    let nothing = one.whole.is_some_and(|whole| whole.difference.mean == 0.0);
    let share = if nothing { NONE.read(lang).to_owned() } else { "100 %".to_owned() };
    let sum = [id.to_owned(), all.to_owned(), whole, share];
    of.players.iter().zip(&one.parts).map(row).chain([sum.to_vec()]).collect()
}

fn brings(part: &Part) -> String {
    let value = part.brought.estimate.mean;
    part.interval.map_or_else(
        || format_significant(value, 4),
        |(low, high)| format_with_ends(value, low, high),
    )
}

fn share(part: &Part, lang: Lang) -> String {
    let text = |(share, (low, high)): (f64, (f64, f64))| {
        format!(
            "{} [{}, {}]",
            format_percent(share, lang),
            format_percent(low, lang),
            format_percent(high, lang)
        )
    };
    part.share.map_or(NONE.read(lang).to_owned(), text)
}

fn mean(paired: Option<Paired>, lang: Lang) -> String {
    paired
        .map_or(NONE.read(lang).to_owned(), |paired| format_significant(paired.difference.mean, 4))
}

fn notes(of: &Attribution, comparison: &Comparison, lang: Lang) -> Vec<String> {
    let (coalitions, models) = (of.coalitions, of.models);
    if of.players.is_empty() {
        let none = lang.pick(
            "The two governance models are the same: there is nothing to attribute.",
            "两个治理模式相同：没有可归因的变化。",
        );
        return vec![none.to_owned()];
    }
    let method = match of.orders {
        None => text!(
            "Mean over all orders in which the components can join: {coalitions} coalitions, \
             {models} of them different models.",
            "对各组成部分加入的全部次序取平均:共 {coalitions} 个组合,其中不同的模式 {models} 个。"
        ),
        Some(orders) => text!(
            "Mean over {orders} drawn orders of joining: {coalitions} coalitions, {models} of them \
             different models. The error of drawing orders is part of the intervals.",
            "对随机抽取的 {orders} 个加入次序取平均:共 {coalitions} 个组合,其中不同的模式 {models} 个。\
             抽取次序的误差已计入区间。"
        ),
    };
    let intervals = text!(
        "Intervals: 95 % each, exploratory; shares by Fieller. If first, last: brought to the \
         baseline, to all other components. Where they are far apart, components act through \
         each other and no share says what one would do alone.",
        "区间:各为 95%,属探索性;份额用 Fieller 法。最先、最后:加到基线上,或加到其余全部组成部分上。\
         两者相差很大时,各部分相互作用,份额不能说明某一部分单独的作用。"
    );
    let missing = of.missing.iter().map(|(place, _)| {
        let id = comparison.studies[0].measures()[*place].name(lang);
        text!("n/a: {id}: some coalition has no value.", "不适用:{id}:某个组合没有该值。")
    });
    let texts = [method, intervals].into_iter().chain(stand_ins(of)).chain(missing);
    texts.map(|text| text.read(lang).to_owned()).collect()
}

/// Who stands in for a role that one model lacks.
fn stand_ins(of: &Attribution) -> Option<crate::lang::Text> {
    let named = of
        .stand_ins
        .iter()
        .map(|(role, like)| format!("{role} ({})", like.as_deref().unwrap_or("-")));
    let named = named.collect::<Vec<_>>().join(", ");
    (!named.is_empty()).then(|| {
        text!(
            "Roles that one model lacks come with staff; what a coalition takes from that model for \
             them is as with their stand-in there: {named}.",
            "只有一个模式才有的角色随人员出现;组合中取自另一模式的规则,照那里与之相近的角色(括号内):{named}。"
        )
    })
}

/// The keys in which the two models differ; the terminal names the first few of each component.
pub(super) fn differing(comparison: &Comparison, lang: Lang) -> Table {
    let Some(of) = &comparison.attribution else { return Table::default() };
    let row = |player: &Player| {
        let named = player.keys.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = player.keys.len().saturating_sub(NAMED);
        let more = match more {
            0 => String::new(),
            _ => text!(", and {more} more", ",另有 {more} 个").read(lang).to_owned(),
        };
        vec![player.component.name().read(lang).to_owned(), named + &more]
    };
    Table {
        header: vec![
            Column::words(lang.pick("component", "组成部分")),
            Column::words(lang.pick("keys in which the two differ", "不同的键")),
        ],
        rows: of.players.iter().map(row).collect(),
        notes: Vec::new(),
    }
}
