//! Grids and blocks as `GeoJSON` (RFC 7946), with what stood there.

use std::io::{self, Write};

use ::geojson::{Feature, Geometry, JsonObject, JsonValue};
use serde_json::json;

use crate::city::zone::{Corner, Outline};
use crate::city::{BlockId, City, Origin, Zone};
use crate::experiment::{CONFIDENCE, CityOutcome, Governed, Study, Subject};
use crate::id::Id as _;
use crate::metrics::areas::of_areas;
use crate::stats::Estimate;
use crate::time::Span;

/// Metres to a degree of a great circle.
const METRES_PER_DEGREE: f64 = crate::scenario::areas::EARTH_RADIUS * std::f64::consts::PI / 180.0;

/// Coordinates are rounded to this part of a degree, about a centimetre.
const ROUNDING: f64 = 1e7;

/// What a file says of where it lies.
const NO_REAL_PLACE: &str = "Synthetic fabric, not a real place: the lattice in metres is centred at \
    latitude 0, longitude 0 by an equirectangular projection, since RFC 7946 wants degrees of WGS 84. \
    Only shapes, sizes and distances have a meaning.";

/// What a file says of a city whose communities come from a file of areas.
const FROM_AREAS: &str = "Blocks are squares of a lattice laid over the areas of the scenario, each in \
    the area that its centre lies in; what happens in them is simulated.";

/// What the numbers are.
const BURDEN: &str = "problem_days: severity-weighted problem days a year, mean over replications; \
    ci_low and ci_high: 95 % Student t interval of the mean, null for a single replication; of grids also \
    every indicator that an area of its own has, over the n replications in which it has a value there";

/// A governed city and what its replications came to, to be written as `GeoJSON`.
pub struct Layers<'s> {
    name: &'s str,
    governed: &'s Governed,
    outcomes: Vec<&'s CityOutcome>,
    /// Length of what was measured \[years\].
    years: f64,
}

impl<'s> Layers<'s> {
    /// The layers of a study; none of one without a city.
    pub fn of(study: &'s Study) -> Option<Self> {
        let Subject::Governed(governed) = &study.prepared.subject else { return None };
        let outcomes = study.outcomes.iter().filter_map(|outcome| outcome.city.as_ref()).collect();
        let years = study.prepared.window.days as f64 / 365.0;
        Some(Self { name: &study.prepared.name, governed, outcomes, years })
    }

    /// Writes one feature for each grid.
    ///
    /// # Errors
    /// When the target cannot be written.
    pub fn write_grids(&self, target: &mut dyn Write) -> io::Result<()> {
        let grids = self.governed.governance.grids.parts.pairs();
        let features = grids.map(|(grid, zone)| {
            let mut properties = self.properties(grid.index(), zone.blocks());
            self.put_indicators(grid.index(), &mut properties);
            feature(self.shape(zone), properties)
        });
        self.write(features, "grids", target)
    }

    /// Writes one feature for each block.
    ///
    /// # Errors
    /// When the target cannot be written.
    pub fn write_blocks(&self, target: &mut dyn Write) -> io::Result<()> {
        let city = self.city();
        let features = city.blocks.pairs().map(|(id, block)| {
            let mut properties = self.properties(id.index(), &[id]);
            let kind = &city.compounds[block.compound];
            properties.insert("compound".to_owned(), json!(kind.name));
            properties.insert("tenants_share".to_owned(), json!(kind.tenants));
            properties.insert("incidence_factor".to_owned(), json!(block.incidence));
            let grid = self.governed.governance.grids.of_block[id];
            properties.insert("grid".to_owned(), json!(grid.index()));
            feature(self.shape(&Zone::new(vec![id])), properties)
        });
        self.write(features, "blocks", target)
    }

    fn city(&self) -> &City {
        &self.governed.city
    }

    /// What is told of blocks that belong together; they lie in one community.
    fn properties(&self, id: usize, blocks: &[BlockId]) -> JsonObject {
        let city = self.city();
        let community = city.blocks[blocks[0]].community;
        let residents: u64 = blocks.iter().map(|b| u64::from(city.blocks[*b].residents)).sum();
        let area = blocks.len() as f64 * city.block_area();
        let mut properties = JsonObject::new();
        let mut put = |key: &str, value: JsonValue| properties.insert(key.to_owned(), value);
        put("id", json!(id));
        put("community", json!(community.index()));
        if !city.communities[community].name.is_empty() {
            put("community_name", json!(city.communities[community].name));
        }
        put("street", json!(city.communities[community].street.index()));
        put("residents", json!(residents));
        put("area_m2", json!(area));
        let burden = self.burden(blocks);
        let thousands = residents as f64 / 1e3;
        for (key, by) in [
            ("problem_days", 1.0),
            ("problem_days_per_hectare", area / 1e4),
            ("problem_days_per_1000_residents", thousands),
        ] {
            tell(&mut put, key, burden.as_ref(), |days| (by > 0.0).then(|| days / by));
        }
        properties
    }

    /// Every indicator that an area has, mean and interval over the replications in which it
    /// has a value, and how many these are.
    fn put_indicators(&self, grid: usize, properties: &mut JsonObject) {
        let count = of_areas().count();
        let mut put = |key: &str, value: JsonValue| properties.insert(key.to_owned(), value);
        for (place, indicator) in of_areas().enumerate() {
            let values: Vec<f64> = self
                .outcomes
                .iter()
                .filter_map(|outcome| *outcome.grids.get(grid * count + place)?)
                .collect();
            tell(&mut put, indicator.id, Estimate::of(&values).as_ref(), |value| {
                Some(seven_digits(value))
            });
            put(&format!("{}_n", indicator.id), json!(values.len()));
        }
    }

