//! Figures, one file each: a plain struct in, an [`Svg`] out.
//!
//! Every figure is complete in itself (title, what was measured, axes with
//! units, legend beside the data) and draws something honest whatever it is
//! given: values that are not finite leave a gap, and a figure without any
//! value says "no data".

mod axis;
mod bars;
mod canvas;
mod curve;
pub mod daily;
pub mod event_study;
pub mod forest;
mod heading;
pub mod map;
pub mod matrix;
pub mod png;
pub mod precision;
pub mod stages;
mod style;
pub mod survival;
pub mod uncertainty;
pub mod waterfall;
pub mod welch;
pub mod workload;
mod wrap;

pub(super) use self::style::{BOLD, REGULAR};

/// A finished figure, as SVG text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg {
    text: String,
    /// Width and height \[px\].
    size: (u32, u32),
}

impl Svg {
    /// The SVG document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it wants a page upright rather than across.
    #[must_use]
    pub fn is_tall(&self) -> bool {
        self.size.1 > self.size.0
    }
}
