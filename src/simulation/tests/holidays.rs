//! Holidays as a replication lives them: a crew that keeps weekdays, over several years.

use std::collections::BTreeSet;

use super::town::{Told, Town};
use crate::time::Time;

/// Monday 27 September 2004 is day 0; the crew keeps weekdays, and always has work.
fn town() -> Town {
    Town::new()
        .with("[calendar]\nextends='holidays/china'\n")
        .set(&["start=2004-09-27"])
        .role("crew", &["hours='Mon-Fri 08:00-18:00'"])
        .days(2 * 365 + 30)
}

/// Days on which the crew began something.
fn worked(told: &Told, built: &super::town::Built) -> BTreeSet<i64> {
    let crew = built.governance.roles.pairs().find(|(_, role)| role.name == "crew");
    let crew = crew.expect("there is a crew").0;
    let of_crew = |desk| built.governance.desks[desk].role == crew;
    told.works.iter().filter(|(_, work)| of_crew(work.desk)).map(|(now, _)| now.day()).collect()
}

/// Golden Week three years in a row, by the notices: in 2004 the 1st to the 7th off, the 9th
/// and 10th worked; in 2005 the same week off, the 8th and 9th worked; in 2006 the same week
/// off, 30 September and 8 October worked. Day 0 is 27 September 2004, so that 1 October is
/// day 4, 369 and 734.
#[test]
fn golden_week_comes_every_year_of_a_long_run() {
    let built = town().build();
    let worked = worked(&town().run_in(&built), &built);
    for (first, made_up) in [(4, [12, 13]), (369, [376, 377]), (734, [733, 741])] {
        let week: Vec<i64> = worked.range(first..first + 7).copied().collect();
        assert_eq!(week, [0_i64; 0], "the week from day {first}");
        assert!(made_up.iter().all(|day| worked.contains(day)), "{made_up:?}");
    }
    let years: Vec<i64> = worked.range(15..365).copied().collect();
    assert_eq!(years.len(), 243, "weekdays and weekend days worked, less holidays");
}

/// What arises in the week is begun when it is over.
#[test]
fn what_arises_on_holidays_waits_for_the_first_day_of_work() {
    let told = town().run();
    let first = Time::from_day(11);
    let during = |time: Time| (4..11).contains(&time.day());
    let waited: Vec<_> = told.cases.iter().filter(|case| during(case.opened)).collect();
    assert!(waited.len() > 30, "{} cases", waited.len());
    assert!(waited.iter().all(|case| case.begun.is_none_or(|begun| begun >= first)));
    let at_eight = first + crate::time::Span::HOUR * 8;
    assert!(told.works.iter().any(|(now, _)| *now == at_eight), "work begins on 8 October at 8");
}

/// The town's office is open 8 to 12 and 14 to 18 on weekdays. A case filed on Thursday 30
/// September 2004, day 3, has two working days: the rest of Thursday, Friday 8 and at most
/// Saturday 9 October, which is worked; one filed on a holiday has Friday and Saturday.
#[test]
fn deadlines_run_by_the_office_with_holidays() {
    let limit = "[governance.deadlines]\nfault='2 working days'\n";
    let told = town().with(limit).days(30).run();
    let due = |from: i64, to: i64| -> BTreeSet<i64> {
        let filed = told.cases.iter().filter(|case| (from..to).contains(&case.opened.day()));
        filed.filter_map(|case| case.deadline).map(Time::day).collect()
    };
    assert_eq!(due(3, 4), BTreeSet::from([11, 12]), "from Thursday before the holidays");
    assert_eq!(due(4, 11), BTreeSet::from([12]), "from the holidays");
}

/// Without a calendar nothing is another, and neither is it with one that lists no year.
#[test]
fn a_calendar_without_years_changes_nothing() {
    let without = town().set(&["calendar.years=[]"]).run();
    let plain = Town::new()
        .set(&["start=2004-09-27"])
        .role("crew", &["hours='Mon-Fri 08:00-18:00'"])
        .days(2 * 365 + 30)
        .run();
    assert_eq!(format!("{without:?}"), format!("{plain:?}"));
    assert_ne!(format!("{plain:?}"), format!("{:?}", town().run()));
}
