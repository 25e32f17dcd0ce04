//! How long problems stay unsolved: Kaplan–Meier curves.

use super::Svg;
use super::axis::{Axes, Axis, range};
use super::canvas::{Area, Canvas, Lettering, paint};
use super::curve::Curve;
use super::heading::{Heading, Key};
use super::style::{self, AXIS, GRID, HEIGHT, MARGIN, WIDTH};
use crate::lang::{Lang, Phrase, text};
use crate::report::number::format_duration;

/// Share of problems still unsolved against time, one curve per scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what the band is.
    pub subtitle: String,
    /// One curve each.
    pub curves: Vec<SurvivalCurve>,
    /// The end of follow-up, to which means are restricted \[h\].
    pub tau_hours: f64,
}

/// One curve of a [`SurvivalFigure`]; the lists are equally long.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalCurve {
    /// The scenario, as the legend names it.
    pub name: String,
    /// Moments at which the curve steps, ascending \[h\].
    pub hours: Vec<f64>,
    /// Share still unsolved from each moment on, 0 to 1.
    pub open_share: Vec<f64>,
    /// Lower edge of the band.
    pub low: Vec<f64>,
    /// Upper edge of the band.
    pub high: Vec<f64>,
}

/// Ticks that people think in \[h\].
const TICKS: [(f64, Phrase); 16] = [
    (1.0 / 60.0, Phrase::new("1 min", "1 分钟")),
    (1.0 / 6.0, Phrase::new("10 min", "10 分钟")),
    (0.5, Phrase::new("30 min", "30 分钟")),
    (1.0, Phrase::new("1 h", "1 小时")),
    (3.0, Phrase::new("3 h", "3 小时")),
    (6.0, Phrase::new("6 h", "6 小时")),
    (12.0, Phrase::new("12 h", "12 小时")),
    (24.0, Phrase::new("1 d", "1 天")),
    (72.0, Phrase::new("3 d", "3 天")),
    (168.0, Phrase::new("1 wk", "1 周")),
    (336.0, Phrase::new("2 wk", "2 周")),
    (720.0, Phrase::new("30 d", "30 天")),
    (1440.0, Phrase::new("60 d", "60 天")),
    (4320.0, Phrase::new("180 d", "180 天")),
    (8760.0, Phrase::new("1 yr", "1 年")),
    (87600.0, Phrase::new("10 yr", "10 年")),
];

/// Draws step lines over their bands on a logarithmic time axis, with a mark
/// where half are solved.
#[must_use]
pub fn draw(figure: &SurvivalFigure, lang: Lang) -> Svg {
    let curves = figure.curves.iter().enumerate();
    let entries = curves.map(|(place, curve)| (Key::Series(place), curve.label(lang))).collect();
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, entries);
    let height = HEIGHT.max(heading.height + 360.0);
    paint(WIDTH, height, lang, |canvas| {
        heading.draw(canvas);
        let (top, bottom) = (heading.height + 16.0, height - MARGIN / 2.0);
        let outer = Area { left: MARGIN, top, right: WIDTH - MARGIN, bottom };
        draw_curves(canvas, outer, figure);
    })
}

fn draw_curves(canvas: &Canvas, outer: Area, figure: &SurvivalFigure) {
    let Some((first, last)) = figure.times() else {
        return canvas.no_data(outer);
    };
    let ticks = TICKS.into_iter().filter(|(hours, _)| (first..=last).contains(hours));
    let ticks = ticks.map(|(hours, label)| (hours, label.read(canvas.lang).to_owned())).collect();
    let time = canvas
        .lang
        .pick("Time since the problem arose (log scale)", "问题发生以来的时间（对数刻度）");
    let share = canvas.lang.pick("Share still unsolved (%)", "仍未解决的比例（%）");
    let x = Axis::logarithmic(first, last, ticks, time);
    let y = Axis::linear((0.0, 100.0), 10, share);
    let axes =
        Axes::draw(canvas, outer, &x, &y, |area, axes| mark_levels(canvas, area, axes, figure));
    let steps: Vec<Curve> = figure.curves.iter().map(|curve| curve.steps(first, last)).collect();
    for (place, curve) in steps.iter().enumerate() {
        curve.draw_band(canvas, &axes, style::series(place));
    }
    for (place, curve) in steps.iter().enumerate() {
        curve.draw_line(canvas, &axes, style::series(place));
    }
    for (place, curve) in figure.curves.iter().enumerate() {
        if let Some(median) = curve.median() {
            let look = style::series(place);
            canvas.marker(axes.at((median, 50.0)), look.marker, look.color, 5.5);
        }
    }
}

