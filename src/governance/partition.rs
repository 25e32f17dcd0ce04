//! Grouping adjacent blocks: grids within communities, beats within tiers.

use crate::city::fabric::{Jitter, Rect, apportion, cut};
use crate::city::{BlockId, City};
use crate::id::{Id, Table};
use crate::scenario::governance as raw;

/// A grouping of all blocks into contiguous parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition<I> {
    /// The part each block belongs to.
    pub of_block: Table<BlockId, I>,
    /// The lattice rectangle of each part.
    pub parts: Table<I, Rect>,
}

impl<I: Id> Partition<I> {
    /// Cuts each parent into its share of parts, contiguous and of fair size.
    pub fn cut(city: &City, parents: &[Rect], shares: &[u64]) -> Self {
        let parts: Table<I, Rect> = parents
            .iter()
            .zip(shares)
            .flat_map(|(rect, share)| {
                let parts = u32::try_from(*share).unwrap_or(u32::MAX);
                cut(*rect, parts, &mut Jitter::Fair)
            })
            .collect();
        let mut of_block = Table::filled(I::new(0), city.blocks.len());
        for (part, rect) in parts.pairs() {
            for block in city.blocks_in(*rect) {
                of_block[block] = part;
            }
        }
        Self { of_block, parts }
    }

    /// Cuts parents into parts of about this area \[m²\]: as many in all as fit the whole
    /// ground, shared out by the parents' area, at least one to each.
    pub fn by_area(city: &City, parents: &[Rect], area: f64) -> Self {
        let sizes: Vec<f64> = parents.iter().map(|rect| f64::from(rect.len())).collect();
        let whole: f64 = sizes.iter().sum::<f64>() * city.block_area();
        Self::cut(city, parents, &apportion((whole / area).round() as u64, &sizes, 1))
    }
}

/// The grids of a governance model.
pub(super) fn grids<I: Id>(city: &City, rule: &raw::Grids) -> Partition<I> {
    let communities: Vec<Rect> = city.communities.iter().map(|community| community.rect).collect();
    match rule {
        raw::Grids::Community(_) => Partition::cut(city, &communities, &vec![1; communities.len()]),
        raw::Grids::Area(area) => Partition::by_area(city, &communities, area.0),
        raw::Grids::Residents(size) => {
            let people: Vec<f64> =
                communities.iter().map(|rect| city.residents_in(*rect) as f64).collect();
            let parts = (city.residents as f64 / size.0 as f64).round() as u64;
            Partition::cut(city, &communities, &apportion(parts, &people, 1))
        }
    }
}
