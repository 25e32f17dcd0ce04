//! Exceptions to the clock: each moves what the platform counts, and nothing of what is so.

use std::collections::BTreeSet;

use super::bench::{Bench, CENTRE, day, role};
use crate::metrics::indicator;
use crate::simulation::Window;
use crate::simulation::desk::Task;
use crate::simulation::record::{Case, Deed};
use crate::simulation::tests::town::{Told, Town, another_role};
use crate::time::Span;

const WINDOW: Window = Window { warm_up_days: 0, days: 60, follow_up_days: 30 };

/// One crew with much to do, so that half of its cases run late.
fn late() -> Town {
    let window = (WINDOW.warm_up_days, WINDOW.days, WINDOW.follow_up_days);
    Town::new()
        .set(&["governance.deadlines.fault='4 h'"])
        .fault(&["incidence='9 per km2 day'", "work={fixed='2 h'}"])
        .window(window.0, window.1, window.2)
}

/// More time for whoever asks, in time.
const EXTENSION: &str =
    "[governance.extension]\nbefore='1 h'\nasked=1.0\ngranted=1.0\nadds=1.0\nmost=2\n";

/// The indicators that are another number under another town, and by how much.
fn moved(plain: &Town, other: &Town) -> Vec<(&'static str, f64)> {
    let benches = [plain, other].map(|town| Bench::of(town, WINDOW));
    let tallies = [benches[0].run(plain), benches[1].run(other)];
    let moved = |indicator: &indicator::Indicator| {
        let [before, after] = tallies.each_ref().map(|tally| (indicator.read)(tally).ok());
        let value = |of: Option<indicator::Value>| of.map_or(0.0, |value| value.value);
        (before != after).then(|| (indicator.id, value(after) - value(before)))
    };
    indicator::all().filter_map(moved).collect()
}

/// Asserts that these indicators rise under another town, and that nothing else moves.
#[track_caller]
fn rise_alone(plain: &Town, other: &Town, expected: &[&str]) {
    let moved = moved(plain, other);
    let ids: Vec<&str> = moved.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, expected, "{moved:?}");
    assert!(moved.iter().all(|(_, change)| *change > 0.02), "{moved:?}");
}

#[test]
fn extensions_raise_the_official_rate_on_time_and_nothing_of_what_is_so() {
    rise_alone(&late(), &late().with(EXTENSION), &["official_on_time_rate", "extension_share"]);
}

#[test]
fn nobody_gets_more_time_who_does_not_ask_or_is_refused() {
    for never in ["asked=0.0", "granted=0.0"] {
        let town = late().with(EXTENSION).set(&[&format!("governance.extension.{never}")]);
        assert_eq!(moved(&late(), &town), [], "{never}");
    }
}

fn extensions(told: &Told) -> impl Iterator<Item = u16> {
    told.cases.iter().map(|case| case.extensions)
}

/// The deadline is put off by the original limit each time, and twice at most.
#[test]
fn extensions_are_bounded_and_each_adds_the_original_limit() {
    let told = late().with(EXTENSION).run();
    assert_eq!(extensions(&told).max(), Some(2));
    for case in told.cases.iter().filter(|case| case.filed.is_some()) {
        let [until, promised] = [case.deadline, case.promised].map(|time| time.expect("a limit"));
        assert_eq!(until - promised, Span::HOUR * 4 * i64::from(case.extensions));
        let late = case.closed.is_none_or(|closed| closed > promised);
        assert!(late || case.extensions <= 1, "nobody asks for more when it is done");
    }
    let once = late().with(EXTENSION).set(&["governance.extension.most=1"]).run();
    assert_eq!(extensions(&once).max(), Some(1));
}

/// About as many ask and are granted as the shares say: of 500 and more, half of a half are
/// 25 %, within four standard errors.
#[test]
fn as_many_ask_and_are_granted_as_the_shares_say() {
    let all = extensions(&late().with(EXTENSION).run()).filter(|times| *times > 0).count() as f64;
    let shares = ["governance.extension.asked=0.5", "governance.extension.granted=0.5"];
    let some = late().with(EXTENSION).set(&shares).run();
    let some = extensions(&some).filter(|times| *times > 0).count() as f64;
    assert!(all > 300.0, "{all}");
    assert!((some / all - 0.25).abs() < 4.0 * (0.25 * 0.75 / all).sqrt(), "{some} of {all}");
}

