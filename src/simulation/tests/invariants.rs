//! What holds in every run, whatever the parameters.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use super::parties;
use super::town::{Built, Told, Took, Town, another_role};
use crate::governance::DeskId;
use crate::id::Id as _;
use crate::simulation::record::{Case, Deed, Ending, Fate, Parts, Stage};
use crate::time::{Span, Time};

const DAYS: i64 = 20;

/// A second body that files, and how residents reach it.
const HALL: &str = "powers=['file','dispatch','close']\n[[governance.channels]]\nid='counter'\n\
    title_zh='窗口'\nreceiver='hall'\nappeal=50.0\ntrip='walk'\nanswered=0.2\n";

/// Who shares files with whom, and into how many systems a case is written.
fn platforms() -> impl Strategy<Value = String> {
    let sharing = prop::sample::select(vec![
        "",
        "[governance.sharing]\ngroups=[['hall','centre']]\n",
        "[governance.sharing]\nall=true\n",
    ]);
    let on_call = (0u32..3, any::<bool>());
    let catalogues = vec!["", "", "catalogue=['fault']\n", "catalogue=[]\n"];
    let line = (prop::sample::select(vec!["wait", "overtime"]), prop::sample::select(catalogues));
    (sharing, 1u32..4, any::<bool>(), on_call, line).prop_map(|all| {
        let (sharing, systems, shared, (people, takes), (after, catalogue)) = all;
        let on_call = |role: &str, people: u32| {
            format!(
                "[[governance.roles]]\nid='{role}'\n[governance.roles.on_call]\n\
                 people='{people} per district'\nseverity={}\n",
                if takes { 1 } else { 2 }
            )
        };
        let rosters = on_call("centre", people.min(1)) + &on_call("crew", people);
        let messages = format!(
            "[[governance.channels]]\nid='line'\nafter_hours='{after}'\nlogged=0.5\n{catalogue}"
        );
        format!(
            "{rosters}{messages}{sharing}[governance.systems]\ncount={systems}\nshared={shared}\n\
             entry={{exponential='5 min'}}\nroles=['watch','centre']\n"
        )
    })
}

/// What is done for a better score, all of it, with requests that nobody makes for another reason.
const GAMING: &str = "[governance.gaming]\nintensity=1.0\n\
    false_close={detection=0.1,penalty=10}\nextension={detection=0,penalty=0}\n\
    hold={detection=0,penalty=0}\nexclusion={detection=0,penalty=0}\n\
    coach={detection=0.1,penalty=10}\nmerge={detection=0,penalty=0}\n\
    split={detection=0,penalty=0}\neasy_first={detection=0,penalty=0}\n\
    trivial_finds={detection=0,penalty=0}\nlog_afterwards={detection=0,penalty=0}\n\
    divert={detection=0,penalty=0}\n\
    [governance.deadlines]\nfault='9 h'\n\
    [governance.extension]\nbefore='1 h'\nasked=0.0\ngranted=0.7\nadds=1\nmost=2\n\
    [governance.hold]\nasked=0.0\ngranted=0.7\nlasts={exponential='1 d'}\n\
    [governance.exclusion]\nasked=0.0\ngranted=0.7\n";

/// What those above do: they raise what is late or called about again, and hear appeals.
const ABOVE: &str = "[governance.supervision]\noverdue='1 d'\ncalls=2\n\
    [governance.appeal]\nasked=0.5\ngranted=0.5\n";

/// A contract that scores areas.
fn contract() -> impl Strategy<Value = String> {
    let formula = prop::sample::select(vec!["yuncheng", "three-rates", "cjt-292"]);
    let consequence = prop::sample::select(vec!["pay", "rank", "summons"]);
    let units = prop::sample::select(vec!["streets", "communities"]);
    (formula, consequence, units).prop_map(|(formula, consequence, units)| {
        let source = if formula == "three-rates" { "call-backs" } else { "record" };
        format!(
            "[[governance.assessments]]\nid='score'\nassessor='centre'\n\
             assessed={{areas='{units}'}}\nsource='{source}'\nperiod={{every='4 d'}}\n\
             formula='{formula}'\nconsequence='{consequence}'\nstakes=0.01\n"
        )
    })
}

