//! What it costs that platforms do not know of each other.

use super::{Better, Indicator, IsStated, ratio, share};
use crate::lang::Phrase;

/// Indicators that have a subject only where a governance model states a mechanism.
pub(super) const OF_MECHANISMS: &[(&str, IsStated)] = &[
    ("duplicate_share", |stated| stated.platforms.sharing.is_some()),
    ("duplicate_order_share", |stated| stated.platforms.sharing.is_some()),
    ("entries_per_case", |stated| stated.platforms.systems.is_some()),
];

const NO_CASES: Phrase = Phrase::new("no case was opened within the horizon", "观测期内没有案件");

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "duplicate_share",
        zh: "重复案件比例",
        unit: "share",
        better: Better::Lower,
        formula: "cases opened on a problem that had an open case, and not merged / cases opened; only where the model states `sharing`",
        twin: None,
        read: |t| share(t.cases.duplicates, NO_CASES),
    },
    Indicator {
        id: "duplicate_order_share",
        zh: "重复诉求未并案比例",
        unit: "share",
        better: Better::Lower,
        formula: "orders made while the case of an earlier order on the problem was open, whose own case was not merged / orders; only where the model states `sharing`",
        twin: None,
        read: |t| {
            share(
                t.orders.duplicates,
                Phrase::new("no resident reported within the horizon", "观测期内没有居民反映问题"),
            )
        },
    },
    Indicator {
        id: "entries_per_case",
        zh: "案均录入次数",
        unit: "per case",
        better: Better::Lower,
        formula: "times a case was written down, taken in or closed at a desk, each counted once for every system it was written into / cases opened; only where the model states `systems`",
        twin: None,
        read: |t| ratio(t.cases.entries as f64, t.cases.count as f64, NO_CASES),
    },
];
