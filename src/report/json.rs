//! `summary.json` and `comparison.json`.
//!
//! A number that is not finite is written as `null`.

pub mod effects;
pub mod knowledge;
pub mod sizes;
pub mod standardised;
pub mod warm_up;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{attribution, transplant};

/// What all intervals of this version hold.
pub const INTERVALS_COVER: &str = "the luck of replications alone: not the fabric of the city, \
                                   and not what is assumed";

/// `summary.json`: every indicator of one scenario with its interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The scenario.
    pub scenario: String,
    /// Replications.
    pub replications: usize,
    /// The root seed.
    pub seed: u64,
    /// Days measured.
    pub days: u32,
    /// Days before measurement.
    pub warm_up_days: u32,
    /// Days after measurement in which the cohort is finished.
    pub follow_up_days: u32,
    /// What the intervals hold, and what they do not.
    pub intervals_cover: &'static str,
    /// The precision that was asked for, and reached; absent where none was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub precision: Vec<Precision>,
    /// How the warm-up was found; absent where the scenario or a flag sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warm_up: Option<warm_up::Found>,
    /// Every indicator by id; null where it does not apply.
    pub indicators: BTreeMap<String, Option<IndicatorSummary>>,
    /// Why an indicator is null, by id.
    pub not_applicable: BTreeMap<String, String>,
    /// What draws of the uncertain numbers say; absent where none were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<knowledge::Uncertainty<BTreeMap<String, knowledge::Result>>>,
    /// What changes of regime bring; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regimes: Option<effects::Regimes>,
}

/// How well an indicator was to be known, and is: half of the 95 % interval, the widest over
/// the scenarios that ran together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Precision {
    /// The indicator.
    pub indicator: String,
    /// Whether widths are relative to the mean, else in its unit.
    pub relative: bool,
    /// The width asked for.
    pub asked: f64,
    /// The width reached; null without an interval.
    pub achieved: Option<f64>,
    /// Whether that is as narrow as was asked.
    pub met: bool,
}

/// One indicator of a [`Summary`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndicatorSummary {
    /// Mean over replications.
    pub mean: f64,
    /// Lower end of its interval.
    pub ci_low: f64,
    /// Upper end of its interval.
    pub ci_high: f64,
    /// Its unit.
    pub unit: String,
    /// Replications in which it has a value.
    pub n: usize,
    /// Share of the cohort that was still open at the end of follow-up.
    pub censored_share: Option<f64>,
    /// Half-width relative to the mean.
    pub precision: Option<f64>,
}

/// `comparison.json`: paired differences between scenarios.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// All scenarios, in the order given.
    pub scenarios: Vec<String>,
    /// The one that the others are compared with.
    pub baseline: String,
    /// Replications of each.
    pub replications: usize,
    /// The root seed.
    pub seed: u64,
    /// Days measured.
    pub days: u32,
    /// Days before measurement.
    pub warm_up_days: u32,
    /// Days after measurement in which the cohort is finished.
    pub follow_up_days: u32,
    /// What the intervals hold, and what they do not.
    pub intervals_cover: &'static str,
    /// What is compared with what.
    pub contrasts: Vec<Contrast>,
    /// The tests that are judged together.
    pub family: Family,
    /// Every indicator by id; null where it applies to no contrast.
    pub indicators: BTreeMap<String, Option<IndicatorComparison>>,
    /// Why an indicator is null, by id.
    pub not_applicable: BTreeMap<String, String>,
    /// For each contrast and primary indicator, the part of the change that staff alone brings.
    pub staff_share: BTreeMap<String, BTreeMap<String, StaffShare>>,
    /// Case indicators at the baseline's mix of cases, by contrast; absent for a network.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub standardised: sizes::ByContrast<standardised::AtMix>,
    /// How each scenario stands against the best of the others, by primary indicator; absent
    /// for fewer than three scenarios.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub best: BTreeMap<String, BTreeMap<String, Standing>>,
    /// What pairing bought, by contrast and primary indicator.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub variance_reduction: sizes::ByContrast<sizes::VarianceReduction>,
    /// Whether differences are large enough to matter, by contrast and indicator.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub relevance: sizes::ByContrast<sizes::Relevant>,
    /// What draws of the uncertain numbers say; absent where none were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<knowledge::Uncertainty<sizes::ByContrast<knowledge::Result>>>,
    /// Why a model was not brought to the other's cost, a sentence each.
    pub out_of_reach: Vec<String>,
    /// What each component of the models brings of their difference; absent where not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<attribution::Document>,
    /// Models by cities; absent where not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transplant: Option<transplant::Document>,
}

/// Two scenarios under comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contrast {
    /// How differences and figures name it.
    pub name: String,
    /// The scenario subtracted.
    pub baseline: String,
    /// The scenario it is subtracted from.
    pub alternative: String,
}

/// The tests that are judged together: primary indicators × contrasts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Family {
    /// The ids of the declared primary indicators.
    pub primary: Vec<String>,
    /// The number of tests.
    pub size: usize,
    /// How p-values are adjusted, such as `holm`.
    pub p_values: String,
    /// How intervals are made simultaneous, such as `max-t bootstrap`.
    pub intervals: String,
    /// Joint confidence of the intervals, such as 0.95.
    pub confidence: f64,
}

/// One indicator of a [`Comparison`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndicatorComparison {
    /// Its unit.
    pub unit: String,
    /// Whether it is a declared primary one; the rest is exploratory.
    pub primary: bool,
    /// Mean over replications, by scenario.
    pub means: BTreeMap<String, f64>,
    /// Paired differences, by the name of the contrast.
    pub differences: BTreeMap<String, Difference>,
}

