//! The output folder: checked before any work, complete or untouched after it.
//!
//! A file is written under a temporary name in the same folder, flushed to the
//! disk and renamed, so that no file under its final name is ever half
//! written. `manifest.json` comes last and marks the folder as complete. Until
//! then a journal lists the files written so far, so that an interrupted study
//! finds its own folder again and never takes a foreign file for its own. What it has computed
//! so far lies in a hidden folder within, which goes when the study is complete.

mod error;
mod lock;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

pub use self::error::FolderError;
use self::lock::{LOCK_NAME, Lock};
use super::manifest::{Digesting, MANIFEST_NAME, Manifest, stays_inside};
use crate::experiment::{Store, WORKING};

/// Lists the files of a study that is not finished.
const JOURNAL_NAME: &str = ".gridgov-unfinished.json";
/// How the names of temporary files begin and end.
const TEMPORARY: (&str, &str) = (".gridgov-", ".tmp");

/// A folder that this study may write into.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    /// What was written so far.
    written: Manifest,
    /// Files of this or an earlier study, which may be replaced.
    own: BTreeSet<String>,
    /// Keeps other processes out until this one is done.
    _lock: Lock,
}

/// What was found at the output path.
#[derive(Debug)]
pub enum Prepared {
    /// Work is to be done; write here.
    Fresh(Box<OutputFolder>),
    /// This very study stands there already, and every digest is right.
    Complete,
}

impl OutputFolder {
    /// Makes sure, before any work, that a folder can take the files of the
    /// study with this key.
    ///
    /// A folder that holds the same study is complete if every digest is
    /// right, and is written again if not. With `force` it is written again in
    /// any case, and files of another study are removed; what no study wrote
    /// is never touched.
    ///
    /// # Errors
    /// When the path is no folder or cannot be written, or when it holds
    /// something else and `force` is not given.
    pub fn prepare(path: &Path, study_key: &str, force: bool) -> Result<Prepared, FolderError> {
        create(path)?;
        let lock = Lock::take(path)?;
        let found = Found::at(path)?;
        if !force {
            found.must_admit(path, study_key)?;
            if found.is_complete(path, study_key)? {
                // What a cut-off attempt to write it again left behind.
                remove_working(path)?;
                sweep(path)?;
                remove_files(path, &BTreeSet::from([JOURNAL_NAME.to_owned()]))?;
                return Ok(Prepared::Complete);
            }
        }
        probe(path)?;
        sweep(path)?;
        let mut own = found.own();
        if force || !found.is_of(study_key) {
            remove_working(path)?;
        }
        if !found.is_of(study_key) {
            remove(path, &own)?;
            own.clear();
        }
        let written = Manifest { key: study_key.to_owned(), ..Manifest::default() };
        Ok(Prepared::Fresh(Box::new(Self { path: path.to_owned(), written, own, _lock: lock })))
    }

    /// Where the folder is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The key of the study.
    #[must_use]
    pub fn study_key(&self) -> &str {
        &self.written.key
    }

    /// The hidden folder for what the unfinished study has computed so far. What lies there makes
    /// the output folder known for this study's.
    #[must_use]
    pub fn working(&self) -> PathBuf {
        self.path.join(WORKING)
    }

