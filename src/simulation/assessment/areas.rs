//! Areas after CJ/T 292: marked down for cases filed and for public reports.

use super::{Sums, Units};
use crate::city::Class;
use crate::governance::AssessmentId;
use crate::governance::assessment::ScoredAreas;
use crate::simulation::Simulation;
use crate::simulation::record::Observer;

/// Cases filed per 1,000 residents and month at which half of the points for them are lost, and
/// the same of public reports (assumptions: about what Dongcheng filed, and 7.3 % of it).
const HALF: [f64; 2] = [6.0, 0.44];

impl<O: Observer> Simulation<'_, O> {
    /// 50 · h ÷ (h + n) for cases filed and 50 for public reports in the same way; in truth for
    /// listed problems that arose, and for those that residents had to notice.
    pub(super) fn area_scores(&self, id: AssessmentId, areas: ScoredAreas) -> Units {
        let units = self.standings[id].last.len();
        let mut counts: [Sums<f64>; 2] = [vec![[0.0; 2]; units], vec![[0.0; 2]; units]];
        let filed =
            |file: &&super::Case| file.filed.is_some_and(|(when, _)| self.is_within(id, when));
        for file in self.cases.iter().filter(filed).filter(|file| self.is_under(id, file)) {
            let unit = self.area(areas, self.problems[file.problem].block);
            counts[0][unit][0] += 1.0;
            counts[1][unit][0] += f64::from(u32::from(file.is_public()));
        }
        let arose = self.problems.iter().filter(|of| self.is_within(id, of.arose));
        for problem in arose.filter(|of| self.is_in_force(id, of.block, of.arose)) {
            let unit = self.area(areas, problem.block);
            let listed = self.city.categories[problem.category].class != Class::Matter;
            if listed && !problem.is_trifle {
                counts[0][unit][1] += 1.0;
                counts[1][unit][1] += f64::from(u32::from(problem.considered > 0));
            }
        }
        let mut resident_months = vec![0.0; units];
        for (block, of) in self.city.blocks.pairs() {
            let months = self.months_in_force(id, block);
            resident_months[self.area(areas, block)] += f64::from(of.residents) * months;
        }
        let score = |unit: usize| {
            let per = resident_months[unit] / 1000.0;
            let part = |of: usize, twin: usize| {
                50.0 * HALF[of] / (HALF[of] + counts[of][unit][twin] / per)
            };
            (per > 0.0).then(|| [0, 1].map(|twin| part(0, twin) + part(1, twin)))
        };
        (0..units).map(score).collect()
    }
}
