//! Formulas by which those are scored who find: a quota, and collectors after CJ/T 292.

use super::{Sums, Units, share_or};
use crate::governance::{AssessmentId, DeskId};
use crate::id::Id as _;
use crate::simulation::Simulation;
use crate::simulation::record::{Case, Fate, Observer, Stage};
use crate::time::Span;

/// Time in which a report is to be verified, and a case to be checked (assumption).
const LOOKED_AT_WITHIN: Span = Span::from_ms(2 * Span::HOUR.ms());

/// What a beat is scored on.
#[derive(Clone, Copy, Debug, Default)]
struct Collected {
    finds: u32,
    valid: u32,
    filed: u32,
    missed: u32,
    verified: [u32; 2],
    checked: [u32; 2],
}

impl Collected {
    /// 40 for valid finds, 20 each for few missed, timely verification and timely checks; a rate
    /// of nothing is full.
    fn score(self) -> f64 {
        let share = |hits: u32, of: u32| share_or(hits.into(), of.into(), 1.0);
        40.0 * share(self.valid, self.finds)
            + 20.0 * (1.0 - share_or(self.missed.into(), self.filed.into(), 0.0))
            + 20.0 * share(self.verified[0], self.verified[1])
            + 20.0 * share(self.checked[0], self.checked[1])
    }
}

impl<O: Observer> Simulation<'_, O> {
    /// 100 · finds ÷ quota, at most 100; in truth only finds of something real.
    pub(super) fn quota_scores(&self, id: AssessmentId) -> Units {
        let mut sums: Sums<f64> = vec![[0.0; 2]; self.standings[id].last.len()];
        let ours = self.cases.iter().filter(|file| self.is_found_under(id, file));
        for file in ours {
            let Some(unit) = self.unit(id, file) else { continue };
            sums[unit][0] += 1.0;
            sums[unit][1] += f64::from(u32::from(file.made_up.is_none()));
        }
        let assessment = &self.governance.assessments[id];
        let score = |(desk, finds): (usize, [f64; 2])| {
            let desk = DeskId::new(desk);
            let named = assessment.names(self.governance.desks[desk].role);
            let due = if named { self.quota_due(id, desk) } else { 0.0 };
            (named && due > 0.0).then(|| finds.map(|finds| 100.0 * (finds / due).min(1.0)))
        };
        sums.into_iter().enumerate().map(score).collect()
    }

    /// Whether a case was opened in the present period, where the contract was in force.
    fn is_found_under(&self, id: AssessmentId, file: &Case) -> bool {
        let block = self.problems[file.problem].block;
        self.is_within(id, file.opened) && self.is_in_force(id, block, file.opened)
    }

    pub(super) fn collector_scores(&self, id: AssessmentId) -> Units {
        let mut sums: Sums<Collected> =
            vec![[Collected::default(); 2]; self.standings[id].last.len()];
        for file in self.cases.iter().filter(|file| self.is_within(id, file.opened)) {
            if let Some(unit) = self.unit(id, file).filter(|_| self.is_found_under(id, file)) {
                let valid = !matches!(file.fate, Fate::Rejected | Fate::Void);
                for (sum, valid) in sums[unit].iter_mut().zip([valid, file.made_up.is_none()]) {
                    sum.finds += 1;
                    sum.valid += u32::from(valid);
                }
            }
            if self.is_under(id, file) {
                self.add_beat(id, file, &mut sums);
            }
        }
        let score = |of: [Collected; 2]| {
            (of[0].filed > 0 && of[1].filed > 0).then(|| of.map(Collected::score))
        };
        sums.into_iter().map(score).collect()
    }

    /// What was filed on the ground of a beat, and how soon it was looked at there.
    fn add_beat(&self, id: AssessmentId, file: &Case, sums: &mut Sums<Collected>) {
        let block = self.problems[file.problem].block;
        let assessment = &self.governance.assessments[id];
        let rules = self.rules(block);
        let beats = rules.searchers.iter().filter(|role| assessment.names(**role));
        for role in beats {
            let official = &mut sums[self.governance.desk(*role, block).index()];
            for (sum, counts) in official.iter_mut().zip([true, file.made_up.is_none()]) {
                if counts {
                    sum.filed += 1;
                    sum.missed += u32::from(file.is_public());
                    looked(file, [Stage::VerifyWait, Stage::VerifyWork], &mut sum.verified);
                    looked(file, [Stage::CheckWait, Stage::CheckWork], &mut sum.checked);
                }
            }
        }
    }
}

/// Counts whether a case was looked at in time, if it was at all.
fn looked(file: &Case, stages: [Stage; 2], sum: &mut [u32; 2]) {
    let took: Span = stages.map(|stage| file.parts[stage as usize]).into_iter().sum();
    if took > Span::ZERO {
        sum[0] += u32::from(took <= LOOKED_AT_WITHIN);
        sum[1] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nine of ten finds valid, a fifth of files missed, half of the reports verified in time, and
    /// nothing to check: 36 + 16 + 10 + 20 = 82.
    #[test]
    fn a_score_worked_by_hand() {
        let of = Collected {
            finds: 10,
            valid: 9,
            filed: 5,
            missed: 1,
            verified: [1, 2],
            checked: [0, 0],
        };
        assert!((of.score() - 82.0).abs() < 1e-9, "{}", of.score());
    }
}
