//! What one replication of a scenario came to.

use serde::{Deserialize, Serialize};

use super::{Governed, Prepared, Subject, watch};
use crate::city::{BlockId, CategoryId, StreetId};
use crate::governance::{Governance, GridId};
use crate::id::Table;
use crate::lang::{Phrase, Text};
use crate::metrics::areas::Areas;
use crate::metrics::hours::{self, Hours};
use crate::metrics::indicator::{self, Value};
use crate::metrics::network::{self, NetworkIndicator};
use crate::metrics::streets::{StreetDay, Streets};
use crate::metrics::tally::{CategoryCases, DayCounts, Tally};
use crate::rng::Streams;
use crate::simulation::record::{Observer as _, Record, Stage};
use crate::simulation::{Window, skeleton};
use crate::time::{Span, Time};

/// Grids that each have indicators of their own, at most: more would fill the memory.
const MOST_GRIDS: usize = 20_000;

/// What one replication of a scenario came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Indicators in the order of their registry: a value, or why there is none.
    pub readings: Vec<Result<Value, Text>>,
    /// What more there is of a governed city.
    pub city: Option<CityOutcome>,
    /// Cases that went through, for rates of work.
    pub cases: u64,
}

/// What one replication of a governed city came to, beyond indicators.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// Indicators of each grid, one grid after another, in the order of
    /// [`of_areas`](crate::metrics::areas::of_areas); none at all in a city of very many grids.
    pub grids: Vec<Option<f64>>,
    /// Days of each street; none at all where no regime changes.
    pub streets: Table<StreetId, Vec<StreetDay>>,
    /// Cases by category.
    pub cases: Table<CategoryId, CategoryCases>,
    /// Number and digest of all potential problems, the same under every policy.
    pub potentials: (u64, u64),
}

/// How the people of a role spend a week of one post \[h\], and what waits at their desks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RoleHours {
    /// Time by activity, in the order of [`RoleHours::ACTIVITIES`]; together, time on duty and
    /// overtime.
    pub activity: [f64; 7],
    /// On duty.
    pub duty: f64,
    /// Posts.
    pub posts: f64,
    /// Time taken by cases, tasks from above within it included, over time on duty (ρ); 0
    /// where nobody is on duty.
    pub load: f64,
    /// Cases waiting at all its desks when the horizon begins.
    pub waiting_first: f64,
    /// The same when it ends.
    pub waiting_last: f64,
    /// Their mean over the midnights of the horizon.
    pub waiting_mean: f64,
}

impl RoleHours {
    /// Names of the activities, in order.
    pub const ACTIVITIES: [Phrase; 7] = Hours::ACTIVITIES;
}

impl Outcome {
    /// Runs one replication.
    pub(super) fn of(prepared: &Prepared, seed: u64, replication: u64) -> Self {
        let window = prepared.window;
        match &prepared.subject {
            Subject::Governed(governed) => Self::of_city(governed, window, seed, replication),
            Subject::Skeleton(network) => {
                Self::of_network(network, window, Streams::new(seed, replication))
            }
        }
    }

    pub(super) fn of_city(
        governed: &Governed,
        window: Window,
        seed: u64,
        replication: u64,
    ) -> Self {
        let Governed { city, governance, by_street, .. } = governed;
        let mut tally = Tally::new(city, governance, window);
        let mut grids = areas_of(governed, window);
        let mut streets = Streets::new(city, window, *by_street);
        let mut both = |now: Time, record: Record<'_>| {
            tally.saw(now, record);
            grids.saw(now, record);
            streets.saw(now, record);
        };
        watch(governed, window, seed, replication, &mut both);
        Self {
            readings: indicator::all()
                .map(|indicator| (indicator.read)(&tally).map_err(Text::from))
                .collect(),
            cases: tally.cases.count,
            city: Some(CityOutcome {
                unsolved: unsolved(&tally),
                stages: stages(&tally),
                roles: roles(&tally, governance),
                burden: tally.problems.burden_by_block.clone(),
                grids: grids.values(),
                cases: tally.cases.by_category.clone(),
                potentials: tally.potentials,
                days: tally.days,
                streets: streets.days(),
            }),
        }
    }

    fn of_network(skeleton: &skeleton::Skeleton, window: Window, streams: Streams) -> Self {
        let warm_up = Span::DAY * window.warm_up_days;
        let horizon = Span::DAY * window.days;
        let tally = skeleton::run(skeleton, streams, warm_up, horizon);
        let read = |m: &NetworkIndicator| (m.read)(&tally).map_err(Text::from);
        let readings = network::ALL.iter().map(read).collect();
        Self { readings, city: None, cases: tally.opened }
    }
}

/// Empty tallies of the grids, or of none where they are too many.
fn areas_of(governed: &Governed, window: Window) -> Areas<'_, GridId> {
    let Governed { city, governance, .. } = governed;
    let grids = &governance.grids;
    let told = if grids.parts.len() <= MOST_GRIDS { grids.parts.len() } else { 0 };
    Areas::new(city, governance, window, &grids.of_block, told)
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

fn roles(tally: &Tally<'_>, governance: &Governance) -> Vec<RoleHours> {
    let hours = hours::by_role(tally);
    let posts = governance.posts();
    let weeks = tally.years() * 365.0 / 7.0;
    let of_role = |role| {
        let hours: &Hours = &hours[role];
        let waiting = &tally.workforce.roles[role].waiting;
        let posts = posts[role];
        let week = |ms: f64| if posts > 0.0 { ms / 3.6e6 / posts / weeks } else { 0.0 };
        RoleHours {
            activity: hours.activities().map(week),
            duty: week(hours.duty),
            posts,
            load: hours.load(),
            waiting_first: waiting.first as f64,
            waiting_last: waiting.last as f64,
            waiting_mean: waiting.sum as f64 / waiting.midnights.max(1) as f64,
        }
    };
    governance.roles.ids().map(of_role).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;
    use crate::metrics::tally::{RoleWork, Waiting};
    use crate::simulation::tests::town::Town;

    /// Two people at the crew's desk day and night: 8.4 posts of 40 h, 672 h in two weeks.
    #[test]
    fn a_role_tells_its_week_its_load_and_what_waits() {
        let built = Town::new().role("crew", &["staffing='2 per district'"]).build();
        let window = Window { warm_up_days: 0, days: 14, follow_up_days: 1 };
        let mut tally = Tally::new(&built.city, &built.governance, window);
        let waiting = Waiting { midnights: 14, sum: 35, first: 1, last: 4 };
        let work = RoleWork { taken_ms: 168 * 3_600_000, waiting, ..RoleWork::default() };
        let crew = crate::governance::RoleId::new(2);
        tally.workforce.roles[crew] = RoleWork { activity_ms: [0, 0, 168 * 3_600_000], ..work };
        let crew = roles(&tally, &built.governance)[2];
        assert_eq!((crew.posts, crew.duty, crew.load), (8.4, 40.0, 0.25));
        assert_eq!((crew.waiting_first, crew.waiting_last, crew.waiting_mean), (1.0, 4.0, 2.5));
        let expected = [0.0, 0.0, 10.0, 0.0, 0.0, 0.0, 30.0];
        let close = crew.activity.iter().zip(expected).all(|(hours, h)| (hours - h).abs() < 1e-9);
        assert!(close, "{:?}", crew.activity);
    }
}