/// A quota of those who watch, which they seldom meet.
const QUOTA: &str = "[[governance.assessments]]\nid='quota'\nassessor='centre'\n\
    assessed={roles=['watch']}\nsource='record'\nperiod={every='5 d'}\nformula='quota'\n\
    quota=60\nconsequence='pay'\nstakes=0.01\n";

/// Parameters of a small town, drawn at random.
pub(super) fn town() -> impl Strategy<Value = Town> {
    let share = || prop::sample::select(vec![0.0, 0.3, 0.7, 1.0]);
    let people = || prop::sample::select(vec![0, 1, 3]);
    let city = (1u32..30, 0u32..3, share(), share(), share());
    let staff = (people(), people(), people(), share(), share());
    let rules = (share(), share(), share(), any::<bool>(), any::<bool>(), any::<bool>());
    let hours = prop::sample::select(vec!["always", "daily 08:00-17:30", "Mon-Fri 22:00-06:00"]);
    let desk = (
        share(),
        prop::sample::select(vec!["['fault']", "[]"]),
        any::<bool>(),
        share(),
        contract(),
    );
    (city, staff, rules, desk, parties::keys(), platforms(), hours, 0u64..1000).prop_map(|all| {
        let (city, staff, rules, desk, parties, platforms, hours, seed) = all;
        let (blocks, witnesses, clears, disputed, lasting) = city;
        let (watch, centre, crew, quality, admin) = staff;
        let (refusal, accuracy, merges, checks, verifies, handles) = rules;
        let (answered, catalogue, settles, audited, contract) = desk;
        let settles = if settles { "'coordinate'," } else { "" };
        let on_find = if handles { "handle" } else { "report" };
        let mut town = Town::new()
            .with(&(another_role("squad") + "powers=['fix']\n" + &another_role("bureau")))
            .with("[governance.duties]\nother='squad'\npaper='bureau'\n")
            .with(&(another_role("hall") + HALL + &platforms))
            .role("hall", &[&format!("merges={merges}")])
            .set(&parties.iter().map(String::as_str).collect::<Vec<_>>())
            .set(&[&format!("city.blocks={blocks}"), "city.norms.switch='on'"])
            .set(&["city.reporting.persistence=0.5", "city.reporting.patience='2 d'"])
            .fault(&[&format!("witnesses={witnesses}"), &format!("clears={clears}")])
            .fault(&[&format!("disputed={disputed}"), &format!("lasting={lasting}")])
            .fault(&["clears_after={exponential='3 d'}", "notice={exponential='1 d'}"])
            .fault(&[
                "returns=0.5",
                "spreads=0.2",
                "invited=0.5",
                "owners={works=0.5,other=0.25,paper=0.15}",
            ])
            .fault(&["work={lognormal={median='1 h',p90='9 h'}}", "detectability=0.4"])
            .role("watch", &[&format!("staffing='{watch} per district'"), "patrol.speed='40 m/h'"])
            .role("watch", &["patrol.sweep='1 km'", &format!("patrol.on_find='{on_find}'")])
            .role("watch", &["powers=['discover','fix']", "patrol.suppression=0.1"])
            .role("centre", &[&format!("staffing='{centre} per district'"), "overrun='20 min'"])
            .role("centre", &["desk_work={exponential='30 min'}", &format!("hours='{hours}'")])
            .role("centre", &[&format!("accuracy={accuracy}"), &format!("merges={merges}")])
            .role("centre", &[&format!("powers=[{settles}'file','dispatch','close']")])
            .role("centre", &[&format!("catalogue={catalogue}")])
            .set(&[&format!("governance.channels.line.answered={answered}")])
            .role("crew", &[&format!("staffing='{crew} per district'"), "overrun='30 min'"])
            .role("crew", &[&format!("quality={quality}"), &format!("refusal={refusal}")])
            .role("crew", &[&format!("hours='{hours}'"), &format!("admin_share={}", admin * 0.9)])
            .role("squad", &[&format!("hours='{hours}'")])
            .role("bureau", &["accuracy=0.7", "delivery={exponential='1 h'}"])
            .role("crew", &["delivery={exponential='2 h'}", "travel={exponential='10 min'}"])
            .role("centre", &["call_back={sample=0.7,after={fixed='5 h'}}"])
            .with(&format!(
                "[governance.audit]\nby='squad'\nafter={{exponential='1 d'}}\nshare={audited}\n\
                 double_call=0.5\n{contract}{GAMING}{ABOVE}"
            ))
            .window(3, DAYS - 5, 2)
            .replication(seed);
        if checks {
            town = town.role("centre", &["checked_by='watch'"]);
        }
        if verifies {
            town = town.role("centre", &["verified_by='watch'"]);
        }
        town
    })
}

