//! `gridgov check FILE...`.

use super::Terminal;
use super::args::Check;
use super::failure::Failure;
use super::study::load;
use crate::lang::text;

pub(super) fn run(command: &Check, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    for scenario in &command.scenarios {
        let named = load(scenario, &command.sets, terminal)?;
        let numbers = named.loaded.provenance.len();
        terminal.tell(&text!(
            "{scenario}: good, {numbers} numbers with provenance",
            "{scenario}:无误,{numbers} 个数有来源说明"
        ))?;
    }
    Ok(())
}
