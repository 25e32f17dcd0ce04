//! Scores of assessed units at the ends of periods.

use crate::simulation::record::Scores;

/// What units scored, over contracts and the periods that end within the horizon.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scored {
    /// Units scored, each once for each period.
    pub units: u64,
    /// Sums of official scores and of their true twins.
    pub sums: [f64; 2],
    /// Periods in which some unit was scored, and the sum of best minus worst official score.
    pub spreads: (u64, f64),
}

impl Scored {
    pub(super) fn add(&mut self, scores: &Scores) {
        let mut ends = [f64::INFINITY, f64::NEG_INFINITY];
        for [official, truth] in &scores.of {
            self.units += 1;
            self.sums[0] += official;
            self.sums[1] += truth;
            ends = [ends[0].min(*official), ends[1].max(*official)];
        }
        if !scores.of.is_empty() {
            self.spreads = (self.spreads.0 + 1, self.spreads.1 + ends[1] - ends[0]);
        }
    }
}
