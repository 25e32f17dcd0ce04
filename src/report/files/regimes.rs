//! `regimes.csv`.

use crate::experiment::{Cell, Effects, Prepared, regime_name};
use crate::report::folder::{FolderError, OutputFolder};
use crate::report::rows::regimes::RegimeRow;
use crate::report::rows::write_csv;

/// Writes what happened in each street and period, with the changes and without, scenario by
/// scenario.
pub(super) fn write(
    folder: &mut OutputFolder,
    changing: &[(&Prepared, &Effects)],
) -> Result<(), FolderError> {
    let rows = changing.iter().flat_map(|(prepared, effects)| rows(prepared, effects));
    folder.write_with("regimes.csv", |target| write_csv(rows, target))
}

fn rows<'a>(prepared: &'a Prepared, effects: &'a Effects) -> impl Iterator<Item = RegimeRow> + 'a {
    let row = |cell: &'a Cell, is_changed: bool| {
        let period = &effects.periods[cell.period];
        let regime = if is_changed { period.regimes[cell.street - 1] } else { 0 };
        let ending = if is_changed { "" } else { "-unchanged" };
        RegimeRow {
            scenario: format!("{}{ending}", prepared.name),
            street: cell.street,
            period: cell.period,
            from: period.from,
            until: period.until,
            regime: regime_name(prepared, regime),
            indicator: cell.series,
            value: if is_changed { cell.value } else { cell.unchanged },
            unit: "per 1,000 residents",
        }
    };
    let sides = [true, false].into_iter();
    sides.flat_map(move |is_changed| effects.cells.iter().map(move |cell| row(cell, is_changed)))
}
