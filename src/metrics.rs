//! From records to indicators.
//!
//! A [`Tally`] watches one replication and keeps integer counts and exact sums; the
//! registry of [`indicator`]s turns it into numbers with units. Problem
//! indicators count problems that arose within the horizon, case indicators cases
//! opened within it; both are followed for the follow-up time τ and
//! what is still open then is censored there.

pub mod areas;
pub mod hours;
pub mod indicator;
pub mod names;
pub mod network;
pub mod streets;
pub mod tally;

#[cfg(test)]
mod tests;

pub use indicator::{Better, Indicator, Reading, Value};
pub use tally::Tally;
