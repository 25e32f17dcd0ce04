//! Results in words: what is distinguishable and what is not, and queues that grow.

use super::number::{format_p_with_sign, format_with_ends};
use super::tables::{label, main_contrasts};
use super::{names, unit};
use crate::experiment::{Comparison, Contrast, Difference, Growth, Study, growing};
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
            verdict: verdict(contrast.differences[place].as_ref()).read(lang),
            text: in_words(comparison, contrast, place, lang),
        };
        contrasts.iter().map(read).collect::<Vec<_>>()
    };
    places.flat_map(of).collect()
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
        match difference.interval {
            (low, high) if low.to_bits() == high.to_bits() => Self::Constant,
            (low, high) if low > 0.0 || high < 0.0 => Self::Apart,
            _ => Self::Alike,
        }
    }
}

fn verdict(difference: Option<&Difference>) -> Phrase {
    match difference.map(Verdict::of) {
        None => Phrase::new("No value", "没有数值"),
        Some(Verdict::Constant) => Phrase::new("The same in every replication", "每次重复都相同"),
        Some(Verdict::Apart) => Phrase::new("Distinguishable from zero", "与零可以区分"),
        Some(Verdict::Alike) => Phrase::new("Not distinguishable from zero", "与零不能区分"),
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
    text!(
        "{other} minus {base}: {estimate} {unit}{p}; {better}",
        "{other}减去{base}：{estimate} {unit}{p}；{better}"
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
