//! Roles: people with powers, where they stand, and when they work.

use super::parties::Leverage;
use super::{DeskId, DeskPlan, Partition, RoleId, rosters};
use crate::city::category::duration;
use crate::city::fabric::apportion;
use crate::city::{BlockId, CategoryId, City, Remedy, Zone};
use crate::duration::Duration;
use crate::id::{Id as _, Table};
use crate::scenario::governance as raw;
use crate::scenario::{Basis, Name, Per};
use crate::time::{Almanac, Calendar, Span};

pub use raw::{Discipline, Employer, OnFind, Power, Tier};

/// A role; the fields are explained at
/// [`scenario::governance::Role`](crate::scenario::governance::Role).
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is documented on the scenario record of its name")]
pub struct Role {
    /// Made from its id; tells its draws from those of other roles.
    pub key: u64,
    pub name: String,
    pub title_zh: String,
    pub employer: Employer,
    pub tier: Tier,
    pub powers: Vec<Power>,
    /// Whether it has the power and the means to end a problem of each category.
    pub handles: Table<CategoryId, bool>,
    /// Whether its catalogue lists each category.
    pub catalogue: Table<CategoryId, bool>,
    pub calendar: Calendar,
    /// Weekly working time of one post.
    pub week: Span,
    /// Yearly cost of one post \[yuan\].
    pub wage: f64,
    pub admin_share: f64,
    pub overrun: Span,
    pub discipline: Discipline,
    pub desk_work: Duration,
    pub travel: Duration,
    pub site_work: Duration,
    pub delivery: Duration,
    pub dispatch_delivery: Option<Duration>,
    pub accuracy: f64,
    pub refusal: f64,
    pub quality: f64,
    pub vigilance: f64,
    pub merges: f64,
    pub patience: u32,
    pub same_person_as: Option<RoleId>,
    pub leverage: Option<Leverage>,
    pub next: Option<RoleId>,
    pub verified_by: Option<RoleId>,
    pub checked_by: Option<RoleId>,
    pub patrol: Option<Patrol>,
    pub call_back: Option<CallBack>,
    /// What those on call outside its hours take, where somebody is.
    pub on_call: Option<Table<CategoryId, bool>>,
    /// The desk that serves each block.
    pub desk_of: Table<BlockId, DeskId>,
}

/// How a role searches its beats.
#[derive(Clone, Debug)]
pub struct Patrol {
    /// Ground one searching unit sweeps \[m²/h\].
    pub swept: f64,
    /// People who search as one.
    pub team: f64,
    /// Share of field time spent searching.
    pub walking: f64,
    /// Categories it looks for.
    pub finds: Table<CategoryId, bool>,
    /// What it does with a find.
    pub on_find: OnFind,
    /// Added chance that a find is passed over, per case waiting or in hand and person on duty.
    pub suppression: f64,
}

/// Calls to reporters after closing.
#[derive(Clone, Debug)]
pub struct CallBack {
    /// Share of orders called back.
    pub sample: f64,
    /// Time from closing to the call.
    pub after: Duration,
}

/// All roles, and their desks with those who serve them; `factor` multiplies a role's staff.
pub(super) fn build_all(
    raw: &raw::Governance,
    city: &City,
    days: &Almanac,
    find: &impl Fn(&Name) -> RoleId,
    factor: &impl Fn(RoleId) -> f64,
) -> (Table<RoleId, Role>, Table<DeskId, DeskPlan>) {
    let mut desks = Table::default();
    let take = |role: &raw::Role| {
        let id = find(&role.id);
        let mut role = Role::build(role, city, days, find);
        role.take_desks(id, city, raw, factor(id), &mut desks);
        role
    };
    (raw.roles.iter().map(take).collect(), desks)
}

/// Desks of a role whose people are those of another are served by the other's desk of the same
/// place.
pub(super) fn pool(roles: &Table<RoleId, Role>, desks: &mut Table<DeskId, DeskPlan>) {
    for role in roles {
        let Some(other) = role.same_person_as else { continue };
        for (block, desk) in role.desk_of.pairs() {
            desks[*desk].pool = Some(roles[other].desk_of[block]);
        }
    }
}

