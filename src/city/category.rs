//! A category of problem, ready to be simulated.

use crate::duration::Duration;
use crate::scenario::category as raw;
use crate::time::Span;

pub use raw::{Class, Remedy};

/// A category of problem; the fields are explained at
/// [`scenario::category::Category`](crate::scenario::category::Category).
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Category {
    pub name: String,
    pub class: Class,
    pub severity: f64,
    pub detectability: f64,
    pub witnesses: f64,
    pub notice: Duration,
    pub clears: f64,
    pub clears_after: Duration,
    pub worsens_after: Span,
    pub worsens_to: f64,
    pub self_help: f64,
    pub remedy: Remedy,
    /// Whose duty it is, with cumulative shares; beyond the last it is nobody's.
    pub owners: Vec<(f64, String)>,
    pub disputed: f64,
    pub work: Duration,
    pub lasting: f64,
    pub returns: f64,
    pub returns_after: Duration,
    pub spreads: f64,
    pub spreads_after: Duration,
    pub deterred: f64,
    pub invited: f64,
}

impl Category {
    pub(super) fn build(raw: &raw::Category) -> Self {
        Self {
            name: raw.id.to_string(),
            class: raw.class,
            severity: raw.severity.0,
            detectability: raw.detectability.0,
            witnesses: raw.witnesses.0,
            notice: duration(&raw.notice),
            clears: raw.clears.0,
            clears_after: duration(&raw.clears_after),
            worsens_after: raw.worsens_after,
            worsens_to: raw.worsens_to.0,
            self_help: raw.self_help.0,
            remedy: raw.remedy,
            owners: cumulative(raw),
            disputed: raw.disputed.0,
            work: duration(&raw.work),
            lasting: raw.lasting.0,
            returns: raw.returns.0,
            returns_after: duration(&raw.returns_after),
            spreads: raw.spreads.0,
            spreads_after: duration(&raw.spreads_after),
            deterred: raw.deterred.0,
            invited: raw.invited.0,
        }
    }

    /// Weight of a problem of this category that stood this long \[severity × days\].
    pub fn burden_days(&self, stood: Span) -> f64 {
        let worse = (stood - self.worsens_after).max(Span::ZERO);
        self.severity * (stood.days() + (self.worsens_to - 1.0) * worse.days())
    }
}

/// A distribution of times from the scenario's words.
pub fn duration(raw: &raw::Duration) -> Duration {
    match raw {
        raw::Duration::Fixed(span) => Duration::Fixed(*span),
        raw::Duration::Exponential(mean) => Duration::Exponential(*mean),
        raw::Duration::Lognormal(times) => Duration::lognormal(times.median, times.p90),
        raw::Duration::Gamma(times) => Duration::Gamma { mean: times.mean, cv: times.cv.0 },
        raw::Duration::Uniform(times) => Duration::Parts(vec![times.least, times.most].into()),
        raw::Duration::Triangular(times) => {
            Duration::Triangular([times.least, times.mode, times.most])
        }
        raw::Duration::Empirical(times) => {
            Duration::Parts(times.iter().map(|time| time.value).collect())
        }
    }
}

fn cumulative(raw: &raw::Category) -> Vec<(f64, String)> {
    let mut sum = 0.0;
    raw.owners
        .iter()
        .map(|(duty, share)| {
            sum += share.value.0;
            (sum, duty.clone())
        })
        .collect()
}
