//! Shapley's value: what each player of a game brings, over the orders in which they join.
//!
//! The worth of a coalition is one number per replication, and all coalitions are worth what
//! they are under the same replications. What a player brings is a sum over coalitions and so
//! again one number per replication: its interval is that of any mean (Shapley 1953, in *Contributions to
//! the Theory of Games* II, 307–317).

use std::collections::BTreeSet;

use super::ratio::{covariance, fieller, skew_around};
use super::{Estimate, Paired, tails};
use crate::rng::{Purpose, Streams};

/// Sums of thousands of numbers may differ by so much of their size with nothing but their
/// order.
const ROUNDING: f64 = 1e-14;

/// Players, one bit each.
pub type Coalition = u32;

/// In which orders the players join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Orders {
    /// In all of them: every coalition counts.
    All,
    /// In some, drawn at random: each stands before its own reverse.
    Drawn(Vec<Vec<usize>>),
}

/// What a player brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// In each replication, on the mean over orders.
    pub by_replication: Vec<f64>,
    /// Mean over replications, with all that is uncertain about it; where orders were drawn,
    /// without a skewness of its own.
    pub estimate: Estimate,
    /// Standard error from drawing orders; none where all count.
    pub order_error: Option<f64>,
    /// What it brings to nobody: the first to join.
    pub first: Option<Paired>,
    /// What it brings to all others: the last to join.
    pub last: Option<Paired>,
}

impl Orders {
    /// This many pairs of an order and its reverse, drawn with a seed.
    ///
    /// Orders as Castro, Gómez and Tejada (2009, *Computers & Operations Research* 36,
    /// 1726–1730) draw them; the reverse of each is as likely as itself, and a player who is
    /// early in one is late in the other.
    #[must_use]
    pub fn drawn(players: usize, pairs: usize, seed: u64) -> Self {
        let orders = (0..pairs).flat_map(|pair| {
            let order = shuffled(players, seed, pair as u64);
            let reverse = order.iter().rev().copied().collect();
            [order, reverse]
        });
        Self::Drawn(orders.collect())
    }

    /// Every coalition that [`brought`] asks the worth of.
    #[must_use]
    pub fn coalitions(&self, players: usize) -> BTreeSet<Coalition> {
        let all = everybody(players);
        let alone = (0..players).flat_map(|player| [1 << player, all & !(1 << player)]);
        match self {
            Self::All => (0..=all).collect(),
            Self::Drawn(orders) => orders
                .iter()
                .flat_map(|order| growing(order))
                .map(|(before, player)| before | 1 << player)
                .chain([0, all])
                .chain(alone)
                .collect(),
        }
    }
}

/// All players.
#[must_use]
pub fn everybody(players: usize) -> Coalition {
    (1 << players) - 1
}

/// What each player brings; `worth` gives a coalition's worth in each replication.
///
/// What all bring adds up to the worth of everybody less that of nobody.
///
/// # Panics
/// If coalitions differ in their number of replications, or there is none.
pub fn brought<'w>(
    players: usize,
    orders: &Orders,
    worth: impl Fn(Coalition) -> &'w [f64],
) -> Vec<Brought> {
    (0..players).map(|player| one_brings(player, players, orders, &worth)).collect()
}

fn one_brings<'w>(
    player: usize,
    players: usize,
    orders: &Orders,
    worth: &impl Fn(Coalition) -> &'w [f64],
) -> Brought {
    let adds = |before: Coalition| added(worth(before | 1 << player), worth(before));
    let all = everybody(players);
    let (first, last) = (0, all & !(1 << player));
    let pair = |before: Coalition| {
        let adds = adds(before);
        Paired::of(&adds, &vec![0.0; adds.len()])
    };
    let (by_replication, pairs) = match orders {
        Orders::All => (over_all(player, players, adds), None),
        Orders::Drawn(orders) => {
            let pairs = over_pairs(player, orders, adds);
            (mean_of(&pairs), Some(pairs))
        }
    };
    let order_error = pairs.and_then(|pairs| {
        let means: Vec<f64> = pairs.iter().map(|of| mean(of)).collect();
        Some((Estimate::of(&means)?.standard_error()?, means.len()))
    });
    Brought {
        estimate: known(&by_replication, order_error),
        by_replication,
        order_error: order_error.map(|(error, _)| error),
        first: pair(first),
        last: pair(last),
    }
}

/// The mean over replications. Where orders were drawn, the variance of that draw is added to
/// that of replications (what both have in common counts twice, so that it errs to the wide
/// side), and the degrees of freedom are those of the fewer of the two.
fn known(by_replication: &[f64], order_error: Option<(f64, usize)>) -> Estimate {
    let luck = Estimate::of(by_replication).expect("there are replications");
    let Some((order_error, pairs)) = order_error else { return luck };
    let n = luck.n.min(pairs);
    let error = luck.standard_error().map(|luck| luck.hypot(order_error));
    Estimate { n, sd: error.map(|error| error * (n as f64).sqrt()), skew: None, ..luck }
}

