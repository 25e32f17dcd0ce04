//! Three cases worked by hand: from the moments at which problems arise, and fixed times,
//! follows all else.

use super::town::{Told, Town};
use crate::simulation::record::{Case, Fate, Stage};
use crate::time::{Span, Time};

/// One crew; the watch finds after 1 ms and writes for 1 ms, the centre takes 10 minutes,
/// and paper takes an hour to reach the crew.
fn town() -> Town {
    Town::new()
        .fault(&["incidence='3 per km2 day'", "work={fixed='100 min'}"])
        .role("centre", &["desk_work={fixed='10 min'}"])
        .role("crew", &["delivery={fixed='1 h'}", "travel={fixed='20 min'}"])
        .days(30)
}

const MS: Span = Span::from_ms(1);
const MINUTE: Span = Span::MINUTE;

fn part(case: &Case, stage: Stage) -> Span {
    case.parts[stage as usize]
}

/// When each problem reaches the crew: found and written down, taken in, delivered.
fn reach(told: &Told) -> Vec<Time> {
    told.problems.iter().map(|p| p.arose + MS + MS + MINUTE * 10 + Span::HOUR).collect()
}

#[test]
fn cases_are_handled_first_come_first_served_to_the_millisecond() {
    let told = town().run();
    assert!(told.cases.len() > 60);
    let mut free = Time::ZERO;
    let mut waited = 0;
    for ((problem, case), reaches) in told.problems.iter().zip(&told.cases).zip(reach(&told)) {
        let begins = reaches.max(free);
        let ends = begins + MINUTE * 120;
        free = ends;
        if ends + MINUTE * 20 > Time::from_day(30) {
            break;
        }
        waited += u32::from(begins > reaches);
        assert_eq!(case.opened, problem.arose + MS);
        assert_eq!(problem.known.map(|known| known.0), Some(case.opened));
        assert_eq!(case.filed.map(|filed| filed.0), Some(case.opened + MS + MINUTE * 10));
        assert_eq!(case.begun, Some(begins));
        assert_eq!(part(case, Stage::HandleWait), begins - reaches);
        assert_eq!(part(case, Stage::HandleWork), MINUTE * 120);
        assert_eq!(part(case, Stage::Transit), Span::HOUR);
        assert_eq!(part(case, Stage::DeskWork), MS + MINUTE * 20, "logged, taken in, closed");
        assert_eq!(problem.ended.map(|ended| ended.0), Some(ends));
        assert_eq!(case.claimed, Some(ends));
        assert_eq!(case.closed, Some(ends + MINUTE * 10));
        assert_eq!((case.steps, case.handoffs, case.dispatches), (4, 2, 1));
    }
    assert!(waited > 3, "some wait: {waited}");
}

/// Work in hand at noon pauses until eight, unless half an hour or less is left.
fn by_hours(mut begin: Time, work: Span, overrun: Span) -> (Time, Time, Span) {
    let open = |day| (Time::from_day(day) + Span::HOUR * 8, Time::from_day(day) + Span::HOUR * 12);
    let mut day = begin.day();
    while begin >= open(day).1 {
        day += 1;
        begin = open(day).0;
    }
    begin = begin.max(open(day).0);
    let (mut at, mut left) = (begin, work);
    loop {
        let closing = open(day).1;
        if at + left <= closing {
            return (begin, at + left, Span::ZERO);
        }
        left -= closing - at;
        if left <= overrun {
            return (begin, closing + left, left);
        }
        day += 1;
        at = open(day).0;
    }
}

#[test]
fn work_pauses_overnight_and_a_little_is_finished_after_hours() {
    let hours = ["hours='daily 08:00-12:00'", "overrun='30 min'"];
    let told = town()
        .fault(&["incidence='3 per km2 day'", "work={fixed='90 min'}"])
        .role("crew", &hours)
        .run();
    let handling: Vec<_> =
        told.works.iter().filter(|(_, work)| work.parts[1] == MINUTE * 20).collect();
    let mut free = Time::ZERO;
    let (mut paused, mut overran) = (0, 0);
    let cases = told.cases.iter().zip(reach(&told)).zip(handling);
    for ((case, reaches), (begun, work)) in cases {
        let (begins, ends, overtime) = by_hours(reaches.max(free), MINUTE * 110, MINUTE * 30);
        free = ends;
        if ends + MINUTE * 20 > Time::from_day(30) {
            break;
        }
        paused += u32::from(ends.day() > begins.day());
        overran += u32::from(overtime > Span::ZERO);
        assert_eq!((case.begun, *begun, work.overtime), (Some(begins), begins, overtime));
        assert_eq!(case.claimed, Some(ends));
    }
    assert!(paused > 3 && overran > 1, "{paused} pauses, {overran} overruns");
}

/// A squad that is always sent what is not its own sends it back; the centre tries again
/// until its patience of three ends. Each round: 10 minutes of desk work at the centre,
/// an hour to the squad.
#[test]
fn a_case_that_is_always_returned_is_shelved_to_the_millisecond() {
    let told = town()
        .with(&(super::town::another_role("squad") + "[governance.duties]\nother='squad'\n"))
        .role("squad", &["delivery={fixed='1 h'}"])
        .role("centre", &["accuracy=0.0", "patience=3"])
        .fault(&["incidence='0.5 per km2 day'"])
        .run();
    let ended: Vec<_> = told.cases.iter().filter(|c| c.fate == Fate::Shelved).collect();
    assert!(ended.len() > 5);
    for case in ended {
        assert_eq!((case.returned, case.dispatches, case.handoffs), (3, 3, 7));
        assert_eq!(part(case, Stage::Transit), Span::HOUR * 3);
        assert_eq!(part(case, Stage::DeskWork), MS + MINUTE * 40, "taken in, sent on three times");
        assert_eq!(case.closed, None);
    }
}

/// The first visit fails, is seen to fail, and the second is made; which visits fail is
/// told by the work that the crew did.
#[test]
fn a_failed_visit_is_checked_and_done_again() {
    let told = town()
        .role("crew", &["quality=0.5"])
        .role("watch", &["site_work={fixed='5 min'}"])
        .role("centre", &["checked_by='watch'"])
        .fault(&["incidence='0.5 per km2 day'"])
        .run();
    let closed: Vec<_> = told.cases.iter().filter(|c| c.fate == Fate::Closed).collect();
    assert!(closed.iter().any(|case| case.reworks > 1), "some are done three times");
    for case in closed {
        let visits = i64::from(case.reworks) + 1;
        assert!(!case.closed_false);
        assert_eq!(part(case, Stage::HandleWork), MINUTE * 120 * visits);
        assert_eq!(part(case, Stage::CheckWork), MINUTE * 5 * visits);
        assert_eq!(i64::from(case.steps), 3 + 2 * visits, "logged, taken in, closed");
    }
}
