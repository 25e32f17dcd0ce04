//! Changes of regime: what they must leave as it is, and what they move.

use proptest::prelude::*;

use super::invariants::{cases_hold, counts_hold, problems_hold, steps_hold, town, work_holds};
use super::town::{Told, Town};
use crate::experiment::{Subject, run_all};
use crate::id::Id as _;
use crate::simulation::record::Source;
use crate::time::Time;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/simulation/tests/fixtures");
/// The end of the random towns.
const END: i64 = 17;

/// A regime of this id from a day on, as these lines say.
fn regime(day: i64, lines: &str) -> String {
    format!("\n[[regimes]]\nid='new'\nfrom='{day} d'\n{lines}\n")
}

/// The random towns with three streets.
fn streets() -> impl Strategy<Value = Town> {
    let wide = ["city.blocks=12", "city.streets=3", "city.communities=3", "run.days='15 d'"];
    town().prop_map(move |town| town.set(&wide))
}

/// When the regime changes, and in how many steps.
fn when() -> impl Strategy<Value = (i64, &'static str)> {
    let steps = prop::sample::select(vec![
        "",
        "streets={number=1}",
        "streets={listed=[2,3]}",
        "streets={share=1.0}\nsteps=3\nevery='2 d'",
    ]);
    (0..9_i64, steps)
}

/// Pays everybody a yuan more: a model of which no post is the same, and nothing else differs.
const PAID: &str = "[[regimes.overlay.roles]]\nid='watch'\nwage='10001 yuan/year'\n\
                    [[regimes.overlay.roles]]\nid='centre'\nwage='10001 yuan/year'\n\
                    [[regimes.overlay.roles]]\nid='crew'\nwage='10001 yuan/year'\n\
                    [[regimes.overlay.roles]]\nid='squad'\nwage='10001 yuan/year'\n\
                    [[regimes.overlay.roles]]\nid='hall'\nwage='10001 yuan/year'\n\
                    [[regimes.overlay.roles]]\nid='bureau'\nwage='10001 yuan/year'";

/// All that an outcome says, to the last bit.
fn all_of(town: &Town) -> String {
    let mut prepared = town.prepare();
    if let Subject::Governed(governed) = &mut prepared.subject {
        governed.by_street = true;
    }
    let outcome = run_all(std::slice::from_ref(&prepared), 1, 1, 1, || ()).expect("threads");
    serde_json::to_string(&outcome).expect("it can be written")
}

/// The lives of problems, cases and calls, without the numbers of posts and desks.
fn lives(told: &Told) -> String {
    let patrol = |source: Source| matches!(source, Source::Patrol(_));
    let problems = told.problems.iter().map(|p| {
        let known = p.known.map(|(when, source)| (when, patrol(source)));
        format!("{:?}", (p.key, p.arose, known, p.ended, p.visits, p.reports, p.owner.is_some()))
    });
    let cases = told.cases.iter().map(|c| {
        let filed = c.filed.map(|(when, _)| when);
        let moments = (c.opened, filed, c.deadline, c.dispatched, c.begun, c.claimed, c.closed);
        let counts = (c.dispatches, c.returned, c.handoffs, c.steps, c.reworks, c.first_unit);
        format!("{:?}", (c.problem, c.ordinal, patrol(c.source), moments, counts, c.fate, c.parts))
    });
    let orders = told.orders.iter().map(|o| format!("{:?}", (o.made, o.contacted, o.call_back)));
    let days = told.days.iter().map(|day| format!("{day:?}"));
    problems.chain(cases).chain(orders).chain(days).collect::<Vec<_>>().join("\n")
}

/// When a case was filed, and until when it is on time but for requests granted later.
type Clock = (Time, Option<Time>);

