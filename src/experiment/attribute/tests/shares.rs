//! What components bring of a change, where it is known.

use super::super::Component::{Campaigns, Channels, Deadlines, Rest, Staff};
use super::*;
use crate::experiment::{Prepared, prepare, run_all};

fn study(name: &str, scenario: &Scenario) -> Study {
    let prepared: Prepared = prepare(name, scenario);
    let replications = scenario.run.replications.0.0 as usize;
    let ran = run_all(std::slice::from_ref(&prepared), 1, replications, 1, || ());
    Study { prepared, outcomes: ran.expect("threads start").remove(0) }
}

fn attributed(pair: [&Scenario; 2], joining: Joining) -> (Vec<Study>, Attribution) {
    let studies = vec![study("old", pair[0]), study("new", pair[1])];
    let attribution = attribute(
        &studies,
        [0, 1],
        joining,
        &Runner { seed: 1, threads: 1, store: None, progress: &() },
    );
    (studies, attribution.expect("threads start"))
}

/// What a component brings of an indicator, first, on the mean over orders, and last.
fn brings(
    attribution: &Attribution,
    studies: &[Study],
    id: &str,
    component: Component,
) -> [f64; 3] {
    let is_one = |of: &&Attributed| studies[0].measures()[of.indicator].id == id;
    let of = attribution.indicators.iter().find(is_one).expect("it is attributed");
    let player = attribution.players.iter().position(|player| player.component == component);
    let brought = &of.parts[player.expect("it differs")].brought;
    let mean = |pair: Option<Paired>| pair.expect("four replications").difference.mean;
    [mean(brought.first), brought.estimate.mean, mean(brought.last)]
}

fn difference(studies: &[Study], id: &str) -> f64 {
    let place = studies[0].measures().iter().position(|m| m.id == id).expect("an indicator");
    let mean = |study: &Study| study.indicator(place).expect("a value").estimate.mean;
    mean(&studies[1]) - mean(&studies[0])
}

#[track_caller]
fn close(found: [f64; 3], expected: [f64; 3]) {
    let size = expected.iter().fold(1e-9, |most: f64, x| most.max(x.abs()));
    let near = found.iter().zip(expected).all(|(x, y)| (x - y).abs() < 1e-9 * size);
    assert!(near, "{found:?}, expected {expected:?}");
}

const DAYS: &str = "problem_days_per_1000";
const COST: &str = "cost_per_resident_year";
/// A crew that cannot keep up: ten problems a day of two hours each.
const BUSY: &str = "city.categories.fault.work={exponential='2 h'}";

#[test]
fn where_only_staff_differs_staff_brings_everything() {
    let pair =
        [town("", &[BUSY]), town("", &[BUSY, "governance.roles.crew.staffing='2 per district'"])];
    let (studies, attribution) = attributed(pair.each_ref(), Joining::AsAffordable);
    assert_eq!((attribution.players.len(), attribution.models), (1, 2));
    for id in [DAYS, COST] {
        let whole = difference(&studies, id);
        assert!(whole != 0.0, "{id} differs");
        close(brings(&attribution, &studies, id, Staff), [whole; 3]);
    }
}

/// A limit that no discipline asks for orders nothing and brings nothing, to the last bit; one
/// that is asked for does, where there is more than one kind of work.
#[test]
fn deadlines_that_order_nothing_bring_exactly_nothing() {
    let staff = "governance.roles.crew.staffing='2 per district'";
    let limit = "governance.deadlines.fault='2 h'";
    let pair = [town("", &[BUSY]), town("", &[BUSY, staff, limit])];
    let (studies, attribution) = attributed(pair.each_ref(), Joining::AsAffordable);
    let deadlines = brings(&attribution, &studies, DAYS, Deadlines).map(f64::to_bits);
    assert_eq!(deadlines, [0; 3]);
    close(brings(&attribution, &studies, DAYS, Staff), [difference(&studies, DAYS); 3]);
    // The power of that zero: under `selftest/priority` the same limit orders work.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.toml");
    std::fs::write(&path, "extends = 'selftest/priority'\n").expect("a file");
    let of = |sets: &[&str]| {
        let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
        let options = Options { provenance: false };
        load::<Scenario>(&Source::Path(path.clone()), &sets, options).expect("it loads").value
    };
    let short = ["run.days=20 d", "run.replications=4"];
    let pair = [of(&short), of(&[&short[..], &["governance.deadlines.fault='1 h'"]].concat())];
    let (studies, attribution) = attributed(pair.each_ref(), Joining::AsAffordable);
    assert!(brings(&attribution, &studies, "resolution_time_h", Deadlines)[1].abs() > 0.0);
}

