//! What one replication of a scenario came to.

use super::{Governed, Prepared, Subject};
use crate::city::BlockId;
use crate::id::Table;
use crate::metrics::indicator::{self, Reading};
use crate::metrics::tally::{DayCounts, Tally};
use crate::rng::Streams;
use crate::simulation::desk::Activity;
use crate::simulation::record::Stage;
use crate::simulation::{self, Window, skeleton};
use crate::time::Span;

/// What one replication of a scenario came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Indicators in the order of their registry.
    pub readings: Vec<Reading>,
    /// What more there is of a governed city.
    pub city: Option<CityOutcome>,
    /// Cases that went through, for rates of work.
    pub cases: u64,
}

/// What one replication of a governed city came to, beyond indicators.
#[derive(Clone, Debug)]
pub struct CityOutcome {
    /// Days from the beginning of the warm-up to the horizon.
    pub days: Vec<DayCounts>,
    /// Share of problems still unsolved at each time of the survival grid.
    pub unsolved: Vec<f64>,
    /// Mean time of solved problems: unknown, on earlier files, and in each stage \[h\].
    pub stages: Vec<f64>,
    /// Hours of each role.
    pub roles: Vec<RoleHours>,
    /// Severity-weighted standing time by block \[severity × ms\].
    pub burden: Table<BlockId, i128>,
    /// Number and digest of all potential problems, the same under every policy.
    pub potentials: (u64, u64),
}

/// How the people of a role spend a week of one post \[h\].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RoleHours {
    /// Desk, site, handling, way, search, tasks from above.
    pub activity: [f64; 6],
    /// On duty.
    pub duty: f64,
    /// Posts.
    pub posts: f64,
}

impl RoleHours {
    /// Names of the activities, in order.
    pub const ACTIVITIES: [&str; 6] =
        ["desk", "site visits", "handling", "on the way", "free to search", "tasks from above"];
}

impl Outcome {
    /// Runs one replication.
    pub(super) fn of(prepared: &Prepared, seed: u64, replication: u64) -> Self {
        let streams = Streams::new(seed, replication);
        match &prepared.subject {
            Subject::Governed(governed) => Self::of_city(governed, prepared.window, streams),
            Subject::Skeleton(network) => Self::of_network(network, prepared.window, streams),
        }
    }

    fn of_city(governed: &Governed, window: Window, streams: Streams) -> Self {
        let Governed { city, governance, .. } = governed;
        let mut tally = Tally::new(city, governance, window);
        simulation::simulate(city, governance, streams, window, &mut tally);
        Self {
            readings: indicator::all().map(|indicator| (indicator.read)(&tally)).collect(),
            cases: tally.cases.count,
            city: Some(CityOutcome {
                unsolved: unsolved(&tally),
                stages: stages(&tally),
                roles: roles(&tally, governed),
                burden: tally.problems.burden_by_block.clone(),
                potentials: tally.potentials,
                days: tally.days,
            }),
        }
    }

    fn of_network(network: &skeleton::Skeleton, window: Window, streams: Streams) -> Self {
        let warm_up = Span::DAY * window.warm_up_days;
        let horizon = Span::DAY * window.days;
        let tally = skeleton::run(network, streams, warm_up, horizon);
        let readings = crate::metrics::network::ALL.iter().map(|m| (m.read)(&tally)).collect();
        Self { readings, city: None, cases: tally.opened }
    }
}

fn unsolved(tally: &Tally<'_>) -> Vec<f64> {
    let all = tally.problems.resolution.count().max(1) as f64;
    tally.problems.unsolved_at.iter().map(|still| *still as f64 / all).collect()
}

fn stages(tally: &Tally<'_>) -> Vec<f64> {
    let (unknown, earlier) = (tally.cases.unknown, tally.cases.earlier_files);
    let mean =
        |ms: i128| if unknown.count == 0 { 0.0 } else { ms as f64 / 3.6e6 / unknown.count as f64 };
    let parts = Stage::ALL.iter().map(|stage| mean(tally.cases.stages_ms[*stage as usize]));
    [mean(unknown.total_ms), mean(earlier.total_ms)].into_iter().chain(parts).collect()
}

fn roles(tally: &Tally<'_>, governed: &Governed) -> Vec<RoleHours> {
    let duty = indicator::duty_by_role(tally);
    let posts = governed.governance.posts();
    let weeks = tally.years() * 365.0 / 7.0;
    let of_role = |role| {
        let work = &tally.workforce.roles[role];
        let posts = posts[role];
        let week = |ms: f64| if posts > 0.0 { ms / 3.6e6 / posts / weeks } else { 0.0 };
        let hours = |ms: i128| week(ms as f64);
        let activity = Activity::ALL.map(|activity| work.activity_ms[activity as usize]);
        let done = activity.iter().sum::<i128>() + work.way_ms;
        RoleHours {
            activity: [
                hours(activity[0]),
                hours(activity[1]),
                hours(activity[2]),
                hours(work.way_ms),
                hours(work.walked_ms),
                hours(work.taken_ms - done),
            ],
            duty: week(duty[role]),
            posts,
        }
    };
    governed.governance.roles.ids().map(of_role).collect()
}