impl Brought {
    /// The interval (low, high) of what is brought: Student's t, widened for the skewness of
    /// replications as far as their luck is part of the error; one replication has none.
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn interval(&self, confidence: f64) -> Option<(f64, f64)> {
        let luck = Estimate::of(&self.by_replication)?.widening(confidence);
        let half = self.reach(confidence, luck)? * self.estimate.standard_error()?;
        Some((self.estimate.mean - half, self.estimate.mean + half))
    }

    /// The share of a whole that this is part of, with Fieller's interval; `whole` is what
    /// everybody brings in each replication. None where the whole may be zero, by the luck of
    /// all its replications or with the degrees of freedom that the part has.
    #[must_use]
    pub fn share_of(&self, whole: &[f64], confidence: f64) -> Option<(f64, (f64, f64))> {
        let luck = Estimate::of(whole)?;
        let (low, high) = luck.interval(confidence)?;
        if low <= 0.0 && high >= 0.0 {
            return None;
        }
        let share = self.estimate.mean / luck.mean;
        let skew = skew_around(share, &self.by_replication, whole, confidence);
        // As if of as many values as the part counts for.
        let fewer = self.estimate.n as f64 / luck.n as f64;
        let whole_of =
            Estimate { n: self.estimate.n, sd: luck.sd.map(|sd| sd * fewer.sqrt()), ..luck };
        let common = fewer * covariance(&self.by_replication, whole);
        let reach = self.reach(confidence, skew)?;
        let (low, high) = fieller(&self.estimate, &whole_of, common, reach)?;
        // A zero is written without a sign.
        Some((share + 0.0, (low + 0.0, high + 0.0)))
    }

    /// How many standard errors an interval reaches, where skewness widens that of replications
    /// alone by so much. What a mean's skewness adds goes with its third cumulant squared, and
    /// the error of drawing orders is taken to have none.
    fn reach(&self, confidence: f64, skew: f64) -> Option<f64> {
        let luck = Estimate::of(&self.by_replication)?.standard_error()?;
        let all = self.estimate.standard_error()?;
        let part = if all > 0.0 { (luck / all).powi(6) } else { 0.0 };
        let student = tails::student_reach(confidence, self.estimate.n as f64 - 1.0);
        Some(student * (1.0 + part * (skew - 1.0)))
    }
}

/// Over all orders: each coalition without the player counts as often as it stands before it,
/// size! (players − 1 − size)! ÷ players! of them.
fn over_all(player: usize, players: usize, adds: impl Fn(Coalition) -> Vec<f64>) -> Vec<f64> {
    let mut sum: Vec<f64> = Vec::new();
    for before in (0..=everybody(players)).filter(|before| before & (1 << player) == 0) {
        let weight = 1.0 / (players as f64 * choose(players - 1, before.count_ones()));
        let adds = adds(before);
        sum.resize(adds.len(), 0.0);
        sum.iter_mut().zip(adds).for_each(|(sum, adds)| *sum += weight * adds);
    }
    sum
}

/// Over each pair of an order and its reverse.
fn over_pairs(
    player: usize,
    orders: &[Vec<usize>],
    adds: impl Fn(Coalition) -> Vec<f64>,
) -> Vec<Vec<f64>> {
    let before = |order: &Vec<usize>| {
        growing(order).find(|(_, joins)| *joins == player).map_or(0, |(before, _)| before)
    };
    let of_pair = |pair: &[Vec<usize>]| {
        mean_of(&pair.iter().map(|order| adds(before(order))).collect::<Vec<_>>())
    };
    orders.chunks(2).map(of_pair).collect()
}

/// Who has joined before each player of an order.
fn growing(order: &[usize]) -> impl Iterator<Item = (Coalition, usize)> + '_ {
    order.iter().scan(0, |joined, &player| {
        let before = *joined;
        *joined |= 1 << player;
        Some((before, player))
    })
}

/// What is added, replication by replication; what is no more than rounding is nothing.
fn added(with: &[f64], without: &[f64]) -> Vec<f64> {
    assert_eq!(with.len(), without.len(), "coalitions share their replications");
    let step = |(with, without): (&f64, &f64)| {
        let step = with - without;
        if step.abs() <= ROUNDING * with.abs().max(without.abs()) { 0.0 } else { step }
    };
    with.iter().zip(without).map(step).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Place by place.
fn mean_of(rows: &[Vec<f64>]) -> Vec<f64> {
    let n = rows.first().map_or(0, Vec::len);
    (0..n).map(|i| rows.iter().map(|row| row[i]).sum::<f64>() / rows.len() as f64).collect()
}

/// n over k.
fn choose(n: usize, k: u32) -> f64 {
    (0..k).fold(1.0, |ways, i| ways * (n as f64 - f64::from(i)) / f64::from(i + 1))
}

/// A random order (Fisher and Yates).
fn shuffled(players: usize, seed: u64, pair: u64) -> Vec<usize> {
    let mut draw = Streams::new(seed, 0).draw(Purpose::JoiningOrder, pair, 0);
    let mut order: Vec<usize> = (0..players).collect();
    for last in (1..players).rev() {
        order.swap(last, draw.below(last as u64 + 1) as usize);
    }
    order
}

#[cfg(test)]
mod tests;
