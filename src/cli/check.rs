//! `gridgov check FILE...`.

use super::Terminal;
use super::args::Check;
use super::failure::Failure;
use super::study::load_each;
use crate::lang::text;
use crate::scenario::Loaded;
use crate::scenario::check::only_assumed;
use crate::scenario::study::Scenario;

pub(super) fn run(command: &Check, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    load_each(&command.scenarios, &command.sets, terminal, |scenario, named, terminal| {
        let numbers = named.loaded.provenance.len();
        terminal.tell(&text!(
            "{scenario}: good, {numbers} numbers with provenance",
            "{scenario}:无误,{numbers} 个数有来源说明"
        ))?;
        warn_of_assumed(scenario, &named.loaded, terminal);
        Ok(())
    })
}

/// Warns of what takes a place's name and rests on assumptions alone.
pub(super) fn warn_of_assumed(
    scenario: &str,
    loaded: &Loaded<Scenario>,
    terminal: &mut Terminal<'_>,
) {
    if let Some(warning) = only_assumed(&loaded.value, &loaded.provenance) {
        terminal.note(&text!(
            "warning: {scenario}: {warning}",
            "警告:{scenario}:{warning}",
            warning
        ));
    }
}