/// A decision that takes longer than is left to the deadline comes too late.
#[test]
fn a_request_that_is_decided_after_the_deadline_lapses() {
    let chief = another_role("chief") + "powers=['evaluate']\ndelivery={fixed='2 h'}\n";
    let town = late().with(EXTENSION).with(&chief);
    let town = town.set(&["governance.extension.decided_by='chief'"]);
    assert_eq!(extensions(&town.run()).max(), Some(0));
    let earlier = town.set(&["governance.extension.before='3 h'"]);
    assert_eq!(extensions(&earlier.run()).max(), Some(2));
}

const HOLD: &str = "[governance.hold]\nasked=0.3\ngranted=1.0\nlasts={fixed='3 d'}\n";
const EXCLUSION: &str = "[governance.exclusion]\nasked=1.0\ngranted=1.0\n";
const APPEAL: &str = "[governance.appeal]\nasked=1.0\ngranted=1.0\n";

/// By how much an indicator moved; nothing where it did not.
fn change(moved: &[(&str, f64)], id: &str) -> f64 {
    moved.iter().find(|(moved, _)| *moved == id).map_or(0.0, |(_, change)| *change)
}

/// The cases that are left out are like the others, so that the official rate stays where it was
/// while its twin falls and problems stand longer; what is found, filed and paid for stays.
#[test]
fn holds_leave_problems_standing_and_the_official_rates_as_they_were() {
    let moved = moved(&late(), &late().with(HOLD));
    let change = |id| change(&moved, id);
    assert!((change("hold_share") - 0.3).abs() < 0.1, "{moved:?}");
    assert!(change("official_on_time_rate").abs() < 0.02, "{moved:?}");
    assert!(change("solved_within_limit_share") < -0.1, "{moved:?}");
    assert!(change("problem_days_per_1000") > 0.0 && change("resolution_time_h") > 12.0);
    for id in [
        "discovery_rate",
        "incidence_per_1000",
        "cases_per_1000",
        "filed_per_month",
        "handoffs_per_case",
        "steps_per_case",
        "false_closure_share",
        "cost_per_resident_year",
        "extension_share",
        "exclusion_share",
        "appeal_share",
    ] {
        assert_eq!(change(id).to_bits(), 0.0f64.to_bits(), "{id} {moved:?}");
    }
}

/// The same holds, counted in three ways: left out, with the clock stopped, or running.
#[test]
fn a_hold_counts_as_the_accounting_says() {
    let on_time = |held: &str| {
        let town = late().with(HOLD).set(&[&format!("governance.accounting.held='{held}'")]);
        change(&moved(&late(), &town), "official_on_time_rate")
    };
    let [out, stopped, running] = ["out", "stopped", "running"].map(on_time);
    assert!(running < -0.02, "{running}");
    assert!(out > running + 0.1 && stopped > running + 0.1, "{out} {stopped} {running}");
}

/// A case is laid aside once for as long as the hold lasts, and its clock stands still for it.
#[test]
fn a_case_on_hold_is_handled_no_earlier_and_due_later() {
    let told = late().with(HOLD).set(&["governance.accounting.held='stopped'"]).run();
    let held: Vec<_> = told.cases.iter().filter(|case| case.held.is_some()).collect();
    assert!(held.len() > 100);
    for case in held {
        let [from, until] = case.held.expect("a hold");
        assert_eq!(until - from, Span::DAY * 3);
        assert!(case.begun.is_none_or(|begun| begun >= until));
        let moved = case.deadline.expect("a limit") - case.promised.expect("a limit");
        let over = until <= day(60 + 30);
        assert_eq!(moved, if over { Span::DAY * 3 } else { Span::ZERO });
    }
    assert!(told.cases.iter().any(|case| case.filed.is_some() && case.held.is_none()));
}

/// Whoever is late is left out: the rates rise, and nothing of what is so.
#[test]
fn exclusions_move_official_rates_and_nothing_of_what_is_so() {
    let town = late().with(EXCLUSION);
    let moved = moved(&late(), &town);
    let of_record = |id: &&str| id.starts_with("official_") || *id == "exclusion_share";
    assert!(moved.iter().all(|(id, _)| of_record(id)), "{moved:?}");
    assert!(change(&moved, "official_on_time_rate") > 0.2, "{moved:?}");
    assert!(change(&moved, "exclusion_share") > 0.2, "{moved:?}");
    assert!(change(&moved, "official_handling_time_h") < -1.0, "{moved:?}");
    for case in town.run().cases.iter().filter(|case| case.handler().is_some()) {
        let due = case.promised.expect("a limit");
        let late = due < day(90) && case.closed.is_none_or(|closed| closed > due);
        assert_eq!(case.excluded, late, "{case:?}");
    }
}

