//! What a pilot watched: moving averages, and where each is cut (Welch's figure).

use super::Svg;
use super::axis::{Axes, Axis, X_AXIS, is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::curve::Curve;
use super::heading::{Heading, Key};
use super::style::{self, INK, MARGIN, WIDTH};
use crate::lang::Lang;

/// States of all scenarios from the empty beginning on, one panel each.
#[derive(Clone, Debug, PartialEq)]
pub struct WelchFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what is averaged.
    pub subtitle: String,
    /// The days, as the axis names them.
    pub x_label: String,
    /// What the legend says of the line at the warm-up.
    pub warm_up_label: String,
    /// The warm-up that the study takes \[d\].
    pub warm_up_days: f64,
    /// The scenarios, as the legend names them.
    pub scenarios: Vec<String>,
    /// One state each.
    pub panels: Vec<WelchPanel>,
}

/// One state of a [`WelchFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct WelchPanel {
    /// The state and how it is counted.
    pub title: String,
    /// One curve for each scenario that has the state.
    pub curves: Vec<WelchCurve>,
}

/// One line of a [`WelchPanel`].
#[derive(Clone, Debug, PartialEq)]
pub struct WelchCurve {
    /// Place of the scenario.
    pub scenario: usize,
    /// Days from the beginning on, and the moving average on each.
    pub averages: Vec<(f64, f64)>,
    /// The day before which it is cut.
    pub cut: f64,
}

/// Height of a panel with its title and axis \[px\].
const PANEL: f64 = 236.0;
/// Height of a panel's title \[px\].
const NAME: f64 = 26.0;

/// Draws the panels below each other over the same days.
#[must_use]
pub fn draw(figure: &WelchFigure, lang: Lang) -> Svg {
    let names = figure.scenarios.iter().enumerate();
    let names = names.map(|(place, name)| (Key::Series(place), name.clone()));
    let entries = names.chain([(Key::None, figure.warm_up_label.clone())]).collect();
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, entries);
    let panels = figure.panels.len().max(1) as f64;
    let height = heading.height + panels * PANEL + X_AXIS - 30.0;
    let days = figure.panels.iter().flat_map(|panel| &panel.curves).flat_map(|of| &of.averages);
    let days = range(days.map(|(day, _)| *day).chain([0.0, figure.warm_up_days]));
    paint(WIDTH, height, lang, |canvas| {
        heading.draw(canvas);
        let outer = Area {
            left: MARGIN,
            top: heading.height + NAME,
            right: WIDTH - MARGIN,
            bottom: height - MARGIN,
        };
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

impl WelchPanel {
    fn draw(&self, canvas: &Canvas, outer: Area, figure: &WelchFigure, days: (f64, f64)) {
        let name = Lettering::new(13.5).bold();
        let title = name.fit(&self.title, outer.width());
        canvas.text(&title, (outer.left, outer.top - NAME / 2.0), name);
        let curve = |of: &WelchCurve| {
            let (days, averages): (Vec<f64>, Vec<f64>) = of.averages.iter().copied().unzip();
            Curve::of(&days, &averages, &[], &[])
        };
        let curves: Vec<Curve> = self.curves.iter().map(curve).collect();
        let heights = curves.iter().flat_map(Curve::heights).filter(|y| is_drawable(*y));
        let Some(heights) = range(heights) else { return canvas.no_data(outer) };
        let x = Axis::days(days, &figure.x_label);
        let y = Axis::of_values(heights, "");
        let axes = Axes::draw(canvas, outer, &x, &y, |_, _| {});
        let area = axes.area;
        for (curve, of) in curves.iter().zip(&self.curves) {
            let look = style::series(of.scenario);
            curve.draw_line(canvas, &axes, look);
            let (at, _) = axes.at((of.cut, heights.0));
            canvas.line(&[(at, area.top), (at, area.bottom)], look.color, 1.5);
            canvas.marker((at, area.top + 5.0), look.marker, look.color, 4.0);
        }
        let (end, _) = axes.at((figure.warm_up_days, heights.0));
        canvas.dashed(&[(end, area.top), (end, area.bottom)], INK, 1.5, Some((5.0, 4.0)));
    }
}
