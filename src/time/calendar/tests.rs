//! Calendars worked by hand, and random ones against a walk minute by minute.

use super::*;
use crate::time::almanac::Exception;
use proptest::prelude::*;

mod oracle;

const H: i64 = Span::HOUR.ms();

/// Monday to Friday, 8 to 12 and 14 to 18; day 0 is a Friday.
fn office() -> Calendar {
    let hours: Vec<_> =
        (0..5).flat_map(|day| [(day, 8 * H, 12 * H), (day, 14 * H, 18 * H)]).collect();
    Calendar::weekly(&hours, 4)
}

fn at(day: i64, hour: i64) -> Time {
    Time::from_day(day) + Span::HOUR * hour
}

#[test]
fn an_office_is_open_in_its_hours_and_closed_at_the_weekend() {
    let office = office();
    assert_eq!(office.weekly_span(), Span::HOUR * 40);
    for (moment, open) in [
        (at(0, 7), false),
        (at(0, 8), true),
        (at(0, 12), false),
        (at(0, 17), true),
        (at(0, 18), false),
        (at(1, 10), false),
        (at(3, 10), true),
        (at(-1, 10), true),
    ] {
        assert_eq!(office.is_open(moment), open, "{moment}");
    }
}

#[test]
fn work_pauses_while_the_office_is_closed() {
    let office = office();
    assert_eq!(office.advance(at(0, 11), Span::HOUR * 2), at(0, 15));
    assert_eq!(office.advance(at(0, 17), Span::HOUR * 2), at(3, 9));
    assert_eq!(office.advance(at(1, 5), Span::HOUR), at(3, 9));
    assert_eq!(office.advance(at(0, 14), Span::HOUR * 4), at(0, 18), "ends at closing");
    assert_eq!(office.advance(at(0, 8), Span::HOUR * 40), at(6, 18), "a whole week");
}

#[test]
fn open_time_between_two_moments_counts_office_hours_only() {
    let office = office();
    assert_eq!(office.open_between(at(0, 0), at(7, 0)), Span::HOUR * 40);
    assert_eq!(office.open_between(at(0, 16), at(3, 9)), Span::HOUR * 3);
    assert_eq!(office.open_between(at(-7, 0), at(0, 0)), Span::HOUR * 40);
}

#[test]
fn changes_come_in_order_and_alternate() {
    let office = office();
    let mut now = at(0, 0);
    let mut changes = Vec::new();
    for _ in 0..6 {
        now = office.next_change(now).expect("an office opens and closes");
        changes.push(now);
    }
    assert_eq!(changes, [at(0, 8), at(0, 12), at(0, 14), at(0, 18), at(3, 8), at(3, 12)]);
    assert_eq!(Calendar::always().next_change(at(0, 0)), None);
    assert_eq!(Calendar::weekly(&[], 0).next_change(at(0, 0)), None);
}

#[test]
fn a_night_shift_runs_from_sunday_into_monday_without_a_change() {
    let nights: Vec<_> = (0..7).flat_map(|day| [(day, 0, 8 * H), (day, 20 * H, 24 * H)]).collect();
    let night = Calendar::weekly(&nights, 0);
    assert_eq!(night.next_change(at(6, 21)), Some(at(7, 8)));
    assert_eq!(night.next_change(at(0, 21)), Some(at(1, 8)));
}

#[test]
fn a_little_work_left_at_closing_is_finished_after_hours() {
    let office = office();
    let half = Span::MINUTE * 30;
    assert_eq!(
        office.advance_overrunning(at(0, 17), Span::MINUTE * 80, half),
        at(0, 18) + Span::MINUTE * 20
    );
    assert_eq!(office.advance_overrunning(at(0, 17), Span::HOUR * 2, half), at(3, 9));
    assert_eq!(office.advance_overrunning(at(0, 9), Span::HOUR, half), at(0, 10));
    assert_eq!(
        office.advance_overrunning(at(0, 17), Span::HOUR + half, half),
        at(0, 18) + half,
        "exactly what may overrun"
    );
}

#[test]
fn advancing_is_the_inverse_of_counting_open_time() {
    let office = office();
    for start in [at(0, 0), at(0, 9), at(2, 3), at(-9, 13)] {
        for minutes in [1, 59, 240, 481, 2_400, 2_401, 99_999] {
            let work = Span::MINUTE * minutes;
            let end = office.advance(start, work);
            assert_eq!(office.open_between(start, end), work, "{start} + {minutes} min");
            assert!(office.open_between(start, end - Span::from_ms(1)) < work);
        }
    }
}

