//! What pairing buys where two policies differ in one worker of twenty, from light load to heavy.
//!
//! A town whose answers are known: problems arise as a Poisson process, are found within minutes
//! and solved by one crew, each with work of its own that no policy changes. Figures:
//! docs/statistics.md.

use gridgov::experiment::{Prepared, Study, prepare, run_all};
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Options, Source, load};
use gridgov::stats::{Estimate, VarianceReduction, variance_reduction};

/// Hours of work of a problem on the mean: lognormal, median 3 h and nine of ten within 8 h.
const WORK_H: f64 = 4.02;

/// A town with so many in the crew and so many problems a day.
fn town(crew: u32, problems_a_day: f64, days: u32) -> Prepared {
    let source = Source::from_argument("selftest/town").expect("a built-in");
    let sets = [
        format!("city.categories.fault.incidence={problems_a_day} per km2 day"),
        "city.categories.fault.work={ lognormal = { median = \"3 h\", p90 = \"8 h\" } }".to_owned(),
        "governance.roles.watch.staffing=1 per district".to_owned(),
        "governance.roles.watch.patrol.speed=5 km/h".to_owned(),
        "governance.roles.watch.patrol.sweep=10 km".to_owned(),
        format!("governance.roles.crew.staffing={crew} per district"),
        format!("run.days={days} d"),
        format!("run.warm_up={} d", days / 2),
        format!("run.follow_up={} d", days / 3),
    ];
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: false });
    prepare("town", &loaded.unwrap_or_else(|faults| panic!("{faults}")).value)
}

/// Twenty and nineteen in the crew under the same luck, at a load of nineteen.
fn pair(load: f64, days: u32, replications: usize) -> [Study; 2] {
    let per_day = load * 19.0 * 24.0 / WORK_H;
    let scenarios = [20, 19].map(|crew| town(crew, per_day, days));
    let outcomes = run_all(&scenarios, 7, replications, 0, || ()).expect("threads start");
    let mut outcomes = outcomes.into_iter();
    scenarios.map(|prepared| Study { prepared, outcomes: outcomes.next().expect("two") })
}

/// The share of duty that cases took of the crew.
fn load_of(study: &Study) -> f64 {
    let of = study.outcomes.iter().map(|outcome| {
        let city = outcome.city.as_ref().expect("a governed town");
        city.roles.iter().map(|role| role.load).fold(0.0, f64::max)
    });
    Estimate::of(&of.collect::<Vec<_>>()).expect("replications").mean
}

/// The variance reduction of an indicator, with what its two means are.
fn reduction(studies: &[Study; 2], id: &str) -> ([f64; 2], VarianceReduction) {
    let measures = studies[0].measures();
    let place = measures.iter().position(|measure| measure.id == id).expect("an indicator");
    let [twenty, nineteen] =
        studies.each_ref().map(|study| study.indicator(place).expect("a value"));
    let found = variance_reduction(&nineteen.values, &twenty.values, 0.95, 2_000, 7);
    ([twenty.estimate.mean, nineteen.estimate.mean], found.expect("differences vary"))
}

const IDS: [&str; 2] = ["resolution_time_h", "problem_days_per_1000"];

/// Short runs. The crew is as busy as the load says, and pairing is worth hundreds of times as
/// many replications where one worker is hardly ever missed.
#[test]
fn pairing_is_worth_much_where_one_worker_is_hardly_missed() {
    let studies = pair(0.7, 60, 20);
    assert!((load_of(&studies[1]) - 0.7).abs() < 0.03, "{}", load_of(&studies[1]));
    for id in IDS {
        let (means, found) = reduction(&studies, id);
        assert!(means[0] < means[1] && found.ratio > 10.0, "{id}: {means:?} {found:?}");
        assert!(found.interval.is_some_and(|(low, high)| low > 5.0 && found.ratio < high));
    }
}

#[test]
#[ignore = "a study of 480 replications of half a year: a minute"]
fn pairing_from_light_load_to_heavy() {
    for load in [0.5, 0.7, 0.85, 0.95] {
        let studies = pair(load, 180, 60);
        let [twenty, nineteen] = studies.each_ref().map(load_of);
        println!("load of twenty {twenty:.3}, of nineteen {nineteen:.3}");
        for id in IDS {
            let (means, VarianceReduction { ratio, interval }) = reduction(&studies, id);
            let (low, high) = interval.expect("enough replications");
            println!("  {id}: {means:.4?}, reduction {ratio:.4} [{low:.4}, {high:.4}]");
            assert!(low > 1.0, "{id}: pairing does harm at a load of {load}: {low}");
        }
    }
}
