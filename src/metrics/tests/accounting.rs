//! What the platform's record counts, and by whose rules: exceptions together with each other,
//! with merged files, and with changes of regime.

use super::bench::{Bench, WINDOW, at};
use crate::id::Id as _;
use crate::metrics::indicator;
use crate::simulation::Window;
use crate::simulation::record::{CaseId, Fate};
use crate::simulation::tests::town::{Told, Town, another_role};
use crate::time::{Span, Time};

const HOLD: &str = "[governance.hold]\nasked=1.0\ngranted=1.0\nlasts={fixed='10 d'}\n";

/// Light work with a short limit, so that nothing is late but what is put off.
fn prompt() -> Town {
    Town::new()
        .set(&["governance.deadlines.fault='4 h'"])
        .fault(&["incidence='1 per km2 day'", "work={fixed='6 min'}"])
        .role("crew", &["staffing='3 per district'"])
        .window(0, 60, 30)
}

/// Dispatched at once and closed after 40 h, of which 20 on hold: 40 h, or 20 on a clock that
/// stands still meanwhile.
#[test]
fn official_handling_time_stands_still_while_a_case_is_on_hold() {
    for (held, hours) in [("stopped", 20.0), ("running", 40.0)] {
        let town = Town::new().set(&[&format!("governance.accounting.held='{held}'")]);
        let bench = Bench::of(&town.with(HOLD), WINDOW);
        let mut tally = bench.tally();
        let case = like!(
            bench.case(),
            closed = Some(at(40)),
            held = Some([at(10), at(30)]),
            fate = Fate::Closed
        );
        tally.hear_case(&case, &bench.problem());
        tally.reads("official_handling_time_h", hours);
    }
}

/// Put off for ten days and raised after two: its clock stands still, so that it is never overdue;
/// where the clock runs on it is raised after two days and four hours.
#[test]
fn what_is_on_hold_is_raised_only_where_its_clock_runs() {
    let raised = |held: &str| {
        let rule = format!("{HOLD}[governance.supervision]\noverdue='2 d'\n");
        let town = prompt().with(&rule).set(&[&format!("governance.accounting.held='{held}'")]);
        let told = town.run();
        assert!(told.cases.iter().filter(|case| case.held.is_some()).count() > 30);
        told.cases.iter().filter(|case| case.supervised).count()
    };
    assert_eq!(raised("stopped"), 0);
    assert!(raised("running") > 30);
}

/// What is raised when it is filed cannot be put off any more.
#[test]
fn what_is_under_supervision_is_not_put_off() {
    let told = prompt().with(HOLD).with("[governance.supervision]\nseverity=0.5\n").run();
    assert!(told.cases.iter().filter(|case| case.supervised).count() > 30);
    assert!(told.cases.iter().all(|case| case.held.is_none()));
}

/// A body that gets a case after its deadline has it left out as well.
#[test]
fn exclusion_is_asked_for_by_whoever_takes_a_case_on_late() {
    let told = |delivery: &str| {
        let town = prompt().with("[governance.exclusion]\nasked=1.0\ngranted=1.0\n");
        town.role("crew", &[&format!("delivery={{fixed='{delivery}'}}")]).run()
    };
    let share = |told: Told| {
        let early = told.cases.iter().filter(|case| case.opened < Time::from_day(50));
        let (excluded, all) = early
            .fold((0, 0), |(excluded, all), case| (excluded + usize::from(case.excluded), all + 1));
        assert!(all > 20);
        excluded as f64 / f64::from(all)
    };
    assert!((share(told("5 h")) - 1.0).abs() < 1e-12);
    assert!(share(told("1 h")) < 1e-12);
}

/// A call that joins an excluded file is left out with it, whichever came first.
#[test]
fn calls_that_join_an_excluded_file_are_left_out_with_it() {
    let town = Town::new()
        .set(&["governance.deadlines.fault='1 h'"])
        .with("[governance.exclusion]\nasked=1.0\ngranted=1.0\n")
        .fault(&["witnesses=6.0", "notice={exponential='2 d'}", "work={fixed='6 d'}"])
        .fault(&["incidence='1 per km2 day'"])
        .role("watch", &["patrol.walking=0.0"])
        .role("centre", &["merges=1.0"])
        .role("crew", &["staffing='90 per district'"])
        .window(0, 40, 20);
    let told = town.run();
    let lead = |mut id: CaseId| {
        while let Fate::Merged(older) = told.cases[id.index()].fate {
            id = older;
        }
        id
    };
    let joined = told.orders.iter().filter(|order| lead(order.case) != order.case);
    let excluded: Vec<bool> = joined
        .filter(|order| told.cases[lead(order.case).index()].excluded)
        .map(|order| order.excluded)
        .collect();
    assert!(excluded.len() > 40, "{}", excluded.len());
    assert!(excluded.iter().all(|excluded| *excluded));
}

