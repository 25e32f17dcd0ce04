//! Where a text comes from: a file on disk or a built-in.

use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::builtin;
use super::fault::{Faults, did_you_mean};
use crate::lang::{Text, text};

/// The largest file that is read \[bytes\].
const LARGEST: u64 = 4 << 20;

/// A file on disk or a built-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file on disk.
    Path(PathBuf),
    /// A built-in, by its name.
    Builtin(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => write!(f, "{}", path.display()),
            Self::Builtin(name) => f.write_str(name),
        }
    }
}

/// A text that could not be had, and as much of it as is good.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub message: Text,
    pub good: Option<String>,
}

impl Unreadable {
    fn because(message: Text) -> Self {
        Self { message, good: None }
    }
}

impl Source {
    /// What an argument of the command line means: a path if it looks like one
    /// or exists, else the name of a built-in.
    ///
    /// # Errors
    /// If it is neither.
    pub fn from_argument(argument: &str) -> Result<Self, Faults> {
        let looks_like_a_file =
            Path::new(argument).extension().is_some_and(|extension| extension == "toml");
        let builtin = builtin::find(argument).map(|(name, _)| Self::Builtin(name));
        let path = PathBuf::from(argument);
        if path.exists() {
            return Ok(Self::Path(path));
        }
        let looks_like_a_path = argument.contains(['/', MAIN_SEPARATOR]) || looks_like_a_file;
        if let Some(builtin) = builtin {
            return Ok(builtin);
        }
        if looks_like_a_path {
            return Ok(Self::Path(path));
        }
        let mut faults = Faults::default();
        let message = text!(
            "there is no file and no built-in scenario `{argument}`",
            "没有名为 `{argument}` 的文件或内置情景"
        );
        faults.add_nowhere(message, nearest_builtin(argument));
        Err(faults)
    }

    /// What `extends = "name"` means in this file: a file beside it or in the folder above,
    /// with or without `.toml`, but not this file itself; else a built-in. So the files of
    /// `scenarios/` find one another wherever a copy of that folder stands.
    pub(super) fn extended(&self, name: &str) -> Option<Self> {
        let folders: Vec<&Path> = match self {
            Self::Path(path) => path.ancestors().skip(1).take(2).collect(),
            Self::Builtin(_) => Vec::new(),
        };
        let spelled = |folder: &&Path| {
            let plain = folder.join(name);
            let with_ending = PathBuf::from(format!("{}.toml", plain.display()));
            [plain, with_ending]
        };
        let is_other = |path: &PathBuf| Self::Path(path.clone()).identity() != self.identity();
        let files = || folders.iter().flat_map(spelled).filter(|path| path.is_file());
        let there = files().find(is_other);
        let builtin = || builtin::find(name).map(|(name, _)| Self::Builtin(name));
        let no_file = || folders.first().map(|folder| folder.join(name));
        there
            .map(Self::Path)
            .or_else(builtin)
            .or_else(|| files().next().map(Self::Path))
            .or_else(|| no_file().filter(|path| path.exists()).map(Self::Path))
    }

    /// What tells two sources apart, however they are spelled.
    pub(super) fn identity(&self) -> Self {
        match self {
            Self::Path(path) => Self::Path(path.canonicalize().unwrap_or_else(|_| path.clone())),
            Self::Builtin(name) => Self::Builtin(name),
        }
    }

    /// All of its text.
    pub(super) fn text(&self) -> Result<String, Unreadable> {
        match self {
            Self::Path(path) => read(path, LARGEST),
            Self::Builtin(name) => match builtin::find(name) {
                Some((_, text)) => Ok(text.to_owned()),
                None => Err(Unreadable::because(text!(
                    "there is no built-in {name}",
                    "没有内置情景 {name}"
                ))),
            },
        }
    }
}

/// The built-in whose name is nearest, as a question.
pub(super) fn nearest_builtin(name: &str) -> Option<Text> {
    did_you_mean(name, builtin::FILES.iter().map(|(known, _)| *known))
}

/// The text of a file of at most this many bytes.
pub(super) fn read(path: &Path, largest: u64) -> Result<String, Unreadable> {
    let name = path.display();
    let cannot = |error: io::Error| {
        Unreadable::because(match error.kind() {
            io::ErrorKind::NotFound => {
                text!("{name}: there is no such file", "{name}:没有这个文件")
            }
            _ => text!("{name}: {error}", "{name}:无法读取:{error}"),
        })
    };
    if fs::metadata(path).map_err(cannot)?.is_dir() {
        let message = text!("{name} is a folder, not a file", "{name} 是文件夹,不是文件");
        return Err(Unreadable::because(message));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(cannot)?;
    file.take(largest + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > largest {
        let most = largest >> 20;
        return Err(Unreadable::because(text!(
            "{name} is larger than {most} MiB, too large a scenario",
            "{name} 超过 {most} MiB,作为情景过大"
        )));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let message = text!("not UTF-8 text from here on", "从此处起不是 UTF-8 文本");
        Unreadable { message, good: Some(text) }
    })
}
