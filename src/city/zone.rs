//! Zones: blocks that belong together, their connected pieces and their borders.

use std::collections::BTreeMap;

use super::fabric::Rect;
use super::{BlockId, City};

/// Blocks that belong together, in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(Vec<BlockId>);

/// A corner of the lattice: column and row, which count to the south.
pub type Corner = (u32, u32);

/// A connected piece of a zone: its outer border and its holes, each closed. The outer border
/// runs clockwise as seen with north up, holes the other way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The outer border, from its northernmost and there westernmost corner.
    pub outer: Vec<Corner>,
    /// Borders of what it encloses.
    pub holes: Vec<Vec<Corner>>,
}

impl Zone {
    /// The zone of these blocks.
    pub fn new(mut blocks: Vec<BlockId>) -> Self {
        blocks.sort_unstable();
        Self(blocks)
    }

    /// Its blocks, row by row.
    pub fn blocks(&self) -> &[BlockId] {
        &self.0
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds no block.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rectangle of the lattice that it fills, if it fills one.
    pub fn rect(&self, city: &City) -> Option<Rect> {
        let places = || self.0.iter().map(|block| &city.blocks[*block]);
        let rect = Rect {
            left: places().map(|block| block.column).min()?,
            top: places().map(|block| block.row).min()?,
            right: places().map(|block| block.column).max()? + 1,
            bottom: places().map(|block| block.row).max()? + 1,
        };
        let filled = u64::from(rect.columns()) * u64::from(rect.rows());
        (filled == self.0.len() as u64).then_some(rect)
    }

    /// Its connected pieces, blocks being neighbours where they share a side.
    pub fn pieces(&self, city: &City) -> Vec<Self> {
        let mut piece = vec![usize::MAX; self.0.len()];
        let mut pieces: Vec<Vec<BlockId>> = Vec::new();
        for start in 0..self.0.len() {
            if piece[start] != usize::MAX {
                continue;
            }
            let mut found = Vec::new();
            let mut open = vec![start];
            piece[start] = pieces.len();
            while let Some(at) = open.pop() {
                found.push(self.0[at]);
                for next in self.neighbours(city, at) {
                    if piece[next] == usize::MAX {
                        piece[next] = pieces.len();
                        open.push(next);
                    }
                }
            }
            pieces.push(found);
        }
        pieces.into_iter().map(Self::new).collect()
    }

    /// Places, within the zone, of the blocks beside the block at a place.
    pub(super) fn neighbours(&self, city: &City, at: usize) -> impl Iterator<Item = usize> {
        city.neighbours(self.0[at])
            .into_iter()
            .flatten()
            .filter_map(|b| self.0.binary_search(&b).ok())
    }

    /// The borders of its pieces.
    pub fn outlines(&self, city: &City) -> Vec<Outline> {
        self.pieces(city).iter().map(|piece| piece.outline(city)).collect()
    }

    /// The border of a connected zone.
    fn outline(&self, city: &City) -> Outline {
        let mut rings = rings(self.sides(city));
        let outer = rings.iter().position(|ring| turned(ring) > 0).unwrap_or(0);
        let outer = rings.remove(outer);
        Outline { outer, holes: rings }
    }

    /// The sides of its blocks that border on no other, from corner to corner, the zone to
    /// the right.
    fn sides(&self, city: &City) -> BTreeMap<(u32, u32), Vec<(u32, u32)>> {
        let mut sides: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
        for id in &self.0 {
            let (x, y) = (city.blocks[*id].column, city.blocks[*id].row);
            let round = [
                ((y, x), (y, x + 1)),
                ((y, x + 1), (y + 1, x + 1)),
                ((y + 1, x + 1), (y + 1, x)),
                ((y + 1, x), (y, x)),
            ];
            for (beside, (from, to)) in city.neighbours(*id).into_iter().zip(round) {
                if beside.is_none_or(|beside| self.0.binary_search(&beside).is_err()) {
                    sides.entry(from).or_default().push(to);
                }
            }
        }
        sides
    }
}

/// Closed rings of corners from sides by (row, column); where two cross at a corner, each turns
/// away from the zone, so that no ring meets itself.
fn rings(mut sides: BTreeMap<(u32, u32), Vec<(u32, u32)>>) -> Vec<Vec<Corner>> {
    let mut rings = Vec::new();
    while let Some((&start, _)) = sides.iter().next() {
        let mut ring: Vec<(u32, u32)> = vec![start];
        let mut at = start;
        loop {
            let before = ring.len().checked_sub(2).map(|i| ring[i]);
            let next = take(&mut sides, at, before);
            if ring.len() > 1 && direction(ring[ring.len() - 2], at) == direction(at, next) {
                ring.pop();
            }
            ring.push(next);
            at = next;
            if at == start {
                break;
            }
        }
        rings.push(ring.into_iter().map(|(row, column)| (column, row)).collect());
    }
    rings
}

/// Takes the side that leads on from a corner: the one to the left, where there are two.
fn take(
    sides: &mut BTreeMap<(u32, u32), Vec<(u32, u32)>>,
    at: (u32, u32),
    before: Option<(u32, u32)>,
) -> (u32, u32) {
    let choices = sides.get_mut(&at).expect("borders are closed");
    let left = |next: &(u32, u32)| {
        before.is_some_and(|before| {
            let ((dy, dx), (ey, ex)) = (direction(before, at), direction(at, *next));
            dx * ey - dy * ex < 0
        })
    };
    let place = choices.iter().position(left).unwrap_or(0);
    let next = choices.swap_remove(place);
    if choices.is_empty() {
        sides.remove(&at);
    }
    next
}

fn direction(from: (u32, u32), to: (u32, u32)) -> (i64, i64) {
    let step = |a: u32, b: u32| (i64::from(b) - i64::from(a)).signum();
    (step(from.0, to.0), step(from.1, to.1))
}

/// Twice the area a ring goes round, positive where it runs clockwise with north up.
fn turned(ring: &[Corner]) -> i64 {
    let cross = |pair: &[Corner]| {
        i64::from(pair[0].0) * i64::from(pair[1].1) - i64::from(pair[1].0) * i64::from(pair[0].1)
    };
    ring.windows(2).map(cross).sum()
}

#[cfg(test)]
mod tests;
