use std::collections::BTreeSet;

use super::Component::{
    Assessment, Beats, Campaigns, Catalogue, Channels, Checking, Deadlines, Dispatch, Handling,
    Rest, Separation, Staff,
};
use super::mix::{differences, mix};
use super::*;
use crate::city::City;
use crate::experiment::{Prepared, prepare, run_all};
use crate::rng::Purpose;
use crate::scenario::check::check;
use crate::scenario::study::Scenario;
use crate::scenario::{Faults, Options, Read as _, Shape, Source, load};

/// What makes Dongcheng small.
const SMALL: [&str; 8] = [
    "city.area=2.5 km2",
    "city.residents=50000",
    "city.streets=2",
    "city.communities=10",
    "city.blocks=300",
    "run.days=10 d",
    "run.warm_up=4 d",
    "run.follow_up=5 d",
];

/// A scenario that comes with the program, small, with values set.
fn dongcheng(name: &str, sets: &[String]) -> Scenario {
    let source = Source::from_argument(name).expect("a built-in");
    let sets: Vec<String> =
        SMALL.iter().map(|set| (*set).to_owned()).chain(sets.to_vec()).collect();
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: false });
    loaded.unwrap_or_else(|faults| panic!("{sets:?}\n{faults}")).value
}

/// The town whose answers are known, with TOML laid over it.
fn town(overlay: &str, sets: &[&str]) -> Scenario {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("overlay.toml");
    std::fs::write(&path, format!("extends = 'selftest/town'\n{overlay}")).expect("a file");
    let short = ["run.days=20 d", "run.follow_up=2 d", "run.replications=4"];
    let sets: Vec<String> = short.iter().chain(sets).map(|set| (*set).to_owned()).collect();
    let loaded = load::<Scenario>(&Source::Path(path), &sets, Options { provenance: false });
    loaded.unwrap_or_else(|faults| panic!("{faults}")).value
}

fn city(scenario: &Scenario) -> City {
    City::build(scenario.city.as_ref().expect("a city"), scenario.start, 1)
}

fn model(scenario: &Scenario) -> &Governance {
    scenario.governance.as_ref().expect("a model")
}

/// A model without what is only told.
fn untold(model: &Governance) -> Governance {
    Governance {
        title: String::new(),
        title_zh: String::new(),
        spend_on: Vec::new(),
        ..model.clone()
    }
}

fn components(of: &[Component]) -> Components {
    of.iter().copied().collect()
}

fn all_but(component: Component) -> Components {
    Component::ALL.iter().copied().filter(|of| *of != component).collect()
}

