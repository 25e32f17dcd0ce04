//! What draws of the uncertain numbers say of a result: how far it goes, and whether it holds.

use super::compare::{Contrast, Kind};
use super::draws::{Draw, Draws};
use super::study::CONFIDENCE;
use crate::metrics::indicator::Better;
use crate::stats::{
    Components, Spread, clopper_pearson, correlation, largest_by_chance, scaled_ranks,
};

/// An order that fails in more than this share of draws is not distinguishable with present
/// knowledge.
pub const MOST_FAILURES: f64 = 0.2;

/// Permutations of the threshold beyond which an assumption is named.
const PERMUTATIONS: u64 = 999;

/// A share of draws with its exact binomial interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proportion {
    /// The share.
    pub share: f64,
    /// Its interval (Clopper–Pearson, 95 %).
    pub interval: (f64, f64),
}

/// An assumption that goes with a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// The number, distribution or list.
    pub group: String,
    /// Spearman's rank correlation of its values with the result, over draws.
    pub correlation: f64,
}

/// What draws say of one result.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The draws in which it has a value, and the mean over each one's replications.
    pub values: Vec<(usize, f64)>,
    /// Median and range over draws; the luck of each draw's few replications is in it.
    pub spread: Spread,
    /// Variance between draws, and of a replication within one; none for one replication a draw.
    pub split: Option<Components>,
    /// Assumptions that go with it more than chance would bring among so many, strongest first.
    pub influences: Vec<Influence>,
    /// The largest correlation that chance would bring, 95 %.
    pub threshold: Option<f64>,
}

/// What draws say of the difference between two scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownDifference {
    /// Place of the contrast.
    pub contrast: usize,
    /// Place of the indicator.
    pub indicator: usize,
    /// The mean difference that the study found, alternative − baseline.
    pub found: f64,
    /// The same difference over draws.
    pub known: Known,
    /// Draws in which the alternative is better; none where neither direction is.
    pub better: Option<Proportion>,
    /// Draws in which the order that the study found does not hold.
    pub fails: Proportion,
}

impl KnownDifference {
    /// Whether the order holds in most draws.
    pub fn is_distinguishable(&self) -> bool {
        self.fails.share <= MOST_FAILURES
    }

    /// Whether a larger number in place of this assumption pushes against the order found;
    /// otherwise a smaller one does.
    pub fn flips_if_larger(&self, influence: &Influence) -> bool {
        influence.correlation * self.found < 0.0
    }
}

/// What draws say of a comparison.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// The draws.
    pub draws: Draws,
    /// Contrasts but those of staff alone × judged indicators.
    pub differences: Vec<KnownDifference>,
    /// Contrasts that fewer than half of the draws can have, with how many can.
    pub left_out: Vec<(usize, usize)>,
}

impl Knowledge {
    /// What draws say of these contrasts.
    pub(super) fn of(draws: Draws, contrasts: &[Contrast], seed: u64) -> Self {
        let judged = draws.judged();
        let (mut differences, mut left_out) = (Vec::new(), Vec::new());
        let asked = contrasts.iter().enumerate().filter(|(_, of)| of.kind != Kind::StaffAlone);
        for (place, contrast) in asked {
            let has = |draw: &&Draw| draw.pairs.iter().any(|pair| pair.0 == contrast.name);
            let having = draws.draws.iter().filter(has).count();
            if 2 * having < draws.draws.len() {
                left_out.push((place, having));
                continue;
            }
            let of = |&indicator: &usize| difference(&draws, (place, contrast), indicator, seed);
            differences.extend(judged.iter().filter_map(of));
        }
        Self { draws, differences, left_out }
    }

    /// What draws say of a contrast in an indicator.
    pub fn find(&self, contrast: usize, indicator: usize) -> Option<&KnownDifference> {
        let is = |of: &&KnownDifference| of.contrast == contrast && of.indicator == indicator;
        self.differences.iter().find(is)
    }
}

