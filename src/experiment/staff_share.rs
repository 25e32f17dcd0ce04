//! How much of a change money brings, and how much organisation.
//!
//! From one model to another of different cost there are two steps, and the share of each
//! depends on which is taken first. The mean over both orders is Shapley's value (1953).

use super::compare::{Contrast, Kind};
use super::study::CONFIDENCE;
use super::{Measure, Study};
use crate::stats::{Ratio, ratio_of_means};

/// Resamples of each bootstrap interval.
const RESAMPLES: u64 = 2000;

/// How much of a change in one indicator staff alone brings; shares are of the whole change,
/// and none where their scenario is not there or the change itself may be zero.
#[derive(Clone, Debug)]
pub struct StaffShare {
    /// Place of the contrast of models as staffed.
    pub contrast: usize,
    /// Place of the indicator.
    pub indicator: usize,
    /// Staff first: (baseline at the alternative's cost − baseline) ÷ change.
    pub first: Option<Ratio>,
    /// Staff last: (alternative − alternative at the baseline's cost) ÷ change.
    pub last: Option<Ratio>,
    /// The mean of both orders: Shapley's share.
    pub mean: Option<Ratio>,
}

/// The shares of staff in every contrast of models as staffed of which one at least was
/// brought to the cost of the other.
pub(super) fn staff_shares(
    studies: &[Study],
    measures: &[Measure],
    contrasts: &[Contrast],
    seed: u64,
) -> Vec<StaffShare> {
    let primary: Vec<usize> =
        (0..measures.len()).filter(|place| measures[*place].primary).collect();
    let mut shares = Vec::new();
    for (contrast, whole) in contrasts.iter().enumerate() {
        let steps = [first(contrasts, whole), last(contrasts, whole)];
        if whole.kind != Kind::AsStated || steps == [None, None] {
            continue;
        }
        for &indicator in &primary {
            let change = |(from, to): (usize, usize)| change(studies, from, to, indicator);
            let parts = steps.map(|step| step.and_then(change));
            let whole = change((whole.baseline, whole.alternative));
            let share = |part: Option<Vec<f64>>| {
                let (part, whole) = part.as_ref().zip(whole.as_ref())?;
                ratio_of_means(part, whole, CONFIDENCE, RESAMPLES, seed)
            };
            let both = parts[0].as_ref().zip(parts[1].as_ref());
            let mean = both.map(|(first, last)| {
                first.iter().zip(last).map(|(first, last)| f64::midpoint(*first, *last)).collect()
            });
            let [first, last] = parts;
            let (first, last, mean) = (share(first), share(last), share(mean));
            shares.push(StaffShare { contrast, indicator, first, last, mean });
        }
    }
    shares
}

/// From the baseline to the baseline at the alternative's cost, if that was run.
fn first(contrasts: &[Contrast], whole: &Contrast) -> Option<(usize, usize)> {
    let goes_on = |place| {
        contrasts.iter().any(|contrast| {
            contrast.kind == Kind::EqualCost
                && (contrast.baseline, contrast.alternative) == (place, whole.alternative)
        })
    };
    steps(contrasts).find(|(from, to)| *from == whole.baseline && goes_on(*to))
}

/// From the alternative at the baseline's cost to the alternative, if that was run.
fn last(contrasts: &[Contrast], whole: &Contrast) -> Option<(usize, usize)> {
    let comes_from = |place| {
        contrasts.iter().any(|contrast| {
            contrast.kind == Kind::EqualCost
                && (contrast.baseline, contrast.alternative) == (whole.baseline, place)
        })
    };
    steps(contrasts).find(|(from, to)| *to == whole.alternative && comes_from(*from))
}

/// Steps of staff alone: from where to where.
fn steps(contrasts: &[Contrast]) -> impl Iterator<Item = (usize, usize)> {
    let alone = contrasts.iter().filter(|contrast| contrast.kind == Kind::StaffAlone);
    alone.map(|contrast| (contrast.baseline, contrast.alternative))
}

/// What an indicator changes by, replication by replication.
pub(super) fn change(
    studies: &[Study],
    from: usize,
    to: usize,
    indicator: usize,
) -> Option<Vec<f64>> {
    let old = studies[from].indicator(indicator).ok()?.values;
    let new = studies[to].indicator(indicator).ok()?.values;
    Some(new.iter().zip(old).map(|(new, old)| new - old).collect())
}
