//! What was asked: it names a study, and the folder that holds it.

use std::collections::BTreeMap;
use std::path::Path;

use super::failure::Failure;
use crate::lang::{Text, text};
use crate::report::folder::{OutputFolder, Prepared};
use crate::report::manifest::{Manifest, digest_of};

/// The digest of the sources that the program is built from.
const PROGRAM: &str = env!("GRIDGOV_PROGRAM");

/// What was asked of which program, and of what inputs.
pub(super) struct Asked<'p> {
    /// The command line, the name of the program first.
    pub command: &'p [String],
    /// Every file that goes in, with its text.
    pub inputs: Vec<(String, String)>,
    pub seed: u64,
}

impl Asked<'_> {
    /// The folder for the files, or none if what is asked stands there complete.
    pub(super) fn folder(&self, path: &Path, force: bool) -> Result<Option<OutputFolder>, Failure> {
        Ok(match OutputFolder::prepare(path, &self.key(), force)? {
            Prepared::Fresh(folder) => Some(*folder),
            Prepared::Complete => None,
        })
    }

    /// The manifest of its files.
    pub(super) fn manifest(&self) -> Manifest {
        let arguments = self.arguments().into_iter();
        Manifest {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            program: PROGRAM.to_owned(),
            command: ["gridgov"].into_iter().chain(arguments).map(str::to_owned).collect(),
            seed: self.seed,
            inputs: self.digests(),
            ..Manifest::default()
        }
    }

    /// The digest that names the study: of its program, what was asked, and what goes in.
    fn key(&self) -> String {
        let mut text = format!("gridgov {PROGRAM}\n");
        let asked = self.arguments().into_iter().map(|argument| format!("{argument:?}\n"));
        let inputs = self.digests().into_iter().map(|(name, of)| format!("{name:?} {of}\n"));
        text.extend(asked.chain(inputs));
        digest(&text)
    }

    /// The command without what cannot change a result.
    fn arguments(&self) -> Vec<&str> {
        let mut asked = Vec::new();
        let mut arguments = self.command.iter().skip(1).map(String::as_str);
        while let Some(argument) = arguments.next() {
            match argument {
                "--threads" | "-o" | "--out" | "--format" => {
                    arguments.next();
                }
                "--force" | "--quiet" => {}
                _ if ["--threads=", "--out=", "--format=", "-o"]
                    .iter()
                    .any(|flag| argument.starts_with(flag)) => {}
                _ => asked.push(argument),
            }
        }
        asked
    }

    fn digests(&self) -> BTreeMap<String, String> {
        self.inputs.iter().map(|(name, text)| (name.clone(), digest(text))).collect()
    }
}

/// That everything stands in a folder already.
pub(super) fn complete(path: &Path) -> Text {
    let name = path.display();
    text!("{name}: complete, verified", "{name}：已完成，已校验")
}

fn digest(text: &str) -> String {
    digest_of(text.as_bytes()).unwrap_or_default()
}
