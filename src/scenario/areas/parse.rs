//! From the text of a `GeoJSON` file to areas in metres; whatever is wrong is said by the number
//! of its feature.

use geo::{Area as _, BooleanOps as _, BoundingRect as _, Intersects as _, MapCoords as _};
use geo::{Coord, MultiPolygon, Validation as _};
use geojson::{Feature, GeometryValue, JsonValue, Position};

use super::{AreaOfCommunity, Areas, AreasFile, EARTH_RADIUS};
use crate::scenario::Name;

/// Areas of a file.
const MOST_AREAS: usize = 20_000;
/// Residents of an area.
const MOST_RESIDENTS: f64 = 4e9;
/// Degrees that the areas may span, over which a plane is near enough.
const MOST_DEGREES: f64 = 3.0;
/// Degrees of latitude, beyond which a metre east is too small a part of a circle.
const MOST_LATITUDE: f64 = 85.0;
/// Share of the smaller of two areas that may lie in both, for borders drawn twice.
const OVERLAP: f64 = 0.01;

/// What a file holds, or all that is wrong with it.
pub(super) fn areas(text: &str, keys: &AreasFile) -> Result<Areas, Vec<String>> {
    let features = features(text).map_err(|wrong| vec![wrong])?;
    let mut wrong = Vec::new();
    let mut communities = Vec::new();
    for (place, feature) in features.into_iter().enumerate() {
        match community(feature, keys) {
            Ok(community) => communities.push(community),
            Err(message) => wrong.push(format!("feature {}: {message}", place + 1)),
        }
    }
    if wrong.is_empty() {
        project(communities).map_err(|message| vec![message])
    } else {
        Err(wrong)
    }
}

fn features(text: &str) -> Result<Vec<JsonValue>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let document: JsonValue =
        serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let kind = document.get("type").and_then(JsonValue::as_str).unwrap_or("without a type");
    if kind != "FeatureCollection" {
        return Err(format!("this is {kind}; a FeatureCollection is expected"));
    }
    match document.get("features") {
        Some(JsonValue::Array(features)) if features.len() > MOST_AREAS => {
            Err(format!("{} features; at most {MOST_AREAS} are allowed", features.len()))
        }
        Some(JsonValue::Array(features)) if !features.is_empty() => Ok(features.clone()),
        _ => Err("there is no feature; one polygon for each community is expected".to_owned()),
    }
}

fn community(feature: JsonValue, keys: &AreasFile) -> Result<AreaOfCommunity, String> {
    let feature = serde_json::from_value::<Feature>(feature).map_err(|error| error.to_string())?;
    let key = |given: &Option<Name>, usual: &str| {
        given.as_ref().map_or(usual.to_owned(), |name| name.as_str().to_owned())
    };
    Ok(AreaOfCommunity {
        residents: residents(&feature, &key(&keys.population, "population"))?,
        street: word(&feature, &key(&keys.street, "street"))?.unwrap_or_default(),
        name: word(&feature, &key(&keys.name, "name"))?.unwrap_or_default(),
        compound: word(&feature, &key(&keys.compound, "compound"))?,
        shape: shape(feature)?,
    })
}

fn residents(feature: &Feature, key: &str) -> Result<u64, String> {
    let Some(value) = feature.property(key) else {
        return Err(format!("property `{key}` is missing; the number of residents is expected"));
    };
    match value.as_f64() {
        Some(number) if (0.0..=MOST_RESIDENTS).contains(&number) => Ok(number.round() as u64),
        _ => Err(format!("property `{key}` is {value}; a number from 0 to 4 billion is expected")),
    }
}

/// Text, or a number as text.
fn word(feature: &Feature, key: &str) -> Result<Option<String>, String> {
    match feature.property(key) {
        None | Some(JsonValue::Null) => Ok(None),
        Some(JsonValue::String(text)) => Ok(Some(text.clone())),
        Some(JsonValue::Number(number)) => Ok(Some(number.to_string())),
        Some(other) => Err(format!("property `{key}` is {other}; text is expected")),
    }
}

