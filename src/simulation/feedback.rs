//! Feedback: call-backs, satisfaction and trust.

use super::Simulation;
use super::record::{Answer, CaseId, Deed, Observer, Order, OrderId};
use crate::governance::DeskId;

impl<O: Observer> Simulation<'_, O> {
    /// A caller is called back after closing and says what is true.
    pub(super) fn call_back(&mut self, order: OrderId) {
        let call = &self.orders[order];
        let problem = &self.problems[call.problem];
        let honest = Answer {
            resolved: !problem.stands(),
            satisfied: call.is_met(problem, self.city.reporting.expected_within),
        };
        let case = call.case;
        let answer = self.answer(order, honest);
        self.orders[order].called = Some(self.now);
        self.orders[order].call_back = Some(answer);
        self.step_at(self.caller_back(case), case, Deed::CalledBack(answer));
        if !(answer.resolved && answer.satisfied) {
            self.disown_for(case);
        }
    }

    /// The desk that calls back about a case: that of the filer of the case that it is, or was
    /// merged into.
    fn caller_back(&self, case: CaseId) -> DeskId {
        let case = self.lead(case);
        self.filer(case).map_or(self.cases[case].desk, |filer| self.desk_for(filer, case))
    }

    /// Trust follows what became of a call; it is lost faster than won where the
    /// scenario says so.
    pub(super) fn move_trust(&mut self, call: &Order) {
        let reporting = &self.city.reporting;
        let met = call.is_met(&self.problems[call.problem], reporting.expected_within);
        let change = if met { reporting.trust_gain } else { -reporting.trust_loss };
        let of = self.trusted(call.channel);
        let (city, streams) = (self.city, self.streams);
        let trust = self.trust.entry(call.resident).or_insert_with(|| {
            let first = call.resident.traits(city, streams).trust;
            (0..2).for_each(|body| self.trust_sums[body] += first[body]);
            first
        });
        let moved = (trust[of] + change).clamp(0.0, 1.0);
        self.trust_sums[of] += moved - trust[of];
        trust[of] = moved;
    }

    /// Mean trust of residents who had dealings, if anybody had.
    pub(super) fn mean_trust(&self) -> Option<[f64; 2]> {
        let people = self.trust.len() as f64;
        (people > 0.0).then(|| self.trust_sums.map(|sum| sum / people))
    }
}
