//! The same figure as PNG.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{FontResolver, Options, Tree};

use super::Svg;
use super::style::{BOLD, CHINESE, REGULAR};

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

/// Renders a figure at twice its size, as PNG bytes, with the embedded fonts
/// and no other. A character that none of them holds is drawn as an empty box.
///
/// # Errors
/// When the figure is not a picture.
pub fn render(svg: &Svg) -> Result<Vec<u8>, PngError> {
    let tree =
        Tree::from_str(svg.as_str(), &with_fonts()).map_err(|error| PngError(error.to_string()))?;
    let (width, height) = (tree.size().width() * SCALE, tree.size().height() * SCALE);
    let mut pixels = Pixmap::new(width.round() as u32, height.round() as u32)
        .ok_or_else(|| PngError(format!("it would have {width} × {height} pixels")))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError(error.to_string()))
}

/// The embedded fonts, and that Chinese stands in for what Inter lacks.
pub(in crate::report) fn with_fonts() -> Options<'static> {
    let mut fonts = Database::new();
    let mut load = |font: &'static [u8]| fonts.load_font_source(Source::Binary(Arc::new(font)));
    load(REGULAR);
    load(BOLD);
    let chinese = load(CHINESE).first().copied();
    // Even if the first character that Inter lacks is one that no font holds: those after it may
    // be there.
    let stand_in = move |_: char, used: &[ID], _: &mut Arc<Database>| {
        chinese.filter(|font| !used.contains(font))
    };
    let font_resolver =
        FontResolver { select_fallback: Box::new(stand_in), ..FontResolver::default() };
    Options { fontdb: Arc::new(fonts), font_resolver, ..Options::default() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use resvg::usvg::{Group, Node, Text};

    use super::super::canvas::{Lettering, paint};
    use super::*;
    use crate::lang::Lang;

    /// All texts of a figure.
    fn texts(group: &Group) -> Vec<Text> {
        let of = |node: &Node| match node {
            Node::Group(inner) => texts(inner),
            Node::Text(text) => vec![(**text).clone()],
            _ => Vec::new(),
        };
        group.children().iter().flat_map(of).collect()
    }

    /// The characters of a text that no font holds.
    fn missing(text: &Text) -> String {
        let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
        glyphs.filter(|glyph| glyph.id.0 == 0).map(|glyph| glyph.text.as_str()).collect()
    }

    /// A picture of one text.
    fn drawn(text: &str, lettering: Lettering) -> Text {
        let svg = paint(2000.0, 40.0, Lang::Zh, |canvas| {
            canvas.text(text, (10.0, 20.0), lettering);
        });
        let tree = Tree::from_str(svg.as_str(), &with_fonts()).expect("it is a picture");
        texts(tree.root()).remove(0)
    }

    fn read_all(folder: &Path, signs: &mut BTreeSet<char>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_dir() {
                read_all(&path, signs);
            } else if matches!(ending, Some("rs" | "html" | "toml")) {
                signs.extend(fs::read_to_string(&path).expect("text").chars());
            }
        }
    }

    /// Whatever the sources, the page and the scenarios write in Chinese may reach a figure.
    #[test]
    fn the_fonts_hold_every_character_that_the_program_writes() {
        let mut signs = BTreeSet::new();
        for folder in ["src", "scenarios", "examples"] {
            read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut signs);
        }
        // Rules of tables in the terminal.
        signs.retain(|sign| !sign.is_ascii() && *sign != '─');
        assert!(signs.len() > 500, "{}", signs.len());
        let written: Vec<char> = signs.into_iter().collect();
        let lacking: String = written
            .chunks(50)
            .map(|some| missing(&drawn(&String::from_iter(some), plain())))
            .collect();
        assert_eq!(lacking, "", "make the subset again with assets/fonts/subset.py");
    }

    fn plain() -> Lettering {
        Lettering::new(13.0)
    }

    #[test]
    fn a_character_that_no_font_holds_spoils_no_other() {
        assert_eq!(missing(&drawn("𤭢网格化 grid 治理", plain())), "𤭢");
        assert_eq!(missing(&drawn("亳州市谯城区", plain().bold())), "");
    }

    #[test]
    fn texts_are_as_wide_as_they_are_measured() {
        for text in ["街居制(仿东城区)，95% 置信区间", "ρ 0.95，12 个岗位", "as staffed, vs one"]
        {
            for lettering in [plain(), plain().bold()] {
                let (measured, found) = (
                    lettering.width(text),
                    f64::from(drawn(text, lettering).bounding_box().width()),
                );
                assert!((measured - found).abs() < 0.015 * found, "{text}: {measured}, {found}");
            }
        }
    }
}