/// One file is closed in time; another joined it after it was filed and dispatched, and is no case of
/// its own.
#[test]
fn a_filed_case_that_joins_another_counts_in_no_official_rate() {
    let bench = Bench::of(&Town::new().set(&["governance.deadlines.fault='4 h'"]), WINDOW);
    let mut tally = bench.tally();
    let due = |hours| (Some(at(hours)), Some(at(hours)));
    let mut closed = like!(
        bench.case(),
        closed = Some(at(2)),
        fate = Fate::Closed,
        claimed = Some(at(2)),
        claim_true = true
    );
    (closed.deadline, closed.promised) = due(4);
    let mut joined = like!(bench.case(), fate = Fate::Merged(CaseId::new(0)));
    (joined.deadline, joined.promised) = due(4);
    for case in [&closed, &joined] {
        tally.hear_case(case, &bench.problem());
    }
    for id in ["official_closing_rate", "official_on_time_rate", "official_handling_rate"] {
        tally.reads(id, 1.0);
    }
}

/// Supervision comes on day 30: files that are then open and late are raised like those filed
/// afterwards.
#[test]
fn open_files_fall_under_the_supervision_that_a_change_brings() {
    let change = "[[regimes]]\nid='new'\nfrom='30 d'\n\
        [regimes.overlay.supervision]\noverdue='1 h'\n";
    let town = Town::new()
        .set(&["governance.deadlines.fault='4 h'"])
        .fault(&["incidence='9 per km2 day'", "work={fixed='4 h'}"])
        .with(change)
        .window(0, 60, 10);
    let told = town.run();
    let change = Time::from_day(30);
    let open = told.cases.iter().filter(|case| {
        let filed = case.filed.is_some_and(|(when, _)| when < change);
        filed && case.begun.is_none_or(|begun| begun >= change)
    });
    let late = open.filter(|case| case.deadline.is_some_and(|due| due + Span::HOUR < change));
    let late: Vec<bool> = late.map(|case| case.supervised).collect();
    assert!(late.len() > 20, "{}", late.len());
    assert!(late.iter().all(|raised| *raised));
}

/// Put off under a clock that stands still, until after a change to one that runs on: the file
/// keeps the clock under which it was made.
#[test]
fn a_hold_counts_as_ruled_where_the_case_was_filed() {
    let change =
        "[[regimes]]\nid='new'\nfrom='30 d'\n[regimes.overlay.accounting]\nheld='running'\n";
    let town = prompt().with(HOLD).set(&["governance.accounting.held='stopped'"]).with(change);
    let told = town.run();
    let change = Time::from_day(30);
    let across = told.cases.iter().filter(|case| {
        case.filed.is_some_and(|(when, _)| when < change)
            && case.held.is_some_and(|[_, until]| until >= change && until < Time::from_day(80))
    });
    let moved: Vec<Span> = across
        .map(|case| case.deadline.expect("a limit") - case.promised.expect("a limit"))
        .collect();
    assert!(moved.len() > 3, "{}", moved.len());
    assert!(moved.iter().all(|moved| *moved == Span::DAY * 10), "{moved:?}");
}

/// Two bodies file; after the change on day 0 only one is of the platform. What counts is what counts
/// where that model governs from the beginning.
#[test]
fn the_record_is_that_of_the_regime_in_force() {
    let hall = another_role("hall")
        + "powers=['file','dispatch','close']\n[[governance.channels]]\nid='counter'\n\
           title_zh='窗口'\nreceiver='hall'\nappeal=50.0\ntrip='walk'\nanswered=0.0\n";
    let both = Town::new()
        .set(&["governance.deadlines.fault='2 h'"])
        .fault(&["witnesses=3.0", "notice={exponential='1 d'}", "work={exponential='2 h'}"])
        .fault(&["incidence='4 per km2 day'", "detectability=0.01"])
        .with(&hall)
        .set(&["governance.accounting.platform=['centre','hall']"])
        .window(0, 60, 30);
    let later = both.clone().with(
        "[[regimes]]\nid='new'\nfrom='0 d'\n[regimes.overlay.accounting]\n\
         platform=['centre']\non_time_of='closed'\n",
    );
    let one = both.clone().set(&[
        "governance.accounting.platform=['centre']",
        "governance.accounting.on_time_of='closed'",
    ]);
    let window = Window { warm_up_days: 0, days: 60, follow_up_days: 30 };
    let official = |town: &Town| {
        let bench = Bench::of(town, window);
        let tally = bench.run(town);
        let of = indicator::all().filter(|of| of.id.starts_with("official_"));
        of.map(|of| (of.id, (of.read)(&tally).ok().map(|of| of.value.to_bits())))
            .collect::<Vec<_>>()
    };
    assert_eq!(official(&later), official(&one));
    assert_ne!(official(&both), official(&one), "the test has no power");
}