/// A key, another value for it, and the component that it belongs to; none for what is told.
const KEYS: &[(&str, &str, Option<Component>)] = &[
    ("title", "'Other'", None),
    ("title_zh", "'别'", None),
    ("spend_on", "['sanitation']", None),
    ("grids", "{ count = 3 }", Some(Beats)),
    ("duties.property", "'sanitation'", Some(Dispatch)),
    ("deadlines.dirty-road", "'3 d'", Some(Deadlines)),
    ("undated_due", "'9 d'", Some(Deadlines)),
    ("settled_after", "5", Some(Dispatch)),
    ("office_hours", "'always'", Some(Deadlines)),
    ("response_limit", "'9 h'", Some(Deadlines)),
    ("platform_cost", "'7 yuan/year'", Some(Rest)),
    ("accounting.platform", "['mayor-hotline']", Some(Assessment)),
    ("accounting.on_time_of", "'closed'", Some(Assessment)),
    ("accounting.clock", "'working'", Some(Assessment)),
    ("roles.sanitation.title_zh", "'别'", None),
    ("roles.sanitation.employer", "'street'", Some(Rest)),
    ("roles.sanitation.tier", "'street'", Some(Rest)),
    ("roles.sanitation.powers", "['discover', 'fix', 'coordinate']", Some(Dispatch)),
    ("roles.supervision-centre.catalogue", "['dirty-road']", Some(Catalogue)),
    ("roles.sanitation.handles", "['dirty-road']", Some(Handling)),
    ("roles.sanitation.staffing", "'2 per 1 km2'", Some(Staff)),
    ("roles.sanitation.hours", "'always'", Some(Staff)),
    ("roles.sanitation.week", "'44 h'", Some(Staff)),
    ("roles.sanitation.wage", "'1 yuan/year'", Some(Staff)),
    ("roles.sanitation.admin_share", "0.3", Some(Staff)),
    ("roles.sanitation.overrun", "'9 min'", Some(Staff)),
    ("roles.sanitation.discipline", "'fifo'", Some(Deadlines)),
    ("roles.sanitation.desk_work", "{ fixed = '1 h' }", Some(Handling)),
    ("roles.sanitation.travel", "{ fixed = '1 h' }", Some(Handling)),
    ("roles.sanitation.site_work", "{ fixed = '1 h' }", Some(Handling)),
    ("roles.sanitation.delivery", "{ fixed = '1 h' }", Some(Dispatch)),
    ("roles.sanitation.dispatch_delivery", "{ fixed = '1 h' }", Some(Dispatch)),
    ("roles.sanitation.accuracy", "0.3", Some(Dispatch)),
    ("roles.sanitation.refusal", "0.3", Some(Dispatch)),
    ("roles.sanitation.quality", "0.3", Some(Handling)),
    ("roles.sanitation.vigilance", "0.3", Some(Checking)),
    ("roles.sanitation.next", "'street-office'", Some(Dispatch)),
    ("roles.mayor-hotline.verified_by", "'supervisor'", Some(Checking)),
    ("roles.mayor-hotline.checked_by", "'supervisor'", Some(Checking)),
    ("roles.sanitation.merges", "0.3", Some(Catalogue)),
    ("roles.sanitation.patience", "9", Some(Dispatch)),
    ("roles.sanitation.patrol.beat", "'1 km2'", Some(Beats)),
    ("roles.sanitation.patrol.speed", "'1 km/h'", Some(Beats)),
    ("roles.sanitation.patrol.sweep", "'1 m'", Some(Beats)),
    ("roles.sanitation.patrol.team", "1", Some(Beats)),
    ("roles.sanitation.patrol.walking", "0.1", Some(Beats)),
    ("roles.sanitation.patrol.finds", "['dirty-road']", Some(Beats)),
    ("roles.sanitation.patrol.on_find", "'report'", Some(Separation)),
    ("roles.sanitation.patrol.suppression", "0.3", Some(Separation)),
    ("roles.supervision-centre.call_back.sample", "0.3", Some(Assessment)),
    ("roles.supervision-centre.call_back.after", "{ fixed = '1 h' }", Some(Assessment)),
    ("channels.hotline.title_zh", "'别'", None),
    ("channels.hotline.receiver", "'letters-office'", Some(Channels)),
    ("channels.hotline.takes", "['dirty-road']", Some(Channels)),
    ("channels.hotline.appeal", "-1.0", Some(Channels)),
    ("channels.hotline.trip", "'walk'", Some(Channels)),
    ("channels.hotline.answered", "0.9", Some(Channels)),
    ("campaigns.city-appearance-sweep.title_zh", "'别'", None),
    ("campaigns.city-appearance-sweep.roles", "['sanitation']", Some(Campaigns)),
    ("campaigns.city-appearance-sweep.every", "'20 d'", Some(Campaigns)),
    ("campaigns.city-appearance-sweep.lasts", "'1 d'", Some(Campaigns)),
    ("campaigns.city-appearance-sweep.intensity", "2.0", Some(Campaigns)),
];

/// The scenario that has a key.
fn owner(key: &str) -> &'static str {
    if key.starts_with("campaigns") { "traditional" } else { "beijing-dongcheng-2004" }
}

fn set((key, value, _): &(&str, &str, Option<Component>)) -> String {
    format!("governance.{key}={value}")
}

/// Every key of a model, as (table, key): ids aside, which are names of other things.
fn declared(shape: &Shape, found: &mut BTreeSet<(String, String)>) {
    match shape {
        Shape::Record { name, fields, .. } => {
            for field in fields {
                match (field.shape)() {
                    Shape::Keyed(inner) => declared(&inner, found),
                    inner @ Shape::Record { name, .. } if name != "Lognormal" => {
                        declared(&inner, found);
                    }
                    _ if field.key != "id" => {
                        found.insert(((*name).to_owned(), field.key.to_owned()));
                    }
                    _ => {}
                }
            }
        }
        other => panic!("{other:?} is no record"),
    }
}

