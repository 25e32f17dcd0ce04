//! Results in words: what is distinguishable and what is not, and queues that grow.

use super::number::{format_p_with_sign, format_significant, format_with_ends};
use super::tables::{label, main_contrasts};
use super::{names, unit};
use crate::experiment::{
    Comparison, Contrast, Difference, Growth, KnownDifference, Order, StateSeries, Study, WarmUp,
    growing,
};
use crate::lang::{Lang, Phrase, Text, text};
use crate::metrics::indicator::Better;

/// What a contrast says of one primary indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Number and kind of the contrast, as columns name it.
    pub contrast: String,
    /// The indicator.
    pub indicator: &'static str,
    /// What can be told, in a word or two.
    pub verdict: &'static str,
    /// The same with numbers.
    pub text: String,
}

/// What the contrasts of a comparison say of the primary indicators.
pub fn primary(comparison: &Comparison, lang: Lang) -> Vec<Reading> {
    let measures = comparison.studies[0].measures();
    let places = (0..measures.len()).filter(|place| measures[*place].primary);
    let contrasts: Vec<_> = main_contrasts(comparison).enumerate().collect();
    let of = |place: usize| {
        let read = move |(number, contrast): &(usize, &Contrast)| Reading {
            contrast: label(*number, contrast, lang),
            indicator: comparison.studies[0].measures()[place].name(lang),
            verdict: verdict(comparison, contrast, place).read(lang),
            text: in_words(comparison, contrast, place, lang),
        };
        contrasts.iter().map(read).collect::<Vec<_>>()
    };
    places.flat_map(of).collect()
}

/// What can be told of a primary difference, by all that its two intervals hold and by whether
/// its order holds in most draws.
fn verdict(comparison: &Comparison, contrast: &Contrast, place: usize) -> Phrase {
    let number = comparison.contrasts.iter().position(|other| other.name == contrast.name);
    let known = comparison.knowledge.as_ref().zip(number);
    let known = known.and_then(|(knowledge, number)| knowledge.find(number, place));
    let Some(difference) = &contrast.differences[place] else {
        return Phrase::new("No value", "没有数值");
    };
    let judged = number.and_then(|number| comparison.judged(number, place));
    match (known.and_then(KnownDifference::order), judged) {
        (Some(Order::Fails), _) => NOT_DISTINGUISHABLE,
        (Some(Order::NotDecided), _) => MORE_DRAWS,
        (_, Some((interval, _))) => Verdict::of_interval(interval).phrase(),
        (_, None) => Verdict::of(difference).phrase(),
    }
}

/// What is said of an order that fails in too many draws.
const NOT_DISTINGUISHABLE: Phrase =
    Phrase::new("Not distinguishable with present knowledge", "以现有知识无法区分");

/// What is said of one of which too few draws can tell.
const MORE_DRAWS: Phrase = Phrase::new("Not decided: more draws", "未定：需更多抽取");

/// Whether an order holds over draws of what is not known, with the interval of the share of
/// draws in which it does.
pub fn order(of: &KnownDifference) -> Text {
    let Some((fails, order)) = of.fails.zip(of.order()) else {
        return text!("no difference found, no order to hold", "未见差异，无次序可言");
    };
    let percent = |share: f64| format_significant(100.0 * (1.0 - share), 3);
    let (holds, low, high) =
        (percent(fails.share), percent(fails.interval.1), percent(fails.interval.0));
    match order {
        Order::Holds => text!(
            "holds in {holds} % [{low}, {high}] of draws",
            "在 {holds} % [{low}, {high}] 的抽取中成立"
        ),
        Order::NotDecided => text!(
            "not decided, more draws: holds in {holds} % [{low}, {high}]",
            "未定，需更多抽取：在 {holds} % [{low}, {high}] 的抽取中成立"
        ),
        Order::Fails => text!(
            "not distinguishable with present knowledge: holds in {holds} % [{low}, {high}]",
            "以现有知识无法区分：在 {holds} % [{low}, {high}] 的抽取中成立"
        ),
    }
}

/// How large a primary difference is, and what draws say of it; nothing for the rest.
fn size_in_words(comparison: &Comparison, contrast: &Contrast, place: usize, lang: Lang) -> String {
    let number = comparison.contrasts.iter().position(|other| other.name == contrast.name);
    let is_this = |of: (usize, usize)| Some(of.0) == number && of.1 == place;
    let relevance = comparison.relevances.iter().find(|of| is_this((of.contrast, of.indicator)));
    let size = relevance.map(|of| {
        let smallest = format_significant(of.smallest, 3);
        let size = of.size.phrase().read(lang);
        let assumed = if of.assumed { lang.pick(", assumed", "，假设") } else { "" };
        lang.pick(
            format!("; {size} (smallest relevant difference {smallest}{assumed})"),
            format!("；{size}（最小有意义差异 {smallest}{assumed}）"),
        )
    });
    let known = comparison.knowledge.as_ref().zip(number);
    let known = known.and_then(|(knowledge, number)| knowledge.find(number, place)).map(|of| {
        let short = |value| format_significant(value, 3);
        let (low, high) = of.known.spread.range;
        let (median, low, high) = (short(of.known.spread.median), short(low), short(high));
        let order = order(of);
        let order = order.read(lang);
        let outside = if of.is_outside() {
            lang.pick(", which the numbers as written lie outside", "，原数值所得在此范围之外")
        } else {
            ""
        };
        lang.pick(
            format!(
                "; with numbers drawn from their ranges {median} [{low}, {high}]{outside}, order \
                 {order}"
            ),
            format!("；数值取自其范围时 {median} [{low}, {high}]{outside}，次序{order}"),
        )
    });
    size.into_iter().chain(known).collect()
}

