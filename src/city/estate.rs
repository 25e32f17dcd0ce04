//! Estates: ground of one kind of compound, many blocks wide.
//!
//! Kinds of compound come in patches. Each square of ground as large as an estate has one centre,
//! anywhere in it, and a block belongs to the nearest of the centres in its own square and the
//! eight around it (the cells of Worley 1996, "A cellular texture basis function", SIGGRAPH).
//! That patches are so shaped, and cross the borders of communities, is an assumption.

use super::CompoundId;
use crate::id::Id as _;
use crate::rng::{Purpose, Streams};
use crate::scenario::city as raw;

/// The kinds of blocks, estate by estate.
pub(super) struct Estates<'c> {
    raw: &'c raw::City,
    luck: Streams,
    /// Breadth of the square of an estate \[blocks\]; none where each block is its own.
    breadth: Option<f64>,
}

impl<'c> Estates<'c> {
    /// The estates of a city of blocks of this breadth \[m\].
    pub fn new(raw: &'c raw::City, side: f64, luck: Streams) -> Self {
        let breadth = raw.estate.map(|estate| estate.0.sqrt() / side);
        Self { raw, luck, breadth: breadth.filter(|breadth| *breadth > 1.0) }
    }

    /// The kind of a block, the `block`-th of the city, at a place of the lattice.
    pub fn kind(&self, block: usize, (column, row): (u32, u32)) -> CompoundId {
        let estate = match self.breadth {
            Some(breadth) => self.nearest([column, row].map(|at| (f64::from(at) + 0.5) / breadth)),
            None => block as u64,
        };
        self.drawn(estate)
    }

    /// The estate whose centre is nearest to a point \[squares\].
    fn nearest(&self, point: [f64; 2]) -> u64 {
        let [x, y] = point.map(|at| at.floor() as i64);
        let squares = (-1..=1).flat_map(|down| (-1..=1).map(move |right| [x + right, y + down]));
        let off = |square: [i64; 2]| {
            let mut draw = self.luck.draw(Purpose::Estate, name(square), 0);
            let [dx, dy] = [0, 1].map(|axis| square[axis] as f64 + draw.uniform() - point[axis]);
            (dx * dx + dy * dy, name(square))
        };
        let nearest = squares.map(off).min_by(|a, b| a.0.total_cmp(&b.0));
        nearest.map_or(0, |(_, estate)| estate)
    }

    /// The kind of an estate, drawn by the shares of kinds.
    fn drawn(&self, estate: u64) -> CompoundId {
        let kinds = &self.raw.compounds;
        let total: f64 = kinds.iter().map(|kind| kind.share.0).sum();
        let mut left = total * self.luck.draw(Purpose::Compound, estate, 0).uniform();
        let mut last = 0;
        for (i, kind) in kinds.iter().enumerate() {
            if kind.share.0 > 0.0 {
                last = i;
                left -= kind.share.0;
                if left < 0.0 {
                    break;
                }
            }
        }
        CompoundId::new(last)
    }
}

/// A number for a square, which may lie a step beyond the north and west edges.
fn name([x, y]: [i64; 2]) -> u64 {
    (y as u64) << 32 | u64::from(x as u32)
}

#[cfg(test)]
mod tests;
