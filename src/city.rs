//! The world: what exists whatever the policy.
//!
//! A [`City`] is a lattice of blocks, grouped into communities and streets,
//! with residents, and the intensities at which potential problems arise in
//! it. No policy can change any of it; governance decides only what becomes
//! of the problems.

pub mod areas;
pub mod category;
pub mod cut;
mod estate;
pub mod fabric;
pub mod intensity;
pub mod resident;
pub mod zone;

use crate::id::{Id as _, Table};
use crate::ids;
use crate::lang::Lang;
use crate::rng::Streams;
use crate::scenario;
use crate::time::Almanac;

pub use areas::Origin;
pub use category::{Category, Class, Remedy};
pub use fabric::Rect;
pub use intensity::Intensities;
pub use resident::Reporting;
pub use zone::Zone;

ids! {
    /// A block, the smallest unit of the city.
    BlockId;
    /// A residents' community.
    CommunityId;
    /// A street (街道), a tier of government.
    StreetId;
    /// A kind of compound.
    CompoundId;
    /// A category of problem.
    CategoryId;
}

/// A city, ready to be simulated.
#[derive(Clone, Debug)]
pub struct City {
    /// Name shown in tables and figures.
    pub title: String,
    /// Breadth of a block, which is a square \[m\].
    pub side: f64,
    /// The whole lattice.
    pub lattice: Rect,
    /// Where the lattice lies on the earth; nowhere in a synthetic city.
    pub origin: Option<Origin>,
    /// Blocks, row by row.
    pub blocks: Table<BlockId, Block>,
    /// The blocks and street of each community.
    pub communities: Table<CommunityId, Community>,
    /// The blocks of each street.
    pub streets: Table<StreetId, Zone>,
    /// Kinds of compound.
    pub compounds: Table<CompoundId, Compound>,
    /// What can go wrong.
    pub categories: Table<CategoryId, Category>,
    /// How residents decide to report.
    pub reporting: Reporting,
    /// How the state of a block changes what happens there.
    pub norms: Norms,
    /// When and where potential problems arise.
    pub intensities: Intensities,
    /// Residents in all.
    pub residents: u64,
    /// Mean residents of a household, if it is known.
    pub household_size: Option<f64>,
}

/// A block: a compound or a stretch of street.
#[derive(Clone, Debug)]
pub struct Block {
    /// Column of the lattice.
    pub column: u32,
    /// Row of the lattice.
    pub row: u32,
    /// The community it lies in.
    pub community: CommunityId,
    /// Its kind of compound.
    pub compound: CompoundId,
    /// Residents.
    pub residents: u32,
    /// Incidence relative to the city's mean.
    pub incidence: f64,
}

/// A residents' community.
#[derive(Clone, Debug)]
pub struct Community {
    /// What it is called; empty in a synthetic city.
    pub name: String,
    /// The street it lies in.
    pub street: StreetId,
    /// Its blocks.
    pub zone: Zone,
}

/// A kind of compound.
#[derive(Clone, Debug)]
pub struct Compound {
    /// Its id in the scenario file.
    pub name: String,
    /// Its Chinese name.
    pub title_zh: String,
    /// Share of tenants among its residents.
    pub tenants: f64,
}

/// How the state of a block changes what happens there.
#[derive(Clone, Copy, Debug)]
pub struct Norms {
    /// Whether it does.
    pub on: bool,
    /// Share of potential problems that are real in the neutral state, while it does.
    pub neutral: f64,
    /// How long enforcement presence is remembered \[h\].
    pub presence_hours: f64,
    /// How long the norm takes to follow disorder \[h\].
    pub norm_hours: f64,
    /// Visible unsolved problems that halve the norm.
    pub disorder_half: f64,
}

