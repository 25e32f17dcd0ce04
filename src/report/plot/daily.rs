//! A state of the city day by day: lines with bands.

use super::Svg;
use super::axis::{Axes, Axis, is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::curve::Curve;
use super::heading::{Heading, Key};
use super::style::{self, AXIS, HEIGHT, MARGIN, SHADE, WIDTH};
use crate::lang::Lang;

/// Daily means over replications, one line per scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct DailyFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what the band is.
    pub subtitle: String,
    /// The quantity with its unit.
    pub y_label: String,
    /// One line each.
    pub series: Vec<DailySeries>,
    /// The day on which measurement begins; days before it are warm-up.
    pub measured_from: i64,
}

/// One line of a [`DailyFigure`]; the lists are equally long.
#[derive(Clone, Debug, PartialEq)]
pub struct DailySeries {
    /// The scenario, as the legend names it.
    pub name: String,
    /// The days, ascending; negative ones are warm-up.
    pub days: Vec<i64>,
    /// Mean over replications on each day.
    pub mean: Vec<f64>,
    /// Lower edge of the band on each day.
    pub low: Vec<f64>,
    /// Upper edge of the band on each day.
    pub high: Vec<f64>,
}

/// Draws the lines over their bands, with the warm-up marked.
#[must_use]
pub fn draw(figure: &DailyFigure, lang: Lang) -> Svg {
    let names = figure.series.iter().enumerate();
    let entries = names.map(|(place, series)| (Key::Series(place), series.name.clone())).collect();
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, entries);
    let height = HEIGHT.max(heading.height + 360.0);
    paint(WIDTH, height, lang, |canvas| {
        heading.draw(canvas);
        let (top, bottom) = (heading.height + 16.0, height - MARGIN / 2.0);
        let outer = Area { left: MARGIN, top, right: WIDTH - MARGIN, bottom };
        draw_lines(canvas, outer, figure);
    })
}

fn draw_lines(canvas: &Canvas, outer: Area, figure: &DailyFigure) {
    let curves: Vec<Curve> = figure.series.iter().map(DailySeries::curve).collect();
    let seen = |curve: &Curve| curve.middle.iter().any(|(_, y)| is_drawable(*y));
    let days = range(figure.series.iter().flat_map(|one| &one.days).map(|day| *day as f64));
    let heights = range(curves.iter().filter(|curve| seen(curve)).flat_map(Curve::heights));
    let (Some(days), Some(heights)) = (days, heights) else {
        return canvas.no_data(outer);
    };
    let x = Axis::days(days, canvas.lang.pick("Day of the study", "研究日（第 0 天开始观测）"));
    let y = Axis::of_values(heights, &figure.y_label);
    let shade = |area: Area, axes: &Axes| mark_warm_up(canvas, area, axes, figure, days);
    let axes = Axes::draw(canvas, outer, &x, &y, shade);
    for (place, curve) in curves.iter().enumerate() {
        curve.draw_band(canvas, &axes, style::series(place));
    }
    for (place, curve) in curves.iter().enumerate() {
        curve.draw_line(canvas, &axes, style::series(place));
        curve.draw_marks(canvas, &axes, place);
    }
}

/// Shades the days before measurement and names them where there is room.
fn mark_warm_up(canvas: &Canvas, area: Area, axes: &Axes, figure: &DailyFigure, days: (f64, f64)) {
    let start = figure.measured_from as f64;
    if start <= days.0 || start > days.1 {
        return;
    }
    let (x, _) = axes.at((start, 0.0));
    canvas.rectangle(Area { right: x, ..area }, SHADE);
    canvas.dashed(&[(x, area.top), (x, area.bottom)], AXIS, 1.0, Some((4.0, 3.0)));
    let (label, lettering) = (canvas.lang.pick("warm-up", "预热期"), Lettering::new(12.5).quiet());
    let middle = f64::midpoint(area.left, x);
    if lettering.width(label) + 8.0 < x - area.left {
        canvas.text(label, (middle, area.top - 9.0), lettering.centred());
    }
}

impl DailySeries {
    fn curve(&self) -> Curve {
        let days: Vec<f64> = self.days.iter().map(|day| *day as f64).collect();
        Curve::of(&days, &self.mean, &self.low, &self.high)
    }
}
