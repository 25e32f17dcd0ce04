//! Problems that arise, become known and end.

use super::bench::{Bench, WINDOW, at, day};
use crate::governance::{ChannelId, DeskId};
use crate::id::Id as _;
use crate::simulation::record::{CaseId, DayState, Ending, Record, Source};
use crate::simulation::tests::town::Town;
use crate::time::Span;

fn solved() -> Ending {
    Ending::Solved { lasting: true, case: CaseId::new(0) }
}

/// The midnight before the horizon and the one that ends it do not count: 5 of 20.
#[test]
fn the_known_share_is_that_of_the_midnights() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    for (when, standing, known_standing) in [(-1, 100, 100), (0, 4, 4), (59, 16, 1), (60, 50, 50)] {
        let state = DayState { standing, known_standing, ..DayState::default() };
        tally.hear(day(when), Record::DayBegan(&state));
    }
    tally.reads("known_share", 0.25);
}

/// Two of four: one that would have gone within 30 days does not count, one that goes later
/// does, unsolved.
#[test]
fn solved_within_thirty_days_is_out_of_those_that_would_last_as_long() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let lives = [
        (None, day(10), solved()),
        (None, day(30), Ending::Neighbours),
        (None, at(30 * 24 + 1), solved()),
        (Some(30), day(30), Ending::Cleared),
        (Some(31), day(31), Ending::Cleared),
    ];
    for (clears, ended, ending) in lives {
        let clears_after = clears.map(|days| Span::DAY * days);
        let ended = Some((ended, ending));
        tally.hear_problem(&like!(bench.problem(), clears_after = clears_after, ended = ended));
    }
    tally.reads("solved_30d_share", 0.5);
}

/// What happens later than 60 days after arising is as if it did not.
#[test]
fn each_problem_is_followed_for_the_same_time() {
    let town = Town::new().fault(&["class='matter'", "severity=1.0"]).set(&["city.residents=500"]);
    let bench = Bench::of(&town, WINDOW);
    let mut tally = bench.tally();
    let (patrol, call) = (Source::Patrol(DeskId::new(0)), Source::Channel(ChannelId::new(0)));
    for (when, source) in [(day(60), patrol), (day(60), call), (at(60 * 24 + 1), patrol)] {
        let (known, first_report) = (Some((when, source)), Some(when));
        tally.hear_problem(&like!(
            bench.problem(),
            known = known,
            first_report = first_report,
            reports = 1
        ));
    }
    tally.hear_problem(&like!(bench.problem(), known = Some((day(1), patrol))));
    tally.reads("report_rate", 0.5);
    tally.reads("patrol_found_share", 2.0 / 3.0);
    let burden = bench.built.city.categories[bench.problem().category].burden_days(Span::DAY * 60);
    tally.reads("unmet_need_days", 1000.0 * burden / (500.0 * 60.0 / 365.0));
}

/// A component stands a day; a matter of a household as long counts in the whole alone.
#[test]
fn listed_problem_days_leave_matters_of_households_out() {
    for (class, listed) in [("component", 1.0), ("event", 1.0), ("matter", 0.0)] {
        let town = Town::new().fault(&[&format!("class='{class}'")]);
        let bench = Bench::of(&town, WINDOW);
        let mut tally = bench.tally();
        tally.hear_problem(&like!(bench.problem(), ended = Some((day(1), solved()))));
        // One day of severity 1 among 1,000 residents in 60 days.
        tally.reads("problem_days_per_1000", 365.0 / 60.0);
        tally.reads("listed_problem_days_per_1000", listed * 365.0 / 60.0);
    }
}

/// Of ten potential problems half would arise in the neutral state, of two offspring both.
/// Six arose: one in seven was prevented. Nine would be more than neutral.
#[test]
fn what_is_prevented_is_counted_from_the_neutral_state() {
    let town = Town::new().set(&["city.norms.switch='on'"]);
    let bench = Bench::of(&town, WINDOW);
    let mut tally = bench.tally();
    for number in 0..12 {
        tally.hear(day(1), Record::FellDue { real: number < 6, offspring: number >= 10 });
    }
    tally.hear(day(61), Record::FellDue { real: true, offspring: false });
    for _ in 0..6 {
        tally.hear_problem(&bench.problem());
    }
    tally.reads("prevented_share", 1.0 / 7.0);
    for _ in 0..3 {
        tally.hear_problem(&bench.problem());
    }
    tally.reads("prevented_share", -2.0 / 7.0);
}
