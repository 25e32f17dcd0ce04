//! Working calendars: when a desk is open, and how long work takes by its hours.
//!
//! Hours repeat every week but on the days that an [`Almanac`] excepts, which keep the hours
//! of another weekday. Open time until a moment is that of a plain week, which needs no
//! search, plus what the exceptions before it add: a sum kept for each of them, so that both
//! counting and its inverse take one binary search among the exceptions that matter here.

mod week;

#[cfg(test)]
mod tests;

use super::{Almanac, Span, Time};
use week::{WEEK, Week};

/// Milliseconds in a day.
const DAY: i64 = Span::DAY.ms();

/// Opening hours: weekly, with exceptions.
///
/// Moments inside count from `monday`, the Monday midnight that begins the week of day 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    week: Week,
    /// Monday midnight of the week of day 0 on the clock \[ms\].
    monday: i64,
    /// Days that keep other hours than those of their weekday, in order.
    exceptions: Vec<Excepted>,
}

/// A day that keeps the hours of another weekday \[all in ms\].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Excepted {
    /// Where it begins.
    midnight: i64,
    /// Where the weekday whose hours it keeps begins in the first week.
    kept: i64,
    /// Open time until it begins.
    before: i64,
    /// Open time on it.
    open: i64,
    /// What exceptions up to its end add to the open time of plain weeks.
    added: i64,
}

impl Calendar {
    /// A calendar from intervals (weekday 0 = Monday, from, to) in ms of the day, by the days of
    /// an almanac.
    ///
    /// Intervals may touch; those that overlap are joined. A day that keeps the hours of
    /// another weekday keeps what of them lies within that weekday: a shift that runs past
    /// midnight into a holiday ends at midnight.
    #[must_use]
    pub fn new(hours: &[(u8, i64, i64)], almanac: &Almanac) -> Self {
        let week = Week::new(hours);
        let first = i64::from(almanac.first_weekday());
        let mut exceptions = Vec::new();
        let mut added = 0;
        for &(day, exception) in almanac.exceptions() {
            if week.days_agree(almanac.weekday(day), exception.keeps()) {
                continue;
            }
            let (midnight, kept) = ((day + first) * DAY, i64::from(exception.keeps()) * DAY);
            let open_on = |start: i64| week.open_until(start + DAY) - week.open_until(start);
            let (before, open) = (week.open_until(midnight) + added, open_on(kept));
            added += open - open_on(midnight);
            exceptions.push(Excepted { midnight, kept, before, open, added });
        }
        Self { week, monday: -first * DAY, exceptions }
    }

    /// A calendar that knows no exceptions; `first_weekday` is the weekday of day 0.
    #[must_use]
    pub fn weekly(hours: &[(u8, i64, i64)], first_weekday: u8) -> Self {
        Self::new(hours, &Almanac::weekly(first_weekday))
    }

    /// Open day and night.
    #[must_use]
    pub fn always() -> Self {
        let days: Vec<_> = (0..7).map(|day| (day, 0, DAY)).collect();
        Self::weekly(&days, 0)
    }

    /// Open time in a week without exceptions.
    #[must_use]
    pub fn weekly_span(&self) -> Span {
        Span::from_ms(self.week.length)
    }

    /// Whether it never closes.
    #[must_use]
    pub fn is_always_open(&self) -> bool {
        self.week.length == WEEK
    }

    /// Whether it is open from this moment on.
    #[must_use]
    pub fn is_open(&self, now: Time) -> bool {
        let at = self.at(now);
        let kept = self.excepted(at).map_or(at, |day| day.kept + at - day.midnight);
        self.week.is_open(kept)
    }

    /// The next moment after `now` when it opens or closes; none if it never does.
    #[must_use]
    pub fn next_change(&self, now: Time) -> Option<Time> {
        if self.week.length == 0 || self.is_always_open() {
            return None;
        }
        let today = self.at(now).div_euclid(DAY);
        (today..).find_map(|day| self.changes_on(day * DAY).find(|change| *change > now))
    }

    /// Open time between two moments, negative if they are out of order.
    #[must_use]
    pub fn open_between(&self, from: Time, to: Time) -> Span {
        Span::from_ms(self.open_until(self.at(to)) - self.open_until(self.at(from)))
    }

    /// The moment when work of this length, begun at `start`, is done by these hours.
    ///
    /// Never, where it is never open.
    #[must_use]
    pub fn advance(&self, start: Time, work: Span) -> Time {
        if self.week.length == 0 {
            return if work == Span::ZERO { start } else { Time::NEVER };
        }
        if work <= Span::ZERO || self.is_always_open() {
            return start + work;
        }
        let goal = self.open_until(self.at(start)) + work.ms();
        Time::from_ms(self.monday + self.reach(goal))
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

    /// A moment of the clock, counted from the Monday of day 0 \[ms\].
    fn at(&self, now: Time) -> i64 {
        now.ms() - self.monday
    }

    /// The exception that holds at this moment, if one does.
    fn excepted(&self, at: i64) -> Option<&Excepted> {
        self.last_where(|day| day.midnight <= at).filter(|day| at < day.midnight + DAY)
    }

    /// The last exception for which something holds that holds for none after one for which it
    /// does not.
    fn last_where(&self, holds: impl Fn(&Excepted) -> bool) -> Option<&Excepted> {
        let after = self.exceptions.partition_point(holds);
        after.checked_sub(1).map(|last| &self.exceptions[last])
    }

    /// Open time from the Monday of day 0 until a moment, but for what exceptions before that
    /// Monday add: only differences have a meaning.
    fn open_until(&self, at: i64) -> i64 {
        match self.last_where(|day| day.midnight <= at) {
            Some(day) if at < day.midnight + DAY => {
                let of_day = day.kept + at - day.midnight;
                day.before + self.week.open_until(of_day) - self.week.open_until(day.kept)
            }
            Some(day) => self.week.open_until(at) + day.added,
            None => self.week.open_until(at),
        }
    }

    /// The first moment until which it was open for so long. It lies on the last exception before
    /// which there was less open time, or after it and not after the next one begins.
    fn reach(&self, goal: i64) -> i64 {
        match self.last_where(|day| day.before < goal) {
            Some(day) if goal <= day.before + day.open => {
                let of_day = self.week.open_until(day.kept) + goal - day.before;
                day.midnight + self.week.reach(of_day) - day.kept
            }
            Some(day) => self.week.reach(goal - day.added),
            None => self.week.reach(goal),
        }
    }

    /// When it opens or closes on the day that begins here, in order.
    fn changes_on(&self, midnight: i64) -> impl Iterator<Item = Time> {
        let kept = self.excepted(midnight).map_or(midnight.rem_euclid(WEEK), |day| day.kept);
        let bounds = self.week.bounds_of_day(kept).filter(move |bound| *bound > kept);
        let moments = std::iter::once(kept)
            .chain(bounds)
            .map(move |bound| Time::from_ms(self.monday + midnight + bound - kept));
        let just_before = |moment: Time| moment - Span::from_ms(1);
        moments.filter(move |moment| self.is_open(*moment) != self.is_open(just_before(*moment)))
    }
}
