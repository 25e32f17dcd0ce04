//! `gridgov trace SCENARIO CASE`.

use super::Terminal;
use super::args::{Format, Trace};
use super::failure::Failure;
use super::study::{load, prepared};
use crate::experiment::{NoCase, Wanted, Where, trace};
use crate::lang::{Text, text};
use crate::report::{json, life};

/// Columns of a table for the terminal.
const WIDTH: u16 = 160;

pub(super) fn run(command: &Trace, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let named = load(&command.scenario, &command.all_sets(), terminal)?;
    let prepared = &prepared(&named);
    let seed = named.loaded.value.run.seed.0.0;
    let place = Where { prepared, seed, replication: command.replication };
    let wanted = Wanted::of(&command.case);
    let found =
        trace(place, &wanted).map_err(|no_case| Failure::Argument(why(command, &no_case)))?;
    match command.format {
        Format::Text => {
            for line in life::heading(&found, place, &wanted, terminal.lang) {
                writeln!(terminal.out, "{line}")?;
            }
            for (heading, table) in life::tables(&found, terminal.lang) {
                writeln!(terminal.out, "\n{heading}\n{}", table.render(WIDTH).trim_end())?;
            }
        }
        Format::Json => {
            let text = json::to_json(&life::document(&found, place))?;
            terminal.out.write_all(&text)?;
        }
    }
    Ok(terminal.out.flush()?)
}

fn why(command: &Trace, no_case: &NoCase) -> Text {
    let Trace { scenario, case, replication, .. } = command;
    match no_case {
        NoCase::NoCity => text!(
            "{scenario} is a network of queues; only a governed city has cases to trace",
            "{scenario} 是排队网络；只有受治理的城市才有案件可追踪"
        ),
        NoCase::Unnoticed => text!(
            "{case}: the problem arose in replication {replication}, but nobody in office noticed it",
            "{case}：问题在第 {replication} 次重复中发生过，但无人获知，没有案件"
        ),
        NoCase::NonePicked(pick) => {
            let (word, meaning) = (pick.name(), pick.meaning());
            let (en, zh) =
                (meaning.read(crate::lang::Lang::En), meaning.read(crate::lang::Lang::Zh));
            text!(
                "{word}: replication {replication} of {scenario} has no case that {en}",
                "{word}：{scenario} 第 {replication} 次重复中没有这样的案件（{zh}）"
            )
        }
        NoCase::Unknown(nearest) => {
            let nearest = nearest.join(", ");
            text!(
                "replication {replication} of {scenario} has no case {case}; the nearest names are: {nearest}",
                "{scenario} 第 {replication} 次重复中没有案件 {case}；最接近的名称：{nearest}"
            )
        }
    }
}
