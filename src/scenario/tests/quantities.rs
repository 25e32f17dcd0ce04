//! Each unit, right and wrong.

use super::*;

record! {
    /// One value of some type.
    pub struct Holder {
        /// A time.
        pub time: Option<Span>,
        /// A length.
        pub length: Option<Length>,
        /// A speed.
        pub speed: Option<Speed>,
        /// A rate.
        pub rate: Option<Rate>,
        /// A density.
        pub density: Option<Density>,
        /// Money.
        pub money: Option<Money>,
        /// A wage.
        pub wage: Option<Wage>,
        /// A share.
        pub share: Option<Share>,
        /// A count.
        pub count: Option<Count>,
        /// A number.
        pub number: Option<Number>,
        /// A limit.
        pub limit: Option<Limit>,
        /// A staffing rule.
        pub per: Option<Per>,
        /// Opening hours.
        pub hours: Option<WeeklyHours>,
        /// A date.
        pub date: Option<Date>,
        /// A flag.
        pub flag: Option<bool>,
        /// A boxed, spotted area.
        pub area: Option<Box<Spotted<Area>>>,
    }
}

/// Reads `KEY = VALUE`.
fn read(line: &str) -> Holder {
    let loaded = load_files::<Holder>(&[("main.toml", line)], &[], RELAXED);
    loaded.unwrap_or_else(|faults| panic!("{faults}")).value
}

/// The message that refuses `KEY = VALUE`, without the key.
fn refused(line: &str) -> String {
    let faults = load_files::<Holder>(&[("main.toml", line)], &[], RELAXED).unwrap_err();
    let first = faults.lines().next().unwrap();
    first.split_once(": ").unwrap().1.split_once(": ").unwrap().1.to_owned()
}

fn time(text: &str) -> i64 {
    read(&format!("time = \"{text}\"")).time.unwrap().ms()
}

#[test]
fn times_come_in_many_units() {
    assert_eq!(time("3 ms"), 3);
    assert_eq!(time("1.5 s"), 1500);
    assert_eq!(time("2 min"), 120_000);
    assert_eq!(time("4 h"), 4 * 3_600_000);
    assert_eq!(time("1 d"), 86_400_000);
    assert_eq!(time("2 days"), 2 * 86_400_000);
    assert_eq!(time("1 week"), 7 * 86_400_000);
    assert_eq!(time("1 year"), 365 * 86_400_000);
    assert_eq!(time("1_000 ms"), 1000);
    assert_eq!(time("1e3   ms"), 1000);
}

#[test]
fn other_quantities_come_in_base_units() {
    assert_eq!(read("length = \"1.5 km\"").length, Some(Length(1500.0)));
    assert_eq!(read("speed = \"1 m/s\"").speed, Some(Speed(3600.0)));
    assert_eq!(read("speed = \"4 km/h\"").speed, Some(Speed(4000.0)));
    assert_eq!(read("density = \"22000 residents/km2\"").density, Some(Density(22_000.0)));
    assert_eq!(read("money = \"2000 yuan\"").money, Some(Money(2000.0)));
    assert_eq!(read("wage = \"2500 yuan/month\"").wage, Some(Wage(30_000.0)));
    assert_eq!(read("share = 0.35").share, read("share = \"35 %\"").share);
    assert_eq!(read("number = -1.5").number, Some(Number(-1.5)));
    assert_eq!(read("count = 9_000_000_000_000_000").count, Some(Count(9_000_000_000_000_000)));
    assert_eq!(read("flag = true").flag, Some(true));
    assert_eq!(read("area = \"3 ha\"").area.unwrap().value, Area(30_000.0));
    assert_eq!(read("share = -0.0").share.unwrap().0.to_bits(), 0);
}

#[test]
fn rates_keep_what_they_are_counted_for() {
    let rate = |text: &str| read(&format!("rate = \"{text}\"")).rate.unwrap();
    let yearly = rate("0.35 per resident year");
    assert_eq!(yearly.subject, Subject::Resident);
    assert!((yearly.per_hour * 8760.0 - 0.35).abs() < 1e-15);
    assert_eq!(rate("12 per km2 day"), Rate { subject: Subject::Km2, per_hour: 0.5 });
    assert_eq!(rate("3 per day"), Rate { subject: Subject::City, per_hour: 0.125 });
    assert_eq!(rate("336 per block week"), Rate { subject: Subject::Block, per_hour: 2.0 });
}

#[test]
fn limits_keep_their_clock() {
    let limit = |text: &str| read(&format!("limit = \"{text}\"")).limit.unwrap();
    assert_eq!(limit("2 h"), Limit::Elapsed(Span::HOUR * 2));
    assert_eq!(limit("1 day"), Limit::Elapsed(Span::DAY));
    assert_eq!(limit("4 working hours"), Limit::WorkingHours(Span::HOUR * 4));
    assert_eq!(limit("3 working days"), Limit::WorkingDays(3.0));
    assert_eq!(limit("1 working day"), Limit::WorkingDays(1.0));
}

