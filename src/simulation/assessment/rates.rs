//! The three rates: response, resolution, satisfaction.

use super::{Sums, Units, share_or, soon};
use crate::governance::AssessmentId;
use crate::governance::assessment::ScoreSource;
use crate::governance::exceptions::Counting;
use crate::simulation::Simulation;
use crate::simulation::record::{Case, Fate, Observer, Order};

/// What a unit is scored on, of the calls of a period.
#[derive(Clone, Copy, Debug, Default)]
struct Rates {
    made: u32,
    responded: u32,
    asked: u32,
    resolved: u32,
    satisfied: u32,
    fines: f64,
}

impl Rates {
    /// A third each (assumption), less fines, never below 0; a rate of nothing is full.
    fn score(self) -> f64 {
        let share = |hits: u32, of: u32| share_or(hits.into(), of.into(), 1.0);
        let sum = share(self.responded, self.made)
            + share(self.resolved, self.asked)
            + share(self.satisfied, self.asked);
        (100.0 * sum / 3.0 - self.fines / f64::from(self.asked.max(1))).max(0.0)
    }
}

impl<O: Observer> Simulation<'_, O> {
    pub(super) fn rate_scores(&self, id: AssessmentId) -> Units {
        let mut sums: Sums<Rates> = vec![[Rates::default(); 2]; self.standings[id].last.len()];
        for order in &self.orders {
            let file = &self.cases[self.lead(order.case)];
            let block = self.problems[order.problem].block;
            let rules = self.governance.rules_at(block, order.made);
            let Some(unit) = self.unit(id, file).filter(|_| rules.assessments.contains(&id)) else {
                continue;
            };
            let of = &mut sums[unit];
            let counts = !order.excluded || rules.exceptions.excluded == Counting::In;
            self.add_response(id, order, counts, of);
            if counts {
                self.add_answer(id, order, file, &mut of[0]);
            }
            self.add_state(id, order, &mut of[1]);
        }
        for (unit, points) in self.fines(id) {
            sums[unit][0].fines += points;
        }
        let score = |of: [Rates; 2]| (of[1].asked > 0).then(|| of.map(Rates::score));
        sums.into_iter().map(score).collect()
    }

    /// Whether somebody dealt with the caller in time, and whether anybody went to work
    /// in truth; a call that was left out counts in truth alone.
    fn add_response(&self, id: AssessmentId, order: &Order, counts: bool, of: &mut [Rates; 2]) {
        if !self.is_within(id, order.made) {
            return;
        }
        let problem = &self.problems[order.problem];
        let limit = self.governance.rules_at(problem.block, order.made).response_limit;
        let begun = self.handled_after(problem, order.made).map(|begun| begun - order.made);
        let contacted = order.contacted.map(|when| when - order.made);
        for (sum, (span, counts)) in of.iter_mut().zip([(contacted, counts), (begun, true)]) {
            if counts {
                sum.made += 1;
                sum.responded += u32::from(soon(span, limit));
            }
        }
    }

    /// What the caller said, or what the record says of the case where that is the source.
    fn add_answer(&self, id: AssessmentId, order: &Order, file: &Case, sum: &mut Rates) {
        let said = match self.governance.assessments[id].source {
            ScoreSource::CallBacks => {
                let called = order.called.is_some_and(|called| self.is_within(id, called));
                order.call_back.filter(|_| called).map(|said| (said.resolved, said.satisfied))
            }
            ScoreSource::Record => self.is_within(id, order.made).then(|| {
                let closed = matches!(file.fate, Fate::Closed | Fate::Answered);
                let in_time =
                    file.deadline.is_none_or(|due| file.closed.is_some_and(|at| at <= due));
                (closed, closed && in_time)
            }),
        };
        let Some((resolved, satisfied)) = said else { return };
        sum.asked += 1;
        sum.resolved += u32::from(resolved);
        sum.satisfied += u32::from(satisfied);
    }

    /// Whether the problem is gone, and went as soon as the caller expected: of the same calls,
    /// and of those that were left out or never became an order.
    fn add_state(&self, id: AssessmentId, order: &Order, sum: &mut Rates) {
        let by_record = self.governance.assessments[id].source == ScoreSource::Record;
        let moment = order.called.filter(|_| !order.diverted && !by_record).unwrap_or(order.made);
        let counts = order.called.is_some() || order.diverted || by_record;
        if !counts || !self.is_within(id, moment) {
            return;
        }
        let problem = &self.problems[order.problem];
        sum.asked += 1;
        sum.resolved += u32::from(!problem.stands());
        sum.satisfied += u32::from(order.is_met(problem, self.city.reporting.expected_within));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of ten calls nine dealt with, of five asked three solved and two satisfied, with a fine of
    /// 10 on one: 100 · (0.9 + 0.6 + 0.4) ÷ 3 − 2 = 61.33.
    #[test]
    fn a_score_worked_by_hand() {
        let of = Rates { made: 10, responded: 9, asked: 5, resolved: 3, satisfied: 2, fines: 10.0 };
        assert!((of.score() - (190.0 / 3.0 - 2.0)).abs() < 1e-9, "{}", of.score());
    }
}