/// Alternative minus baseline, paired by replication.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Mean paired difference.
    pub difference: f64,
    /// Lower end of its interval.
    pub ci_low: f64,
    /// Upper end of its interval.
    pub ci_high: f64,
    /// p-value of the contrast alone.
    pub p: Option<f64>,
    /// p-value adjusted over the family.
    pub p_holm: Option<f64>,
    /// Pairs of replications.
    pub n: usize,
}

/// The part of a change that staff alone brings; null where the scenario that it needs is out
/// of reach, or where the change is not distinguishable from zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StaffShare {
    /// (baseline at the alternative's cost − baseline) ÷ (alternative − baseline).
    pub staff_first: Option<Share>,
    /// (alternative − alternative at the baseline's cost) ÷ (alternative − baseline).
    pub staff_last: Option<Share>,
    /// The mean of both orders, Shapley's share.
    pub mean_of_orders: Option<Share>,
}

/// A scenario against the best of the others; intervals hold for all scenarios at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// Mean − that of the best other scenario.
    pub lead: f64,
    /// Lower end of its interval, zero at most.
    pub ci_low: f64,
    /// Upper end of its interval, zero at least.
    pub ci_high: f64,
    /// Whether it cannot be told from the best.
    pub may_be_best: bool,
    /// Share of resamples of whole replications in which its mean is the best.
    pub ranked_first: f64,
}

/// A share with Fieller's interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Lower end.
    pub ci_low: f64,
    /// Upper end.
    pub ci_high: f64,
}

/// A document as it is written: pretty JSON and a newline.
///
/// # Errors
/// When a value cannot be told in JSON, which none of the structs here is.
pub fn to_json(document: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(document)?;
    text.push(b'\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(document: &impl Serialize) -> String {
        String::from_utf8(to_json(document).expect("it is plain")).expect("it is text")
    }

    const SUMMARY: &str = r#"{
  "scenario": "city",
  "replications": 40,
  "seed": 7,
  "days": 182,
  "warm_up_days": 28,
  "follow_up_days": 60,
  "intervals_cover": "the luck of replications alone: not the fabric of the city, and not what is assumed",
  "indicators": {
    "backlog_mean": {
      "mean": 12.0,
      "ci_low": 11.5,
      "ci_high": null,
      "unit": "cases",
      "n": 40,
      "censored_share": null,
      "precision": 0.04
    },
    "orphan_share": null
  },
  "not_applicable": {
    "orphan_share": "no case was opened"
  }
}
"#;

    #[test]
    fn a_summary_has_the_promised_form() {
        let backlog = IndicatorSummary {
            mean: 12.0,
            ci_low: 11.5,
            ci_high: f64::INFINITY,
            unit: "cases".into(),
            n: 40,
            censored_share: None,
            precision: Some(0.04),
        };
        let summary = Summary {
            scenario: "city".into(),
            replications: 40,
            seed: 7,
            days: 182,
            warm_up_days: 28,
            follow_up_days: 60,
            intervals_cover: INTERVALS_COVER,
            precision: Vec::new(),
            warm_up: None,
            regimes: None,
            uncertainty: None,
            indicators: [("orphan_share".into(), None), ("backlog_mean".into(), Some(backlog))]
                .into(),
            not_applicable: [("orphan_share".into(), "no case was opened".into())].into(),
        };
        assert_eq!(text(&summary), SUMMARY);
    }

    fn comparison() -> Comparison {
        let difference = Difference {
            difference: -2.5,
            ci_low: -3.0,
            ci_high: -2.0,
            p: Some(0.01),
            p_holm: None,
            n: 40,
        };
        let indicator = IndicatorComparison {
            unit: "h".into(),
            primary: true,
            means: [("a".into(), 50.0), ("b".into(), f64::NAN)].into(),
            differences: [("b - a".into(), difference)].into(),
        };
        Comparison {
            scenarios: vec!["a".into(), "b".into()],
            baseline: "a".into(),
            replications: 40,
            seed: 7,
            days: 182,
            warm_up_days: 28,
            follow_up_days: 60,
            intervals_cover: INTERVALS_COVER,
            contrasts: vec![Contrast {
                name: "b - a".into(),
                baseline: "a".into(),
                alternative: "b".into(),
            }],
            family: Family {
                primary: vec!["handling_time_h".into()],
                size: 1,
                p_values: "holm".into(),
                intervals: "max-t bootstrap".into(),
                confidence: 0.95,
            },
            indicators: [("handling_time_h".into(), Some(indicator))].into(),
            not_applicable: BTreeMap::new(),
            staff_share: BTreeMap::new(),
            standardised: BTreeMap::new(),
            best: BTreeMap::new(),
            variance_reduction: BTreeMap::new(),
            relevance: BTreeMap::new(),
            uncertainty: None,
            out_of_reach: vec!["b costs too much".into()],
            attribution: None,
            transplant: None,
        }
    }

    #[test]
    fn a_comparison_names_its_family() {
        let text = text(&comparison());
        for part in [
            "\"baseline\": \"a\"",
            "\"confidence\": 0.95",
            "\"b\": null",
            "\"b - a\": {\n          \"difference\": -2.5",
            "\"p_holm\": null",
            "\"not_applicable\": {},\n  \"staff_share\": {},\n  \"out_of_reach\": [\n    \"b costs",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }
}
