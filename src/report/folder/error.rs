//! Why an output folder cannot be used.

use std::fmt::{Display, Formatter, Result};
use std::io;
use std::path::{Path, PathBuf};

/// Why a folder cannot be used or written.
#[derive(Debug)]
pub enum FolderError {
    /// The path is taken by something that is not a folder.
    NotAFolder {
        /// The path given.
        path: PathBuf,
    },
    /// The folder holds another study.
    OtherStudy {
        /// The path given.
        path: PathBuf,
    },
    /// The folder holds files that no study wrote.
    NotEmpty {
        /// The path given.
        path: PathBuf,
        /// One of them.
        name: String,
    },
    /// Another process is at work in the folder.
    InUse {
        /// The path given.
        path: PathBuf,
    },
    /// A file to be written would replace one that no study wrote.
    Foreign {
        /// The path given.
        path: PathBuf,
        /// The file.
        name: String,
    },
    /// The system refused.
    Io {
        /// What was tried, such as "cannot write".
        tried: &'static str,
        /// On what.
        path: PathBuf,
        /// Its reason.
        source: io::Error,
    },
}

impl FolderError {
    pub(super) fn create(path: &Path, source: io::Error) -> Self {
        Self::Io { tried: "cannot create the folder", path: path.to_owned(), source }
    }

    pub(super) fn probe(path: &Path, source: io::Error) -> Self {
        Self::Io { tried: "cannot write into the folder", path: path.to_owned(), source }
    }

    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        Self::Io { tried: "cannot read", path: path.to_owned(), source }
    }

    pub(super) fn manifest(path: &Path, source: io::Error) -> Self {
        Self::Io { tried: "cannot read the manifest", path: path.to_owned(), source }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        Self::Io { tried: "cannot write", path: path.to_owned(), source }
    }
}

impl Display for FolderError {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::NotAFolder { path } => write!(out, "{} is not a folder", path.display()),
            Self::OtherStudy { path } => write!(
                out,
                "{} holds another study; choose another folder, or replace its files with --force",
                path.display()
            ),
            Self::InUse { path } => write!(
                out,
                "another gridgov is at work in {}; wait for it, or choose another folder",
                path.display()
            ),
            Self::NotEmpty { path, name } => write!(
                out,
                "{} is not empty (it holds {name}); choose another folder, or write beside its \
                 files with --force",
                path.display()
            ),
            Self::Foreign { path, name } => write!(
                out,
                "{} holds a file {name} that gridgov did not write and will not replace",
                path.display()
            ),
            Self::Io { tried, path, source } => {
                write!(out, "{tried} {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for FolderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
