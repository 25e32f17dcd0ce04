//! The same figure as PNG.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use super::Svg;
use super::style::{BOLD, REGULAR};

/// Pixels of the picture to a pixel of the figure.
const SCALE: f32 = 2.0;

/// A figure that could not be turned into pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PngError(String);

impl std::fmt::Display for PngError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "a figure cannot be rendered as PNG: {}", self.0)
    }
}

impl std::error::Error for PngError {}

/// Renders a figure at twice its size, as PNG bytes, with the embedded font
/// and no other.
///
/// # Errors
/// When the figure is not a picture.
pub fn render(svg: &Svg) -> Result<Vec<u8>, PngError> {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let tree =
        Tree::from_str(svg.as_str(), &options).map_err(|error| PngError(error.to_string()))?;
    let (width, height) = (tree.size().width() * SCALE, tree.size().height() * SCALE);
    let mut pixels = Pixmap::new(width.round() as u32, height.round() as u32)
        .ok_or_else(|| PngError(format!("it would have {width} × {height} pixels")))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError(error.to_string()))
}