/// Whether a difference can be told from zero, by its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Constant,
    Apart,
    Alike,
}

impl Verdict {
    fn of(difference: &Difference) -> Self {
        Self::of_interval(difference.interval)
    }

    fn of_interval(interval: (f64, f64)) -> Self {
        match interval {
            (low, high) if low.to_bits() == high.to_bits() => Self::Constant,
            (low, high) if low > 0.0 || high < 0.0 => Self::Apart,
            _ => Self::Alike,
        }
    }

    const fn phrase(self) -> Phrase {
        match self {
            Self::Constant => Phrase::new("The same in every replication", "每次重复都相同"),
            Self::Apart => Phrase::new("Distinguishable from zero", "与零可以区分"),
            Self::Alike => Phrase::new("Not distinguishable from zero", "与零不能区分"),
        }
    }
}

fn in_words(comparison: &Comparison, contrast: &Contrast, place: usize, lang: Lang) -> String {
    let called = names::of_studies(&comparison.studies, lang);
    let (base, other) = (&called[contrast.baseline], &called[contrast.alternative]);
    let Some(difference) = &contrast.differences[place] else {
        return text!(
            "{other} and {base} cannot be compared: one has no value or no interval",
            "{other}与{base}无法比较：其中之一没有数值或没有置信区间"
        )
        .said(lang);
    };
    let measure = comparison.studies[0].measures()[place];
    let better = better(measure.better).read(lang);
    let (low, high) = difference.interval;
    let estimate = format_with_ends(difference.paired.difference.mean, low, high);
    let unit = unit::in_full(measure.unit, lang);
    let p = difference.p_holm.map_or(String::new(), |p| {
        let p = format_p_with_sign(p);
        text!(", adjusted {p}", "，校正后 {p}").said(lang)
    });
    let size = size_in_words(comparison, contrast, place, lang);
    text!(
        "{other} minus {base}: {estimate} {unit}{p}; {better}{size}",
        "{other}减去{base}：{estimate} {unit}{p}；{better}{size}"
    )
    .said(lang)
}

fn better(better: Better) -> Phrase {
    match better {
        Better::Lower => Phrase::new("less is better", "越低越好"),
        Better::Higher => Phrase::new("more is better", "越高越好"),
        Better::Neutral => Phrase::new("neither direction is better", "高低没有好坏之分"),
    }
}

/// What one contrast says of indicators that are not primary, each by an interval of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exploratory {
    /// Number and kind of the contrast.
    pub contrast: String,
    /// Indicators whose interval holds zero.
    pub alike: Vec<&'static str>,
    /// Those whose interval does not.
    pub apart: Vec<&'static str>,
}

/// What is and is not distinguishable beside the primary indicators. What is the same in
/// every replication, such as posts, has no luck to be told from and is in neither list.
pub fn exploratory(comparison: &Comparison, lang: Lang) -> Vec<Exploratory> {
    let measures = comparison.studies[0].measures();
    let of = |(number, contrast): (usize, &Contrast)| {
        let (mut alike, mut apart) = (Vec::new(), Vec::new());
        for (measure, difference) in measures.iter().zip(&contrast.differences) {
            match difference.as_ref().filter(|_| !measure.primary).map(Verdict::of) {
                Some(Verdict::Apart) => apart.push(measure.name(lang)),
                Some(Verdict::Alike) => alike.push(measure.name(lang)),
                _ => {}
            }
        }
        Exploratory { contrast: label(number, contrast, lang), alike, apart }
    };
    main_contrasts(comparison).enumerate().map(of).collect()
}

/// Says which states did not settle in the pilot that the warm-up comes from; nothing where all
/// did.
pub fn unsettled(warm_up: &WarmUp) -> Option<Text> {
    let one = |of: &StateSeries| {
        let drift = of
            .drift()
            .map_or(String::new(), |drift| format!(" {} %", format_significant(100.0 * drift, 2)));
        format!("{} {}{drift}", of.scenario, of.name)
    };
    let mut unsettled: Vec<&StateSeries> = warm_up.unsettled().collect();
    let size = |of: &StateSeries| of.drift().map_or(0.0, f64::abs);
    unsettled.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let named: Vec<String> = unsettled.into_iter().map(one).collect();
    let (weeks, days) = (warm_up.weeks, warm_up.days);
    let list = named.join(", ");
    (!named.is_empty()).then(|| {
        text!(
            "the warm-up did not settle: after {days} days of pilot these still change (from the \
             third quarter to the last): {list}; the longest truncation found is taken, {weeks} \
             weeks, and levels may still drift",
            "预热未达稳定：试运行 {days} 天后下列状态仍在变化（末四分之一较前四分之一）：{list}；取所得最长截断 {weeks} \
             周，水平仍可能漂移"
        )
    })
}

/// Warnings of queues that grew while they were measured, a sentence each.
pub fn warnings(studies: &[Study]) -> Vec<Text> {
    let called = Lang::ALL.map(|lang| names::of_studies(studies, lang));
    let of = |(place, study): (usize, &Study)| {
        let name = Text::each(|lang| called[lang as usize][place].clone());
        growing(study).into_iter().map(|grown| warning(&name, &grown)).collect::<Vec<_>>()
    };
    studies.iter().enumerate().flat_map(of).collect()
}

fn warning(scenario: &Text, Growth { role, first, last }: &Growth) -> Text {
    let told = |lang: Lang| {
        let (name, role) = (scenario.read(lang), role.read(lang));
        text!(
            "{name}: the queue of {role} grew from {first:.0} to {last:.0} cases while it was \
             measured; what waits there depends on how long one looks",
            "{name}：观测期内，{role}的待办从 {first:.0} 件增加到 {last:.0} 件；\
             那里积压多少，取决于观测多久"
        )
        .said(lang)
    };
    Text::each(told)
}