/// The polygons of a feature, in degrees.
fn shape(feature: Feature) -> Result<MultiPolygon<f64>, String> {
    let expected = "a Polygon or MultiPolygon is expected";
    let Some(geometry) = feature.geometry else {
        return Err(format!("it has no geometry; {expected}"));
    };
    let polygons = match &geometry.value {
        GeometryValue::Polygon { coordinates } => std::slice::from_ref(coordinates),
        GeometryValue::MultiPolygon { coordinates } => coordinates,
        other => return Err(format!("its geometry is a {}; {expected}", other.type_name())),
    };
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return Err(format!("its geometry is empty; {expected}"));
    }
    polygons.iter().flatten().try_for_each(|ring| check_ring(ring))?;
    let shape = match geo::Geometry::<f64>::try_from(geometry.value) {
        Ok(geo::Geometry::Polygon(polygon)) => MultiPolygon::new(vec![polygon]),
        Ok(geo::Geometry::MultiPolygon(polygons)) => polygons,
        _ => return Err(format!("its geometry cannot be read; {expected}")),
    };
    match shape.check_validation() {
        Ok(()) if shape.unsigned_area() > 0.0 => Ok(shape),
        Ok(()) => Err("its geometry covers no ground".to_owned()),
        Err(why) => Err(format!("its geometry is not valid: {why}")),
    }
}

fn check_ring(ring: &[Position]) -> Result<(), String> {
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err("a ring needs four positions or more, the last equal to the first".to_owned());
    }
    for position in ring {
        let &[longitude, latitude, ..] = position.as_slice() else {
            return Err("a position needs two numbers, longitude and latitude".to_owned());
        };
        if !(-180.0..=180.0).contains(&longitude) || !(-90.0..=90.0).contains(&latitude) {
            return Err(format!(
                "[{longitude}, {latitude}] is not on the earth; longitude from -180 to 180 and \
                 latitude from -90 to 90 are expected, in degrees of WGS 84"
            ));
        }
        if latitude.abs() > MOST_LATITUDE {
            return Err(format!("latitude {latitude} is beyond {MOST_LATITUDE}, too near a pole"));
        }
    }
    Ok(())
}

/// Lays areas in degrees on a plane around the middle of their box (equirectangular).
fn project(mut communities: Vec<AreaOfCommunity>) -> Result<Areas, String> {
    let [west, south, east, north] =
        Areas { centre: [0.0; 2], communities: communities.clone() }.ends();
    if east - west > MOST_DEGREES || north - south > MOST_DEGREES {
        return Err(format!(
            "the areas span {:.1} degrees from west to east and {:.1} from south to north; at most \
             {MOST_DEGREES} are allowed",
            east - west,
            north - south
        ));
    }
    let centre = [f64::midpoint(west, east), f64::midpoint(south, north)];
    let narrow = libm::cos(centre[1].to_radians());
    let plane = |at: Coord<f64>| Coord {
        x: (at.x - centre[0]).to_radians() * EARTH_RADIUS * narrow,
        y: (at.y - centre[1]).to_radians() * EARTH_RADIUS,
    };
    for community in &mut communities {
        community.shape = community.shape.map_coords(plane);
    }
    match overlap(&communities) {
        Some(message) => Err(message),
        None => Ok(Areas { centre, communities }),
    }
}

/// The first two areas that lie over one another, in words.
fn overlap(communities: &[AreaOfCommunity]) -> Option<String> {
    let boxes: Vec<_> = communities.iter().map(|c| c.shape.bounding_rect()).collect();
    for (second, one) in communities.iter().enumerate() {
        for (first, other) in communities[..second].iter().enumerate() {
            let (Some(here), Some(there)) = (boxes[second], boxes[first]) else { continue };
            if !here.intersects(&there) {
                continue;
            }
            let common = one.shape.intersection(&other.shape).unsigned_area();
            let smaller = one.shape.unsigned_area().min(other.shape.unsigned_area());
            if common > OVERLAP * smaller {
                return Some(format!(
                    "features {} and {} overlap by {common:.0} m2; communities lie side by side",
                    first + 1,
                    second + 1
                ));
            }
        }
    }
    None
}
