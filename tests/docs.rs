//! What the documents say of the program is what the program says.
//!
//! A part of a document between `<!-- NAME -->` and `<!-- end NAME -->` is made from
//! the source. When one of these tests fails, it prints the text to put there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gridgov::metrics::indicator::{self, Better, Indicator};
use gridgov::metrics::network;
use gridgov::scenario::provenance::Origin;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Options, Source, builtin, load};

/// Built-in scenarios of a governed city.
const SCENARIOS: [&str; 2] = ["traditional", "beijing-dongcheng-2004"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Asserts that a part of a document says this.
#[track_caller]
fn says(document: &str, part: &str, expected: &str) {
    let text = text(document);
    let found = text
        .split_once(&format!("<!-- {part} -->\n"))
        .and_then(|(_, rest)| rest.split_once(&format!("<!-- end {part} -->")))
        .map(|(inner, _)| inner.trim());
    assert!(
        found == Some(expected.trim()),
        "{document}: the part `{part}` is out of date; put there:\n\n{expected}"
    );
}

fn direction(better: Better) -> &'static str {
    match better {
        Better::Lower => "less",
        Better::Higher => "more",
        Better::Neutral => "–",
    }
}

fn row(indicator: &Indicator) -> String {
    let id = if indicator.is_primary() {
        format!("**`{}`**", indicator.id)
    } else {
        format!("`{}`", indicator.id)
    };
    let twin = indicator.twin.map(|twin| format!(" True twin: `{twin}`.")).unwrap_or_default();
    let Indicator { zh, unit, formula, .. } = indicator;
    format!("| {id} | {zh} | {unit} | {formula}.{twin} | {} |\n", direction(indicator.better))
}

#[test]
fn the_table_of_indicators_is_the_registry() {
    let mut table = "| id | 中文 | unit | formula | better |\n|---|---|---|---|---|\n".to_owned();
    indicator::all().for_each(|indicator| table += &row(indicator));
    says("docs/indicators.md", "registry", &table);
}

#[test]
fn the_table_of_the_skeleton_network_is_its_registry() {
    let mut table = "| id | 中文 | unit | better |\n|---|---|---|---|\n".to_owned();
    for measure in network::ALL {
        let better = direction(measure.better);
        writeln!(table, "| `{}` | {} | {} | {better} |", measure.id, measure.zh, measure.unit)
            .expect("text grows");
    }
    says("docs/indicators.md", "network", &table);
}

/// How many numbers of a built-in scenario came to be in each way.
fn origins(scenario: &str) -> BTreeMap<Origin, usize> {
    let source = Source::from_argument(scenario).expect("a built-in");
    let loaded = load::<Scenario>(&source, &[], Options { provenance: true }).expect("it is good");
    let mut counts = BTreeMap::new();
    for number in &loaded.provenance {
        *counts.entry(number.statement.origin).or_default() += 1;
    }
    counts
}

#[test]
fn the_shares_of_provenance_are_counted() {
    let words: Vec<&str> = Origin::ALL.iter().map(|origin| origin.word()).collect();
    let words = words.join(" | ");
    let mut table = format!("| scenario | numbers | {words} |\n|---|---|---|---|---|---|\n");
    for scenario in SCENARIOS {
        let counts = origins(scenario);
        let all: usize = counts.values().sum();
        write!(table, "| `{scenario}` | {all} |").expect("text grows");
        for origin in Origin::ALL {
            let count = counts.get(origin).copied().unwrap_or(0);
            let percent = 100.0 * count as f64 / all as f64;
            write!(table, " {count} ({percent:.1} %) |").expect("text grows");
        }
        table.push('\n');
    }
    says("docs/provenance.md", "shares", &table);
}

/// Lines of scenario files, with the space at their ends taken away.
fn lines_of_scenarios() -> Vec<&'static str> {
    builtin::FILES.iter().flat_map(|(_, text)| text.lines()).map(str::trim_end).collect()
}

#[test]
fn scenario_excerpts_in_the_readme_stand_in_a_scenario() {
    let readme = text("README.md");
    let known = lines_of_scenarios();
    let excerpts: Vec<&str> = readme.split("```toml\n").skip(1).collect();
    assert!(!excerpts.is_empty());
    for excerpt in excerpts {
        let (excerpt, _) = excerpt.split_once("```").expect("a fence is closed");
        for line in excerpt.lines().map(str::trim_end) {
            assert!(known.contains(&line), "README.md quotes what no scenario says: {line}");
        }
    }
}

/// Documents that a reader may be sent to.
fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "docs/decisions", "results"];
    let files =
        folders.iter().flat_map(|folder| std::fs::read_dir(path(folder)).expect("a folder"));
    let files = files.map(|entry| entry.expect("an entry").path());
    files.filter(|file| file.extension().is_some_and(|end| end == "md")).collect()
}

#[test]
fn documents_refer_to_what_exists() {
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("it is text");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = target.split('#').next().unwrap_or_default();
            // The figures of findings come when their numbers are filled in.
            let to_come = text.contains("{{") && target.starts_with("results/findings/");
            if target.is_empty() || target.contains("://") || to_come {
                continue;
            }
            let found = document.parent().is_some_and(|folder| folder.join(target).exists());
            assert!(found, "{}: there is no {target}", document.display());
        }
    }
}
