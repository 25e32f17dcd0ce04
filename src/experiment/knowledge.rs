//! What draws of the uncertain numbers say of a result: how far it goes, and whether it holds.

use super::compare::{Contrast, Kind};
use super::draws::{Draw, Draws};
use super::study::CONFIDENCE;
use crate::metrics::indicator::Better;
use crate::stats::{
    Components, Spread, clopper_pearson, correlation, largest_by_chance, scaled_ranks,
};

/// An order holds if it fails in at most this share of all draws there could be, as far as those
/// made can tell.
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

/// Whether an order holds over draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// It fails in at most [`MOST_FAILURES`], by the upper limit of that share.
    Holds,
    /// It fails in more, by the lower limit.
    Fails,
    /// Too few draws were made to tell.
    NotDecided,
}

impl Order {
    /// What it is called in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::NotDecided => "not decided",
        }
    }
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
    /// Draws in which the order that the study found does not hold; none where it found no
    /// difference at all, and so no order.
    pub fails: Option<Proportion>,
    /// The range over draws of the difference as a share of each draw's own baseline; none where
    /// a baseline is zero.
    pub relative: Option<Spread>,
}

impl KnownDifference {
    /// Whether the order holds in most draws; none where there is no order.
    pub fn order(&self) -> Option<Order> {
        let (low, high) = self.fails?.interval;
        Some(if high <= MOST_FAILURES {
            Order::Holds
        } else if low > MOST_FAILURES {
            Order::Fails
        } else {
            Order::NotDecided
        })
    }

    /// Whether the difference with numbers as written lies outside the range over draws: then
    /// these numbers are no middle of their ranges in what they bring about.
    pub fn is_outside(&self) -> bool {
        let (low, high) = self.known.spread.range;
        self.found < low || self.found > high
    }

    /// Whether a larger number in place of this assumption pushes against the order found;
    /// otherwise a smaller one does. None where there is no order.
    pub fn flips_if_larger(&self, influence: &Influence) -> Option<bool> {
        (self.found != 0.0).then_some(influence.correlation * self.found < 0.0)
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
    let baseline = |draw: &Draw| {
        let pair = draw.pairs.iter().find(|pair| pair.0 == contrast.name)?;
        let old = all(draw.readings[pair.2].iter().map(|old| old[indicator]))?;
        Some(old.iter().sum::<f64>() / old.len() as f64)
    };
    let own_share = |(place, difference): &(usize, f64)| {
        let share = difference / baseline(&draws.draws[*place])?.abs();
        share.is_finite().then_some(share)
    };
    let shares: Option<Vec<f64>> = known.values.iter().map(own_share).collect();
    let relative = shares.and_then(|shares| Spread::of(&shares, CONFIDENCE));
    let share = |holds: &dyn Fn(f64) -> bool| known.share(holds);
    let better = match draws.measures[indicator].better {
        Better::Lower => Some(share(&|difference| difference < 0.0)?),
        Better::Higher => Some(share(&|difference| difference > 0.0)?),
        Better::Neutral => None,
    };
    let fails = share(&|difference| difference * found <= 0.0).filter(|_| found != 0.0);
    Some(KnownDifference { contrast: place, indicator, found, known, better, fails, relative })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Measure;
    use crate::experiment::compare::Difference;
    use crate::stats::Paired;

    /// Draws of two replications whose baseline and difference are these.
    fn draws(of: &[(f64, f64)]) -> Draws {
        let measure = Measure {
            id: "days",
            zh: "天数",
            unit: "d",
            better: Better::Lower,
            primary: true,
            twin: None,
        };
        let draw = |(base, difference): &(f64, f64)| Draw {
            values: Vec::new(),
            positions: Vec::new(),
            scenarios: vec!["a".to_owned(), "b".to_owned()],
            pairs: vec![("b - a".to_owned(), Kind::AsStated, 0, 1)],
            readings: [*base, base + difference].map(|of| vec![vec![Some(of)]; 2]).to_vec(),
        };
        Draws {
            replications: 2,
            refused: 0,
            numbers: Vec::new(),
            groups: Vec::new(),
            measures: vec![measure],
            draws: of.iter().map(draw).collect(),
        }
    }

    /// What these draws say where the study found this difference.
    fn known(found: f64, of: &[(f64, f64)]) -> KnownDifference {
        let paired = Paired::of(&[found + 1.0, found - 1.0], &[0.0, 0.0]).expect("two pairs");
        let interval = paired.interval(CONFIDENCE);
        let contrast = Contrast {
            name: "b - a".to_owned(),
            kind: Kind::AsStated,
            baseline: 0,
            alternative: 1,
            differences: vec![Some(Difference { paired, interval, p_holm: None })],
        };
        difference(&draws(of), (0, &contrast), 0, 1).expect("they have values")
    }

    /// The upper limit of no failure falls to 20 % with 17 draws (1 − 0.025^(1/17) = 0.195), and
    /// the lower limit of seven in 15 is above it (0.213).
    #[test]
    fn an_order_is_decided_by_the_interval_of_its_share() {
        let order = |holds: usize, fails: usize| {
            let all = [vec![(10.0, -2.0); holds], vec![(10.0, 2.0); fails]].concat();
            known(-2.0, &all).order()
        };
        assert_eq!(order(5, 0), Some(Order::NotDecided), "all five hold, which says little");
        assert_eq!([order(16, 0), order(17, 0)], [Some(Order::NotDecided), Some(Order::Holds)]);
        assert_eq!([order(9, 6), order(8, 7)], [Some(Order::NotDecided), Some(Order::Fails)]);
        assert_eq!(order(38, 2), Some(Order::Holds));
        assert_eq!(order(0, 20), Some(Order::Fails));
    }

    #[test]
    fn without_a_difference_there_is_no_order() {
        let same = known(0.0, &[(10.0, 0.0); 30]);
        assert_eq!((same.fails, same.order()), (None, None));
        let larger = Influence { group: "x".to_owned(), correlation: 0.5 };
        assert_eq!(same.flips_if_larger(&larger), None);
        assert_eq!(known(-2.0, &[(10.0, -2.0)]).flips_if_larger(&larger), Some(true));
        assert!(!same.is_outside() && known(-1.0, &[(10.0, -2.0), (10.0, -1.5)]).is_outside());
    }

    #[test]
    fn a_share_is_of_each_draws_own_baseline() {
        let of = known(-2.0, &[(20.0, -2.0), (40.0, -4.0), (100.0, -10.0), (80.0, -12.0)]);
        let relative = of.relative.expect("baselines are above zero");
        assert!((relative.range.0 + 0.15).abs() < 1e-12 && (relative.range.1 + 0.1).abs() < 1e-12);
        assert_eq!(known(-2.0, &[(0.0, -2.0), (10.0, -2.0)]).relative, None);
    }
}
