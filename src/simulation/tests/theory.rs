//! With behaviour switched off the model is a queue, a search and a Poisson process whose
//! answers are known.

use super::town::{Told, Town, estimate};
use crate::simulation::record::Stage;
use crate::time::Time;

/// Ten cases a day, found and sent on within 3 ms, for a crew that works day and night.
fn queue(crew: usize, work: &str) -> Town {
    Town::new()
        .fault(&["incidence='10 per km2 day'", &format!("work={work}")])
        .role("crew", &[&format!("staffing='{crew} per district'")])
        .window(60, 2_000, 60)
}

/// Mean wait for the crew [h] of cases opened in the measured horizon.
fn mean_wait(told: &Told) -> f64 {
    let measured = |t: Time| t >= Time::ZERO && t < Time::from_day(2_000);
    let cases = told.cases.iter().filter(|case| measured(case.opened));
    let waits: Vec<f64> = cases.map(|c| c.parts[Stage::HandleWait as usize].hours()).collect();
    waits.iter().sum::<f64>() / waits.len() as f64
}

/// By Student's t with 15 degrees of freedom a right model is more than four standard
/// errors off once in 860 seeds; the standard error must be below 4 %.
#[track_caller]
fn waits(town: &Town, truth: f64) {
    let means: Vec<f64> = town.replicate(16).map(|told| mean_wait(&told)).collect();
    let (mean, error) = estimate(&means);
    assert!((mean - truth).abs() < 4.0 * error, "{mean} ± {error} h, theory {truth} h");
    assert!(error < 0.04 * truth, "the test is too weak: {mean} ± {error} h");
}

/// Erlang C (Erlang 1917): C/(c − a) mean work times, with B by recursion and
/// C = cB/(c − a(1 − B)).
fn erlang_c_wait(servers: usize, load: f64) -> f64 {
    let blocked = (1..=servers).fold(1.0, |b, k| load * b / (k as f64 + load * b));
    let spare = servers as f64 - load;
    servers as f64 * blocked / (spare + load * blocked) / spare
}

#[test]
fn one_crew_with_exponential_work_is_an_m_m_1_queue() {
    // Work of 1.44 h at 10 a day: load 0.6; wait 1.44 · 0.6/0.4.
    waits(&queue(1, "{exponential='86.4 min'}"), 2.16);
}

#[test]
fn three_crews_with_exponential_work_are_an_m_m_c_queue() {
    waits(&queue(3, "{exponential='5.76 h'}"), 5.76 * erlang_c_wait(3, 2.4));
}

/// Pollaczek–Khinchine: λE[S²]/(2(1 − ρ)). With the 90 % quantile twice the median,
/// σ = ln 2/1.28155 and E[S] = m·exp(σ²/2), E[S²] = m²·exp(2σ²).
#[test]
fn one_crew_with_lognormal_work_is_an_m_g_1_queue() {
    let sigma = 2f64.ln() / 1.281_551_565_544_600_4;
    let (rate, median) = (10.0 / 24.0, 1.2);
    let load = rate * median * (sigma * sigma / 2.0).exp();
    let square = median * median * (2.0 * sigma * sigma).exp();
    let town = queue(1, "{lognormal={median='72 min',p90='144 min'}}");
    waits(&town, rate * square / (2.0 * (1.0 - load)));
}

#[test]
fn one_crew_with_fixed_work_is_an_m_d_1_queue() {
    // Load 0.6, so half the wait of exponential work.
    waits(&queue(1, "{fixed='86.4 min'}"), 1.08);
}

/// Ages at discovery [h] of problems that arose early enough to be found almost surely.
fn discoveries(walkers: usize, detectability: f64) -> Vec<f64> {
    let told = Town::new()
        .role("watch", &["patrol.speed='1 km/h'", "patrol.sweep='10 m'", "patrol.beat='1 km2'"])
        .role("watch", &[&format!("staffing='{walkers} per district'")])
        .fault(&["incidence='40 per km2 day'", &format!("detectability={detectability}")])
        .window(0, 200, 200)
        .run();
    let early = told.problems.iter().filter(|problem| problem.arose < Time::from_day(200));
    let found = early.map(|p| p.known.map_or(f64::INFINITY, |known| (known.0 - p.arose).hours()));
    found.collect()
}

/// One walker sweeps 0.01 of the ground an hour; work takes no time. Kolmogorov's distance
/// to the exponential law is above 1.95/√n for one right sample in 1,000 (Smirnov 1948);
/// a rate 10 % off is 0.037 away, twice what is allowed.
#[test]
fn time_to_discovery_at_constant_exposure_is_exponential() {
    for (walkers, detectability) in [(1, 1.0), (2, 1.0), (1, 0.4), (3, 0.5)] {
        let mut ages = discoveries(walkers, detectability);
        ages.sort_by(f64::total_cmp);
        let rate = 0.01 * walkers as f64 * detectability;
        let n = ages.len() as f64;
        assert!(n > 7_500.0);
        let distance = ages.iter().enumerate().fold(0.0, |distance: f64, (i, age)| {
            let law = 1.0 - (-rate * age).exp();
            distance.max((law - i as f64 / n).abs()).max((law - (i + 1) as f64 / n).abs())
        });
        assert!(distance < 1.95 / n.sqrt(), "{walkers} × {detectability}: {distance}");
        let mean = ages.iter().sum::<f64>() / n;
        let error = 1.0 / (rate * n.sqrt());
        assert!((mean - 1.0 / rate).abs() < 4.0 * error, "{mean} h, theory {} h", 1.0 / rate);
    }
}

