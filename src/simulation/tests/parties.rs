//! Responsible parties: what they are bound to, worked by hand.

use proptest::prelude::*;

use super::town::{Told, Town, another_role};
use crate::id::Id as _;
use crate::simulation::desk::Activity;
use crate::simulation::record::{Case, Deed, Fate, Work};
use crate::time::{Span, Time};

/// Rules for the bodies of a random town, each there or not.
pub(super) fn keys() -> impl Strategy<Value = Vec<String>> {
    let of = |keys: &'static [&'static str]| prop::sample::select(keys);
    let [convening, urging] = [of(CONVENING), of(URGING)];
    let [funding, inspection] = [of(FUNDING), of(INSPECTION)];
    let leverage = prop::sample::subsequence(ROLES, 0..=ROLES.len());
    (any::<bool>(), convening, urging, funding, inspection, leverage).prop_map(|all| {
        let (first, convening, urging, funding, inspection, leverage) = all;
        let first = if first { "first_receiver='transfers'" } else { "" };
        let stated = [first, convening, urging, funding, inspection].into_iter().chain(leverage);
        stated.filter(|key| !key.is_empty()).map(|key| format!("governance.{key}")).collect()
    })
}

const CONVENING: &[&str] = &[
    "",
    "convening={called_by='centre',returns=1,bodies={number=2},lasts={exponential='2 h'},\
     within='30 min'}",
    "convening={called_by='centre',disputed=true,bodies={listed=['watch','crew','bureau']},\
     lasts={fixed='1 h'},within='2 h'}",
];
const URGING: &[&str] =
    &["", "urging={every='1 d',most=2,penalised_by='watch'}", "urging={every='7 h',most=1}"];
const FUNDING: &[&str] = &["", "funding={by='centre',to='squad',price='100 yuan',limit=3}"];
const INSPECTION: &[&str] = &["", "inspection={by='crew',every='31 h',share=0.5}"];
const ROLES: &[&str] = &[
    "roles.squad.same_person_as='crew'",
    "roles.crew.leverage={willing=0.3,urged=0.3,convened=0.6,penalised=0.5}",
    "roles.squad.leverage={willing=0.5,urged=0.1,convened=0.0,penalised=1.0}",
];

/// A town for 20 days with a squad that can handle, and a bureau that has a duty and no power.
/// Desk work takes the centre an hour, so that what is shelved and found again takes time.
fn bodies() -> Town {
    let roles = another_role("squad") + "powers=['fix']\n" + &another_role("bureau");
    Town::new()
        .with(&(roles + "[governance.duties]\nother='squad'\npaper='bureau'\n"))
        .role("centre", &["desk_work={fixed='1 h'}"])
        .days(20)
}

const BOUND: &[&str] = &["governance.first_receiver='transfers'"];

fn closed(told: &Told) -> impl Iterator<Item = &Case> {
    told.cases.iter().filter(|case| case.fate == Fate::Closed)
}

/// Who gets a case first by mistake keeps it if able; nothing is sent back.
#[test]
fn the_first_receiver_keeps_what_it_can_handle() {
    let town = bodies().role("centre", &["accuracy=0.0"]).role("bureau", &["powers=['fix']"]);
    let told = town.clone().set(BOUND).run();
    assert!(closed(&told).count() > 100);
    assert!(told.cases.iter().all(|case| case.returned == 0 && !case.passed_on));
    let plain = town.run();
    assert!(closed(&plain).all(|case| case.returned > 0), "each goes astray first");
}

/// A disputed case is its duty and within its power: it may not decline.
#[test]
fn the_first_receiver_does_not_decline_a_disputed_case() {
    let town = bodies().fault(&["disputed=1.0"]).role("crew", &["refusal=1.0"]);
    assert!(closed(&town.run()).count() == 0);
    let bound = town.set(BOUND).run();
    assert!(closed(&bound).count() > 100 && bound.cases.iter().all(|case| case.returned == 0));
}

/// Without the power it passes the case to the owner, one hand-over and no return; as often as
/// its own accuracy says it errs, and who is then in the wrong sends the case back.
#[test]
fn the_first_receiver_passes_on_what_it_cannot_handle() {
    let town = bodies()
        .fault(&["owners={works=1.0}"])
        .role("centre", &["accuracy=0.0"])
        .role("squad", &["powers=[]"])
        .set(BOUND);
    let told = town.run();
    let straight = |case: &Case| (case.passed_on, case.returned, case.handoffs) == (true, 0, 3);
    assert!(closed(&told).count() > 100 && closed(&told).all(straight));
    let passed = told.steps.iter().filter(|took| matches!(took.deed, Deed::PassedOn(_)));
    assert_eq!(passed.count(), told.cases.len());
    let wrong = town.role("squad", &["accuracy=0.0"]).role("bureau", &["accuracy=0.0"]).run();
    let over = || wrong.cases.iter().filter(|case| case.fate != Fate::Open);
    assert!(over().count() > 100 && over().all(|case| case.passed_on && case.returned > 0));
}

