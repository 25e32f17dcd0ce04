//! Opening hours that repeat every week, on a clock that begins at a Monday midnight.

use crate::time::Span;

/// Milliseconds in a week.
pub(super) const WEEK: i64 = 7 * Span::DAY.ms();

/// Opening hours of a week, repeated for ever; moments count from a Monday midnight \[ms\].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Week {
    /// Opening intervals of a week, sorted, apart.
    open: Vec<(i64, i64)>,
    /// Open time of the week before each interval.
    before: Vec<i64>,
    /// Open time in a week.
    pub length: i64,
}

impl Week {
    /// From intervals (weekday 0 = Monday, from, to) in ms of the day, which may overlap.
    pub fn new(hours: &[(u8, i64, i64)]) -> Self {
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
        let mut length = 0;
        let before = open
            .iter()
            .map(|(from, to)| {
                let so_far = length;
                length += to - from;
                so_far
            })
            .collect();
        Self { open, before, length }
    }

    /// Whether it is open from this moment on.
    pub fn is_open(&self, at: i64) -> bool {
        let of_week = at.rem_euclid(WEEK);
        let i = self.open.partition_point(|&(_, to)| to <= of_week);
        self.open.get(i).is_some_and(|interval| interval.0 <= of_week)
    }

    /// Open time from the beginning of the clock until this moment; negative before it.
    pub fn open_until(&self, at: i64) -> i64 {
        let (week, of_week) = (at.div_euclid(WEEK), at.rem_euclid(WEEK));
        let this_week = match self.open.partition_point(|&(from, _)| from <= of_week) {
            0 => 0,
            n => self.before[n - 1] + (of_week.min(self.open[n - 1].1) - self.open[n - 1].0),
        };
        week * self.length + this_week
    }

    /// The first moment until which it was open for so long; it must open at some time.
    pub fn reach(&self, goal: i64) -> i64 {
        let (mut week, mut rest) = (goal.div_euclid(self.length), goal.rem_euclid(self.length));
        if rest == 0 {
            (week, rest) = (week - 1, self.length);
        }
        let i = self.before.partition_point(|&before| before < rest) - 1;
        week * WEEK + self.open[i].0 + rest - self.before[i]
    }

    /// Where intervals begin or end within the day of the week that begins here.
    pub fn bounds_of_day(&self, midnight: i64) -> impl Iterator<Item = i64> {
        let day = midnight..midnight + Span::DAY.ms();
        let bounds = self.open.iter().flat_map(|&(from, to)| [from, to]);
        bounds.filter(move |bound| day.contains(bound))
    }

    /// Whether two weekdays have the same hours, each taken by itself.
    pub fn days_agree(&self, one: u8, other: u8) -> bool {
        let hours = |day: u8| {
            let midnight = i64::from(day) * Span::DAY.ms();
            let end = midnight + Span::DAY.ms();
            let within = self.open.iter().filter(move |(from, to)| *from < end && *to > midnight);
            within.map(move |(from, to)| {
                ((*from).max(midnight) - midnight, (*to).min(end) - midnight)
            })
        };
        hours(one).eq(hours(other))
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
