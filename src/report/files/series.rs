//! The rows of the files of a study: each replication, each day, each difference.

use crate::experiment::{Comparison, Contrast, Kind, Measure, Study, told};
use crate::metrics::tally::DayCounts;
use crate::report::rows::{DailyRow, DifferenceRow, IndicatorRow};

pub(super) fn indicator_rows(study: &Study) -> impl Iterator<Item = IndicatorRow> + '_ {
    let measures = study.measures();
    let places = told(std::slice::from_ref(study));
    study.outcomes.iter().enumerate().flat_map(move |(replication, outcome)| {
        let row = |(measure, value): (&Measure, Option<f64>)| IndicatorRow {
            scenario: study.prepared.name.clone(),
            replication,
            indicator: measure.id.to_owned(),
            value,
            unit: measure.unit.to_owned(),
        };
        let value = |place: &usize| outcome.readings[*place].as_ref().ok().map(|of| of.value);
        places.iter().map(|place| row((&measures[*place], value(place)))).collect::<Vec<_>>()
    })
}

/// Reads one number off a day.
type ReadDay = fn(&DayCounts) -> f64;

/// What the daily series hold, by name.
const DAILY: [(&str, ReadDay); 9] = [
    ("problems_arose", |day| f64::from(day.arose)),
    ("problems_known", |day| f64::from(day.known)),
    ("problems_solved", |day| f64::from(day.solved)),
    ("reports", |day| f64::from(day.reports)),
    ("cases_closed", |day| f64::from(day.closed)),
    ("problems_standing", |day| f64::from(day.state.standing)),
    ("problems_known_standing", |day| f64::from(day.state.known_standing)),
    ("cases_open", |day| f64::from(day.state.open_cases)),
    ("norm_state", |day| day.state.norm),
];

pub(super) fn daily_rows(study: &Study) -> impl Iterator<Item = DailyRow> + '_ {
    let first = -study.prepared.window.warm_up_days;
    study.outcomes.iter().enumerate().flat_map(move |(replication, outcome)| {
        let days = outcome.city.iter().flat_map(|city| city.days.iter().enumerate());
        days.flat_map(move |(place, counts)| {
            DAILY.iter().map(move |(indicator, read)| DailyRow {
                scenario: study.prepared.name.clone(),
                replication,
                day: first + place as i64,
                indicator: (*indicator).to_owned(),
                value: Some(read(counts)),
            })
        })
    })
}

pub(super) fn differences(comparison: &Comparison) -> Vec<DifferenceRow> {
    let measures = comparison.studies[0].measures();
    let mean = |study: usize, place: usize| {
        comparison.studies[study].indicator(place).ok().map(|result| result.estimate.mean)
    };
    let row = |contrast: &Contrast, place: usize| {
        let of = contrast.differences[place].as_ref();
        DifferenceRow {
            contrast: contrast.name.clone(),
            indicator: measures[place].id.to_owned(),
            unit: measures[place].unit.to_owned(),
            baseline: mean(contrast.baseline, place),
            alternative: mean(contrast.alternative, place),
            difference: of.map(|difference| difference.paired.difference.mean),
            ci_low: of.map(|difference| difference.interval.0),
            ci_high: of.map(|difference| difference.interval.1),
            p: of.map(|difference| difference.paired.p),
            p_holm: of.and_then(|difference| difference.p_holm),
            n: of.map_or(0, |difference| difference.paired.difference.n),
            primary: measures[place].primary && contrast.kind != Kind::StaffAlone,
        }
    };
    let places = told(&comparison.studies).into_iter();
    let rows = comparison.contrasts.iter().flat_map(|c| places.clone().map(move |p| (c, p)));
    rows.map(|(contrast, place)| row(contrast, place)).collect()
}
