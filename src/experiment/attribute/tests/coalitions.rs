//! What coalitions are: models that can be run, and what decision 18 says of them.

use super::super::Component::{
    Assessment, Beats, Catalogue, Channels, Checking, Dispatch, Separation, Staff,
};
use super::super::mix::{differences, mix, stand_ins};
use super::keys::{KEYS, owner, set};
use super::*;
use crate::experiment::{prepare, run_all};
use crate::rng::Purpose;
use crate::scenario::Faults;
use crate::scenario::check::check;

/// A roster of those on call, shared files and parallel systems, which a model need not have.
const PLATFORMS: [&str; 3] = [
    "governance.roles.command-centre.on_call={ people = '1 per district', severity = 5 }",
    "governance.sharing={ groups = [['supervision-centre', 'letters-office']] }",
    "governance.systems={ count = 2, entry = { fixed = '3 min' }, roles = ['supervisor'] }",
];

/// Some of the overlays of [`KEYS`] that go together, drawn anew for each number, and
/// platforms. Who holds two posts has the hours of both, which only some pairs of roles share.
fn random_sets(number: u64) -> Vec<String> {
    let mut draw = Streams::new(7, 0).draw(Purpose::Bootstrap, number, 3);
    let fits = |row: &&(&str, &str, Option<Component>)| {
        let is_owned = ["beijing-dongcheng-2004", "measures/requests"].contains(&owner(row.0));
        is_owned && !row.0.ends_with("same_person_as")
    };
    let drawn = KEYS.iter().filter(fits).filter(|_| draw.chance(0.15)).map(set);
    PLATFORMS.iter().map(|set| (*set).to_owned()).chain(drawn).collect()
}

/// In both directions of the shipped pair, with exceptions to the clock, under random overlays: nobody of the second model is
/// the first, all of it is the second, the components named are those that make a difference,
/// and each coalition passes the check that a scenario must pass.
#[test]
fn coalitions_of_random_overlays_can_be_run() {
    for number in 0..12 {
        let grid = dongcheng("measures/requests", &random_sets(number));
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
            check(&scenario, &[], &mut faults);
            assert!(!faults.any_error(), "{some:?}: {:?}", faults.sorted());
        }
    }
}

/// What decision 18 says of the shipped pair, in the order in which it says it.
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
    let stand_ins = stand_ins(models);
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