/// Cases opened before a moment, and those filed before it with their deadlines.
fn clocks(told: &Told, before: Time) -> Vec<(Time, Option<Clock>)> {
    let cases = told.cases.iter().filter(|case| case.opened < before);
    let filed = |case: &crate::simulation::record::Case| {
        case.filed.filter(|(when, _)| *when < before).map(|(when, _)| (when, case.promised))
    };
    cases.map(|case| (case.opened, filed(case))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(2), ..ProptestConfig::default() })]

    /// A change to the very same regime changes no byte of any output.
    #[test]
    fn the_same_regime_again_changes_nothing(town in streets(), (day, steps) in when()) {
        let again = regime(day, &format!("{steps}\n[regimes.overlay]"));
        prop_assert_eq!(all_of(&town), all_of(&town.with(&again)));
    }

    /// Where every post becomes another with the same people and rules, every queue, piece of
    /// work and beat is handed over, and nobody in the streets can tell.
    #[test]
    fn posts_that_differ_in_pay_alone_go_on_as_they_were(town in streets(), day in 0..9_i64) {
        let paid = town.clone().with(&regime(day, PAID));
        let built = paid.build();
        prop_assert_eq!(built.governance.roles.len(), 2 * town.build().governance.roles.len());
        prop_assert_eq!(lives(&town.run()), lives(&paid.run_in(&built)));
    }

    /// Whatever changes into whatever: cases and problems are conserved, nobody works longer than
    /// on duty, and no clock that ran before the change is touched.
    #[test]
    fn a_change_conserves_cases_people_and_clocks(town in streets(), (day, steps) in when()) {
        let model = format!("{steps}\n[regimes.governance]\nextends='{FIXTURES}/office'");
        let changed = town.clone().with(&regime(day, &model));
        let built = changed.build();
        let told = changed.run_in(&built);
        let end = Time::from_day(END);
        cases_hold(&told, end);
        problems_hold(&told);
        counts_hold(&told);
        work_holds(&told, &built, end);
        steps_hold(&told, &built);
        let change = Time::from_day(day);
        prop_assert_eq!(clocks(&town.run(), change), clocks(&told, change));
    }

    /// And back again: after `until` the first regime governs as it did.
    #[test]
    fn what_ends_gives_back_what_stood_before(town in streets(), day in 0..5_i64) {
        let model = format!("until='9 d'\n[regimes.governance]\nextends='{FIXTURES}/office'");
        let own = town.build().governance.roles.len();
        let changed = town.with(&regime(day, &model));
        let built = changed.build();
        let told = changed.run_in(&built);
        cases_hold(&told, Time::from_day(END));
        counts_hold(&told);
        work_holds(&told, &built, Time::from_day(END));
        let late = |time: Time| time >= Time::from_day(9);
        let role = |desk: crate::governance::DeskId| built.governance.desks[desk].role.index();
        let first = |desk| role(desk) < own;
        let begun = told.works.iter().filter(|(when, _)| late(*when));
        let other: Vec<_> = begun.filter(|(_, work)| !first(work.desk)).collect();
        prop_assert!(other.is_empty(), "{:?}", other);
    }
}

/// A contract that comes to one of three streets on day 10 scores that street, from that day on.
#[test]
fn a_contract_scores_where_and_when_it_is_in_force() {
    let contract = "[[regimes]]\nid='scored'\nfrom='10 d'\nstreets={listed=[2]}\n\
        [[regimes.overlay.assessments]]\nid='areas'\nassessor='centre'\n\
        assessed={areas='streets'}\nsource='record'\nperiod={every='6 d'}\n\
        formula='cjt-292'\nconsequence='pay'\nstakes=0.01\n";
    let town = Town::new()
        .set(&["city.blocks=12", "city.streets=3", "city.communities=3", "run.days='30 d'"])
        .role("centre", &["powers=['file','dispatch','close','evaluate']"])
        .with(contract)
        .window(0, 30, 0);
    let told = town.run();
    let scored: Vec<(Time, usize)> =
        told.scores.iter().map(|(when, scores)| (*when, scores.of.len())).collect();
    let units = |day: i64| {
        scored.iter().find(|(when, _)| *when == Time::from_day(day)).map(|(_, units)| *units)
    };
    assert_eq!([6, 12, 18, 24].map(units), [Some(0), Some(1), Some(1), Some(1)]);
    let late = told.scores.iter().filter(|(when, _)| *when > Time::from_day(12));
    for (_, scores) in late {
        let [official, truth] = scores.of[0];
        assert!(official < 100.0 && truth < 100.0, "it had files and problems: {official} {truth}");
    }
}

/// The random towns of three streets have people as their regimes state: on each day those of
/// the regime in force, of the district's desks in proportion to the ground.
#[test]
fn people_are_those_of_the_regimes_in_force() {
    let model = format!(
        "streets={{listed=[1,2,3]}}\nsteps=3\nevery='2 d'\n\
         [regimes.governance]\nextends='{FIXTURES}/office'"
    );
    let town = Town::new()
        .set(&["city.blocks=12", "city.streets=3", "city.communities=3", "run.days='15 d'"])
        .role("crew", &["staffing='12 per district'"])
        .with(&regime(4, &model));
    let crate::simulation::tests::town::Built { city, governance } = town.build();
    let blocks: Vec<u32> = city.streets.iter().map(|zone| zone.len() as u32).collect();
    let by_role = |force: Option<&crate::governance::Force>| {
        let people = governance.people_under(force);
        let of = |name: &str| -> u32 {
            let mut role = governance.roles.pairs();
            let (id, _) = role.find(|(_, role)| role.name == name).expect("a role");
            governance.desks.pairs().filter(|(_, d)| d.role == id).map(|(d, _)| people[d]).sum()
        };
        [of("crew"), of("crew (new)"), of("hands")]
    };
    let changes = &governance.timeline.changes;
    assert_eq!(changes.iter().map(|change| change.day).collect::<Vec<_>>(), [4, 6, 8]);
    let people: Vec<_> = changes.iter().map(|change| by_role(Some(&change.force))).collect();
    assert_eq!(by_role(None), [12, 0, 0]);
    // One of the crew for each of the twelve blocks that are still the district's.
    assert_eq!(people, [[12 - blocks[0], 1, 2], [blocks[2], 2, 4], [0, 3, 6]]);
    let days = 4 * 12 + 2 * (12 - blocks[0]) + 2 * blocks[2];
    let mean = governance.mean_people();
    let crew =
        governance.desks.pairs().find(|(_, desk)| desk.role == crate::governance::RoleId::new(2));
    let mean = mean[crew.expect("the crew").0];
    assert!((mean - f64::from(days) / 15.0).abs() < 1e-12, "{mean}");
}
