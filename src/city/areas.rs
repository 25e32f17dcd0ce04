//! A city of areas: each block of the lattice belongs to the area that its centre lies in.

use std::collections::BTreeMap;

use geo::{BoundingRect as _, Centroid as _, LinesIter as _};

use super::estate::Estates;
use super::fabric::{self, Plan, Rect, apportion};
use super::{Block, BlockId, Community, CommunityId, CompoundId, StreetId, Zone};
use crate::id::{Id as _, Table};
use crate::rng::Streams;
use crate::scenario::areas::{AreaOfCommunity, Areas};
use crate::scenario::city as raw;

/// Where the lattice of a city lies on the earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Origin {
    /// Longitude and latitude that the plane is tangent at \[degrees\].
    pub centre: [f64; 2],
    /// The lattice's north-west corner from there, to the east and to the north \[m\].
    pub corner: [f64; 2],
}

/// Communities by the (row, column) of their blocks.
type Home = BTreeMap<(u32, u32), CommunityId>;

/// Lays a lattice over areas, of blocks as large as would make the wanted number of them.
pub(super) fn plan(raw: &raw::City, areas: &Areas, luck: Streams) -> Plan {
    let side = (raw.area.0 / raw.blocks.0 as f64).sqrt();
    let [west, south, east, north] = areas.ends();
    let count = |metres: f64| (metres / side).ceil().max(1.0) as u32;
    let lattice = Rect { left: 0, top: 0, right: count(east - west), bottom: count(north - south) };
    let frame = Frame { side, west, north, lattice };
    let home = home(areas, &frame);
    let names = areas.streets();
    let street = |area: &AreaOfCommunity| names.iter().position(|name| *name == area.street);
    let blocks = blocks(raw, areas, (&home, side), luck);
    let mut zones = vec![Vec::new(); areas.communities.len()];
    let mut streets = vec![Vec::new(); names.len()];
    for (id, block) in blocks.pairs() {
        let area = block.community.index();
        zones[area].push(id);
        streets[street(&areas.communities[area]).unwrap_or(0)].push(id);
    }
    let community = |(area, zone): (&AreaOfCommunity, Vec<BlockId>)| Community {
        name: area.name.clone(),
        street: StreetId::new(street(area).unwrap_or(0)),
        zone: Zone::new(zone),
    };
    Plan {
        side,
        lattice,
        communities: areas.communities.iter().zip(zones).map(community).collect(),
        streets: streets.into_iter().map(Zone::new).collect(),
        blocks,
        origin: Some(Origin { centre: areas.centre, corner: [west, north] }),
    }
}

/// How the lattice lies on the plane.
struct Frame {
    side: f64,
    west: f64,
    north: f64,
    lattice: Rect,
}

impl Frame {
    /// The column whose centre is the first not west of this.
    fn column(&self, x: f64) -> u32 {
        ((x - self.west) / self.side - 0.5).ceil().max(0.0) as u32
    }

    fn row(&self, y: f64) -> u32 {
        ((self.north - y) / self.side - 0.5).ceil().max(0.0) as u32
    }
}

fn home(areas: &Areas, frame: &Frame) -> Home {
    let mut home = Home::new();
    let mut missing = Vec::new();
    for (id, area) in areas.communities.iter().enumerate() {
        let id = CommunityId::new(id);
        let mut any = false;
        for place in centres(area, frame) {
            any |= *home.entry(place).or_insert(id) == id;
        }
        if !any {
            missing.push((id, area));
        }
    }
    for (id, area) in missing {
        home.insert(nearest_free(area, frame, &home), id);
    }
    home
}

/// Blocks whose centres lie in an area, row by row: between the first and the second crossing of
/// its border with the row, the third and the fourth, and so on.
fn centres(area: &AreaOfCommunity, frame: &Frame) -> Vec<(u32, u32)> {
    let Some(extent) = area.shape.bounding_rect() else { return Vec::new() };
    let mut places = Vec::new();
    for row in frame.row(extent.max().y)..frame.row(extent.min().y).min(frame.lattice.bottom) {
        let y = frame.north - (f64::from(row) + 0.5) * frame.side;
        let crosses = |line: &geo::Line| (line.start.y > y) != (line.end.y > y);
        let x = |line: geo::Line| line.start.x + (y - line.start.y) * line.dx() / line.dy();
        let mut crossings: Vec<f64> = area.shape.lines_iter().filter(crosses).map(x).collect();
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let last = frame.column(pair[1]).min(frame.lattice.right);
            places.extend((frame.column(pair[0])..last).map(|column| (row, column)));
        }
    }
    places
}

/// The block nearest to the centroid of an area that belongs to no other.
fn nearest_free(area: &AreaOfCommunity, frame: &Frame, home: &Home) -> (u32, u32) {
    let centroid = area.shape.centroid().map_or((frame.west, frame.north), |p| (p.x(), p.y()));
    let column = ((centroid.0 - frame.west) / frame.side).max(0.0).floor() as u32;
    let row = ((frame.north - centroid.1) / frame.side).max(0.0).floor() as u32;
    let (row, column) = (row.min(frame.lattice.bottom - 1), column.min(frame.lattice.right - 1));
    for reach in 0.. {
        let rows = row.saturating_sub(reach)..=row.saturating_add(reach);
        let columns = column.saturating_sub(reach)..=column.saturating_add(reach);
        let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
        let off = |(r, c): &(u32, u32)| r.abs_diff(row).pow(2) + c.abs_diff(column).pow(2);
        let inside = |(r, c): &(u32, u32)| *r < frame.lattice.bottom && *c < frame.lattice.right;
        // A lattice without a free place grows to the east.
        let all_taken = reach > frame.lattice.bottom.max(frame.lattice.right);
        let free = places.filter(|place| !home.contains_key(place));
        if let Some(place) = free.filter(|place| all_taken || inside(place)).min_by_key(off) {
            return place;
        }
    }
    (row, column)
}

fn blocks(
    raw: &raw::City,
    areas: &Areas,
    (home, side): (&Home, f64),
    luck: Streams,
) -> Table<BlockId, Block> {
    let estates = Estates::new(raw, side, luck);
    let kinds: Vec<Option<usize>> = areas
        .communities
        .iter()
        .map(|area| raw.compounds.position(area.compound.as_deref()?))
        .collect();
    let kind = |(block, ((row, column), id)): (usize, (&(u32, u32), &CommunityId))| match kinds
        [id.index()]
    {
        Some(kind) => CompoundId::new(kind),
        None => estates.kind(block, (*column, *row)),
    };
    let compounds: Vec<CompoundId> = home.iter().enumerate().map(kind).collect();
    let incidence = fabric::incidence(raw, luck, &compounds);
    let mut of_area = vec![Vec::new(); areas.communities.len()];
    for (block, id) in home.values().enumerate() {
        of_area[id.index()].push(block);
    }
    let mut residents = vec![0; home.len()];
    for (area, blocks) in areas.communities.iter().zip(of_area) {
        let density = |block: &usize| raw.compounds[compounds[*block].index()].density.0;
        let weights: Vec<f64> = blocks.iter().map(density).collect();
        for (block, people) in blocks.iter().zip(apportion(area.residents, &weights, 0)) {
            residents[*block] = people as u32;
        }
    }
    let block =
        |(block, (&(row, column), &community)): (usize, (&(u32, u32), &CommunityId))| Block {
            column,
            row,
            community,
            compound: compounds[block],
            residents: residents[block],
            incidence: incidence[block],
        };
    home.iter().enumerate().map(block).collect()
}

#[cfg(test)]
mod tests;
