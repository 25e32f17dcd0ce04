//! What parts add up to: bars that each begin where the one before ends.

use crate::lang::Lang;

use super::Svg;
use super::axis::{Axis, X_AXIS, draw_x, is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::heading::{Heading, Key};
use super::style::{AXIS, BETTER, INK, MARGIN, Marker, PAPER, QUIET, WIDTH, WORSE};

/// One panel for each indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallFigure {
    /// What is shown.
    pub title: String,
    /// Sample size, and what intervals are drawn.
    pub subtitle: String,
    /// The panels, one under the other.
    pub panels: Vec<WaterfallPanel>,
    /// What the legend says of what lowers, what raises, the first mark and the last.
    pub legend: [String; 4],
}

/// The parts of one whole.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallPanel {
    /// What is added up.
    pub name: String,
    /// The title of its axis.
    pub axis: String,
    /// The parts, and the whole as the last.
    pub bars: Vec<WaterfallBar>,
}

/// One bar of a [`WaterfallPanel`].
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallBar {
    /// Its name.
    pub name: String,
    /// Its length, with a sign.
    pub value: f64,
    /// Ends of the interval of its length.
    pub ends: Option<(f64, f64)>,
    /// Its length if it were the first and the last; none for the whole.
    pub marks: Option<(f64, f64)>,
    /// What stands beside it.
    pub note: String,
}

/// Height of a row \[px\].
const ROW: f64 = 28.0;
/// Height of the name of a panel \[px\].
const NAME: f64 = 30.0;
/// Width of the names of bars \[px\].
const NAMES: f64 = 250.0;
/// Width of what stands beside bars \[px\].
const NOTES: f64 = 230.0;
/// Size of text \[px\].
const LETTERS: f64 = 12.5;

/// Draws each part from where the one before ends, the whole from zero, each with the interval
/// of its length at its end, and marks where it would end if it were the first or the last.
#[must_use]
pub fn draw(figure: &WaterfallFigure, lang: Lang) -> Svg {
    let [lowers, raises, first, last] = figure.legend.clone();
    let legend = vec![
        (Key::Swatch(BETTER), lowers),
        (Key::Swatch(WORSE), raises),
        (Key::Hollow(Marker::Circle, INK), first),
        (Key::Hollow(Marker::Square, INK), last),
    ];
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, legend);
    let panels: f64 = figure.panels.iter().map(WaterfallPanel::height).sum();
    let bottom = heading.height + panels.max(140.0);
    paint(WIDTH, bottom + MARGIN / 2.0, lang, |canvas| {
        heading.draw(canvas);
        let mut top = heading.height;
        for panel in &figure.panels {
            panel.draw(canvas, top);
            top += panel.height();
        }
        if figure.panels.is_empty() {
            let right = WIDTH - MARGIN;
            canvas.no_data(Area { left: MARGIN, top: heading.height, right, bottom });
        }
    })
}

impl WaterfallPanel {
    fn height(&self) -> f64 {
        NAME + self.bars.len() as f64 * ROW + X_AXIS + 12.0
    }

    /// Where each bar begins: where the one before ends, and at zero for the whole.
    fn begins(&self) -> Vec<f64> {
        let mut at = 0.0;
        let begin = |bar: &WaterfallBar| {
            let begin = if bar.marks.is_some() { at } else { 0.0 };
            at += if is_drawable(bar.value) { bar.value } else { 0.0 };
            begin
        };
        self.bars.iter().map(begin).collect()
    }

    /// All that has to find room on the axis.
    fn reach(&self) -> Option<(f64, f64)> {
        let of_bar = |(bar, begin): (&WaterfallBar, f64)| {
            let ends = bar.ends.into_iter().flat_map(|(low, high)| [low, high]);
            let marks = bar.marks.into_iter().flat_map(|(first, last)| [first, last]);
            let reached = [0.0, bar.value].into_iter().chain(ends).chain(marks);
            reached.map(|value| begin + value).collect::<Vec<_>>()
        };
        range(self.bars.iter().zip(self.begins()).flat_map(of_bar).chain([0.0]))
    }

    fn draw(&self, canvas: &Canvas, top: f64) {
        let bold = Lettering::new(14.0).bold();
        let name = bold.fit(&self.name, WIDTH - 2.0 * MARGIN);
        canvas.text(&name, (MARGIN, top + NAME / 2.0), bold);
        let top = top + NAME;
        let bottom = top + self.bars.len() as f64 * ROW;
        let plot = Area { left: MARGIN + NAMES, top, right: WIDTH - MARGIN - NOTES - 8.0, bottom };
        let (low, high) = self.reach().unwrap_or((-1.0, 1.0));
        let room = 0.03 * (high - low);
        let axis = Axis::linear((low - room, high + room), 6, &self.axis);
        draw_x(canvas, plot, &axis);
        let zero = plot.left + axis.share(0.0) * plot.width();
        canvas.line(&[(zero, plot.top), (zero, plot.bottom)], AXIS, 1.5);
        let mut row = Area { bottom: top + ROW, ..plot };
        for (bar, begin) in self.bars.iter().zip(self.begins()) {
            bar.draw(canvas, row, &axis, begin);
            row = Area { top: row.bottom, bottom: row.bottom + ROW, ..row };
        }
    }
}

impl WaterfallBar {
    fn draw(&self, canvas: &Canvas, row: Area, axis: &Axis, begin: f64) {
        let (_, y) = row.middle();
        let plain = Lettering::new(LETTERS);
        let lettering = if self.marks.is_none() { plain.bold() } else { plain };
        let name = lettering.fit(&self.name, NAMES - 16.0);
        canvas.text(&name, (row.left - 10.0, y), lettering.ending());
        let note = lettering.fit(&self.note, NOTES);
        canvas.text(&note, (row.right + 8.0, y), lettering);
        let at = |value: f64| row.left + axis.share(begin + value) * row.width();
        if !is_drawable(self.value) || !is_drawable(begin) {
            return;
        }
        let (left, right) = (at(self.value.min(0.0)), at(self.value.max(0.0)));
        canvas.rectangle(Area { left, right, top: y - 8.0, bottom: y + 8.0 }, self.color());
        if let Some((low, high)) = self.ends.filter(|(low, high)| is_drawable(low + high)) {
            canvas.line(&[(at(low), y), (at(high), y)], PAPER, 4.0);
            canvas.line(&[(at(low), y), (at(high), y)], INK, 1.8);
        }
        let marks = self.marks.filter(|(first, last)| is_drawable(first + last));
        if let Some((first, last)) = marks {
            canvas.hollow_marker((at(first), y), Marker::Circle, INK, 4.0);
            canvas.hollow_marker((at(last), y), Marker::Square, INK, 4.0);
        }
    }

    fn color(&self) -> plotters::style::RGBColor {
        match self.marks {
            None => QUIET,
            Some(_) if self.value < 0.0 => BETTER,
            Some(_) => WORSE,
        }
    }
}