/// Money, by hand: the crew has 4.2 posts for each of its people, of 10,000 yuan, in a town of
/// 1,000. Without sweeps and with one and two people it costs 42 and 84 yuan; a sweep of a
/// third of the time at fourfold strength doubles that. So staff brings 42 first and 84 last,
/// sweeps 42 first and 84 last, each 63; the platform brings its 5 yuan in any order.
#[test]
fn money_adds_up_and_interacts_as_by_hand() {
    let sweep = "[[governance.campaigns]]\nid = 'sweep'\ntitle_zh = '整治'\nroles = ['crew']\n\
                 every = '30 d'\nlasts = '10 d'\nintensity = 4.0\n";
    let more = [
        "governance.roles.crew.staffing='2 per district'",
        "governance.platform_cost='5000 yuan/year'",
    ];
    let pair = [town("", &[]), town(sweep, &more)];
    let (studies, attribution) = attributed(pair.each_ref(), Joining::AsAffordable);
    close(brings(&attribution, &studies, COST, Staff), [42.0, 63.0, 84.0]);
    close(brings(&attribution, &studies, COST, Campaigns), [42.0, 63.0, 84.0]);
    close(brings(&attribution, &studies, COST, Rest), [5.0; 3]);
    let sum: f64 = [Staff, Campaigns, Rest]
        .map(|component| brings(&attribution, &studies, COST, component)[1])
        .iter()
        .sum();
    assert!((sum - 131.0).abs() < 1e-9 && (difference(&studies, COST) - 131.0).abs() < 1e-9);
    // The crew does not search, so that a sweep of it moves no problem.
    assert_eq!(brings(&attribution, &studies, DAYS, Campaigns).map(f64::to_bits), [0; 3]);
}

/// A desk without a way to it and a way without a desk do nothing; together they do all. Each
/// brings half, nothing if first, everything if last.
#[test]
fn a_desk_and_the_way_to_it_share_what_neither_brings_alone() {
    let deaf = [
        "city.categories.fault.witnesses=2.0",
        "governance.channels.line.appeal=-90.0",
        "governance.roles.watch.staffing='0 per district'",
    ];
    let desk = "[[governance.roles]]\nextends = 'selftest/role'\nid = 'desk'\ntitle_zh = '处'\n\
                powers = ['file', 'dispatch', 'close']\nwage = '0 yuan/year'\n\
                [[governance.channels]]\nid = 'door'\ntitle_zh = '门'\nreceiver = 'desk'\n\
                appeal = 50.0\ntrip = 'none'\nanswered = 0.0\n";
    let pair = [town("", &deaf), town(desk, &deaf)];
    let (studies, attribution) = attributed(pair.each_ref(), Joining::AsAffordable);
    let whole = difference(&studies, DAYS);
    assert!(whole < -1.0, "the desk solves what it hears: {whole}");
    for component in [Staff, Channels] {
        let brings = brings(&attribution, &studies, DAYS, component);
        close(brings, [0.0, whole / 2.0, whole]);
    }
}

/// Shares add up to the difference, and orders drawn agree with all of them within six of
/// their standard errors (7 degrees of freedom: one false alarm in 1,800 for each of 18).
#[test]
fn drawn_orders_agree_with_all_of_them() {
    let sets = [
        "governance.roles.crew.staffing='2 per district'",
        "governance.roles.crew.quality=0.6",
        "governance.roles.centre.accuracy=0.5",
        "governance.roles.centre.checked_by='watch'",
        "governance.roles.watch.patrol.sweep='30 m'",
        "governance.channels.line.answered=0.3",
    ];
    let slow = [
        BUSY,
        "governance.roles.watch.patrol.speed='1 km/h'",
        "governance.roles.watch.patrol.sweep='10 m'",
        "city.categories.fault.witnesses=1.0",
        "city.categories.fault.notice={exponential='1 d'}",
    ];
    let new = [&slow[..], &sets[..]].concat();
    let pair = [town("", &slow), town("", &new)];
    let (_, all) = attributed(pair.each_ref(), Joining::All);
    let (_, drawn) = attributed(pair.each_ref(), Joining::Drawn(16));
    assert_eq!((all.players.len(), all.coalitions, drawn.orders), (6, 64, Some(16)));
    assert!(drawn.models < all.models, "{} of {}", drawn.models, all.models);
    let mut compared = 0;
    for (all, drawn) in all.indicators.iter().zip(&drawn.indicators) {
        let whole = all.whole.expect("four replications").difference.mean;
        for of in [all, drawn] {
            let sum: f64 = of.parts.iter().map(|part| part.brought.estimate.mean).sum();
            assert!((sum - whole).abs() < 1e-9 * whole.abs().max(1.0), "{sum}, {whole}");
        }
        for (all, drawn) in all.parts.iter().zip(&drawn.parts) {
            let off = (all.brought.estimate.mean - drawn.brought.estimate.mean).abs();
            let error = drawn.brought.order_error.expect("orders were drawn");
            assert!(off <= 6.0 * error + 1e-9, "{off} off, error {error}");
            assert_eq!(all.brought.first, drawn.brought.first);
            compared += usize::from(error > 1e-6);
        }
    }
    assert!(compared >= 8, "the test is too weak: {compared} are uncertain");
}

#[test]
fn models_that_do_not_differ_have_no_components() {
    let pair = [town("", &[]), town("title = 'The same'\n", &["governance.title='Another'"])];
    let (studies, attribution) = attributed(pair.each_ref(), Joining::AsAffordable);
    assert_eq!((attribution.players.len(), attribution.models), (0, 2));
    assert!(attribution.indicators.iter().all(|of| of.parts.is_empty()));
    assert_eq!(difference(&studies, DAYS).to_bits(), 0);
}
