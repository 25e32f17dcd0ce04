//! Whatever a file holds, it is read or refused; it never makes the program panic.

use proptest::prelude::*;

use super::*;
use crate::lang::Lang;

/// Reads bytes as a scenario; whether that worked.
fn survives(bytes: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("main.toml");
    std::fs::write(&path, bytes).unwrap();
    match load::<Town>(&Source::Path(path), &[], Options::default()) {
        Ok(_) => true,
        Err(faults) => !faults.to_string().is_empty() && !faults.render(Lang::Zh, true).is_empty(),
    }
}

const STATED: &str =
    "\n[provenance]\n\"**\" = { origin = \"assumed\", range = [\"0.5 x\", \"2 x\"] }\n";

#[test]
fn a_good_file_cut_short_anywhere_is_read_or_refused() {
    let text = format!("{GOOD}{STATED}");
    for end in 0..text.len() {
        assert!(survives(&text.as_bytes()[..end]), "cut at {end}");
    }
}

#[test]
fn a_good_file_with_any_byte_dropped_or_broken_is_read_or_refused() {
    let text = format!("{GOOD}{STATED}").into_bytes();
    for index in 0..text.len() {
        let mut dropped = text.clone();
        dropped.remove(index);
        assert!(survives(&dropped), "without byte {index}");
        let mut broken = text.clone();
        broken[index] = 0xff;
        assert!(survives(&broken), "byte {index} broken");
    }
}

#[test]
fn deep_nesting_is_refused() {
    for text in ["a.".repeat(100_000) + "a = 1", "a = ".to_owned() + &"[".repeat(100_000)] {
        assert!(survives(text.as_bytes()));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(survives(&bytes));
    }

    #[test]
    fn any_value_is_read_or_refused(value in "\\PC{0,30}", key in 0..6_usize) {
        let key = ["ground", "residents", "open", "role", "share", "role.guard.staffing"][key];
        let set = format!("{key}={value}");
        let folder = folder(&[("main.toml", GOOD)]);
        let source = Source::Path(folder.path().join("main.toml"));
        if let Err(faults) = load::<Town>(&source, &[set], RELAXED) {
            prop_assert!(!faults.to_string().is_empty());
        }
    }

    #[test]
    fn any_argument_is_taken_or_refused(argument in "\\PC{0,30}") {
        let folder = folder(&[("main.toml", GOOD)]);
        let source = Source::Path(folder.path().join("main.toml"));
        if let Err(faults) = load::<Town>(&source, &[argument], RELAXED) {
            prop_assert!(!faults.to_string().is_empty());
        }
    }
}
