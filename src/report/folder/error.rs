//! Why an output folder cannot be used.

use std::fmt::{Display, Formatter, Result};
use std::io;
use std::path::{Path, PathBuf};

use crate::lang::{Lang, Phrase, Text, text};

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
        tried: Phrase,
        /// On what.
        path: PathBuf,
        /// Its reason.
        source: io::Error,
    },
}

impl FolderError {
    pub(super) fn create(path: &Path, source: io::Error) -> Self {
        let tried = Phrase::new("cannot create the folder", "无法创建文件夹");
        Self::Io { tried, path: path.to_owned(), source }
    }

    pub(super) fn probe(path: &Path, source: io::Error) -> Self {
        let tried = Phrase::new("cannot write into the folder", "无法写入文件夹");
        Self::Io { tried, path: path.to_owned(), source }
    }

    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        let tried = Phrase::new("cannot read", "无法读取");
        Self::Io { tried, path: path.to_owned(), source }
    }

    pub(super) fn manifest(path: &Path, source: io::Error) -> Self {
        let tried = Phrase::new(
            "cannot read the manifest, which even --force leaves as it is (move it away):",
            "无法读取清单，--force 也不会覆盖它（请移走）：",
        );
        Self::Io { tried, path: path.to_owned(), source }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        let tried = Phrase::new("cannot write", "无法写入");
        Self::Io { tried, path: path.to_owned(), source }
    }

    fn path(&self) -> &Path {
        match self {
            Self::NotAFolder { path }
            | Self::OtherStudy { path }
            | Self::InUse { path }
            | Self::NotEmpty { path, .. }
            | Self::Foreign { path, .. }
            | Self::Io { path, .. } => path,
        }
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn told(&self) -> Text {
        let path = self.path().display();
        match self {
            Self::NotAFolder { .. } => text!("{path} is not a folder", "{path} 不是文件夹"),
            Self::OtherStudy { .. } => text!(
                "{path} holds another study; choose another folder, or replace its files with \
                 --force",
                "{path} 中有另一项研究;请另选文件夹,或用 --force 替换其文件"
            ),
            Self::InUse { .. } => text!(
                "another gridgov is at work in {path}; wait for it, or choose another folder",
                "另一个 gridgov 正在使用 {path};请等它结束,或另选文件夹"
            ),
            Self::NotEmpty { name, .. } => text!(
                "{path} is not empty (it holds {name}); choose another folder, or write beside its \
                 files with --force",
                "{path} 不是空的(其中有 {name});请另选文件夹,或用 --force 在其文件旁写入"
            ),
            Self::Foreign { name, .. } => text!(
                "{path} holds a file {name} that gridgov did not write and will not replace",
                "{path} 中的文件 {name} 不是 gridgov 写的,不会替换"
            ),
            Self::Io { tried, source, .. } => {
                text!("{tried} {path}: {source}", "{tried} {path}:{source}", tried)
            }
        }
    }
}

/// In English, as errors of a library are.
impl Display for FolderError {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(self.told().read(Lang::En))
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
