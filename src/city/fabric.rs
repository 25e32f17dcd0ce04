//! The synthetic fabric: a lattice of blocks cut into streets and communities.

use super::estate::Estates;
use super::{Block, BlockId, Community, CommunityId, CompoundId, Origin, StreetId, Zone};
use crate::dist;
use crate::id::{Id as _, Table};
use crate::rng::{Purpose, Streams};
use crate::scenario::city as raw;

/// The replication that keys what belongs to the city and not to a run.
pub const CITY_REPLICATION: u64 = u64::MAX;

/// How unequal the halves of a cut may be: from 1 − this to 1 + this of fair.
const CUT_JITTER: f64 = 0.25;

/// A rectangle of the lattice: columns `left..right`, rows `top..bottom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// First column.
    pub left: u32,
    /// First row.
    pub top: u32,
    /// Column after the last.
    pub right: u32,
    /// Row after the last.
    pub bottom: u32,
}

impl Rect {
    /// Columns.
    pub fn columns(self) -> u32 {
        self.right - self.left
    }

    /// Rows.
    pub fn rows(self) -> u32 {
        self.bottom - self.top
    }

    /// Blocks.
    pub fn len(self) -> u32 {
        self.columns() * self.rows()
    }

    /// Whether it holds no block.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// What the fabric decides.
pub(super) struct Plan {
    pub side: f64,
    pub lattice: Rect,
    pub origin: Option<Origin>,
    pub blocks: Table<BlockId, Block>,
    pub communities: Table<CommunityId, Community>,
    pub streets: Table<StreetId, Zone>,
}

/// Lays out a city of the stated size.
pub(super) fn plan(raw: &raw::City, luck: Streams) -> Plan {
    if let Some(areas) = &raw.areas {
        return super::areas::plan(raw, areas, luck);
    }
    let lattice = lattice(raw.blocks.0);
    let side = (raw.area.0 / f64::from(lattice.len())).sqrt();
    let streets: Table<StreetId, Rect> =
        Table::from(cut(lattice, raw.streets.0 as u32, &mut Jitter::new(luck, 0)));
    let communities = communities(raw, lattice, &streets, luck);
    let blocks = blocks(raw, (lattice, side), &communities, luck);
    let streets = streets.iter().map(|rect| zone(lattice, *rect)).collect();
    Plan { side, lattice, origin: None, blocks, communities, streets }
}

/// The blocks of a rectangle of a full lattice.
fn zone(lattice: Rect, rect: Rect) -> Zone {
    let rows = rect.top..rect.bottom;
    let row =
        |row: u32| (rect.left..rect.right).map(move |column| row * lattice.columns() + column);
    Zone::new(rows.flat_map(row).map(|block| BlockId::new(block as usize)).collect())
}

/// The lattice nearest to a square of at least this many blocks.
fn lattice(blocks: u64) -> Rect {
    let rows = (blocks as f64).sqrt().round().max(1.0) as u32;
    let columns = (blocks as f64 / f64::from(rows)).round().max(1.0) as u32;
    Rect { left: 0, top: 0, right: columns, bottom: rows }
}

/// Where cuts fall: fair, or with luck of their own.
pub enum Jitter {
    /// Cuts in fair proportion.
    Fair,
    /// Cuts up to a quarter off.
    Keyed {
        /// The city's luck.
        luck: Streams,
        /// What is being cut.
        entity: u64,
        /// Cuts made so far.
        cuts: u64,
    },
}

impl Jitter {
    fn new(luck: Streams, entity: u64) -> Self {
        Self::Keyed { luck, entity, cuts: 0 }
    }

