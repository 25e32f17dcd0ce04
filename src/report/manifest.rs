//! What a finished folder holds, with digests: `manifest.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::lang::{Text, text};

/// Where the manifest of a finished folder stands.
pub const MANIFEST_NAME: &str = "manifest.json";

/// Which study a folder holds, and the digest of every file that belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the program.
    pub version: String,
    /// The digest of the sources that the program was built from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub program: String,
    /// The command line.
    pub command: Vec<String>,
    /// The root seed.
    pub seed: u64,
    /// The digest that names the study: of program, command and inputs.
    pub key: String,
    /// SHA-256 of each input, by name.
    pub inputs: BTreeMap<String, String>,
    /// SHA-256 of each output, by its name within the folder.
    pub outputs: BTreeMap<String, String>,
    /// Outputs that may differ from run to run, such as timings.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub undigested: BTreeSet<String>,
}

/// An output that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The file is not there.
    Missing(String),
    /// The file is there with another content.
    Changed(String),
}

impl Mismatch {
    /// What is not as written, in words.
    #[must_use]
    pub fn told(&self) -> Text {
        match self {
            Self::Missing(name) => text!("{name} is missing", "缺少 {name}"),
            Self::Changed(name) => text!("{name} has changed", "{name} 已被改动"),
        }
    }
}

impl Manifest {
    /// Reads the manifest in a folder, if there is one.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a manifest of this program.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        Self::read_from(&folder.join(MANIFEST_NAME))
    }

    /// Reads a manifest from a file, if there is one.
    pub(super) fn read_from(path: &Path) -> io::Result<Option<Self>> {
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let manifest: Self = serde_json::from_slice(&text)?;
        if let Some(name) = manifest.names().find(|name| !stays_inside(name)) {
            let message = format!("it lists {name:?}, which is not in the folder");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(Some(manifest))
    }

    /// All files that belong to the study, digested or not.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.outputs.keys().chain(&self.undigested).map(String::as_str)
    }

    /// The outputs in a folder that are not as this manifest says.
    ///
    /// # Errors
    /// When a file is there but cannot be read.
    pub fn verify(&self, folder: &Path) -> io::Result<Vec<Mismatch>> {
        let mut found = Vec::new();
        for (name, expected) in &self.outputs {
            match File::open(folder.join(name)).and_then(digest_of) {
                Ok(digest) if digest == *expected => {}
                Ok(_) => found.push(Mismatch::Changed(name.clone())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    found.push(Mismatch::Missing(name.clone()));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// The manifest as it is written: pretty JSON and a newline.
    pub(super) fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }
}

/// Whether a name is a plain relative path that cannot leave the folder.
pub(super) fn stays_inside(name: &str) -> bool {
    let mut parts = Path::new(name).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// SHA-256 of what a reader yields, as lower-case hexadecimal.
///
/// # Errors
/// When it cannot be read.
pub fn digest_of(mut source: impl Read) -> io::Result<String> {
    let mut hashing = Digesting::new(io::sink());
    io::copy(&mut source, &mut hashing)?;
    Ok(hashing.finish())
}

/// Passes on what is written and digests it on the way.
pub(super) struct Digesting<W> {
    target: W,
    hasher: Sha256,
}

impl<W: Write> Digesting<W> {
    /// Digests what goes to this target.
    pub fn new(target: W) -> Self {
        Self { target, hasher: Sha256::new() }
    }

    /// The digest of all that was written.
    pub fn finish(self) -> String {
        self.hasher.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.target.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn digest(bytes: &[u8]) -> String {
        digest_of(bytes).expect("memory reads")
    }

    #[test]
    fn digests_are_those_of_fips_180() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest(b"abc"), abc);
    }

    #[test]
    fn every_file_that_differs_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["same", "changed"] {
            std::fs::write(folder.path().join(name), name).expect("it is written");
        }
        let outputs = ["same", "missing"].map(|name| (name.to_owned(), digest(name.as_bytes())));
        let mut manifest = Manifest { outputs: outputs.into(), ..Manifest::default() };
        manifest.outputs.insert("changed".into(), digest(b"before"));
        let found = manifest.verify(folder.path()).expect("all can be read");
        let told: Vec<Text> = found.iter().map(Mismatch::told).collect();
        let read = |lang| told.iter().map(|text| text.read(lang)).collect::<Vec<_>>();
        assert_eq!(read(Lang::En), ["changed has changed", "missing is missing"]);
        assert_eq!(read(Lang::Zh), ["changed 已被改动", "缺少 missing"]);
    }

    #[test]
    fn a_manifest_is_written_in_the_promised_form() {
        let manifest = Manifest {
            version: "0.1.0".into(),
            program: "cd".into(),
            command: vec!["run".into(), "city".into()],
            seed: 7,
            key: "ab".into(),
            inputs: [("city.toml".into(), "01".into())].into(),
            outputs: [("summary.json".into(), "02".into())].into(),
            undigested: BTreeSet::new(),
        };
        let text = manifest.to_json().expect("it is plain");
        assert_eq!(
            String::from_utf8_lossy(&text),
            r#"{
  "version": "0.1.0",
  "program": "cd",
  "command": [
    "run",
    "city"
  ],
  "seed": 7,
  "key": "ab",
  "inputs": {
    "city.toml": "01"
  },
  "outputs": {
    "summary.json": "02"
  }
}
"#
        );
    }
}
