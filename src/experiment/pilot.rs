//! How long a study has to warm up, found from a pilot.
//!
//! The pilot runs every scenario from its empty beginning, in replications that no study has, and
//! watches what lasts from day to day. Each series is averaged over replications and divided by
//! what the calendar is known to do to it; MSER-5 says how much of it still remembers the
//! beginning. The longest of all truncations, in whole weeks, is the warm-up of every scenario.

use super::outcome::Outcome;
use super::run_all::{RunError, Runner};
use super::{Governed, Prepared, Subject};
use crate::metrics::tally::DayCounts;
use crate::rng::Streams;
use crate::simulation::{Window, skeleton};
use crate::stats::{Truncation, mser5, whole_weeks};

/// Replications of the pilot.
const REPLICATIONS: u64 = 5;
/// The first of them, far beyond those of any study.
const FIRST_REPLICATION: u64 = 1 << 40;
const _: () = assert!(FIRST_REPLICATION > 1_000_000, "no study has more replications");
/// Days of the first pilot of a city: two years, so that no season is there once alone.
const FIRST_OF_CITY: usize = 728;
/// Days of the first pilot of a network, which has no calendar.
const FIRST_OF_NETWORK: usize = 182;
/// Days of the longest pilot, 208 weeks (assumption: who has to wait longer for a state to
/// settle has a state that does not settle).
const MOST: usize = 1456;

/// How a study's warm-up was found.
#[derive(Clone, Debug, PartialEq)]
pub struct WarmUp {
    /// The warm-up.
    pub weeks: u32,
    /// Days of the pilot.
    pub days: usize,
    /// Its replications.
    pub replications: u64,
    /// What was watched.
    pub series: Vec<StateSeries>,
}

/// A state of one scenario, day by day.
#[derive(Clone, Debug, PartialEq)]
pub struct StateSeries {
    /// The scenario.
    pub scenario: String,
    /// What it counts.
    pub name: &'static str,
    /// The first day on which it has a value in every replication.
    pub first_day: usize,
    /// Mean over replications, divided by the day's share of the calendar where it follows that.
    pub values: Vec<f64>,
    /// Whether it is so divided.
    pub by_calendar: bool,
    /// What MSER-5 cuts.
    pub truncation: Truncation,
}

impl WarmUp {
    /// Days of the warm-up.
    pub fn warm_up_days(&self) -> i64 {
        7 * i64::from(self.weeks)
    }

    /// Series of which even the longest pilot could not tell when they settle.
    pub fn unsettled(&self) -> impl Iterator<Item = &StateSeries> {
        self.series.iter().filter(|series| !series.truncation.settled)
    }

    /// The series that sets the warm-up; none where nothing had to be cut.
    pub fn longest(&self) -> Option<&StateSeries> {
        let longest = self.series.iter().max_by_key(|series| series.cut());
        longest.filter(|series| series.cut() > 0)
    }
}

impl StateSeries {
    /// The day before which it is cut.
    pub fn cut(&self) -> usize {
        match self.truncation.observations {
            0 => 0,
            cut => self.first_day + cut,
        }
    }

    /// How much the mean of the last quarter exceeds that of the quarter before it, relative to
    /// it; none where that is zero.
    pub fn drift(&self) -> Option<f64> {
        let quarter = self.values.len() / 4;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        let (before, last) = self.values.split_at(self.values.len() - quarter);
        let before = mean(&before[before.len() - quarter..]);
        (before != 0.0).then(|| (mean(last) - before) / before)
    }
}

/// Finds the warm-up that all these scenarios need.
///
/// The pilot is made twice as long while any series is too short to tell, up to 208 weeks. What
/// does not settle even then is cut where MSER-5 cuts it there, which is nearly all of the
/// pilot, and [`WarmUp::unsettled`] names it.
///
/// # Errors
/// If replications cannot be run.
pub fn find_warm_up(scenarios: &[Prepared], runner: &Runner<'_>) -> Result<WarmUp, RunError> {
    let is_city = |of: &Prepared| matches!(of.subject, Subject::Governed(_));
    let first = if scenarios.iter().any(is_city) { FIRST_OF_CITY } else { FIRST_OF_NETWORK };
    let mut days = first;
    loop {
        let series = pilot(scenarios, days, runner)?;
        if days >= MOST || series.iter().all(|series| series.truncation.settled) {
            let cut = series.iter().map(StateSeries::cut).max().unwrap_or(0);
            let weeks = whole_weeks(u32::try_from(cut).unwrap_or(u32::MAX));
            return Ok(WarmUp { weeks, days, replications: REPLICATIONS, series });
        }
        days *= 2;
    }
}

