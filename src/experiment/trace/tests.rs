//! The case that is asked for is the one that is told.

use super::{Limited, NoCase, Pick, Verdict, Wanted, Where, trace};
use crate::experiment::{Prepared, Trace};
use crate::id::Id as _;
use crate::simulation::record::{Case, Deed, Fate};
use crate::simulation::tests::town::{Told, Town, another_role};
use crate::time::{Span, Time};

/// A town in which much goes wrong.
fn town() -> Town {
    Town::new()
        .with(&(another_role("squad") + "powers=['fix']\n[governance.duties]\nother='squad'\n"))
        .with("[governance.deadlines]\nfault='20 h'\n")
        .set(&["city.blocks=5", "city.reporting.persistence=0.5", "city.reporting.patience='2 d'"])
        .fault(&["incidence='12 per km2 day'", "witnesses=1.5", "detectability=0.4"])
        .fault(&["clears=0.5", "clears_after={exponential='1 d'}", "notice={exponential='1 d'}"])
        .fault(&["disputed=0.3", "owners={works=0.6,other=0.3}", "lasting=0.5", "returns=0.3"])
        .role("watch", &["patrol.speed='30 m/h'", "patrol.sweep='1 km'"])
        .role("centre", &["desk_work={exponential='30 min'}", "merges=0.5", "accuracy=0.6"])
        .role("centre", &["patience=4", "checked_by='watch'", "hours='daily 08:00-18:00'"])
        .role("watch", &["vigilance=0.5"])
        .role("crew", &["quality=0.6", "refusal=0.6", "delivery={exponential='2 h'}"])
        .role("squad", &["quality=0.6", "refusal=0.6", "delivery={exponential='2 h'}"])
        .window(5, 40, 0)
}

fn place(prepared: &Prepared) -> Where<'_> {
    Where { prepared, seed: 1, replication: 0 }
}

fn picked(prepared: &Prepared, pick: Pick) -> Trace<'_> {
    trace(place(prepared), &Wanted::Picked(pick)).unwrap_or_else(|none| panic!("{none:?}"))
}

/// Cases opened in the measured period.
fn measured(told: &Told) -> Vec<&Case> {
    let of = |case: &&Case| case.opened >= Time::ZERO && case.opened < Time::from_day(40);
    told.cases.iter().filter(of).collect()
}

fn took(case: &Case) -> Span {
    case.parts.iter().copied().sum()
}

#[test]
fn the_case_that_stands_out_is_told() {
    let (prepared, told) = (town().prepare(), town().run());
    let measured = measured(&told);
    let greatest = |of: fn(&Case) -> Option<i64>| measured.iter().filter_map(|case| of(case)).max();
    let closed = |case: &Case| (case.fate == Fate::Closed).then(|| took(case).ms());
    let found = |pick| picked(&prepared, pick).case;
    assert_eq!(closed(&found(Pick::Longest)), greatest(closed));
    assert_eq!(
        Some(i64::from(found(Pick::Returned).returned)),
        greatest(|c| Some(c.returned.into()))
    );
    assert_eq!(Some(i64::from(found(Pick::Rework).reworks)), greatest(|c| Some(c.reworks.into())));
    let past = |case: &Case| {
        let until = case.closed.unwrap_or(Time::from_day(40));
        case.deadline.map(|deadline| (until - deadline).ms())
    };
    assert_eq!(past(&found(Pick::Overdue)), greatest(past));
    for (pick, is) in [
        (Pick::Merged, (|fate| matches!(fate, Fate::Merged(_))) as fn(Fate) -> bool),
        (Pick::Shelved, |fate| fate == Fate::Shelved),
        (Pick::Open, |fate| fate == Fate::Open),
    ] {
        let of = measured.iter().filter(|case| is(case.fate)).map(|case| took(case)).max();
        let case = found(pick);
        assert!(is(case.fate));
        assert_eq!(Some(took(&case)), of, "{pick:?}");
    }
    let mut times: Vec<Span> =
        measured.iter().filter(|c| c.fate == Fate::Closed).map(|case| took(case)).collect();
    times.sort();
    assert_eq!(took(&found(Pick::Median)), times[(times.len() - 1) / 2]);
}

#[test]
fn false_closures_are_told_by_what_came_after() {
    let (prepared, told) = (town().prepare(), town().run());
    let stood = |case: &Case| {
        let end = told.problems[case.problem.index()].ended;
        Some(end.map_or(Time::from_day(40), |(ended, _)| ended) - case.closed?)
    };
    let false_ones = || measured(&told).into_iter().filter(|case| case.closed_false);
    let case = picked(&prepared, Pick::FalseClosure).case;
    assert!(case.closed_false);
    assert_eq!(stood(&case), false_ones().filter_map(stood).max());
    let life = picked(&prepared, Pick::Reopened);
    assert!(life.case.closed_false);
    assert!(life.cases.iter().any(|(_, case)| Some(case.opened) > life.case.closed));
    let gone = picked(&prepared, Pick::Gone);
    assert!(gone.case.claim_true && gone.case.parts_at_solution.is_none());
    assert!(gone.problem.ended.map(|(ended, _)| ended) < gone.case.claimed);
}

