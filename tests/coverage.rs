//! How often intervals hold the truth, on queueing networks whose truth is known.
//!
//! Each study is of independent replications of the skeleton network; a method passes if the
//! exact upper limit (95 %, one-sided) of its coverage over 1,000 studies is not below what it
//! states. A right method of exactly 95 % fails that in 5 % of seeds; the seeds are fixed.
//! A method of 92 % passes in under 2 %. Figures: docs/statistics.md.

use std::ops::Range;

use gridgov::experiment::{Goal, Prepared, Runner, Stopping, Target, prepare, run_until};
use gridgov::rng::Streams;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Options, Source, load};
use gridgov::simulation::skeleton::{Skeleton, run_watched};
use gridgov::stats::{
    Estimate, LEAST_FOR_MAX_T, Paired, Sketch, bonferroni_confidence, clopper_pearson, gini, holm,
    max_t_reach, queueing, resampled_p_values, standings, upper_limit,
};
use gridgov::time::Span;

const STUDIES: u64 = 1_000;
const CONFIDENCE: f64 = 0.95;

/// Runs studies `0..count` on two threads and gives what each came to, in order.
fn studies<T: Send>(count: u64, of: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let half = |range: Range<u64>| range.map(&of).collect::<Vec<T>>();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| half(count / 2..count));
        let mut all = half(0..count / 2);
        all.extend(second.join().expect("a study ran"));
        all
    })
}

/// Prints in how many studies a method held and gives the upper limit of its coverage.
fn told(method: &str, held: &[bool]) -> f64 {
    let (count, all) = (held.iter().filter(|held| **held).count() as u64, held.len() as u64);
    let (low, high) = clopper_pearson(count, all, CONFIDENCE).expect("there are studies");
    println!("{method}: {count} of {all}, {:.1} % to {:.1} %", 100.0 * low, 100.0 * high);
    upper_limit(count, all, CONFIDENCE).expect("there are studies")
}

fn covers(values: &[f64], truth: f64) -> bool {
    let (low, high) = Estimate::of(values).and_then(|of| of.interval(CONFIDENCE)).expect("values");
    low <= truth && truth <= high
}

/// Steady state of the cells of a network: M/M/1, whose times from coming to leaving are
/// exponential (Gross et al., *Fundamentals of Queueing Theory*).
struct Cells {
    mean_h: f64,
}

impl Cells {
    fn of(network: &Skeleton) -> Self {
        let work = network.stages[0].mean_work.hours();
        let mean_h = queueing::mm1_sojourn(network.cases_per_cell_day / 24.0, work);
        Self { mean_h: mean_h.expect("a stable queue") }
    }

    /// The time that this share exceeds \[h\].
    fn exceeded_by(&self, share: f64) -> f64 {
        -self.mean_h * libm::log(share)
    }
}

/// What one replication says of the cells: mean, 90 % quantile, Gini coefficient, and shares
/// over the times that 1 % and 0.1 % exceed in truth; then mean times at streets and
/// departments \[h\].
fn look(network: &Skeleton, study: u64, replication: u64) -> [f64; 7] {
    let cells = Cells::of(network);
    let limits = [0.01, 0.001].map(|share| cells.exceeded_by(share) * 3.6e6);
    let (mut sketch, mut times) = (Sketch::new(), Vec::new());
    let streams = Streams::new(study, replication);
    let tally = run_watched(network, streams, Span::DAY * 100, Span::DAY * 60, |left| {
        if left.counts && left.stage == 0 {
            sketch.add(left.sojourn.ms());
            times.push(left.sojourn.ms() as f64);
        }
    });
    let over = limits.map(|limit| times.iter().filter(|time| **time > limit).count() as f64);
    let [street, department] = [1, 2].map(|stage| tally.stages[stage].mean_sojourn_h());
    [
        tally.stages[0].mean_sojourn_h(),
        sketch.quantile(0.9).expect("cases left") / 3.6e6,
        gini(&times).expect("cases left"),
        over[0] / times.len() as f64,
        over[1] / times.len() as f64,
        street,
        department,
    ]
}

