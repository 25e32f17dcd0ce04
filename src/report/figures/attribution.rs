//! What each component brings, as bars that add up to the difference.

use super::{Drawn, drawn};
use crate::experiment::{Attributed, Attribution, CONFIDENCE, Comparison, Part, Player};
use crate::lang::{Lang, text};
use crate::report::number::{format_significant, format_with_ends};
use crate::report::plot;
use crate::report::plot::waterfall::{WaterfallBar, WaterfallFigure, WaterfallPanel};

/// The figure of an attribution, if a comparison has one.
pub fn of_attribution(comparison: &Comparison, lang: Lang) -> Option<Drawn> {
    let of = comparison.attribution.as_ref()?;
    Some(drawn!("attribution", waterfall, figure(comparison, of, lang), lang))
}

fn figure(comparison: &Comparison, of: &Attribution, lang: Lang) -> WaterfallFigure {
    let [base, other] = of.pair.map(|place| &comparison.studies[place].prepared.name);
    let title = text!(
        "What of {other} brings the change from {base}",
        "{other} 相对 {base} 的变化来自哪里"
    );
    let legend = [
        ("lowers", "使之降低"),
        ("raises", "使之升高"),
        ("if it joins first", "最先加入时"),
        ("if it joins last", "最后加入时"),
    ];
    WaterfallFigure {
        title: title.read(lang).to_owned(),
        subtitle: subtitle(comparison, of, lang),
        panels: of.indicators.iter().map(|one| panel(comparison, of, one, lang)).collect(),
        legend: legend.map(|(en, zh)| lang.pick(en, zh).to_owned()),
    }
}

fn subtitle(comparison: &Comparison, of: &Attribution, lang: Lang) -> String {
    let (n, days) =
        (comparison.studies[0].outcomes.len(), comparison.studies[0].prepared.window.days);
    let orders = match of.orders {
        None => text!("all orders", "全部次序"),
        Some(orders) => text!("{orders} drawn orders", "抽取的 {orders} 个次序"),
    };
    let subtitle = text!(
        "Shapley's shares over {orders} of joining; {n} paired replications of {days} days; \
         strokes: 95 % interval of a bar's length, each by itself, exploratory; assumptions held \
         fixed",
        "按{orders}计算的沙普利份额;{n} 次配对重复,每次 {days} 天;横线:柱长的 95% 区间,各自单独,属探索性;\
         假设固定不变",
        orders
    );
    subtitle.read(lang).to_owned()
}

fn panel(
    comparison: &Comparison,
    of: &Attribution,
    one: &Attributed,
    lang: Lang,
) -> WaterfallPanel {
    let measure = comparison.studies[0].measures()[one.indicator];
    let bars = of.players.iter().zip(&one.parts).map(|(player, part)| bar(player, part, lang));
    let whole = one.whole.map(|whole| {
        let (low, high) = whole.interval(CONFIDENCE);
        WaterfallBar {
            name: lang.pick("the whole difference", "差值合计").to_owned(),
            value: whole.difference.mean,
            ends: Some((low, high)),
            marks: None,
            note: format_with_ends(whole.difference.mean, low, high),
        }
    });
    WaterfallPanel {
        name: lang.pick(measure.id, measure.zh).to_owned(),
        axis: measure.unit.to_owned(),
        bars: bars.chain(whole).collect(),
    }
}

fn bar(player: &Player, part: &Part, lang: Lang) -> WaterfallBar {
    let value = part.brought.estimate.mean;
    let mean = |of: Option<crate::stats::Paired>| of.map_or(f64::NAN, |of| of.difference.mean);
    let note = match part.interval {
        Some((low, high)) => format_with_ends(value, low, high),
        None => format_significant(value, 4),
    };
    WaterfallBar {
        name: player.component.name().read(lang).to_owned(),
        value,
        ends: part.interval,
        marks: Some((mean(part.brought.first), mean(part.brought.last))),
        note,
    }
}
