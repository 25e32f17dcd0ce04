//! Grouping adjacent blocks: grids within communities, beats within tiers.

use crate::city::cut::cut;
use crate::city::fabric::apportion;
use crate::city::{BlockId, City, Zone};
use crate::id::{Id, Table};
use crate::scenario::governance as raw;

/// A grouping of all blocks into parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition<I> {
    /// The part each block belongs to.
    pub of_block: Table<BlockId, I>,
    /// The blocks of each part.
    pub parts: Table<I, Zone>,
}

impl<I: Id> Partition<I> {
    /// One part for each parent.
    pub fn whole(city: &City, parents: Vec<Zone>) -> Self {
        Self::of(city, Table::from(parents))
    }

    /// Cuts each parent into its share of parts, contiguous and of fair size, or of fair weight
    /// where weights are given.
    pub fn cut(
        city: &City,
        parents: &[Zone],
        shares: &[u64],
        weights: Option<&Table<BlockId, f64>>,
    ) -> Self {
        let pairs = parents.iter().zip(shares);
        Self::of(city, pairs.flat_map(|(zone, share)| cut(city, zone, *share, weights)).collect())
    }

    /// Cuts parents into parts of about this area \[m²\]: as many in all as fit the whole
    /// ground, shared out by the parents' area, at least one to each.
    pub fn by_area(city: &City, parents: &[Zone], area: f64) -> Self {
        let sizes: Vec<f64> = parents.iter().map(|zone| zone.len() as f64).collect();
        let whole: f64 = sizes.iter().sum::<f64>() * city.block_area();
        Self::cut(city, parents, &apportion((whole / area).round() as u64, &sizes, 1), None)
    }

    fn of(city: &City, parts: Table<I, Zone>) -> Self {
        let mut of_block = Table::filled(I::new(0), city.blocks.len());
        for (part, zone) in parts.pairs() {
            for block in zone.blocks() {
                of_block[*block] = part;
            }
        }
        Self { of_block, parts }
    }
}

/// The grids of a governance model.
pub(super) fn grids<I: Id>(city: &City, rule: &raw::Grids) -> Partition<I> {
    let communities: Vec<Zone> = city.communities.iter().map(|c| c.zone.clone()).collect();
    match rule {
        raw::Grids::Community(_) => Partition::whole(city, communities),
        raw::Grids::Area(area) => Partition::by_area(city, &communities, area.0),
        raw::Grids::Residents(size) => {
            let people: Vec<f64> =
                communities.iter().map(|zone| city.residents_in(zone) as f64).collect();
            let parts = (city.residents as f64 / size.0 as f64).round() as u64;
            Partition::cut(city, &communities, &apportion(parts, &people, 1), None)
        }
    }
}
