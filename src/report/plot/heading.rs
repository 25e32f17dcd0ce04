//! What stands over the data: title, subtitle and legend.

use plotters::style::RGBColor;

use super::canvas::{Area, Canvas, Lettering, Point};
use super::style::{self, LINE, MARGIN, Marker};
use super::wrap::wrapped;

/// What stands for something in a legend.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key {
    /// The line of the series at this place.
    Series(usize),
    /// An area of this colour.
    Swatch(RGBColor),
    /// A filled mark.
    Mark(Marker, RGBColor),
    /// A hollow mark.
    Hollow(Marker, RGBColor),
    /// An upright stroke.
    Stroke,
    /// Words alone.
    None,
}

impl Key {
    fn width(self) -> f64 {
        match self {
            Self::Series(_) => 46.0,
            Self::Swatch(_) => 16.0,
            Self::Mark(..) | Self::Hollow(..) | Self::Stroke => 12.0,
            Self::None => 0.0,
        }
    }

    fn draw(self, canvas: &Canvas, (left, y): Point) {
        let middle = (left + self.width() / 2.0, y);
        match self {
            Self::Series(place) => canvas.sample((left, y), self.width(), style::series(place)),
            Self::Swatch(color) => {
                let (top, bottom) = (y - 6.0, y + 6.0);
                let area = Area { left, top, right: left + self.width(), bottom };
                canvas.rectangle(area, color);
            }
            Self::Mark(marker, color) => canvas.marker(middle, marker, color, 5.0),
            Self::Hollow(marker, color) => canvas.hollow_marker(middle, marker, color, 5.0),
            Self::Stroke => {
                let (top, bottom) = ((middle.0, y - 8.0), (middle.0, y + 8.0));
                canvas.line(&[top, bottom], style::INK, 2.0);
            }
            Self::None => {}
        }
    }
}

/// Title, subtitle and legend, laid out for a width.
pub(super) struct Heading {
    title: Vec<String>,
    subtitle: Vec<String>,
    legend: Vec<(Point, Key, String)>,
    /// The height of it all \[px\]; the data begin below.
    pub height: f64,
}

const TITLE: f64 = 19.0;
const SUBTITLE: f64 = 13.5;
const LEGEND: f64 = 13.5;
const TITLE_LINE: f64 = 26.0;

impl Heading {
    /// Lays out a heading over the whole width \[px\] of a figure.
    pub fn new(width: f64, title: &str, subtitle: &str, entries: Vec<(Key, String)>) -> Self {
        let room = width - 2.0 * MARGIN;
        let title = wrapped(title, room, Lettering::new(TITLE).bold());
        let subtitle = wrapped(subtitle, room, Lettering::new(SUBTITLE));
        let texts = title.len() as f64 * TITLE_LINE + subtitle.len() as f64 * LINE;
        let top = MARGIN - 6.0 + texts + 6.0;
        let (legend, height) = legend(entries, room, top);
        Self { title, subtitle, legend, height }
    }

    /// Draws it.
    pub fn draw(&self, canvas: &Canvas) {
        let mut y = MARGIN - 6.0;
        for line in &self.title {
            canvas.text(line, (MARGIN, y + TITLE_LINE / 2.0), Lettering::new(TITLE).bold());
            y += TITLE_LINE;
        }
        for line in &self.subtitle {
            canvas.text(line, (MARGIN, y + LINE / 2.0), Lettering::new(SUBTITLE).quiet());
            y += LINE;
        }
        for (at, key, name) in &self.legend {
            key.draw(canvas, *at);
            canvas.text(name, (at.0 + key.width() + gap_after(*key), at.1), Lettering::new(LEGEND));
        }
    }
}

fn gap_after(key: Key) -> f64 {
    if matches!(key, Key::None) { 0.0 } else { 7.0 }
}

/// The entries in lines from `top` down, and where they end.
fn legend(entries: Vec<(Key, String)>, room: f64, top: f64) -> (Vec<(Point, Key, String)>, f64) {
    if entries.is_empty() {
        return (Vec::new(), top + 6.0);
    }
    let (mut x, mut y) = (0.0, top + LINE / 2.0);
    let mut placed = Vec::new();
    for (key, name) in entries {
        let taken = key.width() + gap_after(key);
        let name = Lettering::new(LEGEND).fit(&name, room - taken);
        let width = taken + Lettering::new(LEGEND).width(&name);
        if x > 0.0 && x + width > room {
            (x, y) = (0.0, y + LINE);
        }
        placed.push(((MARGIN + x, y), key, name));
        x += width + 26.0;
    }
    (placed, y + LINE / 2.0 + 8.0)
}
