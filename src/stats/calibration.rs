//! Intervals and tests, checked on synthetic studies whose truth is known.
//!
//! Each limit below is the expected count ± four binomial standard errors: a
//! right method fails under about one seed in 16,000 (one in 32,000 where the
//! limit is one-sided). The seeds are fixed, so a red test is news.

use super::*;
use crate::rng::{Draw, Purpose, Streams};

const STUDIES: u64 = 2_000;

/// A standard normal number (Box and Muller 1958).
fn normal(draw: &mut Draw) -> f64 {
    let radius = (-2.0 * libm::log(draw.uniform_above_zero())).sqrt();
    radius * libm::cos(std::f64::consts::TAU * draw.uniform())
}

fn normals(study: u64, series: u64, n: usize) -> Vec<f64> {
    let mut draw = Streams::new(2_026, 0).draw(Purpose::Bootstrap, study, series);
    (0..n).map(|_| normal(&mut draw)).collect()
}

/// How many studies something holds in.
fn studies_where(holds: impl Fn(u64) -> bool) -> f64 {
    (0..STUDIES).filter(|&study| holds(study)).count() as f64
}

/// The count expected at a probability, and four binomial standard errors.
fn expected(probability: f64) -> (f64, f64) {
    let n = STUDIES as f64;
    (n * probability, 4.0 * (n * probability * (1.0 - probability)).sqrt())
}

fn holds(interval: (f64, f64), truth: f64) -> bool {
    interval.0 <= truth && truth <= interval.1
}

/// With five replications each. Power: the normal interval, which covers 0.878
/// there, is 14 binomial standard errors off, and any coverage below 0.92 is
/// found with probability 0.96.
#[test]
fn t_intervals_hold_the_truth_as_often_as_they_say() {
    let covered = studies_where(|study| {
        let values: Vec<f64> = normals(study, 0, 5).iter().map(|x| 10.0 + 3.0 * x).collect();
        holds(Estimate::of(&values).unwrap().interval(0.95).unwrap(), 10.0)
    });
    let (mean, limit) = expected(0.95);
    assert!((covered - mean).abs() <= limit, "{covered} of {STUDIES}");
}

/// Pairs that share most of their luck. Power as above.
#[test]
fn paired_tests_reject_the_true_null_as_often_as_they_say() {
    let rejected = studies_where(|study| {
        let luck = normals(study, 0, 6);
        let [ours, theirs] = [1, 2].map(|side| {
            let own = normals(study, side, 6);
            luck.iter().zip(own).map(|(luck, own)| 5.0 * luck + own).collect::<Vec<_>>()
        });
        Paired::of(&ours, &theirs).unwrap().p <= 0.05
    });
    let (mean, limit) = expected(0.05);
    assert!((rejected - mean).abs() <= limit, "{rejected} of {STUDIES}");
}

/// How many studies reject at least one of ten true nulls that share a baseline.
fn families_in_error(adjust: impl Fn(&[f64]) -> Vec<f64>) -> f64 {
    studies_where(|study| {
        let baseline = normals(study, 0, 8);
        let p_of = |rival| Paired::of(&normals(study, rival, 8), &baseline).unwrap().p;
        adjust(&(1..=10).map(p_of).collect::<Vec<_>>()).iter().any(|&p| p <= 0.05)
    })
}

/// One-sided: Holm's error may lie below the nominal 0.05 and must not lie above.
/// Power: the same families without adjustment err some five times as often,
/// which the test also asserts, and any error above 0.085 is found with
/// probability 0.99.
#[test]
fn holms_families_err_at_most_as_often_as_they_say() {
    let (mean, limit) = expected(0.05);
    let adjusted = families_in_error(|p| holm(p).unwrap());
    assert!(adjusted <= mean + limit, "{adjusted} of {STUDIES}");
    assert!(adjusted >= 0.4 * mean, "{adjusted} of {STUDIES}: too cautious to be of use");
    let plain = families_in_error(<[f64]>::to_vec);
    assert!(plain > 4.0 * mean, "the test is too weak: {plain} of {STUDIES}");
}