/// Intervals of a single scenario after a fixed number of replications.
#[test]
#[ignore = "a study of 20,000 replications: some minutes"]
fn fixed_intervals_hold_means_quantiles_ginis_and_rare_shares() {
    let network = Skeleton::reference(200);
    let cells = Cells::of(&network);
    let truths = [
        ("mean time in a cell", cells.mean_h),
        ("its 90 % quantile", cells.exceeded_by(0.1)),
        ("its Gini coefficient", 0.5),
        ("a share of 1 %", 0.01),
        ("a share of 0.1 %", 0.001),
        ("mean time at a street", queueing::mmc_sojourn(2, 0.375, 3.2).expect("stable")),
        ("mean time at a department", queueing::mmc_sojourn(3, 0.3, 8.0).expect("stable")),
    ];
    let looks = studies(STUDIES, |study| {
        (0..20).map(|replication| look(&network, study, replication)).collect::<Vec<_>>()
    });
    for n in [5, 20] {
        for (place, (what, truth)) in truths.iter().enumerate() {
            let of = |looks: &Vec<[f64; 7]>| -> Vec<f64> {
                looks[..n].iter().map(|look| look[place]).collect()
            };
            let held: Vec<bool> = looks.iter().map(|looks| covers(&of(looks), *truth)).collect();
            let upper = told(&format!("{what}, {n} replications"), &held);
            assert!(upper >= CONFIDENCE, "{what}, {n} replications: {upper}");
        }
    }
}

/// A small city whose cells open so many cases a day, each of so much work \[h\].
fn town(cases_per_day: f64, work_h: f64) -> Skeleton {
    let mut town = Skeleton::reference(20);
    town.cases_per_cell_day = cases_per_day;
    town.stages[0].mean_work = Span::from_hours(work_h);
    town
}

/// Mean times in the cells, at the streets and at the departments of each town, town by town, in
/// replications that share their luck.
fn means(towns: &[Skeleton], study: u64, replications: u64) -> Vec<[Vec<f64>; 3]> {
    let of = |town: &Skeleton| {
        let mut means = [Vec::new(), Vec::new(), Vec::new()];
        for replication in 0..replications {
            let streams = Streams::new(study, replication);
            let tally = run_watched(town, streams, Span::DAY * 30, Span::DAY * 60, |_| {});
            for (stage, values) in means.iter_mut().enumerate() {
                values.push(tally.stages[stage].mean_sojourn_h());
            }
        }
        means
    };
    towns.iter().map(of).collect()
}

/// What one study of four towns says of three towns against the first, in two means each: six
/// series of paired differences, and their truths. What cells do does not change the times at
/// streets (Jackson 1957).
fn family(study: u64, replications: u64) -> Vec<(Vec<f64>, f64)> {
    let towns = [4.0, 3.9, 3.8, 3.5].map(|work| town(3.0, work));
    let mean_h = |place: usize| Cells::of(&towns[place]).mean_h;
    let means = means(&towns, study, replications);
    let of = |place: usize, stage: usize| {
        let pairs = means[place][stage].iter().zip(&means[0][stage]);
        let truth = if stage == 0 { mean_h(place) - mean_h(0) } else { 0.0 };
        (pairs.map(|(new, old)| new - old).collect(), truth)
    };
    (1..towns.len()).flat_map(|place| [of(place, 0), of(place, 1)]).collect()
}

/// Whether all intervals of a family hold their truths, made as `compare` makes them: by the
/// largest t from twenty replications on, by Bonferroni below.
fn hold_together(family: &[(Vec<f64>, f64)], study: u64) -> bool {
    let values: Vec<Vec<f64>> = family.iter().map(|(values, _)| values.clone()).collect();
    let reach = max_t_reach(&values, CONFIDENCE, 999, study);
    let each = bonferroni_confidence(CONFIDENCE, family.len());
    family.iter().all(|(values, truth)| {
        let of = Estimate::of(values).expect("values");
        match reach {
            Some(reach) => of.distance_to(*truth) <= reach,
            None => of.interval(each).is_some_and(|(low, high)| (low..=high).contains(truth)),
        }
    })
}

