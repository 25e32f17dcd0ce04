//! `uncertainty.csv` and `uncertainty-draws.csv`.

use crate::experiment::{Draw, Draws};
use crate::report::folder::{FolderError, OutputFolder};
use crate::report::rows::draws::{DrawRow, UncertaintyRow};
use crate::report::rows::write_csv;

/// Writes what was drawn and what it came to.
pub(super) fn write(folder: &mut OutputFolder, draws: &Draws) -> Result<(), FolderError> {
    let judged = draws.judged();
    let all = || draws.draws.iter().enumerate();
    let results = all().flat_map(|draw| results(draws, &judged, draw));
    folder.write_with("uncertainty.csv", |target| write_csv(results, target))?;
    let numbers = all().flat_map(|draw| numbers(draws, draw));
    folder.write_with("uncertainty-draws.csv", |target| write_csv(numbers, target))
}

/// The judged indicators of a draw, by scenario and replication.
fn results(draws: &Draws, judged: &[usize], (place, draw): (usize, &Draw)) -> Vec<UncertaintyRow> {
    let mut rows = Vec::new();
    for (scenario, replications) in draw.scenarios.iter().zip(&draw.readings) {
        for (replication, readings) in replications.iter().enumerate() {
            rows.extend(judged.iter().map(|&indicator| UncertaintyRow {
                draw: place,
                scenario: scenario.clone(),
                replication,
                indicator: draws.measures[indicator].id,
                value: readings[indicator],
                unit: draws.measures[indicator].unit,
            }));
        }
    }
    rows
}

fn numbers(draws: &Draws, (place, draw): (usize, &Draw)) -> Vec<DrawRow> {
    let row = |(number, value): (&crate::experiment::DrawnNumber, &f64)| DrawRow {
        draw: place,
        path: number.path.clone(),
        value: *value,
        unit: number.unit.clone(),
        scenario: draw.scenarios[number.scenario].clone(),
    };
    draws.numbers.iter().zip(&draw.values).map(row).collect()
}
