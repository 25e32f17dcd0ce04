//! The institution: what a policy decides about a city.
//!
//! A [`Governance`] is a process graph. Roles hold powers, stand at desks of a
//! tier or walk beats, and hand cases to one another; duties say which role
//! answers for what; channels say where residents can turn. Staffing is stated
//! as rules and becomes people only here, for one city.

pub mod assessment;
pub mod cost;
pub mod exceptions;
mod join;
pub mod limit;
pub mod parties;
pub mod partition;
pub mod platforms;
pub mod role;
mod rosters;
mod rules;
pub mod schedule;
mod timeline;

use std::collections::BTreeMap;

use crate::city::{BlockId, CategoryId, City};
use crate::id::{Id as _, Table};
use crate::ids;
use crate::rng::key_of;
use crate::scenario::governance as raw;
use crate::scenario::{Map, Name};
use crate::time::{Almanac, Calendar, Span};

pub use assessment::{Assessed, Assessment, Audit, Gaming, Trick};
pub use exceptions::{Asking, Exceptions};
pub use limit::Limit;
pub use parties::Parties;
pub use partition::Partition;
pub use platforms::Platforms;
pub use role::{CallBack, Patrol, Role};
pub use rules::{Heir, Rules};
pub use timeline::{Change, Force, Phase, Timeline};

ids! {
    /// A role of the governance model.
    RoleId;
    /// A desk: a queue and those who serve it.
    DeskId;
    /// A place where residents can turn.
    ChannelId;
    /// A grid, the smallest area of responsibility.
    GridId;
    /// A campaign sweep.
    CampaignId;
    /// An assessment contract.
    AssessmentId;
    /// A model that is in force at some time and place; 0 is the first.
    RegimeId;
}

/// A governance model in a city, ready to be simulated.
#[derive(Clone, Debug)]
pub struct Governance {
    /// Name shown in tables and figures.
    pub title: String,
    /// The grids, and which block lies in which.
    pub grids: Partition<GridId>,
    /// Who does what.
    pub roles: Table<RoleId, Role>,
    /// Desks of all roles.
    pub desks: Table<DeskId, DeskPlan>,
    /// Where residents can turn.
    pub channels: Table<ChannelId, Channel>,
    /// Sweeps.
    pub campaigns: Table<CampaignId, Campaign>,
    /// Assessment contracts of all regimes.
    pub assessments: Table<AssessmentId, Assessment>,
    /// Roles that receive the money when this model is brought to another's cost.
    pub spend_on: Vec<RoleId>,
    /// What each regime says beyond its posts; a plain scenario has one.
    pub rules: Table<RegimeId, Rules>,
    /// Which regime is in force where and when.
    pub timeline: Timeline,
}

/// A desk before anything happens at it.
#[derive(Clone, Debug)]
pub struct DeskPlan {
    /// Whose desk it is.
    pub role: RoleId,
    /// People on duty while it is open.
    pub staff: u32,
    /// People on call while it is closed, for all desks of its rota.
    pub on_call: u32,
    /// The desk with which those on call for it stand: of a role that has beats, the first beat
    /// in the same part of its tier; else this one.
    pub rota: DeskId,
    /// Ground it serves \[m²\].
    pub area: f64,
    /// The desk whose people serve it, where it has none of its own.
    pub pool: Option<DeskId>,
}

/// A place where residents can turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Made from its id; tells its draws from those of other channels.
    pub key: u64,
    /// Its id in the scenario file.
    pub name: String,
    /// Its Chinese name.
    pub title_zh: String,
    /// Role that receives.
    pub receiver: RoleId,
    /// Whether residents bring each category here.
    pub takes: Table<CategoryId, bool>,
    /// Categories on which what comes in here may be filed; all where the model does not say.
    pub catalogue: Option<Table<CategoryId, bool>>,
    /// Utility of using it, before severity and trust.
    pub appeal: f64,
    /// Whether the resident goes there in person.
    pub walk: bool,
    /// Share of reports that end with advice alone.
    pub answered: f64,
    /// Chance that a message answered after hours is put on the platform; none where it waits.
    pub logged_after_hours: Option<f64>,
}

/// A sweep: for some days, roles search beyond their routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Roles that are mobilised.
    pub roles: Vec<RoleId>,
    /// From the start of one sweep to that of the next.
    pub every: Span,
    /// How long one lasts.
    pub lasts: Span,
    /// Searching power during a sweep, as a multiple of routine.
    pub intensity: f64,
}

