//! Where the numbers of scenarios come from, as tables.

use super::number::format_significant;
use super::table::{Column, Table};
use crate::scenario::Provenance;
use crate::scenario::provenance::{Evidence, Origin, Statement, Transfer};

/// A scenario and the numbers it was read with.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The scenario.
    pub scenario: String,
    /// Every number, and where it comes from.
    pub numbers: Vec<Provenance>,
}

/// How many numbers of each scenario came to be in each way.
pub fn shares(sources: &[Sources]) -> Table {
    let origins = Origin::ALL.iter().map(|origin| Column::numbers(origin.word()));
    Table {
        header: [Column::words("scenario"), Column::numbers("numbers")]
            .into_iter()
            .chain(origins)
            .collect(),
        rows: sources.iter().map(share).collect(),
        notes: vec!["Each number counts once, whatever its weight.".to_owned()],
    }
}

fn share(sources: &Sources) -> Vec<String> {
    let inputs = || sources.numbers.iter().filter(|number| number.is_input());
    let all = inputs().count();
    let counts = Origin::ALL.iter().map(|origin| {
        let came_so = |number: &&Provenance| number.statement.origin == *origin;
        let count = inputs().filter(came_so).count();
        let percent = format_significant(100.0 * count as f64 / all.max(1) as f64, 3);
        format!("{count} ({percent} %)")
    });
    [sources.scenario.clone(), all.to_string()].into_iter().chain(counts).collect()
}

/// Numbers and where each comes from.
pub fn numbers<'n>(numbers: impl IntoIterator<Item = &'n Provenance>) -> Table {
    Table {
        header: vec![
            Column::words("number"),
            Column::words("value"),
            Column::words("origin"),
            Column::words("evidence").aside(),
            Column::words("plausible"),
            Column::words("source and note").aside(),
        ],
        rows: numbers.into_iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn row(number: &Provenance) -> Vec<String> {
    let Statement { origin, evidence, transfer, source, range, note } = &number.statement;
    let evidence = [evidence.map(Evidence::word), transfer.map(Transfer::word)];
    let evidence: Vec<&str> = evidence.into_iter().flatten().collect();
    let said: Vec<&str> = [source, note].into_iter().filter_map(Option::as_deref).collect();
    vec![
        number.path.clone(),
        number.text.clone(),
        origin.word().to_owned(),
        evidence.join(", "),
        range.as_ref().map_or(String::new(), |ends| ends.join(" to ")),
        said.join("; "),
    ]
}
