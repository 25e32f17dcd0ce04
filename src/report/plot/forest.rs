//! Paired differences between scenarios: a forest plot.

use super::Svg;
use super::axis::{Axis, X_AXIS, draw_x, is_drawable};
use super::canvas::{Area, Canvas, Lettering, Point, paint};
use super::heading::{Heading, Key};
use super::style::{
    AXIS, BETTER, GRID, INK, LINE, MARGIN, Marker, PAPER, QUIET, SHADE, WIDTH, WORSE,
};
use super::wrap::wrapped;
use crate::lang::{Lang, Phrase};
use crate::report::number::{NO_NUMBER, format_p_with_sign, format_significant, format_with_ends};

/// Differences from the baseline, relative to it, one column per contrast.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what the interval is.
    pub subtitle: String,
    /// The contrasts, one column of intervals each.
    pub contrasts: Vec<String>,
    /// One indicator each.
    pub rows: Vec<ForestRow>,
}

/// One indicator of a [`ForestFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct ForestRow {
    /// The indicator.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// Mean of the baseline scenario.
    pub baseline: f64,
    /// Whether the indicator is a declared primary one.
    pub primary: bool,
    /// Which direction is the better one; none for neutral indicators.
    pub better: Option<Better>,
    /// The difference in each contrast; none where it does not apply.
    pub differences: Vec<Option<ForestDifference>>,
}

/// Alternative minus baseline, in the unit of the indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForestDifference {
    /// Mean paired difference.
    pub difference: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// p-value adjusted over the family, if the row belongs to one.
    pub adjusted_p: Option<f64>,
    /// The smallest difference that matters, if one is stated or assumed.
    pub smallest: Option<f64>,
}

/// Which direction of an indicator is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
}

/// Height of a row \[px\].
const ROW: f64 = 30.0;
/// Height of the names over the columns \[px\].
const NAMES: f64 = 46.0;
/// Height of a line of them \[px\].
const NAME_LINE: f64 = 18.0;
/// Size of their letters \[px\].
const NAME: f64 = 13.0;
/// Width of the names of the indicators \[px\].
const LABELS: f64 = 280.0;
/// Width of the baseline means \[px\].
const BASELINES: f64 = 80.0;
/// Space before, between and after the figures beside the intervals \[px\].
const GAP: f64 = 14.0;
/// What stands over them.
const FIGURES: Phrase = Phrase::new("Difference [interval]", "差值 [区间]");
/// Width of a plot of intervals \[px\].
const PLOT: f64 = 200.0;
/// Size of text \[px\].
const LETTERS: f64 = 12.5;

/// Draws the intervals relative to the baseline mean, with the absolute
/// figures beside them. What is wider than the plot ends in an arrow.
#[must_use]
pub fn draw(figure: &ForestFigure, lang: Lang) -> Svg {
    let contrasts = figure.contrasts.len().max(1) as f64;
    let column = PLOT + figure.figures_width(lang);
    let width = WIDTH.max(2.0 * MARGIN + LABELS + BASELINES + contrasts * column);
    let heading = Heading::new(width, &figure.title, &figure.subtitle, legend(figure, lang));
    let names = figure.contrasts.iter().map(|name| name_lines(name, column).len());
    let more_lines = names.max().unwrap_or(0).saturating_sub(1);
    let top = heading.height + NAMES + more_lines as f64 * NAME_LINE;
    let bottom = top + (figure.rows.len() as f64 * ROW).max(120.0);
    paint(width, bottom + X_AXIS + MARGIN / 2.0, lang, |canvas| {
        heading.draw(canvas);
        let rows = Area { left: MARGIN, top, right: width - MARGIN, bottom };
        match figure.reach() {
            _ if figure.is_empty() => canvas.no_data(rows),
            reach => draw_rows(canvas, rows, figure, reach),
        }
    })
}

