//! Two uncertainties side by side: that of simulation and that of knowledge.

use super::Svg;
use super::axis::{Axis, X_AXIS, draw_x, is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::heading::{Heading, Key};
use super::style::{AXIS, BETTER, INK, LINE, MARGIN, Marker, QUIET, SHADE, WIDTH, WORSE};
use crate::lang::Lang;

/// Results with both intervals, one row each.
#[derive(Clone, Debug, PartialEq)]
pub struct UncertaintyFigure {
    /// What is shown.
    pub title: String,
    /// Sample sizes and what the intervals are.
    pub subtitle: String,
    /// What results are relative to, as the axis names it.
    pub x_label: String,
    /// Names of the two intervals, of the dots, and of the shaded band, for the legend.
    pub legend: [String; 4],
    /// One result each.
    pub rows: Vec<UncertaintyRow>,
}

/// One result of an [`UncertaintyFigure`]; all values relative, in %.
#[derive(Clone, Debug, PartialEq)]
pub struct UncertaintyRow {
    /// What it is of, on two lines.
    pub label: [String; 2],
    /// Low end, estimate and high end with the numbers as they stand in the files.
    pub simulation: [f64; 3],
    /// Low end, median and high end over draws.
    pub knowledge: [f64; 3],
    /// The draws.
    pub draws: Vec<f64>,
    /// The smallest relevant difference.
    pub smallest: Option<f64>,
    /// What can be told.
    pub reading: String,
}

/// Height of a row \[px\].
const ROW: f64 = 84.0;
/// Width of the labels \[px\].
const LABELS: f64 = 300.0;
/// Size of text \[px\].
const LETTERS: f64 = 12.5;

/// Draws the rows over one axis.
#[must_use]
pub fn draw(figure: &UncertaintyFigure, lang: Lang) -> Svg {
    let [simulation, knowledge, dots, band] = figure.legend.clone();
    let mut entries = vec![
        (Key::Mark(Marker::Square, BETTER), simulation),
        (Key::Mark(Marker::Diamond, WORSE), knowledge),
        (Key::Mark(Marker::Circle, QUIET), dots),
    ];
    if figure.rows.iter().any(|row| row.smallest.is_some()) {
        entries.push((Key::Swatch(SHADE), band));
    }
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, entries);
    let top = heading.height + 12.0;
    let bottom = top + (figure.rows.len() as f64 * ROW).max(120.0);
    paint(WIDTH, bottom + X_AXIS + MARGIN / 2.0, lang, |canvas| {
        heading.draw(canvas);
        let rows = Area { left: MARGIN, top, right: WIDTH - MARGIN, bottom };
        let Some(reach) = figure.reach() else { return canvas.no_data(rows) };
        let plot = Area { left: rows.left + LABELS, ..rows };
        let axis = Axis::linear(reach, 9, &figure.x_label);
        for (place, row) in figure.rows.iter().enumerate() {
            let top = rows.top + place as f64 * ROW;
            row.shade(canvas, Area { top, bottom: top + ROW, ..plot }, &axis);
        }
        draw_x(canvas, plot, &axis);
        if axis.holds(0.0) {
            let zero = plot.left + axis.share(0.0) * plot.width();
            canvas.line(&[(zero, plot.top), (zero, plot.bottom)], AXIS, 1.5);
        }
        for (place, row) in figure.rows.iter().enumerate() {
            let top = rows.top + place as f64 * ROW;
            row.draw(canvas, Area { top, bottom: top + ROW, ..plot }, rows.left, &axis);
        }
    })
}

impl UncertaintyFigure {
    /// From where to where the axis goes: all intervals with half their width of room, and zero
    /// where differences are shown. Dots beyond lie at its ends.
    fn reach(&self) -> Option<(f64, f64)> {
        let ends = self.rows.iter().flat_map(|row| [row.simulation, row.knowledge].concat());
        let (low, high) =
            range(ends.chain(self.rows.iter().flat_map(|row| {
                row.smallest.into_iter().flat_map(|smallest| [-smallest, smallest])
            })))?;
        let room = 0.12 * (high - low);
        Some((low - room, high + room))
    }
}

impl UncertaintyRow {
    /// The differences that are too small to matter.
    fn shade(&self, canvas: &Canvas, area: Area, axis: &Axis) {
        let Some(smallest) = self.smallest.filter(|of| is_drawable(*of)) else { return };
        let at = |value: f64| area.left + axis.share(value) * area.width();
        let band = Area { left: at(-smallest), right: at(smallest), ..area };
        canvas.rectangle(band, SHADE);
    }

    fn draw(&self, canvas: &Canvas, area: Area, left: f64, axis: &Axis) {
        let middle = area.middle().1;
        let [indicator, contrast] = &self.label;
        for (text, y, lettering) in [
            (indicator, middle - LINE, Lettering::new(LETTERS).bold()),
            (contrast, middle, Lettering::new(LETTERS)),
            (&self.reading, middle + LINE, Lettering::new(LETTERS).quiet()),
        ] {
            canvas.text(&lettering.fit(text, LABELS - 14.0), (left, y), lettering);
        }
        let at = |value: f64| area.left + axis.share(value) * area.width();
        for (place, draw) in self.draws.iter().copied().enumerate() {
            // Spread over three heights, so that draws close by stay apart.
            let height = (place % 3) as f64 * 5.0 - 5.0;
            if is_drawable(draw) {
                canvas.marker((at(draw), middle + height), Marker::Circle, QUIET, 2.0);
            }
        }
        for (of, y, color, marker) in [
            (self.simulation, middle - 24.0, BETTER, Marker::Square),
            (self.knowledge, middle + 24.0, WORSE, Marker::Diamond),
        ] {
            if of.into_iter().all(is_drawable) {
                canvas.line(&[(at(of[0]), y), (at(of[2]), y)], color, 3.0);
                canvas.marker((at(of[1]), y), marker, color, 5.0);
            }
        }
        canvas.line(&[(left, area.bottom), (area.right, area.bottom)], INK, 0.2);
    }
}
