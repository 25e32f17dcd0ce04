//! The program from outside: exit statuses, files, and the same bytes at any number of threads.

mod program;

use gridgov::lang::Lang;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use program::{contents, err, gridgov, status};

/// A short run of each kind, in seconds.
const SHORT: [&str; 6] = ["--days", "10", "--warm-up", "3", "--replications", "3"];

#[test]
fn a_run_leaves_the_files_of_the_contract_and_is_then_complete() {
    let place = tempfile::tempdir().expect("a folder");
    let args = [&["run", "traditional"], &SHORT[..]].concat();
    let done = gridgov(&args, place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let folder = place.path().join("results/runs/traditional");
    let names: Vec<String> = contents(&folder).into_keys().collect();
    for name in [
        "blocks.geojson",
        "daily.csv",
        "grids.geojson",
        "indicators.csv",
        "manifest.json",
        "map.png",
        "map.svg",
        "summary.json",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} is not in {names:?}");
    }
    let rows = fs::read_to_string(folder.join("indicators.csv")).expect("a file");
    assert!(rows.starts_with("scenario,replication,indicator,value,unit\ntraditional,0,"));
    let again = gridgov(&args, place.path());
    assert_eq!(status(&again), 0);
    assert!(err(&again).contains("complete, verified"), "{}", err(&again));
}

/// Whoever reads the tables may leave; the study is written all the same.
#[cfg(unix)]
#[test]
fn a_reader_that_leaves_costs_no_file() {
    let place = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_gridgov");
    let deaf = |redirect: &str, out: &str| {
        let line = format!("{program} run traditional {} -o {out} {redirect}", SHORT.join(" "));
        Command::new("sh").args(["-c", &line]).current_dir(place.path()).status().expect("sh");
        place.path().join(out).join("manifest.json").is_file()
    };
    assert!(deaf("| true", "out") && deaf("2>&1 >/dev/null | true", "err"));
    assert_eq!(contents(&place.path().join("out")), contents(&place.path().join("err")));
}

/// Names that would mix results up and cities that share no problem are refused before any work.
#[test]
fn what_cannot_be_compared_is_refused_at_once() {
    let place = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file");
    write("traditional-equal-cost.toml", "extends = \"beijing-dongcheng-2004\"\n");
    write("elsewhere.toml", "extends = \"traditional\"\n");
    let refused = |args: &[&str], word: &str| {
        let done = gridgov(&[&["compare", "traditional"], args, &SHORT[..]].concat(), place.path());
        assert_eq!(status(&done), 2, "{}", err(&done));
        assert!(err(&done).contains(word), "{}", err(&done));
        assert!(!place.path().join("results").exists());
    };
    refused(&["traditional-equal-cost.toml", "--equal-cost"], "two scenarios are named");
    write(
        "elsewhere.toml",
        "extends = \"traditional\"\ncity.residents = 300_000\n[provenance]\n\"city.residents\" = \
         { origin = \"assumed\", range = [\"1 x\", \"2 x\"], note = \"a test\" }\n",
    );
    refused(&["elsewhere.toml"], "--transplant");
}

