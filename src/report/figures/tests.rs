//! Figures in both languages, read as the renderer lays them out.

use resvg::usvg::{Group, Node, Rect, Tree};

use super::*;
use crate::experiment::Comparison;
use crate::report::plot::png;
use crate::report::tests::{compared, scenario};

fn comparison() -> Comparison {
    let models = ["traditional", "beijing-dongcheng-2004"];
    compared(models.map(|name| scenario(name, name).0), 3, Vec::new())
}

fn drawn(comparison: &Comparison, lang: Lang) -> Vec<Drawn> {
    let mut drawn = of_studies(&comparison.studies, lang);
    drawn.push(of_comparison(comparison, lang));
    drawn
}

/// A text as it is laid out: what it says, its box, and whether a glyph is missing.
struct Laid {
    said: String,
    place: Rect,
    lacks: bool,
}

fn texts(group: &Group, found: &mut Vec<Laid>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => texts(inner, found),
            Node::Text(text) => found.push(Laid {
                said: text.chunks().iter().map(|chunk| chunk.text()).collect(),
                place: text.abs_bounding_box(),
                lacks: text
                    .layouted()
                    .iter()
                    .flat_map(|span| &span.positioned_glyphs)
                    .any(|glyph| glyph.id.0 == 0),
            }),
            _ => {}
        }
    }
}

/// Whether boxes share more than what letters without ink need.
fn overlap(a: &Rect, b: &Rect) -> bool {
    const SLACK: f32 = 1.5;
    let across = a.right().min(b.right()) - a.left().max(b.left());
    let down = a.bottom().min(b.bottom()) - a.top().max(b.top());
    across > SLACK && down > SLACK
}

#[test]
fn texts_of_figures_are_whole_and_never_lie_on_each_other() {
    let comparison = comparison();
    for lang in Lang::ALL {
        for Drawn { name, svg, .. } in drawn(&comparison, lang) {
            let tree = Tree::from_str(svg.as_str(), &png::with_fonts()).expect("it is a picture");
            let mut found = Vec::new();
            texts(tree.root(), &mut found);
            assert!(found.len() > 10, "{name}");
            for (at, Laid { said, place, lacks }) in found.iter().enumerate() {
                assert!(!said.ends_with('…'), "{name}: {said} is cut short");
                assert!(!lacks, "{name}: {said} lacks a glyph");
                let inside = place.left() >= 0.0 && place.top() >= 0.0;
                let size = tree.size();
                let inside =
                    inside && place.right() <= size.width() && place.bottom() <= size.height();
                assert!(inside, "{name}: {said} is cut off at {place:?}");
                for other in &found[..at] {
                    let on = overlap(place, &other.place);
                    assert!(!on, "{name}: {said} lies on {}", other.said);
                }
            }
        }
    }
}

#[test]
fn figures_in_chinese_are_the_same_bytes_twice() {
    let (comparison, again) = (comparison(), comparison());
    let pairs = drawn(&comparison, Lang::Zh).into_iter().zip(drawn(&again, Lang::Zh));
    for (one, other) in pairs {
        assert_eq!(one.svg, other.svg, "{}", one.name);
        let [one, other] = [one.svg, other.svg].map(|svg| png::render(&svg).expect("a picture"));
        assert!(one == other, "the pictures differ");
    }
}

#[test]
fn a_figure_in_chinese_names_fonts_that_readers_in_china_have() {
    for Drawn { name, svg, .. } in drawn(&comparison(), Lang::Zh) {
        let families: Vec<&str> = svg.as_str().split("font-family=").skip(1).collect();
        let has =
            |family: &&str| family.contains("Noto Sans SC") && family.contains("Microsoft YaHei");
        assert!(!families.is_empty() && families.iter().all(has), "{name}");
    }
}
