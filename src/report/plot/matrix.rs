//! Numbers in rows and columns, coloured by size: a heat map.

use plotters::style::RGBColor;
use plotters::style::colors::colormaps::{ColorMap, ViridisRGB};

use crate::lang::Lang;

use super::Svg;
use super::axis::{is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::heading::Heading;
use super::style::{MARGIN, NO_DATA, PAPER, WIDTH, ink_on};

/// One panel for each indicator, all with the same rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixFigure {
    /// What is shown.
    pub title: String,
    /// Sample size, and what intervals are given.
    pub subtitle: String,
    /// What stands over the rows.
    pub rows_are: String,
    /// The names of the rows.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The panels, one under the other.
    pub panels: Vec<MatrixPanel>,
}

/// One matrix of a [`MatrixFigure`]; colours are its own.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixPanel {
    /// The indicator and its unit.
    pub name: String,
    /// Row by row.
    pub cells: Vec<Vec<MatrixCell>>,
}

/// One number of a [`MatrixPanel`].
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// The number that gives the colour; none for grey.
    pub value: Option<f64>,
    /// What stands in the cell, a line each.
    pub text: Vec<String>,
}

/// Height of a row \[px\].
const ROW: f64 = 52.0;
/// Height of the names over a panel \[px\].
const NAMES: f64 = 60.0;
/// Width of the names of rows \[px\].
const LABELS: f64 = 320.0;
/// The most that a column is wide \[px\].
const COLUMN: f64 = 240.0;
/// Size of text \[px\].
const LETTERS: f64 = 12.5;

/// Draws the panels under each other, each cell with its number.
#[must_use]
pub fn draw(figure: &MatrixFigure, lang: Lang) -> Svg {
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, Vec::new());
    let panel = NAMES + figure.rows.len() as f64 * ROW + 16.0;
    let bottom = heading.height + (figure.panels.len() as f64 * panel).max(140.0);
    paint(WIDTH, bottom + MARGIN / 2.0, lang, |canvas| {
        heading.draw(canvas);
        if figure.panels.is_empty() || figure.columns.is_empty() {
            let right = WIDTH - MARGIN;
            return canvas.no_data(Area { left: MARGIN, top: heading.height, right, bottom });
        }
        for (place, one) in figure.panels.iter().enumerate() {
            figure.draw_panel(canvas, one, heading.height + place as f64 * panel);
        }
    })
}

impl MatrixFigure {
    fn draw_panel(&self, canvas: &Canvas, panel: &MatrixPanel, top: f64) {
        let bold = Lettering::new(14.0).bold();
        canvas.text(&bold.fit(&panel.name, WIDTH - 2.0 * MARGIN), (MARGIN, top + 14.0), bold);
        let quiet = Lettering::new(LETTERS).quiet();
        canvas.text(&quiet.fit(&self.rows_are, LABELS), (MARGIN, top + NAMES - 12.0), quiet);
        let left = MARGIN + LABELS;
        let width = ((WIDTH - MARGIN - left) / self.columns.len() as f64).min(COLUMN);
        let area = |row: usize, column: usize| {
            let (left, top) = (left + column as f64 * width, top + NAMES + row as f64 * ROW);
            Area { left, top, right: left + width, bottom: top + ROW }
        };
        for (column, name) in self.columns.iter().enumerate() {
            let centred = Lettering::new(LETTERS).bold().centred();
            let name = centred.fit(name, width - 8.0);
            canvas.text(&name, (area(0, column).middle().0, top + NAMES - 12.0), centred);
        }
        let reach = panel.reach();
        for (row, cells) in panel.cells.iter().enumerate() {
            let name = self.rows.get(row).map_or("", String::as_str);
            let plain = Lettering::new(LETTERS);
            let middle = area(row, 0).middle().1;
            canvas.text(&plain.fit(name, LABELS - 10.0), (MARGIN, middle), plain);
            for (column, cell) in cells.iter().enumerate() {
                cell.draw(canvas, area(row, column), reach);
            }
        }
    }
}

impl MatrixPanel {
    fn reach(&self) -> Option<(f64, f64)> {
        range(self.cells.iter().flatten().filter_map(|cell| cell.value))
    }
}

impl MatrixCell {
    fn draw(&self, canvas: &Canvas, area: Area, reach: Option<(f64, f64)>) {
        let color = self.color(reach);
        canvas.rectangle(area, color);
        canvas.frame(area, PAPER);
        let lines = self.text.len() as f64;
        for (place, line) in self.text.iter().enumerate() {
            let lettering = Lettering::new(LETTERS).centred().color(ink_on(color));
            let y = area.middle().1 + (place as f64 - (lines - 1.0) / 2.0) * 17.0;
            canvas.text(&lettering.fit(line, area.width() - 8.0), (area.middle().0, y), lettering);
        }
    }

    fn color(&self, reach: Option<(f64, f64)>) -> RGBColor {
        let (Some(value), Some((low, high))) = (self.value.filter(|v| is_drawable(*v)), reach)
        else {
            return NO_DATA;
        };
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        ViridisRGB.get_color(1.0 - share.clamp(0.0, 1.0) as f32)
    }
}
