//! Indicators of cases: the files that those in office open.

use super::{Better, Indicator, Reading, plain, quantile, ratio, restricted_mean, share};
use crate::lang::Phrase;
use crate::metrics::tally::Tally;

const NO_CASES: Phrase =
    Phrase::new("no such case was opened within the horizon", "观测期内没有这类案件");

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "handling_time_h",
        zh: "真实处置时间",
        unit: "h",
        better: Better::Lower,
        formula: "mean time from opening a case to the end of its problem, on problems that would outlast the follow-up time, restricted to it; case mix differs between models",
        twin: None,
        read: |t| restricted_mean(&t.cases.handling, t.cases.handling_censored, NO_CASES),
    },
    Indicator {
        id: "handling_time_p50_h",
        zh: "真实处置时间中位数",
        unit: "h",
        better: Better::Lower,
        formula: "Kaplan-Meier median of the same times; case mix differs between models",
        twin: None,
        read: |t| quantile(&t.cases.handling, t.cases.handling_censored, 0.5, NO_CASES),
    },
    Indicator {
        id: "handling_time_p90_h",
        zh: "真实处置时间九成分位",
        unit: "h",
        better: Better::Lower,
        formula: "Kaplan-Meier 90 % quantile of the same times; case mix differs between models",
        twin: None,
        read: |t| quantile(&t.cases.handling, t.cases.handling_censored, 0.9, NO_CASES),
    },
    Indicator {
        id: "cases_per_1000",
        zh: "每千人案件数",
        unit: "cases per 1,000 residents and year",
        better: Better::Neutral,
        formula: "cases opened in the horizon, per 1,000 residents and year",
        twin: None,
        read: |t| ratio(1000.0 * t.cases.count as f64, t.residents as f64 * t.years(), NO_CASES),
    },
    Indicator {
        id: "first_time_resolution_rate",
        zh: "一次解决率",
        unit: "share",
        better: Better::Higher,
        formula: "cases solved by the first visit / cases called done; case mix differs between models",
        twin: None,
        read: |t| share(t.cases.first_time, NO_CASES),
    },
    Indicator {
        id: "handoffs_per_case",
        zh: "案均流转次数",
        unit: "per case",
        better: Better::Lower,
        formula: "hand-overs between roles / cases opened; case mix differs between models",
        twin: None,
        read: |t| ratio(t.cases.handoffs as f64, t.cases.count as f64, NO_CASES),
    },
    Indicator {
        id: "steps_per_case",
        zh: "案均环节数",
        unit: "per case",
        better: Better::Lower,
        formula: "pieces of work / cases opened; case mix differs between models",
        twin: None,
        read: |t| ratio(t.cases.steps as f64, t.cases.count as f64, NO_CASES),
    },
    Indicator {
        id: "flow_efficiency",
        zh: "流程效率",
        unit: "share",
        better: Better::Higher,
        formula: "working time / elapsed time from opening to closing, closed cases",
        twin: None,
        read: |t| ratio(t.cases.work_ms as f64, t.cases.elapsed_ms as f64, NO_CASES),
    },
    Indicator {
        id: "returned_share",
        zh: "退件比例",
        unit: "share",
        better: Better::Lower,
        formula: "cases sent back at least once / cases dispatched; case mix differs between models",
        twin: None,
        read: |t| share(t.cases.returned, NO_CASES),
    },
    Indicator {
        id: "rework_share",
        zh: "返工比例",
        unit: "share",
        better: Better::Neutral,
        formula: "cases handled again after a check / cases called done",
        twin: None,
        read: |t| share(t.cases.reworked, NO_CASES),
    },
    Indicator {
        id: "filed_per_month",
        zh: "月均立案数",
        unit: "filed cases a month",
        better: Better::Neutral,
        formula: "cases filed in the horizon by roles of the platform / months of 365/12 days",
        twin: None,
        read: |t| {
            ratio(
                t.cases.record.filed as f64,
                t.months(),
                Phrase::new("the horizon is empty", "观测期为空"),
            )
        },
    },
    Indicator {
        id: "public_share_of_filed",
        zh: "立案中公众举报比例",
        unit: "share",
        better: Better::Neutral,
        formula: "cases opened by a resident's report / cases filed in the horizon by roles of the platform",
        twin: None,
        read: public_share,
    },
    Indicator {
        id: "filing_rate",
        zh: "立案率",
        unit: "share",
        better: Better::Neutral,
        formula: "public reports filed / public reports on which a filing body decided",
        twin: None,
        read: |t| share(t.cases.filed, NO_CASES),
    },
    Indicator {
        id: "valid_report_rate",
        zh: "有效上报率",
        unit: "share",
        better: Better::Neutral,
        formula: "public reports confirmed on site / public reports looked at",
        twin: None,
        read: |t| {
            share(
                t.cases.confirmed,
                Phrase::new("no public report was looked at on site", "没有公众举报经过现场核实"),
            )
        },
    },
    Indicator {
        id: "vanished_before_work_share",
        zh: "处置前已消失比例",
        unit: "share",
        better: Better::Neutral,
        formula: "cases called done whose problem had ended without work on them, by itself, by neighbours or on another case / cases called done",
        twin: None,
        read: |t| share(t.cases.gone, NO_CASES),
    },
    Indicator {
        id: "false_closure_share",
        zh: "虚假结案比例",
        unit: "share",
        better: Better::Lower,
        formula: "cases closed while their problem stood / cases closed; a problem gone before anybody came makes a true closure; case mix differs between models",
        twin: None,
        read: |t| share(t.cases.closed_false, NO_CASES),
    },
    Indicator {
        id: "claimed_true_gap",
        zh: "自报与真实差距",
        unit: "share",
        better: Better::Lower,
        formula: "share of cases given to a handler that were called done - share whose problem then no longer stood",
        twin: None,
        read: claimed_true_gap,
    },
    Indicator {
        id: "backlog_mean",
        zh: "平均积压",
        unit: "cases",
        better: Better::Lower,
        formula: "mean number of open cases at the midnights of the horizon",
        twin: None,
        read: backlog,
    },
];

fn public_share(tally: &Tally<'_>) -> Reading {
    let record = &tally.cases.record;
    ratio(
        record.filed_public as f64,
        record.filed as f64,
        Phrase::new("the platform filed no case", "平台没有立案"),
    )
}

fn claimed_true_gap(tally: &Tally<'_>) -> Reading {
    let claimed = share(tally.cases.claimed, NO_CASES)?;
    let truly = share(tally.cases.claimed_true, NO_CASES)?;
    plain(claimed.value - truly.value)
}

fn backlog(tally: &Tally<'_>) -> Reading {
    let days = tally.measured_days();
    let sum: u64 = days.iter().map(|day| u64::from(day.state.open_cases)).sum();
    ratio(sum as f64, days.len() as f64, Phrase::new("the horizon is empty", "观测期为空"))
}
