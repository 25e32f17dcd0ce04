//! Inspection: now and then a role visits the blocks in which most was amiss of late.
//!
//! A visit is no work on a case. It is made when somebody of the desk is free and nothing else
//! waits; what is not begun before the next round is not made up for (assumption).

use std::cmp::Reverse;

use super::change::Moved;
use super::desk::{Activity, Duty, Task};
use super::record::{Observer, ProblemId, Source};
use super::{Event, Simulation};
use crate::city::BlockId;
use crate::governance::parties::Inspection;
use crate::governance::{DeskId, RoleId};
use crate::id::{Id as _, Table};
use crate::ids;
use crate::rng::{Draw, Purpose};
use crate::time::{Span, Time};

/// Cases opened in this time before a round say where most is amiss.
const LATELY: Span = Span::from_ms(30 * Span::DAY.ms());

/// Tells the draws on one visit apart.
#[derive(Clone, Copy)]
enum Part {
    Work,
    Way,
    Look,
}

ids! {
    /// A visit that was begun.
    VisitId;
}

/// Visits that wait and those under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Visits {
    /// Blocks to be visited by each desk, the next last.
    waiting: Table<DeskId, Vec<BlockId>>,
    /// Who is where; nobody once a visit is over.
    under_way: Table<VisitId, Option<(DeskId, BlockId)>>,
    /// Problems of each block that nobody sees from outside; empty where nobody inspects.
    hidden: Table<BlockId, Vec<ProblemId>>,
}

impl Visits {
    /// None yet, at so many desks.
    pub fn begin(desks: usize) -> Self {
        Self { waiting: Table::filled(Vec::new(), desks), ..Self::default() }
    }
}

