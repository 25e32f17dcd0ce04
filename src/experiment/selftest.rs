//! The engine against theory: networks, queues and searches whose answers are known.

use rayon::ThreadPoolBuildError;

use super::run_all::replicate;
use super::{Governed, Subject, prepare};
use crate::lang::{Phrase, Text, text};
use crate::rng::Streams;
use crate::scenario::study::Scenario;
use crate::scenario::{Faults, Options, Source, load};
use crate::simulation::record::{Case, Problem, Record, Stage};
use crate::simulation::skeleton::{self, Skeleton};
use crate::simulation::{Window, simulate};
use crate::stats::Estimate;
use crate::stats::queueing::{
    PriorityClass, Station, erlang_c, mg1_wait, mm1_sojourn, mmc_wait, open_network,
    priority_waits, random_search_rate,
};
use crate::time::{Span, Time};

/// A check passes within this many standard errors. With the 99 degrees of freedom of a
/// hundred replications a right engine would fail one check in 8,200 under another seed.
const TOLERANCE: f64 = 4.0;
const REPLICATIONS: usize = 100;
const SEED: u64 = 200_401;
/// Days measured in each replication of a queue.
const DAYS: i64 = 1_000;
/// Problems a day in the town of the queues.
const PER_DAY: f64 = 10.0;

/// What theory expects and what the engine came to.
#[derive(Clone, Debug)]
pub struct Check {
    /// What is checked.
    pub name: Text,
    /// What theory expects.
    pub expected: f64,
    /// What the replications came to.
    pub obtained: Estimate,
    /// The unit of both.
    pub unit: Phrase,
}

/// Hours.
const HOURS: Phrase = Phrase::same("h");

impl Check {
    /// A check whose tolerance is more than this share of what theory expects would let too
    /// much pass, and fails.
    pub const COARSEST: f64 = 0.06;

    /// Whether theory lies within four standard errors, and these are fine enough to tell.
    pub fn passes(&self) -> bool {
        let off = (self.obtained.mean - self.expected).abs();
        off <= self.tolerance() && self.tolerance() <= Self::COARSEST * self.expected.abs()
    }

    /// How far off theory the mean may be: four standard errors.
    pub fn tolerance(&self) -> f64 {
        TOLERANCE * self.obtained.standard_error().unwrap_or(0.0)
    }
}

/// Why a self-test could not be run.
#[derive(Debug)]
pub enum SelftestError {
    /// A built-in scenario is wrong.
    Scenario(Faults),
    /// Threads cannot be started.
    Threads(ThreadPoolBuildError),
}

impl From<Faults> for SelftestError {
    fn from(faults: Faults) -> Self {
        Self::Scenario(faults)
    }
}

impl From<ThreadPoolBuildError> for SelftestError {
    fn from(error: ThreadPoolBuildError) -> Self {
        Self::Threads(error)
    }
}

/// Runs all checks.
///
/// # Errors
/// When a built-in scenario is wrong or threads cannot be started, both defects.
pub fn selftest(threads: usize) -> Result<Vec<Check>, SelftestError> {
    let mut checks = network(threads)?;
    checks.extend(queues(threads)?);
    checks.extend(priority(threads)?);
    checks.extend(searches(threads)?);
    checks.push(pairing()?);
    Ok(checks)
}

/// The skeleton network against the traffic equations of Jackson (1957).
fn network(threads: usize) -> Result<Vec<Check>, SelftestError> {
    let reference = Skeleton::reference(200);
    let station = |servers: usize, mean_service: f64, arrival_rate: f64, goes_on_to: Vec<f64>| {
        Station { servers, mean_service, arrival_rate, goes_on_to }
    };
    // One cell stands for twenty of a street, one street for ten of a district.
    let theory = open_network(&[
        station(1, 4.0, 3.0 / 24.0, vec![0.0; 3]),
        station(2, 3.2, 20.0 * 0.15 * 3.0 / 24.0, vec![0.0; 3]),
        station(3, 8.0, 0.4 * 200.0 * 0.15 * 3.0 / 24.0 / 5.0, vec![0.0; 3]),
    ]);
    let sojourns = theory.map_or_else(Vec::new, |equilibrium| equilibrium.sojourns);
    let tallies = replicate(REPLICATIONS, threads, |replication| {
        let streams = Streams::new(SEED, replication as u64);
        skeleton::run(&reference, streams, Span::DAY * 30, Span::DAY * 200)
    })?;
    let names = [("grid", "网格"), ("street", "街道"), ("department", "部门")];
    let mut checks: Vec<Check> = names
        .iter()
        .zip(sojourns)
        .enumerate()
        .filter_map(|(stage, ((en, zh), expected))| {
            let means: Vec<f64> =
                tallies.iter().map(|t| t.stages[stage].mean_sojourn_h()).collect();
            let name = text!("Jackson network, time at the {en}", "Jackson 网络,在{zh}的时间");
            check(name, expected, &means, HOURS)
        })
        .collect();
    let lost: Vec<f64> =
        tallies.iter().map(|t| t.opened as f64 - t.closed as f64 - t.open as f64).collect();
    let name = text!("Jackson network, cases lost", "Jackson 网络,丢失的案件");
    checks.extend(check(name, 0.0, &lost, Phrase::new("cases", "件")));
    Ok(checks)
}

