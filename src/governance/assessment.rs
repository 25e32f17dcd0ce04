//! Audit and assessment under a regime.

use jiff::civil::Date;

use super::RoleId;
use crate::city::City;
use crate::city::category::duration;
use crate::duration::Duration;
use crate::scenario::Name;
use crate::scenario::assessment as raw;
use crate::time::{Span, Time};

pub use raw::{Consequence, Formula, ScoreSource, ScoredAreas};

/// Which closed cases are looked at again.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Who looks.
    pub by: RoleId,
    /// Share looked at on site.
    pub share: f64,
    /// Time from closing until then.
    pub after: Duration,
    /// Share of callers who are called a second time.
    pub double_call: f64,
}

impl Audit {
    pub(super) fn build(raw: &raw::Audit, find: &impl Fn(&Name) -> RoleId) -> Self {
        Self {
            by: find(&raw.by),
            share: raw.share.0,
            after: duration(&raw.after),
            double_call: raw.double_call.map_or(0.0, |share| share.0),
        }
    }

    /// The same where roles have other ids.
    pub(super) fn among(self, role: &impl Fn(RoleId) -> RoleId) -> Self {
        Self { by: role(self.by), ..self }
    }
}

/// A contract by which units are scored; the fields are explained at
/// [`scenario::assessment::Assessment`](crate::scenario::assessment::Assessment).
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Assessment {
    pub name: String,
    pub assessed: Assessed,
    pub source: ScoreSource,
    pub period: Period,
    pub formula: Formula,
    /// Finds wanted of each person and month; none under other formulas.
    pub quota: f64,
    pub consequence: Consequence,
    pub stakes: f64,
}

/// Who is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assessed {
    /// Each desk of these roles.
    Roles(Vec<RoleId>),
    /// Each area of a kind.
    Areas(ScoredAreas),
}

/// When a period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// With the calendar month; the date is that of day 0.
    Month(Date),
    /// After a span, counted from day 0.
    Every(Span),
}

impl Period {
    /// The next end after a moment.
    pub fn next(self, now: Time) -> Time {
        match self {
            Self::Every(span) => Time::from_ms((now.ms().div_euclid(span.ms()) + 1) * span.ms()),
            Self::Month(start) => {
                let today = start.saturating_add(jiff::Span::new().days(now.day()));
                let next = today.first_of_month().saturating_add(jiff::Span::new().months(1));
                let days = next.since(today).map_or(31, |span| i64::from(span.get_days()));
                Time::from_day(now.day() + days)
            }
        }
    }
}

impl Assessment {
    pub(super) fn build(
        raw: &raw::Assessment,
        city: &City,
        find: &impl Fn(&Name) -> RoleId,
    ) -> Self {
        Self {
            name: raw.id.to_string(),
            assessed: match &raw.assessed {
                raw::Assessed::Roles(roles) => Assessed::Roles(roles.iter().map(find).collect()),
                raw::Assessed::Areas(areas) => Assessed::Areas(*areas),
            },
            source: raw.source,
            period: match &raw.period {
                raw::Period::Calendar(_) => Period::Month(city.intensities.start()),
                raw::Period::Every(span) => Period::Every(*span),
            },
            formula: raw.formula,
            quota: raw.quota.map_or(0.0, |quota| quota.0),
            consequence: raw.consequence,
            stakes: raw.stakes.0,
        }
    }

    /// The same where roles have other ids.
    pub(super) fn among(self, role: &impl Fn(RoleId) -> RoleId) -> Self {
        let assessed = match self.assessed {
            Assessed::Roles(roles) => Assessed::Roles(roles.into_iter().map(role).collect()),
            areas @ Assessed::Areas(_) => areas,
        };
        Self { assessed, ..self }
    }

    /// Whether a role is among those scored.
    pub fn names(&self, role: RoleId) -> bool {
        matches!(&self.assessed, Assessed::Roles(roles) if roles.contains(&role))
    }
}

/// What those assessed may do for a better score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is documented on the scenario key of its name")]
pub enum Trick {
    FalseClose,
    Extension,
    Hold,
    Exclusion,
    Coach,
    Merge,
    Split,
    EasyFirst,
    TrivialFinds,
    LogAfterwards,
    Divert,
}

/// How strongly stakes are answered, and what is believed of being caught.
#[derive(Clone, Debug)]
pub struct Gaming {
    /// How strongly.
    pub intensity: f64,
    /// For each trick on the menu, by its place: believed chance of being caught, and the
    /// points that this costs.
    menu: [Option<(f64, f64)>; 11],
}

impl Gaming {
    pub(super) fn build(raw: &raw::Gaming) -> Self {
        let tricks = [
            &raw.false_close,
            &raw.extension,
            &raw.hold,
            &raw.exclusion,
            &raw.coach,
            &raw.merge,
            &raw.split,
            &raw.easy_first,
            &raw.trivial_finds,
            &raw.log_afterwards,
            &raw.divert,
        ];
        let known = |trick: &Option<raw::Trick>| {
            trick.as_ref().map(|trick| (trick.detection.0, trick.penalty.0))
        };
        Self { intensity: raw.intensity.0, menu: tricks.map(known) }
    }

    /// Chance of being caught at a trick and its cost in points, if it is on the menu.
    pub fn risk(&self, trick: Trick) -> Option<(f64, f64)> {
        self.menu[trick as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_where_the_calendar_ends_them_and_spans_are_counted_from_day_0() {
        let month = Period::Month(Date::constant(2004, 1, 20));
        let ends = [-30, 0, 11, 12, 40].map(|day| month.next(Time::from_day(day)).day());
        assert_eq!(
            ends,
            [-19, 12, 12, 41, 41],
            "January 2004 ends after day 11, a leap February after 40"
        );
        let span = Period::Every(Span::DAY * 14);
        let ends = [-15, -14, 0, 13].map(|day| span.next(Time::from_day(day)).day());
        assert_eq!(ends, [-14, 0, 14, 14]);
    }
}