#[test]
fn the_steps_of_a_trace_are_those_of_its_case() {
    let (prepared, told) = (town().prepare(), town().run());
    let life = picked(&prepared, Pick::Returned);
    let id = told
        .cases
        .iter()
        .position(|case| (case.problem, case.ordinal) == (life.case.problem, life.case.ordinal));
    let of = told.steps.iter().filter(|took| Some(took.case.index()) == id);
    let expected: Vec<_> = of.map(|t| (t.when, t.desk, t.deed, t.stage)).collect();
    let steps: Vec<_> = life.steps.iter().map(|m| (m.when, m.desk, m.deed, m.stage)).collect();
    assert!(steps.len() > 8);
    assert_eq!(steps, expected);
    assert_eq!(
        format!("{:?}", life.problem),
        format!("{:?}", told.problems[life.case.problem.index()])
    );
    let orders = told.orders.iter().filter(|order| order.problem == life.case.problem);
    assert_eq!(life.orders.len(), orders.count());
    let flips = |life: &Trace<'_>| life.steps.windows(2).all(|m| m[0].stands || !m[1].stands);
    assert!(flips(&life));
}

#[test]
fn a_case_is_found_by_its_name_and_a_problem_by_its_first() {
    let prepared = town().prepare();
    let life = picked(&prepared, Pick::Reopened);
    let named = |name: &str| trace(place(&prepared), &Wanted::of(name));
    let again = named(&life.name).expect("it is there");
    assert_eq!((&again.name, &again.steps), (&life.name, &life.steps));
    let (problem, _) = life.name.split_once('#').expect("the name of a case");
    assert_eq!(named(problem).expect("it is there").name, format!("{problem}#0"));
    let missing = named(&format!("{problem}#x")).expect_err("no number");
    let NoCase::Unknown(nearest) = missing else { panic!("{missing:?}") };
    assert!(nearest.len() > 1 && nearest.iter().all(|name| name.starts_with(problem)));
    let missing = named("c7").expect_err("no such case");
    assert!(matches!(missing, NoCase::Unknown(three) if three.len() == 3));
    let word = named("longst").expect_err("no such word");
    assert_eq!(word, NoCase::Unknown(vec!["longest".to_owned()]));
}

#[test]
fn a_problem_nobody_noticed_has_no_case() {
    let town = Town::new().fault(&["detectability=0.0", "incidence='1 per km2 day'"]).days(5);
    let (prepared, told) = (town.prepare(), town.run());
    let (_, day, ordinal) = crate::city::intensity::origin(told.problems[0].key);
    for end in ["", "#0"] {
        let name = format!("b0-fault-d{day}-{ordinal}{end}");
        let none = trace(place(&prepared), &Wanted::of(&name)).expect_err("it has no case");
        assert_eq!(none, NoCase::Unnoticed);
    }
    let none = trace(place(&prepared), &Wanted::Picked(Pick::Longest)).expect_err("no case");
    assert_eq!(none, NoCase::NonePicked(Pick::Longest));
}

#[test]
fn every_word_asks_for_the_case_it_names() {
    for pick in Pick::ALL {
        assert_eq!(Wanted::of(pick.name()), Wanted::Picked(pick));
    }
    assert_eq!(Wanted::of("b0-fault-d1-0"), Wanted::Named("b0-fault-d1-0".to_owned()));
}

/// The two clocks of a limit of 20 hours: filing to closing, arising to solution.
#[test]
fn a_limit_is_kept_or_missed_on_each_clock() {
    let prepared = town().prepare();
    let late = picked(&prepared, Pick::Overdue);
    let hours = |h: i64| Span::HOUR * h;
    let Limited { from, until, done, verdict } = late.deadlines.official;
    assert_eq!(from, late.case.filed.map(|(filed, _)| filed));
    assert_eq!(until, from.map(|from| from + hours(20)));
    assert_eq!(done, late.case.closed);
    let until = until.expect("a limit");
    assert_eq!(verdict, Verdict::Missed(done.unwrap_or(late.end) - until));
    assert_eq!(late.deadlines.wall.until, Some(late.problem.arose + hours(20)));
    let gone = picked(&prepared, Pick::Gone);
    let solved = gone.solved_by.is_some();
    assert!(solved || gone.deadlines.wall.verdict == Verdict::ByItself);
    let merged = picked(&prepared, Pick::Merged);
    assert_eq!(merged.deadlines.official.verdict, Verdict::NeverBegan);
    assert!(merged.merged_into.as_ref().is_some_and(|older| *older != merged.name));
    assert!(matches!(merged.steps.last().map(|step| step.deed), Some(Deed::Over(Fate::Merged(_)))));
}

#[test]
fn a_verdict_follows_from_three_moments() {
    let at = |hour: i64| Time::ZERO + Span::HOUR * hour;
    let of = |until, done| Limited::of(Some(at(0)), until, done, at(100)).verdict;
    assert_eq!(of(None, Some(at(1))), Verdict::NoLimit);
    assert_eq!(of(Some(at(20)), Some(at(20))), Verdict::Kept);
    assert_eq!(of(Some(at(20)), Some(at(21))), Verdict::Missed(Span::HOUR));
    assert_eq!(of(Some(at(20)), None), Verdict::Missed(Span::HOUR * 80));
    assert_eq!(of(Some(at(100)), None), Verdict::NotYetDue);
}
