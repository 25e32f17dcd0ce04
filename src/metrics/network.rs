//! Indicators of the skeleton network, whose answers are known.

use super::indicator::{Better, Reading, Value};
use crate::lang::Phrase;
use crate::simulation::skeleton::{SkeletonTally, StageTally};

/// An indicator of the skeleton network.
#[derive(Debug)]
pub struct NetworkIndicator {
    /// Its id in every file.
    pub id: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Which way is better.
    pub better: Better,
    /// Its value.
    pub read: fn(&SkeletonTally) -> Reading,
}

/// All of them.
pub const ALL: &[NetworkIndicator] = &[
    sojourn("sojourn_grid_h", "网格逗留时间", |t| sojourn_h(&t.stages[0])),
    sojourn("sojourn_street_h", "街道逗留时间", |t| sojourn_h(&t.stages[1])),
    sojourn("sojourn_department_h", "部门逗留时间", |t| sojourn_h(&t.stages[2])),
    sojourn("wait_grid_h", "网格等待时间", |t| wait_h(&t.stages[0])),
    sojourn("wait_street_h", "街道等待时间", |t| wait_h(&t.stages[1])),
    sojourn("wait_department_h", "部门等待时间", |t| wait_h(&t.stages[2])),
    sojourn("time_to_closure_h", "结案时间", |t| sojourn_h(&t.closure)),
];

const fn sojourn(
    id: &'static str,
    zh: &'static str,
    read: fn(&SkeletonTally) -> Reading,
) -> NetworkIndicator {
    NetworkIndicator { id, zh, unit: "h", better: Better::Lower, read }
}

fn sojourn_h(stage: &StageTally) -> Reading {
    hours(stage, stage.mean_sojourn_h())
}

fn wait_h(stage: &StageTally) -> Reading {
    hours(stage, stage.mean_wait_h())
}

fn hours(stage: &StageTally, value: f64) -> Reading {
    match stage.count {
        0 => Err(Phrase::new("no case came through here", "没有案件经过这里")),
        _ => Ok(Value { value, censored_share: None }),
    }
}