/// Draws the line at one half, and the end of follow-up.
fn mark_levels(canvas: &Canvas, area: Area, axes: &Axes, figure: &SurvivalFigure) {
    let (_, half) = axes.at((1.0, 50.0));
    canvas.dashed(&[(area.left, half), (area.right, half)], AXIS, 1.0, Some((4.0, 3.0)));
    if figure.tau_hours.is_finite() && figure.tau_hours > 0.0 {
        let (x, _) = axes.at((figure.tau_hours, 0.0));
        canvas.line(&[(x, area.top), (x, area.bottom)], GRID, 2.0);
        let tau = format_duration(figure.tau_hours, canvas.lang);
        let label = text!("end of follow-up, τ = {tau}", "追踪期结束，τ = {tau}").said(canvas.lang);
        canvas.text(&label, (x, area.top - 9.0), Lettering::new(12.5).quiet().ending());
    }
}

impl SurvivalFigure {
    /// The ends of the time axis; none if no curve has a point.
    fn times(&self) -> Option<(f64, f64)> {
        let points = self.curves.iter().flat_map(SurvivalCurve::points);
        let hours: Vec<f64> = points.map(|(hours, _)| hours).collect();
        range(hours.iter().copied())?;
        let tau = Some(self.tau_hours).filter(|&tau| tau.is_finite() && tau > 0.0);
        let positive = hours.into_iter().filter(|&hours| hours > 0.0).chain(tau);
        let (least, most) = range(positive).unwrap_or((1.0, 1.0));
        let most = most.max(least * 1.001);
        let tick = |hours: &f64| *hours <= least;
        let below = TICKS.map(|(hours, _)| hours).into_iter().rev().find(tick).unwrap_or(least);
        Some((below.max(most * 1e-6).min(most / 10.0), most))
    }
}

impl SurvivalCurve {
    /// The moments at which the curve is known, and the shares in per cent.
    fn points(&self) -> impl Iterator<Item = (f64, f64)> {
        let pairs = self.hours.iter().copied().zip(self.open_share.iter().copied());
        pairs.filter(|(hours, share)| hours.is_finite() && share.is_finite())
    }

    /// When half are solved, if the curve comes to that.
    fn median(&self) -> Option<f64> {
        self.points().find(|(_, share)| *share <= 0.5).map(|(hours, _)| hours)
    }

    fn label(&self, lang: Lang) -> String {
        let name = &self.name;
        match self.median().map(|median| format_duration(median, lang)) {
            Some(median) => text!("{name} (median {median})", "{name}（中位数 {median}）"),
            None => text!("{name} (median not reached)", "{name}（未达到中位数）"),
        }
        .said(lang)
    }

    /// The curve as stairs in per cent, from one moment to another.
    fn steps(&self, first: f64, last: f64) -> Curve {
        let stairs = |shares: &[f64]| stairs(&self.hours, shares, first, last);
        Curve { middle: stairs(&self.open_share), low: stairs(&self.low), high: stairs(&self.high) }
    }
}

/// Each share holds from its moment to the next one; before the first, all are
/// open.
fn stairs(hours: &[f64], shares: &[f64], first: f64, last: f64) -> Vec<(f64, f64)> {
    let mut level = 100.0;
    let mut points = vec![(first, level)];
    for (&moment, &share) in hours.iter().zip(shares).filter(|(hours, _)| hours.is_finite()) {
        let moment = moment.clamp(first, last);
        points.push((moment, level));
        level = share * 100.0;
        points.push((moment, level));
    }
    points.push((last, level));
    points
}
