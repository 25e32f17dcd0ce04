//! Whether a difference is large enough to matter.

use super::compare::{Basis, Contrast, Kind};
use super::{Goal, Measure, Study, Target};
use crate::lang::Phrase;

/// The smallest relevant difference of a primary indicator for which none is stated, as a share
/// of the baseline's mean (assumption).
const UNSTATED: f64 = 0.05;

/// A contrast's difference against the smallest that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Relevance {
    /// Place of the contrast.
    pub contrast: usize,
    /// Place of the indicator.
    pub indicator: usize,
    /// The smallest relevant difference, in the indicator's unit.
    pub smallest: f64,
    /// How it was stated; where it was not, the assumed share of the baseline's mean.
    pub goal: Goal,
    /// Whether nobody stated it.
    pub assumed: bool,
    /// What the interval says.
    pub size: Size,
    /// Which uncertainty gave that interval its ends.
    pub judged_by: Basis,
}

/// What an interval says of the size of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// All of it lies beyond the smallest relevant difference, to one side.
    Relevant,
    /// All of it lies within the smallest relevant difference to both sides.
    TooSmall,
    /// It lies to one side of zero, on both sides of the smallest relevant difference.
    NotDecided,
    /// It holds zero and a relevant difference.
    NoDirection,
}

impl Size {
    /// What an interval says against the smallest relevant difference.
    pub fn of((low, high): (f64, f64), smallest: f64) -> Self {
        if low >= -smallest && high <= smallest {
            Self::TooSmall
        } else if low >= smallest || high <= -smallest {
            Self::Relevant
        } else if low <= 0.0 && high >= 0.0 {
            Self::NoDirection
        } else {
            Self::NotDecided
        }
    }

    /// What it is called in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Relevant => "relevant",
            Self::TooSmall => "too small to matter",
            Self::NotDecided => "not decided",
            Self::NoDirection => "no direction",
        }
    }

    /// What it is called for readers.
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Relevant => Phrase::new("relevant", "有实际意义"),
            Self::TooSmall => Phrase::new("too small to matter", "小到无实际意义"),
            Self::NotDecided => Phrase::new(
                "direction known, relevance not decided",
                "方向已定，是否有实际意义未定",
            ),
            Self::NoDirection => Phrase::new("no direction", "方向未定"),
        }
    }
}

/// The relevance of every contrast but those of staff alone, in primary indicators and in those
/// for which a smallest relevant difference is stated. `interval` gives the interval to judge
/// by, of a contrast and an indicator: as shares of the baseline where its mean is given.
pub(super) fn relevances(
    studies: &[Study],
    measures: &[Measure],
    contrasts: &[Contrast],
    stated: &[Target],
    interval: impl Fn(usize, usize, Option<f64>) -> Option<((f64, f64), Basis)>,
) -> Vec<Relevance> {
    let goal = |measure: &Measure| {
        let known = stated.iter().find(|target| target.indicator == measure.id);
        match known {
            Some(target) => Some((target.goal, false)),
            None => measure.primary.then_some((Goal::Relative(UNSTATED), true)),
        }
    };
    let of = |contrast: usize, indicator: usize| {
        let (goal, assumed) = goal(&measures[indicator])?;
        let baseline = studies[contrasts[contrast].baseline].indicator(indicator).ok()?;
        let mean = baseline.estimate.mean;
        let (smallest, limit, shares_of) = match goal {
            Goal::Relative(share) if mean != 0.0 => (share * mean.abs(), share, Some(mean)),
            Goal::Relative(_) => (0.0, 0.0, None),
            Goal::Absolute(smallest) => (smallest, smallest, None),
        };
        let (interval, judged_by) = interval(contrast, indicator, shares_of)?;
        let size = Size::of(interval, limit);
        Some(Relevance { contrast, indicator, smallest, goal, assumed, size, judged_by })
    };
    let judged = (0..contrasts.len()).filter(|place| contrasts[*place].kind != Kind::StaffAlone);
    let all = judged.flat_map(|contrast| (0..measures.len()).map(move |place| (contrast, place)));
    all.filter_map(|(contrast, place)| of(contrast, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_judged_by_where_it_lies() {
        for (interval, expected) in [
            ((5.0, 9.0), Size::Relevant),
            ((-9.0, -5.0), Size::Relevant),
            ((-4.0, 4.5), Size::TooSmall),
            ((1.0, 2.0), Size::TooSmall),
            ((0.0, 0.0), Size::TooSmall),
            ((4.0, 6.0), Size::NotDecided),
            ((-6.0, -0.1), Size::NotDecided),
            ((-6.0, 1.0), Size::NoDirection),
            ((-1.0, 6.0), Size::NoDirection),
            ((0.0, 6.0), Size::NoDirection),
        ] {
            assert_eq!(Size::of(interval, 5.0), expected, "{interval:?}");
        }
        assert_eq!(Size::of((0.0, 0.0), 0.0), Size::TooSmall);
    }
}