/// Half of each denominator is its numerator, so the truth is ½; ten
/// replications. Fieller's interval is exact here; the percentile interval
/// covers less (about 0.90), which is why it is only the check.
#[test]
fn fiellers_interval_covers_and_the_percentile_interval_falls_short() {
    let ratio = |study| {
        let part: Vec<f64> = normals(study, 0, 10).iter().map(|x| 2.0 + x).collect();
        let rest = normals(study, 1, 10);
        let whole: Vec<f64> = part.iter().zip(rest).map(|(x, y)| x + 2.0 + y).collect();
        ratio_of_means(&part, &whole, 0.95, 399, study).expect("far from zero")
    };
    let (mean, limit) = expected(0.95);
    let fieller = studies_where(|study| holds(ratio(study).fieller, 0.5));
    assert!((fieller - mean).abs() <= limit, "{fieller} of {STUDIES}");
    let percentile = studies_where(|study| holds(ratio(study).percentile.unwrap(), 0.5));
    assert!(percentile < mean - limit, "{percentile} of {STUDIES}");
    assert!(percentile > 0.85 * STUDIES as f64, "{percentile} of {STUDIES}");
}

/// Skewed values: a lognormal of variance 0.65 with a mean of one.
fn skewed(study: u64, series: u64, n: usize) -> Vec<f64> {
    normals(study, series, n).iter().map(|x| libm::exp(0.5 * x - 0.125)).collect()
}

/// Twenty values of skewness 1.3, as mean times of a busy department have. Power: without the
/// widening the t interval covers 0.939 (measured on 100,000 studies), of which the upper limit
/// stays below 0.95 in three of four sets of studies; the test asserts that it covers less.
#[test]
fn intervals_of_skewed_values_cover_nearly_as_often_as_they_say() {
    let values = |study| -> Vec<f64> {
        normals(study, 0, 20).iter().map(|x| libm::exp(0.39 * x - 0.5 * 0.39 * 0.39)).collect()
    };
    let of = |study| Estimate::of(&values(study)).unwrap();
    let covered = studies_where(|study| holds(of(study).interval(0.95).unwrap(), 1.0));
    let upper = upper_limit(covered as u64, STUDIES, 0.95).unwrap();
    assert!(upper >= 0.95, "{covered} of {STUDIES}");
    let plain =
        studies_where(|study| of(study).distance_to(1.0) <= tails::student_reach(0.95, 19.0));
    assert!(plain < covered - 5.0, "{plain} without, {covered} with the widening");
}

/// A family of six differences from one baseline. `own` gives a series its values; the truth is
/// zero, and in how many studies do the intervals hold it, and all of them this?
fn jointly_covered(own: fn(u64, u64, usize) -> Vec<f64>, n: usize, truth: f64) -> f64 {
    studies_where(|study| {
        let base = own(study, 0, n);
        let family: Vec<Vec<f64>> = (1..=6)
            .map(|rival| own(study, rival, n).iter().zip(&base).map(|(x, y)| x - y).collect())
            .collect();
        let reach = max_t_reach(&family, 0.95, 399, study).expect("there is spread");
        family.iter().all(|member| Estimate::of(member).unwrap().distance_to(truth) <= reach)
    })
}

/// Power: intervals of 95 % each hold together in 1,571 of the studies of 40 replications, 34
/// binomial standard errors off. They are not too wide to be of use: a difference that is off by
/// 1.3 standard deviations of a series (0.75 in the unit of the skewed ones) is refuted in 95 % of studies at least.
#[test]
fn simultaneous_intervals_hold_together_as_often_as_they_say() {
    type Own = fn(u64, u64, usize) -> Vec<f64>;
    let off: [(Own, usize, f64); 4] =
        [(normals, 20, 1.3), (skewed, 20, 0.75), (normals, 40, 1.3), (skewed, 40, 0.75)];
    for (own, n, off) in off {
        let covered = jointly_covered(own, n, 0.0);
        println!("six differences, {n} replications: {covered} of {STUDIES} hold together");
        let upper = upper_limit(covered as u64, STUDIES, 0.95).unwrap();
        assert!(upper >= 0.95, "{covered} of {STUDIES}");
        let wrong = jointly_covered(own, n, off);
        assert!(wrong <= 0.05 * STUDIES as f64, "{wrong} of {STUDIES} hold what is not so");
    }
}

/// Four differences of twenty replications whose luck is skewed and their own, all true nulls.
fn skewed_nulls(spread: f64, study: u64) -> Vec<Vec<f64>> {
    let skewed = |x: &f64| libm::exp(spread * x - 0.5 * spread * spread) - 1.0;
    (0..4).map(|series| normals(study, series, 20).iter().map(skewed).collect()).collect()
}

