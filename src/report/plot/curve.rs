//! A line with its band, broken where values are missing.

use super::axis::{Axes, is_drawable};
use super::canvas::{Canvas, Point};
use super::style::{self, BAND, SeriesStyle};

/// A line and the edges of its band, in the values of the axes.
pub(super) struct Curve {
    pub middle: Vec<Point>,
    pub low: Vec<Point>,
    pub high: Vec<Point>,
}

/// About how many marks a long line carries.
const MARKS: usize = 7;

impl Curve {
    /// The points of lists that run along the same places.
    pub fn of(places: &[f64], middle: &[f64], low: &[f64], high: &[f64]) -> Self {
        let along = |values: &[f64]| places.iter().copied().zip(values.iter().copied()).collect();
        Self { middle: along(middle), low: along(low), high: along(high) }
    }

    /// All heights that are to be seen.
    pub fn heights(&self) -> impl Iterator<Item = f64> {
        let visible = self.middle.iter().filter(|(x, _)| is_drawable(*x));
        let edges = self.band().flat_map(|(low, high)| [low, high]);
        visible.copied().chain(edges).map(|(_, y)| y)
    }

    /// The edges of the band wherever it has two.
    fn band(&self) -> impl Iterator<Item = (Point, Point)> {
        self.low.iter().copied().zip(self.high.iter().copied())
    }

    /// Draws the band.
    pub fn draw_band(&self, canvas: &Canvas, axes: &Axes, style: SeriesStyle) {
        let drawable = |(low, high): &(Point, Point)| is_point(*low) && is_point(*high);
        for run in runs(self.band(), drawable) {
            let edge = run.iter().map(|(low, _)| *low);
            let back = run.iter().rev().map(|(_, high)| *high);
            let outline: Vec<Point> = edge.chain(back).map(|point| axes.at(point)).collect();
            match run.len() {
                1 => canvas.line(&outline, style.color, 1.5),
                _ => canvas.polygon(&outline, style.color, BAND),
            }
        }
    }

    /// Draws the line of the series at this place.
    pub fn draw_line(&self, canvas: &Canvas, axes: &Axes, style: SeriesStyle) {
        for run in runs(self.middle.iter().copied(), |point| is_point(*point)) {
            let places: Vec<Point> = run.into_iter().map(|point| axes.at(point)).collect();
            match places[..] {
                [only] => canvas.marker(only, style.marker, style.color, 4.0),
                _ => canvas.dashed(&places, style.color, 2.0, style.dash),
            }
        }
    }

    /// Marks some points of the line, elsewhere than its neighbours are marked.
    pub fn draw_marks(&self, canvas: &Canvas, axes: &Axes, place: usize) {
        let style = style::series(place);
        let step = (self.middle.len() / MARKS).max(1);
        let first = place * step / 4 % step;
        for &point in self.middle.iter().skip(first).step_by(step).filter(|point| is_point(**point))
        {
            canvas.marker(axes.at(point), style.marker, style.color, 4.0);
        }
    }
}

fn is_point((x, y): Point) -> bool {
    is_drawable(x) && is_drawable(y)
}

/// The longest stretches of items that all hold.
fn runs<T>(items: impl Iterator<Item = T>, holds: impl Fn(&T) -> bool) -> Vec<Vec<T>> {
    let mut runs = vec![Vec::new()];
    for item in items {
        if !holds(&item) {
            runs.push(Vec::new());
        } else if let Some(run) = runs.last_mut() {
            run.push(item);
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_breaks_the_line() {
        let values = [1.0, f64::NAN, 2.0, 3.0, f64::INFINITY, f64::NAN, 4.0];
        let found = runs(values.into_iter(), |value| value.is_finite());
        assert_eq!(found, [vec![1.0], vec![2.0, 3.0], vec![4.0]]);
    }
}
