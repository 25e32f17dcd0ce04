//! `gridgov selftest`.

use super::Terminal;
use super::args::Selftest;
use super::failure::Failure;

pub(super) fn run(_command: &Selftest, _terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    Ok(())
}