/// What draws say of the means of one scenario, by judged indicator.
pub fn known_means(draws: &Draws, seed: u64) -> Vec<(usize, Known)> {
    let of = |indicator: usize| {
        let values = |draw: &Draw| all(draw.readings[0].iter().map(|of| of[indicator]));
        Some((indicator, Known::of(draws, values, seed)?))
    };
    draws.judged().into_iter().filter_map(of).collect()
}

/// All values, if none is missing.
fn all(values: impl Iterator<Item = Option<f64>>) -> Option<Vec<f64>> {
    values.collect()
}

fn difference(
    draws: &Draws,
    (place, contrast): (usize, &Contrast),
    indicator: usize,
    seed: u64,
) -> Option<KnownDifference> {
    let found = contrast.differences[indicator].as_ref()?.paired.difference.mean;
    let values = |draw: &Draw| {
        let pair = draw.pairs.iter().find(|pair| pair.0 == contrast.name)?;
        let (old, new) = (&draw.readings[pair.2], &draw.readings[pair.3]);
        all(new.iter().zip(old).map(|(new, old)| Some(new[indicator]? - old[indicator]?)))
    };
    let known = Known::of(draws, values, seed)?;
    let share = |holds: &dyn Fn(f64) -> bool| known.share(holds);
    let better = match draws.measures[indicator].better {
        Better::Lower => Some(share(&|difference| difference < 0.0)?),
        Better::Higher => Some(share(&|difference| difference > 0.0)?),
        Better::Neutral => None,
    };
    let fails = share(&|difference| difference * found <= 0.0)?;
    Some(KnownDifference { contrast: place, indicator, found, known, better, fails })
}

impl Known {
    /// What draws say of a result, given the values of each draw's replications.
    fn of(draws: &Draws, values: impl Fn(&Draw) -> Option<Vec<f64>>, seed: u64) -> Option<Self> {
        let having = draws.draws.iter().enumerate();
        let having = having.filter_map(|(place, draw)| Some((place, values(draw)?)));
        let (places, groups): (Vec<usize>, Vec<Vec<f64>>) = having.unzip();
        let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        let means: Vec<f64> = groups.iter().map(mean).collect();
        let (influences, threshold) = influences(draws, &places, &means, seed);
        Some(Self {
            spread: Spread::of(&means, CONFIDENCE)?,
            split: Components::of(&groups),
            values: places.into_iter().zip(means).collect(),
            influences,
            threshold,
        })
    }

    /// The share of draws in which something holds of the value.
    fn share(&self, holds: impl Fn(f64) -> bool) -> Option<Proportion> {
        let all = self.values.len() as u64;
        let hits = self.values.iter().filter(|(_, value)| holds(*value)).count() as u64;
        let interval = clopper_pearson(hits, all, CONFIDENCE)?;
        Some(Proportion { share: hits as f64 / all as f64, interval })
    }
}

/// The assumptions that go with values of these draws beyond what chance would bring, and what
/// it would bring.
fn influences(
    draws: &Draws,
    places: &[usize],
    values: &[f64],
    seed: u64,
) -> (Vec<Influence>, Option<f64>) {
    let column = |group: usize| {
        let positions = places.iter().map(|place| draws.draws[*place].positions[group]);
        Some((group, scaled_ranks(&positions.collect::<Vec<_>>())?))
    };
    let (groups, columns): (Vec<usize>, Vec<Vec<f64>>) =
        (0..draws.groups.len()).filter_map(column).unzip();
    let Some(result) = scaled_ranks(values) else { return (Vec::new(), None) };
    let threshold = largest_by_chance(&columns, &result, CONFIDENCE, PERMUTATIONS, seed);
    let found = groups.iter().zip(&columns).map(|(group, column)| Influence {
        group: draws.groups[*group].clone(),
        correlation: correlation(column, &result),
    });
    let beyond = |of: &Influence| threshold.is_some_and(|limit| of.correlation.abs() > limit);
    let mut found: Vec<Influence> = found.filter(beyond).collect();
    found.sort_by(|a, b| b.correlation.abs().total_cmp(&a.correlation.abs()));
    (found, threshold)
}