    /// Severity-weighted problem days a year in these blocks.
    fn burden(&self, blocks: &[BlockId]) -> Option<Estimate> {
        let of = |outcome: &&CityOutcome| {
            let sum: i128 = blocks.iter().map(|block| outcome.burden[*block]).sum();
            sum as f64 / Span::DAY.ms() as f64 / self.years
        };
        Estimate::of(&self.outcomes.iter().map(of).collect::<Vec<_>>())
    }

    /// The border of a zone: a polygon, or several where it is in pieces.
    fn shape(&self, zone: &Zone) -> Geometry {
        let ring = |corners: &Vec<Corner>| -> Vec<[f64; 2]> {
            // North up, outer borders run counter-clockwise here.
            corners.iter().rev().map(|(x, y)| self.place(*x, *y)).collect()
        };
        let polygon = |outline: &Outline| -> Vec<Vec<[f64; 2]>> {
            std::iter::once(&outline.outer).chain(&outline.holes).map(ring).collect()
        };
        let polygons: Vec<_> = zone.outlines(self.city()).iter().map(polygon).collect();
        let end = |axis: usize, better: fn(f64, f64) -> f64| {
            polygons.iter().flatten().flatten().map(|place| place[axis]).reduce(better)
        };
        let ends = [end(0, f64::min), end(1, f64::min), end(0, f64::max), end(1, f64::max)];
        let bbox = ends.into_iter().collect();
        let mut geometry = match &polygons[..] {
            [one] => Geometry::new_polygon(one.clone()),
            _ => Geometry::new_multi_polygon(polygons),
        };
        geometry.bbox = bbox;
        geometry
    }

    /// Longitude and latitude of a corner of the lattice, its middle lying at 0, 0.
    fn place(&self, column: u32, row: u32) -> [f64; 2] {
        let (lattice, side) = (self.city().lattice, self.city().side);
        if let Some(Origin { centre, corner }) = self.city().origin {
            let narrow = libm::cos(centre[1].to_radians());
            let east = (corner[0] + f64::from(column) * side) / METRES_PER_DEGREE / narrow;
            let north = (corner[1] - f64::from(row) * side) / METRES_PER_DEGREE;
            return [round(centre[0] + east), round(centre[1] + north)];
        }
        let east = (f64::from(column) - f64::from(lattice.columns()) / 2.0) * side;
        let north = (f64::from(lattice.rows()) / 2.0 - f64::from(row)) * side;
        [east, north].map(|metres| round(metres / METRES_PER_DEGREE))
    }

    fn where_it_lies(&self) -> &'static str {
        if self.city().origin.is_some() { FROM_AREAS } else { NO_REAL_PLACE }
    }

    /// Writes features one after the other: a large city has more of them than memory holds.
    fn write(
        &self,
        features: impl Iterator<Item = Feature>,
        what: &str,
        target: &mut dyn Write,
    ) -> io::Result<()> {
        let lattice = self.city().lattice;
        let [west, south] = self.place(lattice.left, lattice.bottom);
        let [east, north] = self.place(lattice.right, lattice.top);
        let mut about = JsonObject::new();
        about.insert("name".to_owned(), json!(format!("{what} of {}", self.name)));
        about.insert("description".to_owned(), json!(self.where_it_lies()));
        about.insert("indicators".to_owned(), json!(BURDEN));
        about.insert("replications".to_owned(), json!(self.outcomes.len()));
        about.insert("bbox".to_owned(), json!([west, south, east, north]));
        about.insert("type".to_owned(), json!("FeatureCollection"));
        let head = serde_json::to_string(&about)?;
        write!(target, "{},\"features\":[", head.trim_end_matches('}'))?;
        for (place, feature) in features.enumerate() {
            target.write_all(if place == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *target, &feature)?;
        }
        writeln!(target, "\n]}}")
    }
}

fn feature(mut geometry: Geometry, properties: JsonObject) -> Feature {
    let bbox = geometry.bbox.take();
    let geometry = Some(geometry);
    Feature { bbox, geometry, id: None, properties: Some(properties), foreign_members: None }
}

/// Puts a mean and the ends of its interval, as `to` makes them; null where there is none.
fn tell(
    put: &mut impl FnMut(&str, JsonValue) -> Option<JsonValue>,
    key: &str,
    estimate: Option<&Estimate>,
    to: impl Fn(f64) -> Option<f64>,
) {
    let number = |value: Option<f64>| json!(value.and_then(&to));
    let interval = estimate.and_then(|estimate| estimate.interval(CONFIDENCE));
    put(key, number(estimate.map(|estimate| estimate.mean)));
    put(&format!("{key}_ci_low"), number(interval.map(|(low, _)| low)));
    put(&format!("{key}_ci_high"), number(interval.map(|(_, high)| high)));
}

/// A number with seven significant digits, which is more than any of them knows.
fn seven_digits(value: f64) -> f64 {
    format!("{value:.6e}").parse().unwrap_or(value)
}

/// Rounded to seven decimals, without a negative zero.
fn round(degrees: f64) -> f64 {
    (degrees * ROUNDING).round() / ROUNDING + 0.0
}

#[cfg(test)]
mod tests;
