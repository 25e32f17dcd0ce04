//! Responsible parties: meetings, urging, public money.

use super::bench::{Bench, WINDOW, at};
use crate::simulation::record::{Case, Ending, Problem};
use crate::simulation::tests::town::{Town, another_role};
use crate::time::Span;

/// Three bodies come 10, 20 and 30 minutes after the call, two of them within 25, and stay for two
/// hours each: eight hours with the ways there and back.
#[test]
fn meetings_are_counted_with_everybodys_time() {
    let roles = another_role("squad") + "powers=['fix']\n" + &another_role("bureau");
    let town = Town::new()
        .with(&(roles + "[governance.duties]\nother='squad'\npaper='bureau'\n"))
        .fault(&["disputed=1.0", "incidence='1 per km2 day'"])
        .role("crew", &["refusal=1.0", "staffing='50 per district'", "travel={fixed='20 min'}"])
        .role("squad", &["travel={fixed='40 min'}"])
        .role("bureau", &["travel={fixed='1 h'}"])
        .set(&["governance.convening={called_by='centre',disputed=true,bodies={number=2},\
                lasts={fixed='2 h'},within='25 min'}"]);
    let bench = Bench::of(&town, WINDOW);
    let tally = bench.run(&town);
    tally.reads("convened_share", 1.0);
    tally.reads("convening_h_per_case", 8.0);
    tally.reads("convened_in_time_share", 2.0 / 3.0);
}

/// One party was willing, one complied after two urgings, one never; a fourth was certain.
#[test]
fn unwilling_parties_and_their_urgings_are_counted() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let problem = bench.problem();
    for (willing, urgings) in [(Some(true), 0), (Some(false), 2), (Some(false), 3), (None, 0)] {
        tally.hear_case(&like!(bench.case(), willing = willing, urgings = urgings), &problem);
    }
    tally.reads("unwilling_share", 2.0 / 3.0);
    tally.reads("urgings_per_case", 5.0 / 3.0);
}

/// Two cases are paid for within the sixty days, one after: 1,500 yuan in 60 of 365 days.
#[test]
fn public_money_is_part_of_the_cost_of_the_year() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let before = tally.read("cost_per_resident_year").expect("a cost").value;
    let paid =
        |hours: i64, yuan: f64| -> Case { like!(bench.case(), paid = Some((at(hours), yuan))) };
    for case in [paid(1, 1000.0), paid(24 * 59, 500.0), paid(24 * 60, 900.0)] {
        tally.hear_case(&case, &bench.problem());
    }
    let residents = bench.built.city.residents as f64;
    tally.reads("cost_per_resident_year", before + 1500.0 * 365.0 / 60.0 / residents);
}

/// Of two problems of nobody one is solved within thirty days; an owner's does not count.
#[test]
fn orphans_are_told_apart() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let ended = Some((at(0) + Span::DAY * 10, Ending::Neighbours));
    let orphan = || -> Problem { like!(bench.problem(), owner = None) };
    tally.hear_problem(&like!(orphan(), ended = ended));
    tally.hear_problem(&orphan());
    tally.hear_problem(&like!(bench.problem(), ended = ended));
    tally.reads("orphan_solved_share", 0.5);
}
