//! The engine: events in the order of their times, and the processes they drive.
//!
//! A jurisdiction in one replication is one sequential loop with an event queue
//! of its own; jurisdictions and replications run in parallel and share nothing.

pub mod queue;
pub mod skeleton;
