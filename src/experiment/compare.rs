//! Paired comparison: what differs between scenarios that met the same potential problems.

use super::attribute::Attribution;
use super::best::{Best, best};
use super::draws::Draws;
use super::effects::Effects;
use super::family::{Family, adjust};
use super::knowledge::Knowledge;
use super::reduction::{Reduction, reductions};
use super::relevance::{Relevance, relevances};
use super::staff_share::{StaffShare, staff_shares};
use super::standardised::{Standardised, standardised};
use super::study::CONFIDENCE;
use super::transplant::Transplant;
use super::{Measure, Outcome, Prepared, Study, Target};
use crate::lang::{Phrase, Text, text};
use crate::simulation::Window;
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
    /// Case indicators at the baseline's mix of cases, by contrast.
    pub standardised: Vec<Standardised>,
    /// Which scenarios as staffed may be the best, of three or more.
    pub best: Vec<Best>,
    /// What pairing bought, by contrast and primary indicator.
    pub reductions: Vec<Reduction>,
    /// What draws of the uncertain numbers say, where there were any.
    pub knowledge: Option<Knowledge>,
    /// Whether differences are large enough to matter, by all that their intervals hold.
    pub relevances: Vec<Relevance>,
    /// Why a model was not brought to the other's cost, a sentence each.
    pub out_of_reach: Vec<Text>,
    /// What each component of the models brings of their difference, where that was asked.
    pub attribution: Option<Attribution>,
    /// Models by cities, where that was asked.
    pub transplant: Option<Transplant>,
    /// What changes of regime bring, by the place of the scenario that has them.
    pub effects: Vec<(usize, Effects)>,
}

impl Comparison {
    /// The scenarios that change their regime, and what that brings.
    pub fn changing(&self) -> impl Iterator<Item = (&Study, &Effects)> {
        self.effects.iter().map(|(place, effects)| (&self.studies[*place], effects))
    }
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

/// Which uncertainty an interval comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The luck of replications.
    Simulation,
    /// What is not known of the numbers that go in.
    Knowledge,
    /// One end from either.
    Both,
}

impl Basis {
    /// What it is called for readers.
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Simulation => Phrase::new("simulation", "模拟"),
            Self::Knowledge => Phrase::new("knowledge", "知识"),
            Self::Both => Phrase::new("both", "两者"),
        }
    }

    /// What it is called in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Simulation => "simulation",
            Self::Knowledge => "knowledge",
            Self::Both => "both",
        }
    }
}

/// The shortest interval that holds that of simulation and the range over draws, and which of
/// them gives its ends. Neither holds what the other does: luck moves a draw's mean little, and
/// draws may all lie to one side of the numbers as written.
fn hull(simulation: (f64, f64), range: Option<(f64, f64)>) -> ((f64, f64), Basis) {
    let Some((low, high)) = range else { return (simulation, Basis::Simulation) };
    let basis = match (low < simulation.0, high > simulation.1) {
        (true, true) => Basis::Knowledge,
        (false, false) => Basis::Simulation,
        _ => Basis::Both,
    };
    ((simulation.0.min(low), simulation.1.max(high)), basis)
}

impl Comparison {
    /// All that the two intervals of a difference hold, simulation's and knowledge's.
    pub fn judged(&self, contrast: usize, indicator: usize) -> Option<((f64, f64), Basis)> {
        let simulation = self.contrasts[contrast].differences[indicator].as_ref()?.interval;
        let known = self.knowledge.as_ref().and_then(|of| of.find(contrast, indicator));
        Some(hull(simulation, known.map(|found| found.known.spread.range)))
    }

    /// Which of the two intervals of a difference is the wider.
    pub fn wider(&self, contrast: usize, indicator: usize) -> Option<Basis> {
        let width = |(low, high): (f64, f64)| high - low;
        let simulation = self.contrasts[contrast].differences[indicator].as_ref()?.interval;
        let known = self.knowledge.as_ref().and_then(|of| of.find(contrast, indicator));
        let is_wider = known.is_some_and(|of| width(of.known.spread.range) > width(simulation));
        Some(if is_wider { Basis::Knowledge } else { Basis::Simulation })
    }
}

