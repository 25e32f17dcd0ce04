//! Stacked horizontal bars.

use super::Svg;
use super::axis::{Axis, X_AXIS, draw_x, is_drawable};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::heading::{Heading, Key};
use super::style::{self, INK, MARGIN, PAPER, WIDTH};
use super::wrap::wrapped;
use crate::lang::Lang;
use crate::report::number::format_significant;

/// A figure of stacked bars.
pub(super) struct BarChart<'a> {
    pub title: &'a str,
    pub subtitle: &'a str,
    /// The names of the parts, in stacking order.
    pub parts: &'a [String],
    pub bars: Vec<Bar>,
    /// The title of the axis.
    pub axis: String,
    /// What the upright stroke on a bar means, if bars have one.
    pub mark: Option<&'a str>,
}

/// One bar.
pub(super) struct Bar {
    /// A name over this bar and those after it, if a group begins here.
    pub group: Option<String>,
    pub name: String,
    pub parts: Vec<f64>,
    /// Where the upright stroke is.
    pub mark: Option<f64>,
    /// What stands at the end of the bar.
    pub note: String,
}

/// Height of a bar with the space around it \[px\].
const ROW: f64 = 40.0;
/// Height of the name of a group \[px\].
const GROUP: f64 = 30.0;
/// Height of a line of a name that takes several \[px\].
const NAME_LINE: f64 = 14.0;
/// Size of names and values \[px\].
const LETTERS: f64 = 13.0;

impl Bar {
    /// The parts that have a length.
    fn lengths(&self) -> impl Iterator<Item = (usize, f64)> {
        let parts = self.parts.iter().copied().enumerate();
        parts.filter(|(_, length)| is_drawable(*length) && *length > 0.0)
    }

    /// How far the bar reaches.
    pub fn total(&self) -> f64 {
        self.lengths().map(|(_, length)| length).sum()
    }

    fn has_values(&self) -> bool {
        self.parts.iter().any(|length| is_drawable(*length))
    }

    fn height(&self) -> f64 {
        ROW + if self.group.is_some() { GROUP } else { 0.0 }
    }
}

impl BarChart<'_> {
    /// Draws the bars under each other; the figure is as high as they need.
    pub fn draw(&self, lang: Lang) -> Svg {
        let parts = self.parts.iter().enumerate();
        let parts = parts.map(|(place, name)| (Key::Swatch(style::part(place)), name.clone()));
        let mark = self.mark.map(|name| (Key::Stroke, name.to_owned()));
        let entries = parts.chain(mark).collect();
        let heading = Heading::new(WIDTH, self.title, self.subtitle, entries);
        let bars: f64 = self.bars.iter().map(Bar::height).sum();
        let top = heading.height + 6.0;
        let bottom = top + bars.max(120.0) + 8.0;
        paint(WIDTH, bottom + X_AXIS + MARGIN / 2.0, lang, |canvas| {
            heading.draw(canvas);
            let area = Area {
                left: MARGIN + self.names_width() + 12.0,
                top,
                right: WIDTH - MARGIN - self.notes_width() - 8.0,
                bottom,
            };
            self.draw_bars(canvas, area);
        })
    }

    fn names_width(&self) -> f64 {
        widest(self.bars.iter().map(|bar| bar.name.as_str())).min(260.0)
    }

    fn notes_width(&self) -> f64 {
        widest(self.bars.iter().map(|bar| bar.note.as_str())).min(260.0)
    }

    fn draw_bars(&self, canvas: &Canvas, area: Area) {
        if !self.bars.iter().any(Bar::has_values) {
            return canvas.no_data(Area { left: MARGIN, right: WIDTH - MARGIN, ..area });
        }
        let reach =
            |bar: &Bar| bar.total().max(bar.mark.filter(|at| is_drawable(*at)).unwrap_or(0.0));
        let longest = self.bars.iter().map(reach).fold(0.0, f64::max);
        let most = if longest > 0.0 { longest * 1.02 } else { 1.0 };
        let axis = Axis::linear((0.0, most), 8, &self.axis);
        draw_x(canvas, area, &axis);
        let mut top = area.top;
        for bar in &self.bars {
            if let Some(group) = &bar.group {
                let lettering = Lettering::new(LETTERS + 0.5).bold();
                let name = lettering.fit(group, WIDTH - 2.0 * MARGIN);
                canvas.text(&name, (MARGIN, top + GROUP / 2.0 + 4.0), lettering);
                top += GROUP;
            }
            let row = Area { top: top + 6.0, bottom: top + ROW - 6.0, ..area };
            self.draw_bar(canvas, row, bar, &axis);
            top += ROW;
        }
    }

    fn draw_bar(&self, canvas: &Canvas, row: Area, bar: &Bar, axis: &Axis) {
        let (_, y) = row.middle();
        let lettering = Lettering::new(LETTERS);
        let lines = wrapped(&bar.name, self.names_width(), lettering);
        let first = y - (lines.len().max(1) - 1) as f64 * NAME_LINE / 2.0;
        for (place, line) in lines.iter().enumerate() {
            let y = first + place as f64 * NAME_LINE;
            canvas.text(line, (row.left - 10.0, y), lettering.ending());
        }
        let at = |value: f64| row.left + axis.share(value) * row.width();
        let mut end = 0.0;
        for (place, length) in bar.lengths() {
            let part = Area { left: at(end), right: at(end + length), ..row };
            draw_part(canvas, part, place, length);
            end += length;
        }
        if let Some(mark) = bar.mark.filter(|mark| is_drawable(*mark)) {
            let x = at(mark);
            canvas.line(&[(x, row.top - 5.0), (x, row.bottom + 5.0)], PAPER, 5.0);
            canvas.line(&[(x, row.top - 5.0), (x, row.bottom + 5.0)], INK, 2.0);
        }
        let note = lettering.fit(&bar.note, self.notes_width());
        canvas.text(&note, (row.right + 8.0, y), lettering);
    }
}

/// Draws one part, and its length within where that finds room.
fn draw_part(canvas: &Canvas, part: Area, place: usize, length: f64) {
    let color = style::part(place);
    canvas.rectangle(part, color);
    canvas.line(&[(part.right, part.top), (part.right, part.bottom)], PAPER, 1.0);
    let value = format_significant(length, 2);
    let lettering = Lettering::new(12.0).color(style::ink_on(color)).centred();
    if lettering.width(&value) + 8.0 <= part.width() {
        canvas.text(&value, part.middle(), lettering);
    }
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    texts.map(|text| Lettering::new(LETTERS).width(text)).fold(0.0, f64::max)
}