/// Every second fix fails and nobody checks, but callers are asked.
fn asked() -> Town {
    late()
        .set(&["governance.deadlines.fault='20 d'"])
        .fault(&["incidence='3 per km2 day'", "witnesses=2.0"])
        .role("watch", &["patrol.walking=0.0"])
        .role("crew", &["quality=0.5"])
        .role("centre", &["call_back={sample=1.0,after={fixed='1 h'}}"])
}

#[test]
fn calls_of_those_who_are_not_satisfied_are_excluded_with_their_cases() {
    let moved = moved(&asked(), &asked().with(EXCLUSION));
    let of_record = |id: &&str| id.starts_with("official_") || *id == "exclusion_share";
    assert!(moved.iter().all(|(id, _)| of_record(id)), "{moved:?}");
    assert!(change(&moved, "official_resolution_rate") > 0.2, "{moved:?}");
    assert!(change(&moved, "official_satisfaction") > 0.2, "{moved:?}");
    let counted = asked().with(EXCLUSION).set(&["governance.accounting.excluded='in'"]);
    let moved = self::moved(&asked(), &counted);
    assert_eq!(moved.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["exclusion_share"]);
}

/// Each late case that was closed is upheld, and counts as in time.
#[test]
fn appeals_raise_the_official_rate_on_time_and_nothing_of_what_is_so() {
    let town = late().with(APPEAL);
    rise_alone(&late(), &town, &["official_on_time_rate", "appeal_share"]);
    for case in town.run().cases.iter().filter(|case| case.closed.is_some()) {
        let due = case.promised.expect("a limit");
        assert_eq!(case.upheld, case.closed.is_some_and(|closed| closed > due));
    }
}

#[test]
fn exclusions_and_appeals_that_are_not_asked_or_not_granted_move_nothing() {
    for rule in ["exclusion", "appeal", "hold"] {
        for never in ["asked=0.0", "granted=0.0"] {
            let text = [HOLD, EXCLUSION, APPEAL].into_iter().find(|text| text.contains(rule));
            let set = format!("governance.{rule}.{never}");
            let town = late().with(text.expect("a rule")).set(&[&set]);
            assert_eq!(moved(&late(), &town), [], "{set}");
        }
    }
}

/// Filed before the period: one closed in it, one not, one closed before it began, one due
/// after it.
#[test]
fn cases_carried_over_count_in_the_closing_rate_where_the_model_says_so() {
    let closing_rate = |carried: &str| {
        let town = Town::new().set(&[&format!("governance.accounting.carried_over='{carried}'")]);
        let bench = Bench::of(&town, WINDOW);
        let mut tally = bench.tally();
        let problem = bench.problem();
        let mut tell = |filed, due, closed| {
            let filed = Some((day(filed), role(CENTRE)));
            let (due, closed) = (Some(day(due)), closed);
            let case = like!(bench.case(), filed = filed, deadline = due, closed = closed);
            tally.hear_case(&case, &problem);
        };
        tell(-3, 1, Some(day(2)));
        tell(-3, 1, None);
        tell(-3, -2, Some(day(-1)));
        tell(-3, 61, None);
        tell(1, 2, Some(day(2)));
        let on_time = tally.read("official_on_time_rate").expect("a value").value;
        assert_eq!(on_time.to_bits(), 1.0f64.to_bits(), "the rate on time carries nothing over");
        tally.read("official_closing_rate").expect("a value").value
    };
    assert_eq!(closing_rate("out").to_bits(), 1.0f64.to_bits());
    assert_eq!(closing_rate("in").to_bits(), (2.0f64 / 3.0).to_bits());
}

/// With disputes that everybody declines and nobody settles, only what is raised is handled.
#[test]
fn what_is_raised_is_declined_by_nobody() {
    let town = late()
        .fault(&["disputed=1.0", "witnesses=1.0", "incidence='3 per km2 day'"])
        .role("watch", &["patrol.walking=0.0"])
        .role("crew", &["refusal=1.0"]);
    let grave = town.clone().with("[governance.supervision]\nseverity=1.0\n");
    let moved = moved(&town, &grave);
    assert_eq!(change(&moved, "supervision_share").to_bits(), 1.0f64.to_bits());
    assert_eq!(change(&moved, "official_closing_rate").to_bits(), 1.0f64.to_bits());
    assert!(change(&moved, "true_resolution_rate") > 0.5, "all that are known: {moved:?}");
    assert!(change(&moved, "returned_share") < -0.9, "{moved:?}");
    for id in ["discovery_rate", "incidence_per_1000", "extension_share", "posts"] {
        assert_eq!(change(&moved, id).to_bits(), 0.0f64.to_bits(), "{id} {moved:?}");
    }
    let light = town.clone().with("[governance.supervision]\nseverity=1.1\n");
    assert_eq!(self::moved(&town, &light), [], "no category is so grave");
}

