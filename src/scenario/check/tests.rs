//! What the user sees of each kind of fault: small overlays on a built-in.

mod assessment;
mod calendar;
mod city;
mod exceptions;
mod names;
mod naming;
mod parties;
mod platforms;
mod regimes;
mod roles;
mod rosters;
mod scenario;
mod size;

use super::check;
use crate::scenario::study::Scenario;
use crate::scenario::tests::languages;
use crate::scenario::{Loaded, Options, Source, builtin, load_checked};

/// A role that files and does nothing more.
const ROLE: &str = r#"title_zh = "x"
employer = "district"
tier = "district"
powers = ["file"]
staffing = "1 per district"
hours = "always"
week = "40 h"
wage = "1 yuan/year"
admin_share = 0
overrun = "0 h"
discipline = "fifo"
desk_work = { fixed = "1 h" }
travel = { fixed = "1 h" }
site_work = { fixed = "1 h" }
delivery = { fixed = "1 h" }
accuracy = 1
refusal = 0
quality = 1
vigilance = 1
merges = 0
patience = 6
"#;

/// The faults of a file, or the warnings if there are no others.
fn faults_of(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let main = folder.path().join("main.toml");
    std::fs::write(&main, text).unwrap();
    std::fs::write(folder.path().join("role.toml"), ROLE).unwrap();
    let options = Options { provenance: false };
    let faults = match load_checked::<Scenario>(&Source::Path(main), &[], options, check) {
        Ok(loaded) => loaded.warnings,
        Err(faults) => faults,
    };
    languages::told(&faults).replace(&format!("{}/", folder.path().display()), "")
}

/// The faults of a city under unit grids with something laid over it.
fn over(overlay: &str) -> String {
    faults_of(&format!("extends = \"beijing-dongcheng-2004\"\n{overlay}\n"))
}

/// The faults of a scenario that consists of nothing else.
fn bare(parts: &str) -> String {
    let run = "[run]\ndays = \"1 d\"\nwarm_up = \"0 d\"\nfollow_up = \"1 d\"\n";
    let head = "title = \"x\"\ntitle_zh = \"x\"\nstart = \"2004-10-01\"\n";
    faults_of(&format!("{head}{parts}\n{run}replications = 1\nseed = 1\n"))
}

#[test]
fn what_comes_with_the_program_is_without_fault_or_warning() {
    let is_whole = |name: &str| !name.contains('/') || name.starts_with("measures/");
    let scenarios = builtin::FILES.iter().filter(|(name, _)| is_whole(name));
    for (name, _) in scenarios {
        let loaded = load_checked(&Source::Builtin(name), &[], Options::default(), check);
        let loaded: Loaded<Scenario> = loaded.unwrap_or_else(|faults| panic!("{faults}"));
        assert!(loaded.warnings.sorted().is_empty(), "{name}: {}", loaded.warnings);
    }
}

#[test]
fn a_governance_model_in_which_nobody_works_is_odd_but_legitimate() {
    let (_, model) = builtin::find("models/dongcheng-base-2004").unwrap();
    let table: toml::Table = model.parse().unwrap();
    let idle = |role: &toml::Value| {
        format!("[[governance.roles]]\nid = {}\nstaffing = \"0 per district\"\n", role["id"])
    };
    let idle: String = table["roles"].as_array().unwrap().iter().map(idle).collect();
    let expected = "warning: governance.roles: no role has any staff
 --> main.toml:2:1
  |
2 | [[governance.roles]]
  | ^^^^^^^^^^^^^^^^^^^^";
    assert_eq!(faults_of(&format!("extends = \"traditional\"\n{idle}")), expected);
}
