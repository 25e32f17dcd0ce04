//! Why a command did not do its work, and the exit status that says so.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::experiment::{RunError, StoreError};
use crate::report::folder::FolderError;
use crate::scenario::Faults;

/// Why a command did not do its work.
pub(super) enum Failure {
    /// The input is wrong.
    Input(Faults),
    /// An argument is wrong.
    Argument(String),
    /// The work failed.
    Work(String),
    /// Whoever reads the output has gone.
    BrokenPipe,
}

impl Failure {
    /// Tells what went wrong; gives the exit status.
    pub(super) fn tell(self, err: &mut dyn Write) -> ExitCode {
        // Nothing is left to be done if the errors cannot be written either.
        let (code, _told) = match self {
            Self::Input(faults) => (2, writeln!(err, "{faults}")),
            Self::Argument(message) => (2, writeln!(err, "error: {message}")),
            Self::Work(message) => (1, writeln!(err, "error: {message}")),
            Self::BrokenPipe => (0, Ok(())),
        };
        ExitCode::from(code)
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Input(faults)
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Work(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Work(format!("cannot write {}: {}", error.path.display(), error.source))
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Threads(error) => error.into(),
            RunError::Store(error) => error.into(),
        }
    }
}

impl From<rayon::ThreadPoolBuildError> for Failure {
    fn from(error: rayon::ThreadPoolBuildError) -> Self {
        Self::Work(format!("the threads cannot be started: {error}"))
    }
}
