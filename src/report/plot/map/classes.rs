//! From values to colours along a scale.

use plotters::style::RGBColor;
use plotters::style::colors::colormaps::{ColorMap, ViridisRGB};

use super::{MapClasses, MapFigure};
use crate::report::number::format_significant;
use crate::report::plot::axis::{Axis, is_drawable};
use crate::report::plot::canvas::{Area, Canvas, Lettering};
use crate::report::plot::style::AXIS;

/// Size of text \[px\].
const LETTERS: f64 = 12.5;

/// From values to colours: the borders between classes, or the ends of an even
/// scale.
pub(super) struct Classes {
    /// Ascending, at least two.
    borders: Vec<f64>,
    even: bool,
}

impl Classes {
    /// Those of the values of a figure; none without any.
    pub fn of(figure: &MapFigure) -> Option<Self> {
        let values = figure.values();
        let (least, most) = (*values.first()?, *values.last()?);
        let count = match &figure.classes {
            MapClasses::Quantile(count) if least < most => (*count).clamp(1, 9),
            _ => return Some(Self { borders: vec![least, most], even: true }),
        };
        let quantile = |part: usize| values[(values.len() - 1) * part / count];
        let mut borders: Vec<f64> = (0..=count).map(quantile).collect();
        borders.dedup();
        Some(Self { borders, even: false })
    }

    /// The colour of a value; darker is more.
    pub fn color(&self, value: f64) -> Option<RGBColor> {
        is_drawable(value).then(|| shade(self.depth(value)))
    }

    /// How far up the colours a value is, 0 to 1.
    fn depth(&self, value: f64) -> f64 {
        let (least, most) = (self.borders[0], self.borders[self.borders.len() - 1]);
        if self.is_flat() {
            return 0.5;
        }
        if self.even {
            return (value / 2.0 - least / 2.0) / (most / 2.0 - least / 2.0);
        }
        let classes = self.borders.len() - 1;
        let class = self.borders[1..classes].partition_point(|border| *border <= value);
        if classes == 1 { 0.5 } else { class as f64 / (classes - 1) as f64 }
    }

    /// Draws the colours along a bar, with their values.
    pub fn draw(&self, canvas: &Canvas, bar: Area) {
        let blocks = if self.even { 128 } else { self.borders.len() - 1 };
        let at = |share: f64| bar.left + share * bar.width();
        for block in 0..blocks {
            let left = at(block as f64 / blocks as f64);
            canvas.rectangle(Area { left, ..bar }, shade(self.block_depth(block, blocks)));
        }
        canvas.frame(bar, AXIS);
        for (share, text) in self.labels() {
            canvas.line(&[(at(share), bar.bottom), (at(share), bar.bottom + 4.0)], AXIS, 1.0);
            canvas.text(&text, (at(share), bar.bottom + 14.0), Lettering::new(LETTERS).centred());
        }
    }

    fn block_depth(&self, block: usize, blocks: usize) -> f64 {
        if blocks == 1 || self.is_flat() { 0.5 } else { block as f64 / (blocks - 1) as f64 }
    }

    fn is_flat(&self) -> bool {
        let (least, most) = (self.borders[0], self.borders[self.borders.len() - 1]);
        most / 2.0 <= least / 2.0
    }

    /// Values to name along the colour bar, with their places from 0 to 1.
    fn labels(&self) -> Vec<(f64, String)> {
        let (least, most) = (self.borders[0], self.borders[self.borders.len() - 1]);
        if self.is_flat() {
            return vec![(0.5, format_significant(least, 3))];
        }
        if self.even {
            let axis = Axis::linear((least, most), 6, "");
            let ticks = axis.ticks().iter();
            return ticks.map(|(value, text)| (axis.share(*value), text.clone())).collect();
        }
        let steps = (self.borders.len() - 1) as f64;
        let borders = self.borders.iter().enumerate();
        borders
            .map(|(place, value)| (place as f64 / steps, format_significant(*value, 3)))
            .collect()
    }
}

/// The colour this far up viridis turned round: light for little, dark for
/// much, evenly to the eye and in grey (van der Walt and Smith 2015).
fn shade(depth: f64) -> RGBColor {
    ViridisRGB.get_color(1.0 - depth.clamp(0.0, 1.0))
}
