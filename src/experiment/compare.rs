//! Paired comparison: what differs between scenarios that met the same potential problems.

use super::study::CONFIDENCE;
use super::{Measure, Study};
use crate::stats::{Paired, Ratio, bonferroni_confidence, holm, ratio_of_means};

/// Resamples of each bootstrap interval.
const RESAMPLES: u64 = 2000;

/// What a contrast is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another model at its own staffing.
    AsStated,
    /// Another model at the baseline's cost, or the baseline at its.
    EqualCost,
    /// The same model with more staff alone.
    StaffAlone,
}

impl Kind {
    /// What it is called in tables and figures.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AsStated => "as staffed",
            Self::EqualCost => "at equal cost",
            Self::StaffAlone => "staff alone",
        }
    }
}

/// Two scenarios, and what differs between them.
#[derive(Clone, Debug)]
pub struct Contrast {
    /// Its name in files.
    pub name: String,
    /// What it is about.
    pub kind: Kind,
    /// Place of the scenario compared with.
    pub baseline: usize,
    /// Place of the other scenario.
    pub alternative: usize,
    /// Differences by indicator, none where one of the two has no value.
    pub differences: Vec<Option<Difference>>,
}

/// The paired difference of one indicator: alternative − baseline.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The differences of the replications, their mean, and its test.
    pub paired: Paired,
    /// Interval of the mean difference: Student's t, for primary indicators at the
    /// family's confidence by Bonferroni.
    pub interval: (f64, f64),
    /// p-value adjusted by Holm over the family, for primary indicators.
    pub p_holm: Option<f64>,
}

/// How much of a change the added staff alone brings.
#[derive(Clone, Debug)]
pub struct StaffShare {
    /// Place of the contrast of models as staffed.
    pub contrast: usize,
    /// Place of the indicator.
    pub indicator: usize,
    /// (baseline at equal cost − baseline) ÷ (alternative − baseline), with intervals;
    /// none where the change itself is not distinguishable from zero.
    pub share: Option<Ratio>,
}

/// A comparison of scenarios.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The scenarios, the baseline first.
    pub studies: Vec<Study>,
    /// What is compared with what.
    pub contrasts: Vec<Contrast>,
    /// Tests in the family that Holm adjusts: primary indicators × contrasts that are not
    /// of staff alone.
    pub family: usize,
    /// For each historical contrast with an equal-cost partner, the part that staff brings.
    pub staff_shares: Vec<StaffShare>,
}

/// A contrast yet to be computed: name, kind, baseline, alternative.
pub type Pair = (String, Kind, usize, usize);

/// Compares scenarios that ran under the same seeds.
///
/// # Errors
/// If two governed scenarios did not meet the same potential problems, which means that
/// their cities differ, so that pairs share nothing.
pub fn compare(studies: Vec<Study>, pairs: &[Pair], seed: u64) -> Result<Comparison, String> {
    for (name, _, baseline, alternative) in pairs {
        if !studies[*baseline].shares_potentials_with(&studies[*alternative]) {
            return Err(format!("{name}: the two did not meet the same potential problems"));
        }
    }
    let measures = studies[0].measures();
    let mut contrasts: Vec<Contrast> = pairs
        .iter()
        .map(|(name, kind, baseline, alternative)| Contrast {
            name: name.clone(),
            kind: *kind,
            baseline: *baseline,
            alternative: *alternative,
            differences: differences(&studies, &measures, *baseline, *alternative),
        })
        .collect();
    let family = adjust(&mut contrasts, &measures);
    let staff_shares = staff_shares(&studies, &measures, &contrasts, seed);
    Ok(Comparison { studies, contrasts, family, staff_shares })
}

fn differences(
    studies: &[Study],
    measures: &[Measure],
    baseline: usize,
    alternative: usize,
) -> Vec<Option<Difference>> {
    (0..measures.len())
        .map(|place| {
            let old = studies[baseline].indicator(place).ok()?;
            let new = studies[alternative].indicator(place).ok()?;
            let paired = Paired::of(&new.values, &old.values)?;
            Some(Difference { interval: paired.interval(CONFIDENCE), paired, p_holm: None })
        })
        .collect()
}

/// Adjusts the family: p-values by Holm, intervals by Bonferroni. Gives its size.
fn adjust(contrasts: &mut [Contrast], measures: &[Measure]) -> usize {
    let mut family: Vec<&mut Difference> = contrasts
        .iter_mut()
        .filter(|contrast| contrast.kind != Kind::StaffAlone)
        .flat_map(|contrast| contrast.differences.iter_mut().zip(measures))
        .filter(|(_, measure)| measure.primary)
        .filter_map(|(difference, _)| difference.as_mut())
        .collect();
    let p_values: Vec<f64> = family.iter().map(|difference| difference.paired.p).collect();
    let Some(adjusted) = holm(&p_values) else { return 0 };
    let size = family.len();
    let confidence = bonferroni_confidence(CONFIDENCE, size.max(1));
    for (difference, p) in family.iter_mut().zip(adjusted) {
        difference.p_holm = Some(p);
        difference.interval = difference.paired.interval(confidence);
    }
    size
}

/// The part of a change from the baseline that staff alone brings, for each contrast that
/// has an equal-cost partner in which the baseline is the one that got the money.
fn staff_shares(
    studies: &[Study],
    measures: &[Measure],
    contrasts: &[Contrast],
    seed: u64,
) -> Vec<StaffShare> {
    let change = |contrast: &Contrast, place: usize| -> Option<Vec<f64>> {
        let old = studies[contrast.baseline].indicator(place).ok()?.values;
        let new = studies[contrast.alternative].indicator(place).ok()?.values;
        Some(new.iter().zip(old).map(|(new, old)| new - old).collect())
    };
    let primary = || (0..measures.len()).filter(|place| measures[*place].primary);
    let pairs = contrasts.iter().enumerate().filter_map(|(place, whole)| {
        staff_alone(contrasts, whole).map(|staff| (place, whole, staff))
    });
    pairs
        .flat_map(|(contrast, whole, staff)| {
            primary().map(move |indicator| (contrast, whole, staff, indicator))
        })
        .map(|(contrast, whole, staff, indicator)| StaffShare {
            contrast,
            indicator,
            share: change(staff, indicator).zip(change(whole, indicator)).and_then(
                |(part, whole)| ratio_of_means(&part, &whole, CONFIDENCE, RESAMPLES, seed),
            ),
        })
        .collect()
}

/// The contrast of staff alone that goes with a contrast of models as staffed.
fn staff_alone<'c>(contrasts: &'c [Contrast], whole: &Contrast) -> Option<&'c Contrast> {
    let equal_cost = contrasts.iter().find(|contrast| {
        whole.kind == Kind::AsStated
            && contrast.kind == Kind::EqualCost
            && contrast.alternative == whole.alternative
    })?;
    contrasts.iter().find(|contrast| {
        contrast.kind == Kind::StaffAlone
            && contrast.baseline == whole.baseline
            && contrast.alternative == equal_cost.baseline
    })
}