/// Nobody's problem, or one's own without the power, can be passed to nobody.
#[test]
fn the_first_receiver_sends_back_what_has_no_other_owner() {
    for owners in ["owners={}", "owners={paper=1.0}"] {
        let town = bodies().fault(&[owners]).role("crew", &["powers=[]"]);
        let told = town.role("squad", &["powers=[]"]).set(BOUND).run();
        assert!(told.cases.iter().all(|case| !case.passed_on), "{owners}");
        assert!(told.cases.iter().any(|case| case.returned > 0), "{owners}");
    }
}

/// Each of the three bodies comes 10, 20 and 30 minutes after the call and stays for two hours;
/// the crew takes the case from the meeting and may not decline it again.
#[test]
fn a_whistle_brings_bodies_to_the_site_and_settles_the_case() {
    let told = bodies()
        .fault(&["disputed=1.0", "incidence='1 per km2 day'"])
        .role("crew", &["refusal=1.0", "staffing='50 per district'", "travel={fixed='20 min'}"])
        .role("squad", &["travel={fixed='40 min'}"])
        .role("bureau", &["travel={fixed='1 h'}"])
        .set(&["governance.convening={called_by='centre',returns=1,bodies={number=2},\
             lasts={fixed='2 h'},within='25 min'}"])
        .days(60)
        .run();
    assert!(closed(&told).count() > 40);
    for case in closed(&told) {
        let meeting = case.meeting.expect("it was called about");
        assert_eq!((meeting.called, meeting.in_time), (3, 2));
        assert_eq!(meeting.taken, Span::HOUR * 8, "three times two hours, and two on the way");
        assert_eq!((case.returned, case.dispatches, case.handoffs, case.side_steps), (1, 1, 4, 3));
    }
    let on_site = told.works.iter().filter(|(_, work)| work.activity == Activity::Site);
    let taken: Span = on_site.map(|(_, work)| work.taken).sum();
    let meetings: Span = told.cases.iter().filter_map(|case| case.meeting).map(|m| m.taken).sum();
    assert_eq!(taken, meetings);
    let settled = |took: &&super::town::Took| matches!(took.deed, Deed::Settled(_));
    let settled = told.steps.iter().filter(settled);
    for took in settled {
        let called = told.cases[took.case.index()].meeting.expect("a meeting").called_at;
        assert_eq!(took.when - called, Span::HOUR * 3, "the last comes in 30 min and goes back");
    }
}

/// Whoever has no people is not called; where nobody is, the case is settled at once.
#[test]
fn bodies_without_people_are_not_called() {
    let town = bodies().fault(&["owners={paper=1.0}"]).role("crew", &["staffing='0 per district'"]);
    let none = ["staffing='0 per district'"];
    let told = town
        .role("bureau", &none)
        .set(&["governance.convening={called_by='centre',returns=1,bodies={listed=['crew']},\
             lasts={fixed='2 h'},within='25 min'}"])
        .run();
    let met: Vec<_> = told.cases.iter().filter_map(|case| case.meeting).collect();
    assert!(met.len() > 100 && met.iter().all(|meeting| meeting.called == 0));
}

/// A crew that takes nothing on by itself; urged each day, twice at most.
fn reluctant(leverage: &str, urging: &str) -> Told {
    let town = bodies().role("crew", &["staffing='50 per district'", leverage]);
    town.set(&[urging]).run()
}

const TWICE: &str = "governance.urging={every='1 d',most=2,penalised_by='squad'}";

#[test]
fn a_party_that_only_penalties_move_is_urged_and_then_ordered() {
    let told = reluctant("leverage={willing=0.0,urged=0.0,convened=0.0,penalised=1.0}", TWICE);
    assert!(closed(&told).count() > 100);
    for case in closed(&told) {
        assert_eq!((case.willing, case.urgings, case.side_steps), (Some(false), 2, 3));
        let begun = case.begun.expect("it is handled") - case.dispatched.expect("it was sent");
        // Two days, two hours of desk work of the centre, and the visit of no length.
        assert!(begun >= Span::HOUR * 50 && begun < Span::HOUR * 51, "{begun:?}");
    }
}

