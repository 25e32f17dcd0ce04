//! Where the time of those who work goes, and what waits for them.

use super::bench::{Bench, CENTRE, CREW, WATCH, WINDOW, day, role};
use crate::metrics::hours;
use crate::metrics::tally::{RoleWork, Tally, Waiting};
use crate::simulation::Window;
use crate::simulation::record::Record;
use crate::simulation::tests::town::Town;

const HOUR: i128 = 3_600_000;

/// One person in each role, always on duty, for one day.
fn day_of_three() -> Bench {
    let one = "staffing='1 per district'";
    let town = Town::new()
        .role("watch", &[one, "admin_share=0.2", "patrol.walking=0.5"])
        .role("centre", &[one])
        .role("crew", &[one, "admin_share=0.5"]);
    Bench::of(&town, Window { warm_up_days: 0, days: 1, follow_up_days: 1 })
}

/// The watch has 18 h free and the crew 21 h, an hour of overtime made up for.
fn busy(tally: &mut Tally<'_>) {
    let roles = &mut tally.workforce.roles;
    let watch = RoleWork { taken_ms: 6 * HOUR, walked_ms: 18 * HOUR, ..RoleWork::default() };
    roles[role(WATCH)] =
        RoleWork { activity_ms: [HOUR, 3 * HOUR, 0], way_ms: 8 * HOUR / 10, ..watch };
    let crew = RoleWork { taken_ms: 4 * HOUR, overtime_ms: HOUR, ..RoleWork::default() };
    roles[role(CREW)] = RoleWork { activity_ms: [0, 0, 2 * HOUR], ..crew };
}

#[track_caller]
fn are(found: [f64; 7], expected: [f64; 7]) {
    let hours = found.map(|ms| ms / 3.6e6);
    let close = hours.iter().zip(expected).all(|(hour, right)| (hour - right).abs() < 1e-9);
    assert!(close, "{hours:?}");
}

/// Watch: 1.2 h of tasks from above within cases and 0.2 of 18 h beside them; of the other
/// 14.4 h it searches half. Crew: 2 h within cases and half of 21 h.
#[test]
fn a_day_is_booked_whole() {
    let bench = day_of_three();
    let mut tally = bench.tally();
    busy(&mut tally);
    let hours = hours::by_role(&tally);
    are(hours[role(WATCH)].activities(), [1.0, 3.0, 0.0, 0.8, 7.2, 4.8, 7.2]);
    are(hours[role(CREW)].activities(), [0.0, 0.0, 2.0, 0.0, 0.0, 12.5, 10.5]);
    are(hours[role(CENTRE)].activities(), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 24.0]);
    for hours in &hours {
        let sum: f64 = hours.activities().iter().sum();
        assert!((sum - hours.duty - hours.overtime).abs() < 1.0, "off by a millisecond");
    }
    tally.reads("patrol_share", 7.2 / 24.0);
    tally.reads("admin_share", (4.8 + 12.5) / 72.0);
    tally.reads("worker_utilisation", 10.0 / 72.0);
}

/// 6 h of 24 h, and 4 h of 24 h.
#[test]
fn load_is_time_taken_over_time_on_duty() {
    let bench = day_of_three();
    let mut tally = bench.tally();
    busy(&mut tally);
    let loads: Vec<f64> = hours::by_role(&tally).iter().map(hours::Hours::load).collect();
    assert_eq!(loads, [0.25, 0.0, 1.0 / 6.0]);
}

/// Three cases on the three worker-days, of eight hours each, of the only role that handles.
#[test]
fn cases_per_worker_day_counts_each_case_once() {
    let bench = day_of_three();
    let mut tally = bench.tally();
    let problem = bench.problem();
    for claimed in [Some(day(-1)), Some(day(0)), Some(day(0)), Some(day(0)), Some(day(1)), None] {
        tally.hear_case(&like!(bench.case(), claimed = claimed, reworks = 1, steps = 7), &problem);
    }
    tally.reads("cases_per_worker_day", 1.0);
}

#[test]
fn what_waits_is_counted_at_the_midnights_of_the_horizon() {
    let bench = Bench::of(&Town::new(), Window { days: 2, ..WINDOW });
    let mut tally = bench.tally();
    for (when, waiting) in [(-1, 7), (0, 3), (1, 5), (2, 9), (3, 11)] {
        tally.hear(day(when), Record::Waiting(role(CREW), waiting));
    }
    let expected = Waiting { midnights: 2, sum: 8, first: 3, last: 9 };
    assert_eq!(tally.workforce.roles[role(CREW)].waiting, expected);
    assert_eq!(tally.workforce.roles[role(WATCH)].waiting, Waiting::default());
}

/// Nobody handles, so that every open case waits at the crew's desk.
#[test]
fn what_waits_is_what_lies_at_the_desks() {
    let told = Town::new().role("crew", &["staffing='0 per district'"]).days(10).run();
    let of = |place| {
        let mine = told.waiting.iter().filter(move |(_, whose, _)| *whose == role(place));
        mine.map(|(_, _, waiting)| *waiting).collect::<Vec<u64>>()
    };
    let open: Vec<u64> = told.days.iter().map(|day| day.open_cases.into()).collect();
    assert!(open[9] > 50);
    assert_eq!((of(CREW), of(CENTRE)), (open, vec![0; 10]));
}
