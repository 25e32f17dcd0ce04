//! The tests of a comparison that are judged together.

use super::compare::{Contrast, Difference, Kind};
use super::staff_share::change;
use super::study::CONFIDENCE;
use super::{Measure, Study};
use crate::stats::{bonferroni_confidence, holm, max_t_reach, resampled_p_values};

/// Resamples of the bootstrap that makes intervals simultaneous.
const RESAMPLES: u64 = 9_999;

/// The tests that are judged together: primary indicators × contrasts that are not of staff
/// alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// How many they are.
    pub size: usize,
    /// How their intervals are made to hold together.
    pub joint: Joint,
}

/// How the intervals of a family are made to hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// By the largest t of a bootstrap of whole replications.
    MaxT,
    /// By Bonferroni's inequality: few replications, or too little spread to resample.
    Bonferroni,
}

impl Joint {
    /// What it is called in files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::MaxT => {
                "max-t bootstrap within the family; Student t widened for skewness, 95 % each \
                 outside it"
            }
            Self::Bonferroni => {
                "Student t, from 20 replications on widened for skewness; Bonferroni within the \
                 family, 95 % each outside it"
            }
        }
    }
}

/// Adjusts the family: p-values by Holm, intervals by the largest t where replications
/// suffice, else by Bonferroni. Holm has the larger of two p-values, that of the t test and, where
/// replications suffice, that of resamples, which knows skewness better.
pub(super) fn adjust(
    studies: &[Study],
    contrasts: &mut [Contrast],
    measures: &[Measure],
    seed: u64,
) -> Family {
    let values = values(studies, contrasts, measures);
    let reach = max_t_reach(&values, CONFIDENCE, RESAMPLES, seed);
    let joint = if reach.is_some() { Joint::MaxT } else { Joint::Bonferroni };
    let mut family: Vec<&mut Difference> =
        contrasts.iter_mut().flat_map(|contrast| members(contrast, measures)).collect();
    let alone = family.iter().map(|difference| difference.paired.p);
    let p_values: Vec<f64> = match resampled_p_values(&values, RESAMPLES, seed) {
        Some(resampled) => alone.zip(resampled).map(|(t_test, p)| p.max(t_test)).collect(),
        None => alone.collect(),
    };
    let Some(adjusted) = holm(&p_values) else { return Family { size: 0, joint } };
    let size = family.len();
    let confidence = bonferroni_confidence(CONFIDENCE, size.max(1));
    for (difference, p) in family.iter_mut().zip(adjusted) {
        difference.p_holm = Some(p);
        difference.interval = match reach {
            Some(reach) => difference.paired.reaching(reach),
            None => difference.paired.interval(confidence),
        };
    }
    Family { size, joint }
}

/// The differences of a contrast that belong to the family.
fn members<'c>(
    contrast: &'c mut Contrast,
    measures: &[Measure],
) -> impl Iterator<Item = &'c mut Difference> {
    let counts = contrast.kind != Kind::StaffAlone;
    let of = contrast.differences.iter_mut().zip(measures);
    of.filter(move |(_, measure)| counts && measure.primary)
        .filter_map(|(difference, _)| difference.as_mut())
}

/// The differences of the family, replication by replication, in the order of its members.
fn values(studies: &[Study], contrasts: &[Contrast], measures: &[Measure]) -> Vec<Vec<f64>> {
    let primary: Vec<usize> =
        (0..measures.len()).filter(|place| measures[*place].primary).collect();
    let judged = contrasts.iter().filter(|contrast| contrast.kind != Kind::StaffAlone);
    let of = |contrast: &Contrast| {
        let (from, to) = (contrast.baseline, contrast.alternative);
        primary.iter().filter_map(move |&place| change(studies, from, to, place)).collect()
    };
    judged.flat_map::<Vec<Vec<f64>>, _>(of).collect()
}
