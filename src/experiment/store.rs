//! What a study has finished so far, kept where an interruption does not reach it.
//!
//! Each finished replication is added to a file at once, as a frame of its length, its digest and
//! itself. A process begins a file of its own, so that it never writes behind what another
//! left half written. Whoever goes on with the study takes the frames of all files up to the
//! first damaged one of each; what is missing is run again. Numbers come back to the last bit.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The folder within an output folder that holds what is finished of an unfinished study.
pub const WORKING: &str = ".gridgov-working";

/// Bytes before what a frame holds: its length and its digest.
const FRAME_HEAD: usize = 8 + 32;

/// Bytes that the frame of a key has at most.
const LONGEST_KEY: u64 = 4096;

/// What a kept result is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The part of the study, such as its pilot.
    pub part: String,
    /// Place of the scenario.
    pub scenario: u64,
    /// Number of the replication.
    pub replication: u64,
}

/// Finished replications of one study.
#[derive(Debug)]
pub struct Store {
    /// The file of this process.
    path: PathBuf,
    study_key: String,
    /// None until there is something to keep.
    file: Mutex<Option<File>>,
    kept: Mutex<BTreeMap<Entry, Vec<u8>>>,
    found: usize,
}

/// A result that could not be kept.
#[derive(Debug)]
pub struct StoreError {
    /// The file or folder.
    pub path: PathBuf,
    /// The reason of the system.
    pub source: io::Error,
}

impl Store {
    /// The key of the study that a folder holds something of.
    pub fn study_in(folder: &Path) -> Option<String> {
        let mut bytes = Vec::new();
        let file = File::open(folder.join(name(1))).ok()?;
        file.take(LONGEST_KEY).read_to_end(&mut bytes).ok()?;
        String::from_utf8(unframe(&bytes)?.0.to_vec()).ok()
    }

    /// Opens what a folder holds of the study with this key; what it holds of others, and what
    /// is damaged, counts as not there. The folder is made when there is something to keep.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn open(folder: &Path, study_key: &str) -> Result<Self, StoreError> {
        let (mut kept, mut segment) = (BTreeMap::new(), 1);
        let mut path = folder.join(name(segment));
        while path.exists() {
            let bytes = fs::read(&path);
            let bytes = bytes.map_err(|source| StoreError { path: path.clone(), source })?;
            kept.extend(entries(&bytes, study_key));
            segment += 1;
            path = folder.join(name(segment));
        }
        let (study_key, file, found) = (study_key.to_owned(), Mutex::new(None), kept.len());
        Ok(Self { path, study_key, file, kept: Mutex::new(kept), found })
    }

    /// How many finished replications it held when it was opened.
    pub fn found(&self) -> usize {
        self.found
    }

    /// What was kept of this, once.
    pub(super) fn recall<T: DeserializeOwned>(&self, entry: &Entry) -> Option<T> {
        let bytes = unpoisoned(&self.kept).remove(entry)?;
        postcard::from_bytes(&bytes).ok()
    }

    /// Keeps something of no meaning.
    #[cfg(test)]
    pub(crate) fn keep_for_tests(&self) {
        let entry = Entry { part: "test".to_owned(), scenario: 0, replication: 0 };
        self.keep(&entry, &7_u64).expect("it is kept");
    }

    /// Keeps a result.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(super) fn keep<T: Serialize>(&self, entry: &Entry, result: &T) -> Result<(), StoreError> {
        let bytes = postcard::to_stdvec(entry).and_then(|bytes| postcard::to_extend(result, bytes));
        let written = bytes.map_err(io::Error::other).and_then(|bytes| self.add(&bytes));
        written.map_err(|source| StoreError { path: self.path.clone(), source })
    }

    /// Adds a frame to the file of this process, which begins with the key of the study.
    fn add(&self, bytes: &[u8]) -> io::Result<()> {
        let mut begun = unpoisoned(&self.file);
        if let Some(file) = begun.as_mut() {
            return file.write_all(&frame(bytes));
        }
        self.path.parent().map_or(Ok(()), fs::create_dir_all)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(&self.path)?;
        file.write_all(&[frame(self.study_key.as_bytes()), frame(bytes)].concat())?;
        *begun = Some(file);
        Ok(())
    }
}

/// The file that the process at this place of the row writes.
fn name(segment: usize) -> String {
    format!("finished-{segment}")
}

/// What a panic elsewhere left behind is whole: each change is one call.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Bytes as they are written: their length, their digest, themselves.
fn frame(bytes: &[u8]) -> Vec<u8> {
    let length = (bytes.len() as u64).to_le_bytes();
    [&length[..], &Sha256::digest(bytes), bytes].concat()
}

/// What the first frame holds, and the rest; none where it is cut short or damaged.
fn unframe(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, rest) = bytes.split_at_checked(FRAME_HEAD)?;
    let (length, digest) = head.split_at_checked(8)?;
    let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
    let (inner, rest) = rest.split_at_checked(length)?;
    (Sha256::digest(inner)[..] == *digest).then_some((inner, rest))
}

