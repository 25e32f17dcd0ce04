//! What went wrong once, and parameters at the edge of what a scenario may say.

use std::collections::BTreeSet;

use super::town::{Town, another_role as office};
use crate::governance::RoleId;
use crate::id::Id as _;
use crate::simulation::record::{Case, Fate, Stage};
use crate::time::{Span, Time};

/// Nobody handles, so that problems stand and spread.
fn spreading() -> Town {
    Town::new().role("crew", &["staffing=\"0 per district\""])
}

#[test]
fn imitations_of_neighbouring_potentials_have_keys_of_their_own() {
    let town = spreading().fault(&["incidence=\"200 per km2 day\"", "spreads=0.8"]);
    let told = town.days(3).run();
    let keys: BTreeSet<u64> = told.problems.iter().map(|problem| problem.key).collect();
    assert!(told.problems.len() > told.drawn.len() + 100, "problems spread");
    assert_eq!(keys.len(), told.problems.len());
}

/// The crew works from 8 to 12 and each piece takes two days of it, so that one ends at
/// noon sharp while others wait.
#[test]
fn nobody_begins_work_at_the_moment_of_closing() {
    let hours = "hours=\"daily 08:00-12:00\"";
    let town = Town::new().fault(&["work={fixed=\"8 h\"}"]).role("crew", &[hours]);
    let told = town.days(20).run();
    let crew = told.works.iter().filter(|(_, work)| work.parts[0] >= Span::HOUR);
    let begun: Vec<Time> = crew.map(|(now, _)| *now).collect();
    assert!(begun.len() >= 9, "the crew has work: {}", begun.len());
    for now in begun {
        let hour = now.of_day();
        assert!(hour >= Span::HOUR * 8 && hour < Span::HOUR * 12, "begun at {now}");
    }
}

/// Two centres share one watch that verifies; callers turn to the second.
#[test]
fn a_verified_report_returns_to_the_centre_that_asked() {
    let told = Town::new()
        .with(
            &(office("office")
                + "powers=['file','dispatch','close']\nverified_by='watch'\n"
                + "[[governance.channels]]\nid='line'\nreceiver='office'\n"),
        )
        .role("centre", &["verified_by=\"watch\""])
        .role("watch", &["patrol.walking=0.0"])
        .fault(&["witnesses=1.0"])
        .days(10)
        .run();
    assert!(told.cases.len() > 20);
    let filers: BTreeSet<_> = told.cases.iter().filter_map(|c| c.filed).map(|f| f.1).collect();
    assert_eq!(filers, BTreeSet::from([RoleId::new(3)]));
}

/// Two offices that can do nothing name each other as the next.
#[test]
fn a_case_passed_in_a_circle_is_shelved_when_patience_ends() {
    let told = Town::new()
        .role("centre", &["powers=[]", "next=\"crew\"", "patience=9"])
        .role("crew", &["powers=[]", "next=\"centre\"", "patience=9"])
        .role("watch", &["patrol.walking=0.0"])
        .fault(&["witnesses=1.0"])
        .days(2)
        .run();
    assert!(told.cases.len() > 10);
    assert!(told.cases.iter().all(|case| case.handoffs <= 9));
    assert!(told.cases.iter().any(|case| case.fate == Fate::Shelved));
}

/// Work that never succeeds, takes no time and is checked each time must not go round
/// within one moment.
#[test]
fn rework_without_end_or_length_takes_its_time() {
    let town = Town::new()
        .fault(&["work={fixed=\"0 min\"}", "incidence=\"1 per km2 day\""])
        .role("crew", &["quality=0.0"])
        .role("centre", &["checked_by=\"watch\""])
        .role("watch", &["site_work={fixed=\"200 ms\"}"])
        .days(2);
    let reworks = town.run().cases.iter().map(|case| case.reworks).max();
    assert_eq!(reworks, Some(u16::MAX), "counters stay at their greatest");
}

#[test]
fn tasks_from_above_that_take_all_time_leave_none_for_work() {
    let told = Town::new().role("crew", &["admin_share=1.0"]).days(5).run();
    assert!(told.cases.iter().all(|case| case.fate == Fate::Open));
    let told = Town::new()
        .role("crew", &["admin_share=1.0"])
        .fault(&["work={fixed=\"0 min\"}"])
        .days(5)
        .run();
    assert!(told.cases.iter().all(|case| case.fate == Fate::Open));
}

#[test]
fn what_is_next_to_invisible_is_never_found_rather_than_at_once() {
    let told = Town::new().fault(&["detectability=1e-30"]).run();
    assert!(told.problems.len() > 500 && told.cases.is_empty());
}

const SWEEP: &str = "[[governance.campaigns]]\nid='sweep'\ntitle_zh='扫'\nroles=['watch']\n\
                     every='10 d'\nlasts='15 d'\nintensity=0.0\n";

/// A sweep of intensity 0 stops all search; sweeps of 15 days every 10 days never end.
#[test]
fn sweeps_that_overlap_do_not_end_each_other() {
    let told = Town::new().with(SWEEP).run();
    assert!(told.problems.len() > 500 && told.cases.is_empty(), "{} cases", told.cases.len());
}

