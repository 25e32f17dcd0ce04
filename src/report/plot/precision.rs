//! How well indicators are known, against the number of replications.

use super::Svg;
use super::axis::{Axes, Axis, is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::curve::Curve;
use super::heading::{Heading, Key};
use super::style::{self, AXIS, HEIGHT, INK, MARGIN, WIDTH};
use crate::lang::Lang;

/// Half-widths of intervals against the replications that they rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct PrecisionFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what the interval is.
    pub subtitle: String,
    /// The replications, as the axis names them.
    pub x_label: String,
    /// The half-widths, as the axis names them.
    pub y_label: String,
    /// What the thin lines are.
    pub law: String,
    /// One line each.
    pub series: Vec<PrecisionSeries>,
    /// Half-widths that were asked for \[%\], and what they say.
    pub goals: Vec<(f64, String)>,
}

/// One line of a [`PrecisionFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct PrecisionSeries {
    /// Indicator and scenario, as the legend names them.
    pub name: String,
    /// Numbers of replications, ascending, and the half-width after each \[%\].
    pub half_widths: Vec<(f64, f64)>,
}

/// Draws the lines over the law by which they should fall, both axes logarithmic.
#[must_use]
pub fn draw(figure: &PrecisionFigure, lang: Lang) -> Svg {
    let names = figure.series.iter().enumerate();
    let lines = names.map(|(place, series)| (Key::Series(place), series.name.clone()));
    let entries = lines.chain([(Key::None, figure.law.clone())]).collect();
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, entries);
    let height = HEIGHT.max(heading.height + 360.0);
    paint(WIDTH, height, lang, |canvas| {
        heading.draw(canvas);
        let (top, bottom) = (heading.height + 16.0, height - MARGIN / 2.0);
        let outer = Area { left: MARGIN, top, right: WIDTH - MARGIN, bottom };
        figure.draw_lines(canvas, outer);
    })
}

impl PrecisionFigure {
    fn draw_lines(&self, canvas: &Canvas, outer: Area) {
        let points = || self.series.iter().flat_map(PrecisionSeries::points);
        let goals = self.goals.iter().map(|(goal, _)| *goal).filter(|goal| *goal > 0.0);
        let (Some(numbers), Some(widths)) =
            (range(points().map(|(n, _)| n)), range(points().map(|(_, width)| width).chain(goals)))
        else {
            return canvas.no_data(outer);
        };
        let x = logarithmic((numbers.0, numbers.1.max(numbers.0 + 1.0)), &self.x_label);
        let y = logarithmic((widths.0 / 1.3, widths.1 * 1.3), &self.y_label);
        let axes = Axes::draw(canvas, outer, &x, &y, |_, _| {});
        let area = axes.area;
        for (goal, label) in &self.goals {
            let (_, at) = axes.at((numbers.0, *goal));
            canvas.dashed(&[(area.left, at), (area.right, at)], INK, 1.5, Some((5.0, 4.0)));
            let lettering = Lettering::new(12.5).quiet().ending();
            canvas.text(label, (area.right - 4.0, at - 9.0), lettering);
        }
        for (place, series) in self.series.iter().enumerate() {
            let Some(last) = series.points().last() else { continue };
            canvas.dashed(&law(&axes, numbers.0, last, &y), AXIS, 1.0, Some((2.0, 3.0)));
            let (n, widths): (Vec<f64>, Vec<f64>) = series.points().unzip();
            let curve = Curve::of(&n, &widths, &[], &[]);
            curve.draw_line(canvas, &axes, style::series(place));
            curve.draw_marks(canvas, &axes, place);
        }
    }
}

impl PrecisionSeries {
    /// What a logarithmic axis can show.
    fn points(&self) -> impl Iterator<Item = (f64, f64)> {
        let shown = |(n, width): &(f64, f64)| *n > 0.0 && *width > 0.0 && is_drawable(*width);
        self.half_widths.iter().copied().filter(shown)
    }
}

/// The line of n to the power of −½ through the last point, as far as the axis goes; straight on
/// these axes.
fn law(axes: &Axes, first: f64, (n, width): (f64, f64), y: &Axis) -> Vec<(f64, f64)> {
    let number = |step: u32| first * libm::pow(n / first, f64::from(step) / 40.0);
    let points = (0..=40).map(number).map(|of| (of, width * (n / of).sqrt()));
    points.filter(|(_, width)| y.holds(*width)).map(|point| axes.at(point)).collect()
}

/// A logarithmic axis with ticks at 1, 2 and 5 times the powers of ten.
fn logarithmic((low, high): (f64, f64), title: &str) -> Axis {
    let (first, last) = (libm::log10(low).floor() as i32, libm::log10(high).ceil() as i32);
    let decades = (first..=last).flat_map(|power| [1.0, 2.0, 5.0].map(|of| (of, power)));
    let ticks = decades.filter_map(|(of, power)| {
        let value = of * libm::exp10(f64::from(power));
        let label = crate::report::number::format_fixed(value, (-power).max(0));
        (low..=high).contains(&value).then_some((value, label))
    });
    Axis::logarithmic(low, high, ticks.collect(), title)
}
