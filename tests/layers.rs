//! The house rules that a compiler does not know: which module may use which, and where some
//! words may stand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules in order: each may use those named before it, and none after it.
const LAYERS: [&str; 15] = [
    "lang",
    "time",
    "id",
    "rng",
    "dist",
    "duration",
    "stats",
    "scenario",
    "city",
    "governance",
    "simulation",
    "metrics",
    "experiment",
    "report",
    "cli",
];

/// Words and the only places they may stand, tests aside.
const ONLY_IN: [(&str, &[&str]); 8] = [
    ("rayon", &["src/experiment/run_all.rs", "src/experiment/selftest.rs", "src/cli/failure.rs"]),
    ("indicatif", &["src/cli/progress.rs"]),
    ("println!", &[]),
    ("plotters", &["src/report/plot"]),
    (
        "fs::",
        &[
            // What is finished of a study lies on the disk before there is anything to report.
            "src/experiment/store.rs",
            "src/report/copy.rs",
            "src/report/folder",
            "src/report/manifest.rs",
            "src/scenario/source.rs",
            "src/scenario/load.rs",
        ],
    ),
    ("Instant", &["src/cli/progress.rs"]),
    ("HashMap", &[]),
    ("unsafe", &[]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Code by path from the root, without comments, tests and what is only for tests.
fn code() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    sources(&root.join("src"), &mut paths);
    let is_test = |path: &str| path.contains("/tests/") || path.ends_with("/tests.rs");
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy();
            let text = fs::read_to_string(&path).expect("text");
            let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
            (name.into_owned(), lines.collect::<Vec<_>>().join("\n"))
        })
        .filter(|(path, _)| !is_test(path) && !path.ends_with("calibration.rs"))
        .collect()
}

/// The module a file belongs to, if it has a layer.
fn layer(path: &str) -> Option<usize> {
    let inside = path.strip_prefix("src/")?;
    let module = inside.split(['/', '.']).next()?;
    LAYERS.iter().position(|layer| *layer == module)
}

#[test]
fn a_module_uses_only_those_above_it() {
    for (path, text) in code() {
        let Some(place) = layer(&path) else {
            assert!(["src/lib.rs", "src/main.rs"].contains(&path.as_str()), "{path} has no layer");
            continue;
        };
        for (below, name) in LAYERS.iter().enumerate().skip(place + 1) {
            let uses = format!("crate::{name}::");
            assert!(!text.contains(&uses), "{path} uses {name} (layer {below}), which is below it");
        }
    }
}

#[test]
fn some_words_stand_in_one_place_alone() {
    for (path, text) in code() {
        for (word, places) in ONLY_IN {
            let allowed = places.iter().any(|place| path.starts_with(place));
            assert!(allowed || !text.contains(word), "{path} holds {word}");
        }
    }
}
