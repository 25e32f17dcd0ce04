//! What a study leaves behind: an output folder of files and figures, a page
//! with all of them, and tables for the terminal.
//!
//! This layer takes plain structs and writes them down. It runs nothing,
//! decides nothing and prints nothing: a figure comes back as [`plot::Svg`], a
//! table as text, and a file goes into an [`folder::OutputFolder`].

pub mod activity;
pub mod attribution;
pub mod copy;
pub mod dates;
pub mod event_log;
pub mod figures;
pub mod files;
pub mod folder;
pub mod geojson;
pub mod json;
pub mod life;
pub mod manifest;
pub mod names;
pub mod number;
pub mod observed;
pub mod page;
pub mod plot;
pub mod provenance;
pub mod reading;
pub mod rows;
pub mod table;
pub mod tables;
pub mod transplant;
pub mod unit;

#[cfg(test)]
mod tests;
