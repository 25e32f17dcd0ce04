//! How often a case counts otherwise on request, or is put first by those above.

use super::{Better, Indicator, IsStated, share};
use crate::lang::Phrase;

/// Indicators that have a subject only where a governance model states a mechanism.
pub(super) const OF_MECHANISMS: &[(&str, IsStated)] = &[
    ("extension_share", |stated, _| stated.exceptions.extension.is_some()),
    ("hold_share", |stated, _| stated.exceptions.hold.is_some()),
    ("exclusion_share", |stated, _| stated.exceptions.exclusion.is_some()),
    ("supervision_share", |stated, _| stated.exceptions.supervision.is_some()),
    ("appeal_share", |stated, _| stated.exceptions.appeal.is_some()),
];

const NO_FILES: Phrase = Phrase::new("the platform filed no case", "平台没有立案");
const NO_LIMITS: Phrase =
    Phrase::new("the platform filed no case with a limit", "平台没有立过有时限的案件");

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "extension_share",
        zh: "延期率",
        unit: "share",
        better: Better::Neutral,
        formula: "cases whose deadline was put off on request / cases filed in the horizon by roles of the platform that have a limit; only where the model states `extension`",
        twin: None,
        read: |t| share(t.cases.record.extended, NO_LIMITS),
    },
    Indicator {
        id: "hold_share",
        zh: "挂起率",
        unit: "share",
        better: Better::Neutral,
        formula: "cases put on hold on request / cases filed in the horizon by roles of the platform; only where the model states `hold`",
        twin: None,
        read: |t| share(t.cases.record.held, NO_FILES),
    },
    Indicator {
        id: "exclusion_share",
        zh: "剔除率",
        unit: "share",
        better: Better::Neutral,
        formula: "cases left out of the score on request / cases filed in the horizon by roles of the platform; only where the model states `exclusion`",
        twin: None,
        read: |t| share(t.cases.record.excluded, NO_FILES),
    },
    Indicator {
        id: "appeal_share",
        zh: "申诉成立率",
        unit: "share",
        better: Better::Neutral,
        formula: "cases closed late that count as closed in time on appeal / cases filed in the horizon by roles of the platform that have a limit; only where the model states `appeal`",
        twin: None,
        read: |t| share(t.cases.record.upheld, NO_LIMITS),
    },
    Indicator {
        id: "supervision_share",
        zh: "督办率",
        unit: "share",
        better: Better::Neutral,
        formula: "cases raised to the supervision of those above / cases filed in the horizon by roles of the platform; only where the model states `supervision`",
        twin: None,
        read: |t| share(t.cases.record.supervised, NO_FILES),
    },
];
