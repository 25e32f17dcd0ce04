//! Names the program by a digest of what it is built from, so that a finished study is not
//! taken for that of another program of the same version.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// What the program is built from.
const SOURCES: [&str; 4] = ["src", "assets", "scenarios", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        list(Path::new(source), &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        // The same on systems that write paths and ends of lines in another way.
        let name: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
        let text: Vec<u8> = fs::read(&file)?.into_iter().filter(|byte| *byte != b'\r').collect();
        digest.update(format!("{} {}\n", name.join("/"), text.len()));
        digest.update(text);
    }
    let mut name = String::new();
    for byte in digest.finalize() {
        write!(name, "{byte:02x}").map_err(io::Error::other)?;
    }
    println!("cargo::rustc-env=GRIDGOV_PROGRAM={name}");
    Ok(())
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        list(&entry?.path(), files)?;
    }
    Ok(())
}
