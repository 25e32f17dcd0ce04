//! Cases that are opened, filed, handled and closed.

use super::bench::{Bench, CENTRE, CREW, WINDOW, at, day, role};
use crate::id::Id;
use crate::metrics::tally::Share;
use crate::simulation::Window;
use crate::simulation::record::{Ending, Source, Stage};
use crate::simulation::tests::town::{Town, another_role};
use crate::time::{Span, Time};

fn solved(when: Time) -> (Time, Ending) {
    (when, Ending::Solved { lasting: true, case: Id::new(0) })
}

/// Parts of a case that was handled for so long.
fn handled_for(hours: i64) -> [Span; Stage::ALL.len()] {
    let mut parts = [Span::ZERO; Stage::ALL.len()];
    parts[Stage::HandleWork as usize] = Span::HOUR * hours;
    parts
}

/// One of three: solved by its own work within the period. A case that ended without,
/// one solved after the period, and those not dispatched or not of the platform add
/// nothing to what is right.
#[test]
fn genuine_fixes_are_out_of_the_dispatched_cases_of_the_platform() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let in_time = like!(bench.problem(), ended = Some(solved(day(60))));
    let late = like!(bench.problem(), ended = Some(solved(at(60 * 24 + 1))));
    let dispatched =
        like!(bench.case(), parts_at_solution = Some(handled_for(1)), claimed = Some(day(1)));
    tally.hear_case(&dispatched, &in_time);
    tally.hear_case(&dispatched, &late);
    tally.hear_case(&like!(dispatched.clone(), parts_at_solution = None), &in_time);
    tally.hear_case(&like!(dispatched.clone(), dispatched = None), &in_time);
    let filed = Some((Time::ZERO, role(CREW)));
    tally.hear_case(&like!(dispatched.clone(), filed = filed), &in_time);
    tally.reads("genuine_fix_share", 1.0 / 3.0);
    tally.reads("official_handling_rate", 1.0);
}

/// Known after 2 h, on an earlier file until 5 h, handled on the second for 3 h: 8 h in all.
#[test]
fn stages_belong_to_the_case_that_solved() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let known = Some((at(2), Source::Channel(Id::new(0))));
    let problem = like!(bench.problem(), known = known, ended = Some(solved(at(8))));
    let parts = handled_for(9);
    tally.hear_case(&like!(bench.case(), opened = at(2), parts = parts), &problem);
    let second = like!(bench.case(), opened = at(5), parts_at_solution = Some(handled_for(3)));
    tally.hear_case(&second, &problem);
    let sums = &tally.cases;
    assert_eq!(sums.unknown.count, 1);
    let handling = sums.stages_ms[Stage::HandleWork as usize];
    let hours =
        [sums.unknown.total_ms, sums.earlier_files.total_ms, handling].map(|ms| ms / 3_600_000);
    assert_eq!(hours, [2, 3, 3]);
    assert_eq!(sums.stages_ms.iter().sum::<i128>(), handling);
}

#[test]
fn a_problem_that_went_by_itself_adds_no_stages() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let known = Some((at(2), Source::Channel(Id::new(0))));
    let problem = like!(bench.problem(), known = known, ended = Some((at(8), Ending::Cleared)));
    let case = like!(bench.case(), opened = at(2), parts = handled_for(6));
    tally.hear_case(&like!(case, claimed = Some(at(9)), claim_true = true), &problem);
    assert_eq!((tally.cases.unknown.count, tally.cases.stages_ms), (0, [0; Stage::ALL.len()]));
}

/// A town where half goes by itself, half of the work fails, and several call.
#[test]
fn unknown_time_earlier_files_and_stages_are_the_whole_life() {
    let town = Town::new()
        .fault(&["clears=0.5", "clears_after={exponential='3 h'}", "witnesses=3.0"])
        .fault(&["notice={exponential='2 h'}"])
        .role("watch", &["patrol.sweep=1 m"])
        .role("crew", &["quality=0.5"])
        .set(&["city.reporting.persistence=1.0", "city.reporting.patience=1 d"])
        .window(0, 20, 20);
    let bench = Bench::of(&town, Window { warm_up_days: 0, days: 20, follow_up_days: 20 });
    let tally = bench.run(&town);
    let told = town.run();
    let measured = told.problems.iter().filter(|problem| problem.arose < day(20));
    let lives = measured.filter_map(|problem| match problem.ended {
        Some((ended, Ending::Solved { .. })) => Some(ended - problem.arose),
        _ => None,
    });
    let lives: Vec<Span> = lives.filter(|life| *life <= Span::DAY * 20).collect();
    let sums = &tally.cases;
    assert!(lives.len() > 50 && sums.earlier_files.total_ms > 0);
    assert_eq!(sums.unknown.count as usize, lives.len());
    let whole: i128 = lives.iter().map(|life| i128::from(life.ms())).sum();
    let stages: i128 = sums.stages_ms.iter().sum();
    assert_eq!(sums.unknown.total_ms + sums.earlier_files.total_ms + stages, whole);
}

