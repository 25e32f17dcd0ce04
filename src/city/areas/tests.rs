use super::*;
use crate::city::City;
use crate::experiment::{Governed, Subject, prepare};
use crate::scenario::check::check;
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load_checked};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/areas/five-areas.toml");

fn example(sets: &[&str]) -> Governed {
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    let source = Source::Path(EXAMPLE.into());
    let loaded = load_checked::<Scenario>(&source, &sets, Options::default(), check);
    let scenario = loaded.unwrap_or_else(|faults| panic!("{faults}")).value;
    match prepare("five-areas", &scenario).subject {
        Subject::Governed(governed) => *governed,
        Subject::Skeleton(_) => panic!("it is governed"),
    }
}

fn people(city: &City) -> Vec<u64> {
    city.communities.iter().map(|community| city.residents_in(&community.zone)).collect()
}

#[test]
fn every_area_keeps_its_people_and_about_its_ground() {
    for blocks in ["city.blocks=200", "city.blocks=2000"] {
        let Governed { city, scenario, .. } = example(&[blocks]);
        assert_eq!(people(&city), [5200, 7400, 3100, 6800, 1500]);
        let areas = scenario.city.and_then(|city| city.areas).expect("areas");
        for (community, area) in city.communities.iter().zip(&areas.communities) {
            let ground = community.zone.len() as f64 * city.block_area();
            let exact = geo::Area::unsigned_area(&area.shape);
            assert!((ground / exact - 1.0).abs() < 0.2, "{}: {ground}, {exact}", area.name);
        }
        let zones: usize = city.streets.iter().map(Zone::len).sum();
        assert_eq!((city.streets.len(), zones), (2, city.blocks.len()));
    }
}

#[test]
fn an_area_of_one_kind_has_blocks_of_that_kind_alone() {
    let city = example(&[]).city;
    let kinds = |area: usize| -> std::collections::BTreeSet<&str> {
        let zone = &city.communities[CommunityId::new(area)].zone;
        let kind = |block: &BlockId| city.compounds[city.blocks[*block].compound].name.as_str();
        zone.blocks().iter().map(kind).collect()
    };
    assert_eq!(kinds(0), std::collections::BTreeSet::from(["lane-houses"]));
    assert!(kinds(1).len() > 1, "{:?}", kinds(1));
}

#[test]
fn an_area_smaller_than_a_block_has_one_nevertheless() {
    for blocks in ["city.blocks=5", "city.blocks=6", "city.blocks=10"] {
        let city = example(&[blocks]).city;
        assert!(city.communities.iter().all(|community| !community.zone.is_empty()));
        assert_eq!(people(&city).iter().sum::<u64>(), 24_000);
    }
}

#[test]
fn grids_and_beats_are_connected_within_a_community() {
    let Governed { city, governance, .. } = example(&[]);
    for zone in &governance.grids.parts {
        assert_eq!(zone.pieces(&city).len(), 1);
        let of = |block: &BlockId| city.blocks[*block].community;
        assert!(zone.blocks().iter().all(|block| of(block) == of(&zone.blocks()[0])));
    }
    assert!(governance.grids.parts.len() >= 6, "one community is in two pieces");
}
