//! Orders made within the horizon.

use super::{Share, Tally};
use crate::city::{City, CommunityId};
use crate::governance::exceptions::Counting;
use crate::id::Table;
use crate::simulation::record::{Order, Problem};
use crate::stats::Sketch;
use crate::time::{Span, Time};

/// Orders made within the horizon.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// How many.
    pub count: u64,
    /// Made in person.
    pub walked: u64,
    /// Repeats of an earlier call, of all.
    pub repeats: Share,
    /// Made while the case of an earlier one was open, and not merged, of all.
    pub duplicates: Share,
    /// Call to first dealing with it, censored at τ.
    pub response: Sketch,
    /// Of them, those nobody had dealt with by then.
    pub response_censored: u64,
    /// Contacted within the promised time, of those on the platform's channels.
    pub response_in_time: Share,
    /// Work on the problem going on within the promised time, of the same.
    pub begun_in_time: Share,
    /// "Solved", of those called back.
    pub said_solved: Share,
    /// "Satisfied", of those called back.
    pub said_satisfied: Share,
    /// How many, by community; empty in the tally of an area.
    pub by_community: Table<CommunityId, u64>,
}

impl Orders {
    pub(super) fn new(city: &City) -> Self {
        let by_community = Table::filled(0, city.communities.len());
        Self { by_community, ..Self::default() }
    }
}

impl Tally<'_> {
    pub(super) fn see_order(&mut self, order: &Order, problem: &Problem, work: Option<Time>) {
        if let Some(day) = self.day(order.made) {
            day.reports += 1;
        }
        if !self.measures(order.made) {
            return;
        }
        let tau = self.tau();
        let channel = &self.governance.channels[order.channel];
        let rules = self.governance.rules_at(problem.block, order.made);
        let limit = rules.response_limit;
        let community = self.city.blocks[problem.block].community;
        let sums = &mut self.orders;
        if let Some(count) = sums.by_community.get_mut(community) {
            *count += 1;
        }
        sums.count += 1;
        sums.walked += u64::from(channel.walk);
        sums.repeats.count(order.repeat > 0);
        sums.duplicates.count(order.duplicate);
        let waited = order.contacted.map(|when| when - order.made).filter(|span| *span <= tau);
        sums.response.add(waited.unwrap_or(tau).ms());
        sums.response_censored += u64::from(waited.is_none());
        let scored = !order.excluded || rules.exceptions.excluded == Counting::In;
        if rules.platform.contains(&channel.receiver) {
            let soon = |span: Option<Span>| span.is_some_and(|span| span <= limit);
            if scored && !order.informal {
                sums.response_in_time.count(soon(order.contacted.map(|when| when - order.made)));
            }
            sums.begun_in_time.count(soon(work.map(|when| when - order.made)));
        }
        if let Some(answer) = order.call_back.filter(|_| scored) {
            sums.said_solved.count(answer.resolved);
            sums.said_satisfied.count(answer.satisfied);
        }
    }
}
