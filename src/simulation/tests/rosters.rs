//! Rosters: those on call for what is urgent, and messages after hours.

use super::town::{Told, Town};
use crate::id::Id as _;
use crate::simulation::desk::Activity;
use crate::simulation::record::{Case, Fate};
use crate::time::{Span, Time};

/// Everybody finds and files round the clock; the crew works from 8 to 12, an hour at a case.
fn by_day() -> Town {
    Town::new()
        .fault(&["incidence='2 per km2 day'", "work={fixed='1 h'}"])
        .role("crew", &["hours='daily 08:00-12:00'", "staffing='1 per district'"])
}

/// Time of day.
fn of_day(time: Time) -> Span {
    time - Time::from_day(time.day())
}

fn is_night(time: Time) -> bool {
    of_day(time) < Span::HOUR * 8 || of_day(time) >= Span::HOUR * 12
}

/// Cases opened at night, with how long it took until the crew began.
fn waits(told: &Told) -> Vec<Span> {
    let night = told.cases.iter().filter(|case| is_night(case.opened));
    night.filter_map(|case: &Case| Some(case.begun? - case.opened)).collect()
}

/// Work of the crew that began at night: all of it is overtime. What began by day has none.
fn overtime_is_that_of_the_night(town: &Town, told: &Told) -> usize {
    let crew = town.build().governance.desks.len() - 1;
    let works = told.works.iter().filter(|(_, work)| work.desk.index() == crew);
    let works: Vec<_> = works.filter(|(_, work)| work.activity == Activity::Handling).collect();
    for (when, work) in &works {
        let expected = if is_night(*when) { work.taken } else { Span::ZERO };
        assert_eq!(work.overtime, expected, "{when}");
    }
    works.iter().filter(|(when, _)| is_night(*when)).count()
}

#[test]
fn what_is_urgent_is_handled_at_night_as_overtime() {
    let on_call = "on_call={people='1 per district',takes=['fault']}";
    let town = by_day().role("crew", &[on_call]);
    let told = town.run();
    assert!(overtime_is_that_of_the_night(&town, &told) > 50);
    let waited = waits(&told);
    let at_once = waited.iter().filter(|wait| **wait < Span::MINUTE).count();
    assert!(at_once * 3 > waited.len() * 2, "{at_once} of {}", waited.len());
    // One at a time: there is one on call.
    let mut busy_until = Time::from_day(-1);
    for (when, work) in told.works.iter().filter(|(_, work)| work.overtime > Span::ZERO) {
        assert!(*when >= busy_until, "two at once");
        busy_until = *when + work.taken;
    }
}

/// The severity of the fault is 1.
#[test]
fn what_is_not_urgent_waits_for_the_morning() {
    for (rule, is_taken) in [
        ("{people='1 per district'}", false),
        ("{people='1 per district',severity=2}", false),
        ("{people='0 per district',severity=1}", false),
        ("{people='1 per district',severity=1}", true),
    ] {
        let town = by_day().role("crew", &[&format!("on_call={rule}")]);
        let told = town.run();
        assert_eq!(overtime_is_that_of_the_night(&town, &told) > 0, is_taken, "{rule}");
        assert_eq!(told.cases.len(), by_day().run().cases.len());
    }
}

/// People on call are others than those by day: who is called just before eight is not missing
/// at eight.
#[test]
fn a_call_that_lasts_into_the_morning_keeps_nobody_from_his_post() {
    let on_call = "on_call={people='1 per district',takes=['fault']}";
    let town = by_day().fault(&["work={fixed='5 h'}"]).role("crew", &[on_call]);
    let told = town.run();
    let overlaps = told.works.iter().filter(|(when, work)| {
        let ends = *when + work.taken;
        work.overtime > Span::ZERO
            && told.works.iter().any(|(other, by_day)| {
                by_day.desk == work.desk
                    && by_day.overtime == Span::ZERO
                    && by_day.activity == Activity::Handling
                    && (*when..ends).contains(other)
            })
    });
    assert!(overlaps.count() > 3);
}

/// Residents write to the centre, which is open from 8 to 12, at any hour.
fn written(rule: &str) -> Told {
    Town::new()
        .fault(&["incidence='2 per km2 day'", "witnesses=3.0", "detectability=0.0"])
        .role("centre", &["hours='daily 08:00-12:00'", "desk_work={fixed='10 min'}"])
        .set(&[&format!("governance.channels.line.{rule}")])
        .run()
}

/// How many messages of the night were answered at once, how many of them filed, and how many
/// of them closed.
fn answered(told: &Told) -> [usize; 4] {
    let night: Vec<_> = told.orders.iter().filter(|order| is_night(order.made)).collect();
    let at_once = |order: &&&crate::simulation::record::Order| {
        order.contacted.is_some_and(|when| when - order.made == Span::MINUTE * 10)
    };
    let cases: Vec<&Case> =
        night.iter().filter(at_once).map(|order| &told.cases[order.case.index()]).collect();
    let filed = cases.iter().filter(|case| case.filed.is_some()).count();
    let closed = cases.iter().filter(|case| case.fate == Fate::Closed).count();
    [night.len(), cases.len(), filed, closed]
}

#[test]
fn a_message_after_hours_is_answered_and_may_stay_off_the_platform() {
    let [night, at_once, ..] = answered(&written("after_hours='wait'"));
    assert!(night > 50 && at_once == 0, "{at_once} of {night}");
    let [night, at_once, filed, closed] = answered(&written("after_hours='overtime'"));
    assert_eq!((at_once, filed), (night, night));
    assert!(closed > night / 2);
    let none = Town::new()
        .fault(&["incidence='2 per km2 day'", "witnesses=3.0", "detectability=0.0"])
        .role("centre", &["hours='daily 08:00-12:00'", "desk_work={fixed='10 min'}"])
        .set(&["governance.channels.line.after_hours='overtime'"])
        .set(&["governance.channels.line.logged=0.0"])
        .run();
    let [night, at_once, filed, closed] = answered(&none);
    assert_eq!((at_once, filed), (night, 0));
    assert!(closed > night / 2, "those who handle are told all the same");
    let open = none.orders.iter().filter(|order| !is_night(order.made));
    assert!(open.filter(|o| none.cases[o.case.index()].filed.is_some()).count() > 5);
}

/// Messages that take six hours come all night; whoever is on call is free for what is urgent.
#[test]
fn a_message_at_night_keeps_nobody_on_call_from_their_work() {
    let on_call = "on_call={people='1 per district',takes=['fault']}";
    let town = by_day()
        .fault(&["witnesses=2.0", "notice={exponential='6 h'}", "incidence='6 per km2 day'"])
        .with("[[governance.channels]]\nid='line'\nreceiver='crew'\nafter_hours='overtime'\n")
        .role("crew", &[on_call, "desk_work={fixed='6 h'}"]);
    let told = town.run();
    let crew = town.build().governance.desks.len() - 1;
    let works = told.works.iter().filter(|(_, work)| work.desk.index() == crew);
    let (messages, urgent): (Vec<_>, Vec<_>) = works
        .filter(|(when, _)| is_night(*when))
        .partition(|(_, work)| work.activity == Activity::Desk);
    let during = |when: &Time| {
        messages.iter().any(|(begun, work)| begun < when && *when < *begun + work.taken)
    };
    let meanwhile = urgent.iter().filter(|(when, _)| during(when)).count();
    assert!(messages.len() > 50 && meanwhile > 20, "{} {meanwhile}", messages.len());
}
