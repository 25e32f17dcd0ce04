//! Responsible parties: what they are bound to, worked by hand.

use proptest::prelude::*;

use super::town::{Told, Town, another_role};
use crate::simulation::record::{Case, Deed, Fate};

/// Rules for the bodies of a random town, each there or not.
pub(super) fn keys() -> impl Strategy<Value = Vec<String>> {
    let first = any::<bool>();
    first.prop_map(|first| {
        let first = first.then(|| "governance.first_receiver='transfers'".to_owned());
        first.into_iter().collect()
    })
}

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