#[test]
fn nobody_considers_where_nobody_lives() {
    let compounds = "[[city.compounds]]\nid='houses'\ndensity=0\n[[city.compounds]]\nid='towers'\n\
                     title_zh='楼'\nshare=1\ndensity=1\nincidence=1\ntenants=0.0\n";
    let town = Town::new().with(compounds).set(&["city.blocks=16"]);
    let built = town.build();
    let told = town.fault(&["witnesses=1.0"]).run();
    let empty = |block| built.city.blocks[block].residents == 0;
    let (deserted, lived): (Vec<_>, Vec<_>) =
        told.problems.iter().partition(|problem| empty(problem.block));
    assert!(!deserted.is_empty() && deserted.iter().all(|problem| problem.considered == 0));
    assert!(lived.iter().any(|problem| problem.considered > 0));
}

#[test]
fn a_finder_without_the_power_does_not_handle_what_it_finds() {
    let told = Town::new()
        .role("watch", &["patrol.on_find=\"handle\""])
        .role("crew", &["staffing=\"0 per district\""])
        .days(10)
        .run();
    assert!(told.cases.len() > 20);
    assert!(told.problems.iter().all(crate::simulation::record::Problem::stands));
}

#[test]
fn callers_whose_case_was_merged_are_called_back_too() {
    let told = Town::new()
        .role("watch", &["patrol.walking=0.0"])
        .role("centre", &["merges=1.0", "call_back={sample=1.0,after={fixed=\"1 h\"}}"])
        .fault(&["witnesses=3.0", "work={fixed=\"5 h\"}", "incidence=\"1 per km2 day\""])
        .run();
    let merged = told.cases.iter().filter(|case| matches!(case.fate, Fate::Merged(_))).count();
    assert!(merged > 50, "{merged} merged");
    let late = Time::from_day(95);
    let waiting = told.orders.iter().filter(|order| order.made < late);
    let uncalled = waiting.filter(|order| order.call_back.is_none()).count();
    assert_eq!(uncalled, 0);
}

/// The line's centre files and hands over to a second role, which may have filed what came to
/// its door before: a call merged at the centre goes with the file that is merged in turn.
#[test]
fn callers_of_a_case_merged_into_a_merged_one_are_called_back_too() {
    let second = office("second")
        + "powers=['file','dispatch','close']\nmerges=1.0\n\
           call_back={sample=1.0,after={fixed='1 h'}}\n\
           [[governance.channels]]\nid='door'\ntitle_zh='门'\nreceiver='second'\nappeal=50.0\n\
           trip='walk'\nanswered=0.0\n";
    let told = Town::new()
        .with(&second)
        .role("watch", &["patrol.walking=0.0"])
        .role("centre", &["powers=['file','close']", "merges=1.0", "next='second'"])
        .role("centre", &["call_back={sample=1.0,after={fixed='1 h'}}"])
        .role("second", &["delivery={fixed='10 h'}"])
        .fault(&["witnesses=6.0", "notice={exponential='2 h'}", "work={fixed='15 h'}"])
        .fault(&["incidence='1 per km2 day'"])
        .run();
    let merged = |case: &Case| match case.fate {
        Fate::Merged(older) => Some(older.index()),
        _ => None,
    };
    let twice =
        |case: &&Case| merged(case).is_some_and(|older| merged(&told.cases[older]).is_some());
    let chains = told.cases.iter().filter(twice).count();
    assert!(chains > 20, "{chains} chains");
    let waiting = told.orders.iter().filter(|order| order.made < Time::from_day(80));
    assert_eq!(waiting.filter(|order| order.call_back.is_none()).count(), 0);
}

/// A rate of search that is no whole number of units must not be cut to nothing.
#[test]
fn very_slow_search_still_finds() {
    let patrol = ["patrol.speed=\"1 m/h\"", "patrol.sweep=\"1 m\"", "staffing=\"1 per district\""];
    let town = Town::new().role("watch", &patrol).fault(&["incidence=\"40 per km2 day\""]);
    // 4,000 problems for 50 days on average at 1e-6 sweeps an hour: 4.8 finds are expected.
    let found: usize = town.replicate(5).map(|told| told.cases.len()).sum();
    assert!((10..40).contains(&found), "{found} found, 24 expected");
}

#[test]
fn a_lognormal_time_around_nothing_is_nothing() {
    let work = "work={lognormal={median=\"0 min\",p90=\"1 h\"}}";
    let told = Town::new().fault(&[work]).days(10).run();
    let longest = told.cases.iter().map(|case| case.parts[Stage::HandleWork as usize]).max();
    assert!(longest < Some(Span::MINUTE), "{longest:?}");
}

#[test]
fn a_city_without_anyone_on_duty_runs() {
    let none = &["staffing=\"0 per district\""];
    let town = Town::new().role("watch", none).role("centre", none).role("crew", none);
    let told = town.fault(&["witnesses=1.0"]).days(10).run();
    assert!(!told.cases.is_empty());
    assert!(told.cases.iter().all(|case| case.fate == Fate::Open && case.steps == 0));
}
