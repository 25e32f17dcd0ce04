//! One process at a time in an output folder.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::error::FolderError;

/// The file that the process at work holds.
pub(super) const LOCK_NAME: &str = ".gridgov-lock";

/// The lock of an output folder; it ends with the process, however that ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// None where the folder cannot hold a lock: that it cannot be written is found out later.
    file: Option<File>,
}

impl Lock {
    /// Takes the folder.
    pub(super) fn take(folder: &Path) -> Result<Self, FolderError> {
        let path = folder.join(LOCK_NAME);
        loop {
            // What a link of that name leads to keeps its content.
            let opened = File::options().write(true).create(true).truncate(false).open(&path);
            let Ok(file) = opened else { return Ok(Self { path, file: None }) };
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    return Err(FolderError::InUse { path: folder.to_owned() });
                }
                // A file system without locks.
                Err(TryLockError::Error(_)) => return Ok(Self { path, file: Some(file) }),
                Ok(()) if is_at(&file, &path) => return Ok(Self { path, file: Some(file) }),
                // Another process finished and took its lock away in between.
                Ok(()) => {}
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.file.is_some() {
            // Nothing is lost if it stays: who finds a lock that nobody holds takes it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether this very file is what stands at the path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |held: fs::Metadata, there: fs::Metadata| held.ino() == there.ino();
    file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(|(a, b)| same(a, b))
}

/// Elsewhere a file that is open stays where it is.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
