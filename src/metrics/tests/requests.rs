//! Exceptions to the clock: each moves what the platform counts, and nothing of what is so.

use super::bench::Bench;
use crate::metrics::indicator;
use crate::simulation::Window;
use crate::simulation::tests::town::{Told, Town, another_role};

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
        assert_eq!((until - promised).hours(), 4.0 * f64::from(case.extensions));
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
