//! Axes: ranges that show all values, ticks at round numbers, light grids.

use super::canvas::{Area, Canvas, Lettering, Point};
use super::style::{AXIS, GRID, LINE};
use crate::report::number::format_fixed;

/// Size of the labels at ticks \[px\].
const LABEL: f64 = 12.5;
/// Size of the title of an axis \[px\].
const TITLE: f64 = 13.5;

/// What is smaller than this is zero on an axis.
const LEAST: f64 = 1e-290;

/// Whether a value can be drawn.
pub(super) fn is_drawable(value: f64) -> bool {
    value.abs() < 1e300
}

/// The least and the greatest of the values that can be drawn.
pub(super) fn range(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|&value| is_drawable(value)).fold(None, |range, value| match range {
        Some((low, high)) => Some((value.min(low), value.max(high))),
        None => Some((value, value)),
    })
}

/// One axis of a figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    logarithmic: bool,
    ticks: Vec<(f64, String)>,
    title: String,
}

impl Axis {
    /// An axis from one value to another with a tick at every multiple of a
    /// round number, so many at most.
    pub fn linear((low, high): (f64, f64), most: usize, title: &str) -> Self {
        let (low, high) = widened(low, high);
        let step = round_step((high - low) / most as f64);
        Self { ticks: multiples(low, high, step), ..Self::bare(low, high, title) }
    }

    /// A linear axis that shows values with room above them, and zero unless
    /// that would leave most of it empty.
    pub fn of_values((low, high): (f64, f64), title: &str) -> Self {
        let span = high - low;
        let from_zero = low >= 0.0 && low < 0.6 * high;
        let low = if from_zero { 0.0 } else { low - 0.06 * span };
        let high = if high <= 0.0 && high > 0.6 * low { 0.0 } else { high + 0.06 * span };
        Self::linear((low, high), 7, title)
    }

    /// An axis in days, with ticks at whole weeks once there are several.
    pub fn days((low, high): (f64, f64), title: &str) -> Self {
        const STEPS: [f64; 9] = [1.0, 2.0, 7.0, 14.0, 28.0, 56.0, 91.0, 182.0, 364.0];
        let (low, high) = if low < high { (low, high) } else { (low - 1.0, high + 1.0) };
        match STEPS.into_iter().find(|step| (high - low) / step <= 14.0) {
            Some(step) => {
                Self { ticks: multiples(low, high, step), ..Self::bare(low, high, title) }
            }
            None => Self::linear((low, high), 12, title),
        }
    }

    /// A logarithmic axis between positive values, with the ticks given.
    pub fn logarithmic(low: f64, high: f64, ticks: Vec<(f64, String)>, title: &str) -> Self {
        Self { logarithmic: true, ticks, ..Self::bare(low, high, title) }
    }

    fn bare(low: f64, high: f64, title: &str) -> Self {
        Self { low, high, logarithmic: false, ticks: Vec::new(), title: title.to_owned() }
    }

    /// How far along the axis a value is: 0 at its beginning, 1 at its end,
    /// and never beyond them.
    pub fn share(&self, value: f64) -> f64 {
        let along = |value: f64| if self.logarithmic { libm::log(value) } else { value };
        let (low, high) = (along(self.low), along(self.high));
        ((along(value.clamp(self.low, self.high)) - low) / (high - low)).clamp(0.0, 1.0)
    }

    /// The values at ticks with their labels.
    pub fn ticks(&self) -> &[(f64, String)] {
        &self.ticks
    }

    /// Whether a value lies on the axis.
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// The width of the widest label \[px\].
    fn label_width(&self) -> f64 {
        let widths = self.ticks.iter().map(|(_, label)| Lettering::new(LABEL).width(label));
        widths.fold(0.0, f64::max)
    }

    /// The ticks whose labels find room between these two places \[px\].
    fn legible(&self, from: f64, to: f64) -> impl Iterator<Item = (f64, &str)> {
        let mut taken = f64::NEG_INFINITY;
        self.ticks.iter().filter_map(move |(value, label)| {
            let at = from + self.share(*value) * (to - from);
            let half = Lettering::new(LABEL).width(label) / 2.0;
            let free = at - half > taken + 8.0;
            if free {
                taken = at + half;
            }
            free.then_some((at, label.as_str()))
        })
    }
}

/// A range with room between its ends.
fn widened(low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    if high - low > size * 1e-9 && size > LEAST {
        return (low, high);
    }
    let room = if size > LEAST { size * 0.1 } else { 1.0 };
    (low - room, high + room)
}

