//! Each mechanism, switched alone, moves the indicators it is meant to move and no other.
//!
//! Two scenarios that differ in the mechanism alone meet the same luck. What must move does so by
//! at least four standard errors of the paired difference (false alarm with twelve replications:
//! one in a thousand); what must not move has its 99.9 % interval within a stated share of the
//! baseline, so that a test without power fails.

mod audit;
mod gaming;
mod pair;
mod parties;
mod platforms;
mod requests;
mod rosters;
mod suppression;
