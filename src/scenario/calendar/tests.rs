//! The shipped list of holidays, and how a scenario reads one.

use std::collections::BTreeMap;

use super::*;
use crate::scenario::{Loaded, Options, Source, builtin, load};
use crate::time::Exception::{Holiday, MakeUp};

fn shipped() -> Calendar {
    let source = Source::Builtin(builtin::find("holidays/china").expect("it is shipped").0);
    let options = Options { provenance: true };
    load::<Calendar>(&source, &[], options).unwrap_or_else(|faults| panic!("{faults}")).value
}

/// Each day of the shipped list, and what it is.
fn days() -> BTreeMap<civil::Date, Exception> {
    let calendar = shipped();
    let entries = calendar.years.iter().flat_map(Year::entries);
    entries.flat_map(|(what, days)| days.each().map(move |day| (day, what))).collect()
}

fn is_weekend(day: civil::Date) -> bool {
    day.weekday().to_monday_zero_offset() >= 5
}

/// The year whose notice speaks of a day: from 29 December on, that of the next year.
fn notice(day: civil::Date) -> i16 {
    day.year() + i16::from(day.month() == 12 && day.day() >= 29)
}

/// Weekdays off less weekend days worked are the days that the law gives: 10 by the measures
/// of 1999, 11 by those of 2007 and 2013, 13 by those of 2024. The day of victory was one more
/// in 2015, and the longer Spring Festival two in 2020: 31 January, and 1 February not worked.
#[test]
fn every_year_has_as_many_days_off_as_the_law_gives() {
    let mut net: BTreeMap<i16, i32> = BTreeMap::new();
    for (day, what) in days() {
        *net.entry(notice(day)).or_default() += match what {
            Holiday => i32::from(!is_weekend(day)),
            MakeUp => -1,
        };
    }
    let law = |year: i16| match year {
        2003..=2007 => 10,
        2015 => 12,
        2020 | 2025.. => 13,
        _ => 11,
    };
    let expected: BTreeMap<i16, i32> = (2003..=2026).map(|year| (year, law(year))).collect();
    assert_eq!(net, expected);
}

#[test]
fn only_weekend_days_are_worked_for_holidays() {
    let worked: Vec<_> = days().into_iter().filter(|(_, what)| *what == MakeUp).collect();
    assert!(worked.iter().all(|(day, _)| is_weekend(*day)), "{worked:?}");
    assert_eq!(worked.len(), 155);
}

/// 国办发明电〔2003〕53号: 1 to 7 October 2004 off, 9 and 10 October worked.
#[test]
fn national_day_2004_is_a_week_and_the_weekend_after_it_is_worked() {
    let source = Source::Builtin("beijing-dongcheng-2004");
    let scenario: Loaded<Scenario> = load(&source, &[], Options::default()).expect("a built-in");
    let almanac = scenario.value.almanac();
    let week: Vec<_> = (-5..12).map(|day| almanac.exception(day)).collect();
    let (off, worked) = (Some(Holiday), Some(MakeUp));
    let before = [None; 5];
    let week_off = [off; 7];
    let after = [None, worked, worked, None, None];
    assert_eq!(week, [&before[..], &week_off, &after].concat());
}

#[test]
fn the_almanac_counts_days_from_the_start_whatever_it_is() {
    let at = |start: &str| {
        let source = Source::Builtin("traditional");
        let sets = [format!("start={start}")];
        let loaded: Loaded<Scenario> = load(&source, &sets, Options::default()).expect("good");
        loaded.value.almanac()
    };
    let (autumn, leap) = (at("2004-10-01"), at("2020-03-01"));
    assert_eq!((autumn.weekday(0), leap.weekday(0)), (4, 6));
    // 29 February 2004 lies between 28 January and 1 October: 247 days.
    assert_eq!(autumn.exception(-247), Some(Holiday), "28 January 2004");
    assert_eq!(autumn.exception(-246), None);
    assert_eq!([leap.exception(-28), leap.exception(-27)], [Some(Holiday), None], "2 February");
    assert_eq!(leap.exception(-42), Some(MakeUp), "19 January 2020");
}

#[test]
fn days_are_a_date_or_two() {
    let parsed = |text| Days::parse(text).map(|[first, last]| format!("{first} {last}"));
    assert_eq!(parsed("2004-10-01").as_deref(), Some("2004-10-01 2004-10-01"));
    assert_eq!(parsed("2004-10-01 to 2004-10-07").as_deref(), Some("2004-10-01 2004-10-07"));
    for wrong in ["2004-10-32", "2004-10-1", "2004-10-01 to", "2004-10-01-07", "10-01", ""] {
        assert_eq!(parsed(wrong), None, "{wrong}");
    }
}