/// The series of all scenarios over so many days.
fn pilot(
    scenarios: &[Prepared],
    days: usize,
    runner: &Runner<'_>,
) -> Result<Vec<StateSeries>, RunError> {
    let jobs: Vec<(usize, u64)> = (0..scenarios.len())
        .flat_map(|scenario| (0..REPLICATIONS).map(move |of| (scenario, of)))
        .collect();
    let states =
        runner.work(&format!("pilot of {days} days"), &jobs, |scenario, replication| {
            let replication = FIRST_REPLICATION + replication;
            States::of(&scenarios[scenario], days, runner.seed, replication)
        })?;
    let by_scenario = states.chunks(REPLICATIONS as usize);
    Ok(scenarios.iter().zip(by_scenario).flat_map(|(of, states)| series(of, states)).collect())
}

/// The states of one replication, day by day: those of a city, or cases at the cells of a
/// network and above them.
#[derive(serde::Serialize, serde::Deserialize)]
enum States {
    City(Vec<DayCounts>),
    Network(Vec<[u64; 2]>),
}

impl States {
    fn of(prepared: &Prepared, days: usize, seed: u64, replication: u64) -> Self {
        match &prepared.subject {
            Subject::Governed(governed) => {
                let window = Window { warm_up_days: 0, days: days as i64, follow_up_days: 0 };
                let outcome = Outcome::of_city(governed, window, seed, replication);
                Self::City(outcome.city.map(|city| city.days).unwrap_or_default())
            }
            Subject::Skeleton(network) => {
                let streams = Streams::new(seed, replication);
                Self::Network(skeleton::open_by_day(network, streams, days))
            }
        }
    }
}

/// Reads a state off a day, if it has one then.
type ReadDay = fn(&DayCounts) -> Option<f64>;

/// What is watched in a city, and whether it follows the calendar from day to day. Cases wait
/// for hours and so follow what arises. Problems that stand are mostly old ones, whose number
/// hardly knows the season.
const WATCHED: [(&str, ReadDay, bool); 5] = [
    ("problems_standing", |day| Some(f64::from(day.state.standing)), false),
    ("cases_waiting", |day| Some(day.waiting as f64), true),
    ("norm_state", |day| Some(day.state.norm), false),
    ("trust_committee", |day| day.state.trust.map(|trust| trust[0]), false),
    ("trust_government", |day| day.state.trust.map(|trust| trust[1]), false),
];

/// What is watched in a network.
const OF_NETWORK: [&str; 2] = ["cases_at_cells", "cases_above_cells"];

fn series(prepared: &Prepared, states: &[States]) -> Vec<StateSeries> {
    let name = &prepared.name;
    if let Subject::Governed(governed) = &prepared.subject {
        let of = |watched| watch(governed, name, states, watched);
        return WATCHED.iter().filter_map(of).collect();
    }
    let of = |(place, state): (usize, &'static str)| {
        let read = |states: &States| match states {
            States::Network(open) => open.iter().map(|open| Some(open[place] as f64)).collect(),
            States::City(_) => Vec::new(),
        };
        let values = mean_by_day(&states.iter().map(read).collect::<Vec<_>>());
        state_series(name, state, values, None)
    };
    OF_NETWORK.into_iter().enumerate().filter_map(of).collect()
}

