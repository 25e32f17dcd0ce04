//! Tests of the language as a whole, with a small institution of its own.

use super::*;
use crate::time::Span;

record! {
    /// A city and those who serve it.
    pub struct Town {
        /// Its name.
        pub title: String,
        /// Ground \[m²\].
        pub ground: Area in 1e4..=1e9,
        /// Residents.
        pub residents: Count,
        /// Where they work.
        pub open: Option<WeeklyHours>,
        /// The roles.
        pub role: Keyed<Role>,
        /// Shares by name.
        pub share: Option<Map<Share>>,
        /// The seed.
        pub seed: Option<Chosen<Count>>,
    }
}

record! {
    /// A role.
    pub struct Role {
        /// Its id.
        pub id: Name,
        /// How many.
        pub staffing: Per,
        /// How they choose.
        pub discipline: Option<Discipline>,
        /// How long their work takes.
        pub work: Option<Work> in 0.0..=8.64e7,
        /// Weights by hour.
        pub weights: Option<Vec<Number>> in 0.0..=2.0,
    }
}

choice! {
    /// Which case is taken first.
    pub enum Discipline {
        /// First come, first served.
        Fifo = "fifo",
        /// Most urgent deadline first.
        Urgent = "urgent",
    }
}

variant! {
    /// A time drawn anew.
    pub enum Work {
        /// Always the same.
        Fixed(Span) = "fixed",
        /// Lognormal.
        Lognormal(Lognormal) = "lognormal",
    }
}

record! {
    /// A lognormal time.
    pub struct Lognormal {
        /// Median.
        pub median: Span,
        /// 90th percentile.
        pub p90: Span,
    }
}

mod faults;
mod files;
pub(super) mod languages;
mod provenance;
mod quantities;
mod robustness;

/// Writes files into a fresh folder.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const RELAXED: Options = Options { provenance: false };

/// Loads `main.toml` of these files; faults as text, without the folder.
fn load_files<T: Read>(
    files: &[(&str, &str)],
    sets: &[&str],
    options: Options,
) -> Result<Loaded<T>, String> {
    let folder = folder(files);
    let source = Source::Path(folder.path().join("main.toml"));
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    load(&source, &sets, options).map_err(|faults| {
        languages::told(&faults).replace(&format!("{}/", folder.path().display()), "")
    })
}

fn read_town(text: &str) -> Result<Town, String> {
    load_files(&[("main.toml", text)], &[], RELAXED).map(|loaded| loaded.value)
}

/// The faults of a text that has some.
fn faults_of(text: &str) -> String {
    read_town(text).err().unwrap_or_else(|| "no faults".to_owned())
}

const GOOD: &str = r#"title = "Test town 测试"
ground = "2 km2"
residents = 12_000
open = "Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00"
seed = 0

[share]
calls = "35 %"
walk-ins = 0.2

[[role]]
id = "guard"
staffing = "1 per 0.18 km2"
discipline = "urgent"
work = { lognormal = { median = "2 h", p90 = "6 h" } }

[[role]]
id = "clerk"
staffing = "2 per community"
work = { fixed = "30 min" }
weights = [0.5, 1, 1.5]
"#;

#[test]
fn a_good_file_is_read() {
    let town = read_town(GOOD).unwrap();
    assert_eq!(town.title, "Test town 测试");
    assert_eq!(town.ground, Area(2e6));
    assert_eq!(town.residents, Count(12_000));
    assert_eq!(town.seed, Some(Chosen(Count(0))));
    assert_eq!(town.share.unwrap()["calls"].value, Share(0.35));
    let guard = town.role.get("guard").unwrap();
    assert_eq!(guard.staffing, Per { count: 1.0, basis: Basis::Area, amount: 180_000.0 });
    assert_eq!(guard.discipline, Some(Discipline::Urgent));
    let median = Span::HOUR * 2;
    let lognormal = Lognormal { median, p90: Span::HOUR * 6 };
    assert_eq!(guard.work, Some(Work::Lognormal(lognormal)));
    assert_eq!(town.role[1].weights, Some(vec![Number(0.5), Number(1.0), Number(1.5)]));
    assert_eq!(town.role.position("clerk"), Some(1));
}

#[test]
fn a_shape_holds_what_the_declaration_says() {
    let Shape::Record { name, fields, .. } = Town::shape() else { panic!("a record") };
    assert_eq!(name, "Town");
    assert_eq!(fields[1].doc.trim(), "Ground \\[m²\\].");
    assert_eq!(fields[1].range, Some((1e4, 1e9)));
    assert!(fields[1].required && !fields[3].required);
    let Shape::Keyed(role) = (fields[4].shape)() else { panic!("a keyed list") };
    let Shape::Record { fields, .. } = *role else { panic!("a record") };
    let Shape::Choice { words, .. } = (fields[2].shape)() else { panic!("a choice") };
    assert_eq!(words[0], ("fifo", " First come, first served.\n"));
}
