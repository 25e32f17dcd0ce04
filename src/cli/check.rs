//! `gridgov check FILE...`.

use super::Terminal;
use super::args::Check;
use super::failure::Failure;
use super::study::load;

pub(super) fn run(command: &Check, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    for scenario in &command.scenarios {
        let named = load(scenario, &command.sets, terminal)?;
        let numbers = named.loaded.provenance.len();
        writeln!(terminal.out, "{scenario}: good, {numbers} numbers with provenance")?;
    }
    Ok(())
}