/// One desk of the full model as M/M/1, M/M/c, M/G/1 and M/D/1.
fn queues(threads: usize) -> Result<Vec<Check>, SelftestError> {
    let rate = PER_DAY / 24.0;
    let sigma = libm::log(2.0) / 1.281_551_565_544_600_4;
    let (mean, square) =
        (1.2 * libm::exp(sigma * sigma / 2.0), 1.44 * libm::exp(2.0 * sigma * sigma));
    let one = mm1_sojourn(rate, 1.44).map(|sojourn| sojourn - 1.44);
    let three = desk("{exponential='5.76 h'}", 3, "0 min");
    let cases = [
        (text!("M/M/1, wait", "M/M/1,等待"), desk("{exponential='86.4 min'}", 1, "0 min"), one),
        (
            text!("M/M/3 (Erlang C), wait", "M/M/3(Erlang C),等待"),
            three.clone(),
            mmc_wait(3, rate, 5.76),
        ),
        (
            text!("M/G/1 with lognormal work, wait", "M/G/1,对数正态工时,等待"),
            desk("{lognormal={median='72 min',p90='144 min'}}", 1, "0 min"),
            mg1_wait(rate, mean, square),
        ),
        (
            text!("M/D/1 with work and way, wait", "M/D/1,工时加路程,等待"),
            desk("{fixed='60 min'}", 1, "26.4 min"),
            mg1_wait(rate, 1.44, 1.44 * 1.44),
        ),
    ];
    let mut checks = Vec::new();
    for (name, sets, expected) in cases {
        let town = town("selftest/town", &sets)?;
        let waits = replicate(REPLICATIONS, threads, |i| mean_wait(&town, i, |_| true))?;
        checks.extend(check(name, expected.unwrap_or(f64::NAN), &waits, HOURS));
    }
    let town = town("selftest/town", &three)?;
    let waited = replicate(REPLICATIONS, threads, |i| share_waiting(&town, i))?;
    let expected = erlang_c(3, rate * 5.76).unwrap_or(f64::NAN);
    let name = text!("M/M/3, share that waits", "M/M/3,需等待的比例");
    checks.extend(check(name, expected, &waited, Phrase::new("share", "比例")));
    Ok(checks)
}

/// The settings of a desk to which problems come at ten a day.
fn desk(work: &str, crew: u32, travel: &str) -> [String; 4] {
    [
        "city.categories.fault.incidence=10 per km2 day".to_owned(),
        format!("city.categories.fault.work={work}"),
        format!("governance.roles.crew.staffing={crew} per district"),
        format!("governance.roles.crew.travel={{fixed='{travel}'}}"),
    ]
}

/// Two classes of which one goes first, never interrupting (Cobham 1954).
fn priority(threads: usize) -> Result<Vec<Check>, SelftestError> {
    let class = |per_day: f64| PriorityClass {
        arrival_rate: per_day / 24.0,
        mean_service: 1.5,
        second_moment: 2.0 * 1.5 * 1.5,
    };
    let expected = priority_waits(&[class(6.0), class(4.0)]).unwrap_or_default();
    let town = town("selftest/priority", &[])?;
    let mut checks = Vec::new();
    for (name, urgent, expected) in [
        (
            text!("M/M/1 with priority, wait of the urgent", "M/M/1,有优先级,急件的等待"),
            true,
            expected.first(),
        ),
        (
            text!("M/M/1 with priority, wait of the others", "M/M/1,有优先级,其余的等待"),
            false,
            expected.get(1),
        ),
    ] {
        let waits = replicate(REPLICATIONS, threads, |i| {
            mean_wait(&town, i, |case| case.deadline.is_some() == urgent)
        })?;
        let expected = expected.copied().unwrap_or(f64::NAN);
        checks.extend(check(name, expected, &waits, HOURS));
    }
    Ok(checks)
}

/// Search at constant exposure: time to discovery has mean 1/rate (Koopman 1946).
fn searches(threads: usize) -> Result<Vec<Check>, SelftestError> {
    let mut checks = Vec::new();
    for (walkers, seen) in [(1_u32, 1.0), (2, 0.4)] {
        let sets = [
            "governance.roles.watch.patrol.speed=1 km/h".to_owned(),
            "governance.roles.watch.patrol.sweep=10 m".to_owned(),
            format!("governance.roles.watch.staffing={walkers} per district"),
            "city.categories.fault.incidence=20 per km2 day".to_owned(),
            format!("city.categories.fault.detectability={seen:?}"),
        ];
        let town = town("selftest/town", &sets)?;
        let means = replicate(REPLICATIONS, threads, |i| mean_discovery(&town, i))?;
        let rate = f64::from(walkers) * random_search_rate(1_000.0, 10.0, seen, 1e6);
        let name = text!(
            "search, {walkers} walking, seen with {seen}: time to discovery",
            "巡查,{walkers} 人,看见的概率 {seen}:到发现的时间"
        );
        checks.extend(check(name, 1.0 / rate, &means, HOURS));
    }
    Ok(checks)
}