/// Mean time at the department of every town of [`busy_towns`] \[h\].
const BUSY_H: f64 = 16.0;

/// Towns of other traffic whose one department takes the same time in truth. The first has as
/// many at its desk as can ever be needed, so that its mean hardly varies; the others have one who
/// is busy for some 70 % of the time (M/M/1: work ÷ (1 − rate × work) = 16 h), so that their means
/// over 60 days are skewed and mostly their own luck.
fn busy_towns() -> Vec<Skeleton> {
    let of = |(rate, workers): (f64, u32)| {
        let mut town = town(rate, 4.0);
        let per_hour = 20.0 * rate / 24.0 * town.to_street * town.to_department;
        let alone = BUSY_H / (1.0 + per_hour * BUSY_H);
        town.departments = 1;
        town.stages[2].workers = workers;
        town.stages[2].mean_work = Span::from_hours(if workers > 1 { BUSY_H } else { alone });
        town
    };
    [(3.0, 60), (3.0, 1), (2.4, 1), (3.6, 1)].map(of).to_vec()
}

/// Mean times at the departments of busy towns, study by study and town by town, each less what it
/// is on the mean over all replications of all studies. That mean is some 0.15 h below what theory
/// says, since a busy time has more cases to share it; what an interval is of is the mean of
/// replications such as these.
fn busy_departments(replications: u64) -> Vec<Vec<Vec<f64>>> {
    let towns = busy_towns();
    let of = |study: u64| -> Vec<Vec<f64>> {
        means(&towns, study, replications).into_iter().map(|[_, _, desk]| desk).collect()
    };
    let mut all = studies(STUDIES, of);
    for town in 0..towns.len() {
        let values: Vec<f64> = all.iter().flat_map(|study| study[town].iter().copied()).collect();
        let mean = Estimate::of(&values).expect("values");
        println!("busy town {town}: {mean:?}");
        assert!((mean.mean - BUSY_H).abs() < 0.02 * BUSY_H, "{mean:?} is not what theory says");
        for study in &mut all {
            study[town].iter_mut().for_each(|x| *x -= mean.mean);
        }
    }
    all
}

/// Differences of busy departments from the first, all of them zero in truth.
fn busy_families(replications: u64) -> Vec<Vec<(Vec<f64>, f64)>> {
    let of = |study: &Vec<Vec<f64>>| {
        let against = |town: &Vec<f64>| town.iter().zip(&study[0]).map(|(x, y)| x - y).collect();
        study[1..].iter().map(|town| (against(town), 0.0)).collect()
    };
    busy_departments(replications).iter().map(of).collect()
}

/// By Bonferroni with twelve replications. No interval may be too wide to be of use: truths that
/// are half an hour off (eight hours at departments) are refuted in 95 % of studies.
#[test]
#[ignore = "a study of 290,000 replications: some minutes"]
fn simultaneous_intervals_hold_together() {
    for n in [12, 20, 40] {
        together("six differences", &studies(STUDIES, |study| family(study, n)), 0.5);
    }
}

/// Differences whose luck is their own and skewed by 3: without their widening intervals of 20
/// replications hold together in 93.1 %. It costs power: 8 h off, which those refuted in 95 % of
/// studies, are refuted in 88 %, 10 h in 92 %, and 14 h are asked for.
#[test]
#[ignore = "a study of 240,000 replications: some minutes"]
fn simultaneous_intervals_of_departments_hold_together() {
    for n in [20, 40] {
        together("three of departments", &busy_families(n), 14.0);
    }
}

