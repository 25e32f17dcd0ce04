//! Several models in one city as one: what they share stands there once.
//!
//! A role is shared where two models state it alike, its desks and staff are the same, and so
//! are all roles and campaigns that it is tied to. Its people then know of no change.

use super::{
    AssessmentId, Campaign, Change, Channel, ChannelId, DeskId, DeskPlan, Governance, Heir,
    RegimeId, Role, RoleId, Rules, Timeline,
};
use crate::city::City;
use crate::governance::role::Power;
use crate::id::{Id as _, Table};
use crate::scenario::Name;
use crate::scenario::governance as raw;
use crate::time::Almanac;

/// A model that has been joined: as stated, and which role each of its own is.
struct Joined<'a> {
    raw: &'a raw::Governance,
    roles: Vec<RoleId>,
}

impl Governance {
    /// Models that follow each other in a city, by their changes within so many measured days,
    /// each with the id of its regime. The first governs until the first change; its title and
    /// grids are those of the whole. A post that another model has under the same id, but not
    /// alike, is told apart by its regime.
    pub fn over_time(
        models: &[(&str, &raw::Governance)],
        changes: Vec<Change>,
        days: i64,
        city: &City,
        almanac: &Almanac,
        staffing: f64,
    ) -> Self {
        let build = |raw: &raw::Governance| Self::build(raw, city, almanac, staffing);
        let mut whole = build(models[0].1);
        let mut joined = vec![Joined { raw: models[0].1, roles: whole.roles.ids().collect() }];
        for (_, raw) in &models[1..] {
            let roles = whole.join(&joined, raw, &build(raw));
            joined.push(Joined { raw, roles });
        }
        let street = |block: &crate::city::Block| city.communities[block.community].street;
        let streets = city.blocks.iter().map(street).collect();
        whole.timeline = Timeline { changes, streets, days };
        for (regime, of) in joined.iter().enumerate() {
            whole.rules[RegimeId::new(regime)].heirs = whole.heirs(&of.roles);
        }
        whole.tell_apart(&joined, models);
        whole
    }

