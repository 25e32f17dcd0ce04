//! Statistics of replications, and the theory that simulations are tested against.
//!
//! A replication gives one number per indicator, and those numbers are
//! independent; everything here starts from such numbers. From one scenario comes
//! an [`Estimate`]; from two that share their luck, a [`Paired`] difference; from
//! many comparisons, p-values adjusted by [`holm`]; from the share that one lever
//! has in a difference, a [`Ratio`]. Inside a replication, durations go into a
//! [`Sketch`], or into a [`Curve`] when some are cut off by the end of the run.
//!
//! Sums run in the order of the slice. Logarithms and exponentials come from
//! `libm`, and tail points are rounded, so that results do not hang on the
//! platform.

mod best;
mod bootstrap;
mod components;
mod estimate;
mod inequality;
mod multiplicity;
mod paired;
pub mod panel;
mod proportion;
pub mod queueing;
mod ranks;
mod ratio;
mod shapley;
mod simultaneous;
mod sketch;
mod survival;
mod tails;
mod two_way;
mod variance_reduction;
mod warm_up;

#[cfg(test)]
mod calibration;

pub use best::{Standing, standings};
pub use bootstrap::bootstrap_interval;
pub use components::Components;
pub use estimate::{Estimate, LEAST_FOR_SKEW};
pub use inequality::{gini, worst_tenth_mean};
pub use multiplicity::{bonferroni_confidence, holm};
pub use paired::Paired;
pub use proportion::{clopper_pearson, upper_limit};
pub use ranks::{Spread, correlation, largest_by_chance, scaled_ranks};
pub use ratio::{Ratio, ratio_of_means};
pub use shapley::{Brought, Coalition, Orders, brought, everybody};
pub use simultaneous::{LEAST_FOR_MAX_T, max_t_reach, resampled_p_values};
pub use sketch::{Resolution, Sketch};
pub use survival::{Curve, Point, RestrictedMean, Spell};
pub use two_way::{Cells, VarianceShares, variance_shares};
pub use variance_reduction::{VarianceReduction, variance_reduction};
pub use warm_up::{Truncation, moving_averages, mser5, whole_weeks};