    fn next(&mut self) -> f64 {
        match self {
            Self::Fair => 1.0,
            Self::Keyed { luck, entity, cuts } => {
                *cuts += 1;
                let mut draw = luck.draw(Purpose::Fabric, *entity, *cuts);
                1.0 + CUT_JITTER * (2.0 * draw.uniform() - 1.0)
            }
        }
    }
}

/// Cuts a rectangle into this many rectangles (or one for each block, if fewer), by halving.
pub fn cut(rect: Rect, parts: u32, jitter: &mut Jitter) -> Vec<Rect> {
    let parts = parts.clamp(1, rect.len().max(1));
    if parts == 1 {
        return vec![rect];
    }
    let across = rect.columns() >= rect.rows();
    let (long, wide) =
        if across { (rect.columns(), rect.rows()) } else { (rect.rows(), rect.columns()) };
    let fair = f64::from(long) * f64::from(parts / 2) / f64::from(parts);
    let line = ((fair * jitter.next()).round() as u32).clamp(1, long - 1);
    // Neither side can have more parts than blocks.
    let first = (parts / 2).clamp(parts.saturating_sub((long - line) * wide).max(1), line * wide);
    let (one, other) = if across {
        let x = rect.left + line;
        (Rect { right: x, ..rect }, Rect { left: x, ..rect })
    } else {
        let y = rect.top + line;
        (Rect { bottom: y, ..rect }, Rect { top: y, ..rect })
    };
    let mut rects = cut(one, first, jitter);
    rects.extend(cut(other, parts - first, jitter));
    rects
}

fn communities(
    raw: &raw::City,
    lattice: Rect,
    streets: &Table<StreetId, Rect>,
    luck: Streams,
) -> Table<CommunityId, Community> {
    let sizes: Vec<f64> = streets.iter().map(|rect| f64::from(rect.len())).collect();
    let shares = apportion(raw.communities.0.max(streets.len() as u64), &sizes, 1);
    streets
        .pairs()
        .zip(shares)
        .flat_map(|((street, &rect), parts)| {
            cut(rect, parts as u32, &mut Jitter::new(luck, 1 + street.index() as u64))
                .into_iter()
                .map(move |rect| Community {
                    name: String::new(),
                    street,
                    zone: zone(lattice, rect),
                })
        })
        .collect()
}

/// Shares out `total` whole pieces in proportion to `weights` by largest remainder,
/// at least `least` to each.
pub fn apportion(total: u64, weights: &[f64], least: u64) -> Vec<u64> {
    let sum: f64 = weights.iter().sum();
    let fair: Vec<f64> = weights
        .iter()
        .map(|weight| if sum > 0.0 { total as f64 * weight / sum } else { 0.0 })
        .collect();
    let mut pieces: Vec<u64> = fair.iter().map(|f| (f.floor() as u64).max(least)).collect();
    let given: u64 = pieces.iter().sum();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let rest = |i: usize| fair[i] - pieces[i] as f64;
    order.sort_by(|&a, &b| rest(b).total_cmp(&rest(a)).then(a.cmp(&b)));
    let (left, each) = (total.saturating_sub(given), weights.len() as u64);
    for (rank, &i) in order.iter().enumerate() {
        pieces[i] += left / each + u64::from((rank as u64) < left % each);
    }
    pieces
}

fn blocks(
    raw: &raw::City,
    (lattice, side): (Rect, f64),
    communities: &Table<CommunityId, Community>,
    luck: Streams,
) -> Table<BlockId, Block> {
    let mut home = vec![CommunityId::new(0); lattice.len() as usize];
    for (id, community) in communities.pairs() {
        for block in community.zone.blocks() {
            home[block.index()] = id;
        }
    }
    let place = |block: usize| (block as u32 % lattice.columns(), block as u32 / lattice.columns());
    let estates = Estates::new(raw, side, luck);
    let compounds: Vec<CompoundId> =
        (0..home.len()).map(|block| estates.kind(block, place(block))).collect();
    let weights: Vec<f64> = compounds.iter().map(|kind| density(raw, *kind)).collect();
    let residents = apportion(raw.residents.0, &weights, 0);
    let incidence = incidence(raw, luck, &compounds);
    (0..home.len())
        .map(|block| Block {
            column: place(block).0,
            row: place(block).1,
            community: home[block],
            compound: compounds[block],
            residents: residents[block] as u32,
            incidence: incidence[block],
        })
        .collect()
}

fn density(raw: &raw::City, kind: CompoundId) -> f64 {
    raw.compounds[kind.index()].density.0
}

/// Each block's incidence: its kind's times a hot-spot factor, with city mean one.
pub(super) fn incidence(raw: &raw::City, luck: Streams, compounds: &[CompoundId]) -> Vec<f64> {
    let kinds: Vec<f64> = raw.compounds.iter().map(|kind| kind.incidence.0).collect();
    let spread = Unit::lognormal(raw.unevenness.blocks.0);
    let rough: Vec<f64> = compounds
        .iter()
        .enumerate()
        .map(|(block, kind)| {
            let mut draw = luck.draw(Purpose::HotSpot, block as u64, 0);
            kinds[kind.index()] * spread.factor(dist::normal(&mut draw))
        })
        .collect();
    let mean = rough.iter().sum::<f64>() / rough.len() as f64;
    rough.iter().map(|factor| if mean > 0.0 { factor / mean } else { 1.0 }).collect()
}

/// Lognormal factors with mean one.
pub(super) struct Unit {
    sigma: f64,
}

impl Unit {
    /// Factors with mean one and this coefficient of variation: σ² = ln(1 + cv²).
    pub fn lognormal(variation: f64) -> Self {
        Self { sigma: libm::sqrt(libm::log1p(variation * variation)) }
    }