/// Tells in how many studies all intervals of a family hold their truths, and asserts that truths
/// which are so far off are refuted.
fn together(what: &str, families: &[Vec<(Vec<f64>, f64)>], off: f64) {
    let n = families[0][0].0.len();
    let method = if n < LEAST_FOR_MAX_T { "Bonferroni" } else { "largest t" };
    let shifted = |family: &Vec<(Vec<f64>, f64)>| -> Vec<(Vec<f64>, f64)> {
        family.iter().map(|(of, truth)| (of.clone(), truth + off)).collect()
    };
    let both = studies(STUDIES, |study| {
        let family = &families[study as usize];
        [hold_together(family, study), hold_together(&shifted(family), study)]
    });
    let [held, wrong] = [0, 1].map(|which| both.iter().map(|of| of[which]).collect::<Vec<_>>());
    let upper = told(&format!("{what} by {method}, {n} replications"), &held);
    assert!(upper >= CONFIDENCE, "{what}, {n} replications: {upper}");
    let wrong = wrong.iter().filter(|held| **held).count();
    assert!(wrong <= 50, "{wrong} of {STUDIES} hold what is not so");
}

/// Four towns under the same luck, of which the best leads by little or by more.
#[test]
#[ignore = "a study of 160,000 replications: some minutes"]
fn the_best_stays_among_those_that_may_be_best() {
    for second in [3.59, 3.55] {
        let towns = [3.55, second, 3.7, 4.0].map(|work| town(3.0, work));
        let held = studies(STUDIES, |study| {
            let means = means(&towns, study, 20);
            let values: Vec<Vec<f64>> = means.iter().map(|of| of[0].clone()).collect();
            let standings = standings(&values, false, CONFIDENCE, 999, study).expect("values");
            let lowest = if second > 3.55 { 1 } else { 2 };
            let kept = standings[..lowest].iter().all(|standing| standing.may_be_best);
            [kept, !standings[3].may_be_best]
        });
        let [held, left_out] =
            [0, 1].map(|which| held.iter().map(|of| of[which]).collect::<Vec<_>>());
        let upper = told(&format!("the best of four kept, the second has {second} h"), &held);
        assert!(upper >= CONFIDENCE, "{second}: {upper}");
        let least = told("the worst, 4 h, is left out", &left_out);
        assert!(least >= CONFIDENCE, "{second}: {least}: too wide to be of use");
    }
}

/// Four busy departments of the same time in truth: the one that hardly varies must stay among
/// those that may be best, though rivals that had a lucky time look better than they are.
#[test]
#[ignore = "a study of 80,000 replications: a minute"]
fn a_steady_department_stays_among_skewed_ones() {
    let all = busy_departments(20);
    let held = studies(STUDIES, |study| {
        let values = &all[study as usize];
        standings(values, false, CONFIDENCE, 999, study).expect("values")[0].may_be_best
    });
    let upper = told("a steady department kept among three busy ones", &held);
    assert!(upper >= CONFIDENCE, "{upper}");
}

/// Six towns of different traffic and work whose times in the cells are the same in truth,
/// 8 h: work ÷ (1 − rate × work) = 8. The first is the baseline of five true nulls.
fn equal_towns() -> [Skeleton; 6] {
    [3.0, 2.4, 2.0, 3.6, 1.5, 4.2].map(|rate| town(rate, 8.0 / (1.0 + 8.0 * rate / 24.0)))
}

/// The p-values that Holm adjusts, made as `compare` makes them, and those of t tests alone.
fn p_values(family: &[Vec<f64>], study: u64) -> [Vec<f64>; 2] {
    let p = |of: &Vec<f64>| Paired::of(of, &vec![0.0; of.len()]).expect("values").p;
    let alone: Vec<f64> = family.iter().map(p).collect();
    let resampled = resampled_p_values(family, 999, study).expect("twenty replications");
    [alone.iter().zip(resampled).map(|(t_test, p)| p.max(*t_test)).collect(), alone]
}

fn errs(p_values: &[f64]) -> bool {
    p_values.iter().any(|p| *p <= 1.0 - CONFIDENCE)
}

