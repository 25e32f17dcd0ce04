//! Whatever is wrong with a file, it is refused with the place of the fault; nothing panics.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gridgov::lang::Lang;
use gridgov::rng::mix;
use gridgov::scenario::check::check;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Options, Source, builtin, load_checked};

/// What a user is told of a file that cannot be used; nothing of one that can.
fn refusal(path: &Path) -> String {
    refusal_in(Lang::En, path)
}

fn refusal_in(lang: Lang, path: &Path) -> String {
    let source = Source::Path(path.to_owned());
    match load_checked::<Scenario>(&source, &[], Options::default(), check) {
        Ok(_) => String::new(),
        Err(faults) => faults.render(lang, false),
    }
}

/// A folder with the files that come with the program.
fn shipped() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in builtin::FILES {
        let path = file(&folder, name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn file(folder: &tempfile::TempDir, name: &str) -> PathBuf {
    folder.path().join(name).with_added_extension("toml")
}

/// A scenario that lays something over one that comes with the program.
fn over(overlay: &str) -> Vec<u8> {
    format!("extends = \"beijing-dongcheng-2004\"\n{overlay}\n").into_bytes()
}

/// Broken files, each with what must be said of it.
fn broken() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let category = |what: &str| over(&format!("[[city.categories]]\nid = \"greenery\"\n{what}"));
    vec![
        ("unit", over("city.area = \"25 km\""), "\"25 km\" is a length; an area is expected"),
        ("key", over("city.resident = 5"), "did you mean `residents`?"),
        ("negative", category("incidence = \"-1 per km2 day\""), "is out of range; from 0"),
        ("probability", category("lasting = 1.2"), "1.2 is out of range; from 0 to 1 is allowed"),
        ("circle", b"extends = \"circle\"".to_vec(), "files extend each other in a circle"),
        (
            "twice",
            over("[[governance.channels]]\nid = \"x\"\n[[governance.channels]]\nid = \"x\""),
            "the id \"x\" is taken, at ",
        ),
        ("latin", b"title = \"caf\xe9\"".to_vec(), "not UTF-8 text from here on"),
        (
            "ownerless",
            category("owners = { greening = 0, property = 0 }"),
            "greenery.owners: this category is",
        ),
        ("nan", category("severity = nan"), "nan is not finite; from 0 to 10000 is allowed"),
        ("infinite", category("severity = inf"), "inf is not finite"),
        ("overflow", category("severity = 1e999"), "1e999 is not finite"),
        ("integer", over("city.blocks = 99999999999999999999999999"), "is out of range"),
        ("astronomic", over(&format!("city.blocks = {}", "9".repeat(60))), "too large a number"),
        ("empty", Vec::new(), "run: missing"),
        ("no-such-base", b"extends = \"beijing-2004\"".to_vec(), "no built-in `beijing-2004`"),
    ]
}

fn write(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = file(folder, name);
    fs::write(&path, bytes).expect("a file");
    path
}

/// Whether a text names a file with line and column.
fn holds_a_place(text: &str) -> bool {
    text.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).any(|place| {
        let mut numbers = place.rsplit(':');
        numbers.by_ref().take(2).all(|number| number.parse::<u32>().is_ok())
    })
}

#[test]
fn a_broken_file_is_refused_with_the_place_and_the_reason() {
    let folder = shipped();
    for (name, bytes, reason) in broken() {
        let text = refusal(&write(&folder, name, &bytes));
        assert!(text.contains(reason), "{name}: {text}");
        assert!(holds_a_place(&text), "{name}: {text}");
    }
}

