//! `gridgov selftest`.

use super::Terminal;
use super::args::Selftest;
use super::failure::Failure;
use crate::experiment::{Check, SelftestError, selftest};
use crate::report::number::{format_significant, format_with_interval};
use crate::report::table::{Column, Table};

/// Columns of a table for the terminal.
const WIDTH: u16 = 120;

/// Confidence of the intervals that are printed.
const CONFIDENCE: f64 = 0.95;

pub(super) fn run(command: &Selftest, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let checks = selftest(command.threads)?;
    let failed = checks.iter().filter(|check| !check.passes()).count();
    let table = Table {
        header: vec![
            Column::words("check"),
            Column::numbers("expected"),
            Column::numbers("obtained"),
            Column::words("unit"),
            Column::numbers("tolerance"),
            Column::words("verdict"),
        ],
        rows: checks.iter().map(row).collect(),
        notes: vec![
            format!(
                "Obtained: mean of {} replications ± half of its 95 % interval. A check passes within \
                 four standard errors",
                checks.iter().map(|check| check.obtained.n).max().unwrap_or(0)
            ),
            format!(
                "(its tolerance), if they are no more than {:.0} % of what is expected; a right engine \
                 would fail a given",
                100.0 * Check::COARSEST
            ),
            "check under one other seed in 8,200.".to_owned(),
        ],
    };
    write!(terminal.out, "{}", table.render(WIDTH))?;
    writeln!(terminal.out, "{} passed, {failed} failed", checks.len() - failed)?;
    match failed {
        0 => Ok(()),
        _ => Err(Failure::Work(format!("{failed} of {} checks failed", checks.len()))),
    }
}

fn row(check: &Check) -> Vec<String> {
    let half = check.obtained.half_width(CONFIDENCE).unwrap_or(0.0);
    vec![
        check.name.clone(),
        format_significant(check.expected, 4),
        format_with_interval(check.obtained.mean, half),
        check.unit.to_owned(),
        tolerance(check),
        if check.passes() { "passed" } else { "FAILED" }.to_owned(),
    ]
}

/// The tolerance relative to what theory expects.
fn tolerance(check: &Check) -> String {
    if check.tolerance() == 0.0 {
        return "exact".to_owned();
    }
    format!("{} %", format_significant(100.0 * check.tolerance() / check.expected.abs(), 2))
}

impl From<SelftestError> for Failure {
    fn from(error: SelftestError) -> Self {
        match error {
            SelftestError::Scenario(faults) => Self::Input(faults),
            SelftestError::Threads(error) => error.into(),
        }
    }
}
