//! A warm-up that is found from a pilot.

mod program;

use std::fs;

use program::{contents, err, gridgov, status};

const NETWORK: [&str; 6] = ["run", "reference-jackson-200", "--days", "30", "--replications", "6"];

/// The study is that of the same warm-up given in days, and says where it comes from; what the
/// pilot saw is written down.
#[test]
fn a_warm_up_from_a_pilot_is_used_and_written_down() {
    let place = tempfile::tempdir().expect("a folder");
    let run = |more: &[&str]| {
        let done = gridgov(&[&NETWORK[..], more].concat(), place.path());
        assert_eq!(status(&done), 0, "{}", err(&done));
        err(&done)
    };
    let said = run(&["--warm-up", "auto", "-o", "auto"]);
    let files = contents(&place.path().join("auto"));
    let summary: serde_json::Value =
        serde_json::from_slice(&files["summary.json"]).expect("a document");
    let days = summary["warm_up_days"].as_u64().expect("days");
    assert!(days > 0 && days.is_multiple_of(7), "{days}");
    assert!(said.contains(&format!("warm-up: {} weeks", days / 7)), "{said}");
    let found = &summary["warm_up"];
    assert_eq!((&found["settled"], &found["pilot_days"]), (&true.into(), &182.into()));
    let rows = String::from_utf8_lossy(&files["warm_up.csv"]).into_owned();
    assert!(rows.starts_with("scenario,series,day,value,moving_average,truncation\n"), "{rows}");
    assert_eq!(rows.lines().count(), 1 + 2 * 182);
    assert!(files.contains_key("warm-up.svg") && files.contains_key("warm-up.png"));
    let page = String::from_utf8_lossy(&files["report.html"]).into_owned();
    assert!(page.contains("found from a pilot") && page.contains("How the beginning wears off"));
    run(&["--warm-up", &days.to_string(), "-o", "given"]);
    let given = contents(&place.path().join("given"));
    assert_eq!(given["indicators.csv"], files["indicators.csv"]);
    assert!(!given.contains_key("warm_up.csv"));
}

/// 5.95 cases a day for who can do six: whoever runs it is told on the terminal, in the summary
/// and on the page, in their language.
#[test]
fn what_never_settles_is_said_aloud() {
    let place = tempfile::tempdir().expect("a folder");
    let more = ["--set", "skeleton.cells=5", "--set", "skeleton.cases=5.95 per day"];
    let args = [&NETWORK[..], &more, &["--warm-up", "auto", "--quiet", "-o"]].concat();
    let done = gridgov(&[&args[..], &["en"]].concat(), place.path());
    assert_eq!(status(&done), 0, "{}", err(&done));
    let said = err(&done);
    assert!(said.contains("warning: the warm-up did not settle"), "{said}");
    assert!(said.contains("reference-jackson-200 cases_at_cells"), "{said}");
    let read = |name: &str| fs::read_to_string(place.path().join("en").join(name)).expect("a file");
    assert!(read("summary.json").contains("\"settled\": false"));
    assert!(read("report.html").contains("the warm-up did not settle"));
    let zh = gridgov(&[&args[..], &["zh", "--lang", "zh"]].concat(), place.path());
    assert!(err(&zh).contains("警告: 预热未达稳定"), "{}", err(&zh));
    for wrong in ["3651", "automatic", "7.5"] {
        let refused = gridgov(&[&NETWORK[..], &["--warm-up", wrong]].concat(), place.path());
        assert_eq!(status(&refused), 2, "{wrong}");
        assert!(err(&refused).contains("auto"), "{}", err(&refused));
    }
}
