//! Random calendars against a walk minute by minute.

use super::*;

/// Days of the walk: before and after day 0.
const DAYS: std::ops::Range<i64> = -24..24;
/// Minutes of a day.
const MINUTES: i64 = 1_440;

/// A calendar and the days it knows, told minute by minute.
#[derive(Debug)]
struct Walk {
    calendar: Calendar,
    /// Whether it is open in each minute of the days.
    open: Vec<bool>,
}

impl Walk {
    fn new(hours: &[(u8, i64, i64)], almanac: &Almanac) -> Self {
        let is_open = |minute: i64| {
            let (day, of_day) = (minute.div_euclid(MINUTES), minute.rem_euclid(MINUTES) * 60_000);
            let weekday = match almanac.exception(day) {
                Some(Exception::Holiday) => 6,
                Some(Exception::MakeUp) => 0,
                None => almanac.weekday(day),
            };
            hours.iter().any(|&(on, from, to)| on == weekday && (from..to).contains(&of_day))
        };
        let open = (DAYS.start * MINUTES..DAYS.end * MINUTES).map(is_open).collect();
        Self { calendar: Calendar::new(hours, almanac), open }
    }

    /// A minute of the walk on the clock.
    fn moment(minute: usize) -> Time {
        Time::from_day(DAYS.start) + Span::MINUTE * minute as i64
    }

    /// When so many open minutes have gone by, if that is still within the walk.
    fn advance(&self, start: usize, minutes: usize) -> Option<Time> {
        let open = (start..self.open.len()).filter(|minute| self.open[*minute]);
        open.take(minutes).nth(minutes - 1).map(|last| Self::moment(last + 1))
    }

    /// The first minute after this one in which it opens or closes.
    fn next_change(&self, minute: usize) -> Option<Time> {
        let later = minute + 1..self.open.len();
        later.into_iter().find(|&at| self.open[at] != self.open[at - 1]).map(Self::moment)
    }
}

/// Opening hours to the minute: up to four intervals a week, which may meet, overlap or touch
/// midnight.
fn hours() -> impl Strategy<Value = Vec<(u8, i64, i64)>> {
    let minute = prop_oneof![Just(0_i64), Just(MINUTES), 0..MINUTES];
    let interval = (0_u8..7, minute.clone(), minute)
        .prop_map(|(day, one, other)| (day, one.min(other) * 60_000, one.max(other) * 60_000));
    let every_day = (0..MINUTES, 1..MINUTES).prop_map(|(from, length)| {
        let to = (from + length).min(MINUTES);
        (0..5).map(|day| (day, from * 60_000, to * 60_000)).collect()
    });
    prop_oneof![prop::collection::vec(interval, 0..5), every_day]
}

fn almanac() -> impl Strategy<Value = Almanac> {
    let kind = prop_oneof![Just(Exception::Holiday), Just(Exception::MakeUp)];
    let exceptions = prop::collection::vec((-22_i64..22, kind), 0..16);
    (0_u8..7, exceptions).prop_map(|(first, exceptions)| Almanac::weekly(first).with(exceptions))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    /// Whatever the hours and the holidays: the calendar says what a walk minute by minute does.
    #[test]
    fn a_calendar_agrees_with_a_walk(
        hours in hours(),
        almanac in almanac(),
        places in prop::collection::vec((0_usize..60_000, 0_usize..60_000), 12),
    ) {
        let walk = Walk::new(&hours, &almanac);
        let calendar = &walk.calendar;
        for (one, other) in places {
            let (from, to) = (one.min(other), one.max(other));
            let (start, end) = (Walk::moment(from), Walk::moment(to));
            prop_assert_eq!(calendar.is_open(start), walk.open[from]);
            let open = walk.open[from..to].iter().filter(|open| **open).count();
            prop_assert_eq!(calendar.open_between(start, end), Span::MINUTE * open as i64);
            if open > 0 {
                let work = Span::MINUTE * open as i64;
                prop_assert_eq!(Some(calendar.advance(start, work)), walk.advance(from, open));
            }
            if let Some(change) = walk.next_change(from) {
                prop_assert_eq!(calendar.next_change(start), Some(change));
            }
        }
    }

    /// Advancing is the inverse of counting open time, to the millisecond and far from day 0.
    #[test]
    fn advancing_is_the_inverse_of_counting_with_holidays(
        hours in hours(),
        almanac in almanac(),
        start in -400_000_000_000_i64..400_000_000_000,
        work in 1_i64..4_000_000_000,
    ) {
        let calendar = Calendar::new(&hours, &almanac);
        let (start, work) = (Time::from_ms(start), Span::from_ms(work));
        let end = calendar.advance(start, work);
        if calendar.weekly_span() == Span::ZERO {
            prop_assert_eq!(end, Time::NEVER);
        } else {
            prop_assert_eq!(calendar.open_between(start, end), work);
            prop_assert!(calendar.open_between(start, end - Span::from_ms(1)) < work);
        }
    }
}
