//! Tables: as text for the terminal, and for the page in HTML (`page/table.html`).

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width,
};

/// A rule above, under the header and below, as tables in papers have.
const RULES: TableStyle = {
    let rule = LineStyle::none().fill('─').junction('─');
    TableStyle::new().top_border(rule).header_separator(rule).bottom_border(rule)
};

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
    /// Whether only the page has room for it.
    pub aside: bool,
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
        Self { title: title.to_owned(), align: Align::Left, aside: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(title: &str) -> Self {
        Self { title: title.to_owned(), align: Align::Right, aside: false }
    }

    /// The same column where there is room for it alone: on the page.
    #[must_use]
    pub fn aside(self) -> Self {
        Self { aside: true, ..self }
    }

    /// Whether its cells are numbers.
    #[must_use]
    pub fn is_numbers(&self) -> bool {
        self.align == Align::Right
    }
}

/// Words longer than this, such as Chinese sentences, may be broken.
const LONGEST_WORD: usize = 30;

/// Columns of the terminal that a text takes: Chinese signs take two.
fn columns(text: &str) -> usize {
    text.chars().map(|sign| if sign >= '\u{2E80}' { 2 } else { 1 }).sum()
}

impl Table {
    /// The table in so many columns of text, without colours and without what stands aside;
    /// ends with a newline.
    #[must_use]
    pub fn render(&self, width: u16) -> String {
        let notes: String = self.notes.iter().map(|note| note.clone() + "\n").collect();
        if self.header.is_empty() {
            return notes;
        }
        let mut table = comfy_table::Table::new();
        table
            .load_style(RULES)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width)
            .set_header(self.shown().map(|(_, column)| column.title.as_str()));
        let cells = |row: &[String]| -> Vec<String> {
            self.shown().map(|(place, _)| row.get(place).cloned().unwrap_or_default()).collect()
        };
        table.add_rows(self.rows.iter().map(|row| cells(row)));
        for (column, (_, head)) in table.column_iter_mut().zip(self.shown()) {
            column.set_cell_alignment(match head.align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        for (column, (place, _)) in table.column_iter_mut().zip(self.shown()) {
            let least = self.unbroken(place) + 2;
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
        table.trim_fmt() + "\n" + &notes
    }

    /// The width of what must not be broken in a column: numbers whole, and each word. A table
    /// that needs more than its width takes it.
    fn unbroken(&self, place: usize) -> u16 {
        let head = &self.header[place];
        let cells = self.rows.iter().filter_map(|row| row.get(place));
        let words = cells.clone().chain([&head.title]).flat_map(|cell| cell.split_whitespace());
        let widest = words.map(columns).max().unwrap_or(0);
        let numbers = cells.filter(|_| head.is_numbers()).map(|cell| columns(cell)).max();
        u16::try_from(widest.min(LONGEST_WORD).max(numbers.unwrap_or(0))).unwrap_or(u16::MAX)
    }

    /// The columns that the terminal shows, with their places.
    fn shown(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.header.iter().enumerate().filter(|(_, column)| !column.aside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let cells = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect();
        Table {
            header: vec![
                Column::words("Indicator"),
                Column::numbers("Mean"),
                Column::words("Unit"),
            ],
            rows: vec![
                cells(&["handling_time_h", "47.5 ± 0.9", "h"]),
                cells(&["结案率", "0.93"]),
                cells(&["backlog_mean", "1,203 ± 14", "cases", "too many"]),
            ],
            notes: vec!["40 replications".into()],
        }
    }

    #[test]
    fn a_number_and_a_name_are_never_broken_however_many_columns_there_are() {
        let wide = "−9,002,000 [−9,100,000, −8,900,000]";
        let names = (0..9).map(|place| Column::numbers(&format!("scenario number {place}")));
        let table = Table {
            header: [Column::words("indicator")].into_iter().chain(names).collect(),
            rows: vec![
                [vec!["problem_days_per_1000".to_owned()], vec![wide.to_owned(); 9]].concat(),
            ],
            notes: Vec::new(),
        };
        let text = table.render(80);
        assert_eq!(text.matches(wide).count(), 9, "{text}");
        assert!(text.contains("problem_days_per_1000") && text.contains("indicator"), "{text}");
    }

    #[test]
    fn words_stand_left_and_numbers_right() {
        let expected = "\
──────────────────────────────────────
 Indicator               Mean   Unit
──────────────────────────────────────
 handling_time_h   47.5 ± 0.9   h
 结案率                  0.93
 backlog_mean      1,203 ± 14   cases
──────────────────────────────────────
40 replications
";
        assert_eq!(table().render(80), expected);
    }

    #[test]
    fn what_stands_aside_is_for_the_page_alone() {
        let mut aside = table();
        aside.header.insert(1, Column::words("中文").aside());
        aside.rows.iter_mut().for_each(|row| row.insert(1, "名称".to_owned()));
        assert_eq!(aside.render(80), table().render(80));
    }

    #[test]
    fn a_table_keeps_to_its_width() {
        for width in [1, 20, 30, 40, 200] {
            let text = table().render(width);
            assert!(text.ends_with("40 replications\n"), "{text}");
        }
        let widest = |text: &str| text.lines().map(|line| line.chars().count()).max();
        assert!(widest(&table().render(40)) <= Some(40));
        assert_eq!(Table::default().render(80), "");
    }
}
