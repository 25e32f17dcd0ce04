//! Why a command did not do its work, and the exit status that says so.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::experiment::{RunError, StoreError};
use crate::lang::{Lang, Text, text};
use crate::report::copy::CopyError;
use crate::report::folder::FolderError;
use crate::scenario::Faults;

/// Why a command did not do its work.
pub(super) enum Failure {
    /// The input is wrong.
    Input(Faults),
    /// Several files are wrong.
    Files(Vec<Faults>),
    /// Models that cannot run in some cities: which, and why.
    Cells(Vec<(Text, Faults)>),
    /// An argument is wrong.
    Argument(Text),
    /// The work failed.
    Work(Text),
    /// Whoever reads the output has gone.
    BrokenPipe,
}

impl Failure {
    /// Tells what went wrong in a language; gives the exit status.
    pub(super) fn tell(self, lang: Lang, err: &mut dyn Write) -> ExitCode {
        let error = lang.pick("error", "错误");
        // Nothing is left to be done if the errors cannot be written either.
        let (code, _told) = match self {
            Self::Input(faults) => (2, writeln!(err, "{}", faults.render(lang, false))),
            Self::Files(files) => {
                let told: Vec<String> =
                    files.into_iter().map(|faults| faults.render(lang, false)).collect();
                (2, writeln!(err, "{}", told.join("\n\n")))
            }
            Self::Cells(cells) => {
                let tell = |(cell, faults): (Text, Faults)| {
                    format!("{error}: {}\n\n{}", cell.read(lang), faults.render(lang, false))
                };
                let told: Vec<String> = cells.into_iter().map(tell).collect();
                (2, writeln!(err, "{}", told.join("\n\n")))
            }
            Self::Argument(message) => (2, writeln!(err, "{error}: {}", message.read(lang))),
            Self::Work(message) => (1, writeln!(err, "{error}: {}", message.read(lang))),
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
        Self::Work(error.told())
    }
}

impl From<CopyError> for Failure {
    fn from(error: CopyError) -> Self {
        Self::Work(error.told())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Work(text!(
            "the results cannot be written as JSON: {error}",
            "结果无法写成 JSON:{error}"
        ))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Work(text!("the output cannot be written: {error}", "输出无法写入:{error}")),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let (path, source) = (error.path.display(), error.source);
        Self::Work(text!("cannot write {path}: {source}", "无法写入 {path}:{source}"))
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
        Self::Work(text!("the threads cannot be started: {error}", "线程无法启动:{error}"))
    }
}