/// Tells how many families of true nulls are in error, and gives the lower limit of their share
/// and their number.
fn in_error(what: &str, p_values: impl Iterator<Item = Vec<f64>>) -> (f64, u64) {
    let err: Vec<bool> = p_values.map(|p| errs(&p)).collect();
    told(what, &err);
    let count = err.iter().filter(|err| **err).count() as u64;
    (clopper_pearson(count, STUDIES, CONFIDENCE).expect("studies").0, count)
}

fn adjusted(p_values: &[f64]) -> Vec<f64> {
    holm(p_values).expect("p-values")
}

#[test]
#[ignore = "a study of 120,000 replications: some minutes"]
fn holms_families_err_at_most_as_often_as_they_say() {
    let towns = equal_towns();
    let families = studies(STUDIES, |study| {
        let means = means(&towns, study, 20);
        let against = |of: &[Vec<f64>; 3]| -> Vec<f64> {
            of[0].iter().zip(&means[0][0]).map(|(x, y)| x - y).collect()
        };
        p_values(&means[1..].iter().map(against).collect::<Vec<_>>(), study)
    });
    let holm = families.iter().map(|[p, _]| adjusted(p));
    let (low, count) = in_error("Holm's families in error, five true nulls", holm);
    let (_, plain) = in_error("without adjustment", families.iter().map(|[_, p]| p.clone()));
    assert!(low <= 1.0 - CONFIDENCE, "at least {low}");
    assert!(plain > 2 * count, "too weak to tell");
}

/// Three true nulls of busy departments, whose differences from the first are skewed by 3. By t
/// tests alone such families err in 7 %, which the test finds.
#[test]
#[ignore = "a study of 80,000 replications: a minute"]
fn holms_families_of_departments_err_at_most_as_often_as_they_say() {
    let families = busy_families(20);
    let values = |study: u64| -> Vec<Vec<f64>> {
        families[study as usize].iter().map(|(of, _)| of.clone()).collect()
    };
    let all = studies(STUDIES, |study| p_values(&values(study), study));
    let holm = all.iter().map(|[p, _]| adjusted(p));
    let (low, _) = in_error("Holm's families of departments in error", holm);
    let (alone, _) = in_error("by t tests alone", all.iter().map(|[_, p]| adjusted(p)));
    assert!(low <= 1.0 - CONFIDENCE, "at least {low}");
    assert!(alone > 1.0 - CONFIDENCE, "too weak to tell: {alone}");
}

/// A small network as a scenario, so that what is tested is the rule of the program.
fn prepared() -> Prepared {
    let source = Source::from_argument("reference-jackson-200").expect("a built-in");
    let sets = ["skeleton.cells=20", "run.warm_up=30 d", "run.days=60 d"].map(str::to_owned);
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: false });
    prepare("network", &loaded.expect("it loads").value)
}

#[test]
#[ignore = "a study of some 80,000 replications: some minutes"]
fn stopped_intervals_hold_nearly_as_often_as_they_say() {
    for goal in [0.012, 0.007] {
        let target = Target { indicator: "sojourn_grid_h".to_owned(), goal: Goal::Relative(goal) };
        let stopping = Stopping { targets: vec![target], most: 1_000 };
        let stopped = studies(STUDIES, |study| {
            let runner = Runner { seed: study, threads: 1, store: None, progress: &() };
            let (studies, _) =
                run_until(vec![prepared()], &[], &stopping, &runner).expect("threads");
            studies[0].indicator(0).expect("a value").values
        });
        let mean_n = stopped.iter().map(Vec::len).sum::<usize>() / stopped.len();
        let held: Vec<bool> = stopped.iter().map(|values| covers(values, 8.0)).collect();
        let percent = 100.0 * goal;
        let upper =
            told(&format!("stopped at {percent} %, {mean_n} replications on average"), &held);
        assert!(upper >= 0.93, "{goal}: {upper}");
    }
}