fn legend(figure: &ForestFigure, lang: Lang) -> Vec<(Key, String)> {
    let set =
        lang.pick("differs, neutral or set by the scenarios", "有差异，无好坏之分或由情景设定");
    let arrows = lang.pick("↓ lower is better, ↑ higher is better", "↓ 越低越好，↑ 越高越好");
    let mut entries = vec![
        (Key::Mark(Marker::Circle, BETTER), lang.pick("better than baseline", "优于基线")),
        (Key::Mark(Marker::Square, WORSE), lang.pick("worse", "劣于基线")),
        (Key::Mark(Marker::Diamond, INK), set),
        (Key::Hollow(Marker::Circle, QUIET), lang.pick("interval includes zero", "区间含零")),
        (Key::None, arrows),
    ];
    if figure.rows.iter().any(|row| row.primary) {
        let primary = lang.pick("primary indicator (bold)", "主要指标（灰底）");
        entries.push((Key::Swatch(SHADE), primary));
    }
    let found = figure.rows.iter().flat_map(|row| row.differences.iter().flatten());
    if found.into_iter().any(|found| found.smallest.is_some()) {
        entries.push((Key::Swatch(GRID), lang.pick("too small to matter", "小到无实际意义")));
    }
    entries.into_iter().map(|(key, text)| (key, text.to_owned())).collect()
}

fn draw_rows(canvas: &Canvas, rows: Area, figure: &ForestFigure, reach: f64) {
    for (row, y) in figure.rows.iter().zip(middles(rows)) {
        if row.primary {
            canvas.rectangle(Area { top: y - ROW / 2.0, bottom: y + ROW / 2.0, ..rows }, SHADE);
        }
    }
    let lang = canvas.lang;
    name_column(canvas, rows.left, rows.top - 12.0, lang.pick("Indicator (unit)", "指标（单位）"));
    let right = rows.left + LABELS + BASELINES;
    let head = Lettering::new(LETTERS).quiet().ending();
    canvas.text(lang.pick("Baseline", "基线"), (right - 14.0, rows.top - 12.0), head);
    for (row, y) in figure.rows.iter().zip(middles(rows)) {
        row.draw_label(canvas, (rows.left, y));
        let baseline = format_significant(row.baseline, 3);
        canvas.text(&baseline, (right - 14.0, y), Lettering::new(LETTERS).ending());
    }
    let column = (rows.right - right) / figure.contrasts.len().max(1) as f64;
    for (place, contrast) in figure.contrasts.iter().enumerate() {
        let left = right + place as f64 * column;
        let area = Area { left, right: left + column, ..rows };
        draw_contrast(canvas, area, figure, place, contrast, reach);
    }
}

/// The name of a contrast in lines over a column of this width \[px\].
fn name_lines(name: &str, column: f64) -> Vec<String> {
    wrapped(name, column - 16.0, Lettering::new(NAME).bold())
}

/// The middle lines of the rows.
fn middles(rows: Area) -> impl Iterator<Item = f64> {
    (0..).map(move |place| rows.top + (f64::from(place) + 0.5) * ROW)
}

fn name_column(canvas: &Canvas, left: f64, y: f64, name: &str) {
    canvas.text(name, (left + 6.0, y), Lettering::new(LETTERS).quiet());
}