/// The table and key of a path.
fn place(path: &str) -> (String, String) {
    let steps: Vec<&str> = path.split('.').collect();
    let (table, key) = match steps[..] {
        ["roles", _, "patrol", key] => ("Patrol", key),
        ["roles", _, "call_back", key] => ("CallBack", key),
        ["roles", _, key] => ("Role", key),
        ["channels", _, key] => ("Channel", key),
        ["campaigns", _, key] => ("Campaign", key),
        ["accounting", key] => ("Accounting", key),
        [key, ..] => ("Governance", key),
        [] => panic!("an empty path"),
    };
    (table.to_owned(), key.to_owned())
}

/// A key that is added to a model stands here with its component, or this fails.
#[test]
fn every_declared_key_stands_in_the_table_of_keys() {
    let mut keys = BTreeSet::new();
    declared(&Governance::shape(), &mut keys);
    let known: BTreeSet<(String, String)> = KEYS.iter().map(|(path, ..)| place(path)).collect();
    assert_eq!(keys, known);
}

/// Changing one key changes one component: with it the coalition is the changed model, and
/// without it the old one, whatever else is taken from where.
#[test]
fn every_key_belongs_to_exactly_one_component() {
    let plain = ["traditional", "beijing-dongcheng-2004"].map(|name| dongcheng(name, &[]));
    let city = city(&plain[0]);
    for row in KEYS {
        let old = &plain[usize::from(owner(row.0) != "traditional")];
        let new = dongcheng(owner(row.0), &[set(row)]);
        let models = [model(old), model(&new)];
        let found: BTreeSet<Component> =
            differences(&city, models).iter().map(|difference| difference.component).collect();
        assert_eq!(found, row.2.into_iter().collect(), "{}", row.0);
        assert_eq!(mix(&city, models, Components::default()).0, *models[0]);
        assert_eq!(mix(&city, models, components(Component::ALL)).0, *models[1]);
        assert_ne!(models[0], models[1], "{}", row.0);
        if let Some(component) = row.2 {
            assert_eq!(mix(&city, models, components(&[component])).0, *models[1], "{}", row.0);
            assert_eq!(mix(&city, models, all_but(component)).0, *models[0], "{}", row.0);
        }
    }
}

/// Some of the overlays of [`KEYS`] that go together, drawn anew for each number.
fn random_sets(number: u64) -> Vec<String> {
    let mut draw = Streams::new(7, 0).draw(Purpose::Bootstrap, number, 3);
    let fits = |row: &&(&str, &str, Option<Component>)| owner(row.0) != "traditional";
    KEYS.iter().filter(fits).filter(|_| draw.chance(0.15)).map(set).collect()
}

/// In both directions of the shipped pair under random overlays: nobody of the second model is
/// the first, all of it is the second, the components named are those that make a difference,
/// and each coalition passes the check that a scenario must pass.
#[test]
fn coalitions_of_random_overlays_can_be_run() {
    for number in 0..12 {
        let grid = dongcheng("beijing-dongcheng-2004", &random_sets(number));
        let old = dongcheng("traditional", &[]);
        let pair = if number % 2 == 0 { [&old, &grid] } else { [&grid, &old] };
        let (city, models) = (city(&old), pair.map(model));
        let named: Components =
            differences(&city, models).iter().map(|difference| difference.component).collect();
        assert_eq!(mix(&city, models, Components::default()).0, *models[0]);
        assert_eq!(mix(&city, models, components(Component::ALL)).0, *models[1]);
        assert_eq!(untold(&mix(&city, models, named).0), untold(models[1]));
        let mut draw = Streams::new(8, 0).draw(Purpose::Bootstrap, number, 3);
        for _ in 0..40 {
            let some = Component::ALL.iter().copied().filter(|_| draw.chance(0.5)).collect();
            let (governance, _) = mix(&city, models, some);
            let scenario = Scenario { governance: Some(governance), ..old.clone() };
            let mut faults = Faults::default();
            check(&scenario, &mut faults);
            assert!(!faults.any_error(), "{some:?}: {:?}", faults.sorted());
        }
    }
}