impl<O: Observer> Simulation<'_, O> {
    /// Puts the first rounds on the agenda; they are at whole multiples of `every` from day 0, so
    /// that a longer warm-up shifts none of them.
    pub(super) fn plan_rounds(&mut self) {
        for role in self.governance.roles.ids() {
            if let Some(first) = self.next_round(role, self.now) {
                self.agenda.add(first, Event::Inspects(role));
                self.visits.hidden = Table::filled(Vec::new(), self.city.blocks.len());
            }
        }
    }

    /// When a role next begins a round under some regime, at this moment or later.
    fn next_round(&self, by: RoleId, from: Time) -> Option<Time> {
        let rules = self.governance.rules.iter().filter_map(|rules| rules.parties.inspection);
        let next = |rule: Inspection| {
            let period = rule.every.ms();
            Time::from_ms(-(-from.ms()).div_euclid(period) * period)
        };
        rules.filter(|rule| rule.by == by).map(next).min()
    }

    /// Keeps a problem in mind that is not seen from outside, where somebody inspects.
    pub(super) fn hide(&mut self, problem: ProblemId) {
        let block = self.problems[problem].block;
        if let Some(hidden) = self.visits.hidden.get_mut(block) {
            hidden.push(problem);
        }
    }

    /// A round begins: each desk is to visit that share of its blocks in which most cases were
    /// opened of late, as far as the regime in force there has a round now.
    pub(super) fn inspect(&mut self, by: RoleId) {
        if let Some(next) = self.next_round(by, self.now + Span::from_ms(1)) {
            self.agenda.add(next, Event::Inspects(by));
        }
        let amiss = self.amiss();
        let mut blocks: Table<DeskId, Vec<BlockId>> = Table::filled(Vec::new(), self.desks.len());
        for (block, desk) in self.governance.roles[by].desk_of.pairs() {
            blocks[*desk].push(block);
        }
        for desk in self.desks_of[by].clone() {
            let mut ranked = std::mem::take(&mut blocks[desk]);
            ranked.sort_by_key(|block| (Reverse(amiss[*block]), *block));
            let all = ranked.len() as f64;
            let is_chosen = |rank: usize, block: BlockId| {
                self.share_due(by, block).is_some_and(|share| (rank as f64) < share * all)
            };
            let chosen = ranked.iter().copied().enumerate().rev();
            let chosen = chosen.filter(|(rank, block)| is_chosen(*rank, *block));
            let chosen: Vec<BlockId> = chosen.map(|(_, block)| block).collect();
            let mut waiting = std::mem::take(&mut self.visits.waiting[desk]);
            waiting.retain(|block| self.share_due(by, *block).is_none());
            waiting.extend(chosen);
            self.visits.waiting[desk] = waiting;
            self.serve(desk);
        }
    }

    /// The share of blocks that a role is to visit in a round that begins now where a block lies.
    fn share_due(&self, by: RoleId, block: BlockId) -> Option<f64> {
        let rule = self.rules(block).parties.inspection.filter(|rule| rule.by == by)?;
        (self.now.ms() % rule.every.ms() == 0).then_some(rule.share)
    }

    /// Cases opened of late in each block.
    fn amiss(&self) -> Table<BlockId, u32> {
        let mut amiss = Table::filled(0, self.city.blocks.len());
        let since = self.now - LATELY;
        for case in self.cases.ids().rev().take_while(|case| self.cases[*case].opened >= since) {
            amiss[self.block(case)] += 1;
        }
        amiss
    }

    /// Begins visits that wait while somebody is free.
    pub(super) fn set_out_to_visit(&mut self, desk: DeskId) {
        while !self.visits.waiting[desk].is_empty() && self.is_somebody_free(desk) {
            let Some(block) = self.visits.waiting[desk].pop() else { return };
            let role = &self.governance.roles[self.governance.desks[desk].role];
            let work = role.site_work.draw(&mut self.visiting(desk, block, Part::Work));
            let way = role.travel.draw(&mut self.visiting(desk, block, Part::Way));
            *self.at_work(desk, Duty::Hours) += 1;
            let (done, _) = self.book(desk, Duty::Hours, Activity::Site, [work, way], None);
            let visit = self.visits.under_way.add(Some((desk, block)));
            self.agenda.add(done, Event::VisitEnds(visit));
        }
    }

    /// A visit is over: presence was shown, and what is amiss inside may be found.
    pub(super) fn end_visit(&mut self, visit: VisitId) {
        let Some((desk, block)) = self.visits.under_way[visit].take() else { return };
        *self.at_work(desk, Duty::Hours) -= 1;
        self.show_presence(block);
        for problem in self.found_inside(desk, block) {
            let case = self.open(problem, Source::Patrol(desk), desk);
            self.cases[case].handler = Some(desk);
            self.resume(case, Task::Handle, desk);
        }
        self.release(desk);
    }

    /// Problems inside a block that nobody knows yet, of a kind that the inspector can end, and
    /// that the inspector notices.
    fn found_inside(&mut self, desk: DeskId, block: BlockId) -> Vec<ProblemId> {
        let mut hidden = std::mem::take(&mut self.visits.hidden[block]);
        hidden.retain(|problem| self.problems[*problem].stands());
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let occasion = (self.now.ms() as u64) << 2 | Part::Look as u64;
        let notices = |problem: &ProblemId| {
            let of = &self.problems[*problem];
            let mut luck = self.streams.draw(Purpose::Inspect, of.key, occasion);
            of.known.is_none() && role.handles[of.category] && luck.chance(role.vigilance)
        };
        let found = hidden.iter().copied().filter(notices).collect();
        self.visits.hidden[block] = hidden;
        found
    }

    /// Visits that wait or are under way go on with the role of the same id; where there is none,
    /// those under way are ended and the others are not made.
    pub(super) fn hand_over_visits(&mut self, moved: &Moved) {
        for desk in self.desks.ids() {
            let waiting = std::mem::take(&mut self.visits.waiting[desk]);
            for block in waiting {
                let now = if moved[block] { self.inspector_now(desk, block) } else { Some(desk) };
                if let Some(desk) = now {
                    self.visits.waiting[desk].push(block);
                }
            }
        }
        for visit in self.visits.under_way.ids() {
            let Some((desk, block)) = self.visits.under_way[visit] else { continue };
            if moved[block]
                && let Some(new) = self.inspector_now(desk, block)
            {
                *self.at_work(desk, Duty::Hours) -= 1;
                *self.at_work(new, Duty::Hours) += 1;
                self.visits.under_way[visit] = Some((new, block));
            }
        }
    }

    /// The desk of the same id that visits a block now.
    fn inspector_now(&self, desk: DeskId, block: BlockId) -> Option<DeskId> {
        let role = self.governance.desks[desk].role;
        let same = self.rules(block).heirs[role].same?;
        Some(self.governance.desk(same, block))
    }

    /// The luck of a visit that begins now.
    fn visiting(&self, desk: DeskId, block: BlockId, part: Part) -> Draw {
        let role = self.governance.roles[self.governance.desks[desk].role].key;
        let occasion = (self.now.ms() as u64) << 2 | part as u64;
        self.streams.draw(Purpose::Inspect, block.index() as u64, occasion.wrapping_add(role))
    }
}