#[test]
fn all_files_that_are_wrong_are_told() {
    let place = tempfile::tempdir().expect("a folder");
    for name in ["one.toml", "two.toml"] {
        fs::write(place.path().join(name), "extends = \"traditional\"\nnonsense = 1\n")
            .expect("a file");
    }
    for command in ["check", "compare"] {
        let done = gridgov(&[command, "one.toml", "traditional", "two.toml"], place.path());
        assert_eq!(status(&done), 2);
        assert!(
            ["one.toml:2", "two.toml:2"].iter().all(|at| err(&done).contains(at)),
            "{}",
            err(&done)
        );
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let strange = std::ffi::OsStr::from_bytes(b"b\xff.toml");
    let done = Command::new(env!("CARGO_BIN_EXE_gridgov")).arg("check").arg(strange).output();
    let done = done.expect("it runs");
    assert_eq!(status(&done), 2);
    assert!(err(&done).contains("not UTF-8"), "{}", err(&done));
}

#[test]
fn another_study_is_refused_until_forced() {
    let place = tempfile::tempdir().expect("a folder");
    let to = ["-o", "here"];
    let first =
        gridgov(&[&["run", "reference-jackson-200"], &SHORT[..], &to].concat(), place.path());
    assert_eq!(status(&first), 0, "{}", err(&first));
    let before = contents(&place.path().join("here"));
    let other = [&["run", "reference-jackson-200", "--seed", "9"], &SHORT[..], &to].concat();
    let refused = gridgov(&other, place.path());
    assert_eq!(status(&refused), 1);
    assert!(err(&refused).contains("--force"), "{}", err(&refused));
    assert_eq!(contents(&place.path().join("here")), before);
    let forced = gridgov(&[&other[..], &["--force"]].concat(), place.path());
    assert_eq!(status(&forced), 0, "{}", err(&forced));
    assert_ne!(contents(&place.path().join("here")), before);
}

#[test]
fn the_same_bytes_come_from_any_number_of_threads() {
    for scenario in ["traditional", "beijing-dongcheng-2004", "reference-jackson-200"] {
        let place = tempfile::tempdir().expect("a folder");
        let run = |threads: &str| {
            let args =
                [&["run", scenario, "--threads", threads, "-o", threads], &SHORT[..]].concat();
            let done = gridgov(&args, place.path());
            assert_eq!(status(&done), 0, "{}", err(&done));
            contents(&place.path().join(threads))
        };
        let one = run("1");
        assert_eq!(one, run("2"), "{scenario} on two threads");
        assert_eq!(one, run("8"), "{scenario} on eight threads");
    }
}

#[test]
fn a_comparison_prints_both_pairs_and_writes_its_files() {
    let place = tempfile::tempdir().expect("a folder");
    let done = gridgov(&[&["compare"], &SHORT[..], &["-o", "out"]].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let text = String::from_utf8_lossy(&done.stdout);
    for part in [
        "[1] as staffed: beijing-dongcheng-2004 - traditional",
        "[2] at equal cost: beijing-dongcheng-2004 - traditional-equal-cost",
        "How much of the change the same money brings",
        "How large the differences are",
        "(5 %, assumed)",
        "n/a: beijing-dongcheng-2004 cannot be brought to",
        "Official rates, each above its true twin",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let manifest = fs::read_to_string(place.path().join("out/manifest.json")).expect("a file");
    for name in [
        "blocks-traditional.geojson",
        "comparison.json",
        "differences.csv",
        "differences.svg",
        "grids-beijing-dongcheng-2004.geojson",
        "grids-traditional-equal-cost.geojson",
        "grids-traditional.geojson",
        "precision.svg",
        "summary.json",
    ] {
        assert!(place.path().join("out").join(name).exists(), "{name}");
        assert!(manifest.contains(&format!("\"{name}\"")), "{name} is not in the manifest");
    }
}

#[test]
fn a_page_is_written_and_belongs_to_the_study() {
    let place = tempfile::tempdir().expect("a folder");
    for (name, args) in [
        ("one", &["run", "traditional", "-o", "one"][..]),
        ("two", &["compare", "-o", "two"]),
        ("net", &["run", "reference-jackson-200", "-o", "net"]),
    ] {
        let done = gridgov(&[args, &SHORT[..]].concat(), place.path());
        assert_eq!(status(&done), 0, "{}", err(&done));
        let folder = place.path().join(name);
        let page = fs::read_to_string(folder.join("report.html")).expect("the page");
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("What it cannot show"));
        let text = fs::read_to_string(folder.join("manifest.json")).expect("the manifest");
        let manifest: serde_json::Value = serde_json::from_str(&text).expect("a document");
        assert!(manifest["outputs"]["report.html"].is_string(), "{text}");
    }
}

/// Where both models can be brought to the other's cost, staff is the first step and the last.
#[test]
fn both_orders_of_staff_and_organisation_are_told() {
    let place = tempfile::tempdir().expect("a folder");
    let spend_on =
        r#"["city-appearance-squad", "sanitation", "municipal-works", "greening", "supervisor"]"#;
    let text = format!("extends = \"beijing-dongcheng-2004\"\ngovernance.spend_on = {spend_on}\n");
    fs::write(place.path().join("grid.toml"), text).expect("a file");
    let args = ["compare", "traditional", "grid.toml", "--equal-cost", "--format", "json"];
    let done = gridgov(&[&args[..], &SHORT[..]].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).expect("a document");
    assert_eq!(document["out_of_reach"], serde_json::json!([]));
    let contrasts: Vec<&str> = document["contrasts"]
        .as_array()
        .expect("contrasts")
        .iter()
        .filter_map(|contrast| contrast["name"].as_str())
        .collect();
    assert_eq!(
        contrasts,
        [
            "grid - traditional",
            "grid - traditional-equal-cost",
            "traditional-equal-cost - traditional",
            "grid-equal-cost - traditional",
            "grid - grid-equal-cost",
        ]
    );
    let indicator = &document["indicators"]["problem_days_per_1000"];
    let difference = |name: &str| indicator["differences"][name]["difference"].as_f64();
    let shares = &document["staff_share"]["grid - traditional"]["problem_days_per_1000"];
    let share = |order: &str| shares[order]["share"].as_f64().expect("a share");
    let whole = difference("grid - traditional").expect("a change");
    for (order, step) in [
        ("staff_first", "traditional-equal-cost - traditional"),
        ("staff_last", "grid - grid-equal-cost"),
    ] {
        let expected = difference(step).expect("a change") / whole;
        assert!((share(order) - expected).abs() < 1e-9, "{order}: {expected} in {shares}");
    }
    let mean = 0.5 * (share("staff_first") + share("staff_last"));
    assert!((share("mean_of_orders") - mean).abs() < 1e-9, "{shares}");
}

#[test]
fn a_scenario_compared_with_itself_differs_by_exactly_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let copy = place.path().join("same.toml");
    fs::write(&copy, "extends = \"traditional\"\n").expect("a file");
    let args = [&["compare", "traditional", "same.toml", "-o", "out"], &SHORT[..]].concat();
    let done = gridgov(&args, place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let rows = fs::read_to_string(place.path().join("out/differences.csv")).expect("a file");
    let mut compared = 0;
    for row in rows.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        if !cells[cells.len() - 7].is_empty() {
            compared += 1;
            assert_eq!(cells[cells.len() - 7], "0.0", "{row}");
        }
    }
    assert!(compared > 40, "{compared} indicators were compared");
    let text = fs::read(place.path().join("out/comparison.json")).expect("a file");
    let document: serde_json::Value = serde_json::from_slice(&text).expect("a document");
    let of = |key: &str| &document[key]["same - traditional"]["problem_days_per_1000"];
    assert!(of("variance_reduction")["ratio"].is_null());
    assert_eq!(
        of("variance_reduction")["reason"],
        "the difference is the same in every replication"
    );
    assert_eq!(of("relevance")["verdict"], "too small to matter");
    assert_eq!(
        (&of("relevance")["assumed"], &of("relevance")["of_baseline"]),
        (&true.into(), &0.05.into())
    );
}

/// The same difference is relevant, undecided or too small by what is said to matter, and pairing
/// has bought what the replications show.
#[test]
fn a_difference_is_judged_by_the_smallest_that_matters() {
    let place = tempfile::tempdir().expect("a folder");
    let models = ["compare", "traditional", "beijing-dongcheng-2004", "--format", "json"];
    let judge = |smallest: &str| -> serde_json::Value {
        let relevant = format!("resolution_time_h=±{smallest}");
        let more = ["--relevant", &relevant, "--quiet", "-o", smallest];
        let done = gridgov(&[&models[..], &SHORT, &more].concat(), place.path());
        assert_eq!(status(&done), 0, "{}", err(&done));
        serde_json::from_slice(&done.stdout).expect("a document")
    };
    let first = judge("1");
    let contrast = "beijing-dongcheng-2004 - traditional";
    let difference = &first["indicators"]["resolution_time_h"]["differences"][contrast];
    let end = |key: &str| difference[key].as_f64().expect("an end");
    let (low, high) = (end("ci_low"), end("ci_high"));
    assert!(low < high && high < -1.0, "{difference}");
    let verdict = |document: &serde_json::Value| {
        let of = &document["relevance"][contrast]["resolution_time_h"];
        assert_eq!(of["assumed"], false);
        of["verdict"].as_str().expect("a verdict").to_owned()
    };
    assert_eq!(verdict(&first), "relevant");
    assert_eq!(verdict(&judge(&format!("{}", -0.5 * (low + high)))), "not decided");
    assert_eq!(verdict(&judge(&format!("{}", 1.0 - low))), "too small to matter");

    let rows = fs::read_to_string(place.path().join("1/indicators.csv")).expect("a file");
    let values = |scenario: &str| -> Vec<f64> {
        let of = rows.lines().map(|row| row.split(',').collect::<Vec<_>>());
        of.filter(|row| row[0] == scenario && row[2] == "resolution_time_h")
            .map(|row| row[3].parse().expect("a number"))
            .collect()
    };
    let (old, new) = (values("traditional"), values("beijing-dongcheng-2004"));
    let apart: Vec<f64> = new.iter().zip(&old).map(|(new, old)| new - old).collect();
    let variance = |values: &[f64]| {
        let sd = gridgov::stats::Estimate::of(values).and_then(|of| of.sd).expect("three");
        sd * sd
    };
    let expected = (variance(&old) + variance(&new)) / variance(&apart);
    let told = &first["variance_reduction"][contrast]["resolution_time_h"];
    let ratio = told["ratio"].as_f64().expect("a ratio");
    assert!((ratio / expected - 1.0).abs() < 1e-9, "{told}, {expected}");
    assert!(told["ci_low"].is_null() && told["reason"].is_string(), "three replications: {told}");
}

/// Nothing that an overlay adds or says again can move anything: a role without people, a
/// channel that takes nothing and one that nobody would choose, and values as they are.
#[test]
fn an_overlay_that_does_nothing_changes_exactly_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let inert = r#"extends = "beijing-dongcheng-2004"
[[governance.roles]]
extends = "selftest/role"
id = "idle"
title_zh = "空岗"
tier = "community"
powers = ["discover", "fix", "verify", "check", "file", "dispatch", "close", "coordinate"]
staffing = "0 per community"
next = "street-office"
[governance.roles.patrol]
beat = "0.1 km2"
speed = "5 km/h"
sweep = "30 m"
team = 1
walking = 1.0
on_find = "handle"
suppression = 0.0
[[governance.roles]]
id = "sanitation"
quality = 0.85
staffing = "1 per 1 km2"
[[governance.channels]]
id = "silent"
title_zh = "无人"
receiver = "residents-committee"
takes = []
appeal = 9.0
trip = "none"
answered = 0.0
[[governance.channels]]
id = "hated"
title_zh = "无人"
receiver = "idle"
appeal = -100.0
trip = "walk"
answered = 0.0
[provenance]
"governance.**" = { origin = "assumed", range = ["1 x", "1 x"], note = "inert" }
"#;
    fs::write(place.path().join("inert.toml"), inert).expect("a file");
    let args = ["compare", "beijing-dongcheng-2004", "inert.toml", "-o", "out", "--quiet"];
    let done = gridgov(&[&args[..], &SHORT[..]].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let rows = fs::read_to_string(place.path().join("out/indicators.csv")).expect("a file");
    let of = |scenario: &str| -> Vec<String> {
        let own = rows.lines().filter_map(|row| row.strip_prefix(scenario));
        own.map(str::to_owned).collect()
    };
    let (old, new) = (of("beijing-dongcheng-2004,"), of("inert,"));
    assert!(old.len() > 150, "{} rows", old.len());
    assert_eq!(old, new);
}

/// Two components: what both bring adds up to the difference, in every file.
#[test]
fn an_attribution_adds_up_and_is_written() {
    let place = tempfile::tempdir().expect("a folder");
    let other = "extends = \"traditional\"\n[[governance.roles]]\nid = \"sanitation\"\n\
                 staffing = \"2 per 1 km2\"\npatrol = { sweep = \"30 m\" }\n[provenance]\n\
                 \"governance.roles.sanitation.**\" = { origin = \"assumed\", range = [\"0.5 x\", \"2 x\"] }\n";
    fs::write(place.path().join("more.toml"), other).expect("a file");
    let args =
        ["compare", "traditional", "more.toml", "--attribute", "--format", "json", "--quiet"];
    let run = |threads: &str| {
        let own = ["--threads", threads, "-o", threads];
        let done = gridgov(&[&args[..], &SHORT[..], &own[..]].concat(), place.path());
        assert_eq!(status(&done), 0, "{}", err(&done));
        done.stdout
    };
    let text = run("1");
    assert_eq!(text, run("2"));
    assert_eq!(contents(&place.path().join("1")), contents(&place.path().join("2")));
    let document: serde_json::Value = serde_json::from_slice(&text).expect("a document");
    let attribution = &document["attribution"];
    assert_eq!(attribution["method"], "all orders");
    assert_eq!((&attribution["coalitions"], &attribution["models"]), (&4.into(), &4.into()));
    let ids: Vec<&str> = attribution["components"]
        .as_array()
        .expect("components")
        .iter()
        .filter_map(|component| component["id"].as_str())
        .collect();
    assert_eq!(ids, ["staff", "beats"]);
    let rows = fs::read_to_string(place.path().join("1/attribution.csv")).expect("a file");
    for id in ["problem_days_per_1000", "resolution_time_h", "cost_per_resident_year"] {
        let difference =
            document["indicators"][id]["differences"]["more - traditional"]["difference"]
                .as_f64()
                .expect("a difference");
        let brought = |component: &str| {
            attribution["indicators"][id]["brought"][component]["value"].as_f64().expect("a value")
        };
        let sum = brought("staff") + brought("beats");
        assert!((sum - difference).abs() < 1e-9 * difference.abs(), "{id}: {sum}, {difference}");
        assert_eq!(rows.lines().filter(|row| row.starts_with(id)).count(), 2);
    }
    let folder = contents(&place.path().join("1"));
    for name in ["attribution.csv", "attribution.svg", "attribution.png"] {
        assert!(folder.contains_key(name), "{name}");
    }
    let page = fs::read_to_string(place.path().join("1/report.html")).expect("the page");
    assert!(page.contains("What each component brings of the change"));
}

#[test]
fn what_cannot_be_attributed_or_transplanted_is_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let later = "extends = \"traditional\"\nstart = \"2004-11-01\"\n";
    fs::write(place.path().join("later.toml"), later).expect("a file");
    for (args, part) in [
        (&["compare", "traditional", "beijing-dongcheng-2004", "--transplant"][..], "have 2 and 1"),
        (&["compare", "--attribute", "--permutations", "3"], "an even number from 4"),
        (&["compare", "--permutations", "8"], "--attribute"),
        (&["compare", "--attribute", "--transplant"], "cannot be used with"),
        (&["compare", "traditional", "later.toml", "--attribute"], "one city, start and calendar"),
        (
            &["compare", "reference-jackson-200", "reference-jackson", "--attribute"],
            "skeleton network",
        ),
        (
            &["compare", "reference-jackson-200", "reference-jackson", "--transplant"],
            "skeleton network",
        ),
    ] {
        let refused = gridgov(args, place.path());
        assert_eq!(
            (status(&refused), err(&refused).contains(part)),
            (2, true),
            "{}",
            err(&refused)
        );
    }
}

