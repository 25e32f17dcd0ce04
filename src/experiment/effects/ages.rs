//! Effects by the time since a street changed its regime, those before the change included.
//!
//! Periods between changes differ in length, so that an age would be of other days in one cohort
//! than in another. Here all windows are equally long, and counted from each street's own change.

use std::collections::BTreeMap;

use super::{Found, Method, Panels, fits};
use crate::experiment::Study;
use crate::id::Id as _;
use crate::metrics::streets::{self, Series};
use crate::stats::Estimate;
use crate::stats::panel::adoption;

/// What streets gain so long after their change, against streets that have not changed yet.
#[derive(Clone, Debug)]
pub struct AtAge {
    /// The series.
    pub series: &'static Series,
    /// Days from the change to the beginning of the window; below zero before the change, where
    /// an effect would be one of the design.
    pub days: i64,
    /// The length of the window \[d\].
    pub length: i64,
    /// What is found, beside what is true.
    pub found: Found,
}

/// Streets that change on the same day, and those that have not changed when a window ends.
struct Window {
    /// Days from the change to its beginning.
    age: i64,
    /// Its first day.
    from: i64,
    /// The first day of the window before the change.
    base: i64,
    own: Vec<usize>,
    others: Vec<usize>,
}

/// The effects of one series by age; none where an event study does not apply.
pub(super) fn of(panels: &Panels<'_>, studies: [&Study; 2]) -> Vec<AtAge> {
    if fits(Method::EventStudy, &panels.treated()).is_err() {
        return Vec::new();
    }
    let length = panels.periods.iter().map(|period| period.until - period.from).min().unwrap_or(1);
    let windows = windows(panels, length);
    let ages: BTreeMap<i64, Vec<&Window>> =
        windows.iter().fold(BTreeMap::new(), |mut ages, window| {
            ages.entry(window.age).or_insert_with(Vec::new).push(window);
            ages
        });
    let count = studies[0].outcomes.len().min(studies[1].outcomes.len());
    let at = |(age, windows): (i64, Vec<&Window>)| {
        let both: Vec<(f64, f64)> = (0..count)
            .filter_map(|replication| both(panels, studies, replication, &windows, length))
            .collect();
        let of =
            |read: fn(&(f64, f64)) -> f64| Estimate::of(&both.iter().map(read).collect::<Vec<_>>());
        let (estimate, truth) = (of(|both| both.0)?, of(|both| both.1)?);
        let found = Found { estimate, truth, error: of(|both| both.0 - both.1)? };
        Some(AtAge { series: panels.series, days: age, length, found })
    };
    ages.into_iter().filter_map(at).collect()
}

/// All windows of this length but those just before each change, from which changes are counted;
/// only where a cohort has one, and somebody to be compared with.
fn windows(panels: &Panels<'_>, length: i64) -> Vec<Window> {
    let treated = panels.treated();
    let day = |street: usize| adoption(&treated[street]).map(|period| panels.periods[period].from);
    let days: Vec<Option<i64>> = (0..treated.len()).map(day).collect();
    let end = panels.periods.last().map_or(0, |period| period.until);
    let mut changes: Vec<i64> = days.iter().copied().flatten().collect();
    changes.sort_unstable();
    changes.dedup();
    let of_change = |change: i64| {
        let days = &days;
        let steps = -(change / length)..(end - change) / length;
        steps.filter(|step| *step != -1).map(move |step| {
            let from = change + step * length;
            let until = (from + length).max(change + 1);
            let own = (0..days.len()).filter(|street| days[*street] == Some(change));
            let later = |street: &usize| days[*street].is_none_or(|day| day >= until);
            let is_other = |street: &usize| days[*street] != Some(change) && later(street);
            let others = (0..days.len()).filter(is_other).collect();
            Window { age: step * length, from, base: change - length, own: own.collect(), others }
        })
    };
    let all = changes.into_iter().filter(|change| *change >= length).flat_map(of_change);
    all.filter(|window| !window.others.is_empty()).collect()
}

/// What one replication finds at an age, and what is true there: means over streets.
fn both(
    panels: &Panels<'_>,
    studies: [&Study; 2],
    replication: usize,
    windows: &[&Window],
    length: i64,
) -> Option<(f64, f64)> {
    let [with, without] = studies.map(|study| study.outcomes[replication].city.as_ref());
    let (with, without) = (with?, without?);
    let level = |city: &crate::experiment::CityOutcome, street: usize, from: i64| {
        let days = &city.streets[crate::city::StreetId::new(street)];
        let mean = streets::mean(days, panels.series, from, from + length);
        1000.0 * mean / panels.residents[street].max(1.0)
    };
    let mean = |streets: &[usize], of: &dyn Fn(usize) -> f64| {
        streets.iter().map(|street| of(*street)).sum::<f64>() / streets.len() as f64
    };
    let (mut weight, mut found, mut truth) = (0.0, 0.0, 0.0);
    for window in windows {
        let change = |street| level(with, street, window.from) - level(with, street, window.base);
        let gain = |street| level(with, street, window.from) - level(without, street, window.from);
        let units = window.own.len() as f64;
        weight += units;
        found += units * (mean(&window.own, &change) - mean(&window.others, &change));
        truth += units * mean(&window.own, &gain);
    }
    (weight > 0.0).then(|| (found / weight, truth / weight))
}
