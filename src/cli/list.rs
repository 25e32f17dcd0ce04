//! `gridgov list`.

use super::Terminal;
use super::failure::Failure;
use super::study::load;
use crate::lang::Lang;
use crate::report::table::{Column, Table};
use crate::scenario::builtin::FILES;

/// Columns of a table for the terminal.
const WIDTH: u16 = 120;

pub(super) fn run(terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    // Files in folders are parts of scenarios.
    for (name, _) in FILES.iter().filter(|(name, _)| !name.contains('/')) {
        let scenario = load(name, &[], terminal)?.loaded.value;
        rows.push(vec![(*name).to_owned(), scenario.title, scenario.title_zh]);
    }
    let header = match terminal.lang {
        Lang::En => ["scenario", "title", "标题"],
        Lang::Zh => ["情景", "英文标题", "中文标题"],
    };
    let header = header.map(Column::words).to_vec();
    let table = Table { header, rows, notes: Vec::new() };
    Ok(write!(terminal.out, "{}", table.render(WIDTH))?)
}
