//! What streets gain by the time since their change, beside what is true (an event study).

use super::Svg;
use super::axis::{Axes, Axis, X_AXIS, is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::heading::{Heading, Key};
use super::style::{self, INK, MARGIN, WIDTH};
use crate::lang::Lang;

/// Effects by time since the change, one panel for each series.
#[derive(Clone, Debug, PartialEq)]
pub struct EventStudyFigure {
    /// What is shown.
    pub title: String,
    /// Sample size, unit, and what the design is.
    pub subtitle: String,
    /// The time since the change, as the axis names it.
    pub x_label: String,
    /// What the two marks are: estimate and truth.
    pub marks: [String; 2],
    /// What the legend says of the upright line.
    pub change_label: String,
    /// One series each.
    pub panels: Vec<EventStudyPanel>,
}

/// One series of an [`EventStudyFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct EventStudyPanel {
    /// The series and its unit.
    pub title: String,
    /// Points, ascending in time.
    pub points: Vec<EventStudyPoint>,
}

/// What streets gain at one time since their change.
#[derive(Clone, Debug, PartialEq)]
pub struct EventStudyPoint {
    /// Days since the change.
    pub days: f64,
    /// Mean and interval of the estimate and of the truth.
    pub values: [(f64, f64, f64); 2],
}

/// Height of a panel with its title and axis \[px\].
const PANEL: f64 = 236.0;
/// Height of a panel's title \[px\].
const NAME: f64 = 26.0;
/// How far the two marks of a moment stand apart \[px\].
const APART: f64 = 9.0;

/// Draws the panels below each other over the same days.
#[must_use]
pub fn draw(figure: &EventStudyFigure, lang: Lang) -> Svg {
    let marks = figure.marks.iter().enumerate();
    let marks = marks.map(|(place, mark)| (Key::Series(place), mark.clone()));
    let entries = marks.chain([(Key::None, figure.change_label.clone())]).collect();
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, entries);
    let panels = figure.panels.len().max(1) as f64;
    let height = heading.height + panels * PANEL + X_AXIS - 30.0;
    let points = figure.panels.iter().flat_map(|panel| &panel.points);
    let days = range(points.map(|point| point.days).chain([0.0]));
    paint(WIDTH, height, lang, |canvas| {
        heading.draw(canvas);
        let top = heading.height + NAME;
        let outer = Area { left: MARGIN, top, right: WIDTH - MARGIN, bottom: height - MARGIN };
        let (Some(days), false) = (days, figure.panels.is_empty()) else {
            return canvas.no_data(outer);
        };
        for (place, panel) in figure.panels.iter().enumerate() {
            let top = heading.height + place as f64 * PANEL + NAME;
            let area = Area { top, bottom: top + PANEL - NAME, ..outer };
            panel.draw(canvas, area, figure, days);
        }
    })
}

impl EventStudyPanel {
    fn draw(
        &self,
        canvas: &Canvas,
        outer: Area,
        figure: &EventStudyFigure,
        (first, last): (f64, f64),
    ) {
        let name = Lettering::new(13.5).bold();
        let title = name.fit(&self.title, outer.width());
        canvas.text(&title, (outer.left, outer.top - NAME / 2.0), name);
        let ends =
            self.points.iter().flat_map(|of| of.values).flat_map(|(_, low, high)| [low, high]);
        let Some(heights) = range(ends.filter(|y| is_drawable(*y)).chain([0.0])) else {
            return canvas.no_data(outer);
        };
        let room = 0.06 * (last - first).max(1.0);
        let x = Axis::days((first - room, last + room), &figure.x_label);
        let y = Axis::of_values(heights, "");
        let axes = Axes::draw(canvas, outer, &x, &y, |_, _| {});
        let (at, level) = axes.at((0.0, 0.0));
        let area = axes.area;
        canvas.line(&[(area.left, level), (area.right, level)], INK, 1.0);
        canvas.dashed(&[(at, area.top), (at, area.bottom)], INK, 1.5, Some((5.0, 4.0)));
        for point in &self.points {
            for (place, value) in point.values.iter().enumerate() {
                let aside = (place as f64 - 0.5) * APART;
                draw_value(canvas, &axes, (point.days, aside), *value, place);
            }
        }
    }
}

/// A mark with its interval, so far aside of its moment \[px\].
fn draw_value(
    canvas: &Canvas,
    axes: &Axes,
    (days, aside): (f64, f64),
    (mean, low, high): (f64, f64, f64),
    place: usize,
) {
    if ![mean, low, high].into_iter().all(is_drawable) {
        return;
    }
    let look = style::series(place);
    let at = |value: f64| {
        let (x, y) = axes.at((days, value));
        (x + aside, y)
    };
    canvas.line(&[at(low), at(high)], look.color, 1.5);
    canvas.marker(at(mean), look.marker, look.color, 4.0);
}