#[test]
fn a_party_that_nothing_moves_is_given_up() {
    let never = "leverage={willing=0.0,urged=0.0,convened=0.0,penalised=0.0}";
    let told = reluctant(never, TWICE);
    let over: Vec<_> = told.cases.iter().filter(|case| case.fate != Fate::Open).collect();
    assert!(over.len() > 100 && over.iter().all(|case| case.fate == Fate::Shelved));
    assert!(over.iter().all(|case| (case.urgings, case.begun) == (2, None)));
    let at_once = reluctant(never, "governance.settled_after=2");
    assert!(at_once.cases.iter().all(|case| case.urgings == 0 && case.begun.is_none()));
}

#[test]
fn a_party_that_is_sure_to_comply_is_as_one_without_leverage() {
    let sure = "leverage={willing=1.0,urged=0.0,convened=0.0,penalised=0.0}";
    let [with, without] = [sure, "refusal=0.0"].map(|key| reluctant(key, TWICE));
    let lives = |told: &Told| {
        told.cases.iter().map(|case| (case.opened, case.closed, case.parts)).collect::<Vec<_>>()
    };
    assert_eq!(lives(&with), lives(&without));
}

/// Nobody's problems come back once and are then paid for, three in a month.
#[test]
fn public_money_pays_for_what_is_nobodys_duty_up_to_its_limit() {
    let paid = |limit: u32| {
        let rule =
            format!("governance.funding={{by='centre',to='squad',price='100 yuan',limit={limit}}}");
        bodies().fault(&["owners={}"]).set(&[&rule]).days(40).run()
    };
    let told = paid(1000);
    assert!(closed(&told).count() > 100);
    let straight = |case: &Case| (case.returned, case.dispatches) == (1, 2) && case.paid.is_some();
    assert!(closed(&told).all(straight));
    let few = paid(3);
    let days: Vec<i64> =
        few.cases.iter().filter_map(|case| case.paid).map(|(when, _)| when.day()).collect();
    let months: Vec<i64> = days.iter().map(|day| day * 12 / 365).collect();
    assert_eq!(months, [0, 0, 0, 1, 1, 1]);
}

/// Each week the crew goes to three of ten blocks for 50 minutes, those with most cases of late; it
/// finds inside what nobody sees from outside, and that is all that is ever found.
#[test]
fn inspectors_visit_where_most_was_amiss_and_find_what_is_hidden() {
    let rounds = "governance.inspection={by='crew',every='7 d',share=0.3}";
    let town = Town::new()
        .set(&["city.blocks=10", rounds])
        .fault(&["detectability=0.0", "incidence='3 per km2 day'"])
        .role("crew", &["site_work={fixed='30 min'}", "travel={fixed='20 min'}"])
        .days(70);
    let told = town.run();
    let visits: Vec<_> = told.works.iter().filter(|(_, work)| work.case.is_none()).collect();
    assert_eq!(visits.len(), 10 * 3);
    assert!(visits.iter().all(|(_, work)| work.taken == Span::MINUTE * 50));
    assert!(told.cases.len() > 20);
    let days: Vec<i64> = told.cases.iter().map(|case| case.opened.day() % 7).collect();
    assert!(days.iter().all(|day| *day == 0), "{days:?}");
    let never = town.set(&["governance.inspection.share=0.0"]).run();
    assert_eq!(never.cases.len(), 0);
}

/// One person is the crew and the squad: never at two sites at once, and counted once.
#[test]
fn who_holds_two_posts_does_one_thing_at_a_time() {
    let one = ["staffing='1 per district'", "travel={fixed='10 min'}"];
    let town = bodies()
        .fault(&["owners={works=0.5,other=0.5}", "incidence='9 per km2 day'"])
        .role("crew", &one)
        .role("squad", &["staffing='0 per district'", "same_person_as='crew'"]);
    let built = town.build();
    let told = town.run_in(&built);
    let handled: Vec<_> =
        told.works.iter().filter(|(_, work)| work.activity == Activity::Handling).collect();
    assert!(handled.len() > 100);
    let apart = |two: &[&(Time, Work)]| two[1].0 >= two[0].0 + two[0].1.taken;
    assert!(handled.windows(2).all(apart));
    let desks: std::collections::BTreeSet<_> =
        told.steps.iter().filter(|took| took.deed == Deed::Claimed).map(|took| took.desk).collect();
    assert_eq!(desks.len(), 2, "both desks handle");
    let posts: Vec<f64> = built.governance.posts().iter().copied().collect();
    assert!((posts[2] - 4.2).abs() < 1e-9 && posts[3].abs() < 1e-9, "{posts:?}");
}
