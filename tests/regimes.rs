//! A scenario that changes its regime, from the command line: its files, its tables, and the same
//! bytes from any number of threads.

mod program;

use std::fs;
use std::path::Path;

use program::{contents, err, gridgov, status};

/// Twelve blocks in three streets.
const PLAIN: &str = "extends = \"selftest/town\"\n\
    [city]\nblocks = 12\nstreets = 3\ncommunities = 3\n\
    [[governance.roles]]\nid = \"watch\"\nstaffing = \"5 per district\"\n\
    patrol = { speed = \"1 km/h\", sweep = \"10 m\" }\n";

/// Two of the streets lose their crew, one after the other.
const REGIMES: &str = "[[regimes]]\nid = \"idle\"\nfrom = \"8 d\"\n\
    streets = { listed = [1, 2] }\nsteps = 2\n\
    every = \"8 d\"\n[[regimes.overlay.roles]]\nid = \"crew\"\nstaffing = \"0 per district\"\n";

const PROVENANCE: &str = "[provenance]\n\
    \"city.*\" = { origin = \"assumed\", range = [\"1 x\", \"1 x\"] }\n\
    \"governance.roles.watch.**\" = { origin = \"assumed\", range = [\"1 x\", \"1 x\"] }\n";

/// Where the number of the change comes from.
const OF_REGIMES: &str = "\"regimes.idle.overlay.roles.crew.staffing\" = \
    { origin = \"assumed\", range = [\"1 x\", \"1 x\"] }\n";

fn town(folder: &Path) {
    let text = [PLAIN, REGIMES, PROVENANCE, OF_REGIMES].concat();
    fs::write(folder.join("town.toml"), text).expect("a file");
}

fn run(folder: &Path, out: &str, more: &[&str]) -> String {
    let args = ["run", "town.toml", "-o", out, "--days", "24", "--warm-up", "0"];
    let rest = ["--replications", "3", "--seed", "1", "--quiet", "--set", "run.follow_up=2 d"];
    let output = gridgov(&[&args[..], &rest, more].concat(), folder);
    assert_eq!(status(&output), 0, "{}", err(&output));
    String::from_utf8(output.stdout).expect("text")
}

/// `compare` tells the same of the scenario that changes, and nothing of the one that does not.
#[test]
fn a_comparison_tells_what_a_change_brings() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    town(folder);
    run(folder, "alone", &[]);
    fs::write(folder.join("plain.toml"), format!("{PLAIN}{PROVENANCE}")).expect("a file");
    let both = ["compare", "town.toml", "plain.toml", "-o", "both", "--days", "24"];
    let rest = ["--warm-up", "0", "--replications", "3", "--seed", "1", "--quiet"];
    let output = gridgov(&[&both[..], &rest, &["--set", "run.follow_up=2 d"]].concat(), folder);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let told = String::from_utf8(output.stdout).expect("text");
    assert!(told.contains("estimate − truth"), "{told}");
    let [alone, both] = ["alone", "both"].map(|out| contents(&folder.join(out)));
    assert!(alone["regimes.csv"] == both["regimes.csv"], "the panel is another");
    assert!(both.contains_key("regimes.svg") && alone["regimes.svg"] == both["regimes.svg"]);
    let read = |files: &std::collections::BTreeMap<String, Vec<u8>>| -> serde_json::Value {
        serde_json::from_slice(&files["summary.json"]).expect("JSON")
    };
    let scenarios = &read(&both)["scenarios"];
    assert_eq!(scenarios[0]["regimes"], read(&alone)["regimes"]);
    assert!(scenarios[1].get("regimes").is_none(), "{}", scenarios[1]);
    let ages = scenarios[0]["regimes"]["by_age"].as_array().expect("a list");
    // Four series; −16 (no), −8 is the base, 0, 8: the first street has 0 and 8, the second −16 and 0.
    let days: Vec<i64> =
        ages.iter().take(3).map(|of| of["days_since_change"].as_i64().expect("days")).collect();
    assert_eq!((ages.len(), &days[..]), (12, &[-16, 0, 8][..]));
    assert!(scenarios.as_array().is_some_and(|all| all.len() == 2), "the twin is no scenario");
}

#[test]
fn a_change_of_regime_is_told_beside_its_truth() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    town(folder);
    let told = run(folder, "one", &["--threads", "1"]);
    assert!(told.contains("difference in differences") && told.contains("estimate − truth"));
    let zh = run(folder, "zh", &["--lang", "zh"]);
    assert!(zh.contains("双重差分") && zh.contains("估计 − 真值"), "{zh}");
    run(folder, "two", &["--threads", "2"]);
    let [one, two] = ["one", "two"].map(|out| {
        let mut files = contents(&folder.join(out));
        // It names the command.
        files.retain(|name, _| name != "manifest.json" && name != "report.html");
        files
    });
    assert!(one == two, "threads change bytes");

    let panel = String::from_utf8(one["regimes.csv"].clone()).expect("text");
    let lines: Vec<&str> = panel.lines().collect();
    assert_eq!(lines[0], "scenario,street,period,from,until,regime,indicator,value,unit");
    // Two scenarios, four series, three streets, three periods.
    assert_eq!(lines.len(), 1 + 2 * 4 * 3 * 3);
    assert!(lines[2].starts_with("town,1,1,8,16,idle,problems_standing,"), "{}", lines[2]);
    assert!(lines.iter().any(|line| line.starts_with("town-unchanged,1,1,8,16,first,")));

    let summary: serde_json::Value = serde_json::from_slice(&one["summary.json"]).expect("JSON");
    let regimes = &summary["regimes"];
    assert_eq!(regimes["periods"][2]["streets"], serde_json::json!(["idle", "idle", "first"]));
    let effects = regimes["effects"].as_array().expect("a list");
    assert_eq!(effects.len(), 4 * 4);
    for effect in effects {
        let mean = |of: &str| effect[of]["mean"].as_f64().expect("a number");
        let off = mean("estimate") - mean("truth") - mean("error");
        assert!(off.abs() < 1e-9, "{effect}");
    }
    let solved = effects.iter().find(|of| of["indicator"] == "problems_solved").expect("a series");
    assert!(solved["truth"]["ci_high"].as_f64().expect("a number") < 0.0, "{solved}");
}