impl Role {
    fn build(
        raw: &raw::Role,
        city: &City,
        days: &Almanac,
        find: &impl Fn(&Name) -> RoleId,
    ) -> Self {
        let listed = |names: &Option<Vec<Name>>| listed(city, names.as_deref());
        let calls = |c: &raw::CallBack| CallBack { sample: c.sample.0, after: duration(&c.after) };
        Self {
            key: super::key(&raw.id),
            name: raw.id.to_string(),
            title_zh: raw.title_zh.clone(),
            employer: raw.employer,
            tier: raw.tier,
            handles: handled(raw, city),
            catalogue: listed(&raw.catalogue),
            powers: raw.powers.clone(),
            calendar: Calendar::new(&raw.hours.0, days),
            week: raw.week,
            wage: raw.wage.0,
            admin_share: raw.admin_share.0,
            overrun: raw.overrun,
            discipline: raw.discipline,
            desk_work: duration(&raw.desk_work),
            travel: duration(&raw.travel),
            site_work: duration(&raw.site_work),
            delivery: duration(&raw.delivery),
            dispatch_delivery: raw.dispatch_delivery.as_ref().map(duration),
            accuracy: raw.accuracy.0,
            refusal: raw.refusal.0,
            quality: raw.quality.0,
            vigilance: raw.vigilance.0,
            merges: raw.merges.0,
            patience: raw.patience.0 as u32,
            same_person_as: raw.same_person_as.as_ref().map(find),
            leverage: raw.leverage.as_ref().map(Leverage::build),
            next: raw.next.as_ref().map(find),
            verified_by: raw.verified_by.as_ref().map(find),
            checked_by: raw.checked_by.as_ref().map(find),
            patrol: raw.patrol.as_ref().map(|patrol| Patrol::build(patrol, listed(&patrol.finds))),
            call_back: raw.call_back.as_ref().map(calls),
            on_call: raw.on_call.as_ref().map(|on_call| rosters::urgent(on_call, city)),
            desk_of: Table::default(),
        }
    }

    /// Whether it can end a problem of some category.
    pub fn handles_any(&self) -> bool {
        self.handles.iter().any(|handles| *handles)
    }

    /// Whether it holds this power.
    pub fn may(&self, power: Power) -> bool {
        self.powers.contains(&power)
    }

    /// Lays out the role's desks and staffs them by its rule.
    fn take_desks(
        &mut self,
        id: RoleId,
        city: &City,
        governance: &raw::Governance,
        factor: f64,
        desks: &mut Table<DeskId, DeskPlan>,
    ) {
        let raw = &governance.roles[id.index()];
        let places: Partition<DeskId> = places(raw, city, governance);
        let first = desks.len();
        self.desk_of = places.of_block.iter().map(|d| DeskId::new(first + d.index())).collect();
        let parts: Vec<Zone> = places.parts.iter().cloned().collect();
        let staff = staff(raw.staffing, city, governance, &parts, factor);
        let rotas = rosters::rotas(raw, city, governance, &parts);
        for (place, (staff, (rota, on_call))) in staff.into_iter().zip(rotas).enumerate() {
            let (area, staff) = (parts[place].len() as f64 * city.block_area(), staff as u32);
            let rota = DeskId::new(first + rota);
            desks.add(DeskPlan { role: id, staff, on_call, rota, area, pool: None });
        }
    }
}

/// The categories that a role has both the power and the means to end.
fn handled(raw: &raw::Role, city: &City) -> Table<CategoryId, bool> {
    let means = listed(city, raw.handles.as_deref());
    let powers =
        city.categories.iter().map(|category| raw.powers.contains(&power(category.remedy)));
    means.iter().zip(powers).map(|(means, power)| *means && power).collect()
}

