//! Tests of the model as a whole: theory, a trace by hand, invariants, and each rule.

mod defects;
mod holidays;
mod invariants;
mod metamorphic;
mod pairing;
mod parties;
mod platforms;
mod regimes;
mod rosters;
mod rules;
mod steps;
mod theory;
pub mod town;
mod trace;
