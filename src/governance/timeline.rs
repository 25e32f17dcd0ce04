//! Regimes in time: which model is in force in which street on which day.

use super::{DeskId, Governance, RegimeId, Rules};
use crate::city::{BlockId, StreetId};
use crate::id::{Id as _, Table};
use crate::time::Time;

/// Which regime is in force in each street.
pub type Force = Table<StreetId, RegimeId>;

/// All changes of regime, in the order of their days.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// What is in force from each day of change on; before the first, regime 0 everywhere.
    pub changes: Vec<Change>,
    /// The street of each block; empty where there are no changes.
    pub streets: Table<BlockId, StreetId>,
    /// Days that are measured, over which staff and money are means.
    pub days: i64,
}

/// A day on which the regime changes somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The change is at the midnight that begins it.
    pub day: i64,
    /// What is in force from then on.
    pub force: Force,
}

/// A part of the horizon in which nothing changes.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Its first day.
    pub from: i64,
    /// The day after its last.
    pub until: i64,
    /// What is in force; regime 0 everywhere where it is absent.
    pub force: Option<Force>,
}

impl Timeline {
    /// Whether one regime governs everywhere and always.
    pub fn is_constant(&self) -> bool {
        self.changes.is_empty()
    }

    /// The regime in force at a place and moment.
    pub fn regime(&self, block: BlockId, when: Time) -> RegimeId {
        let begun = self.changes.partition_point(|change| Time::from_day(change.day) <= when);
        match begun.checked_sub(1) {
            Some(last) => self.changes[last].force[self.streets[block]],
            None => RegimeId::new(0),
        }
    }

    /// The horizon in the parts in which nothing changes; the first may be empty.
    pub fn phases(&self, days: i64) -> Vec<Phase> {
        let mut phases = vec![Phase { from: 0, until: days, force: None }];
        for change in &self.changes {
            let day = change.day.clamp(0, days);
            if let Some(last) = phases.last_mut() {
                last.until = day;
            }
            phases.push(Phase { from: day, until: days, force: Some(change.force.clone()) });
        }
        phases
    }
}

impl Governance {
    /// The rules in force at a place and moment.
    pub fn rules_at(&self, block: BlockId, when: Time) -> &Rules {
        if self.timeline.is_constant() {
            return &self.rules[RegimeId::new(0)];
        }
        &self.rules[self.timeline.regime(block, when)]
    }

    /// The share of its ground on which each desk governs: blocks in streets under a regime of
    /// its role, of all its blocks. A desk below the district lies in one street.
    pub fn shares(&self, force: Option<&Force>) -> Table<DeskId, f64> {
        if self.timeline.is_constant() {
            return Table::filled(1.0, self.desks.len());
        }
        let first = RegimeId::new(0);
        let mut blocks: Table<DeskId, (u32, u32)> = Table::filled((0, 0), self.desks.len());
        for (id, role) in self.roles.pairs() {
            for (block, desk) in role.desk_of.pairs() {
                let regime = force.map_or(first, |force| force[self.timeline.streets[block]]);
                let of = &mut blocks[*desk];
                of.0 += u32::from(self.rules[regime].has(id));
                of.1 += 1;
            }
        }
        blocks.iter().map(|(own, all)| f64::from(*own) / f64::from((*all).max(1))).collect()
    }

    /// People on duty at a desk that governs this share of its ground: in proportion, rounded,
    /// one at least where it has any and governs at all (assumption).
    pub fn people(&self, desk: DeskId, share: f64) -> u32 {
        of_ground(self.desks[desk].staff, share)
    }

    /// People on call outside hours with a desk, where desks govern these shares of their ground:
    /// in the same way, by the mean share of the desks that they are on call for.
    pub fn on_call(&self, desk: DeskId, shares: &Table<DeskId, f64>) -> u32 {
        let people = self.desks[desk].on_call;
        if people == 0 {
            return 0;
        }
        let pooled = self.desks.pairs().filter(|(_, plan)| plan.rota == desk);
        let (sum, count) =
            pooled.fold((0.0, 0.0), |(sum, count), (of, _)| (sum + shares[of], count + 1.0));
        of_ground(people, sum / count)
    }

    /// People on duty at each desk while this is in force.
    pub fn people_under(&self, force: Option<&Force>) -> Table<DeskId, u32> {
        self.shares(force).pairs().map(|(desk, share)| self.people(desk, *share)).collect()
    }

    /// Mean people on duty at each desk over the measured days; exact where nothing changes.
    pub fn mean_people(&self) -> Table<DeskId, f64> {
        let start = self.people_under(None);
        let mut mean: Table<DeskId, f64> = start.iter().map(|people| f64::from(*people)).collect();
        for phase in self.timeline.phases(self.timeline.days).into_iter().skip(1) {
            let share = (phase.until - phase.from) as f64 / self.timeline.days as f64;
            for (desk, people) in self.people_under(phase.force.as_ref()).pairs() {
                mean[desk] += (f64::from(*people) - f64::from(start[desk])) * share;
            }
        }
        mean
    }

    /// The mean yearly cost of the platforms: each is paid in proportion to the ground under
    /// its regime \[yuan\].
    pub fn mean_platform_cost(&self) -> f64 {
        let cost = |regime: RegimeId| self.rules[regime].platform_cost;
        let first = cost(RegimeId::new(0));
        let mut mean = first;
        for Phase { from, until, force } in self.timeline.phases(self.timeline.days) {
            let Some(force) = force else { continue };
            let streets = &self.timeline.streets;
            let more: f64 = streets.iter().map(|of| cost(force[*of]) - first).sum();
            let share = (until - from) as f64 / self.timeline.days as f64;
            mean += more / streets.len() as f64 * share;
        }
        mean
    }
}

/// Of so many people those for a share of the ground: one at least, if there is any.
fn of_ground(people: u32, share: f64) -> u32 {
    if share <= 0.0 || people == 0 {
        return 0;
    }
    ((f64::from(people) * share).round() as u32).max(1)
}