fn draw_contrast(
    canvas: &Canvas,
    area: Area,
    figure: &ForestFigure,
    place: usize,
    contrast: &str,
    reach: f64,
) {
    for (above, line) in name_lines(contrast, area.width()).iter().rev().enumerate() {
        let y = area.top - 12.0 - LINE - above as f64 * NAME_LINE;
        canvas.text(line, (area.left + 8.0, y), Lettering::new(NAME).bold());
    }
    let plot = Area {
        left: area.left + 8.0,
        right: area.right - figure.figures_width(canvas.lang),
        ..area
    };
    name_column(canvas, plot.right + GAP - 6.0, area.top - 12.0, FIGURES.read(canvas.lang));
    let title = canvas.lang.pick("Difference (% of baseline)", "差值（占基线的 %）");
    let axis = Axis::linear((-reach, reach), 6, title);
    for (row, y) in figure.rows.iter().zip(middles(area)) {
        let found = row.differences.get(place).copied().flatten();
        row.shade_small(canvas, plot, y, &axis, found);
    }
    draw_x(canvas, plot, &axis);
    let zero = f64::midpoint(plot.left, plot.right);
    canvas.line(&[(zero, plot.top), (zero, plot.bottom)], AXIS, 1.5);
    for (row, y) in figure.rows.iter().zip(middles(area)) {
        let Some(found) = row.differences.get(place).copied().flatten() else {
            canvas.text(NO_NUMBER, (plot.right + GAP, y), Lettering::new(LETTERS).quiet());
            continue;
        };
        row.draw_interval(canvas, plot, y, &axis, found);
        canvas.text(&found.text(), (plot.right + GAP, y), row.lettering());
        let quiet = Lettering::new(LETTERS).quiet().ending();
        canvas.text(&found.p_text(), (area.right - GAP / 2.0, y), quiet);
    }
}

impl ForestFigure {
    fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.contrasts.is_empty()
    }

    /// Width of the figures beside a plot: differences with their intervals, then p, each as
    /// wide as its widest \[px\].
    fn figures_width(&self, lang: Lang) -> f64 {
        let found = |row: &ForestRow| row.differences.iter().flatten().copied().collect::<Vec<_>>();
        let widest = |width: &dyn Fn(&ForestRow, ForestDifference) -> f64| {
            let widths = |row| found(row).into_iter().map(|of| width(row, of)).fold(0.0, f64::max);
            self.rows.iter().map(widths).fold(0.0, f64::max)
        };
        let plain = Lettering::new(LETTERS);
        let texts = widest(&|row, of| row.lettering().width(&of.text()))
            .max(plain.width(FIGURES.read(lang)));
        GAP + texts + GAP + widest(&|_, of| plain.width(&of.p_text())) + GAP / 2.0
    }

    /// How far the axis reaches to either side \[%\]: over all intervals, but
    /// no further than four times the middle one.
    fn reach(&self) -> f64 {
        let relative = |row: &ForestRow| {
            let found = row.differences.iter().flatten();
            let ends = found.filter_map(|found| row.relative(*found));
            ends.map(|ends| ends.into_iter().map(f64::abs).fold(0.0, f64::max)).collect::<Vec<_>>()
        };
        let mut widest: Vec<f64> = self.rows.iter().flat_map(relative).collect();
        widest.sort_by(f64::total_cmp);
        let middle = widest.get(widest.len() / 2).copied().unwrap_or(0.0);
        let reach = widest.last().map_or(0.0, |most| most.min(4.0 * middle));
        if reach > 0.0 { reach * 1.08 } else { 1.0 }
    }
}

impl ForestRow {
    fn lettering(&self) -> Lettering {
        let plain = Lettering::new(LETTERS);
        if self.primary { plain.bold() } else { plain }
    }

    fn draw_label(&self, canvas: &Canvas, (left, y): Point) {
        let arrow = match self.better {
            Some(Better::Lower) => " ↓",
            Some(Better::Higher) => " ↑",
            None => "",
        };
        let unit = match canvas.lang {
            _ if self.unit.is_empty() => String::new(),
            Lang::En => format!(" ({})", self.unit),
            Lang::Zh => format!("（{}）", self.unit),
        };
        let text = format!("{}{unit}{arrow}", self.label);
        let text = self.lettering().fit(&text, LABELS - 10.0);
        canvas.text(&text, (left + 6.0, y), self.lettering());
    }