/// What decision 17 says of the shipped pair, in the order in which it says it.
#[test]
fn coalitions_of_the_shipped_pair_are_what_they_are_said_to_be() {
    let pair = ["traditional", "beijing-dongcheng-2004"].map(|name| dongcheng(name, &[]));
    let (city, models) = (city(&pair[0]), pair.each_ref().map(model));
    let of = |second: &[Component]| mix(&city, models, components(second)).0;
    // Without its people, nothing that they would do makes a difference.
    let idle = of(&[Separation, Dispatch, Checking, Catalogue, Channels, Assessment]);
    assert_eq!(untold(&idle), untold(models[0]));
    // The people alone: they do not search, nobody verifies or checks, and what reaches the
    // command centre is dispatched as the letters office would.
    let people = of(&[Staff]);
    let role = |model: &Governance, name: &str| model.roles.get(name).expect("it is there").clone();
    assert_eq!(role(&people, "supervisor").patrol, None);
    let centre = role(&people, "supervision-centre");
    assert_eq!((centre.verified_by, centre.checked_by, centre.catalogue), (None, None, None));
    let dispatcher = role(&people, "command-centre");
    let letters = role(&people, "letters-office");
    assert_eq!(dispatcher.accuracy, letters.accuracy);
    assert_eq!(dispatcher.dispatch_delivery, None);
    assert_eq!(people.channels.len(), models[0].channels.len());
    assert_eq!(role(&people, "sanitation").discipline, role(models[0], "sanitation").discipline);
    // With dispatch and beats, they dispatch and search as in the grid model.
    let more = of(&[Staff, Beats, Dispatch]);
    assert_eq!(role(&more, "command-centre").accuracy, role(models[1], "command-centre").accuracy);
    let patrol = role(&more, "supervisor").patrol.expect("they search");
    let full = role(models[1], "supervisor").patrol.expect("they search");
    assert_eq!((patrol.beat, patrol.finds), (full.beat, full.finds));
    let stand_ins = mix::stand_ins(models);
    let named = |role: &str, like: &str| (role.to_owned(), Some(like.to_owned()));
    assert_eq!(
        stand_ins,
        [
            named("supervisor", "city-appearance-squad"),
            named("supervision-centre", "mayor-hotline"),
            named("command-centre", "letters-office"),
        ]
    );
}

/// A model with a role that the other lacks, in the middle of a chain of links.
#[test]
fn links_to_those_who_are_not_there_are_those_of_the_other_model() {
    let between = "[[governance.roles]]\nextends = 'selftest/role'\nid = 'desk'\ntitle_zh = '处'\n\
                   powers = ['verify', 'check']\nnext = 'centre'\n";
    let linked =
        ["governance.roles.watch.next='desk'", "governance.roles.centre.verified_by='desk'"];
    let pair = [town("", &[]), town(between, &linked)];
    let (city, models) = (city(&pair[0]), pair.each_ref().map(model));
    let next = |model: &Governance, role: &str| {
        model.roles.get(role).and_then(|role| role.next.as_ref()).map(ToString::to_string)
    };
    let of = |second: &[Component]| mix(&city, models, components(second)).0;
    assert_eq!(untold(&of(&[Dispatch, Checking])), untold(models[0]));
    assert_eq!(next(&of(&[Staff]), "watch").as_deref(), Some("centre"));
    assert_eq!(next(&of(&[Staff, Dispatch]), "watch").as_deref(), Some("desk"));
    assert!(of(&[Staff, Checking]).roles.get("centre").is_some_and(|c| c.verified_by.is_some()));
    // The other way round: where the desk is taken away, what led to it leads on.
    let back = |second: &[Component]| mix(&city, [models[1], models[0]], components(second)).0;
    assert_eq!(next(&back(&[Staff]), "watch").as_deref(), Some("centre"));
    assert_eq!(untold(&back(&[Staff])), untold(models[0]));
}

