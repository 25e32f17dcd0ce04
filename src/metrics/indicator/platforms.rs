//! What it costs that platforms do not know of each other.

use super::{Better, Indicator, IsStated, ratio, restricted_mean, share};
use crate::governance::{Governance, Rules};
use crate::lang::Phrase;

/// Indicators that have a subject only where a governance model states a mechanism.
pub(super) const OF_MECHANISMS: &[(&str, IsStated)] = &[
    ("duplicate_share", |rules, _| rules.platforms.sharing.is_some()),
    ("duplicate_order_share", |rules, _| rules.platforms.sharing.is_some()),
    ("entries_per_case", |rules, _| rules.platforms.systems.is_some()),
    ("listed_resolution_time_h", has_catalogue),
    ("listed_discovery_rate", has_catalogue),
    ("listed_solved_30d_share", has_catalogue),
];

const NO_CASES: Phrase = Phrase::new("no case was opened within the horizon", "观测期内没有案件");

/// Whether some channel of a regime has a catalogue of its own.
fn has_catalogue(rules: &Rules, model: &Governance) -> bool {
    rules.channels.iter().any(|channel| model.channels[*channel].catalogue.is_some())
}

const NO_PROBLEMS: Phrase =
    Phrase::new("no such problem arose within the horizon", "观测期内没有发生这类问题");

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
    Indicator {
        id: "listed_resolution_time_h",
        zh: "部件事件解决时间",
        unit: "h",
        better: Better::Lower,
        formula: "resolution_time_h of components and events, matters of households left out; only where the model states a `catalogue` of a channel",
        twin: None,
        read: |t| {
            let listed = &t.problems.listed;
            restricted_mean(&listed.resolution, listed.resolution_censored, NO_PROBLEMS)
        },
    },
    Indicator {
        id: "listed_discovery_rate",
        zh: "部件事件真实发现率",
        unit: "share",
        better: Better::Higher,
        formula: "discovery_rate of components and events, matters of households left out; only where the model states a `catalogue` of a channel",
        twin: None,
        read: |t| share(t.problems.listed.discovered, NO_PROBLEMS),
    },
    Indicator {
        id: "listed_solved_30d_share",
        zh: "部件事件三十日内真实解决率",
        unit: "share",
        better: Better::Higher,
        formula: "solved_30d_share of components and events, matters of households left out; only where the model states a `catalogue` of a channel",
        twin: None,
        read: |t| share(t.problems.listed.solved_soon, NO_PROBLEMS),
    },
];
