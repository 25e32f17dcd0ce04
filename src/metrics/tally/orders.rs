//! Orders made within the horizon.

use super::{Share, Tally, Times};
use crate::city::CommunityId;
use crate::id::Table;
use crate::simulation::record::{Order, Problem};
use crate::time::Span;

/// Orders made within the horizon.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// How many.
    pub count: u64,
    /// Made in person.
    pub walked: u64,
    /// Repeats of an earlier call, of all.
    pub repeats: Share,
    /// Call to first dealing with it.
    pub response: Times,
    /// Contacted within the promised time, of those on the platform's channels.
    pub response_in_time: Share,
    /// Work begun within the promised time, of the same.
    pub begun_in_time: Share,
    /// "Solved", of those called back.
    pub said_solved: Share,
    /// "Satisfied", of those called back.
    pub said_satisfied: Share,
    /// How many, by community; empty before the first.
    pub by_community: Table<CommunityId, u64>,
}

impl Tally<'_> {
    pub(super) fn see_order(&mut self, order: &Order, problem: &Problem) {
        if let Some(day) = self.day(order.made) {
            day.reports += 1;
        }
        if !self.measures(order.made) {
            return;
        }
        let channel = &self.governance.channels[order.channel];
        let limit = self.governance.response_limit;
        let community = self.city.blocks[problem.block].community;
        let sums = &mut self.orders;
        if sums.by_community.is_empty() {
            sums.by_community = Table::filled(0, self.city.communities.len());
        }
        sums.by_community[community] += 1;
        sums.count += 1;
        sums.walked += u64::from(channel.walk);
        sums.repeats.count(order.repeat > 0);
        if let Some(contacted) = order.contacted {
            sums.response.add(contacted - order.made);
        }
        if self.governance.platform.contains(&channel.receiver) {
            let soon = |span: Option<Span>| span.is_some_and(|span| span <= limit);
            sums.response_in_time.count(soon(order.contacted.map(|when| when - order.made)));
            sums.begun_in_time.count(soon(problem.work_begun.map(|when| when - order.made)));
        }
        if let Some(answer) = order.call_back {
            sums.said_solved.count(answer.resolved);
            sums.said_satisfied.count(answer.satisfied);
        }
    }
}
