//! What an audit finds out, what assessed units score, and what they do about it.

use super::{Better, Indicator, IsStated, Reading, ratio, share};
use crate::lang::Phrase;
use crate::metrics::tally::Tally;

/// Indicators that have a subject only where a governance model states a mechanism.
pub(super) const OF_MECHANISMS: &[(&str, IsStated)] = &[
    ("official_score", |stated, _| !stated.assessments.is_empty()),
    ("true_score", |stated, _| !stated.assessments.is_empty()),
    ("score_spread", |stated, _| !stated.assessments.is_empty()),
    ("trivial_case_share", |stated, _| !stated.assessments.is_empty()),
    ("suppressed_share", |stated, _| !stated.assessments.is_empty()),
    ("reopened_share", |stated, _| stated.audit.is_some()),
];

const NO_CASES: Phrase = Phrase::new("no case was called done", "没有案件报告办结");
const NO_FILES: Phrase = Phrase::new("the platform filed no case", "平台没有立案");
const NO_SCORES: Phrase =
    Phrase::new("no unit was scored within the horizon", "观测期内没有单位被考核计分");
const NO_FINDS: Phrase = Phrase::new("nobody found anything", "无人巡查发现问题");

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "official_score",
        zh: "考核得分",
        unit: "points",
        better: Better::Higher,
        formula: "mean official score of the assessed units over the periods that end in the horizon, 0 to 100, from the record as it stood at each end; only where the model states `assessments`",
        twin: Some("true_score"),
        read: |t| score(t, 0),
    },
    Indicator {
        id: "true_score",
        zh: "真实得分",
        unit: "points",
        better: Better::Higher,
        formula: "the same formula, units and periods, fed with the state of the world: problems truly solved within the original limit, fixes that failed, finds that were real, callers whose problem was gone; only where the model states `assessments`",
        twin: None,
        read: |t| score(t, 1),
    },
    Indicator {
        id: "score_spread",
        zh: "得分差距",
        unit: "points",
        better: Better::Neutral,
        formula: "best minus worst official score of a period, mean over contracts and periods that end in the horizon; only where the model states `assessments`",
        twin: None,
        read: |t| ratio(t.scores.spreads.1, t.scores.spreads.0 as f64, NO_SCORES),
    },
    Indicator {
        id: "trivial_case_share",
        zh: "凑数案件比例",
        unit: "share",
        better: Better::Lower,
        formula: "cases filed on trifles of the finder's own making / cases filed in the horizon by roles of the platform; only where the model states `assessments`",
        twin: None,
        read: |t| share(t.cases.record.trivial, NO_FILES),
    },
    Indicator {
        id: "suppressed_share",
        zh: "漏报比例",
        unit: "share",
        better: Better::Lower,
        formula: "finds passed over / those and first finds taken up, of problems that arose in the horizon; only where the model states `assessments`",
        twin: None,
        read: |t| share(t.problems.passed_over, NO_FINDS),
    },
    Indicator {
        id: "reopened_share",
        zh: "复核重办率",
        unit: "share",
        better: Better::Neutral,
        formula: "cases opened in the horizon that were closed, found out by audit or second call to be closed falsely, and opened again / cases called done; only where the model states `audit`",
        twin: None,
        read: |t| share(t.cases.reopened, NO_CASES),
    },
];

fn score(tally: &Tally<'_>, of: usize) -> Reading {
    ratio(tally.scores.sums[of], tally.scores.units as f64, NO_SCORES)
}