/// Counts of 365 days times 20 replications: mean within four standard errors, and the
/// index of dispersion, whose standard error is √(2/(n − 1)), as well (once in 8,000 seeds).
#[test]
fn problems_arise_as_a_poisson_process_of_the_stated_incidence() {
    let cases = [
        ("'7.3 per resident year'", 20.0),
        ("'15 per km2 day'", 15.0),
        ("'0.5 per block day'", 2.0),
    ];
    for (incidence, mean) in cases {
        let town = Town::new().set(&["city.blocks=4"]).role("watch", &["patrol.walking=0.0"]);
        let town = town.fault(&[&format!("incidence={incidence}")]).days(365);
        let mut counts = Vec::new();
        for told in town.replicate(20) {
            let mut days = vec![0.0; 365];
            told.problems.iter().for_each(|p| days[p.arose.day() as usize] += 1.0);
            counts.extend(days);
        }
        let (found, error) = estimate(&counts);
        assert!((found - mean).abs() < 4.0 * error, "{incidence}: {found} ± {error}");
        let n = counts.len() as f64;
        let dispersion = error * error * n / found;
        assert!((dispersion - 1.0).abs() < 4.0 * (2.0 / n).sqrt(), "{incidence}: {dispersion}");
    }
}

/// The squared deviations of counts from expected shares, in units of what is expected.
fn chi_square(counts: &[f64], weights: &[f64]) -> f64 {
    let scale = counts.iter().sum::<f64>() / weights.iter().sum::<f64>();
    counts.iter().zip(weights).map(|(n, w)| (n - w * scale).powi(2) / (w * scale)).sum()
}

/// Counts of four years against what is expected of each day. Chi-square with 1,456 degrees of
/// freedom is 1,456 ± 57 (counts near 10 add a little); four of them are exceeded once in 16,000
/// seeds. Power: against the mean of all days it is beyond them, as the test also asserts.
#[test]
fn the_calendar_says_what_each_day_brings() {
    let town = Town::new()
        .fault(&["incidence='10 per km2 day'"])
        .set(&["city.profiles.even.weekdays=[1, 2, 3, 1, 2, 5, 4]"])
        .set(&["city.profiles.even.months=[1, 1, 1, 2, 2, 2, 3, 3, 2, 2, 1, 1]"])
        .role("watch", &["patrol.walking=0.0"])
        .days(1_456);
    let built = town.build();
    let mut counts = vec![0.0; 1_456];
    town.run_in(&built).problems.iter().for_each(|p| counts[p.arose.day() as usize] += 1.0);
    let expected: Vec<f64> =
        (0..1_456).map(|day| built.city.intensities.expected_on(day)).collect();
    let off = |expected: &[f64]| {
        let parts = counts.iter().zip(expected).map(|(n, e): (&f64, &f64)| (n - e).powi(2) / e);
        (parts.sum::<f64>() - 1_456.0) / 57.0
    };
    assert!(off(&expected).abs() < 4.0, "{}", off(&expected));
    let mean = counts.iter().sum::<f64>() / 1_456.0;
    assert!(off(&vec![mean; 1_456]) > 40.0, "the test is too weak");
}

/// Two whole 4-year cycles of 1,456 days (208 weeks). The 99.9 % quantiles of chi-square
/// with 23 and 6 degrees of freedom are 49.7 and 22.5.
#[test]
fn problems_follow_the_hours_and_weekdays_of_their_profile() {
    let hours: Vec<f64> = (1..=24).map(|hour| f64::from(hour * 7 % 24 + 1)).collect();
    let weekdays = [1.0, 2.0, 3.0, 1.0, 2.0, 5.0, 4.0];
    let town = Town::new()
        .set(&[&format!("city.profiles.even.hours={hours:?}")])
        .set(&[&format!("city.profiles.even.weekdays={weekdays:?}")])
        .set(&["start='2024-01-03'"])
        .role("watch", &["patrol.walking=0.0"])
        .days(1_456);
    let told = town.run();
    let (mut by_hour, mut by_weekday) = (vec![0.0; 24], vec![0.0; 7]);
    for problem in &told.problems {
        by_hour[problem.arose.of_day().hours() as usize] += 1.0;
        // Day 0 is a Wednesday.
        by_weekday[(problem.arose.day() + 2) as usize % 7] += 1.0;
    }
    assert!(told.problems.len() > 14_000);
    assert!(chi_square(&by_hour, &hours) < 49.7, "{by_hour:?}");
    assert!(chi_square(&by_weekday, &weekdays) < 22.5, "{by_weekday:?}");
}
