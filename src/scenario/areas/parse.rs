//! From the text of a `GeoJSON` file to areas in metres; whatever is wrong is said by the number
//! of its feature.

use geo::{Area as _, BooleanOps as _, BoundingRect as _, Intersects as _, MapCoords as _};
use geo::{Coord, MultiPolygon, Validation as _};
use geojson::{Feature, GeometryValue, JsonValue, Position};

use super::{AreaOfCommunity, Areas, AreasFile, EARTH_RADIUS};
use crate::lang::{Text, text};
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
pub(super) fn areas(text: &str, keys: &AreasFile) -> Result<Areas, Vec<Text>> {
    let features = features(text).map_err(|wrong| vec![wrong])?;
    let mut wrong = Vec::new();
    let mut communities = Vec::new();
    for (number, feature) in (1..).zip(features) {
        match community(feature, keys) {
            Ok(community) => communities.push(community),
            Err(why) => {
                wrong.push(text!("feature {number}: {why}", "第 {number} 个要素:{why}", why));
            }
        }
    }
    if wrong.is_empty() {
        project(communities).map_err(|message| vec![message])
    } else {
        Err(wrong)
    }
}

fn features(text: &str) -> Result<Vec<JsonValue>, Text> {
    let text = text.trim_start_matches('\u{feff}');
    let document: JsonValue = serde_json::from_str(text)
        .map_err(|error| text!("not JSON: {error}", "不是合法的 JSON:{error}"))?;
    let kind = document.get("type").and_then(JsonValue::as_str);
    if kind != Some("FeatureCollection") {
        let kind = kind.map_or(text!("without a type", "没有 type 的内容"), Text::same);
        return Err(text!(
            "this is {kind}; a FeatureCollection is expected",
            "此处是 {kind};应为 FeatureCollection",
            kind
        ));
    }
    match document.get("features") {
        Some(JsonValue::Array(features)) if features.len() > MOST_AREAS => {
            let found = features.len();
            Err(text!(
                "{found} features; at most {MOST_AREAS} are allowed",
                "有 {found} 个要素;最多允许 {MOST_AREAS} 个"
            ))
        }
        Some(JsonValue::Array(features)) if !features.is_empty() => Ok(features.clone()),
        _ => Err(text!(
            "there is no feature; one polygon for each community is expected",
            "没有要素;应为每个社区一个多边形"
        )),
    }
}

fn community(feature: JsonValue, keys: &AreasFile) -> Result<AreaOfCommunity, Text> {
    let feature = serde_json::from_value::<Feature>(feature)
        .map_err(|error| text!("{error}", "不是合法的 GeoJSON 要素:{error}"))?;
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

fn residents(feature: &Feature, key: &str) -> Result<u64, Text> {
    let Some(value) = feature.property(key) else {
        return Err(text!(
            "property `{key}` is missing; the number of residents is expected",
            "缺少属性 `{key}`;应为居民人数"
        ));
    };
    match value.as_f64() {
        Some(number) if (0.0..=MOST_RESIDENTS).contains(&number) => Ok(number.round() as u64),
        _ => Err(text!(
            "property `{key}` is {value}; a number from 0 to 4 billion is expected",
            "属性 `{key}` 是 {value};应为 0 至 40 亿的数"
        )),
    }
}

/// Text, or a number as text.
fn word(feature: &Feature, key: &str) -> Result<Option<String>, Text> {
    match feature.property(key) {
        None | Some(JsonValue::Null) => Ok(None),
        Some(JsonValue::String(text)) => Ok(Some(text.clone())),
        Some(JsonValue::Number(number)) => Ok(Some(number.to_string())),
        Some(other) => Err(text!(
            "property `{key}` is {other}; text is expected",
            "属性 `{key}` 是 {other};应为文本"
        )),
    }
}

/// The polygons of a feature, in degrees.
fn shape(feature: Feature) -> Result<MultiPolygon<f64>, Text> {
    let Some(geometry) = feature.geometry else {
        return Err(no_polygon(&text!("it has no geometry", "没有几何图形")));
    };
    let polygons = match &geometry.value {
        GeometryValue::Polygon { coordinates } => std::slice::from_ref(coordinates),
        GeometryValue::MultiPolygon { coordinates } => coordinates,
        other => {
            let kind = other.type_name();
            return Err(no_polygon(&text!("its geometry is a {kind}", "几何图形是 {kind}")));
        }
    };
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return Err(no_polygon(&text!("its geometry is empty", "几何图形为空")));
    }
    polygons.iter().flatten().try_for_each(|ring| check_ring(ring))?;
    let shape = match geo::Geometry::<f64>::try_from(geometry.value) {
        Ok(geo::Geometry::Polygon(polygon)) => MultiPolygon::new(vec![polygon]),
        Ok(geo::Geometry::MultiPolygon(polygons)) => polygons,
        _ => return Err(no_polygon(&text!("its geometry cannot be read", "几何图形无法读取"))),
    };
    match shape.check_validation() {
        Ok(()) if shape.unsigned_area() > 0.0 => Ok(shape),
        Ok(()) => Err(text!("its geometry covers no ground", "几何图形没有面积")),
        Err(why) => Err(text!("its geometry is not valid: {why}", "几何图形无效:{why}")),
    }
}