/// The district's models in a town that has neither its categories nor its duties, and the
/// town's model in the district: every fault of every cell at once, with its place.
#[test]
fn models_that_cannot_run_in_a_city_are_told_all_at_once() {
    let place = tempfile::tempdir().expect("a folder");
    let town = "extends = \"selftest/town\"\n[[governance.roles]]\nid = \"watch\"\n\
                staffing = \"5 per district\"\npatrol = { speed = \"1 km/h\", sweep = \"10 m\" }\n\
                [provenance]\n\"governance.roles.watch.**\" = { origin = \"assumed\", \
                range = [\"1 x\", \"1 x\"] }\n";
    fs::write(place.path().join("town.toml"), town).expect("a file");
    let same = [
        "--days",
        "5",
        "--warm-up",
        "0",
        "--replications",
        "2",
        "--seed",
        "1",
        "--quiet",
        "--set",
        "run.follow_up=2 d",
    ];
    let args = ["compare", "traditional", "beijing-dongcheng-2004", "town.toml", "--transplant"];
    let refused = gridgov(&[&args[..], &same].concat(), place.path());
    let told = err(&refused);
    assert_eq!(status(&refused), 2, "{told}");
    for part in [
        "error: the model of traditional cannot run in the city of town",
        "error: the model of beijing-dongcheng-2004 cannot run in the city of town",
        "error: the model of town cannot run in the city of traditional",
        "there is no category \"dirty-road\"",
        "gives the duty \"sanitation\" to no role",
        "models/beijing-dongcheng-2004:",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    assert!(!place.path().join("results").exists());
}

/// Two models in two cities: four cells, differences within each city, shares that sum to one.
#[test]
fn a_transplant_runs_every_model_in_every_city() {
    let place = tempfile::tempdir().expect("a folder");
    let areas = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/areas/five-areas.toml");
    let args = ["compare", "traditional", areas, "--transplant", "--format", "json", "--quiet"];
    let done = gridgov(&[&args[..], &SHORT[..], &["-o", "out"]].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).expect("a document");
    assert_eq!(
        document["scenarios"],
        serde_json::json!([
            "traditional-in-traditional",
            "five-areas-in-traditional",
            "traditional-in-five-areas",
            "five-areas-in-five-areas",
        ])
    );
    let shares = &document["transplant"]["variance"]["resolution_time_h"]["shares"];
    let share = |source: &str| shares[source]["share"].as_f64().expect("a share");
    let sum = share("models") + share("cities") + share("interaction");
    assert!((sum - 1.0).abs() < 1e-12, "{shares}");
    let rows = fs::read_to_string(place.path().join("out/transplant.csv")).expect("a file");
    assert_eq!(rows.lines().count(), 1 + 2 * 4);
    let differences = document["indicators"]["problem_days_per_1000"]["differences"].as_object();
    assert_eq!(differences.map(serde_json::Map::len), Some(2));
    // A cell on the diagonal is the scenario itself, to the last digit.
    let alone =
        gridgov(&[&["run", areas, "--quiet", "-o", "own"], &SHORT[..]].concat(), place.path());
    assert_eq!(status(&alone), 0, "{}", err(&alone));
    let of = |folder: &str, name: &str| -> Vec<String> {
        let path = place.path().join(folder).join("indicators.csv");
        let rows = fs::read_to_string(path).expect("a file");
        rows.lines().filter_map(|row| row.strip_prefix(name)).map(str::to_owned).collect()
    };
    assert_eq!(of("out", "five-areas-in-five-areas,"), of("own", "five-areas,"));
    assert!(place.path().join("out/transplant.svg").exists());
    assert!(!place.path().join("out/differences.svg").exists());
}

/// With thirty replications the family of two reaches as far as the largest t of a bootstrap
/// says: further than Student's 2.045 for one interval, and not Bonferroni's 2.364 for two.
#[test]
fn twenty_replications_have_intervals_by_the_largest_t() {
    let place = tempfile::tempdir().expect("a folder");
    let window = ["--days", "2", "--warm-up", "0", "--set", "run.follow_up=2 d", "--quiet"];
    let models = ["compare", "traditional", "beijing-dongcheng-2004", "-o", "out"];
    let args = [&models[..], &window, &["--replications", "20", "--format", "json"]].concat();
    let done = gridgov(&args, place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).expect("a document");
    assert_eq!(
        document["family"]["intervals"],
        "max-t bootstrap within the family; Student t widened for skewness, 95 % each outside it"
    );
    let values = |scenario: &str| -> Vec<f64> {
        let rows = fs::read_to_string(place.path().join("out/indicators.csv")).expect("a file");
        let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
        let of = rows.lines().map(cells);
        of.filter(|row| row[0] == scenario && row[2] == "problem_days_per_1000")
            .map(|row| row[3].parse().expect("a number"))
            .collect()
    };
    let (old, new) = (values("traditional"), values("beijing-dongcheng-2004"));
    let differences: Vec<f64> = new.iter().zip(&old).map(|(new, old)| new - old).collect();
    let estimate = gridgov::stats::Estimate::of(&differences).expect("twenty differences");
    assert_eq!(estimate.n, 20);
    let told = &document["indicators"]["problem_days_per_1000"]["differences"]["beijing-dongcheng-2004 - traditional"];
    let end = |key: &str| told[key].as_f64().expect("an end");
    let reach = 0.5 * (end("ci_high") - end("ci_low")) / estimate.standard_error().expect("twenty");
    assert!((2.093_0..3.5).contains(&reach), "{reach}");
    let by_bonferroni = 2.433_4 * estimate.widening(0.975);
    assert!((reach - by_bonferroni).abs() > 1e-3, "{reach} is Bonferroni's");
}

/// It stops at a look, when every scenario is known so well; the replications up to there are
/// those of a run of that length, to the byte.
#[test]
fn a_precision_stops_at_a_look_and_changes_no_replication() {
    let place = tempfile::tempdir().expect("a folder");
    let short = ["--days", "10", "--warm-up", "3", "--quiet"];
    let run = |more: &[&str]| {
        let done =
            gridgov(&[&["run", "reference-jackson-200"], &short[..], more].concat(), place.path());
        assert_eq!(status(&done), 0, "{}", err(&done));
        done
    };
    let json = |done: &Output| -> serde_json::Value {
        serde_json::from_slice(&done.stdout).expect("one JSON document")
    };
    let stopped =
        run(&["--precision", "sojourn_grid_h=0.25%", "-o", "stopped", "--format", "json"]);
    let told = json(&stopped);
    let n = told["replications"].as_u64().expect("a number");
    assert!(n > 20 && n < 1000 && n % 10 == 0, "{n}");
    let precision = &told["precision"][0];
    assert_eq!(precision["met"], true, "{precision}");
    let achieved = precision["achieved"].as_f64().expect("a width");
    assert!(achieved <= 0.0025, "{achieved}");
    let of_mean = told["indicators"]["sojourn_grid_h"]["precision"].as_f64().expect("a width");
    assert!((achieved - of_mean).abs() < 1e-15, "{achieved} and {of_mean}");
    run(&["--replications", &n.to_string(), "-o", "fixed"]);
    let values = |of: &str| fs::read(place.path().join(of).join("indicators.csv")).expect("a file");
    assert_eq!(values("stopped"), values("fixed"));
    let fewer = run(&["--replications", &(n - 10).to_string(), "-o", "fewer", "--format", "json"]);
    let before = &json(&fewer)["indicators"]["sojourn_grid_h"]["precision"];
    assert!(before.as_f64().expect("a width") > 0.0025, "it could have stopped at {before}");

    let missed =
        run(&["--precision", "sojourn_grid_h=±0.0001", "--replications", "25", "-o", "most"]);
    assert!(err(&missed).contains("after 25 replications sojourn_grid_h"), "{}", err(&missed));
}

#[test]
fn a_precision_holds_for_all_scenarios_alike_and_for_absolute_differences() {
    let place = tempfile::tempdir().expect("a folder");
    let window = ["--days", "2", "--warm-up", "0", "--set", "run.follow_up=2 d", "--quiet"];
    let models = ["compare", "traditional", "beijing-dongcheng-2004", "-o", "out"];
    let wish = ["--precision", "problem_days_per_1000=±60", "--format", "json"];
    let done = gridgov(&[&models[..], &window, &wish].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).expect("a document");
    let summary = fs::read(place.path().join("out/summary.json")).expect("a file");
    let summary: serde_json::Value = serde_json::from_slice(&summary).expect("a document");
    let n = document["replications"].as_u64().expect("a number");
    assert!(n >= 20, "{n}");
    for scenario in summary["scenarios"].as_array().expect("scenarios") {
        assert_eq!(scenario["replications"], n);
        assert_eq!(scenario["precision"][0]["met"], true);
        let of = &scenario["indicators"]["problem_days_per_1000"];
        let end = |key: &str| of[key].as_f64().expect("an end");
        let half = 0.5 * (end("ci_high") - end("ci_low"));
        let widest = scenario["precision"][0]["achieved"].as_f64().expect("a width");
        assert!(half <= widest + 1e-9 && widest <= 60.0, "{half}, {widest}");
    }
}

/// Of three models the two that are one and the same share the first place, and the third,
/// which leads neither, is told from them.
#[test]
fn three_models_are_ranked_against_the_best_of_the_others() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("same.toml"), "extends = \"beijing-dongcheng-2004\"\n")
        .expect("a file");
    let models = ["compare", "traditional", "beijing-dongcheng-2004", "same.toml"];
    let window = ["--days", "28", "--warm-up", "28", "--replications", "5", "--quiet"];
    let args = [&models[..], &window].concat();
    let told = gridgov(&args, place.path());
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(text.contains("Which may be the best, as staffed"), "{text}");
    let done = gridgov(&[&args[..], &["--format", "json"]].concat(), place.path());
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).expect("a document");
    let of = |name: &str| document["best"]["problem_days_per_1000"][name].clone();
    let number = |name: &str, key: &str| of(name)[key].as_f64().expect("a number");
    let old = "traditional";
    let lead = number(old, "lead");
    let difference = &document["indicators"]["problem_days_per_1000"]["differences"]["beijing-dongcheng-2004 - traditional"]
        ["difference"];
    assert!((lead + difference.as_f64().expect("a difference")).abs() < 1e-9, "{lead}");
    assert_eq!(of(old)["may_be_best"], false, "{}", of(old));
    assert!(number(old, "ci_low") >= 0.0 && number(old, "ci_high") > lead, "{}", of(old));
    for same in ["beijing-dongcheng-2004", "same"] {
        assert!((number(same, "ranked_first") - 0.5).abs() < 1e-12, "{}", of(same));
        assert_eq!(of(same)["may_be_best"], true);
    }
    assert!(number(old, "ranked_first").abs() < 1e-12);
}