/// The results in a file of this study, up to the first damaged frame.
fn entries(bytes: &[u8], study_key: &str) -> Vec<(Entry, Vec<u8>)> {
    let mut found = Vec::new();
    let Some((key, mut rest)) = unframe(bytes) else { return found };
    while let Some((inner, after)) = unframe(rest).filter(|_| key == study_key.as_bytes()) {
        if let Ok((entry, result)) = postcard::take_from_bytes(inner) {
            found.push((entry, result.to_vec()));
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{CityOutcome, Outcome, RoleHours};
    use crate::lang::Text;
    use crate::metrics::indicator::Value;
    use crate::metrics::streets::StreetDay;
    use crate::metrics::tally::{CategoryCases, DayCounts};
    use crate::simulation::record::DayState;

    fn entry(replication: u64) -> Entry {
        Entry { part: "main".to_owned(), scenario: 1, replication }
    }

    /// A store in which these replications were kept.
    fn kept(folder: &Path, key: &str, replications: std::ops::Range<u64>) {
        let store = Store::open(folder, key).expect("it opens");
        for replication in replications {
            store.keep(&entry(replication), &(replication as f64)).expect("it is kept");
        }
    }

    /// The replications that a store still knows.
    fn recalled(folder: &Path, key: &str) -> Vec<u64> {
        let store = Store::open(folder, key).expect("it opens");
        let known = |n: &u64| store.recall::<f64>(&entry(*n)) == Some(*n as f64);
        (0..20).filter(known).collect()
    }

    #[test]
    fn what_is_kept_is_found_again_by_the_same_study_alone() {
        let place = tempfile::tempdir().expect("a folder");
        kept(place.path(), "key", 0..3);
        assert_eq!(recalled(place.path(), "key"), [0, 1, 2]);
        assert_eq!(Store::study_in(place.path()).as_deref(), Some("key"));
        assert_eq!(Store::study_in(&place.path().join("nowhere")), None);
        assert_eq!(recalled(place.path(), "other"), [0; 0]);
        kept(place.path(), "key", 5..6);
        assert_eq!(recalled(place.path(), "key"), [0, 1, 2, 5]);
    }

    /// An outcome of numbers that careless formats lose.
    fn strange() -> Outcome {
        let value = |value| Ok(Value { value, censored_share: Some(f64::from_bits(1)) });
        let state = DayState { standing: u32::MAX, norm: 0.1 + 0.2, ..DayState::default() };
        let city = CityOutcome {
            days: vec![DayCounts { state, reports: 3, ..DayCounts::default() }; 2],
            unsolved: vec![1.0 - f64::EPSILON, f64::MAX, f64::NAN],
            stages: vec![f64::MIN_POSITIVE, -1e-300],
            roles: vec![RoleHours { load: 1.0 / 3.0, ..RoleHours::default() }],
            burden: vec![i128::MAX, i128::MIN, -1].into(),
            grids: vec![Some(-0.0), None, Some(1e-310)],
            streets: vec![vec![StreetDay { standing: 3, ..StreetDay::default() }]].into(),
            cases: vec![CategoryCases { handoffs: 3, ..CategoryCases::default() }; 2].into(),
            potentials: (u64::MAX, 7),
        };
        let none = Err(Text::new("no case was opened", "没有案件"));
        Outcome { readings: vec![value(-0.0), value(0.3), none], city: Some(city), cases: 5 }
    }

    #[test]
    fn an_outcome_comes_back_to_the_last_bit() {
        let place = tempfile::tempdir().expect("a folder");
        let outcome = strange();
        Store::open(place.path(), "key")
            .and_then(|store| store.keep(&entry(0), &outcome))
            .expect("it is kept");
        let store = Store::open(place.path(), "key").expect("it opens");
        let back = store.recall::<Outcome>(&entry(0)).expect("it is there");
        assert_eq!(format!("{back:?}"), format!("{outcome:?}"));
        let bytes = |outcome: &Outcome| postcard::to_stdvec(outcome).expect("bytes");
        assert_eq!(bytes(&back), bytes(&outcome));
    }

    /// Whichever byte is wrong or wherever the file ends, what stands before is good and nothing
    /// wrong is taken.
    #[test]
    fn a_damaged_frame_ends_what_is_taken() {
        let place = tempfile::tempdir().expect("a folder");
        kept(place.path(), "key", 0..3);
        let file = place.path().join(name(1));
        let whole = fs::read(&file).expect("a file");
        let firsts = |n: usize| (0..n as u64).collect::<Vec<_>>();
        for at in 0..whole.len() {
            let mut bent = whole.clone();
            bent[at] ^= 0x10;
            for bytes in [bent, whole[..at].to_vec()] {
                let taken = entries(&bytes, "key");
                let numbers: Vec<u64> = taken.iter().map(|(entry, _)| entry.replication).collect();
                assert_eq!(numbers, firsts(taken.len()), "byte {at}");
                assert!(taken.len() < 3, "byte {at}");
            }
        }
        assert_eq!(entries(&whole, "key").len(), 3);
    }
}
