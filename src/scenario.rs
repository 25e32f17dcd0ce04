//! The language of scenarios: TOML with units, places and provenance.
//!
//! A scenario may be spread over several files ([`mod@load`]). Whatever is wrong
//! with it is found in one pass and shown where it was written ([`fault`]).
//! The types that it is read into are declared once, by macros (`declare`),
//! for structs, docs, reading and schema alike.

pub mod areas;
pub mod assessment;
pub mod builtin;
pub mod calendar;
pub mod category;
pub mod check;
pub mod city;
pub mod collect;
pub(crate) mod declare;
pub mod district;
pub mod exceptions;
pub mod fault;
pub mod governance;
pub mod load;
pub mod meaning;
pub mod parties;
mod pattern;
pub mod place;
pub mod platforms;
mod powers;
pub mod provenance;
pub mod read;
pub mod regime;
pub mod rosters;
pub mod schema;
mod set;
pub mod shape;
pub mod source;
pub mod study;
pub mod together;
pub mod tree;
pub mod units;
pub mod uses;
pub mod vary;

pub use collect::{Chosen, Kept, Keyed, Map, Name};
pub use fault::{Fault, Faults, Severity};
pub use load::{Loaded, Options, load, load_checked, load_transplanted};
pub use place::{File, Files, Kind, Place, Spotted};
pub use provenance::Provenance;
pub use read::{At, Path, Read, Reader, Step};
pub use shape::{Field, Shape};
pub use source::Source;
pub use units::{
    Area, Basis, Count, Date, Density, Length, Limit, Money, Number, Per, Rate, Share, Speed,
    Subject, Wage, WeeklyHours,
};

pub(crate) use declare::{choice, record, variant};

#[cfg(test)]
mod tests;
