//! `warm_up.csv`.

use crate::experiment::{StateSeries, WarmUp};
use crate::report::folder::{FolderError, OutputFolder};
use crate::report::rows::pilot::WarmUpRow;
use crate::report::rows::write_csv;
use crate::stats::moving_averages;

/// Days before and after that a moving average takes in: four weeks in all, and a day.
pub(in crate::report) const AVERAGED: usize = 14;

/// Writes what the pilot watched.
pub(super) fn write(folder: &mut OutputFolder, warm_up: &WarmUp) -> Result<(), FolderError> {
    let rows = warm_up.series.iter().flat_map(rows);
    folder.write_with("warm_up.csv", |target| write_csv(rows, target))
}

fn rows(series: &StateSeries) -> impl Iterator<Item = WarmUpRow> + '_ {
    let averages = moving_averages(&series.values, AVERAGED);
    series.values.iter().enumerate().map(move |(place, value)| WarmUpRow {
        scenario: series.scenario.clone(),
        series: series.name,
        day: series.first_day + place,
        value: *value,
        moving_average: averages.get(place).copied(),
        truncation: series.cut(),
    })
}