impl City {
    /// The city of a checked scenario, from the date that day 0 is and the rhythm of days; its
    /// fabric depends on the seed alone.
    pub fn build(raw: &scenario::city::City, days: (scenario::Date, &Almanac), seed: u64) -> Self {
        let luck = Streams::new(seed, fabric::CITY_REPLICATION);
        let plan = fabric::plan(raw, luck);
        let categories: Table<CategoryId, Category> =
            raw.categories.iter().map(Category::build).collect();
        let norms = Norms::build(&raw.norms);
        let intensities = Intensities::build(raw, &plan, days, norms.real_if_neutral());
        Self {
            title: raw.title.clone(),
            side: plan.side,
            lattice: plan.lattice,
            origin: plan.origin,
            blocks: plan.blocks,
            communities: plan.communities,
            streets: plan.streets,
            compounds: raw.compounds.iter().map(Compound::build).collect(),
            categories,
            reporting: Reporting::build(&raw.reporting, raw.migrants.0),
            norms,
            intensities,
            residents: raw.residents.0,
            household_size: raw.household_size.map(|size| size.0),
        }
    }

    /// Area of a block \[m²\].
    pub fn block_area(&self) -> f64 {
        self.side * self.side
    }

    /// All blocks.
    pub fn ground(&self) -> Zone {
        Zone::new(self.blocks.ids().collect())
    }

    /// The block at a place of the lattice, if there is one.
    pub fn block_at(&self, column: u32, row: u32) -> Option<BlockId> {
        let columns = u64::from(self.lattice.columns());
        let place = u64::from(row) * columns + u64::from(column);
        if column >= self.lattice.right || row >= self.lattice.bottom {
            return None;
        }
        if self.blocks.len() as u64 == columns * u64::from(self.lattice.rows()) {
            return Some(BlockId::new(place as usize));
        }
        let blocks = self.blocks.as_slice();
        let found = blocks.binary_search_by_key(&(row, column), |block| (block.row, block.column));
        found.ok().map(BlockId::new)
    }

    /// The blocks to the north, east, south and west of a block.
    pub fn neighbours(&self, block: BlockId) -> [Option<BlockId>; 4] {
        let (x, y) = (self.blocks[block].column, self.blocks[block].row);
        let at = |column: Option<u32>, row: Option<u32>| self.block_at(column?, row?);
        [
            at(Some(x), y.checked_sub(1)),
            at(x.checked_add(1), Some(y)),
            at(Some(x), y.checked_add(1)),
            at(x.checked_sub(1), Some(y)),
        ]
    }

    /// The blocks of a rectangle of the lattice.
    pub fn zone_of(&self, rect: Rect) -> Zone {
        let rows = rect.top..rect.bottom;
        let places = rows.flat_map(|row| (rect.left..rect.right).map(move |column| (column, row)));
        Zone::new(places.filter_map(|(column, row)| self.block_at(column, row)).collect())
    }

    /// Residents of a zone.
    pub fn residents_in(&self, zone: &Zone) -> u64 {
        zone.blocks().iter().map(|block| u64::from(self.blocks[*block].residents)).sum()
    }
}

impl Compound {
    /// What people call it: its id, or its Chinese name.
    pub fn title(&self, lang: Lang) -> &str {
        lang.pick(self.name.as_str(), self.title_zh.as_str())
    }

    fn build(raw: &scenario::city::Compound) -> Self {
        let (name, title_zh) = (raw.id.to_string(), raw.title_zh.clone());
        Self { name, title_zh, tenants: raw.tenants.0 }
    }
}

impl Norms {
    /// Share of potential problems that are real in the neutral state: all where the state
    /// of a block changes nothing.
    pub fn real_if_neutral(&self) -> f64 {
        if self.on { self.neutral } else { 1.0 }
    }

    fn build(raw: &scenario::city::Norms) -> Self {
        Self {
            on: raw.switch == scenario::city::NormSwitch::On,
            neutral: raw.neutral.0,
            presence_hours: raw.presence_memory.hours(),
            norm_hours: raw.norm_memory.hours(),
            disorder_half: raw.disorder_half.0,
        }
    }
}