    /// Low end, estimate and high end relative to the baseline mean \[%\].
    fn relative(&self, found: ForestDifference) -> Option<[f64; 3]> {
        let percent = |value: f64| value / self.baseline.abs() * 100.0;
        let ends = [found.low, found.difference, found.high].map(percent);
        ends.into_iter().all(is_drawable).then_some(ends)
    }

    /// Shades the differences that are too small to matter.
    fn shade_small(
        &self,
        canvas: &Canvas,
        plot: Area,
        y: f64,
        axis: &Axis,
        found: Option<ForestDifference>,
    ) {
        let smallest = found.and_then(|found| found.smallest);
        let percent = smallest.map(|smallest| smallest / self.baseline.abs() * 100.0);
        let Some(percent) = percent.filter(|percent| is_drawable(*percent)) else { return };
        let at = |value: f64| plot.left + axis.share(value) * plot.width();
        let (top, bottom) = (y - ROW / 2.0 + 3.0, y + ROW / 2.0 - 3.0);
        canvas.rectangle(Area { left: at(-percent), right: at(percent), top, bottom }, GRID);
    }

    fn draw_interval(
        &self,
        canvas: &Canvas,
        plot: Area,
        y: f64,
        axis: &Axis,
        found: ForestDifference,
    ) {
        let Some([low, estimate, high]) = self.relative(found) else {
            let quiet = Lettering::new(LETTERS).quiet();
            let reason = match (canvas.lang, self.baseline == 0.0) {
                (Lang::En, true) => "baseline is 0",
                (Lang::En, false) => "no baseline",
                (Lang::Zh, true) => "基线为 0",
                (Lang::Zh, false) => "没有基线",
            };
            return canvas.text(reason, (plot.middle().0 + 8.0, y), quiet);
        };
        let (marker, color) = self.look(found);
        let at = |value: f64| plot.left + axis.share(value) * plot.width();
        canvas.line(&[(at(low), y), (at(high), y)], color, 2.0);
        let beyond = |value: f64| !axis.holds(value);
        for (end, outward) in [(low, -1.0), (high, 1.0)] {
            if beyond(end) && end * outward > 0.0 {
                draw_arrow(canvas, (at(end), y), outward, color);
            }
        }
        if beyond(estimate) {
            return draw_arrow(canvas, (at(estimate), y), estimate.signum(), color);
        }
        if found.includes_zero() {
            canvas.hollow_marker((at(estimate), y), marker, color, 5.0);
        } else {
            canvas.marker((at(estimate), y), marker, color, 5.0);
        }
    }

    fn look(&self, found: ForestDifference) -> (Marker, plotters::style::RGBColor) {
        if found.includes_zero() {
            return (Marker::Circle, QUIET);
        }
        match (self.better.filter(|_| !found.is_set()), found.difference < 0.0) {
            (None, _) => (Marker::Diamond, INK),
            (Some(Better::Lower), true) | (Some(Better::Higher), false) => (Marker::Circle, BETTER),
            _ => (Marker::Square, WORSE),
        }
    }
}

impl ForestDifference {
    /// Whether it is the same in every replication, as what a scenario states.
    fn is_set(&self) -> bool {
        self.low.to_bits() == self.high.to_bits()
    }

    fn includes_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }

    fn text(&self) -> String {
        if self.is_set() {
            return format_significant(self.difference, 3);
        }
        format_with_ends(self.difference, self.low, self.high)
    }

    /// Such as `p = 0.034` or `p < 0.001`; nothing outside the family.
    fn p_text(&self) -> String {
        self.adjusted_p.map_or(String::new(), format_p_with_sign)
    }
}

/// Draws the head of an arrow that points out of the plot.
fn draw_arrow(canvas: &Canvas, (x, y): Point, outward: f64, color: plotters::style::RGBColor) {
    let back = x - outward * 9.0;
    canvas.line(&[(x, y), (back, y)], PAPER, 3.0);
    canvas.polygon(&[(x, y), (back, y - 5.5), (back, y + 5.5)], color, 1.0);
}
