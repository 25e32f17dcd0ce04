//! Queues that grew while they were measured: what such a role holds depends on how long one
//! looks.

use super::study::CONFIDENCE;
use super::{Study, Subject};
use crate::id::Id as _;
use crate::lang::Text;
use crate::stats::Estimate;

/// A queue is said to grow where it became longer by this share at least.
const LEAST_GROWTH: f64 = 0.25;
/// And by this many cases at least.
const LEAST_CASES: f64 = 10.0;

/// A role whose queue grew from the beginning of measurement to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// The role.
    pub role: Text,
    /// Mean of cases that waited when measurement began.
    pub first: f64,
    /// Mean of those when it ended.
    pub last: f64,
}

/// The roles of a scenario whose queues grew: by a quarter and ten cases at least, and so
/// that the 95 % interval of the growth lies above zero.
pub fn growing(study: &Study) -> Vec<Growth> {
    let Subject::Governed(governed) = &study.prepared.subject else { return Vec::new() };
    let roles = governed.governance.roles.pairs();
    let grown = roles.filter_map(|(id, role)| {
        let cities = study.outcomes.iter().filter_map(|outcome| outcome.city.as_ref());
        let ends = cities.map(|city| {
            let hours = &city.roles[id.index()];
            (hours.waiting_first, hours.waiting_last)
        });
        let (first, last) = growth(&ends.collect::<Vec<_>>())?;
        Some(Growth { role: Text::new(&role.name, &role.title_zh), first, last })
    });
    grown.collect()
}

/// Mean length of a queue at both ends of measurement, if it grew.
fn growth(ends: &[(f64, f64)]) -> Option<(f64, f64)> {
    let grew: Vec<f64> = ends.iter().map(|(first, last)| last - first).collect();
    let grew = Estimate::of(&grew)?;
    let first = ends.iter().map(|(first, _)| first).sum::<f64>() / ends.len() as f64;
    let (low, _) = grew.interval(CONFIDENCE)?;
    let much = grew.mean >= LEAST_CASES && grew.mean >= LEAST_GROWTH * first;
    (low > 0.0 && much).then_some((first, first + grew.mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_grows_by_much_and_for_sure() {
        let grown = [(20.0, 60.0), (22.0, 64.0), (18.0, 56.0)];
        assert_eq!(growth(&grown), Some((20.0, 60.0)));
        assert_eq!(growth(&[(20.0, 20.0), (20.0, 100.0)]), None, "by luck");
        assert_eq!(growth(&[(200.0, 240.0), (200.0, 241.0), (200.0, 242.0)]), None, "a fifth");
        assert_eq!(growth(&[(1.0, 4.0), (1.0, 4.5), (1.0, 5.0)]), None, "a few cases");
        assert_eq!(growth(&[(20.0, 60.0)]), None, "one replication");
    }
}