/// Due: one with its limit in the period, and one without a limit filed thirty days before
/// its end. The one of them that is closed is closed in time.
#[test]
fn a_case_should_be_closed_if_filed_and_due_in_the_period() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let problem = bench.problem();
    let mut tell = |filed, deadline, closed| {
        let filed = Some((filed, role(CENTRE)));
        tally.hear_case(
            &like!(bench.case(), filed = filed, deadline = deadline, closed = closed),
            &problem,
        );
    };
    tell(day(1), Some(day(60)), None);
    tell(day(30), None, Some(day(60)));
    tell(at(30 * 24 + 1), None, Some(day(31)));
    tell(day(1), Some(at(60 * 24 + 1)), Some(day(2)));
    tell(day(-1), Some(day(1)), Some(day(1)));
    tally.reads("official_closing_rate", 0.5);
    tally.reads("official_on_time_rate", 0.0);
    tally.reads("filed_per_month", 4.0 / (60.0 * 12.0 / 365.0));
}

#[test]
fn the_public_share_is_that_of_filed_cases() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let (case, problem) = (bench.case(), bench.problem());
    tally.hear_case(&case, &problem);
    let source = Source::Patrol(Id::new(0));
    (0..3).for_each(|_| tally.hear_case(&like!(case.clone(), source = source), &problem));
    tally.hear_case(&like!(case.clone(), filed = None), &problem);
    tally.reads("public_share_of_filed", 0.25);
}

/// One of three called done: it had ended without work on its case.
#[test]
fn what_vanished_before_work_is_told_apart() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let problem = bench.problem();
    let claimed = Some(day(1));
    let gone = like!(bench.case(), claimed = claimed, claim_true = true);
    tally.hear_case(&gone, &problem);
    tally.hear_case(&like!(gone.clone(), parts_at_solution = Some(handled_for(1))), &problem);
    tally.hear_case(&like!(gone.clone(), claim_true = false), &problem);
    tally.hear_case(&like!(gone, claimed = None, claim_true = false), &problem);
    tally.reads("vanished_before_work_share", 1.0 / 3.0);
}

/// In the one community handling takes 10 h, in the other 30 h after a file opened late.
#[test]
fn the_worst_communities_are_those_of_longest_handling() {
    let bench = Bench::of(&Town::new().set(&["city.blocks=16", "city.communities=2"]), WINDOW);
    let mut tally = bench.tally();
    let city = &bench.built.city;
    for (place, opened, over) in [(0, 100, 110), (1, 5, 35)] {
        let community = city.blocks.pairs().find(|(_, block)| block.community.index() == place);
        let block = community.expect("a block").0;
        let problem = like!(bench.problem(), block = block, ended = Some(solved(at(over))));
        tally.hear_problem(&problem);
        tally.hear_case(&like!(bench.case(), opened = at(opened)), &problem);
    }
    tally.reads("worst_decile_handling_time_h", 30.0);
    // Resolution takes 110 h and 35 h.
    tally.reads("response_gini", 75.0 / (2.0 * 145.0));
}

/// The watch searches; where it stands in the community and may fix, all is solved there.
#[test]
fn what_the_grid_solves_itself() {
    let window = Window { warm_up_days: 0, days: 10, follow_up_days: 10 };
    let plain = Town::new();
    for id in ["solved_in_grid_share", "official_self_closure"] {
        let bench = Bench::of(&plain, window);
        let reason = "no role of the grid may handle what it meets";
        assert_eq!(
            bench.run(&plain).read(id).map_err(|none| none.en.to_owned()),
            Err(reason.to_owned())
        );
        let grid = ["tier='community'", "powers=['discover','fix']", "patrol.on_find='handle'"];
        let own = Town::new().role("watch", &grid);
        let bench = Bench::of(&own, window);
        bench.run(&own).reads(id, 1.0);
    }
    let idle = plain.with(
        &(another_role("idle")
            + "tier='community'\npowers=['discover','fix']\nstaffing='0 per district'\n\
               [governance.roles.patrol]\nbeat='1 km2'\nspeed='5 km/h'\nsweep='30 m'\nteam=1\n\
               walking=1.0\non_find='handle'\nsuppression=0.0\n"),
    );
    let bench = Bench::of(&idle, window);
    assert!(bench.run(&idle).read("solved_in_grid_share").is_err(), "nobody is there");
    let finder = Town::new().role("watch", &["tier='community'"]).role("crew", &["tier='grid'"]);
    let bench = Bench::of(&finder, window);
    assert!(bench.run(&finder).read("solved_in_grid_share").is_err());
}

/// The crew that solved is of the tier named; so many solutions below the district, and in
/// the grid.
#[test]
fn solutions_are_told_apart_by_the_tier_of_those_who_solve() {
    for (tier, below, grid) in [("district", 0, 0), ("street", 1, 0), ("community", 1, 1)] {
        let bench = Bench::of(&Town::new().role("crew", &[&format!("tier='{tier}'")]), WINDOW);
        let mut tally = bench.tally();
        let problem = like!(bench.problem(), ended = Some(solved(day(1))));
        let case = like!(bench.case(), parts_at_solution = Some(handled_for(1)));
        tally.hear_case(&case, &problem);
        let found = (tally.cases.below_district, tally.cases.in_grid);
        let share = |hits| Share { hits, of: 1 };
        assert_eq!(found, (share(below), share(grid)), "{tier}");
    }
}