#[test]
fn a_precision_that_makes_no_sense_is_refused() {
    let place = tempfile::tempdir().expect("a folder");
    for (asked, told) in [
        ("sojourn_grid=5%", "sojourn_grid_h"),
        ("sojourn_grid_h", "such as resolution_time_h=5%"),
        ("sojourn_grid_h=-5%", "such as resolution_time_h=5%"),
        ("sojourn_grid_h=0", "such as resolution_time_h=5%"),
    ] {
        let done = gridgov(&["run", "reference-jackson-200", "--precision", asked], place.path());
        assert_eq!(status(&done), 2, "{asked}");
        assert!(err(&done).contains(told), "{}", err(&done));
    }
    let few = ["--precision", "sojourn_grid_h=5%", "--replications", "5"];
    let done = gridgov(&[&["run", "reference-jackson-200"], &few[..]].concat(), place.path());
    assert_eq!(status(&done), 2);
    assert!(err(&done).contains("first looks after 20"), "{}", err(&done));
}

#[test]
fn json_is_one_document_and_nothing_else() {
    let place = tempfile::tempdir().expect("a folder");
    let args = [&["run", "reference-jackson-200", "--format", "json"], &SHORT[..]].concat();
    for _ in 0..2 {
        let done = gridgov(&args, place.path());
        assert_eq!(status(&done), 0, "{}", err(&done));
        let document: serde_json::Value =
            serde_json::from_slice(&done.stdout).expect("one JSON document");
        assert!(document["indicators"]["sojourn_grid_h"]["mean"].is_number());
        assert_eq!(document["replications"], 3);
    }
}

