//! Which indicators a number moves.

use super::{named, naming};
use crate::experiment::{CONFIDENCE, Move, Moves};
use crate::lang::{Lang, text};
use crate::report::number::{format_p, format_percent, format_significant, format_with_ends};
use crate::report::table::{Column, Table};
use crate::report::unit;

/// Rows at most; what else moves is named under the table.
const MOST: usize = 15;

/// The indicators that move, the clearest first.
pub fn table(moves: &Moves, lang: Lang) -> Table {
    let [name, mut other] = naming(lang);
    other.aside = lang == Lang::En;
    Table {
        header: vec![
            name,
            other,
            Column::numbers(lang.pick("lower end", "下端")),
            Column::numbers(lang.pick("upper end", "上端")),
            Column::numbers(lang.pick("difference [95 % interval]", "差 [95% 置信区间]")),
            Column::numbers(lang.pick("relative", "相对变化")),
            Column::numbers(lang.pick("p, Holm", "p（Holm）")),
            Column::words(lang.pick("unit", "单位")),
        ],
        rows: moves.clear().take(MOST).map(|of| row(of, lang)).collect(),
        notes: notes(moves, lang),
    }
}

fn row(of: &Move, lang: Lang) -> Vec<String> {
    let [lower, upper] = of.means;
    let difference = of.paired.difference.mean;
    let (low, high) = of.paired.interval(CONFIDENCE);
    let relative =
        if lower == 0.0 { String::new() } else { format_percent(difference / lower.abs(), lang) };
    let told = [
        format_significant(lower, 4),
        format_significant(upper, 4),
        format_with_ends(difference, low, high),
        relative,
        format_p(of.p_holm),
        unit::in_full(of.measure.unit, lang).to_owned(),
    ];
    named(&of.measure, lang).into_iter().chain(told).collect()
}

fn notes(moves: &Moves, lang: Lang) -> Vec<String> {
    let (count, all) = (moves.replications, moves.moves.len());
    let clear = moves.clear().count();
    let mut notes = vec![text!(
        "{clear} of {all} indicators move: paired t test over {count} replications, p under 5 % by \
         Holm over all {all}; the clearest first.",
        "{all} 个指标中有 {clear} 个变动：{count} 次重复的配对 t 检验，对全部 {all} 个指标做 Holm 校正后 p < 5%；\
         最明显者在前。"
    )];
    let rest = moves.clear().skip(MOST).map(|of| of.measure.name(lang)).collect::<Vec<_>>();
    if !rest.is_empty() {
        let rest = rest.join(lang.pick(", ", "、"));
        notes.push(text!("Also: {rest}.", "另有：{rest}。"));
    }
    notes.push(text!(
        "An indicator that is not named may still move, by less than so many replications can tell.",
        "未列出的指标也可能变动，只是变动之小非此重复次数所能分辨。"
    ));
    notes.into_iter().map(|note| note.said(lang)).collect()
}
