//! Calls, and what follows them.

use super::bench::{Bench, at, day};
use crate::id::Id as _;
use crate::simulation::record::{Order, Record};
use crate::simulation::tests::town::Town;
use crate::time::{Span, Time};

/// Two hours, and twice the 60 days of follow-up.
#[test]
fn a_call_without_response_counts_until_the_follow_up_ends() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let problem = bench.problem();
    for contacted in [Some(at(2)), Some(at(60 * 24 + 1)), None] {
        let order = like!(bench.order(), contacted = contacted);
        tally.hear(day(120), Record::Order(&order, &problem, None));
    }
    tally.reads("first_response_h", (2.0 + 2.0 * 60.0 * 24.0) / 3.0);
    let censored = tally.read("first_response_h").expect("a value").censored_share;
    assert_eq!(censored, Some(2.0 / 3.0));
}

/// The town promises 24 hours.
#[test]
fn work_counts_if_it_goes_on_within_the_promised_time() {
    let bench = Bench::new();
    let mut tally = bench.tally();
    let (order, problem) = (bench.order(), bench.problem());
    for work in [Some(at(0)), Some(at(24)), Some(at(25)), None] {
        tally.hear(day(120), Record::Order(&order, &problem, work));
    }
    tally.reads("work_begun_in_time_share", 0.5);
}

/// The crew never solves and nobody checks, so that callers call again after a week: what
/// counts then is the crew's next visit and not its first.
#[test]
fn work_of_an_earlier_round_does_not_answer_a_later_call() {
    let told = Town::new()
        .fault(&["witnesses=2.0"])
        .role("watch", &["patrol.walking=0.0"])
        .role("crew", &["quality=0.0", "staffing='9 per district'"])
        .set(&["city.reporting.persistence=1.0"])
        .days(30)
        .run();
    let repeats = told.orders.iter().zip(&told.worked_on).filter(|(order, _)| order.repeat > 0);
    let waits: Vec<Span> =
        repeats.filter_map(|(order, work)| Some((*work)? - order.made)).collect();
    assert!(waits.len() > 100);
    assert!(waits.iter().all(|wait| *wait >= Span::ZERO && *wait < Span::HOUR), "{waits:?}");
    assert!(waits.iter().any(|wait| *wait > Span::ZERO));
}

/// The centre recognises every call while the file is open, and the crew takes a day.
#[test]
fn work_on_the_file_that_a_call_joined_is_work_on_its_problem() {
    let told = Town::new()
        .fault(&["witnesses=5.0", "notice={exponential='6 h'}", "work={fixed='24 h'}"])
        .role("watch", &["patrol.walking=0.0"])
        .role("centre", &["merges=1.0"])
        .role("crew", &["staffing='900 per district'"])
        .window(0, 10, 10)
        .run();
    let own = |order: &Order| told.cases[order.case.index()].begun;
    let early = |order: &Order| order.made < Time::from_day(10);
    let calls = told.orders.iter().zip(&told.worked_on).filter(|(order, _)| early(order));
    let joined: Vec<_> = calls.filter(|(order, _)| own(order).is_none()).collect();
    assert!(joined.len() > 100);
    assert!(joined.iter().all(|(order, work)| **work == Some(order.made)));
}

#[test]
fn work_called_done_before_a_call_is_stale() {
    let mut case = Bench::new().case();
    assert_eq!(case.handled_after(at(0)), None);
    case.visits = vec![(at(2), None)];
    assert_eq!(case.handled_after(at(1)), Some(at(2)));
    assert_eq!(case.handled_after(at(3)), Some(at(3)));
    case.visits = vec![(at(2), Some(at(4)))];
    assert_eq!(case.handled_after(at(3)), Some(at(3)));
    assert_eq!(case.handled_after(at(4)), None);
    // Called done at 4 though it was not; a call at 5 waits for the rework that begins at 9.
    case.visits = vec![(at(2), Some(at(4))), (at(9), Some(at(12)))];
    assert_eq!(case.handled_after(at(5)), Some(at(9)));
    assert_eq!(case.handled_after(at(3)), Some(at(3)));
    assert_eq!(case.handled_after(at(12)), None);
}