/// Closed three hours late means raised at two, and in time means not raised.
#[test]
fn what_has_run_over_is_raised() {
    let told = |overdue: &str| {
        let rule = format!("[governance.supervision]\noverdue='{overdue}'\n");
        late().with(&rule).run()
    };
    let raised = told("2 h");
    let late_by = |case: &Case| {
        let closed = case.closed?;
        Some((closed - case.promised?).hours())
    };
    let over = raised.cases.iter().filter(|case| late_by(case).is_some_and(|late| late > 3.0));
    assert!(over.clone().count() > 50 && over.clone().all(|case| case.supervised));
    let timely = raised.cases.iter().filter(|case| late_by(case).is_some_and(|late| late < 0.0));
    assert!(timely.clone().count() > 50 && timely.clone().all(|case| !case.supervised));
    assert!(told("300 d").cases.iter().all(|case| !case.supervised));
}

/// Every second fix fails and is done again, at the end of the queue, or before all else once
/// the case has run over: the longest lives are cut short.
#[test]
fn what_is_raised_comes_before_all_else() {
    let town = late()
        .fault(&["incidence='5 per km2 day'"])
        .role("crew", &["quality=0.5"])
        .role("centre", &["checked_by='watch'"]);
    let moved = moved(&town, &town.clone().with("[governance.supervision]\noverdue='20 h'\n"));
    assert!(change(&moved, "supervision_share") > 0.1, "{moved:?}");
    assert!(change(&moved, "resolution_time_p90_h") < 0.0, "{moved:?}");
    assert!(change(&moved, "resolution_time_p50_h") > 0.0, "others wait for them: {moved:?}");
    for id in ["discovery_rate", "incidence_per_1000", "filed_per_month", "posts"] {
        assert_eq!(change(&moved, id).to_bits(), 0.0f64.to_bits(), "{id} {moved:?}");
    }
}

/// While a raised case waits for the crew, nobody begins one that is not raised: neither where
/// it was raised while it waited, nor where it comes back after a failed check.
#[test]
fn nobody_begins_other_work_while_a_raised_case_waits() {
    let told = late()
        .fault(&["incidence='5 per km2 day'"])
        .role("crew", &["quality=0.5"])
        .role("centre", &["checked_by='watch'"])
        .with("[governance.supervision]\noverdue='20 h'\n")
        .run();
    let (mut raised, mut waiting) = (BTreeSet::new(), BTreeSet::new());
    let (mut in_queue, mut back) = (0, 0);
    for took in &told.steps {
        match took.deed {
            Deed::Raised => {
                in_queue += u32::from(waiting.contains(&took.case));
                raised.insert(took.case);
            }
            Deed::Queued(Task::Handle) => {
                back += u32::from(raised.contains(&took.case));
                waiting.insert(took.case);
            }
            Deed::Begun(Task::Handle, _) => {
                waiting.remove(&took.case);
                let passed_over = waiting.intersection(&raised).next();
                assert!(raised.contains(&took.case) || passed_over.is_none(), "{took:?}");
            }
            _ => {}
        }
    }
    assert!(in_queue > 20 && back > 20, "{in_queue} and {back}");
}

/// The crew never succeeds, and callers call again after a week: at the second call the open
/// cases are raised, and no earlier.
#[test]
fn what_is_called_about_again_is_raised() {
    let rule = "[governance.supervision]\ncalls=2\nordered_by='centre'\n";
    let town = Town::new()
        .fault(&["incidence='3 per km2 day'", "witnesses=2.0"])
        .role("watch", &["patrol.walking=0.0"])
        .role("crew", &["quality=0.0"])
        .role("centre", &["delivery={fixed='1 min'}", "desk_work={fixed='1 h'}"])
        .set(&["city.reporting.persistence=1.0"])
        .with(rule)
        .days(30);
    let told = town.run();
    let raised = told.cases.iter().filter(|case| case.supervised).count();
    let repeats = told.orders.iter().filter(|order| order.repeat > 0).count();
    assert!(raised > 50 && repeats > 50, "{raised} of {repeats}");
    let never = town.set(&["governance.supervision.calls=5"]).run();
    assert!(never.cases.iter().all(|case| !case.supervised), "four calls are the most");
}
