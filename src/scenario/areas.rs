//! Communities of a real place or an invented one, as polygons in a `GeoJSON` file.

mod parse;
#[cfg(test)]
mod tests;

use std::path::Path;

use geo::{Area as _, BoundingRect as _, MultiPolygon};

use super::read::{At, Path as KeyPath, Read, Reader, Step};
use super::shape::Shape;
use super::source::{self, Source};
use super::tree::{Entry, Node, Table, Value};
use super::{Name, place::Kind, record};
use crate::lang::text;

/// Mean radius of the earth \[m\] (Moritz 2000, *Journal of Geodesy* 74, 128–133).
pub const EARTH_RADIUS: f64 = 6_371_008.8;

/// The largest file of areas that is read \[bytes\].
const LARGEST: u64 = 32 << 20;

/// Keys that a file of areas speaks for.
const TOLD: [&str; 4] = ["area", "residents", "streets", "communities"];

record! {
    /// Communities as areas of a `GeoJSON` file (RFC 7946), in place of `area`, `residents`,
    /// `streets` and `communities`, which follow from it.
    pub struct AreasFile {
        /// The file, from the folder of the file that names it.
        pub file: String,
        /// Property that holds an area's residents; `population` where this is not given.
        pub population: Option<Name>,
        /// Property that names the street an area lies in; `street` where this is not given.
        pub street: Option<Name>,
        /// Property that names an area; `name` where this is not given.
        pub name: Option<Name>,
        /// Property that names the kind of compound of an area; `compound` where this is not
        /// given. Areas without one mix all kinds.
        pub compound: Option<Name>,
    }
}

/// Communities as areas on the earth.
#[derive(Clone, Debug, PartialEq)]
pub struct Areas {
    /// Longitude and latitude that the plane is tangent at \[degrees\].
    pub centre: [f64; 2],
    /// The communities, in the order of the file.
    pub communities: Vec<AreaOfCommunity>,
}

/// A community as an area.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaOfCommunity {
    /// What it is called; may be empty.
    pub name: String,
    /// The street it lies in; may be empty.
    pub street: String,
    /// Its residents.
    pub residents: u64,
    /// The kind of compound of all its blocks, if there is only one.
    pub compound: Option<String>,
    /// Where it is, in metres from the centre to the east and to the north.
    pub shape: MultiPolygon<f64>,
}

impl Areas {
    /// Ground of all areas \[m²\].
    pub fn ground(&self) -> f64 {
        self.communities.iter().map(|community| community.shape.unsigned_area()).sum()
    }

    /// Residents of all areas.
    pub fn residents(&self) -> u64 {
        self.communities.iter().map(|community| community.residents).sum()
    }

    /// The streets, in the order in which the file names them.
    pub fn streets(&self) -> Vec<&str> {
        let mut streets: Vec<&str> = Vec::new();
        for community in &self.communities {
            if !streets.contains(&community.street.as_str()) {
                streets.push(&community.street);
            }
        }
        streets
    }

    /// Ends of the box around all areas \[m\]: west, south, east, north.
    pub fn ends(&self) -> [f64; 4] {
        let boxes = self.communities.iter().filter_map(|c| c.shape.bounding_rect());
        boxes.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |ends, inner| {
            let (least, most) = (inner.min(), inner.max());
            [ends[0].min(least.x), ends[1].min(least.y), ends[2].max(most.x), ends[3].max(most.y)]
        })
    }
}

impl Read for Areas {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let Value::Areas(areas) = &at.node.value else {
            let expected = text!("a table with the name of a `file`", "写有文件名 `file` 的表");
            reader.expected(at, &expected);
            return None;
        };
        Some((**areas).clone())
    }

    fn shape() -> Shape {
        AreasFile::shape()
    }
}

/// Opens the file of areas that a scenario names, if it names one: the areas take the place of
/// its name, and what they tell that of the keys they speak for. Whether all went well.
pub(super) fn open(root: &mut Node, reader: &mut Reader) -> bool {
    let Some(node) = root.get("city").and_then(|city| city.get("areas")) else { return true };
    let path = KeyPath::default().then(Step::Key("city".into())).then(Step::Key("areas".into()));
    let Some(areas) = read(reader, &At { node, path, range: None }) else { return false };
    let file = node.get("file").map_or(node.place, |file| file.place);
    let Value::Table(root) = &mut root.value else { return true };
    let Some(city) = root.entries.get_mut("city") else { return true };
    let Value::Table(city) = &mut city.node.value else { return true };
    let good = TOLD.iter().all(|key| is_free(city, key, reader));
    let count = |count: u64| Value::Integer(i128::from(count));
    let told = [
        Value::Text(format!("{} m2", areas.ground())),
        count(areas.residents()),
        count(areas.streets().len() as u64),
        count(areas.communities.len() as u64),
    ];
    for (key, value) in TOLD.into_iter().zip(told) {
        let node = Node { place: file, value };
        city.entries.insert(key.to_owned(), Entry { key: file, node });
    }
    if let Some(entry) = city.entries.get_mut("areas") {
        entry.node.value = Value::Areas(Box::new(areas));
    }
    good
}

/// Whether a key is not stated beside the areas that tell it; what a file that is extended
/// states is overridden.
fn is_free(city: &Table, key: &str, reader: &mut Reader) -> bool {
    let (Some(stated), Some(areas)) = (city.entries.get(key), city.entries.get("areas")) else {
        return true;
    };
    let files = reader.faults.files();
    if files.precedence(stated.key) > files.precedence(areas.key) {
        return true;
    }
    let message = text!(
        "this follows from city.areas; leave one of the two out",
        "此值由 city.areas 得出;两者只留其一"
    );
    reader.faults.add(stated.key, &format!("city.{key}"), message, None);
    false
}

fn read(reader: &mut Reader, at: &At<'_>) -> Option<Areas> {
    let keys = AreasFile::read(reader, at)?;
    let place = at.node.get("file")?.place;
    let beside = Path::new(&reader.faults.files().of(place).name).parent().map(Path::to_path_buf);
    let path = beside.unwrap_or_default().join(&keys.file);
    let text = match source::read(&path, LARGEST) {
        Ok(text) => text,
        Err(unreadable) => {
            let (name, message) = (path.display(), unreadable.message);
            let message = match unreadable.good {
                Some(_) => text!("{name}: {message}", "{name}:{message}", message),
                None => message,
            };
            reader.faults.add(place, "city.areas.file", message, None);
            return None;
        }
    };
    let found = parse::areas(&text, &keys);
    let name = Source::Path(path).to_string();
    let whole = reader.faults.files_mut().add(name, text, Kind::File);
    match found {
        Ok(areas) => Some(areas),
        Err(wrong) => {
            for message in wrong {
                reader.faults.add(whole.part(0..0), "", message, None);
            }
            None
        }
    }
}
