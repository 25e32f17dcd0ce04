//! `gridgov explain SCENARIO PATH`, and what the number moves, and the city.

mod city;
mod moves;

use super::Terminal;
use super::args::Explain;
use super::failure::Failure;
use super::study::load;
use crate::lang::{Lang, Phrase, Text, text};
use crate::report::number::format_significant;
use crate::report::provenance;
use crate::report::table::Table;
use crate::scenario::fault::did_you_mean;
use crate::scenario::meaning::{Meaning, meaning};
use crate::scenario::provenance::{Evidence, Transfer};
use crate::scenario::study::Scenario;
use crate::scenario::uses::used_in;
use crate::scenario::{Files, Provenance, Read as _, Shape};

/// Columns of a table for the terminal.
const WIDTH: u16 = 140;

/// Up to so many numbers are each told in full.
const IN_FULL: usize = 4;

/// Between the ends of a range.
const TO: Phrase = Phrase::new(" to ", " 至 ");

pub(super) fn run(
    command: &Explain,
    args: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let named = load(&command.scenario, &command.sets, terminal)?;
    let Some(path) = &command.path else { return city::run(command, args, &named, terminal) };
    let loaded = &named.loaded;
    let files = loaded.warnings.files();
    let asked = |number: &&Provenance| is_under(&number.path, path);
    let numbers: Vec<&Provenance> = loaded.provenance.iter().filter(asked).collect();
    if numbers.is_empty() {
        return Err(Failure::Argument(nothing_there(command, path, &loaded.provenance)));
    }
    if command.moves {
        return moves::run(command, &named, &numbers, terminal);
    }
    if numbers.len() > IN_FULL {
        let table = table(&numbers, terminal.lang);
        return Ok(write!(terminal.out, "{}", table.render(WIDTH))?);
    }
    for number in numbers {
        writeln!(terminal.out, "{}", in_full(number, files, terminal.lang))?;
    }
    Ok(())
}

/// Whether a path is this one or lies under it.
fn is_under(path: &str, asked: &str) -> bool {
    let rest = path.strip_prefix(asked);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn nothing_there(command: &Explain, path: &str, numbers: &[Provenance]) -> Text {
    let scenario = &command.scenario;
    let nothing =
        text!("{scenario} has no number at `{path}`", "{scenario} 中没有路径为 `{path}` 的数");
    match did_you_mean(path, numbers.iter().map(|number| number.path.as_str())) {
        Some(help) => text!("{nothing}; {help}", "{nothing};{help}", nothing, help),
        None => nothing,
    }
}

/// All about a number, a line each; the words of its declaration are English.
fn in_full(number: &Provenance, files: &Files, lang: Lang) -> String {
    let mut lines = vec![format!("{} = {}", number.path, number.text)];
    let mut add = |en: &str, zh: &str, text: String| {
        if !text.is_empty() {
            // Chinese letters are two columns wide, and so is the space that fills them up.
            let name = lang.pick(format!("{en:<10}"), format!("{zh:\u{3000}<4}"));
            lines.push(format!("  {name} {text}"));
        }
    };
    if let Some(meaning) = meaning(Scenario::shape(), &number.path) {
        add("meaning", "含义", meaning.doc.split_whitespace().collect::<Vec<_>>().join(" "));
        add("written as", "写法", form(&meaning.shape, lang));
        add("allowed", "允许范围", allowed(&meaning, lang).unwrap_or_default());
    }
    let uses: Vec<&str> =
        used_in(&number.path).iter().map(|of| lang.pick(of.section, of.zh)).collect();
    add("used in", "用于", uses.join(lang.pick("; ", ";")));
    let said = &number.statement;
    let word = |text: Option<&str>| text.map_or(String::new(), str::to_owned);
    let range = said.range.as_ref().map_or(String::new(), |ends| ends.join(TO.read(lang)));
    add("origin", "来源类型", said.origin.word().to_owned());
    add("evidence", "证据", word(said.evidence.map(Evidence::word)));
    add("transfer", "适用程度", word(said.transfer.map(Transfer::word)));
    add("plausible", "合理范围", range);
    add("source", "出处", word(said.source.as_deref()));
    add("note", "备注", word(said.note.as_deref()));
    add("stands at", "位置", files.spot(number.place));
    lines.join("\n")
}

/// The range of a plain number; that of a value with a unit is checked when it is read.
fn allowed(meaning: &Meaning, lang: Lang) -> Option<String> {
    let Shape::Quantity { units, .. } = &meaning.shape else { return None };
    let (least, most) = meaning.range.filter(|_| units.is_empty())?;
    Some([least, most].map(|end| format_significant(end, 3)).join(TO.read(lang)))
}

/// How such a value is written.
fn form(shape: &Shape, lang: Lang) -> String {
    let Shape::Quantity { noun, example, .. } = shape else { return String::new() };
    text!("{noun}, such as {example}", "{noun},例如 {example}", noun, example).read(lang).to_owned()
}

fn table(numbers: &[&Provenance], lang: Lang) -> Table {
    let count = numbers.len();
    let note = text!(
        "{count} numbers; give the path of one for its meaning, source and place.",
        "共 {count} 个数;给出其中一个的路径,可看其含义、来源和位置。"
    );
    let notes = vec![note.said(lang)];
    Table { notes, ..provenance::numbers(numbers.iter().copied(), lang) }
}
