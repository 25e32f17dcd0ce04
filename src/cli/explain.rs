//! `gridgov explain SCENARIO PATH`.

use super::Terminal;
use super::args::Explain;
use super::failure::Failure;
use super::study::load;
use crate::lang::Lang;
use crate::report::number::format_significant;
use crate::report::provenance;
use crate::report::table::Table;
use crate::scenario::fault::did_you_mean;
use crate::scenario::meaning::{Meaning, meaning};
use crate::scenario::provenance::{Evidence, Transfer};
use crate::scenario::study::Scenario;
use crate::scenario::{Files, Provenance, Read as _, Shape};

/// Columns of a table for the terminal.
const WIDTH: u16 = 140;

/// Up to so many numbers are each told in full.
const IN_FULL: usize = 4;

pub(super) fn run(command: &Explain, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let loaded = load(&command.scenario, &command.sets, terminal)?.loaded;
    let files = loaded.warnings.files();
    let asked = |number: &&Provenance| is_under(&number.path, &command.path);
    let numbers: Vec<&Provenance> = loaded.provenance.iter().filter(asked).collect();
    if numbers.is_empty() {
        return Err(Failure::Argument(nothing_there(command, &loaded.provenance)));
    }
    if numbers.len() > IN_FULL {
        return Ok(write!(terminal.out, "{}", table(&numbers, terminal.lang).render(WIDTH))?);
    }
    for number in numbers {
        writeln!(terminal.out, "{}", in_full(number, files))?;
    }
    Ok(())
}

/// Whether a path is this one or lies under it.
fn is_under(path: &str, asked: &str) -> bool {
    let rest = path.strip_prefix(asked);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn nothing_there(command: &Explain, numbers: &[Provenance]) -> String {
    let (path, scenario) = (&command.path, &command.scenario);
    let nearest = did_you_mean(path, numbers.iter().map(|number| number.path.as_str()));
    let nearest = nearest.map_or(String::new(), |help| format!("; {help}"));
    format!("{scenario} has no number at `{path}`{nearest}")
}

fn in_full(number: &Provenance, files: &Files) -> String {
    let mut lines = vec![format!("{} = {}", number.path, number.text)];
    let mut add = |name: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("  {name:<10} {text}"));
        }
    };
    if let Some(meaning) = meaning(Scenario::shape(), &number.path) {
        add("meaning", meaning.doc.split_whitespace().collect::<Vec<_>>().join(" "));
        add("written as", form(&meaning.shape));
        add("allowed", allowed(&meaning).unwrap_or_default());
    }
    let said = &number.statement;
    let word = |text: Option<&str>| text.map_or(String::new(), str::to_owned);
    add("origin", said.origin.word().to_owned());
    add("evidence", word(said.evidence.map(Evidence::word)));
    add("transfer", word(said.transfer.map(Transfer::word)));
    add("plausible", said.range.as_ref().map_or(String::new(), |ends| ends.join(" to ")));
    add("source", word(said.source.as_deref()));
    add("note", word(said.note.as_deref()));
    add("stands at", files.spot(number.place));
    lines.join("\n")
}

/// The range of a plain number; that of a value with a unit is checked when it is read.
fn allowed(meaning: &Meaning) -> Option<String> {
    let Shape::Quantity { units, .. } = &meaning.shape else { return None };
    let (least, most) = meaning.range.filter(|_| units.is_empty())?;
    Some(format!("{} to {}", format_significant(least, 3), format_significant(most, 3)))
}

/// How such a value is written.
fn form(shape: &Shape) -> String {
    match shape {
        Shape::Quantity { noun, example, .. } => format!("{noun}, such as {example}"),
        _ => String::new(),
    }
}

fn table(numbers: &[&Provenance], lang: Lang) -> Table {
    let count = numbers.len();
    let note = format!("{count} numbers; give the path of one for its meaning, source and place.");
    Table { notes: vec![note], ..provenance::numbers(numbers.iter().copied(), lang) }
}