/// Which categories a list names; all where there is none.
pub(super) fn listed(city: &City, names: Option<&[Name]>) -> Table<CategoryId, bool> {
    let lists = |name: &str| names.is_none_or(|names| names.iter().any(|x| x.as_str() == name));
    city.categories.iter().map(|category| lists(&category.name)).collect()
}

/// The parts of the city that the desks of a role serve.
fn places(raw: &raw::Role, city: &City, governance: &raw::Governance) -> Partition<DeskId> {
    let parents = parents(raw.tier, city, governance);
    match &raw.patrol {
        Some(patrol) => Partition::by_area(city, &parents, patrol.beat.0),
        None => Partition::whole(city, parents),
    }
}

/// The parts of the city that a tier has desks in.
pub(super) fn parents(tier: raw::Tier, city: &City, governance: &raw::Governance) -> Vec<Zone> {
    match tier {
        raw::Tier::District => vec![city.ground()],
        raw::Tier::Street => city.streets.iter().cloned().collect(),
        raw::Tier::Community => city.communities.iter().map(|c| c.zone.clone()).collect(),
        raw::Tier::Grid => {
            let grids: Partition<super::GridId> = super::partition::grids(city, &governance.grids);
            grids.parts.iter().cloned().collect()
        }
    }
}

/// People on duty at each desk: the rule's total, shared out by what the rule counts.
pub(super) fn staff(
    rule: Per,
    city: &City,
    governance: &raw::Governance,
    parts: &[Zone],
    factor: f64,
) -> Vec<u64> {
    let area = |zone: &Zone| zone.len() as f64 * city.block_area();
    let counts: Vec<f64> = match rule.basis {
        Basis::Area => parts.iter().map(area).collect(),
        Basis::Residents => parts.iter().map(|zone| city.residents_in(zone) as f64).collect(),
        Basis::Blocks => parts.iter().map(|zone| zone.len() as f64).collect(),
        _ => vec![1.0; parts.len()],
    };
    let number = match rule.basis {
        Basis::Area | Basis::Residents | Basis::Blocks => counts.iter().sum(),
        Basis::Beats => parts.len() as f64,
        Basis::Grids => parents(raw::Tier::Grid, city, governance).len() as f64,
        Basis::Communities => city.communities.len() as f64,
        Basis::Streets => city.streets.len() as f64,
        _ => 1.0,
    };
    let total = factor * rule.count * number / rule.amount;
    apportion(total.round() as u64, &counts, 0)
}

/// Beats or grids that a staffing rule counts by; a role has so many beats.
fn cut(raw: &raw::Role, city: &City, governance: &raw::Governance, beats: usize) -> f64 {
    match raw.staffing.basis {
        Basis::Beats => beats as f64,
        _ => parents(raw::Tier::Grid, city, governance).len() as f64,
    }
}

/// The same people as a rule by beats or grids comes to in a city, by a rule that does not
/// change with the beats and grids of a model; other rules stay as they are.
pub fn as_headcount(raw: &raw::Role, city: &City, governance: &raw::Governance) -> Per {
    let rule = raw.staffing;
    if !matches!(rule.basis, Basis::Beats | Basis::Grids) {
        return rule;
    }
    let beats = places(raw, city, governance).parts.len();
    let count = rule.count * cut(raw, city, governance, beats) / rule.amount;
    Per { count, basis: Basis::Districts, amount: 1.0 }
}

impl Patrol {
    fn build(raw: &raw::Patrol, finds: Table<CategoryId, bool>) -> Self {
        Self {
            swept: raw.speed.0 * raw.sweep.0 * raw.walking.0,
            team: raw.team.0 as f64,
            walking: raw.walking.0,
            finds,
            on_find: raw.on_find,
            suppression: raw.suppression.0,
        }
    }
}

/// The power that a remedy takes.
fn power(remedy: Remedy) -> Power {
    match remedy {
        Remedy::Fix => Power::Fix,
        Remedy::Penalise => Power::Penalise,
        Remedy::Mediate => Power::Mediate,
    }
}
