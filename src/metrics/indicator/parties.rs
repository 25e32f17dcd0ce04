//! How responsible parties are brought to act: meetings on site, urging, public money.

use super::{Better, Indicator, IsStated, ratio, share};
use crate::governance::{Governance, Rules};
use crate::lang::Phrase;

/// Indicators that have a subject only where a governance model states a mechanism.
pub(super) const OF_MECHANISMS: &[(&str, IsStated)] = &[
    ("convened_share", is_convened),
    ("convening_h_per_case", is_convened),
    ("convened_in_time_share", is_convened),
    ("unwilling_share", is_uncertain),
    ("urgings_per_case", is_uncertain),
    ("orphan_solved_share", |rules, _| rules.parties.funding.is_some()),
];

const NO_FILES: Phrase = Phrase::new("the platform filed no case", "平台没有立案");
const NO_MEETINGS: Phrase = Phrase::new("no body was called to a site", "没有召集任何单位到场");
const NO_PARTIES: Phrase = Phrase::new(
    "no case came to a party whose compliance is uncertain",
    "没有案件派到是否配合尚不确定的责任主体",
);
const NO_ORPHANS: Phrase = Phrase::new(
    "no problem that is nobody's duty would outlast thirty days",
    "没有会持续三十天以上的无主问题",
);

fn is_convened(rules: &Rules, _: &Governance) -> bool {
    rules.parties.convening.is_some()
}

fn is_uncertain(_: &Rules, model: &Governance) -> bool {
    model.roles.iter().any(|role| role.leverage.is_some())
}

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "convened_share",
        zh: "召集到场比例",
        unit: "share",
        better: Better::Neutral,
        formula: "cases about which bodies were called to the site / cases filed in the horizon by roles of the platform; only where the model states `convening`",
        twin: None,
        read: |t| share(t.cases.record.convened, NO_FILES),
    },
    Indicator {
        id: "convening_h_per_case",
        zh: "每件召集案件到场工时",
        unit: "h",
        better: Better::Lower,
        formula: "working time of all who came to the site, way and tasks from above included / cases about which bodies were called, of the same; only where the model states `convening`",
        twin: None,
        read: |t| {
            let record = &t.cases.record;
            ratio(record.meeting_ms as f64 / 3.6e6, record.convened.hits as f64, NO_MEETINGS)
        },
    },
    Indicator {
        id: "convened_in_time_share",
        zh: "按时到场比例",
        unit: "share",
        better: Better::Higher,
        formula: "bodies on site within the promised time of the call / bodies called, of the same cases; only where the model states `convening`",
        twin: None,
        read: |t| share(t.cases.record.in_time, NO_MEETINGS),
    },
    Indicator {
        id: "unwilling_share",
        zh: "责任主体不接办比例",
        unit: "share",
        better: Better::Lower,
        formula: "cases that the first party of uncertain compliance they came to let lie / cases opened that came to one; only where a role states `leverage`",
        twin: None,
        read: |t| share(t.cases.unwilling, NO_PARTIES),
    },
    Indicator {
        id: "urgings_per_case",
        zh: "案均催办次数",
        unit: "per case",
        better: Better::Lower,
        formula: "times parties were urged / cases opened that came to a party of uncertain compliance; only where a role states `leverage`",
        twin: None,
        read: |t| ratio(t.cases.urgings as f64, t.cases.unwilling.of as f64, NO_PARTIES),
    },
    Indicator {
        id: "orphan_solved_share",
        zh: "无主问题三十日解决率",
        unit: "share",
        better: Better::Higher,
        formula: "problems that are nobody's duty, solved within 30 days by those in office or neighbours / those that would outlast 30 days by themselves; only where the model states `funding`",
        twin: None,
        read: |t| share(t.problems.orphans_solved, NO_ORPHANS),
    },
];
