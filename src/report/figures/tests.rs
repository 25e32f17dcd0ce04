//! Figures in both languages, read as the renderer lays them out.

use resvg::usvg::{Group, Node, Rect, TextChunk, Tree};

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
    let Subject::Governed(governed) = &comparison.studies[1].prepared.subject else { panic!() };
    drawn.extend(of_city(governed, lang));
    drawn
}

/// What a text says, and the box of its ink.
type Laid = (String, Rect);

fn texts(group: &Group, found: &mut Vec<Laid>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => texts(inner, found),
            Node::Text(text) => {
                let said = text.chunks().iter().map(TextChunk::text).collect();
                found.push((said, text.flattened().abs_bounding_box()));
            }
            _ => {}
        }
    }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    let across = a.right().min(b.right()) - a.left().max(b.left());
    let down = a.bottom().min(b.bottom()) - a.top().max(b.top());
    across > 0.0 && down > 0.0
}

#[test]
fn texts_of_figures_are_whole_and_never_lie_on_each_other() {
    let comparison = comparison();
    for lang in Lang::ALL {
        for Drawn { name, svg, .. } in drawn(&comparison, lang) {
            let tree = Tree::from_str(svg.as_str(), &png::with_fonts()).expect("it is a picture");
            assert_eq!(png::missing(tree.root()), "", "{name}");
            let mut found = Vec::new();
            texts(tree.root(), &mut found);
            assert!(found.len() > 8, "{name}");
            for (at, (said, place)) in found.iter().enumerate() {
                assert!(!said.ends_with('…'), "{name}: {said} is cut short");
                let inside = place.left() >= 0.0 && place.top() >= 0.0;
                let size = tree.size();
                let inside =
                    inside && place.right() <= size.width() && place.bottom() <= size.height();
                assert!(inside, "{name}: {said} is cut off at {place:?}");
                for (other, there) in &found[..at] {
                    assert!(!overlap(place, there), "{name}: {said} lies on {other}");
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
