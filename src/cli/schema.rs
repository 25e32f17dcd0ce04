//! `gridgov schema`.

use super::Terminal;
use super::args::{Part, Schema};
use super::failure::Failure;
use crate::report::json::to_json;
use crate::scenario::Read as _;
use crate::scenario::city::City;
use crate::scenario::governance::Governance;
use crate::scenario::schema::schema;
use crate::scenario::study::Scenario;

pub(super) fn run(command: &Schema, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let (shape, title) = match command.part {
        Part::Scenario => (Scenario::shape(), "A gridgov scenario"),
        Part::City => (City::shape(), "A gridgov city"),
        Part::Governance => (Governance::shape(), "A gridgov governance model"),
    };
    let text = to_json(&schema(&shape, title))?;
    Ok(terminal.out.write_all(&text)?)
}