fn no_polygon(found: &Text) -> Text {
    text!(
        "{found}; a Polygon or MultiPolygon is expected",
        "{found};应为 Polygon 或 MultiPolygon",
        found
    )
}

fn check_ring(ring: &[Position]) -> Result<(), Text> {
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err(text!(
            "a ring needs four positions or more, the last equal to the first",
            "环至少要有四个位置,且首尾相同"
        ));
    }
    for position in ring {
        let &[longitude, latitude, ..] = position.as_slice() else {
            return Err(text!(
                "a position needs two numbers, longitude and latitude",
                "位置要有两个数:经度和纬度"
            ));
        };
        if !(-180.0..=180.0).contains(&longitude) || !(-90.0..=90.0).contains(&latitude) {
            return Err(text!(
                "[{longitude}, {latitude}] is not on the earth; longitude from -180 to 180 and \
                 latitude from -90 to 90 are expected, in degrees of WGS 84",
                "[{longitude}, {latitude}] 不在地球上;经度应为 -180 至 180,纬度应为 -90 至 90,\
                 单位为 WGS 84 的度"
            ));
        }
        if latitude.abs() > MOST_LATITUDE {
            return Err(text!(
                "latitude {latitude} is beyond {MOST_LATITUDE}, too near a pole",
                "纬度 {latitude} 超过 {MOST_LATITUDE},离极点太近"
            ));
        }
    }
    Ok(())
}

/// Lays areas in degrees on a plane around the middle of their box (equirectangular).
fn project(mut communities: Vec<AreaOfCommunity>) -> Result<Areas, Text> {
    let [west, south, east, north] =
        Areas { centre: [0.0; 2], communities: communities.clone() }.ends();
    let (across, along) = (east - west, north - south);
    if across > MOST_DEGREES || along > MOST_DEGREES {
        return Err(text!(
            "the areas span {across:.1} degrees from west to east and {along:.1} from south to \
             north; at most {MOST_DEGREES} are allowed",
            "各区域东西跨 {across:.1} 度,南北跨 {along:.1} 度;最多允许 {MOST_DEGREES} 度"
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
fn overlap(communities: &[AreaOfCommunity]) -> Option<Text> {
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
                let (first, second) = (first + 1, second + 1);
                return Some(text!(
                    "features {first} and {second} overlap by {common:.0} m2; communities lie side \
                     by side",
                    "第 {first} 个和第 {second} 个要素重叠 {common:.0} m2;社区之间不应重叠"
                ));
            }
        }
    }
    None
}