fn watch(
    governed: &Governed,
    scenario: &str,
    states: &[States],
    (name, read, by_calendar): &(&'static str, ReadDay, bool),
) -> Option<StateSeries> {
    let of = |states: &States| match states {
        States::City(days) => days.iter().map(read).collect(),
        States::Network(_) => Vec::new(),
    };
    let values = mean_by_day(&states.iter().map(of).collect::<Vec<_>>());
    let profile = by_calendar.then(|| calendar(governed, values.len()));
    state_series(scenario, name, values, profile)
}

/// The mean of all replications on each day on which all have a value.
fn mean_by_day(replications: &[Vec<Option<f64>>]) -> Vec<Option<f64>> {
    let days = replications.first().map_or(0, Vec::len);
    let of_day = |day: usize| {
        let values = replications.iter().map(|of| of[day]).collect::<Option<Vec<f64>>>()?;
        Some(values.iter().sum::<f64>() / values.len() as f64)
    };
    (0..days).map(of_day).collect()
}

/// The expected potential problems of each day, relative to their mean.
fn calendar(governed: &Governed, days: usize) -> Vec<f64> {
    let expected: Vec<f64> =
        (0..days).map(|day| governed.city.intensities.expected_on(day as i64)).collect();
    let mean = expected.iter().sum::<f64>() / days.max(1) as f64;
    let share = |of_day: &f64| if *of_day > 0.0 { of_day / mean } else { 1.0 };
    expected.iter().map(share).collect()
}

/// A series from its first value on; none where it has too few.
fn state_series(
    scenario: &str,
    name: &'static str,
    values: Vec<Option<f64>>,
    profile: Option<Vec<f64>>,
) -> Option<StateSeries> {
    let first_day = values.iter().position(Option::is_some)?;
    let by_calendar = profile.is_some();
    let profile = profile.unwrap_or_else(|| vec![1.0; values.len()]);
    let values = values.into_iter().zip(profile).skip(first_day);
    let values: Vec<f64> = values.map_while(|(value, share)| Some(value? / share)).collect();
    let truncation = mser5(&values)?;
    let scenario = scenario.to_owned();
    Some(StateSeries { scenario, name, first_day, values, by_calendar, truncation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::prepare;
    use crate::scenario::study::Scenario;
    use crate::scenario::{Options, Source, load};

    fn found(sets: &[&str]) -> WarmUp {
        let source = Source::from_argument("reference-jackson-200").expect("a built-in");
        let sets: Vec<String> = sets.iter().map(|set| format!("skeleton.{set}")).collect();
        let options = Options { provenance: false };
        let scenario = load::<Scenario>(&source, &sets, options).expect("it loads").value;
        let runner = Runner { seed: 1, threads: 2, store: None, progress: &() };
        find_warm_up(&[prepare("network", &scenario)], &runner).expect("it runs")
    }

    /// A queue forgets its beginning with the time constant mean work ÷ (c (1 − √ρ)²) (Cohen
    /// 1982, *The Single Server Queue*, for one server): 47 h at the cells of the reference
    /// network, 239 h at its departments. Warm-ups of up to six of the longest are sane. At a load
    /// of 0.95 and work of 30 min it is 760 h, in twenty cells of that kind. That those need longer
    /// than twenty of the reference is not tested: five replications of so few cells leave noise
    /// in which MSER-5 sees no difference of a week.
    #[test]
    fn a_network_warms_up_for_some_of_its_time_constants() {
        let reference = found(&[]);
        assert_eq!(reference.unsettled().count(), 0, "{reference:?}");
        assert_eq!(reference.days, FIRST_OF_NETWORK);
        assert!((1..=8).contains(&reference.weeks), "{} weeks", reference.weeks);
        let heavy = ["cells=20", "cases='45.6 per day'", "grid.mean_work='30 min'", "to_street=0"];
        let heavy = found(&heavy);
        assert!((2..=27).contains(&heavy.weeks), "{} weeks", heavy.weeks);
    }

    /// Seven cases a day for a worker who can do six: the pilot is made longer up to the most, and
    /// then says that the queue has not settled.
    #[test]
    fn a_queue_that_grows_never_settles_and_is_named() {
        let found = found(&["cells=5", "cases='7 per day'"]);
        assert_eq!(found.days, MOST);
        let named: Vec<&str> = found.unsettled().map(|series| series.name).collect();
        assert!(named.contains(&"cases_at_cells"), "{named:?}");
        assert!(found.warm_up_days() > MOST as i64 / 2 && found.warm_up_days() <= 7 * 208);
        let grows = found.series[0].drift().expect("it is not zero");
        assert!((0.2..0.7).contains(&grows), "{grows}: from 5/8 to 7/8 of the way is 0.4");
        assert_eq!(
            found.longest().map(|series| series.cut().div_ceil(7)),
            Some(found.weeks as usize)
        );
    }

    #[test]
    fn a_series_counts_from_its_first_value() {
        let rising = |n: u32| Some(f64::from(if n < 30 { n } else { 30 }));
        let late: Vec<Option<f64>> = (0..7).map(|_| None).chain((0..193).map(rising)).collect();
        let series = state_series("city", "trust", late, None).expect("it has values");
        assert_eq!((series.first_day, series.values.len(), series.cut()), (7, 193, 37));
        assert!(state_series("city", "trust", vec![None; 200], None).is_none());
        let even = state_series("city", "norm", vec![Some(1.0); 60], Some(vec![2.0; 60]));
        let even = even.expect("it has values");
        assert!(even.cut() == 0 && even.by_calendar && even.values[59].total_cmp(&0.5).is_eq());
    }
}