#[test]
fn staffing_rules_keep_their_basis() {
    let per = |text: &str| read(&format!("per = \"{text}\"")).per.unwrap();
    assert_eq!(per("1 per 0.5 km2"), Per { count: 1.0, basis: Basis::Area, amount: 500_000.0 });
    let thousand = Per { count: 1.0, basis: Basis::Residents, amount: 1000.0 };
    assert_eq!(per("1 per 1000 residents"), thousand);
    assert_eq!(per("12 per district"), Per { count: 12.0, basis: Basis::Districts, amount: 1.0 });
    assert_eq!(per("1 per beat").basis, Basis::Beats);
}

#[test]
fn opening_hours_are_sorted_merged_and_cut_at_midnight() {
    const H: i64 = 3_600_000;
    let hours = |text: &str| read(&format!("hours = \"{text}\"")).hours.unwrap().0;
    assert_eq!(hours("always").len(), 7);
    assert_eq!(hours("always")[6], (6, 0, 24 * H));
    assert_eq!(hours("daily 08:00-20:00")[1], (1, 8 * H, 20 * H));
    assert_eq!(hours("Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00").len(), 11);
    assert_eq!(hours("Sun 20:00-08:00"), [(0, 0, 8 * H), (6, 20 * H, 24 * H)]);
    assert_eq!(hours("Mon 20:00-00:00"), [(0, 20 * H, 24 * H)]);
    assert_eq!(hours("Mon 08:00-10:00 09:00-11:00"), [(0, 8 * H, 11 * H)]);
    assert_eq!(hours("Sun-Mon 08:00-09:00"), [(0, 8 * H, 9 * H), (6, 8 * H, 9 * H)]);
    for wrong in [
        "",
        "Mon",
        "Mon 8:00-9:00",
        "Mon 08:00-25:00",
        "Mon 08:60-09:00",
        "mon 08:00-09:00",
        "Mon 24:00-08:00",
        "Mon 08:00-08:00",
        "Mon 08:00",
        "daily,",
        "Mon +8:00-09:00",
    ] {
        let message = refused(&format!("hours = \"{wrong}\""));
        assert!(message.contains("are not opening hours"), "{message}");
    }
}

#[test]
fn dates_are_days_of_the_calendar() {
    let date = jiff::civil::date(2004, 10, 1);
    assert_eq!(read("date = \"2004-10-01\"").date, Some(Date(date)));
    assert_eq!(read("date = 2004-10-01").date, Some(Date(date)));
    for wrong in ["\"2004-02-30\"", "2004-10-01T08:00:00", "\"20041001\"", "3"] {
        let message = refused(&format!("date = {wrong}"));
        assert!(message.ends_with("a date, such as \"2004-10-01\", is expected"), "{message}");
    }
}

#[test]
fn what_is_not_finite_or_too_great_is_refused() {
    let time = "from 0 h to 8760000 h is allowed";
    assert_eq!(refused("time = \"1e400 h\""), format!("\"1e400 h\" is not finite; {time}"));
    assert_eq!(refused("time = \"-1 h\""), format!("\"-1 h\" is out of range; {time}"));
    assert_eq!(refused("time = \"1e9 h\""), format!("\"1e9 h\" is out of range; {time}"));
    assert_eq!(refused("share = nan"), "nan is not finite; from 0 to 1 is allowed");
    assert_eq!(
        refused("number = -inf"),
        "-inf is not finite; from -1000000000000000 to 1000000000000000 is allowed"
    );
    assert_eq!(refused("count = -1"), "-1 is out of range; from 0 to 9000000000000000 is allowed");
    assert!(refused("count = 1e3").starts_with("1e3 is a number with a fraction; a whole number"));
    assert!(refused("rate = \"-1 per day\"").contains("is out of range"));
    assert!(refused("limit = \"1e9 working days\"").contains("is out of range"));
    assert!(refused("per = \"1 per 0 km2\"").contains("a staffing rule is expected"));
}

#[test]
fn what_is_no_quantity_is_named() {
    let expected = "a time is expected, such as \"4 h\"";
    assert_eq!(refused("time = \"3 km\""), format!("\"3 km\" is a length; {expected}"));
    assert_eq!(refused("time = 3"), format!("3 is a plain number; {expected}"));
    assert_eq!(refused("time = \"3\""), format!("\"3\" is a plain number; {expected}"));
    assert_eq!(refused("time = \"soon\""), format!("\"soon\" is text; {expected}"));
    assert_eq!(refused("time = \"3h\""), format!("\"3h\" is text; {expected}"));
    assert_eq!(refused("time = \"nan h\""), format!("\"nan h\" is text; {expected}"));
    assert_eq!(refused("time = []"), format!("this is an array; {expected}"));
    let unknown = refused("time = \"3 parsec\"");
    assert_eq!(unknown, format!("\"3 parsec\" is a number with an unknown unit; {expected}"));
    let work = refused("time = \"3 working days\"");
    assert_eq!(work, format!("\"3 working days\" is a time of work; {expected}"));
    let rate = refused("rate = \"3 per moon day\"");
    assert!(rate.starts_with("\"3 per moon day\" is a number per something; a rate is expected"));
}