/// The least 1, 2 or 5 times a power of ten that is no less than this.
fn round_step(least: f64) -> f64 {
    let power = libm::exp10(libm::log10(least).floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|&step| step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// The multiples of a step within a range, with as many decimals as it has.
fn multiples(low: f64, high: f64, step: f64) -> Vec<(f64, String)> {
    let decimals = (-libm::log10(step).floor()).max(0.0) as i32;
    let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
    let count = (last - first).clamp(0.0, 50.0) as usize;
    (0..=count)
        .map(|place| (first + place as f64) * step)
        .map(|value| (value, format_fixed(value, decimals)))
        .collect()
}

/// Two axes around an area.
pub(super) struct Axes<'a> {
    /// Where the data are drawn.
    pub area: Area,
    x: &'a Axis,
    y: &'a Axis,
}

impl<'a> Axes<'a> {
    /// Fits axes with their labels and titles into an area, and draws them over
    /// what lies under the grid.
    pub fn draw(
        canvas: &Canvas,
        outer: Area,
        x: &'a Axis,
        y: &'a Axis,
        draw_ground: impl FnOnce(Area, &Self),
    ) -> Self {
        let left = outer.left + TITLE + 14.0 + y.label_width() + 8.0;
        let area = Area { left, bottom: outer.bottom - X_AXIS, ..outer };
        let axes = Self { area, x, y };
        draw_ground(area, &axes);
        axes.draw_y(canvas, outer.left);
        draw_x(canvas, area, x);
        axes
    }

    fn draw_y(&self, canvas: &Canvas, left_edge: f64) {
        let area = self.area;
        for (value, label) in &self.y.ticks {
            let y = self.at((self.x.low, *value)).1;
            canvas.line(&[(area.left, y), (area.right, y)], GRID, 1.0);
            canvas.text(label, (area.left - 8.0, y), Lettering::new(LABEL).ending());
        }
        let title = Lettering::new(TITLE).upward().centred();
        let text = title.fit(&self.y.title, area.height());
        canvas.text(&text, (left_edge + TITLE / 2.0, area.middle().1), title);
        canvas.line(&[(area.left, area.top), (area.left, area.bottom)], AXIS, 1.0);
    }

    /// The place of a point given in the values of the axes.
    pub fn at(&self, (x, y): Point) -> Point {
        let area = self.area;
        let right = area.left + self.x.share(x) * area.width();
        (right, area.bottom - self.y.share(y) * area.height())
    }
}

/// The height below an area that a horizontal axis needs \[px\].
pub(super) const X_AXIS: f64 = 52.0;

/// Draws a horizontal axis under an area, and its grid within.
pub(super) fn draw_x(canvas: &Canvas, area: Area, axis: &Axis) {
    for (x, label) in axis.legible(area.left, area.right) {
        canvas.line(&[(x, area.top), (x, area.bottom)], GRID, 1.0);
        canvas.line(&[(x, area.bottom), (x, area.bottom + 4.0)], AXIS, 1.0);
        canvas.text(label, (x, area.bottom + 15.0), Lettering::new(LABEL).centred());
    }
    canvas.line(&[(area.left, area.bottom), (area.right, area.bottom)], AXIS, 1.0);
    let title = Lettering::new(TITLE).centred();
    let text = title.fit(&axis.title, area.width());
    canvas.text(&text, (area.middle().0, area.bottom + 16.0 + LINE), title);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, label)| label.as_str()).collect()
    }

    #[test]
    fn ticks_stand_at_round_numbers() {
        assert_eq!(
            labels(&Axis::linear((0.0, 1.0), 5, "")),
            ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
        );
        assert_eq!(labels(&Axis::linear((-3.0, 7.0), 5, "")), ["−2", "0", "2", "4", "6"]);
        assert_eq!(labels(&Axis::days((-28.0, 28.0), "")).len(), 9);
        assert_eq!(labels(&Axis::days((-3.0, 3.0), "")), ["−3", "−2", "−1", "0", "1", "2", "3"]);
    }

    #[test]
    fn any_range_has_a_few_ticks() {
        for range in [
            (0.0, 0.0),
            (5.0, 5.0),
            (1e299, 1e299),
            (-1e299, 1e299),
            (1e15, 1e15 + 1e-3),
            (0.0, 5e-324),
            (0.0, 1e-300),
            (-1e-9, 1e-9),
        ] {
            let count = Axis::of_values(range, "").ticks.len();
            assert!((2..=12).contains(&count), "{range:?} has {count}");
        }
    }

    #[test]
    fn a_value_beyond_the_axis_stays_at_its_end() {
        let even = Axis::linear((0.0, 10.0), 5, "");
        let decades = Axis::logarithmic(1.0, 100.0, Vec::new(), "");
        for (axis, value, share) in [
            (&even, -5.0, 0.0),
            (&even, 5.0, 0.5),
            (&even, 99.0, 1.0),
            (&decades, 0.0, 0.0),
            (&decades, 10.0, 0.5),
        ] {
            assert!((axis.share(value) - share).abs() < 1e-12, "{value} at {}", axis.share(value));
        }
    }
}