/// Skewness 1.3 and 2.2. Power: by t tests alone, widened for skewness, such families err in 7 and
/// 11 % of studies, which the test finds.
#[test]
fn holms_families_of_skewed_differences_err_at_most_as_often_as_they_say() {
    for spread in [0.39, 0.6] {
        let p_values = |study| -> [Vec<f64>; 2] {
            let family = skewed_nulls(spread, study);
            let alone = family.iter().map(|of| Paired::of(of, &[0.0; 20]).unwrap().p).collect();
            let resampled = resampled_p_values(&family, 399, study).unwrap();
            let larger = |alone: &Vec<f64>| -> Vec<f64> {
                alone.iter().zip(resampled).map(|(t_test, p)| p.max(*t_test)).collect()
            };
            [larger(&alone), alone]
        };
        let all: Vec<[Vec<f64>; 2]> = (0..STUDIES).map(p_values).collect();
        let errs = |p: &[f64]| holm(p).unwrap().iter().any(|p| *p <= 0.05);
        let [in_error, plain] =
            [0, 1].map(|which| all.iter().filter(|p| errs(&p[which])).count() as u64);
        println!("Holm, four nulls of spread {spread}: {in_error} of {STUDIES}, t alone {plain}");
        let low = |count| clopper_pearson(count, STUDIES, 0.95).unwrap().0;
        assert!(low(in_error) <= 0.05, "{in_error} of {STUDIES} at {spread}");
        assert!(low(plain) > 0.05, "the test is too weak: {plain} of {STUDIES}");
    }
}

/// In how many studies the first candidate may be the best, and in how many the last may not.
fn kept_and_left_out(values: impl Fn(u64) -> Vec<Vec<f64>>, higher_is_better: bool) -> [u64; 2] {
    let known = |study| standings(&values(study), higher_is_better, 0.95, 99, study).unwrap();
    let of = |study| {
        let known: Vec<Standing> = known(study);
        [known[0].may_be_best, known.last().is_some_and(|last| !last.may_be_best)]
    };
    let studies: Vec<[bool; 2]> = (0..STUDIES).map(of).collect();
    [0, 1].map(|which| studies.iter().filter(|study| study[which]).count() as u64)
}

/// Five candidates of which the best leads by a little: it must stay in the set of those
/// that may be best, in 95 % of studies at least, and one that is worse by 1.5 standard
/// deviations of its own luck must be left out in nine of ten. Power: with the reach for one
/// rival in place of that for four the set loses the best in 277 of these studies.
#[test]
fn the_best_is_kept_as_often_as_stated() {
    for lead in [0.0, 0.3] {
        let values = |study| {
            let luck = normals(study, 9, 20);
            let candidate = |(i, good): (usize, f64)| -> Vec<f64> {
                let own = normals(study, i as u64, 20);
                luck.iter().zip(own).map(|(luck, own)| 3.0 * luck + own + good).collect()
            };
            [lead, 0.0, 0.0, 0.0, -1.5].into_iter().enumerate().map(candidate).collect()
        };
        let [kept, left_out] = kept_and_left_out(values, true);
        println!("five candidates, lead {lead}: {kept} of {STUDIES} keep the best");
        let upper = upper_limit(kept, STUDIES, 0.95).unwrap();
        assert!(upper >= 0.95, "{kept} of {STUDIES}");
        assert!(left_out as f64 > 0.9 * STUDIES as f64, "{left_out} of {STUDIES}: too wide");
    }
}

/// A best candidate that hardly varies among rivals with right-skewed luck of their own, less being
/// better, all equal in truth: the case in which limits fall short most, since a rival with few of
/// its rare high values has a low mean and looks sure of it. The last candidate is worse by 1.2.
/// Twenty replications.
fn among_skewed(spread: f64, rivals: u64) {
    let values = |study| {
        let own = |i: u64| normals(study, i, 20);
        let skewed = |x: &f64| libm::exp(spread * x - 0.5 * spread * spread);
        let rival = |i: u64| own(i).iter().map(skewed).collect();
        let best = own(0).iter().map(|x| 1.0 + 0.02 * x).collect();
        let worse = own(9).iter().map(|x| 2.2 + 0.3 * x).collect();
        [best].into_iter().chain((1..=rivals).map(rival)).chain([worse]).collect()
    };
    let [kept, left_out] = kept_and_left_out(values, false);
    println!("spread {spread}, {rivals} equal rivals: {kept} of {STUDIES} keep the best");
    let upper = upper_limit(kept, STUDIES, 0.95).unwrap();
    assert!(upper >= 0.95, "spread {spread}, {rivals} rivals: {kept} of {STUDIES}");
    assert!(left_out as f64 > 0.95 * STUDIES as f64, "{left_out} of {STUDIES}: too wide");
}