/// The office in a year of holidays: day 0 is Friday 1 October 2004, National Day. The first
/// week is off; Saturday and Sunday after it are worked for Wednesday and Thursday.
fn office_in_october() -> Calendar {
    let hours: Vec<_> =
        (0..5).flat_map(|day| [(day, 8 * H, 12 * H), (day, 14 * H, 18 * H)]).collect();
    let holidays = (0..7).map(|day| (day, Exception::Holiday));
    let made_up = [8, 9].map(|day| (day, Exception::MakeUp));
    Calendar::new(&hours, &Almanac::weekly(4).with(holidays.chain(made_up)))
}

#[test]
fn an_office_is_closed_on_holidays_and_open_on_make_up_days() {
    let office = office_in_october();
    for (moment, open) in [
        (at(-1, 17), true),
        (at(0, 10), false),
        (at(3, 10), false),
        (at(6, 17), false),
        (at(7, 8), true),
        (at(8, 8), true),
        (at(9, 17), true),
        (at(10, 8), true),
        (at(15, 10), false),
    ] {
        assert_eq!(office.is_open(moment), open, "{moment}");
    }
    assert_eq!(office.weekly_span(), Span::HOUR * 40, "a week without exceptions");
}

/// Of the week of National Day only Friday 8 October is left, and the weekend is worked.
#[test]
fn open_time_skips_holidays_and_counts_make_up_days() {
    let office = office_in_october();
    assert_eq!(office.open_between(at(0, 0), at(10, 0)), Span::HOUR * 24);
    assert_eq!(office.open_between(at(-1, 16), at(7, 9)), Span::HOUR * 3);
    assert_eq!(office.open_between(at(3, 3), at(6, 23)), Span::ZERO);
    assert_eq!(office.open_between(at(8, 17), at(9, 9)), Span::HOUR * 2);
    assert_eq!(office.open_between(at(-14, 0), at(-7, 0)), Span::HOUR * 40);
    assert_eq!(office.open_between(at(17, 0), at(24, 0)), Span::HOUR * 40);
}

#[test]
fn work_pauses_over_holidays_and_goes_on_at_the_make_up_weekend() {
    let office = office_in_october();
    assert_eq!(office.advance(at(-1, 17), Span::HOUR), at(-1, 18), "ends at closing");
    assert_eq!(office.advance(at(-1, 17), Span::HOUR * 2), at(7, 9));
    assert_eq!(office.advance(at(-1, 17), Span::HOUR * 10), at(8, 9));
    assert_eq!(office.advance(at(2, 12), Span::HOUR * 24), at(9, 18));
    assert_eq!(office.advance(at(2, 12), Span::HOUR * 25), at(10, 9));
    let half = Span::MINUTE * 30;
    assert_eq!(office.advance_overrunning(at(-1, 17), Span::HOUR + half, half), at(-1, 18) + half);
    assert_eq!(office.advance_overrunning(at(-1, 17), Span::HOUR * 2, half), at(7, 9));
}

#[test]
fn changes_skip_holidays() {
    let office = office_in_october();
    let mut now = at(-1, 15);
    let mut changes = Vec::new();
    for _ in 0..6 {
        now = office.next_change(now).expect("an office opens and closes");
        changes.push(now);
    }
    assert_eq!(changes, [at(-1, 18), at(7, 8), at(7, 12), at(7, 14), at(7, 18), at(8, 8)]);
}

/// Monday to Friday from ten in the evening to six; day 0, a Monday, is a holiday.
#[test]
fn a_night_shift_into_a_holiday_ends_at_midnight() {
    let hours: Vec<_> =
        (0..5).flat_map(|day| [(day, 22 * H, 24 * H), (day + 1, 0, 6 * H)]).collect();
    let almanac = Almanac::weekly(0).with([(1, Exception::Holiday)]);
    let night = Calendar::new(&hours, &almanac);
    assert_eq!(night.next_change(at(0, 23)), Some(at(1, 0)));
    assert_eq!(
        night.next_change(at(1, 0)),
        Some(at(2, 0)),
        "Tuesday's shift goes on into Wednesday"
    );
    assert_eq!(night.advance(at(0, 23), Span::HOUR * 2), at(2, 1));
}

#[test]
fn daily_hours_go_on_through_holidays() {
    let daily: Vec<_> = (0..7).map(|day| (day, 7 * H, 21 * H)).collect();
    let almanac = Almanac::weekly(4).with((0..7).map(|day| (day, Exception::Holiday)));
    assert_eq!(Calendar::new(&daily, &almanac), Calendar::weekly(&daily, 4));
    assert_eq!(Calendar::new(&[], &almanac), Calendar::weekly(&[], 4));
}