/// The moment when a case was over, or the end.
fn over(case: &Case) -> Time {
    case.opened + case.parts.iter().copied().sum::<Span>()
}

pub(super) fn cases_hold(told: &Told, end: Time) {
    for case in &told.cases {
        assert!(case.parts.iter().all(|part| *part >= Span::ZERO), "{case:?}");
        assert_eq!(case.closed.is_some(), case.fate == Fate::Closed);
        assert!(over(case) <= end);
        if let Some(closed) = case.closed {
            assert_eq!(over(case), closed);
        }
        if case.fate == Fate::Open {
            assert_eq!(over(case), end);
        }
        let problem = &told.problems[case.problem.index()];
        assert!(case.opened >= problem.arose);
        assert!(problem.known.is_some_and(|known| known.0 <= case.opened));
        if let Fate::Merged(older) = case.fate {
            assert_eq!(told.cases[older.index()].problem, case.problem);
        }
    }
}

pub(super) fn problems_hold(told: &Told) {
    let mut cases = vec![0; told.problems.len()];
    told.cases.iter().for_each(|case| cases[case.problem.index()] += 1);
    for (problem, cases) in told.problems.iter().zip(cases) {
        assert_eq!(problem.cases, cases);
        assert_eq!(problem.known.is_some(), cases > 0);
        let Some((ended, ending)) = problem.ended else { continue };
        assert!(ended >= problem.arose);
        if let Ending::Solved { case, .. } = ending {
            let case = &told.cases[case.index()];
            let parts: Span = case.parts_at_solution.expect("it solved").into_iter().sum();
            assert_eq!(parts + (case.opened - problem.arose), ended - problem.arose);
        }
        if ending == Ending::Cleared {
            assert_eq!(Some(ended - problem.arose), problem.clears_after);
        }
    }
}

/// Problems are what was drawn, spread and returned; the state of each midnight is what
/// the lives add up to, and by Little's law so is the time that cases were open.
pub(super) fn counts_hold(told: &Told) {
    let lives = lives(told);
    let gaps: Vec<[Time; 2]> = lives.iter().flat_map(|life| closed_between(life)).collect();
    for (day, state) in (-3..).zip(&told.days) {
        let now = Time::from_day(day);
        let stood = told
            .problems
            .iter()
            .filter(|p| p.arose < now && p.ended.is_none_or(|ended| ended.0 >= now));
        assert_eq!(state.standing as usize, stood.clone().count(), "{now}");
        let known = stood.filter(|p| p.known.is_some_and(|known| known.0 < now)).count();
        assert_eq!(state.known_standing as usize, known, "{now}");
        let is_open = |c: &&Case| c.opened < now && (c.fate == Fate::Open || over(c) >= now);
        let closed = gaps.iter().filter(|[from, until]| *from < now && *until >= now).count();
        let open = told.cases.iter().filter(is_open).count() - closed;
        assert_eq!(state.open_cases as usize, open, "{now}");
    }
    let offspring = |key: u64| key >> 63 == 1;
    let children = told.problems.iter().filter(|p| offspring(p.key) || p.is_trifle).count();
    assert!(told.problems.len() - children <= told.drawn.len());
    assert!(told.problems.len() + told.prevented >= told.drawn.len());
}