/// Messages and help are Chinese; places, lines and marks are as in English.
#[test]
fn a_broken_file_is_refused_in_chinese_at_the_same_places() {
    let folder = shipped();
    let is_message = |line: &&str| !line.starts_with(|c: char| c == ' ' || c.is_ascii_digit());
    let shown = |text: &str| -> Vec<String> {
        let lines =
            text.lines().filter(|line| !is_message(line) && !line.trim_start().starts_with("= "));
        lines.map(str::to_owned).collect()
    };
    for (name, bytes, _) in broken() {
        let path = write(&folder, name, &bytes);
        let (en, zh) = (refusal_in(Lang::En, &path), refusal_in(Lang::Zh, &path));
        assert_eq!(shown(&en), shown(&zh), "{name}");
        let messages: Vec<&str> = zh.lines().filter(is_message).filter(|l| !l.is_empty()).collect();
        assert!(!messages.is_empty(), "{name}");
        for message in messages {
            let (label, rest) = message.split_once(": ").expect("a label");
            assert!(["错误", "警告"].contains(&label), "{name}: {message}");
            let is_chinese = rest.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(is_chinese, "{name}: {message}");
        }
        assert!(!zh.contains("= help"), "{name}: {zh}");
    }
}

#[test]
fn what_is_no_file_is_refused_by_its_name() {
    let folder = shipped();
    let huge = write(&folder, "huge", b"");
    fs::File::create(&huge).expect("a file").set_len(100_000_000).expect("a long file");
    let missing = file(&folder, "missing");
    for (path, reason) in [
        (missing.as_path(), "missing.toml: there is no such file"),
        (folder.path(), "is a folder, not a file"),
        (huge.as_path(), "huge.toml is larger than 4 MiB, too large a scenario"),
    ] {
        let text = refusal(path);
        let name = path.file_name().expect("a name").to_string_lossy();
        assert!(text.contains(reason) && text.contains(&*name), "{text}");
    }
}

#[test]
fn the_program_says_the_same_and_ends_with_status_2() {
    let folder = shipped();
    for (name, bytes, _) in broken() {
        let path = write(&folder, name, &bytes);
        let output = Command::new(env!("CARGO_BIN_EXE_gridgov")).arg("check").arg(&path).output();
        let output = output.expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(&refusal(&path)), "{name}: {said}");
        assert!(output.stdout.is_empty(), "{name}");
    }
}

#[test]
fn a_warning_goes_to_standard_error_and_stops_nothing() {
    let folder = shipped();
    let path = write(&folder, "odd", &over("governance.accounting.platform = []"));
    let output = Command::new(env!("CARGO_BIN_EXE_gridgov")).arg("check").arg(&path).output();
    let output = output.expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.starts_with("warning: governance.accounting.platform: ") && said.ends_with("^^\n")
    );
}

/// Cuts a file short and sees that what is left of it is used or refused at a place in it.
fn cut_short(
    folder: &tempfile::TempDir,
    name: &str,
    root: &str,
    ends: impl Iterator<Item = usize>,
) {
    let (_, text) = builtin::find(name).expect("a built-in");
    for end in ends {
        let path = write(folder, name, &text.as_bytes()[..end]);
        let text = refusal(&file(folder, root));
        assert!(text.is_empty() || holds_a_place(&text), "{name} cut at {end}: {text}");
        fs::remove_file(path).expect("the file is there");
    }
    write(folder, name, text.as_bytes());
}

#[test]
fn a_small_file_cut_short_at_any_byte_is_used_or_refused() {
    let folder = shipped();
    for name in ["reference-jackson-200", "models/traditional"] {
        let (_, text) = builtin::find(name).expect("a built-in");
        let root = if name.starts_with("models") { "traditional" } else { name };
        cut_short(&folder, name, root, 0..text.len());
    }
}

#[test]
fn a_large_file_cut_short_at_some_bytes_is_used_or_refused() {
    let folder = shipped();
    for (nth, name) in
        ["cities/dongcheng-2004", "categories/urban-2004", "models/dongcheng-base-2004"]
            .into_iter()
            .enumerate()
    {
        let (_, text) = builtin::find(name).expect("a built-in");
        let ends = (0..100).map(|i| mix(1000 * nth as u64 + i) as usize % text.len());
        cut_short(&folder, name, "traditional", ends);
    }
}