    /// The factor that a standard normal number stands for.
    pub fn factor(&self, normal: f64) -> f64 {
        libm::exp(self.sigma * normal - 0.5 * self.sigma * self.sigma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_covers_the_rectangle_once() {
        for (columns, rows, parts) in
            [(56, 59, 137), (5, 4, 20), (1, 9, 4), (7, 7, 1), (3, 3, 50), (4, 6, 12)]
        {
            let rect = Rect { left: 2, top: 3, right: 2 + columns, bottom: 3 + rows };
            for mut jitter in [Jitter::Fair, Jitter::new(Streams::new(7, 0), 0)] {
                let rects = cut(rect, parts, &mut jitter);
                assert_eq!(rects.len() as u32, parts.min(columns * rows));
                assert!(rects.iter().all(|part| !part.is_empty()));
                let mut seen = std::collections::BTreeSet::new();
                for part in &rects {
                    for y in part.top..part.bottom {
                        for x in part.left..part.right {
                            assert!(seen.insert((x, y)), "{x}, {y} twice");
                        }
                    }
                }
                assert_eq!(seen.len() as u32, rect.len());
            }
        }
    }

    #[test]
    fn pieces_are_shared_out_by_largest_remainder() {
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0], 0), [4, 3, 3]);
        assert_eq!(apportion(7, &[5.0, 3.0, 1.0], 0), [4, 2, 1]);
        assert_eq!(apportion(3, &[100.0, 1.0, 1.0], 1), [2, 1, 1].map(|n: u64| n.max(1)));
        assert_eq!(apportion(0, &[1.0, 2.0], 0), [0, 0]);
        assert_eq!(apportion(5, &[], 0), [0_u64; 0]);
        assert_eq!(apportion(4_000_000_001, &[0.0; 2], 0), [2_000_000_001, 2_000_000_000]);
    }

    #[test]
    fn a_factor_has_mean_one_at_any_spread() {
        let unit = Unit::lognormal(1.5);
        let n = 2_000;
        // Midpoint rule over the normal density, whose truth is one.
        let mean: f64 = (0..n)
            .map(|i| -8.0 + 20.0 * (f64::from(i) + 0.5) / f64::from(n))
            .map(|z| unit.factor(z) * libm::exp(-0.5 * z * z) * 20.0 / f64::from(n))
            .sum::<f64>()
            / (2.0 * std::f64::consts::PI).sqrt();
        assert!((mean - 1.0).abs() < 1e-6, "{mean}");
    }
}