    /// Writes one file of this name, which may lie in a folder within.
    ///
    /// # Errors
    /// When the file cannot be written, or would replace one that no study
    /// wrote. Nothing is left under its name then that was not there before.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        self.write_with(name, |target| target.write_all(bytes))
    }

    /// Writes one file piece by piece.
    ///
    /// # Errors
    /// As [`OutputFolder::write`].
    pub fn write_with(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), FolderError> {
        let (aside, digest) = self.written_aside(name, fill)?;
        self.written.outputs.insert(name.to_owned(), digest);
        self.publish(name, aside)
    }

    /// Writes one file that may differ from run to run, such as timings: it
    /// belongs to the study, but no digest is kept of it.
    ///
    /// # Errors
    /// As [`OutputFolder::write`].
    pub fn write_undigested(&mut self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let (aside, _) = self.written_aside(name, |target| target.write_all(bytes))?;
        self.written.undigested.insert(name.to_owned());
        self.publish(name, aside)
    }

    /// Writes the manifest, last. Its key is that of the study, and its
    /// outputs are the files written here.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn finish(self, about: Manifest) -> Result<Manifest, FolderError> {
        let manifest = Manifest {
            key: self.written.key,
            outputs: self.written.outputs,
            undigested: self.written.undigested,
            ..about
        };
        let left: BTreeSet<String> =
            self.own.into_iter().filter(|name| manifest.names().all(|own| own != name)).collect();
        remove_files(&self.path, &left)?;
        put(&self.path, MANIFEST_NAME, &manifest)?;
        remove_files(&self.path, &BTreeSet::from([JOURNAL_NAME.to_owned()]))?;
        remove_working(&self.path)?;
        Ok(manifest)
    }

    /// A temporary file beside the final one, on the disk, with its digest.
    fn written_aside(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(NamedTempFile, String), FolderError> {
        let reserved = [MANIFEST_NAME, JOURNAL_NAME, LOCK_NAME].contains(&name);
        assert!(stays_inside(name) && !reserved, "{name:?} is no name for an output");
        let place = self.path.join(name);
        if !self.own.contains(name) && !self.has_written(name) && place.exists() {
            return Err(FolderError::Foreign { path: self.path.clone(), name: name.to_owned() });
        }
        let failed = |source| FolderError::write(&place, source);
        let parent = place.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(failed)?;
        let aside = temporary(parent).map_err(failed)?;
        let mut target = Digesting::new(BufWriter::new(aside.as_file()));
        fill(&mut target).and_then(|()| target.flush()).map_err(failed)?;
        let digest = target.finish();
        aside.as_file().sync_all().map_err(failed)?;
        Ok((aside, digest))
    }

    fn has_written(&self, name: &str) -> bool {
        self.written.outputs.contains_key(name) || self.written.undigested.contains(name)
    }

    /// Lists a file in the journal and gives it its final name.
    fn publish(&self, name: &str, aside: NamedTempFile) -> Result<(), FolderError> {
        let listed = self.own.iter().cloned().chain(self.written.undigested.iter().cloned());
        let journal = Manifest { undigested: listed.collect(), ..self.written.clone() };
        put(&self.path, JOURNAL_NAME, &journal)?;
        let place = self.path.join(name);
        match aside.persist(&place) {
            Ok(_) => Ok(()),
            Err(error) => Err(FolderError::write(&place, error.error)),
        }
    }
}

/// Removes what was computed so far.
fn remove_working(path: &Path) -> Result<(), FolderError> {
    let place = path.join(WORKING);
    match fs::remove_dir_all(&place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(FolderError::write(&place, error))
        }
        _ => Ok(()),
    }
}

/// What stands in a folder.
struct Found {
    finished: Option<Manifest>,
    unfinished: Option<Manifest>,
    /// The key of the study that has computed something without a file of its own yet.
    begun: Option<String>,
    /// A file that no study lists.
    foreign: Option<String>,
}

impl Found {
    fn at(path: &Path) -> Result<Self, FolderError> {
        let read = |name: &str| {
            let place = path.join(name);
            Manifest::read_from(&place).map_err(|source| FolderError::manifest(&place, source))
        };
        let (finished, unfinished) = (read(MANIFEST_NAME)?, read(JOURNAL_NAME)?);
        let begun = Store::study_in(&path.join(WORKING));
        let mut found = Self { finished, unfinished, begun, foreign: None };
        let own = found.own();
        found.foreign = first_foreign(path, Path::new(""), &own)
            .map_err(|source| FolderError::read(path, source))?;
        Ok(found)
    }

    /// The files that studies wrote here.
    fn own(&self) -> BTreeSet<String> {
        self.studies().flat_map(Manifest::names).map(ToOwned::to_owned).collect()
    }

    fn studies(&self) -> impl Iterator<Item = &Manifest> {
        self.finished.iter().chain(&self.unfinished)
    }