/// No desk works longer than its people are on duty, but for overtime. At a change of regime work
/// in hand may go on at another desk, and is not this one's any more.
pub(super) fn work_holds(told: &Told, built: &Built, end: Time) {
    let begin = Time::from_day(-3);
    for (desk, plan) in built.governance.desks.pairs() {
        let calendar = &built.governance.roles[plan.role].calendar;
        let mine = told.works.iter().filter(|(_, work)| work.desk == desk);
        let mut worked = Span::ZERO;
        for (now, work) in mine {
            let is_called = work.overtime == work.taken;
            assert!(calendar.is_open(*now) || is_called, "begun while closed");
            assert!(work.overtime >= Span::ZERO && work.overtime <= work.taken);
            let in_hours = work.taken - work.overtime;
            let changes = built.governance.timeline.changes.iter();
            let mut changes = changes.map(|change| Time::from_day(change.day));
            let until = changes.find(|change| change > now).unwrap_or(end);
            worked += in_hours.min(calendar.open_between(*now, until));
        }
        assert!(worked <= calendar.open_between(begin, end) * i64::from(plan.staff));
    }
}

/// The steps of each case say what its file says, and the work begun is what was told of.
pub(super) fn steps_hold(told: &Told, built: &Built) {
    for (case, life) in told.cases.iter().zip(&lives(told)) {
        assert!(life.is_sorted_by_key(|took| took.when), "{life:?}");
        assert_eq!(parts_of(life), case.parts, "{life:?}");
        counts_of_steps_hold(case, life);
        moments_of_steps_hold(case, life);
    }
    let begun = |took: &&Took| matches!(took.deed, Deed::Begun(..));
    let pool = |desk: DeskId| built.governance.desks[desk].pool.unwrap_or(desk);
    let begun = told.steps.iter().filter(begun).map(|took| (took.when, pool(took.desk)));
    let on_cases = told.works.iter().filter(|(_, work)| work.case.is_some());
    assert!(begun.eq(on_cases.map(|(now, work)| (*now, work.desk))));
    let called = told.steps.iter().filter(|took| matches!(took.deed, Deed::CalledBack(_)));
    let called: std::collections::BTreeSet<_> = called.map(|took| took.case).collect();
    assert_eq!(called.len(), told.orders.iter().filter(|o| o.call_back.is_some()).count());
}

/// The steps of each case.
fn lives(told: &Told) -> Vec<Vec<Took>> {
    let mut lives = vec![Vec::new(); told.cases.len()];
    told.steps.iter().for_each(|took| lives[took.case.index()].push(*took));
    lives
}

/// From when until when a case was closed before it was opened again.
fn closed_between(life: &[Took]) -> Vec<[Time; 2]> {
    let of = |deed: Deed| life.iter().filter(move |took| took.deed == deed).map(|took| took.when);
    of(Deed::Over(Fate::Closed))
        .zip(of(Deed::Reopened))
        .map(|(from, until)| [from, until])
        .collect()
}

/// Time in each stage from each step to the next.
fn parts_of(life: &[Took]) -> Parts {
    let mut parts = Parts::default();
    for pair in life.windows(2) {
        if let Some(stage) = pair[0].stage {
            parts[stage as usize] += pair[1].when - pair[0].when;
        }
    }
    for [from, until] in closed_between(life) {
        parts[Stage::CheckWait as usize] += until - from;
    }
    parts
}

