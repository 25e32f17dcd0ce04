//! Text tables for the terminal.

use comfy_table::{CellAlignment, ContentArrangement, presets};

/// A table with notes under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub header: Vec<Column>,
    /// The cells, row by row; a short row ends in empty cells.
    pub rows: Vec<Vec<String>>,
    /// Lines under the table.
    pub notes: Vec<String>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands over the column.
    pub title: String,
    /// Where its cells stand.
    pub align: Align,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the left, for words.
    Left,
    /// To the right, for numbers.
    Right,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(title: &str) -> Self {
        Self { title: title.to_owned(), align: Align::Left }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(title: &str) -> Self {
        Self { title: title.to_owned(), align: Align::Right }
    }
}

impl Table {
    /// The table in so many columns of text, without colours; ends with a newline.
    #[must_use]
    pub fn render(&self, width: u16) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width)
            .set_header(self.header.iter().map(|column| column.title.as_str()));
        let columns = self.header.len();
        table.add_rows(self.rows.iter().map(|row| row.iter().take(columns)));
        for (column, head) in table.column_iter_mut().zip(&self.header) {
            column.set_cell_alignment(match head.align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        let notes = self.notes.iter().flat_map(|note| ["\n", note]);
        table.trim_fmt() + &notes.collect::<String>() + "\n"
    }
}
