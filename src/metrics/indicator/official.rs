//! Official rates, as the platform records them, and the true twins that are theirs alone.

use super::{Better, Indicator, Reading, mean_hours, ratio, share};
use crate::lang::Phrase;
use crate::metrics::tally::{PlatformRecord, Tally};

const NO_FILES: Phrase =
    Phrase::new("the platform's record holds no such case", "平台记录中没有这类案件");
const NO_CASES: Phrase =
    Phrase::new("no such case was opened within the horizon", "观测期内没有这类案件");
const NO_ORDERS: Phrase =
    Phrase::new("nobody called on the platform's channels", "没有人通过平台的渠道提出诉求");
const NO_CALL_BACK: Phrase = Phrase::new("nobody was called back", "没有人接受回访");

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "official_discovery_rate",
        zh: "发现率",
        unit: "share",
        better: Better::Higher,
        formula: "1 - public reports confirmed and filed / cases filed (no standard formula is published; after the rate of missed reports)",
        twin: Some("discovery_rate"),
        read: discovery,
    },
    Indicator {
        id: "official_closing_rate",
        zh: "结案率",
        unit: "share",
        better: Better::Higher,
        formula: "closed within the period / filed in it and due in it, approved extensions included; a case without a limit is due 30 days after filing (assumption); cases carried over from before, held or excluded on request are left out unless the model counts them",
        twin: Some("solved_30d_share"),
        read: |t| share(record(t).closed, NO_FILES),
    },
    Indicator {
        id: "official_on_time_rate",
        zh: "按期结案率",
        unit: "share",
        better: Better::Higher,
        formula: "closed within the limit and approved extensions on the model's clock / filed in the period and due in it, extensions included, or of those closed, as the model counts; cases with a limit; appeals upheld count as in time, and cases held or excluded on request are left out unless the model counts them",
        twin: Some("solved_within_limit_share"),
        read: on_time,
    },
    Indicator {
        id: "official_handling_rate",
        zh: "处置率",
        unit: "share",
        better: Better::Higher,
        formula: "cases the unit called done within the period / cases dispatched, before any check; cases held or excluded on request are left out unless the model counts them",
        twin: Some("genuine_fix_share"),
        read: |t| share(record(t).handled, NO_FILES),
    },
    Indicator {
        id: "genuine_fix_share",
        zh: "真实处置率",
        unit: "share",
        better: Better::Higher,
        formula: "cases whose own work solved the problem within the period / cases dispatched, those too that the official rate leaves out",
        twin: None,
        read: |t| share(record(t).genuine, NO_FILES),
    },
    Indicator {
        id: "official_dispatch_accuracy",
        zh: "派遣准确率",
        unit: "share",
        better: Better::Higher,
        formula: "(cases dispatched - those sent back or passed on by their first receiver) / cases dispatched; cases held or excluded on request are left out unless the model counts them",
        twin: Some("first_unit_right_share"),
        read: |t| share(record(t).dispatched_right, NO_FILES),
    },
    Indicator {
        id: "first_unit_right_share",
        zh: "首派权责相符率",
        unit: "share",
        better: Better::Higher,
        formula: "cases whose first unit had duty and power / cases dispatched, those too that the official rate leaves out",
        twin: None,
        read: |t| share(record(t).first_unit_right, NO_FILES),
    },
    Indicator {
        id: "official_response_rate",
        zh: "响应率",
        unit: "share",
        better: Better::Higher,
        formula: "orders on the platform's channels whose caller was dealt with in the promised time / all of them but those whose case was excluded on request, unless the model counts them",
        twin: Some("work_begun_in_time_share"),
        read: |t| share(t.orders.response_in_time, NO_ORDERS),
    },
    Indicator {
        id: "work_begun_in_time_share",
        zh: "按时开始处置率",
        unit: "share",
        better: Better::Higher,
        formula: "orders on the platform's channels on whose problem somebody handled in the promised time, or was at it when the call came; work called done before the call does not count / all of them",
        twin: None,
        read: |t| share(t.orders.begun_in_time, NO_ORDERS),
    },
    Indicator {
        id: "official_resolution_rate",
        zh: "解决率",
        unit: "share",
        better: Better::Higher,
        formula: "callers who say it is solved / callers called back but those whose case was excluded on request, unless the model counts them",
        twin: Some("true_resolution_rate"),
        read: |t| share(t.orders.said_solved, NO_CALL_BACK),
    },
    Indicator {
        id: "official_satisfaction",
        zh: "满意率",
        unit: "share",
        better: Better::Higher,
        formula: "callers who say they are satisfied / callers called back but those whose case was excluded on request, unless the model counts them",
        twin: Some("satisfaction"),
        read: |t| share(t.orders.said_satisfied, NO_CALL_BACK),
    },
    Indicator {
        id: "satisfaction",
        zh: "真实满意度",
        unit: "share",
        better: Better::Higher,
        formula: "affected residents, silent ones included (expected number), whose problem ended as soon as callers expect / all affected residents",
        twin: None,
        read: |t| {
            ratio(
                t.problems.satisfied_milli.0 as f64,
                t.problems.satisfied_milli.1 as f64,
                Phrase::new("nobody was affected", "没有人受到影响"),
            )
        },
    },
    Indicator {
        id: "official_handling_time_h",
        zh: "平均处置时间",
        unit: "h",
        better: Better::Lower,
        formula: "mean time from dispatch to closing on the model's clock, closed cases only; cases held or excluded on request are left out unless the model counts them",
        twin: Some("handling_time_h"),
        read: |t| mean_hours(record(t).handling, NO_FILES),
    },
    Indicator {
        id: "official_self_closure",
        zh: "自办结率",
        unit: "share",
        better: Better::Neutral,
        formula: "cases opened by a role of the grid or the community, handled by such a role and closed within the period / cases opened by such a role",
        twin: Some("solved_in_grid_share"),
        read: |t| t.grid_handles().and_then(|()| share(t.cases.self_closed, NO_CASES)),
    },
];

fn record<'t>(tally: &'t Tally<'_>) -> &'t PlatformRecord {
    &tally.cases.record
}

fn discovery(tally: &Tally<'_>) -> Reading {
    let record = record(tally);
    if record.filed > 0 && record.filed_public == record.filed {
        return Err(Phrase::new(
            "the platform's record holds public reports alone",
            "平台记录中只有公众举报",
        ));
    }
    ratio((record.filed - record.filed_public) as f64, record.filed as f64, NO_FILES)
}

fn on_time(tally: &Tally<'_>) -> Reading {
    share(
        record(tally).on_time,
        Phrase::new("this governance model sets no deadlines", "该治理模式没有规定时限"),
    )
}
