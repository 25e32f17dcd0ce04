//! The same figure as PNG.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{self, FontResolver, Group, Node, Options, Tree};

use super::Svg;
use super::style::{BOLD, CHINESE, REGULAR};

/// Pixels of the picture to a pixel of the figure.
const SCALE: f32 = 2.0;

/// What stands for a character that no embedded font holds.
const BOX: &str = "□";

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
    let tree = lay_out(svg).map_err(|error| PngError(error.to_string()))?;
    let (width, height) = (tree.size().width() * SCALE, tree.size().height() * SCALE);
    let mut pixels = Pixmap::new(width.round() as u32, height.round() as u32)
        .ok_or_else(|| PngError(format!("it would have {width} × {height} pixels")))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError(error.to_string()))
}

/// A figure with boxes where characters would leave a blank.
fn lay_out(svg: &Svg) -> Result<Tree, usvg::Error> {
    let fonts = with_fonts();
    let tree = Tree::from_str(svg.as_str(), &fonts)?;
    let lacking = missing(tree.root());
    if lacking.is_empty() {
        return Ok(tree);
    }
    // What marks a figure up is ASCII.
    let is_lacking = |sign: char| !sign.is_ascii() && lacking.contains(sign);
    Tree::from_str(&svg.as_str().replace(is_lacking, BOX), &fonts)
}

/// The characters of all texts that no font holds.
pub(in crate::report) fn missing(group: &Group) -> String {
    let of = |node: &Node| match node {
        Node::Group(inner) => missing(inner),
        Node::Text(text) => {
            let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            glyphs.filter(|glyph| glyph.id.0 == 0).map(|glyph| glyph.text.as_str()).collect()
        }
        _ => String::new(),
    };
    group.children().iter().map(of).collect()
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

    use super::super::canvas::{Lettering, paint};
    use super::*;
    use crate::lang::Lang;

    fn plain() -> Lettering {
        Lettering::new(13.0)
    }

    fn drawn(text: &str, lettering: Lettering) -> Svg {
        paint(2000.0, 40.0, Lang::Zh, |canvas| canvas.text(text, (10.0, 20.0), lettering))
    }

    /// The characters of a text that no font holds.
    fn lacking(text: &str, lettering: Lettering) -> String {
        let svg = drawn(text, lettering);
        missing(Tree::from_str(svg.as_str(), &with_fonts()).expect("a picture").root())
    }

    fn read_all(folder: &Path, signs: &mut BTreeSet<char>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_dir() {
                read_all(&path, signs);
            } else if matches!(ending, Some("rs" | "html" | "toml")) {
                let text = fs::read_to_string(&path).expect("text");
                let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                signs.extend(lines.flat_map(str::chars));
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
        let texts = written.chunks(50).map(|some| some.iter().collect::<String>());
        let lacking: String = texts.map(|text| lacking(&text, plain())).collect();
        assert_eq!(lacking, "", "make the subset again with assets/fonts/subset.py");
    }

    #[test]
    fn a_character_that_no_font_holds_is_a_box_and_spoils_no_other() {
        let rare = "\u{24B62}网格化 grid 治理";
        assert_eq!(lacking(rare, plain()), "\u{24B62}");
        assert_eq!(lacking("亳州市谯城区", plain().bold()), "");
        let [boxed, rare] = ["□网格化 grid 治理", rare]
            .map(|text| render(&drawn(text, plain())).expect("a picture"));
        assert!(boxed == rare, "a box is drawn");
    }

    /// The widths of all texts as they are laid out \[px\].
    fn widths(group: &Group) -> Vec<f64> {
        let of = |node: &Node| match node {
            Node::Group(inner) => widths(inner),
            Node::Text(text) => vec![f64::from(text.abs_bounding_box().width())],
            _ => Vec::new(),
        };
        group.children().iter().flat_map(of).collect()
    }

    #[test]
    fn texts_are_as_wide_as_they_are_measured() {
        for text in ["街居制(仿东城区)，95% 置信区间", "ρ 0.95，12 个岗位", "as staffed, vs one"]
        {
            for lettering in [plain(), plain().bold()] {
                let svg = drawn(text, lettering);
                let tree = Tree::from_str(svg.as_str(), &with_fonts()).expect("a picture");
                let found = widths(tree.root())[0];
                let measured = lettering.width(text);
                // Kerning may draw pairs closer together.
                let fits = measured > found - 0.5 && measured < 1.05 * found;
                assert!(fits, "{text}: measured {measured}, drawn {found}");
            }
        }
    }
}