    /// Adds the id of its regime to the name of each post that is not the first of its name.
    fn tell_apart(&mut self, joined: &[Joined<'_>], models: &[(&str, &raw::Governance)]) {
        let mut named: Vec<RoleId> = joined[0].roles.clone();
        for (of, (regime, _)) in joined.iter().zip(models).skip(1) {
            let new: Vec<RoleId> =
                of.roles.iter().copied().filter(|role| !named.contains(role)).collect();
            for &id in &new {
                let of_first = |other: &RoleId| self.roles[*other].name == self.roles[id].name;
                if named.iter().any(of_first) {
                    let role = &mut self.roles[id];
                    role.name = format!("{} ({regime})", role.name);
                    role.title_zh = format!("{}（{regime}）", role.title_zh);
                }
            }
            named.extend(new);
        }
    }

    /// Adds what a model has beyond those joined before; gives which role each of its own is.
    fn join(&mut self, joined: &[Joined<'_>], raw: &raw::Governance, built: &Self) -> Vec<RoleId> {
        let kept = self.kept(joined, raw, built);
        let mut next = self.roles.len();
        let mut id = |kept: &Option<RoleId>| {
            kept.unwrap_or_else(|| {
                next += 1;
                RoleId::new(next - 1)
            })
        };
        let roles: Vec<RoleId> = kept.iter().map(&mut id).collect();
        let role = |of: RoleId| roles[of.index()];
        let is_new = |of: RoleId| kept[of.index()].is_none();
        self.add_roles(built, &role, &is_new);
        super::role::pool(&self.roles, &mut self.desks);
        let channels = built.channels.iter().map(|channel| {
            let channel = Channel { receiver: role(channel.receiver), ..channel.clone() };
            find_or_add(&mut self.channels, channel)
        });
        let channels: Vec<ChannelId> = channels.collect();
        for campaign in &built.campaigns {
            let roles = campaign.roles.iter().copied().map(role).collect();
            find_or_add(&mut self.campaigns, Campaign { roles, ..campaign.clone() });
        }
        let contracts = built.assessments.iter();
        let contracts =
            contracts.map(|of| find_or_add(&mut self.assessments, of.clone().among(&role)));
        let assessments: Vec<AssessmentId> = contracts.collect();
        add_missing(&mut self.spend_on, built.spend_on.iter().copied().map(role));
        let stated = &built.rules[RegimeId::new(0)];
        let owned = |owners: &Vec<(f64, RoleId)>| {
            owners.iter().map(|(below, owner)| (*below, role(*owner))).collect()
        };
        self.rules.add(Rules {
            owners: stated.owners.iter().map(owned).collect(),
            dutiful: stated.dutiful.iter().copied().map(role).collect(),
            searchers: stated.searchers.iter().copied().map(role).collect(),
            channels,
            platform: stated.platform.iter().copied().map(role).collect(),
            exceptions: stated.exceptions.clone().among(&role),
            platforms: stated.platforms.clone().among(&role),
            assessments,
            audit: stated.audit.clone().map(|audit| audit.among(&role)),
            parties: stated.parties.clone().among(&role),
            ..stated.clone()
        });
        roles
    }

    /// Adds the new roles of a model, under their new ids, with their desks.
    fn add_roles(
        &mut self,
        built: &Self,
        role: &impl Fn(RoleId) -> RoleId,
        is_new: &impl Fn(RoleId) -> bool,
    ) {
        let mut desks: Table<DeskId, DeskId> = Table::default();
        for plan in &built.desks {
            let id = if is_new(plan.role) {
                let id = DeskId::new(self.desks.len());
                let is_other = plan.rota.index() < desks.len();
                let rota = if is_other { desks[plan.rota] } else { id };
                self.desks.add(DeskPlan { role: role(plan.role), rota, ..plan.clone() })
            } else {
                // Nobody looks it up: the role keeps the desks that it has.
                DeskId::new(0)
            };
            desks.add(id);
        }
        for (_, post) in built.roles.pairs().filter(|(id, _)| is_new(*id)) {
            self.roles.add(Role {
                next: post.next.map(role),
                verified_by: post.verified_by.map(role),
                checked_by: post.checked_by.map(role),
                same_person_as: post.same_person_as.map(role),
                desk_of: post.desk_of.iter().map(|desk| desks[*desk]).collect(),
                ..post.clone()
            });
        }
    }

    /// For each role of a model, the role of the whole that it is, if it is none of its own.
    fn kept(
        &self,
        joined: &[Joined<'_>],
        raw: &raw::Governance,
        built: &Self,
    ) -> Vec<Option<RoleId>> {
        let mut kept = vec![None; raw.roles.len()];
        for earlier in joined {
            for (place, same) in self.same_roles(earlier, raw, built).into_iter().enumerate() {
                kept[place] = kept[place].or(same);
            }
        }
        kept
    }

    /// The roles of a model that an earlier one has too, with all that they are tied to.
    fn same_roles(
        &self,
        earlier: &Joined<'_>,
        raw: &raw::Governance,
        built: &Self,
    ) -> Vec<Option<RoleId>> {
        let candidate = |(place, role): (usize, &raw::Role)| {
            let old = earlier.raw.roles.position(role.id.as_str())?;
            let id = earlier.roles[old];
            let alike = earlier.raw.roles[old] == *role
                && campaigns(earlier.raw, &role.id) == campaigns(raw, &role.id)
                && self.same_desks(id, built, RoleId::new(place));
            alike.then_some(id)
        };
        let mut same: Vec<Option<RoleId>> = raw.roles.iter().enumerate().map(candidate).collect();
        loop {
            let lost = |place: &usize| {
                let tied = ties(raw, &raw.roles[*place]);
                let is_kept = |name: &&Name| {
                    raw.roles.position(name.as_str()).is_some_and(|p| same[p].is_some())
                };
                same[*place].is_some() && !tied.iter().all(is_kept)
            };
            let Some(place) = (0..same.len()).find(lost) else { return same };
            same[place] = None;
        }
    }

    /// Whether two roles have the same desks with as many people.
    fn same_desks(&self, role: RoleId, other: &Self, of_other: RoleId) -> bool {
        let layout = |of: &Self, role: RoleId| {
            let desks = &of.roles[role].desk_of;
            let first = desks.iter().min().map_or(0, |first| first.index());
            let of_desk = |desk: &DeskId| {
                let plan = &of.desks[*desk];
                (desk.index() - first, plan.staff, plan.on_call)
            };
            desks.iter().map(of_desk).collect::<Vec<_>>()
        };
        layout(self, role) == layout(other, of_other)
    }

    /// Who takes over from each role under the regime that has these.
    fn heirs(&self, regime: &[RoleId]) -> Table<RoleId, Heir> {
        let of = |id: RoleId| {
            let same = self.same(id, regime);
            Heir { same, next: same.unwrap_or_else(|| self.successor(id, regime)) }
        };
        self.roles.ids().map(of).collect()
    }

    fn same(&self, role: RoleId, regime: &[RoleId]) -> Option<RoleId> {
        let name = &self.roles[role].name;
        let itself = regime.contains(&role).then_some(role);
        itself.or_else(|| regime.iter().copied().find(|other| self.roles[*other].name == *name))
    }

    /// Who gets the cases of a role that a regime does not have.
    fn successor(&self, role: RoleId, regime: &[RoleId]) -> RoleId {
        let chain = std::iter::successors(Some(role), |id| self.roles[*id].next);
        let along = chain.take(self.roles.len()).find_map(|id| self.same(id, regime));
        let first =
            |able: &dyn Fn(&Role) -> bool| regime.iter().copied().find(|id| able(&self.roles[*id]));
        along
            .or_else(|| first(&|role| role.may(Power::File)))
            .or_else(|| first(&|role| role.may(Power::Dispatch)))
            .or_else(|| first(&Role::handles_any))
            .unwrap_or(role)
    }
}

/// The campaigns of a model that mobilise a role.
fn campaigns<'a>(raw: &'a raw::Governance, role: &Name) -> Vec<&'a raw::Campaign> {
    raw.campaigns.iter().filter(|campaign| campaign.roles.contains(role)).collect()
}

/// The roles that a role is tied to: where its cases go, and who is mobilised with it.
fn ties<'a>(raw: &'a raw::Governance, role: &'a raw::Role) -> Vec<&'a Name> {
    let mobilised = campaigns(raw, &role.id).into_iter().flat_map(|campaign| &campaign.roles);
    [&role.next, &role.verified_by, &role.checked_by, &role.same_person_as]
        .into_iter()
        .flatten()
        .chain(mobilised)
        .collect()
}

/// The id of a row that a table has already, or has now.
fn find_or_add<I: crate::id::Id, T: PartialEq>(table: &mut Table<I, T>, row: T) -> I {
    match table.iter().position(|other| *other == row) {
        Some(place) => I::new(place),
        None => table.add(row),
    }
}

fn add_missing(list: &mut Vec<RoleId>, more: impl Iterator<Item = RoleId>) {
    for role in more {
        if !list.contains(&role) {
            list.push(role);
        }
    }
}
