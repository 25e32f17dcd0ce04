//! The output folder.

use std::io::{self, Write};
use std::path::Path;

use super::manifest::Manifest;

/// A folder that this study may write into.
#[derive(Debug)]
pub struct OutputFolder {}

/// What was found at the output path.
#[derive(Debug)]
pub enum Prepared {
    /// Work is to be done; write here.
    Fresh(OutputFolder),
    /// This very study stands there already, and every digest is right.
    Complete,
}

/// Why a folder cannot be used or written.
#[derive(Debug)]
pub enum FolderError {}

impl OutputFolder {
    /// Checks and opens an output folder.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn prepare(_path: &Path, _study_key: &str, _force: bool) -> Result<Prepared, FolderError> {
        Ok(Prepared::Complete)
    }

    /// Writes one file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, _name: &str, _bytes: &[u8]) -> Result<(), FolderError> {
        Ok(())
    }

    /// Writes one file piece by piece.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_with(
        &mut self,
        _name: &str,
        _fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), FolderError> {
        Ok(())
    }

    /// Writes one file outside every digest, such as timings.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_undigested(&mut self, _name: &str, _bytes: &[u8]) -> Result<(), FolderError> {
        Ok(())
    }

    /// Writes the manifest, last; its outputs are the files written here.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn finish(self, manifest: Manifest) -> Result<Manifest, FolderError> {
        Ok(manifest)
    }
}
