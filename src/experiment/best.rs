//! Which of three or more scenarios may be the best.

use super::compare::{Contrast, Kind};
use super::study::CONFIDENCE;
use super::{Measure, Study};
use crate::metrics::indicator::Better;
use crate::stats::{Standing, standings};

/// Resamples of the share that is ranked first.
const RESAMPLES: u64 = 2000;

/// How scenarios as staffed stand against the best of the others in one indicator.
#[derive(Clone, Debug)]
pub struct Best {
    /// Place of the indicator.
    pub indicator: usize,
    /// Each scenario's place, and how it stands.
    pub standings: Vec<(usize, Standing)>,
}

/// The standings in every primary indicator that has a direction and a value in all scenarios;
/// none for fewer than three, of which the difference says all, and none where scenarios are
/// compared with several baselines, as those of several cities are.
pub(super) fn best(
    studies: &[Study],
    measures: &[Measure],
    contrasts: &[Contrast],
    seed: u64,
) -> Vec<Best> {
    let stated = contrasts.iter().filter(|contrast| contrast.kind == Kind::AsStated);
    let candidates: Vec<usize> =
        std::iter::once(0).chain(stated.map(|contrast| contrast.alternative)).collect();
    let one_baseline = contrasts
        .iter()
        .filter(|contrast| contrast.kind == Kind::AsStated)
        .all(|contrast| contrast.baseline == 0);
    if candidates.len() < 3 || !one_baseline {
        return Vec::new();
    }
    let of = |indicator: usize| {
        let values = |place: &usize| Some(studies[*place].indicator(indicator).ok()?.values);
        let values: Vec<Vec<f64>> = candidates.iter().map(values).collect::<Option<_>>()?;
        let higher = measures[indicator].better == Better::Higher;
        let standings = standings(&values, higher, CONFIDENCE, RESAMPLES, seed)?;
        Some(Best { indicator, standings: candidates.iter().copied().zip(standings).collect() })
    };
    let judged =
        |place: &usize| measures[*place].primary && measures[*place].better != Better::Neutral;
    (0..measures.len()).filter(judged).filter_map(of).collect()
}