impl Governance {
    /// The governance model of a checked scenario in its city.
    ///
    /// Offices keep the days of an almanac. Staff of the roles in `spend_on` is multiplied by
    /// `staffing` (1 for the model as written).
    pub fn build(raw: &raw::Governance, city: &City, days: &Almanac, staffing: f64) -> Self {
        let names: BTreeMap<&str, RoleId> = raw
            .roles
            .iter()
            .enumerate()
            .map(|(i, role)| (role.id.as_str(), RoleId::new(i)))
            .collect();
        let find = |name: &Name| names[name.as_str()];
        let spend_on: Vec<RoleId> = raw.spend_on.iter().map(find).collect();
        let factor = |role| if spend_on.contains(&role) { staffing } else { 1.0 };
        let (roles, mut desks) = role::build_all(raw, city, days, &find, &factor);
        role::pool(&roles, &mut desks);
        let stated = rules(raw, (city, days), &roles, &find);
        Self {
            title: raw.title.clone(),
            grids: partition::grids(city, &raw.grids),
            roles,
            desks,
            channels: raw.channels.iter().map(|c| Channel::build(c, city, &find)).collect(),
            campaigns: raw.campaigns.iter().map(|c| Campaign::build(c, &find)).collect(),
            assessments: assessments(raw, city, &find),
            spend_on,
            rules: Table::from(vec![stated]),
            timeline: Timeline::default(),
        }
    }

    /// The desk of a role that serves a block.
    pub fn desk(&self, role: RoleId, block: BlockId) -> DeskId {
        self.roles[role].desk_of[block]
    }
}

impl Channel {
    fn build(raw: &raw::Channel, city: &City, find: &impl Fn(&Name) -> RoleId) -> Self {
        Self {
            key: key(&raw.id),
            takes: role::listed(city, raw.takes.as_deref()),
            catalogue: raw.catalogue.as_ref().map(|names| role::listed(city, Some(names))),
            name: raw.id.to_string(),
            title_zh: raw.title_zh.clone(),
            receiver: find(&raw.receiver),
            appeal: raw.appeal.0,
            walk: raw.trip == raw::Trip::Walk,
            answered: raw.answered.0,
            logged_after_hours: rosters::logged_after_hours(raw),
        }
    }
}

impl Campaign {
    fn build(raw: &raw::Campaign, find: &impl Fn(&Name) -> RoleId) -> Self {
        Self {
            roles: raw.roles.iter().map(find).collect(),
            every: raw.every,
            lasts: raw.lasts,
            intensity: raw.intensity.0,
        }
    }
}

/// The key of a name, so that luck follows the name and not the place in the file.
fn key(name: &Name) -> u64 {
    key_of(name.as_str())
}

/// What a model says beyond its posts.
fn rules(
    raw: &raw::Governance,
    (city, days): (&City, &Almanac),
    roles: &Table<RoleId, Role>,
    find: &impl Fn(&Name) -> RoleId,
) -> Rules {
    Rules {
        owners: city.categories.iter().map(|c| owners(c, &raw.duties, find)).collect(),
        dutiful: dutiful(raw, roles, find),
        channels: (0..raw.channels.len()).map(ChannelId::new).collect(),
        searchers: roles.ids().filter(|role| roles[*role].patrol.is_some()).collect(),
        limits: city.categories.iter().map(|c| limit::of(&raw.deadlines, &c.name)).collect(),
        undated_due: raw.undated_due,
        settled_after: raw.settled_after.0 as u16,
        office: Calendar::new(&raw.office_hours.0, days),
        response_limit: raw.response_limit,
        exceptions: Exceptions::build(raw, find),
        platforms: Platforms::build(raw, find),
        parties: Parties::build(raw, find),
        audit: raw.audit.as_ref().map(|audit| Audit::build(audit, find)),
        assessments: (0..assessed(raw).count()).map(AssessmentId::new).collect(),
        gaming: raw.gaming.as_ref().map(Gaming::build),
        platform: raw.accounting.platform.iter().map(find).collect(),
        on_time_of: raw.accounting.on_time_of,
        clock: raw.accounting.clock,
        platform_cost: raw.platform_cost.0,
        heirs: Table::default(),
    }
}

/// The assessment contracts of a model.
fn assessed(
    raw: &raw::Governance,
) -> impl Iterator<Item = &crate::scenario::assessment::Assessment> {
    raw.assessments.iter().flatten()
}

fn assessments(
    raw: &raw::Governance,
    city: &City,
    find: &impl Fn(&Name) -> RoleId,
) -> Table<AssessmentId, Assessment> {
    assessed(raw).map(|of| Assessment::build(of, city, find)).collect()
}

/// All roles that some duty names, once each, in the order of their keys.
fn dutiful(
    raw: &raw::Governance,
    roles: &Table<RoleId, Role>,
    find: &impl Fn(&Name) -> RoleId,
) -> Vec<RoleId> {
    let mut dutiful: Vec<RoleId> = raw.duties.values().map(|role| find(&role.value)).collect();
    dutiful.sort_unstable_by_key(|role| roles[*role].key);
    dutiful.dedup();
    dutiful
}

/// The roles that answer for a category's owners; a duty nobody holds falls to nobody.
fn owners(
    category: &crate::city::Category,
    duties: &Map<Name>,
    find: &impl Fn(&Name) -> RoleId,
) -> Vec<(f64, RoleId)> {
    category
        .owners
        .iter()
        .filter_map(|(below, duty)| duties.get(duty).map(|role| (*below, find(&role.value))))
        .collect()
}
