//! Working calendars: when a desk is open, and how long work takes by its hours.

use super::{Span, Time};

/// Milliseconds in a week.
const WEEK: i64 = 7 * Span::DAY.ms();

/// Opening hours that repeat every week.
///
/// Weeks run from Monday midnight; `monday` is the place of the Monday that
/// begins the week of day 0, so that moments of the clock map to the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Opening intervals of a week \[ms from Monday midnight\], sorted, apart.
    open: Vec<(i64, i64)>,
    /// Open time of the week before each interval \[ms\].
    before: Vec<i64>,
    /// Open time in a week \[ms\].
    weekly: i64,
    /// Monday midnight of the week of day 0.
    monday: i64,
}

impl Calendar {
    /// A calendar from intervals (weekday 0 = Monday, from, to) in ms of the day.
    ///
    /// `first_weekday` is the weekday of day 0. Intervals may touch; those
    /// that overlap are joined.
    #[must_use]
    pub fn weekly(hours: &[(u8, i64, i64)], first_weekday: u8) -> Self {
        let mut spans: Vec<(i64, i64)> = hours
            .iter()
            .map(|&(day, from, to)| {
                let midnight = i64::from(day) * Span::DAY.ms();
                (midnight + from, midnight + to)
            })
            .filter(|(from, to)| from < to)
            .collect();
        spans.sort_unstable();
        let open = joined(&spans);
        let mut weekly = 0;
        let before = open
            .iter()
            .map(|(from, to)| {
                let so_far = weekly;
                weekly += to - from;
                so_far
            })
            .collect();
        Self { open, before, weekly, monday: -i64::from(first_weekday) * Span::DAY.ms() }
    }

    /// Open day and night.
    #[must_use]
    pub fn always() -> Self {
        let days: Vec<_> = (0..7).map(|day| (day, 0, Span::DAY.ms())).collect();
        Self::weekly(&days, 0)
    }

    /// Open time in a week.
    #[must_use]
    pub fn weekly_span(&self) -> Span {
        Span::from_ms(self.weekly)
    }

    /// Whether it never closes.
    #[must_use]
    pub fn is_always_open(&self) -> bool {
        self.weekly == WEEK
    }

    /// Whether it is open from this moment on.
    #[must_use]
    pub fn is_open(&self, now: Time) -> bool {
        let (_, at) = self.place(now);
        self.interval_after(at).is_some_and(|i| self.open[i].0 <= at)
    }

    /// The next moment after `now` when it opens or closes; none if it never does.
    #[must_use]
    pub fn next_change(&self, now: Time) -> Option<Time> {
        if self.weekly == 0 || self.is_always_open() {
            return None;
        }
        let (week, at) = self.place(now);
        let bounds = self.open.iter().flat_map(|&(from, to)| [from, to]);
        let next = bounds.clone().find(|&bound| bound > at && !self.runs_through(bound));
        let bound = next.or_else(|| {
            bounds.clone().find(|&bound| !self.runs_through(bound)).map(|bound| bound + WEEK)
        });
        bound.map(|bound| Time::from_ms(week + bound))
    }

    /// Open time from the Monday of day 0 until `now`; negative before it.
    #[must_use]
    pub fn open_until(&self, now: Time) -> Span {
        let at = now.ms() - self.monday;
        let (week, of_week) = (at.div_euclid(WEEK), at.rem_euclid(WEEK));
        let this_week = match self.open.partition_point(|&(from, _)| from <= of_week) {
            0 => 0,
            n => self.before[n - 1] + (of_week.min(self.open[n - 1].1) - self.open[n - 1].0),
        };
        Span::from_ms(week * self.weekly + this_week)
    }

    /// Open time between two moments, negative if they are out of order.
    #[must_use]
    pub fn open_between(&self, from: Time, to: Time) -> Span {
        self.open_until(to) - self.open_until(from)
    }

    /// The moment when work of this length, begun at `start`, is done by these hours.
    ///
    /// Never, where it is never open.
    #[must_use]
    pub fn advance(&self, start: Time, work: Span) -> Time {
        if self.weekly == 0 {
            return if work == Span::ZERO { start } else { Time::NEVER };
        }
        if work <= Span::ZERO || self.is_always_open() {
            return start + work;
        }
        let goal = self.open_until(start).ms() + work.ms();
        let (mut week, mut rest) = (goal.div_euclid(self.weekly), goal.rem_euclid(self.weekly));
        if rest == 0 {
            (week, rest) = (week - 1, self.weekly);
        }
        let i = self.before.partition_point(|&before| before < rest) - 1;
        Time::from_ms(self.monday + week * WEEK + self.open[i].0 + rest - self.before[i])
    }

    /// As [`advance`](Self::advance), but what is left at closing and no longer than
    /// `overrun` is finished after hours.
    #[must_use]
    pub fn advance_overrunning(&self, start: Time, work: Span, overrun: Span) -> Time {
        let done = self.advance(start, work);
        if !self.is_open(start) {
            return done;
        }
        let left = overrun.min(work);
        done.min(self.advance(start, work - left) + left)
    }

    /// The start of this moment's week on the clock \[ms\], and its place in the week.
    fn place(&self, now: Time) -> (i64, i64) {
        let at = now.ms() - self.monday;
        (self.monday + at.div_euclid(WEEK) * WEEK, at.rem_euclid(WEEK))
    }

    /// The first interval that ends after this place of the week.
    fn interval_after(&self, at: i64) -> Option<usize> {
        let i = self.open.partition_point(|&(_, to)| to <= at);
        (i < self.open.len()).then_some(i)
    }

    /// Whether a bound of an interval is no change because Sunday runs into Monday.
    fn runs_through(&self, bound: i64) -> bool {
        let wraps = self.open.first().is_some_and(|first| first.0 == 0)
            && self.open.last().is_some_and(|last| last.1 == WEEK);
        wraps && (bound == 0 || bound == WEEK)
    }
}

/// Sorted intervals, with those that touch or overlap made one.
fn joined(spans: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut open: Vec<(i64, i64)> = Vec::new();
    for &(from, to) in spans {
        match open.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => open.push((from, to)),
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let nights: Vec<_> =
            (0..7).flat_map(|day| [(day, 0, 8 * H), (day, 20 * H, 24 * H)]).collect();
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
}