/// One clerk for the relief of 558,000 people falls behind, and whoever reads is told.
#[test]
fn a_queue_that_grows_is_warned_of() {
    let place = tempfile::tempdir().expect("a folder");
    let one = ["--set", "governance.roles.civil-affairs.staffing=1 per district"];
    let window = ["--days", "120", "--warm-up", "0", "--replications", "3", "--quiet"];
    let run = gridgov(&[&["run", "traditional"][..], &window, &one].concat(), place.path());
    assert_eq!(status(&run), 0, "{}", err(&run));
    assert!(err(&run).contains("the queue of civil-affairs grew from"), "{}", err(&run));
    assert!(!err(&run).contains("the queue of sanitation"), "{}", err(&run));
}

#[test]
fn wrong_input_ends_with_status_two_and_says_where() {
    let place = tempfile::tempdir().expect("a folder");
    let bad = place.path().join("bad.toml");
    fs::write(&bad, "extends = \"traditional\"\n[city]\nresidents = -5\n").expect("a file");
    let cases: [(&[&str], &str); 9] = [
        (&["run", "bad.toml"], "bad.toml:3:13"),
        (&["run", "traditionel"], "traditional"),
        (&["run", "missing.toml"], "missing.toml"),
        (&["run", "traditional", "--set", "city.resident=5"], "residents"),
        (&["run", "traditional", "--days", "0"], "--days"),
        (&["compare", "traditional"], "two scenarios"),
        (&["compare", "traditional", "bad.toml", "--baseline", "x"], "--baseline"),
        (&["compare", "--relevant", "resolution_time=5%"], "resolution_time_h"),
        (
            &["compare", "--relevant", "resolution_time_h=-5"],
            "the smallest difference that matters",
        ),
    ];
    for (args, part) in cases {
        let refused = gridgov(args, place.path());
        assert_eq!(status(&refused), 2, "{args:?}: {}", err(&refused));
        assert!(err(&refused).contains(part), "{part} is not in {}", err(&refused));
        assert!(refused.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn a_broken_file_is_refused_in_chinese_where_that_is_asked_for() {
    let place = tempfile::tempdir().expect("a folder");
    let text = "extends = \"traditional\"\ncity.blcoks = 5\n[run]\ndays = \"9 km\"\n";
    fs::write(place.path().join("bad.toml"), text).expect("a file");
    let refused = gridgov(&["check", "--lang", "zh", "bad.toml"], place.path());
    assert_eq!(status(&refused), 2, "{}", err(&refused));
    let expected = "错误: city.blcoks: 未知的键
 --> bad.toml:2:6
  |
2 | city.blcoks = 5
  |      ^^^^^^
  |
  = 提示: 是否应为 `blocks`?

错误: run.days: \"9 km\" 是长度;应为时间,例如 \"4 h\"
 --> bad.toml:4:8
  |
4 | days = \"9 km\"
  |        ^^^^^^
  |
  = 提示: 单位:ms, s, min, h, d, day, days, week, weeks, year, years
";
    assert_eq!(err(&refused), expected);
    assert!(refused.stdout.is_empty());
}

#[test]
fn every_command_says_in_chinese_what_it_did_or_why_it_did_not() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(
        place.path().join("odd.toml"),
        "extends = \"traditional\"\ngovernance.accounting.platform = []\n",
    )
    .expect("a file");
    fs::write(place.path().join("file"), "not a folder").expect("a file");
    let net = "reference-jackson-200";
    let run = [&["run", net, "-o", "here"], &SHORT[..]].concat();
    let into_file = [&["run", net, "-o", "file"], &SHORT[..]].concat();
    let other = [&["run", net, "-o", "here", "--seed", "9"], &SHORT[..]].concat();
    let narrow = ["--precision", "sojourn_grid_h=±0.0001", "--replications", "20", "-o", "narrow"];
    let narrow = [&["run", net], &SHORT[..4], &narrow].concat();
    let cases: [(&[&str], i32, &str); 24] = [
        (&["check", "traditional"], 0, "traditional:无误,"),
        (&["check", "odd.toml"], 0, "警告: governance.accounting.platform: 没有任何角色"),
        (&["list"], 0, "中文标题"),
        (&["explain", "traditional", "city.reporting.trust_gain"], 0, "合理范围 0.5 x 至 1.5 x"),
        (&["explain", "traditional", "city.reporting"], 0, "个数;给出其中一个的路径"),
        (&["explain", "traditional", "city.reporting.trust_gian"], 2, "trust_gian` 的数;是否应为"),
        (&["explain", "traditional", "city.reporting", "--moves"], 2, "需要单个数的路径"),
        (&["explain", net, "--city"], 2, "只有受治理的城市才能绘图"),
        (&["explain", "traditional", "--city", "-o", "maps"], 0, "地图在 maps"),
        (&run, 0, "文件在 here"),
        (&run, 0, "here：已完成，已校验"),
        (&other, 1, "错误: here 中有另一项研究"),
        (&into_file, 1, "错误: file 不是文件夹"),
        (&narrow, 0, "警告: 20 次重复之后,sojourn_grid_h 的精度为 ±"),
        (&["run", net, "--precision", "sojourn_grid=5%"], 2, "sojourn_grid 不是指标;是否应为"),
        (&["run", net, "--precision", "sojourn_grid_h"], 2, "95 % 置信区间的半宽"),
        (&["run", "nowhere"], 2, "错误: 没有名为 `nowhere` 的文件或内置情景"),
        (&["compare", "traditional"], 2, "比较需要两个或更多情景"),
        (&["compare", net, "traditional", "--baseline", "x"], 2, "不在所比较的情景之中"),
        (&["compare", net, "traditional"], 2, "的 [run] 不同"),
        (&["verify", "here"], 0, "个文件与 gridgov"),
        (&["verify", "nowhere"], 2, "nowhere 中没有已完成的研究"),
        (&["new", "nowhere"], 2, "没有内置情景 `nowhere`"),
        (&["new", "traditional", "--out", "mine"], 0, "现在可以修改这些文件"),
    ];
    for (args, code, part) in cases {
        let done = gridgov(&[args, &["--lang", "zh"]].concat(), place.path());
        let said = String::from_utf8_lossy(&done.stdout).into_owned() + &err(&done);
        assert_eq!(status(&done), code, "{args:?}: {said}");
        assert!(said.contains(part), "{args:?}: {part} is not in {said}");
    }
}

#[test]
fn an_unwritable_place_ends_with_status_one_before_any_work() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("file"), "not a folder").expect("a file");
    let args = [&["run", "traditional", "-o", "file/below"], &SHORT[..]].concat();
    let failed = gridgov(&args, place.path());
    assert_eq!(status(&failed), 1, "{}", err(&failed));
    assert!(err(&failed).contains("file"), "{}", err(&failed));
}

