//! Paired comparison: what differs between scenarios that met the same potential problems.

use super::attribute::Attribution;
use super::best::{Best, best};
use super::draws::Draws;
use super::family::{Family, adjust};
use super::knowledge::Knowledge;
use super::reduction::{Reduction, reductions};
use super::relevance::{Relevance, relevances};
use super::staff_share::{StaffShare, staff_shares};
use super::study::CONFIDENCE;
use super::transplant::Transplant;
use super::{Measure, Study, Target};
use crate::lang::{Phrase, Text, text};
use crate::stats::Paired;

/// What a contrast is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another model at its own staffing.
    AsStated,
    /// Another model brought to the baseline's cost, or compared with the baseline at its.
    EqualCost,
    /// The same model at the lower and at the higher cost.
    StaffAlone,
}

impl Kind {
    /// What it is called in tables and figures.
    pub const fn label(self) -> Phrase {
        match self {
            Self::AsStated => Phrase::new("as staffed", "按各自编制"),
            Self::EqualCost => Phrase::new("at equal cost", "同等成本"),
            Self::StaffAlone => Phrase::new("staff alone", "仅增减人员"),
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
    /// Interval of the mean difference: Student's t; within the family simultaneous, by
    /// [`Family::joint`].
    pub interval: (f64, f64),
    /// p-value adjusted by Holm over the family, for primary indicators.
    pub p_holm: Option<f64>,
}

/// A comparison of scenarios.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The scenarios, the baseline first.
    pub studies: Vec<Study>,
    /// What is compared with what.
    pub contrasts: Vec<Contrast>,
    /// The tests that are judged together.
    pub family: Family,
    /// For each contrast as staffed with an equal-cost partner, the part that staff brings.
    pub staff_shares: Vec<StaffShare>,
    /// Which scenarios as staffed may be the best, of three or more.
    pub best: Vec<Best>,
    /// What pairing bought, by contrast and primary indicator.
    pub reductions: Vec<Reduction>,
    /// What draws of the uncertain numbers say, where there were any.
    pub knowledge: Option<Knowledge>,
    /// Whether differences are large enough to matter, by the wider of their intervals.
    pub relevances: Vec<Relevance>,
    /// Why a model was not brought to the other's cost, a sentence each.
    pub out_of_reach: Vec<Text>,
    /// What each component of the models brings of their difference, where that was asked.
    pub attribution: Option<Attribution>,
    /// Models by cities, where that was asked.
    pub transplant: Option<Transplant>,
}

/// A contrast yet to be computed: name, kind, baseline, alternative.
pub type Pair = (String, Kind, usize, usize);

/// What is to be compared.
#[derive(Clone, Debug, Default)]
pub struct Design {
    /// The contrasts.
    pub pairs: Vec<Pair>,
    /// Why a model is not brought to the other's cost, a sentence each.
    pub out_of_reach: Vec<Text>,
    /// The smallest relevant differences that were stated.
    pub relevant: Vec<Target>,
    /// Draws of the uncertain numbers, if any were made.
    pub draws: Option<Draws>,
}

/// Which uncertainty an interval holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The luck of replications.
    Simulation,
    /// What is not known of the numbers that go in.
    Knowledge,
}

impl Basis {
    /// What it is called for readers.
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Simulation => Phrase::new("simulation", "模拟"),
            Self::Knowledge => Phrase::new("knowledge", "知识"),
        }
    }
}

impl Comparison {
    /// The wider of the two intervals of a difference, simulation's and knowledge's.
    pub fn wider(&self, contrast: usize, indicator: usize) -> Option<((f64, f64), Basis)> {
        let knowledge = self.knowledge.as_ref();
        wider(&self.contrasts[contrast], knowledge, contrast, indicator)
    }
}

fn wider(
    of: &Contrast,
    knowledge: Option<&Knowledge>,
    contrast: usize,
    indicator: usize,
) -> Option<((f64, f64), Basis)> {
    let simulation = of.differences[indicator].as_ref()?.interval;
    let known = knowledge.and_then(|knowledge| knowledge.find(contrast, indicator));
    let width = |(low, high): (f64, f64)| high - low;
    match known.map(|found| found.known.spread.range) {
        Some(range) if width(range) > width(simulation) => Some((range, Basis::Knowledge)),
        _ => Some((simulation, Basis::Simulation)),
    }
}

/// Compares scenarios that ran under the same seeds.
///
/// # Errors
/// If two governed scenarios did not meet the same potential problems, which means that
/// their cities differ, so that pairs share nothing.
pub fn compare(studies: Vec<Study>, design: Design, seed: u64) -> Result<Comparison, Text> {
    let Design { pairs, out_of_reach, relevant, draws } = design;
    for (name, _, baseline, alternative) in &pairs {
        if !studies[*baseline].shares_potentials_with(&studies[*alternative]) {
            return Err(text!(
                "{name}: the two did not meet the same potential problems",
                "{name}:两者面对的潜在问题不同"
            ));
        }
    }
    let measures = studies[0].measures();
    let mut contrasts: Vec<Contrast> = pairs
        .into_iter()
        .map(|(name, kind, baseline, alternative)| Contrast {
            name,
            kind,
            baseline,
            alternative,
            differences: differences(&studies, &measures, baseline, alternative),
        })
        .collect();
    let family = adjust(&studies, &mut contrasts, &measures, seed);
    let staff_shares = staff_shares(&studies, &measures, &contrasts, seed);
    let best = best(&studies, &measures, &contrasts, seed);
    let reductions = reductions(&studies, &measures, &contrasts, seed);
    let knowledge = draws.map(|draws| Knowledge::of(draws, &contrasts, seed));
    let judged_by = |contrast: usize, indicator: usize| {
        let wider = wider(&contrasts[contrast], knowledge.as_ref(), contrast, indicator);
        wider.map(|(interval, _)| interval)
    };
    let relevances = relevances(&studies, &measures, &contrasts, &relevant, judged_by);
    Ok(Comparison {
        studies,
        contrasts,
        family,
        staff_shares,
        best,
        reductions,
        knowledge,
        relevances,
        out_of_reach,
        attribution: None,
        transplant: None,
    })
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