/// A difference as its relevance is judged: by all that its two intervals hold, in the
/// indicator's unit or, where the smallest that matters is a share of the baseline, as shares of
/// the written baseline and of each draw's own.
fn judged(
    of: &Contrast,
    knowledge: Option<&Knowledge>,
    (contrast, indicator): (usize, usize),
    baseline: Option<f64>,
) -> Option<((f64, f64), Basis)> {
    let (low, high) = of.differences[indicator].as_ref()?.interval;
    let known = knowledge.and_then(|knowledge| knowledge.find(contrast, indicator));
    Some(match baseline {
        None => hull((low, high), known.map(|of| of.known.spread.range)),
        Some(mean) => {
            let range = known.and_then(|of| Some(of.relative?.range));
            hull((low / mean.abs(), high / mean.abs()), range)
        }
    })
}

/// The first pair of scenarios that do not meet the same potential problems on the first day;
/// those that do may still part later, where their calendars do.
pub fn unpaired<'p>(scenarios: &[Prepared], pairs: &'p [Pair], seed: u64) -> Option<&'p Pair> {
    let window = Window { warm_up_days: 0, days: 1, follow_up_days: 0 };
    let met = |prepared: &Prepared| {
        let first = Outcome::of(&Prepared { window, ..prepared.clone() }, seed, 0);
        first.city.map(|city| city.potentials)
    };
    let met: Vec<Option<(u64, u64)>> = scenarios.iter().map(met).collect();
    pairs.iter().find(|pair| met[pair.2] != met[pair.3])
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
    let standardised = standardised(&studies, &measures, &contrasts);
    let best = best(&studies, &measures, &contrasts, seed);
    let reductions = reductions(&studies, &measures, &contrasts, seed);
    let knowledge = draws.map(|draws| Knowledge::of(draws, &contrasts, seed));
    let judged = |contrast: usize, indicator: usize, baseline: Option<f64>| {
        judged(&contrasts[contrast], knowledge.as_ref(), (contrast, indicator), baseline)
    };
    let relevances = relevances(&studies, &measures, &contrasts, &relevant, judged);
    Ok(Comparison {
        studies,
        contrasts,
        family,
        staff_shares,
        standardised,
        best,
        reductions,
        knowledge,
        relevances,
        out_of_reach,
        attribution: None,
        transplant: None,
        effects: Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Known, KnownDifference, Size};
    use crate::stats::Spread;

    /// Every draw halves its baseline, of which some are small: relevant as a share of its own
    /// baseline, and not decided in the unit, where the smallest draw lies within the limit.
    #[test]
    fn shares_are_judged_against_the_baseline_they_are_of() {
        let paired = Paired::of(&[51.0, 49.0, 50.0], &[100.0; 3]).expect("three pairs");
        let interval = paired.interval(CONFIDENCE);
        let contrast = Contrast {
            name: "b - a".to_owned(),
            kind: Kind::AsStated,
            baseline: 0,
            alternative: 1,
            differences: vec![Some(Difference { paired, interval, p_holm: None })],
        };
        let spread = |low, high| Spread { median: -50.0, range: (low, high) };
        let known = Known {
            values: Vec::new(),
            spread: spread(-200.0, -3.0),
            split: None,
            influences: Vec::new(),
            threshold: None,
        };
        let relative = Some(spread(-0.5, -0.5));
        let (found, better, fails) = (-50.0, None, None);
        let of =
            KnownDifference { contrast: 0, indicator: 0, found, known, better, fails, relative };
        let draws = Draws {
            replications: 1,
            refused: 0,
            numbers: Vec::new(),
            groups: Vec::new(),
            measures: Vec::new(),
            draws: Vec::new(),
        };
        let knowledge = Knowledge { draws, differences: vec![of], left_out: Vec::new() };
        let by =
            |baseline| judged(&contrast, Some(&knowledge), (0, 0), baseline).expect("it is judged");
        assert_eq!(Size::of(by(Some(100.0)).0, 0.05), Size::Relevant);
        assert_eq!((Size::of(by(None).0, 5.0), by(None).1), (Size::NotDecided, Basis::Knowledge));
    }

    /// Neither interval alone: draws that all lie to one side, within, around, and none at all.
    #[test]
    fn both_intervals_are_judged_together() {
        let simulation = (-74.0, -61.0);
        assert_eq!(hull(simulation, None), (simulation, Basis::Simulation));
        assert_eq!(hull(simulation, Some((-182.0, -79.9))), ((-182.0, -61.0), Basis::Both));
        assert_eq!(hull(simulation, Some((-70.0, 5.0))), ((-74.0, 5.0), Basis::Both));
        assert_eq!(hull(simulation, Some((-70.0, -65.0))), (simulation, Basis::Simulation));
        assert_eq!(hull(simulation, Some((-90.0, 5.0))), ((-90.0, 5.0), Basis::Knowledge));
    }
}
