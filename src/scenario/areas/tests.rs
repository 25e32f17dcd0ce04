use super::*;
use crate::scenario::check::check;
use crate::scenario::study::Scenario;
use crate::scenario::tests::languages;
use crate::scenario::{Options, load_checked};

const SQUARE: &str = "[[[10,50],[10.01,50],[10.01,50.01],[10,50.01],[10,50]]]";

fn feature(properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

fn square(properties: &str) -> String {
    feature(properties, "Polygon", SQUARE)
}

fn polygon(coordinates: &str) -> String {
    feature(r#""population":100"#, "Polygon", coordinates)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// The scenario that these areas and what is laid over it make, or what is wrong.
fn load(areas: &[u8], overlay: &str) -> Result<Scenario, String> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("here.geojson"), areas).expect("a file");
    let main = folder.path().join("main.toml");
    let text = format!(
        "extends = \"beijing-dongcheng-2004\"\ncity.blocks = 100\ncity.areas.file = \"here.geojson\"\n{overlay}\n"
    );
    std::fs::write(&main, text).expect("a file");
    let options = Options { provenance: false };
    let loaded = load_checked::<Scenario>(&Source::Path(main), &[], options, check);
    loaded.map(|loaded| loaded.value).map_err(|faults| languages::told(&faults))
}

#[track_caller]
fn refused(areas: &str, expected: &str) {
    let wrong = load(areas.as_bytes(), "").expect_err(expected);
    assert!(wrong.contains(expected), "{wrong}");
    assert!(wrong.contains("here.geojson"), "the file is not named: {wrong}");
}

#[test]
fn a_square_of_areas_is_as_large_as_on_the_sphere() {
    let scenario = load(collection(&[square(r#""population":100"#)]).as_bytes(), "").expect("good");
    let city = scenario.city.expect("a city");
    // A hundredth of a degree is 1,111.95 m; from west to east times the cosine of 50.005°.
    let expected = 1_111.949 * 1_111.949 * 0.642_720_7;
    assert!((city.area.0 / expected - 1.0).abs() < 1e-5, "{} and {expected}", city.area.0);
    assert_eq!((city.residents.0, city.streets.0, city.communities.0), (100, 1, 1));
}

#[test]
fn what_is_no_collection_of_features_is_refused() {
    refused("{", "not JSON");
    refused("[]", "this is without a type; a FeatureCollection is expected");
    refused(r#"{"type":"Feature"}"#, "this is Feature; a FeatureCollection is expected");
    refused(r#"{"type":"FeatureCollection"}"#, "there is no feature");
    refused(r#"{"type":"FeatureCollection","features":{}}"#, "there is no feature");
    refused(&collection(&[]), "there is no feature");
    refused(&collection(&["7".to_owned()]), "feature 1: ");
    refused(&"[".repeat(100_000), "not JSON");
}

#[test]
fn residents_that_cannot_be_are_refused() {
    for (population, found) in [
        ("", "property `population` is missing"),
        (r#""people":5"#, "property `population` is missing"),
        (r#""population":-5"#, "property `population` is -5; a number from 0 to 4 billion"),
        (r#""population":5e9"#, "property `population` is 5000000000.0; a number"),
        (r#""population":"NaN""#, "property `population` is \"NaN\"; a number"),
        (r#""population":null"#, "property `population` is null; a number"),
        (r#""population":NaN"#, "not JSON"),
        (r#""population":1e999"#, "not JSON"),
    ] {
        refused(&collection(&[square(population)]), found);
    }
    let second = [square(r#""population":5"#), square(r#""population":-1"#)];
    refused(&collection(&second), "feature 2: ");
}

#[test]
fn shapes_that_cannot_be_are_refused() {
    let people = r#""population":5"#;
    refused(&collection(&[feature(people, "Point", "[10,50]")]), "is a Point; a Polygon or");
    refused(
        &collection(&[feature(people, "LineString", "[[10,50],[11,50]]")]),
        "is a LineString; a Polygon or",
    );
    let none = r#"{"type":"Feature","properties":{"population":5},"geometry":null}"#;
    refused(&collection(&[none.to_owned()]), "it has no geometry");
    refused(&collection(&[polygon("[]")]), "its geometry is empty");
    refused(&collection(&[feature(people, "MultiPolygon", "[]")]), "its geometry is empty");
    refused(&collection(&[feature(people, "MultiPolygon", "[[]]")]), "feature 1: ");
    refused(&collection(&[polygon("[[]]")]), "a ring needs four positions");
    refused(&collection(&[polygon("[[[10,50],[11,50],[10,50]]]")]), "a ring needs four positions");
    let open = "[[[10,50],[10.1,50],[10.1,50.1],[10,50.1]]]";
    refused(&collection(&[polygon(open)]), "the last equal to the first");
    refused(&collection(&[polygon("[[[10],[11],[12],[10]]]")]), "feature 1: ");
    let bow_tie = "[[[10,50],[10.1,50.1],[10.1,50],[10,50.1],[10,50]]]";
    refused(&collection(&[polygon(bow_tie)]), "its geometry is not valid");
    let flat = "[[[10,50],[10.1,50],[10.2,50],[10,50]]]";
    refused(&collection(&[polygon(flat)]), "feature 1: its geometry covers no ground");
}

#[test]
fn places_off_the_earth_or_far_apart_are_refused() {
    let at = |x: f64, y: f64| {
        polygon(&format!("[[[{x},{y}],[{0},{y}],[{0},{1}],[{x},{y}]]]", x + 0.1, y + 0.1))
    };
    refused(&collection(&[at(180.5, 0.0)]), "is not on the earth");
    refused(&collection(&[at(0.0, -91.0)]), "is not on the earth");
    refused(&collection(&[at(500_000.0, 3_000_000.0)]), "in degrees of WGS 84");
    refused(&collection(&[at(0.0, 88.0)]), "too near a pole");
    refused(&collection(&[at(0.0, 0.0), at(9.0, 0.0)]), "the areas span 9.1 degrees");
}

#[test]
fn areas_that_overlap_are_refused_and_neighbours_are_not() {
    let one = square(r#""population":5"#);
    refused(&collection(&[one.clone(), one.clone()]), "features 1 and 2 overlap by");
    let beside = "[[[10.01,50],[10.02,50],[10.02,50.01],[10.01,50.01],[10.01,50]]]";
    load(collection(&[one, polygon(beside)]).as_bytes(), "").expect("they only touch");
}

#[test]
fn a_file_that_is_missing_or_too_large_is_refused() {
    let good = collection(&[square(r#""population":5"#)]);
    let missing =
        load(good.as_bytes(), "city.areas.population = \"no-such\"").expect_err("missing");
    assert!(missing.contains("property `no-such` is missing"), "{missing}");
    let text = "extends = \"traditional\"\ncity.areas.file = \"nowhere.geojson\"\n";
    let folder = tempfile::tempdir().expect("a folder");
    let main = folder.path().join("main.toml");
    std::fs::write(&main, text).expect("a file");
    let nowhere = crate::scenario::load::<Scenario>(&Source::Path(main), &[], Options::default());
    let nowhere = languages::told(&nowhere.expect_err("it is missing"));
    assert!(nowhere.contains("city.areas.file: ") && nowhere.contains("no such file"), "{nowhere}");
    let large = load(&vec![b' '; 100 << 20], "").expect_err("it is large");
    assert!(large.contains("is larger than 32 MiB"), "{large}");
    let latin = load(b"{\"caf\xe9\":1}", "").expect_err("it is no text");
    assert!(latin.contains("not UTF-8"), "{latin}");
}

#[test]
fn what_areas_tell_is_not_stated_beside_them() {
    let good = collection(&[square(r#""population":5"#)]);
    let both = load(good.as_bytes(), "city.residents = 5").expect_err("both");
    assert!(both.contains("city.residents: this follows from city.areas"), "{both}");
    let kind = collection(&[square(r#""population":5,"compound":"castle""#)]);
    let kind = load(kind.as_bytes(), "").expect_err("unknown");
    assert!(kind.contains("feature 1: no kind of compound is named castle"), "{kind}");
    let word = load(good.as_bytes(), "city.areas.fil = 1").expect_err("unknown");
    assert!(word.contains("did you mean `file`?"), "{word}");
}

/// Cut anywhere, a good file is refused and nothing panics.
#[test]
fn a_good_file_cut_short_anywhere_is_refused() {
    let keys = AreasFile {
        file: String::new(),
        population: None,
        street: None,
        name: None,
        compound: None,
    };
    let good = collection(&[square(r#""population":5,"name":"a""#)]);
    for end in 0..good.len() {
        assert!(parse::areas(&good[..end], &keys).is_err(), "{end}");
    }
    for skip in 0..good.len() {
        let _ = parse::areas(&format!("{}{}", &good[..skip], &good[skip + 1..]), &keys);
    }
}
