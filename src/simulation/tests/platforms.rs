//! Platforms: shared files, and systems into which a case is written again.

use std::collections::BTreeSet;

use super::town::{Told, Town, another_role};
use crate::governance::RoleId;
use crate::id::Id as _;
use crate::simulation::desk::Task;
use crate::simulation::record::{Case, Deed, Fate};
use crate::time::Span;

/// A second body that files, and a counter where residents reach it as easily.
fn two_platforms() -> Town {
    let counter = "[[governance.channels]]\nid='counter'\ntitle_zh='窗口'\nreceiver='hall'\n\
                   appeal=50.0\ntrip='none'\nanswered=0.0\n";
    Town::new()
        .with(&(another_role("hall") + counter))
        .role("hall", &["powers=['file','dispatch','close']", "merges=1.0"])
        .role("hall", &["call_back={sample=1.0,after={fixed='1 h'}}"])
        .role("centre", &["merges=1.0", "call_back={sample=1.0,after={fixed='1 h'}}"])
        .fault(&["incidence='0.2 per km2 day'", "witnesses=5.0", "detectability=0.0"])
        .fault(&["work={fixed='3 d'}", "notice={exponential='6 h'}"])
}

/// The case that a case was merged into in the end.
fn came_to<'a>(told: &'a Told, case: &'a Case) -> &'a Case {
    match case.fate {
        Fate::Merged(older) => came_to(told, &told.cases[older.index()]),
        _ => case,
    }
}

/// The role that received the report on a case.
fn received(town: &Town, case: &Case) -> RoleId {
    match case.source {
        crate::simulation::record::Source::Channel(channel) => {
            town.build().governance.channels[channel].receiver
        }
        crate::simulation::record::Source::Patrol(_) => panic!("nobody finds"),
    }
}

/// Cases merged into a file of another role, and cases opened beside an open one and not merged.
fn merged_and_double(town: &Town, told: &Told) -> (usize, usize) {
    let elsewhere = |case: &&Case| {
        let filer = came_to(told, case).filed.map(|(_, filer)| filer);
        matches!(case.fate, Fate::Merged(_)) && filer != Some(received(town, case))
    };
    let double = |case: &&Case| case.duplicate && !matches!(case.fate, Fate::Merged(_));
    (told.cases.iter().filter(elsewhere).count(), told.cases.iter().filter(double).count())
}

/// Without sharing each body opens a file of its own; with it there is one, wherever the second
/// report comes in. Every way to share does, and a group of others does not.
#[test]
fn a_report_is_recognised_where_files_are_shared() {
    let counts = |sharing: &str| {
        let town = two_platforms().with(sharing);
        merged_and_double(&town, &town.run())
    };
    let (elsewhere, double) = counts("");
    assert!(elsewhere == 0 && double > 5, "{elsewhere} {double}");
    for other in ["groups=[]", "groups=[['centre','crew'],['hall','watch']]", "all=false"] {
        assert_eq!(counts(&format!("[governance.sharing]\n{other}\n")), (0, double), "{other}");
    }
    for shared in ["all=true", "groups=[['crew','hall','centre']]"] {
        let (elsewhere, double) = counts(&format!("[governance.sharing]\n{shared}\n"));
        assert!(elsewhere > 5 && double == 0, "{shared}: {elsewhere} {double}");
    }
}

/// Each caller of a file is called back once for the call made, by the body whose file it is,
/// wherever the call came in.
#[test]
fn callers_across_platforms_hear_from_the_filer_of_the_common_file() {
    let town = two_platforms().with("[governance.sharing]\nall=true\n");
    let told = town.run();
    let governance = town.build().governance;
    let mut called = BTreeSet::new();
    let mut across = 0;
    for took in told.steps.iter().filter(|took| matches!(took.deed, Deed::CalledBack(_))) {
        let case = &told.cases[took.case.index()];
        let filer = came_to(&told, case).filed.expect("it was filed").1;
        assert_eq!(governance.desks[took.desk].role, filer);
        assert!(called.insert(took.case), "called back twice");
        across += usize::from(filer != received(&town, case));
    }
    assert!(across > 5, "{across}");
    for (case, order) in told.orders.iter().map(|order| (order.case, order)) {
        assert_eq!(called.contains(&case), order.call_back.is_some());
        let closed = came_to(&told, &told.cases[case.index()]).closed;
        let last = told.steps.last().expect("steps").when;
        let due = closed.is_some_and(|closed| closed + Span::HOUR < last);
        assert!(!due || order.call_back.is_some(), "{order:?}");
    }
}

/// The watch is spared; the centre, whose work is ten minutes, makes two more entries of five
/// minutes when it takes a case in and when it closes it: seven entries with the watch's own.
#[test]
fn entries_worked_by_hand() {
    let town = |systems: &str| {
        let told = Town::new()
            .fault(&["incidence='1 per km2 day'"])
            .role("centre", &["desk_work={fixed='10 min'}"])
            .with(&format!("[governance.systems]\nentry={{fixed='5 min'}}\n{systems}\n"))
            .days(30)
            .run();
        let work = |task: Task| {
            let work = told.steps.iter().find_map(|took| match took.deed {
                Deed::Begun(of, [work, _]) if of == task => Some(work),
                _ => None,
            });
            work.expect("it is done")
        };
        let entries = told.cases.iter().find(|case| case.closed.is_some()).expect("one").entries;
        (work(Task::Log), work(Task::TakeIn), work(Task::Close), entries)
    };
    let [none, ten, twenty] = [0, 10, 20].map(|minutes| Span::MINUTE * minutes);
    assert_eq!(town("count=3\nroles=['centre']"), (none, twenty, twenty, 7));
    assert_eq!(town("count=3\nroles=['centre','watch']"), (ten, twenty, twenty, 9));
    assert_eq!(town("count=3\nroles=['centre']\nshared=true"), (none, ten, ten, 3));
    assert_eq!(town("count=1\nroles=['centre']"), (none, ten, ten, 3));
}

/// What comes by the line is filed on what its catalogue and the centre's list, and else is
/// rejected; finds are not concerned.
#[test]
fn the_catalogue_of_a_channel_concerns_what_comes_by_it() {
    let fates = |line: &str, centre: &str| {
        let told = Town::new()
            .fault(&["incidence='1 per km2 day'", "witnesses=3.0", "detectability=0.3"])
            .fault(&["notice={exponential='3 h'}"])
            .role("watch", &["patrol.speed='40 m/h'", "patrol.sweep='1 km'"])
            .role("watch", &["staffing='1 per district'"])
            .role("centre", &[&format!("catalogue={centre}")])
            .set(&[&format!("governance.channels.line.catalogue={line}")])
            .days(30)
            .run();
        let is = |case: &&Case, public: bool, rejected: bool| {
            case.is_public() == public && (case.fate == Fate::Rejected) == rejected
        };
        let count =
            |public, rejected| told.cases.iter().filter(|case| is(case, public, rejected)).count();
        [count(true, true), count(true, false), count(false, true), count(false, false)]
            .map(|count| count > 0)
    };
    assert_eq!(fates("['fault']", "['fault']"), [false, true, false, true]);
    assert_eq!(fates("[]", "['fault']"), [true, false, false, true]);
    assert_eq!(fates("['fault']", "[]"), [true, false, true, false]);
}
