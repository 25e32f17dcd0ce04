//! How often the clock of a case is changed on request.

use super::{Better, Indicator, share};
use crate::governance::Governance;
use crate::lang::Phrase;

/// Whether a governance model states a mechanism.
type IsStated = fn(&Governance) -> bool;

/// Indicators that have a subject only where a governance model states a mechanism.
pub(super) const OF_MECHANISMS: &[(&str, IsStated)] =
    &[("extension_share", |model| model.extension.is_some())];

pub(super) const ALL: &[Indicator] = &[Indicator {
    id: "extension_share",
    zh: "延期率",
    unit: "share",
    better: Better::Neutral,
    formula: "cases whose deadline was put off on request / cases filed in the horizon by roles of the platform that have a limit; only where the model states `extension`",
    twin: None,
    read: |t| {
        share(
            t.cases.record.extended,
            Phrase::new("the platform filed no case with a limit", "平台没有立过有时限的案件"),
        )
    },
}];