/// Two policies meet the same potential problems, exactly.
fn pairing() -> Result<Check, SelftestError> {
    let mut digests = Vec::new();
    for name in ["traditional", "beijing-dongcheng-2004"] {
        let town = town(name, &[])?;
        let mut digest = 0_u64;
        let window = Window { warm_up_days: 0, days: 14, follow_up_days: 1 };
        simulate(
            &town.city,
            &town.governance,
            Streams::new(SEED, 0),
            window,
            &mut |_: Time, record: Record<'_>| {
                if let Record::Drawn(potential) = record {
                    digest = crate::rng::mix(digest ^ potential.key ^ potential.mark.to_bits());
                }
            },
        );
        digests.push(digest);
    }
    let differ = f64::from(u8::from(digests[0] != digests[1]));
    Ok(Check {
        name: text!(
            "potential problems that differ between two policies",
            "两种治理模式之间不同的潜在问题"
        ),
        expected: 0.0,
        obtained: Estimate { n: 1, mean: differ, sd: None, skew: None },
        unit: Phrase::new("streams", "序列"),
    })
}

fn town(name: &'static str, sets: &[String]) -> Result<Governed, SelftestError> {
    let source = Source::from_argument(name)?;
    let scenario: Scenario = load(&source, sets, Options { provenance: false })?.value;
    match prepare(name, &scenario).subject {
        Subject::Governed(governed) => Ok(*governed),
        Subject::Skeleton(_) => unreachable!("the towns of the self-test are governed"),
    }
}

fn check(name: Text, expected: f64, values: &[f64], unit: Phrase) -> Option<Check> {
    Estimate::of(values).map(|obtained| Check { name, expected, obtained, unit })
}

/// The lives of all cases of a replication that were opened in the horizon.
fn watch_cases(town: &Governed, replication: usize, mut see: impl FnMut(&Case)) {
    let window = Window { warm_up_days: 60, days: DAYS, follow_up_days: 60 };
    let streams = Streams::new(SEED, replication as u64);
    let mut observe = |_: Time, record: Record<'_>| {
        if let Record::Case(case, _) = record
            && case.opened >= Time::ZERO
            && case.opened < window.horizon()
        {
            see(case);
        }
    };
    simulate(&town.city, &town.governance, streams, window, &mut observe);
}

/// Mean wait for the crew of the cases that are meant \[h\].
fn mean_wait(town: &Governed, replication: usize, meant: impl Fn(&Case) -> bool) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    watch_cases(town, replication, |case| {
        if meant(case) {
            sum += case.parts[Stage::HandleWait as usize].hours();
            count += 1.0;
        }
    });
    sum / count
}

fn share_waiting(town: &Governed, replication: usize) -> f64 {
    let (mut waiting, mut count) = (0.0, 0.0);
    watch_cases(town, replication, |case| {
        waiting += f64::from(u8::from(case.parts[Stage::HandleWait as usize] > Span::ZERO));
        count += 1.0;
    });
    waiting / count
}

/// Mean time to discovery of problems of the first hundred days \[h\].
fn mean_discovery(town: &Governed, replication: usize) -> f64 {
    let window = Window { warm_up_days: 0, days: 100, follow_up_days: 200 };
    let (mut sum, mut count) = (0.0, 0.0);
    let mut see = |problem: &Problem| {
        if let Some((known, _)) = problem.known.filter(|_| problem.arose < window.horizon()) {
            sum += (known - problem.arose).hours();
            count += 1.0;
        }
    };
    let mut observe = |_: Time, record: Record<'_>| {
        if let Record::Problem(_, problem) = record {
            see(problem);
        }
    };
    let streams = Streams::new(SEED, replication as u64);
    simulate(&town.city, &town.governance, streams, window, &mut observe);
    sum / count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64], expected: f64) -> Check {
        check(Text::same("a wait"), expected, values, HOURS).expect("an estimate")
    }

    #[test]
    fn a_check_passes_near_theory_and_only_where_it_could_fail() {
        let fine = [1.00, 1.01, 0.99, 1.00];
        assert!(of(&fine, 1.01).passes());
        assert!(!of(&fine, 1.10).passes(), "off theory");
        assert!(of(&[0.97, 1.03, 0.98, 1.02], 1.0).passes(), "five per cent");
        assert!(!of(&[0.95, 1.05, 0.96, 1.04], 1.0).passes(), "too coarse to tell");
        assert!(!of(&fine, f64::NAN).passes(), "no theory");
        assert!(of(&[0.0; 4], 0.0).passes() && !of(&[0.0, 0.0, 0.0, 1.0], 0.0).passes(), "exact");
    }
}