/// A limit on the size of files stands in for a full disk; the signal that comes with it is
/// ignored, so that writing fails as it does there.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_with_status_one_and_leaves_no_half_written_file() {
    let place = tempfile::tempdir().expect("a folder");
    let command = format!(
        "trap '' XFSZ; ulimit -f 8; exec {} run traditional {} -o out",
        env!("CARGO_BIN_EXE_gridgov"),
        SHORT.join(" ")
    );
    let failed = Command::new("sh")
        .args(["-c", &command])
        .current_dir(place.path())
        .output()
        .expect("a shell");
    assert_eq!(status(&failed), 1, "{}", err(&failed));
    let left = contents(&place.path().join("out"));
    assert!(!left.contains_key("manifest.json"));
    for (name, bytes) in left {
        let whole = !name.contains(".csv") || bytes.ends_with(b"\n");
        assert!(whole && bytes.len() < 8 * 1024, "{name} is half written");
    }
}

/// What is written out is checked and run as it is, and a change in it is what runs.
#[test]
fn a_scenario_is_written_out_whole_to_be_edited() {
    let place = tempfile::tempdir().expect("a folder");
    let done = gridgov(&["new", "traditional", "--out", "mine"], place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let paths = String::from_utf8(done.stdout).expect("text");
    assert!(paths.starts_with("mine/traditional.toml\n") && paths.lines().count() == 6, "{paths}");
    let again = gridgov(&["new", "traditional", "--out", "mine"], place.path());
    assert_eq!(status(&again), 1, "nothing is written over: {}", err(&again));
    let check = gridgov(&["check", "mine/traditional.toml"], place.path());
    assert_eq!(status(&check), 0, "{}", err(&check));
    let categories = place.path().join("mine/categories/urban-2004.toml");
    let text = fs::read_to_string(&categories).expect("a file");
    fs::write(&categories, text.replace("severity = 1.0", "severity = -1.0")).expect("a file");
    let check = gridgov(&["check", "mine/traditional.toml"], place.path());
    assert_eq!(status(&check), 2);
    assert!(err(&check).contains("mine/categories/urban-2004.toml:"), "{}", err(&check));
    let unknown = gridgov(&["new", "cities/dongcheng-2004"], place.path());
    assert_eq!(status(&unknown), 2);
}

#[test]
fn a_finished_study_is_verified_until_a_file_changes() {
    let place = tempfile::tempdir().expect("a folder");
    let run = [&["run", "reference-jackson-200", "-o", "here"], &SHORT[..]].concat();
    assert_eq!(status(&gridgov(&run, place.path())), 0);
    let good = gridgov(&["verify", "here"], place.path());
    assert_eq!(status(&good), 0, "{}", err(&good));
    assert!(String::from_utf8_lossy(&good.stdout).contains("files as written by gridgov"));
    fs::write(place.path().join("here/indicators.csv"), "scenario\n").expect("a file");
    fs::remove_file(place.path().join("here/summary.json")).expect("a file");
    let bad = gridgov(&["verify", "here"], place.path());
    assert_eq!(status(&bad), 1);
    let said = String::from_utf8_lossy(&bad.stdout).into_owned();
    assert!(
        said.contains("indicators.csv has changed") && said.contains("summary.json is missing")
    );
    assert_eq!(status(&gridgov(&["verify", "nowhere"], place.path())), 2);
}

#[test]
fn the_program_says_how_to_cite_it_in_its_own_version() {
    let place = tempfile::tempdir().expect("a folder");
    for (form, part) in [("bibtex", "@software{gridgov,"), ("gbt7714", "[CP]. 2026.")] {
        let said = gridgov(&["cite", "--form", form], place.path());
        let text = String::from_utf8(said.stdout).expect("text");
        assert!(text.contains(part) && text.contains(env!("CARGO_PKG_VERSION")), "{text}");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cff = fs::read_to_string(root.join("CITATION.cff")).expect("a file");
    assert!(cff.contains(&format!("version: {}", env!("CARGO_PKG_VERSION"))));
    let completions = gridgov(&["completions", "bash"], place.path());
    assert!(String::from_utf8_lossy(&completions.stdout).contains("_gridgov()"));
}

#[test]
fn a_number_is_explained_with_its_meaning_source_and_place() {
    let place = tempfile::tempdir().expect("a folder");
    let explain = |path: &str| gridgov(&["explain", "beijing-dongcheng-2004", path], place.path());
    let one = explain("governance.roles.supervisor.staffing");
    let text = String::from_utf8(one.stdout).expect("text");
    for part in [
        "= \"1 per 0.18 km2\"",
        "People on duty",
        "sourced",
        "self-reported",
        "ileader",
        "beijing-dongcheng-2004:",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let all = String::from_utf8(explain("city.reporting").stdout).expect("text");
    assert!(all.contains("city.reporting.trust_gain") && !all.contains("city.area"), "{all}");
    let wrong = explain("city.reporting.trust_gian");
    assert_eq!(status(&wrong), 2);
    assert!(err(&wrong).contains("did you mean `city.reporting.trust_gain`?"), "{}", err(&wrong));
}

#[test]
fn a_city_is_told_and_drawn_once() {
    let place = tempfile::tempdir().expect("a folder");
    let args = ["explain", "beijing-dongcheng-2004", "--city", "-o", "maps"];
    let first = gridgov(&args, place.path());
    assert_eq!(status(&first), 0, "{}", err(&first));
    let text = String::from_utf8_lossy(&first.stdout).into_owned();
    for part in ["558000", "1652", "old-without-property-company"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let maps = place.path().join("maps");
    for name in ["compounds", "residents", "incidence", "grids"] {
        for ending in ["svg", "png"] {
            assert!(maps.join(format!("city-{name}.{ending}")).is_file(), "{name}.{ending}");
        }
    }
    assert_eq!(status(&gridgov(&["verify", "maps"], place.path())), 0);
    let again = gridgov(&args, place.path());
    assert!(err(&again).contains("complete, verified"), "{}", err(&again));
    assert_eq!(String::from_utf8_lossy(&again.stdout), text);
    let network = gridgov(&["explain", "reference-jackson-200", "--city"], place.path());
    assert_eq!((status(&network), err(&network).contains("network of queues")), (2, true));
    assert_eq!(status(&gridgov(&["explain", "traditional"], place.path())), 2);
}

#[test]
fn what_a_number_moves_is_told_the_clearest_first() {
    let place = tempfile::tempdir().expect("a folder");
    let moves = |path: &str, flags: &[&str]| {
        let short = ["--set", "run.days=14 d", "--set", "run.warm_up=7 d"];
        let args = [&["explain", "traditional", path, "--moves"], flags, &short[..]].concat();
        gridgov(&args, place.path())
    };
    let wage = "governance.roles.city-appearance-squad.wage";
    let told = moves(wage, &["--replications", "6"]);
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    assert_eq!(status(&told), 0, "{}", err(&told));
    assert!(text.starts_with(&format!("{wage}: from ")), "{text}");
    assert!(text.contains("2 of ") && text.contains("cost_per_resident_year"), "{text}");
    let threads = moves(wage, &["--replications", "6", "--threads", "1"]);
    assert_eq!(String::from_utf8_lossy(&threads.stdout), text);
    let many = moves("city.reporting", &[]);
    assert_eq!((status(&many), err(&many).contains("the path of one number")), (2, true));
}

/// The five invented areas of the example are accepted, run, and drawn where they lie.
#[test]
fn a_city_of_areas_is_checked_and_run() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/areas/five-areas.toml");
    let checked = gridgov(&["check", scenario], place.path());
    assert_eq!(status(&checked), 0, "{}", err(&checked));
    let done = gridgov(&[&["run", scenario, "-o", "out"], &SHORT[..]].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let read = |name: &str| fs::read(place.path().join("out").join(name)).expect("a file");
    let blocks: serde_json::Value =
        serde_json::from_slice(&read("blocks.geojson")).expect("a document");
    let west = blocks["bbox"][0].as_f64().expect("a number");
    assert!((west - 10.0).abs() < 1e-3, "{west}");
    let features = blocks["features"].as_array().expect("features");
    let people = |name: &str| -> u64 {
        let of = features.iter().map(|feature| &feature["properties"]);
        let of = of.filter(|properties| properties["community_name"] == name);
        of.filter_map(|properties| properties["residents"].as_u64()).sum()
    };
    assert_eq!(people("Harbour"), 7400);
    let manifest: serde_json::Value =
        serde_json::from_slice(&read("manifest.json")).expect("a document");
    let inputs = manifest["inputs"].as_object().expect("inputs");
    assert!(inputs.keys().any(|name| name.ends_with("five-areas.geojson")), "{inputs:?}");
}

/// The rows of a CSV file by the names of their columns.
fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(file).expect("the file is there");
    reader.deserialize().map(|row| row.expect("every row is whole")).collect()
}

#[test]
fn a_run_logs_its_first_replications_as_its_daily_series_say() {
    let place = tempfile::tempdir().expect("a folder");
    let args = ["run", "beijing-dongcheng-2004", "--days", "10", "--warm-up", "0"];
    let log = |threads: &str, flag: &str| {
        let more = ["--replications", "3", "--threads", threads, "-o", threads, flag, "--force"];
        let done = gridgov(&[&args[..], &more].concat(), place.path());
        assert_eq!(status(&done), 0, "{}", err(&done));
        let manifest = fs::read_to_string(place.path().join(threads).join("manifest.json"));
        assert!(manifest.expect("the manifest").contains("\"event-log.csv\""));
        fs::read(place.path().join(threads).join("event-log.csv")).expect("the log")
    };
    let one = log("1", "--event-log=2");
    assert!(one == log("2", "--event-log=2"), "the log hangs on the threads");
    let steps = rows(&place.path().join("1/event-log.csv"));
    let daily = rows(&place.path().join("1/daily.csv"));
    for (activity, indicator) in [("closed", "cases_closed"), ("opened", "reports")] {
        for day in 0..10 {
            let on = |row: &BTreeMap<String, String>| {
                row["day"] == day.to_string() && row["replication"] == "1"
            };
            let counted = steps.iter().filter(|row| on(row) && row["activity"] == activity);
            let counted = counted.filter(|row| row["detail"] != "patrol").count();
            let told = daily.iter().find(|row| on(row) && row["indicator"] == indicator);
            assert_eq!(format!("{counted}.0"), told.expect("a day")["value"], "{activity}, {day}");
        }
    }
    let first = log("1", "--event-log");
    assert!(one.starts_with(&first) && one.len() > first.len());
}

#[test]
fn a_comparison_logs_every_scenario() {
    let place = tempfile::tempdir().expect("a folder");
    let log = ["--event-log", "-o", "out", "--quiet"];
    let done = gridgov(&[&["compare"], &SHORT[..], &log].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let mut scenarios: Vec<String> = rows(&place.path().join("out/event-log.csv"))
        .into_iter()
        .map(|mut row| row.remove("scenario").expect("a name"))
        .collect();
    scenarios.dedup();
    assert_eq!(scenarios, ["traditional", "beijing-dongcheng-2004", "traditional-equal-cost"]);
}

#[test]
fn a_case_is_traced_by_word_and_by_name_in_either_language() {
    let place = tempfile::tempdir().expect("a folder");
    let short = ["--days", "20", "--warm-up", "10"];
    let trace = |more: &[&str]| {
        gridgov(&[&["trace", "traditional"], more, &short[..]].concat(), place.path())
    };
    let told = trace(&["returned"]);
    assert_eq!(status(&told), 0, "{}", err(&told));
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    for part in
        ["Step by step", "sent back to", "Where the time went", "On paper and in the street"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let name = text.split(' ').nth(1).expect("the name of the case");
    let json = trace(&[name, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).expect("one document");
    assert_eq!(document["case"], name);
    assert!(document["file"]["returned"].as_u64() > Some(0));
    let chinese = trace(&[name, "--lang", "zh"]);
    assert!(String::from_utf8_lossy(&chinese.stdout).contains("逐步经过"));
}

#[test]
fn a_case_that_is_not_there_is_wrong_input_with_the_nearest_names() {
    let place = tempfile::tempdir().expect("a folder");
    let short = ["--days", "5", "--warm-up", "2"];
    for (args, word) in [
        (&["trace", "traditional", "b1-exposed-litter-d3-9#9"][..], "the nearest names are: b1-"),
        (&["trace", "traditional", "longst"], "the nearest names are: longest"),
        (&["trace", "traditional", "overdue"], "has no case that ran furthest past its deadline"),
        (&["trace", "reference-jackson-200", "longest"], "a network of queues"),
        (&["run", "reference-jackson-200", "--event-log"], "a network of queues"),
        (&["run", "traditional", "--event-log=0"], "0 is not in 1..=1000000"),
    ] {
        let done = gridgov(&[args, &short[..]].concat(), place.path());
        assert_eq!(status(&done), 2, "{args:?}: {}", err(&done));
        assert!(err(&done).contains(word), "{args:?}: {}", err(&done));
        assert!(done.stdout.is_empty());
    }
    assert!(!place.path().join("results").exists(), "nothing is begun");
}

#[test]
fn the_help_of_trace_names_every_word() {
    let help = gridgov(&["trace", "--help"], Path::new("."));
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    for pick in gridgov::experiment::Pick::ALL {
        let meaning = pick.meaning();
        let meaning = meaning.read(Lang::En);
        let line = format!("  {:<14} {meaning}\n", pick.name());
        assert!(help.contains(&line), "{line} is not in {help}");
    }
}