/// Two links that are each taken from the other model would lead round and round.
#[test]
fn a_circle_of_links_is_cut() {
    let role = |id: &str, next: &str| {
        format!(
            "[[governance.roles]]\nextends = 'selftest/role'\nid = '{id}'\ntitle_zh = '处'\n\
             powers = ['fix']\n{next}"
        )
    };
    let gone = role("gone", "") + &role("one", "next = 'gone'\n") + &role("two", "next = 'one'\n");
    let here = role("one", "next = 'two'\n") + &role("two", "");
    let pair = [town(&gone, &[]), town(&here, &[])];
    let (mixed, _) = mix(&city(&pair[0]), pair.each_ref().map(model), components(&[Staff]));
    let next = |role: &str| mixed.roles.get(role).and_then(|role| role.next.clone());
    assert_eq!(next("two").map(|name| name.to_string()).as_deref(), Some("one"));
    assert_eq!(next("one"), None);
}

/// The outcomes of a small pair whose staffing counts beats and grids: nobody is the baseline
/// and everybody the alternative, to the last bit; and with the beats of the one and the staff
/// of the other there are as many people as the other has.
#[test]
fn nobody_is_the_baseline_and_everybody_the_alternative_to_the_last_bit() {
    let by_ground = [
        "governance.roles.supervisor.staffing='2 per beat'".to_owned(),
        "governance.roles.sanitation.staffing='1 per grid'".to_owned(),
    ];
    let pair = [
        dongcheng("traditional", &by_ground[1..]),
        dongcheng("beijing-dongcheng-2004", &by_ground),
    ];
    let ground = city(&pair[0]);
    let models = pair.each_ref().map(model);
    let told = |governance: &Governance| {
        let scenario = Scenario { governance: Some(governance.clone()), ..pair[0].clone() };
        let ran = run_all(&[prepare("one", &scenario)], 1, 2, 1, || ()).expect("threads start");
        format!("{ran:?}")
    };
    let mixed = |second: Components| mix(&ground, models, second).0;
    let [old, new] = models.map(told);
    assert_ne!(old, new);
    assert!(told(&mixed(Components::default())) == old, "nobody is not the baseline");
    assert!(told(&mixed(components(Component::ALL))) == new, "everybody is not the alternative");
    let posts = |governance: &Governance| -> f64 {
        let scenario = Scenario { governance: Some(governance.clone()), ..pair[0].clone() };
        let Subject::Governed(governed) = prepare("one", &scenario).subject else { panic!() };
        governed.governance.posts().iter().sum()
    };
    let near = |left: f64, right: f64| (left - right).abs() < 1e-6;
    assert!(near(posts(&mixed(components(&[Staff]))), posts(models[1])));
    assert!(near(posts(&mixed(all_but(Staff))), posts(models[0])));
}

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
/// their standard errors (7 degrees of freedom: one false alarm in 1,800 for each of 22).
#[test]
fn drawn_orders_agree_with_all_of_them() {
    let sets = [
        "governance.roles.crew.staffing='2 per district'",
        "governance.roles.crew.quality=0.6",
        "governance.roles.centre.accuracy=0.5",
        "governance.roles.centre.checked_by='watch'",
        "governance.roles.watch.patrol.sweep='30 m'",
        "governance.roles.centre.answered=0.0",
    ];
    let slow = [
        BUSY,
        "governance.roles.watch.patrol.speed='1 km/h'",
        "governance.roles.watch.patrol.sweep='10 m'",
        "city.categories.fault.witnesses=1.0",
        "city.categories.fault.notice={exponential='1 d'}",
    ];
    let new = [&slow[..], &sets[..5], &["governance.channels.line.answered=0.3"]].concat();
    let pair = [town("", &slow), town("", &new)];
    let (studies, all) = attributed(pair.each_ref(), Joining::All);
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
    drop(studies);
}

#[test]
fn models_that_do_not_differ_have_no_components() {
    let pair = [town("", &[]), town("title = 'The same'\n", &["governance.title='Another'"])];
    let (studies, attribution) = attributed(pair.each_ref(), Joining::AsAffordable);
    assert_eq!((attribution.players.len(), attribution.models), (0, 2));
    assert!(attribution.indicators.iter().all(|of| of.parts.is_empty()));
    assert_eq!(difference(&studies, DAYS).to_bits(), 0);
}
