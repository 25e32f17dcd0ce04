//! Holidays and make-up days: each once, in its year, and known for the days of the run.

use jiff::civil;

use super::known::listed;
use crate::lang::{Text, text};
use crate::scenario::Faults;
use crate::scenario::calendar::{Calendar, Days, Year};
use crate::scenario::study::Scenario;
use crate::time::Exception;

/// Every day is listed once, under its year; years that the run meets and the calendar does
/// not know are odd.
pub fn check(calendar: &Calendar, scenario: &Scenario, faults: &mut Faults) {
    for year in &calendar.years {
        let path = format!("calendar.years.{}", year.id);
        if let Some(number) = year.number() {
            within(year, number, &path, faults);
        } else {
            let id = &year.id;
            let message = text!(
                "\"{id}\" is not a year; a year of four digits is expected, such as \"2004\"",
                "“{id}” 不是年份;应为四位数的年份,例如 \"2004\""
            );
            faults.add(year.id.place, &format!("{path}.id"), message, None);
        }
        worked_anyway(year, &path, faults);
    }
    once(calendar, faults);
    if scenario.skeleton.is_some() {
        let message = text!(
            "a skeleton network runs round the clock: holidays do nothing there",
            "基准排队网络昼夜不停,节假日对它不起作用"
        );
        faults.warn_at("calendar", message, None);
    } else {
        unknown(calendar, scenario, faults);
    }
}

/// The key that such days stand under.
fn key(what: Exception) -> &'static str {
    match what {
        Exception::Holiday => "holidays",
        Exception::MakeUp => "working",
    }
}

fn within(year: &Year, number: i16, path: &str, faults: &mut Faults) {
    for (what, days) in year.entries() {
        if days.first.year() != number || days.last.year() != number {
            let found = faults.written(days.place);
            let message =
                text!("{found} does not lie in the year {number}", "{found} 不在 {number} 年内");
            faults.add(days.place, &format!("{path}.{}", key(what)), message, None);
        }
    }
}

/// Warns of make-up days that are no weekend days.
fn worked_anyway(year: &Year, path: &str, faults: &mut Faults) {
    for days in &year.working {
        let is_weekend = |day: &civil::Date| day.weekday().to_monday_zero_offset() >= 5;
        // A year has no more days than this; more is a fault of its own.
        if let Some(day) = days.each().take(366).find(|day| !is_weekend(day)) {
            let message =
                text!("{day} is no weekend day and worked anyway", "{day} 不是周末,本来就上班");
            faults.warn(days.place, &format!("{path}.working"), message, None);
        }
    }
}

/// Refuses days that are listed twice, or both as a holiday and as worked.
fn once(calendar: &Calendar, faults: &mut Faults) {
    let mut all: Vec<(Exception, &Days)> = calendar.years.iter().flat_map(Year::entries).collect();
    all.sort_by_key(|(what, days)| (days.first, *what, days.place));
    let mut furthest: Option<(Exception, &Days)> = None;
    for (what, days) in all {
        if let Some((other, earlier)) = furthest.filter(|(_, other)| other.last >= days.first) {
            let path = format!("calendar.years.{}.{}", days.first.year(), key(what));
            let there = faults.files().spot(earlier.place);
            faults.add(days.place, &path, conflict(days.first, what, other, &there), None);
        }
        if furthest.is_none_or(|(_, other)| other.last < days.last) {
            furthest = Some((what, days));
        }
    }
}

fn conflict(day: civil::Date, what: Exception, other: Exception, there: &str) -> Text {
    if what == other {
        return text!("{day} is listed twice, also at {there}", "{day} 重复列出,另见 {there}");
    }
    text!(
        "{day} is both a holiday and worked, see {there}",
        "{day} 既列为放假又列为上班,另见 {there}"
    )
}

/// Warns of years that the run meets, warm-up and follow-up included, and nobody listed.
fn unknown(calendar: &Calendar, scenario: &Scenario, faults: &mut Faults) {
    let known: Vec<i16> = calendar.years.iter().filter_map(Year::number).collect();
    let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) else { return };
    let run = &scenario.run;
    let day =
        |days: f64| scenario.start.0.saturating_add(jiff::Span::new().days(days as i64)).year();
    let years = day(-run.warm_up.0.days())..=day((run.days.0 + run.follow_up.0).days() - 1.0);
    let missing: Vec<String> =
        years.filter(|year| !known.contains(year)).map(|year| year.to_string()).collect();
    if !missing.is_empty() {
        let missing = listed(&missing.iter().map(String::as_str).collect::<Vec<_>>());
        let message = text!(
            "holidays are known from {first} to {last}; the run, with warm-up and follow-up, also \
             meets {missing}, where days count by weekday alone",
            "节假日表自 {first} 年至 {last} 年;运行(含预热期与跟踪期)还涉及 {missing} 年,\
             这些年份只按星期计",
            missing
        );
        faults.warn_at("calendar.years", message, None);
    }
}
