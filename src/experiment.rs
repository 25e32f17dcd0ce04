//! From scenarios to defended answers: replications, intervals, paired differences.
//!
//! Every experiment is one pipeline: checked scenarios are prepared,
//! [`run_all`](run_all()) runs each under the same seeds, and what the replications came
//! to is summarised and compared. Nothing here prints, and only the [`Store`] of finished
//! replications writes files.

mod attribute;
mod backlog;
mod best;
mod compare;
mod draws;
mod effects;
mod equal_cost;
mod family;
mod knowledge;
mod moves;
mod outcome;
mod pilot;
mod prepare;
mod reduction;
mod relevance;
mod run_all;
mod selftest;
mod staff_share;
mod standardised;
mod stopping;
mod store;
mod study;
mod trace;
mod transplant;
mod watch;

pub use attribute::{
    Attributed, Attribution, Component, Joining, MOST_MODELS, ORDERS, Part, Player, attribute,
};
pub use backlog::{Growth, growing};
pub use best::Best;
pub use compare::{Basis, Comparison, Contrast, Design, Difference, Kind, Pair, compare, unpaired};
pub use draws::{Candidate, Draw, DrawError, DrawPlan, DrawnNumber, Draws, position, run_draws};
pub use effects::{
    AtAge, Cell, Effect, Effects, Found, Method, Period, effects, regime_name, unchanged,
};
pub use equal_cost::{OutOfReach, at_cost_of};
pub use family::{Family, Joint};
pub use knowledge::{
    Influence, Knowledge, Known, KnownDifference, MOST_FAILURES, Order, Proportion, known_means,
};
pub use moves::{Move, Moves, moves};
pub use outcome::{CityOutcome, Outcome, RoleHours};
pub use pilot::{StateSeries, WarmUp, find_warm_up};
pub use prepare::{Governed, Prepared, Subject, prepare};
pub use reduction::Reduction;
pub use relevance::{Relevance, Size};
pub use run_all::{Progress, RunError, Runner, run_all};
pub use selftest::{Check, SelftestError, selftest};
pub use staff_share::StaffShare;
pub use standardised::{AtMix, Standardised};
pub use stopping::{FIRST_LOOK, Goal, Reached, Stopping, Target, run_until};
pub use store::{Store, StoreError, WORKING};
pub use study::{CONFIDENCE, IndicatorResult, Measure, Study, measures, told};
pub use trace::{Deadlines, Limited, Moment, NoCase, Pick, Trace, Verdict, Wanted, Where, trace};
pub use transplant::{Layout, Spread, Transplant, transplant};
pub use watch::watch;
