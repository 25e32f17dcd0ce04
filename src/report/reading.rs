//! Results in words: what is distinguishable and what is not, and queues that grow.

use super::number::{format_p_with_sign, format_with_ends};
use super::tables::{label, main_contrasts};
use crate::experiment::{Comparison, Contrast, Difference, Growth, Study, growing};
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
pub fn primary(comparison: &Comparison) -> Vec<Reading> {
    let measures = comparison.studies[0].measures();
    let places = (0..measures.len()).filter(|place| measures[*place].primary);
    let contrasts: Vec<_> = main_contrasts(comparison).enumerate().collect();
    let of = |place: usize| {
        let read = move |(number, contrast): &(usize, &Contrast)| Reading {
            contrast: label(*number, contrast),
            indicator: comparison.studies[0].measures()[place].id,
            verdict: contrast.differences[place]
                .as_ref()
                .map_or("No value", |difference| Verdict::of(difference).text()),
            text: in_words(comparison, contrast, place),
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

    fn text(self) -> &'static str {
        match self {
            Self::Constant => "The same in every replication",
            Self::Apart => "Distinguishable from zero",
            Self::Alike => "Not distinguishable from zero",
        }
    }
}

fn in_words(comparison: &Comparison, contrast: &Contrast, place: usize) -> String {
    let name = |place: usize| &comparison.studies[place].prepared.name;
    let (base, other) = (name(contrast.baseline), name(contrast.alternative));
    let Some(difference) = &contrast.differences[place] else {
        return format!("{other} and {base} cannot be compared: one has no value or no interval");
    };
    let measure = comparison.studies[0].measures()[place];
    let better = match measure.better {
        Better::Lower => "less is better",
        Better::Higher => "more is better",
        Better::Neutral => "neither direction is better",
    };
    let (low, high) = difference.interval;
    let mean = difference.paired.difference.mean;
    let p = difference
        .p_holm
        .map_or(String::new(), |p| format!(", adjusted {}", format_p_with_sign(p)));
    format!(
        "{other} minus {base}: {} {}{p}; {better}",
        format_with_ends(mean, low, high),
        measure.unit
    )
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
pub fn exploratory(comparison: &Comparison) -> Vec<Exploratory> {
    let measures = comparison.studies[0].measures();
    let of = |(number, contrast): (usize, &Contrast)| {
        let (mut alike, mut apart) = (Vec::new(), Vec::new());
        for (measure, difference) in measures.iter().zip(&contrast.differences) {
            match difference.as_ref().filter(|_| !measure.primary).map(Verdict::of) {
                Some(Verdict::Apart) => apart.push(measure.id),
                Some(Verdict::Alike) => alike.push(measure.id),
                _ => {}
            }
        }
        Exploratory { contrast: label(number, contrast), alike, apart }
    };
    main_contrasts(comparison).enumerate().map(of).collect()
}

/// Warnings of queues that grew while they were measured, a sentence each.
pub fn warnings(study: &Study) -> Vec<String> {
    let name = &study.prepared.name;
    let warning = |Growth { role, first, last }: Growth| {
        format!(
            "{name}: the queue of {role} grew from {first:.0} to {last:.0} cases while it was \
             measured; what waits there depends on how long one looks"
        )
    };
    growing(study).into_iter().map(warning).collect()
}
