//! Holidays that conflict, and years that nobody listed.

use super::*;

/// A scenario with a calendar of its own.
fn with(years: &str) -> String {
    over(&format!("calendar.years = [\n{years}\n]"))
}

fn year(id: &str, holidays: &str, working: &str) -> String {
    format!("{{ id = \"{id}\", source = \"x\", holidays = [{holidays}], working = [{working}] }},")
}

#[test]
fn a_day_is_not_both_off_and_worked() {
    let text = with(&year("2004", "\"2004-10-01 to 2004-10-07\"", "\"2004-10-03\""));
    let expected = "error: calendar.years.2004.working: 2004-10-03 is both a holiday and worked, \
                    see main.toml:3:42
 --> main.toml:3:82";
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn a_day_is_listed_once() {
    let october = "\"2004-10-01 to 2004-10-07\", \"2004-10-02\", 2004-10-07";
    let text = with(&year("2004", october, ""));
    assert!(text.contains("error: calendar.years.2004.holidays: 2004-10-02 is listed twice"));
    assert!(text.contains("2004-10-07 is listed twice, also at main.toml:3:42"), "{text}");
}

#[test]
fn days_lie_in_their_year_and_a_year_is_a_year() {
    let text = with(&year("2004", "\"2004-12-30 to 2005-01-02\"", ""));
    assert!(text.contains("\"2004-12-30 to 2005-01-02\" does not lie in the year 2004"), "{text}");
    let text = with(&year("next", "\"2004-10-01\"", ""));
    assert!(text.contains("error: calendar.years.next.id: \"next\" is not a year"), "{text}");
}

#[test]
fn a_make_up_day_that_is_a_weekday_is_odd() {
    let text = with(&(year("2003", "", "") + &year("2004", "", "\"2004-10-09 to 2004-10-11\"")));
    assert!(text.contains("warning: calendar.years.2004.working: 2004-10-11 is no weekend day"));
    assert!(!text.contains("error"), "{text}");
}

#[test]
fn days_must_be_days() {
    let text = with(&year("2004", "\"2004-10-07 to 2004-10-01\", \"October\", 3", ""));
    assert!(text.contains("\"2004-10-07 to 2004-10-01\" ends before it begins"), "{text}");
    assert!(text.contains("\"October\" is text; a day or the days from one to another"), "{text}");
    assert!(text.contains("3 is a number; a day or the days"), "{text}");
}

/// 364 days of warm-up begin in the year before, and the follow-up ends in the year after.
#[test]
fn years_that_the_run_meets_and_nobody_listed_are_odd() {
    let expected = "warning: calendar.years: holidays are known from 2003 to 2026; the run, with \
                    warm-up and follow-up, also meets 2002, where days count by weekday alone";
    let early = over("start = \"2003-12-30\"");
    assert!(early.starts_with(expected), "{early}");
    assert_eq!(over("start = \"2003-12-31\""), "", "warm-up begins on 1 January 2003");
    assert_eq!(over("start = \"2025-06-01\""), "", "a year and sixty days end in July 2026");
    let late = over("start = \"2026-06-01\"\nrun.days = \"1000 d\"");
    assert!(late.contains("also meets 2027, 2028, 2029,"), "{late}");
}

#[test]
fn a_skeleton_network_knows_no_holidays() {
    let text = faults_of(
        "extends = \"reference-jackson-200\"\n[calendar]\nextends = \"holidays/china\"\n",
    );
    assert!(text.starts_with("warning: calendar: a skeleton network runs round the clock"));
}

#[test]
fn a_conflict_is_told_in_chinese_too() {
    let folder = tempfile::tempdir().unwrap();
    let main = folder.path().join("main.toml");
    let years = year("2004", "\"2004-10-01\", \"2004-10-01\"", "");
    let text = format!("extends = \"traditional\"\ncalendar.years = [{years}]\n");
    std::fs::write(&main, text).unwrap();
    let loaded = load_checked::<Scenario>(&Source::Path(main), &[], Options::default(), check);
    let fault = loaded.unwrap_err().sorted().remove(0);
    let told = fault.message.read(crate::lang::Lang::Zh);
    assert!(told.contains("2004-10-01 重复列出"), "{told}");
}
