//! Copies of built-in files to edit: none is written over what is there.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::lang::{Text, text};

/// Why files could not be copied out.
#[derive(Debug)]
pub enum CopyError {
    /// A file of this name is there.
    Taken(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl CopyError {
    /// What went wrong, in words.
    #[must_use]
    pub fn told(&self) -> Text {
        let (Self::Taken(path) | Self::Io(path, _)) = self;
        let name = path.display();
        match self {
            Self::Taken(_) => text!(
                "{name} is there already; choose another folder with --out",
                "{name} 已经存在;请用 --out 另选文件夹"
            ),
            Self::Io(_, error) => text!("cannot write {name}: {error}", "无法写入 {name}:{error}"),
        }
    }
}

/// Writes texts under their names plus `.toml` into a folder; gives their paths.
///
/// # Errors
/// When one of the files is there, before anything is written, or when one cannot be
/// written; those before it stay.
pub fn copy_out(folder: &Path, files: &[(&str, &str)]) -> Result<Vec<PathBuf>, CopyError> {
    let place = |name: &str| folder.join(format!("{name}.toml"));
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| place(name)).collect();
    if let Some(taken) = paths.iter().find(|path| path.exists()) {
        return Err(CopyError::Taken(taken.clone()));
    }
    for (path, (_, text)) in paths.iter().zip(files) {
        write_new(path, text).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => CopyError::Taken(path.clone()),
            _ => CopyError::Io(path.clone(), error),
        })?;
    }
    Ok(paths)
}

/// Writes a file whole or not at all, and never over another.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut aside = super::folder::temporary(folder)?;
    aside.write_all(text.as_bytes())?;
    aside.as_file().sync_all()?;
    aside.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_copied_out_and_nothing_is_written_over() {
        let place = tempfile::tempdir().expect("a folder");
        let files = [("main", "a = 1\n"), ("parts/city", "b = 2\n")];
        let paths = copy_out(place.path(), &files).expect("they are written");
        assert_eq!(fs::read_to_string(&paths[1]).expect("text"), "b = 2\n");
        fs::remove_file(&paths[0]).expect("it is removed");
        let again = copy_out(place.path(), &files).expect_err("one is there");
        assert!(matches!(again, CopyError::Taken(path) if path == paths[1]));
        assert!(!paths[0].exists(), "nothing is written where one is taken");
    }
}