/// Skewness 2.2. Power: Student's limits with Bonferroni's correction keep the best in 86 % of such
/// studies with two rivals, and the bootstrap without the widening in 93 %.
#[test]
fn the_best_is_kept_among_skewed_rivals() {
    among_skewed(0.6, 2);
}

/// Skewness 1.3 and 2.2, two to five rivals.
#[test]
#[ignore = "some twenty seconds"]
fn the_best_is_kept_among_two_to_five_rivals_of_any_skewness() {
    for spread in [0.39, 0.6] {
        for rivals in [2, 3, 5] {
            among_skewed(spread, rivals);
        }
    }
}

/// Stopped at the first look, at 20, 30, 40 … values, with a narrow enough interval. Looking
/// often stops early where the spread is small by chance, so a little coverage is lost; at
/// least 0.93 is promised. The goals need some 25 and 100 values. Power: looking at each value
/// from the second on covers less, as the test also asserts.
#[test]
fn intervals_of_stopped_studies_cover_nearly_as_often_as_they_say() {
    let covered = |first: usize, batch: usize, goal: f64| {
        studies_where(|study| {
            let values: Vec<f64> = normals(study, 0, 400).iter().map(|x| 4.0 + x).collect();
            let known = |n: usize| Estimate::of(&values[..n]).unwrap();
            let narrow = |n: &usize| known(*n).precision(0.95).is_some_and(|p| p <= goal);
            let n = (first..=400).step_by(batch).find(narrow).unwrap_or(400);
            holds(known(n).interval(0.95).unwrap(), 4.0)
        })
    };
    for goal in [0.1, 0.05] {
        let covered = covered(20, 10, goal);
        println!("stopped at a goal of {goal}: {covered} of {STUDIES}");
        let upper = upper_limit(covered as u64, STUDIES, 0.95).unwrap();
        assert!(upper >= 0.93, "{covered} of {STUDIES} at a goal of {goal}");
    }
    let hasty = covered(2, 1, 0.1);
    println!("hasty: {hasty} of {STUDIES}");
    assert!(hasty < 0.92 * STUDIES as f64, "the test is too weak: {hasty} of {STUDIES}");
}

/// Pairs that correlate by ρ have a variance reduction of 1 ÷ (1 − ρ). The percentile interval
/// falls a little short, as it does for any variance: at least 0.90 is promised from twenty
/// pairs on. Power: resamples that draw each side for itself, and so break the pairs, hold the
/// truth in hardly any study.
#[test]
fn variance_reductions_are_held_nearly_as_often_as_stated() {
    let pairs = |study, n| -> [Vec<f64>; 2] {
        let luck = normals(study, 0, n);
        [1, 2].map(|side| {
            let own = normals(study, side, n);
            luck.iter().zip(own).map(|(luck, own)| 2.0 * luck + own).collect()
        })
    };
    let (truth, promised) = (5.0, 0.9);
    for n in [20, 60] {
        let covered = studies_where(|study| {
            let [a, b] = pairs(study, n);
            holds(variance_reduction(&a, &b, 0.95, 399, study).unwrap().interval.unwrap(), truth)
        });
        let upper = upper_limit(covered as u64, STUDIES, 0.95).unwrap();
        assert!(upper >= promised, "{covered} of {STUDIES} with {n} pairs");
        assert!(covered < 0.99 * STUDIES as f64, "{covered}: too wide to be of use");
    }
    let broken = studies_where(|study| {
        let ([a, _], [_, b]) = (pairs(study, 60), pairs(study + STUDIES, 60));
        holds(variance_reduction(&a, &b, 0.95, 399, study).unwrap().interval.unwrap(), truth)
    });
    assert!(broken < 0.1 * STUDIES as f64, "the test is too weak: {broken} of {STUDIES}");
}
