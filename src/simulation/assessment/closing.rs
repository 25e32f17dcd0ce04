//! The formula of Yuncheng: closing on time, extensions and rework.

use super::{Sums, Units};
use crate::governance::AssessmentId;
use crate::governance::exceptions::HeldCases;
use crate::simulation::Simulation;
use crate::simulation::record::{Case, Fate, Observer};
use crate::time::Time;

/// What a unit is scored on, of the cases due in a period.
#[derive(Clone, Copy, Debug, Default)]
struct Closed {
    due: u32,
    on_time: u32,
    late: u32,
    extended: u32,
    reworked: u32,
    fines: f64,
}

impl Closed {
    /// 100 · \[0.8 · (on time + 0.4 · closed late) + 0.1 · (1 − extended) + 0.1 · (1 − reworked)\]
    /// less fines, never below 0; shares of what was due, and full marks where nothing was.
    fn score(self) -> f64 {
        if self.due == 0 {
            return 100.0;
        }
        let share = |count: u32| f64::from(count) / f64::from(self.due);
        let closed = 0.8 * (share(self.on_time) + 0.4 * share(self.late));
        let clean = 0.1 * (1.0 - share(self.extended)) + 0.1 * (1.0 - share(self.reworked));
        (100.0 * (closed + clean) - self.fines / f64::from(self.due)).max(0.0)
    }
}

impl<O: Observer> Simulation<'_, O> {
    pub(super) fn closing_scores(&self, id: AssessmentId) -> Units {
        let mut sums: Sums<Closed> = vec![[Closed::default(); 2]; self.standings[id].last.len()];
        for file in self.cases.iter().filter(|file| self.is_under(id, file)) {
            let Some(unit) = self.unit(id, file) else { continue };
            self.add_official(id, file, &mut sums[unit][0]);
            self.add_true(id, file, &mut sums[unit][1]);
        }
        for (unit, points) in self.fines(id) {
            sums[unit][0].fines += points;
        }
        let score = |of: [Closed; 2]| (of[1].due > 0).then(|| of.map(Closed::score));
        sums.into_iter().map(score).collect()
    }

    /// As the record has it: due by the deadline as it was put off, less what is left out.
    fn add_official(&self, id: AssessmentId, file: &Case, sum: &mut Closed) {
        let Some(due) = file.deadline.filter(|due| self.is_within(id, *due)) else { return };
        let when = file.filed.map_or(Time::ZERO, |(when, _)| when);
        let block = self.problems[file.problem].block;
        let rules = &self.governance.rules_at(block, when).exceptions;
        // While its clock stands still nobody knows when it is due.
        let is_put_off = file.aside || file.held.is_some_and(|[_, until]| until > self.now);
        let stands_still = is_put_off && rules.held != HeldCases::Running;
        if stands_still || matches!(file.fate, Fate::Merged(_)) || !file.is_scored(rules) {
            return;
        }
        let on_time = file.closed.is_some_and(|closed| closed <= due || file.upheld);
        sum.due += 1;
        sum.on_time += u32::from(on_time);
        sum.late += u32::from(file.closed.is_some() && !on_time);
        sum.extended += u32::from(file.extensions > 0);
        sum.reworked += u32::from(file.reworks > 0);
    }

    /// As it is: due by the original limit, closed when its problem is gone, extended where the
    /// original limit did not do, and reworked where it was called done while the problem stood.
    fn add_true(&self, id: AssessmentId, file: &Case, sum: &mut Closed) {
        let Some(due) = file.promised.filter(|due| self.is_within(id, *due)) else { return };
        if file.made_up.is_some() {
            return;
        }
        let ended = self.problems[file.problem].ended.map(|(ended, _)| ended);
        let on_time = ended.is_some_and(|ended| ended <= due);
        sum.due += 1;
        sum.on_time += u32::from(on_time);
        sum.late += u32::from(ended.is_some() && !on_time);
        sum.extended += u32::from(!on_time);
        sum.reworked += u32::from(file.botched);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of ten due six on time, two late, one extended and two reworked, with a fine of 30 on one:
    /// 100 · [0.8 · (0.6 + 0.4 · 0.2) + 0.1 · 0.9 + 0.1 · 0.8] − 3 = 68.4.
    #[test]
    fn a_score_worked_by_hand() {
        let of = Closed { due: 10, on_time: 6, late: 2, extended: 1, reworked: 2, fines: 30.0 };
        assert!((of.score() - 68.4).abs() < 1e-9, "{}", of.score());
        assert!((Closed { fines: 1e4, ..of }.score()).abs() < 1e-9, "never below 0");
        assert!((Closed::default().score() - 100.0).abs() < 1e-9, "nothing was due");
    }
}
