use proptest::prelude::*;

use super::*;
use crate::city::Block;
use crate::city::cut::cut;
use crate::city::fabric::{self, Jitter};
use crate::id::{Id as _, Table};
use crate::simulation::tests::town::Town;

/// A city of the places marked in a picture.
fn drawn(rows: &[&str]) -> City {
    let mut city = Town::new().build().city;
    let template = city.blocks[BlockId::new(0)].clone();
    let (columns, height) = (rows[0].len() as u32, rows.len() as u32);
    city.lattice = Rect { left: 0, top: 0, right: columns, bottom: height };
    let row = |(y, row): (usize, &&str)| {
        let marked = row.char_indices().filter(|(_, mark)| *mark == '#');
        let at = |(x, _): (usize, char)| (x as u32, y as u32);
        marked.map(at).collect::<Vec<_>>()
    };
    let places = rows.iter().enumerate().flat_map(row);
    city.blocks = places.map(|(column, row)| Block { column, row, ..template.clone() }).collect();
    city
}

#[test]
fn a_rectangle_has_four_corners_from_the_north_west() {
    let city = drawn(&["###", "###"]);
    let outer = vec![(0, 0), (3, 0), (3, 2), (0, 2), (0, 0)];
    assert_eq!(city.ground().outlines(&city), [Outline { outer, holes: Vec::new() }]);
}

#[test]
fn a_hole_is_told_apart_even_where_it_touches_the_border() {
    let city = drawn(&["###", "#.#", "##."]);
    let [outline] = &city.ground().outlines(&city)[..] else { panic!("one piece") };
    assert_eq!(outline.outer.len(), 7, "{outline:?}");
    assert_eq!(outline.holes, [[(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]]);
}

#[test]
fn blocks_that_only_touch_at_a_corner_are_pieces_apart() {
    let city = drawn(&["#.", ".#"]);
    assert_eq!(city.ground().pieces(&city).len(), 2);
    assert_eq!(city.ground().outlines(&city).len(), 2);
}

#[test]
fn a_rectangle_is_cut_as_the_fabric_cuts_it() {
    let city = drawn(&["#######"; 5]);
    let rects = fabric::cut(city.lattice, 6, &mut Jitter::Fair);
    let zones: Vec<Zone> = rects.into_iter().map(|rect| city.zone_of(rect)).collect();
    assert_eq!(cut(&city, &city.ground(), 6, None), zones);
}

/// Nine tenths of the weight lie in the first of ten columns.
#[test]
fn parts_are_of_about_the_same_weight() {
    let city = drawn(&["##########"; 10]);
    let heavy = |block: &Block| if block.column == 0 { 9.0 } else { 1.0 / 9.0 };
    let weights: Table<BlockId, f64> = city.blocks.iter().map(heavy).collect();
    let weigh = |zone: &Zone| zone.blocks().iter().map(|block| weights[*block]).sum::<f64>();
    let most = |parts: &[Zone]| parts.iter().map(weigh).fold(0.0, f64::max);
    let balanced = cut(&city, &city.ground(), 5, Some(&weights));
    assert_eq!(balanced.len(), 5);
    assert!(most(&balanced) < 30.0, "{}", most(&balanced));
    assert!(most(&cut(&city, &city.ground(), 5, None)) > 30.0);
}

/// Picture rows of random marks.
fn pictures() -> impl Strategy<Value = Vec<String>> {
    (1..12_usize, 1..12_usize).prop_flat_map(|(rows, columns)| {
        let mark = prop::sample::select(vec!['#', '#', '#', '.']);
        let row = prop::collection::vec(mark, columns);
        prop::collection::vec(row.prop_map(|marks| marks.into_iter().collect()), rows)
    })
}

proptest! {
    #[test]
    fn parts_of_any_shape_are_connected_and_cover_it_once(
        picture in pictures(), parts in 1..20_u64, heavy in prop::option::of(0..100_u32),
    ) {
        let rows: Vec<&str> = picture.iter().map(String::as_str).collect();
        let city = drawn(&rows);
        let ground = city.ground();
        prop_assume!(!ground.is_empty());
        let weight = |block: &Block| f64::from((block.column * 7 + block.row * 13) % (heavy.unwrap_or(0) + 1));
        let weights: Table<BlockId, f64> = city.blocks.iter().map(weight).collect();
        let zones = cut(&city, &ground, parts, heavy.is_some().then_some(&weights));
        let pieces = ground.pieces(&city).len();
        prop_assert!(zones.iter().all(|zone| zone.pieces(&city).len() == 1));
        let mut all: Vec<BlockId> = zones.iter().flat_map(|z| z.blocks().to_vec()).collect();
        all.sort_unstable();
        prop_assert_eq!(&all[..], ground.blocks());
        prop_assert!(zones.len() >= pieces);
        // A share of less than one part is one part.
        prop_assert!(zones.len() < pieces + parts as usize);
        if pieces == 1 {
            prop_assert_eq!(zones.len(), ground.len().min(parts as usize));
        }
    }

    /// By the shoelace formula; rings meet no corner twice but at their end.
    #[test]
    fn borders_go_round_as_much_as_there_is(picture in pictures()) {
        let rows: Vec<&str> = picture.iter().map(String::as_str).collect();
        let city = drawn(&rows);
        let outlines = city.ground().outlines(&city);
        let rings = || outlines.iter().flat_map(|o| std::iter::once(&o.outer).chain(&o.holes));
        let area: i64 = rings().map(|ring| turned(ring)).sum();
        prop_assert_eq!(area, 2 * city.blocks.len() as i64);
        prop_assert!(outlines.iter().all(|o| turned(&o.outer) > 0 && o.holes.iter().all(|h| turned(h) < 0)));
        for ring in rings() {
            let corners: std::collections::BTreeSet<&Corner> = ring.iter().collect();
            prop_assert_eq!(corners.len(), ring.len() - 1, "{:?}", ring);
        }
    }
}
