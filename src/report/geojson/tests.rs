use ::geojson::{FeatureCollection, GeometryValue};

use super::*;
use crate::experiment::{prepare, run_all};
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load};

/// Replications of ten days in a small city of 5 × 4 blocks.
fn study(replications: usize) -> Study {
    let sets = ["run.days=10 d", "run.warm_up=0 d", "city.blocks=20", "city.communities=3"];
    let sets =
        [&sets[..], &["city.streets=2", "city.area=0.2 km2", "city.residents=4000"]].concat();
    let sets: Vec<String> = sets.into_iter().map(str::to_owned).collect();
    let source = Source::from_argument("traditional").expect("a built-in");
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: true });
    let prepared = prepare("small", &loaded.unwrap_or_else(|faults| panic!("{faults}")).value);
    let mut outcomes =
        run_all(std::slice::from_ref(&prepared), 1, replications, 1, || ()).expect("threads start");
    Study { prepared, outcomes: outcomes.remove(0) }
}

fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> FeatureCollection {
    let mut text = Vec::new();
    write(&mut text).expect("memory grows");
    String::from_utf8(text).expect("it is text").parse().expect("it is GeoJSON")
}

fn number(feature: &Feature, key: &str) -> f64 {
    feature.property(key).and_then(JsonValue::as_f64).unwrap_or_else(|| panic!("{key}"))
}

fn ring(feature: &Feature) -> Vec<(f64, f64)> {
    match &feature.geometry.as_ref().expect("a geometry").value {
        GeometryValue::Polygon { coordinates } => {
            assert_eq!(coordinates.len(), 1);
            coordinates[0].iter().map(|position| (position[0], position[1])).collect()
        }
        other => panic!("{}", other.type_name()),
    }
}

/// Twice the signed area: positive where the ring runs counter-clockwise.
fn turned(ring: &[(f64, f64)]) -> f64 {
    ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum()
}

#[test]
fn rings_are_closed_and_counter_clockwise_and_lie_in_their_boxes() {
    let study = study(1);
    let layers = Layers::of(&study).expect("a city");
    for layer in [written(|to| layers.write_grids(to)), written(|to| layers.write_blocks(to))] {
        let whole = layer.bbox.expect("a box");
        for feature in &layer.features {
            let ring = ring(feature);
            assert_eq!(ring.first(), ring.last());
            assert!(turned(&ring) > 0.0, "{ring:?}");
            let bbox = feature.bbox.as_ref().expect("a box");
            for (x, y) in ring {
                assert!(bbox[0] <= x && x <= bbox[2] && bbox[1] <= y && y <= bbox[3]);
                assert!(whole[0] <= x && x <= whole[2] && whole[1] <= y && y <= whole[3]);
                assert!((x * 1e7 - (x * 1e7).round()).abs() < 1e-6, "{x} is not rounded");
            }
        }
    }
}

#[test]
fn the_lattice_is_as_large_on_the_ground_as_in_metres() {
    let study = study(1);
    let layers = Layers::of(&study).expect("a city");
    let blocks = written(|to| layers.write_blocks(to));
    let metres: f64 = blocks.features.iter().map(|f| turned(&ring(f)) / 2.0).sum::<f64>()
        * METRES_PER_DEGREE
        * METRES_PER_DEGREE;
    let stated: f64 = blocks.features.iter().map(|f| number(f, "area_m2")).sum();
    assert!((stated - 200_000.0).abs() < 1e-6, "{stated}");
    assert!((metres / stated - 1.0).abs() < 1e-4, "{metres} and {stated}");
    let bbox = blocks.bbox.expect("a box");
    assert_eq!((bbox[0], bbox[1]), (-bbox[2], -bbox[3]));
    let about = blocks.foreign_members.expect("members of our own");
    assert!(about["description"].as_str().expect("text").contains("not a real place"));
}

#[test]
fn grids_and_blocks_hold_every_resident_and_every_problem_day_once() {
    let study = study(3);
    let layers = Layers::of(&study).expect("a city");
    let burden = |outcome: &&CityOutcome| outcome.burden.iter().sum::<i128>() as f64;
    let days = layers.outcomes.iter().map(burden).sum::<f64>() / 8.64e7 / 3.0;
    for layer in [written(|to| layers.write_grids(to)), written(|to| layers.write_blocks(to))] {
        let sum = |key: &str| layer.features.iter().map(|f| number(f, key)).sum::<f64>();
        assert!((sum("residents") - 4000.0).abs() < 1e-9);
        assert!((sum("area_m2") - 200_000.0).abs() < 1e-6);
        let told = sum("problem_days") * 10.0 / 365.0;
        assert!(days > 0.0 && (told / days - 1.0).abs() < 1e-9, "{told} and {days}");
    }
}

#[test]
fn means_stand_within_their_intervals_and_one_replication_has_none() {
    let study = study(3);
    let layers = Layers::of(&study).expect("a city");
    for feature in written(|to| layers.write_grids(to)).features {
        let of = |end: &str| number(&feature, &format!("problem_days_per_hectare{end}"));
        assert!(of("_ci_low") < of("") && of("") < of("_ci_high"));
        let hectares = number(&feature, "area_m2") / 1e4;
        assert!((of("") * hectares - number(&feature, "problem_days")).abs() < 1e-9);
    }
    let one = self::study(1);
    for feature in written(|to| Layers::of(&one).expect("a city").write_blocks(to)).features {
        assert_eq!(feature.property("problem_days_ci_low"), Some(&JsonValue::Null));
    }
}

#[test]
fn what_is_written_depends_on_the_study_alone() {
    let text = || {
        let mut text = Vec::new();
        Layers::of(&study(2)).expect("a city").write_blocks(&mut text).expect("memory grows");
        text
    };
    assert_eq!(text(), text());
}

/// What the tally of a grid comes to is what its blocks come to, over both replications.
#[test]
fn grids_have_every_indicator_of_an_area() {
    let study = study(2);
    let layers = Layers::of(&study).expect("a city");
    let grids = written(|target| layers.write_grids(target));
    for grid in &grids.features {
        let whole = number(grid, "problem_days_per_1000_residents");
        assert!((number(grid, "problem_days_per_1000") / whole - 1.0).abs() < 1e-6);
        assert_eq!(number(grid, "incidence_per_1000_n").to_bits(), 2.0_f64.to_bits());
        for indicator in of_areas() {
            assert!(grid.contains_property(indicator.id), "{}", indicator.id);
            let n = number(grid, &format!("{}_n", indicator.id)) as usize;
            let interval = grid.property(format!("{}_ci_low", indicator.id));
            let value = grid.property(indicator.id).is_some_and(JsonValue::is_number);
            assert_eq!(value, n > 0, "{}", indicator.id);
            assert_eq!(interval.is_some_and(JsonValue::is_number), n > 1, "{}", indicator.id);
        }
    }
    assert!(grids.features.iter().any(|grid| number(grid, "discovery_rate") > 0.0));
}