fn counts_of_steps_hold(case: &Case, life: &[Took]) {
    let count = |is: fn(&Deed) -> bool| life.iter().filter(|took| is(&took.deed)).count();
    let steps = [
        count(|deed| *deed == Deed::Opened),
        count(|deed| matches!(deed, Deed::Begun(..))),
        count(|deed| matches!(deed, Deed::Dispatched(_))),
        count(|deed| matches!(deed, Deed::Returned(_))),
        count(|deed| matches!(deed, Deed::Failed | Deed::Reopened)),
        count(|deed| matches!(deed, Deed::Dispatched(_) | Deed::Returned(_)))
            + count(|deed| {
                matches!(deed, Deed::HandedOver(_) | Deed::PassedOn(_) | Deed::Settled(_))
            }),
    ];
    let work = case.steps + case.side_steps;
    let file = [1, work, case.dispatches, case.returned, case.reworks, case.handoffs];
    assert_eq!(steps, file.map(usize::from), "{life:?}");
}

fn moments_of_steps_hold(case: &Case, life: &[Took]) {
    let last = |deed: Deed| life.iter().rfind(|took| took.deed == deed).map(|took| took.when);
    assert_eq!((life[0].deed, life[0].when), (Deed::Opened, case.opened));
    assert_eq!(last(Deed::Filed), case.filed.map(|(filed, _)| filed));
    assert_eq!(last(Deed::Claimed), case.claimed);
    assert_eq!(last(Deed::Confirmed).is_some(), case.verified);
    let ends = life.iter().filter(|took| matches!(took.deed, Deed::Over(_)));
    let ends: Vec<_> = ends.map(|took| (took.deed, took.when)).collect();
    assert_eq!(ends.last(), Some(&(Deed::Over(case.fate), over(case))));
    assert_eq!(ends.len(), usize::from(case.reopened) + 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_life_adds_up(town in town(), quota in any::<bool>()) {
        let town = if quota { town.with(QUOTA) } else { town };
        let built = town.build();
        let told = town.run_in(&built);
        let end = Time::from_day(DAYS - 3);
        cases_hold(&told, end);
        problems_hold(&told);
        counts_hold(&told);
        work_holds(&told, &built, end);
        steps_hold(&told, &built);
        prop_assert_eq!(format!("{told:?}"), format!("{:?}", town.run_in(&built)));
    }
}

#[test]
fn the_random_towns_reach_every_fate() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut fates = std::collections::BTreeSet::new();
    for _ in 0..60 {
        let town = town().new_tree(&mut runner).expect("a town").current();
        for case in town.run().cases {
            let fate = format!("{:?}", case.fate);
            fates.extend(fate.split('(').next().map(str::to_owned));
        }
    }
    let all = ["Answered", "Closed", "Merged", "Open", "Rejected", "Shelved", "Void"];
    assert_eq!(fates.into_iter().collect::<Vec<_>>(), all);
}

/// At each midnight trust is the mean over those who had dealings, as a run that ends there tells
/// them one by one, and what waits is what the roles' desks hold.
#[test]
fn the_state_of_a_day_is_that_of_a_run_that_ends_with_it() {
    let town = Town::new()
        .fault(&["witnesses=3", "notice={exponential='5 h'}", "work={exponential='9 h'}"])
        .set(&["city.reporting.patience='1 d'", "city.reporting.expected_within='4 h'"])
        .days(60);
    let whole = town.run();
    let mut moved = 0;
    for day in [0, 1, 9, 30, 59] {
        let people = town.clone().days(day).run().trust;
        let state = whole.days[usize::try_from(day).expect("a day")];
        let mean =
            |body: usize| people.iter().map(|of| of[body]).sum::<f64>() / people.len() as f64;
        match state.trust {
            None => assert!(people.is_empty(), "day {day}"),
            Some(trust) => {
                let off = [0, 1].map(|body| (trust[body] - mean(body)).abs());
                assert!(off.iter().all(|off| *off < 1e-9), "day {day}: {off:?}");
                moved += 1;
            }
        }
    }
    assert!(moved >= 3, "hardly anybody had dealings");
}
