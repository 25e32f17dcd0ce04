//! Chinese is for people: files for programs are the same in both languages.

use std::fs;
use std::path::Path;
use std::process::Command;

const SHORT: [&str; 7] = ["--days", "7", "--warm-up", "1", "--replications", "2", "--quiet"];

/// What a command prints in a language.
fn said(command: &[&str], lang: &str, folder: &Path) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_gridgov"))
        .args(command)
        .args(SHORT)
        .args(["--lang", lang, "-o", lang])
        .current_dir(folder)
        .output()
        .expect("the program starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}

/// Whether a file is for people, or tells of the command.
fn depends_on_language(name: &str) -> bool {
    let ends = [".svg", ".png", ".html", "manifest.json", "timing.json"];
    ends.iter().any(|end| name.ends_with(end))
}

#[test]
fn a_comparison_in_chinese_has_chinese_tables_and_the_same_numbers() {
    let place = tempfile::tempdir().expect("a folder");
    let command = ["compare", "traditional", "beijing-dongcheng-2004"];
    let [en, zh] = ["en", "zh"].map(|lang| said(&command, lang, place.path()));
    for heading in ["主要指标", "岗位与经费", "每千人问题日", "[1] 按各自编制", "万米单元网格"]
    {
        assert!(zh.contains(heading), "{heading} is not in {zh}");
    }
    for heading in ["Primary endpoints", "problem_days_per_1000", "n/a"] {
        assert!(en.contains(heading) && !zh.contains(heading), "{heading}");
    }
    let mut same = 0;
    for entry in fs::read_dir(place.path().join("en")).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        let [en, zh] =
            ["en", "zh"].map(|lang| fs::read(place.path().join(lang).join(&name)).expect("a file"));
        if !name.ends_with("timing.json") {
            assert_eq!(en != zh, depends_on_language(&name), "{name}");
        }
        same += usize::from(en == zh);
    }
    assert!(same > 6, "{same} files");
}

#[test]
fn json_is_the_same_in_both_languages() {
    let place = tempfile::tempdir().expect("a folder");
    let command = ["run", "traditional", "--format", "json"];
    let [en, zh] = ["en", "zh"].map(|lang| said(&command, lang, place.path()));
    assert!(en.contains("this governance model sets no deadlines"), "{en}");
    assert_eq!(en, zh);
}