    /// The keys of the studies that stand here.
    fn keys(&self) -> impl Iterator<Item = &str> {
        self.studies().map(|study| study.key.as_str()).chain(self.begun.as_deref())
    }

    /// Whether a study stands here and no other than this one.
    fn is_of(&self, key: &str) -> bool {
        self.keys().next().is_some() && self.keys().all(|known| known == key)
    }

    fn must_admit(&self, path: &Path, key: &str) -> Result<(), FolderError> {
        let path = path.to_owned();
        if self.keys().next().is_some() {
            return if self.is_of(key) { Ok(()) } else { Err(FolderError::OtherStudy { path }) };
        }
        match &self.foreign {
            Some(name) => Err(FolderError::NotEmpty { path, name: name.clone() }),
            None => Ok(()),
        }
    }

    fn is_complete(&self, path: &Path, key: &str) -> Result<bool, FolderError> {
        match &self.finished {
            Some(manifest) if manifest.key == key => {
                let wrong =
                    manifest.verify(path).map_err(|error| FolderError::read(path, error))?;
                Ok(wrong.is_empty())
            }
            _ => Ok(false),
        }
    }
}

/// The first file under a folder that is neither listed nor of this module.
fn first_foreign(root: &Path, within: &Path, own: &BTreeSet<String>) -> io::Result<Option<String>> {
    let mut entries = fs::read_dir(root.join(within))?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let places = entries.into_iter().map(|entry| (within.join(entry.file_name()), entry));
    for (place, entry) in places.filter(|(place, _)| place != Path::new(WORKING)) {
        let found = if entry.file_type()?.is_dir() {
            first_foreign(root, &place, own)?
        } else {
            let name = place.to_string_lossy().into_owned();
            let reserved = [MANIFEST_NAME, JOURNAL_NAME, LOCK_NAME].contains(&name.as_str());
            let known = reserved || is_temporary(&name) || own.contains(&name);
            (!known).then_some(name)
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn is_temporary(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.starts_with(TEMPORARY.0) && last.ends_with(TEMPORARY.1)
}

fn create(path: &Path) -> Result<(), FolderError> {
    if path.exists() && !path.is_dir() {
        return Err(FolderError::NotAFolder { path: path.to_owned() });
    }
    fs::create_dir_all(path).map_err(|source| FolderError::create(path, source))
}

/// Writes a file and removes it, to see whether that can be done.
fn probe(path: &Path) -> Result<(), FolderError> {
    let tried = temporary(path).and_then(|mut file| {
        file.write_all(b"gridgov")?;
        file.as_file().sync_all()?;
        file.close()
    });
    tried.map_err(|source| FolderError::probe(path, source))
}

/// Removes what a study that was cut off left half written.
fn sweep(path: &Path) -> Result<(), FolderError> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|source| FolderError::read(path, source))?;
    let names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    remove_files(path, &names.filter(|name| is_temporary(name)).collect())
}

/// Removes what other studies left, their manifests first.
fn remove(path: &Path, own: &BTreeSet<String>) -> Result<(), FolderError> {
    remove_files(path, &BTreeSet::from([MANIFEST_NAME.to_owned()]))?;
    remove_files(path, own)?;
    remove_files(path, &BTreeSet::from([JOURNAL_NAME.to_owned()]))
}

fn remove_files(path: &Path, names: &BTreeSet<String>) -> Result<(), FolderError> {
    for name in names {
        let place = path.join(name);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(FolderError::write(&place, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Writes a manifest or journal in one step.
fn put(path: &Path, name: &str, manifest: &Manifest) -> Result<(), FolderError> {
    let place = path.join(name);
    let written = manifest.to_json().map_err(io::Error::from).and_then(|text| {
        let mut file = temporary(path)?;
        file.write_all(&text)?;
        file.as_file().sync_all()?;
        file.persist(&place).map_err(|error| error.error)
    });
    written.map(drop).map_err(|source| FolderError::write(&place, source))
}

/// A temporary file that others may read once it has its name; it vanishes
/// unless it gets one.
pub(super) fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
