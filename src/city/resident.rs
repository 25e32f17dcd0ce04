//! Residents: attributes that are functions of their key, and how they choose.

use super::{BlockId, City};
use crate::dist;
use crate::id::Id as _;
use crate::rng::{Draw, Purpose, Streams};
use crate::scenario::city as raw;
use crate::time::Span;

/// How residents decide whether and where to report; the fields are explained
/// at [`scenario::city::Reporting`](crate::scenario::city::Reporting).
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Reporting {
    pub severity: f64,
    pub trust: f64,
    pub tenant: f64,
    pub migrant: f64,
    pub self_help: f64,
    pub self_help_works: f64,
    pub trust_mean: f64,
    pub trust_sd: f64,
    pub trust_gain: f64,
    pub trust_loss: f64,
    pub patience: Span,
    pub persistence: f64,
    pub most_calls: u16,
    pub dissimilarity: f64,
    pub expected_within: Span,
    pub migrants: f64,
}

impl Reporting {
    pub(super) fn build(raw: &raw::Reporting, migrants: f64) -> Self {
        Self {
            severity: raw.severity.0,
            trust: raw.trust.0,
            tenant: raw.tenant.0,
            migrant: raw.migrant.0,
            self_help: raw.self_help.0,
            self_help_works: raw.self_help_works.0,
            trust_mean: raw.trust_mean.0,
            trust_sd: raw.trust_sd.0,
            trust_gain: raw.trust_gain.0,
            trust_loss: raw.trust_loss.0,
            patience: raw.patience,
            persistence: raw.persistence.0,
            most_calls: raw.most_calls.0 as u16,
            dissimilarity: raw.dissimilarity.0,
            expected_within: raw.expected_within,
            migrants,
        }
    }
}

/// A resident: one person of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resident {
    /// Where the person lives.
    pub block: BlockId,
    /// Which of the block's residents.
    pub number: u32,
}

/// What a resident is like; a function of the key, stored nowhere.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// Whether the home is rented.
    pub tenant: bool,
    /// Whether the person lacks local hukou.
    pub migrant: bool,
    /// Trust at the start, from 0 to 1, in the committee and in the government.
    pub trust: [f64; 2],
}

impl Resident {
    /// One of a block's residents, each equally likely; none where nobody lives.
    pub fn of_block(city: &City, block: BlockId, draw: &mut Draw) -> Option<Self> {
        let residents = city.blocks[block].residents;
        (residents > 0).then(|| Self { block, number: draw.below(u64::from(residents)) as u32 })
    }

    /// What this resident is like in this replication.
    pub fn traits(self, city: &City, streams: Streams) -> Traits {
        let mut draw =
            streams.draw(Purpose::Resident, self.block.index() as u64, u64::from(self.number));
        let reporting = &city.reporting;
        let tenants = city.compounds[city.blocks[self.block].compound].tenants;
        let tenant = draw.chance(tenants);
        let migrant = draw.chance(reporting.migrants);
        let mut trust = || {
            let spread = reporting.trust_sd * dist::normal(&mut draw);
            (reporting.trust_mean + spread).clamp(0.0, 1.0)
        };
        Traits { tenant, migrant, trust: [trust(), trust()] }
    }
}
