//! Studies that are cut off go on where they were, and come to the same bytes.

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use program::{command, contents, err, gridgov, status};

/// A short run of each kind, in seconds.
const SHORT: [&str; 6] = ["--days", "10", "--warm-up", "3", "--replications", "3"];

/// Two short scenarios of a city at equal cost too, with draws; indicators that do not apply have
/// a reason instead of a value.
const PAIR: [&str; 16] = [
    "compare",
    "traditional",
    "beijing-dongcheng-2004",
    "--days",
    "2",
    "--warm-up",
    "0",
    "--set",
    "run.follow_up=2 d",
    "--replications",
    "12",
    "--equal-cost",
    "--uncertainty",
    "3",
    "--set",
    "city.blocks=600",
];

fn working(folder: &Path) -> PathBuf {
    folder.join(".gridgov-working")
}

/// Starts a study in a folder and kills it once a file of finished replications has so many
/// bytes.
fn cut_off(args: &[&str], folder: &Path, file: &str, bytes: u64) {
    let mut child = command(args, folder.parent().expect("a place"))
        .args(["--quiet", "-o"])
        .arg(folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let size = || fs::metadata(working(folder).join(file)).map_or(0, |of| of.len());
    while size() < bytes {
        let ended = child.try_wait().expect("it can be asked");
        assert!(ended.is_none(), "it ended before it could be cut off: {ended:?}");
        sleep(Duration::from_millis(1));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    assert!(!folder.join("manifest.json").exists(), "it was complete before it was cut off");
}

/// How many replications the program says were done.
fn resumed(said: &str) -> usize {
    let (_, rest) = said.split_once("resumed: ").unwrap_or_else(|| panic!("not resumed: {said}"));
    rest.split(' ').next().and_then(|n| n.parse().ok()).expect("a number")
}

/// Runs a study to its end in a folder; gives what it said.
fn finish(args: &[&str], folder: &Path, threads: &str) -> String {
    let out = folder.to_str().expect("a path");
    let whole = [args, &["-o", out, "--threads", threads]].concat();
    let done = gridgov(&whole, folder.parent().expect("a place"));
    assert_eq!(status(&done), 0, "{}", err(&done));
    assert!(!working(folder).exists(), "the working folder is left");
    err(&done)
}

/// Cut off twice, on other numbers of threads, and damaged in between.
#[test]
fn a_study_that_was_killed_goes_on_to_the_same_bytes() {
    let place = tempfile::tempdir().expect("a folder");
    let [calm, cut] = ["calm", "cut"].map(|name| place.path().join(name));
    finish(&PAIR, &calm, "2");
    cut_off(&[&PAIR[..], &["--threads", "2"]].concat(), &cut, "finished-1", 150_000);
    damage(&working(&cut).join("finished-1"));
    cut_off(&[&PAIR[..], &["--threads", "1"]].concat(), &cut, "finished-2", 40_000);
    let said = finish(&PAIR, &cut, "3");
    let done = resumed(&said);
    assert!((2..54).contains(&done) && said.contains("of 54 replications"), "{said}");
    assert_eq!(contents(&calm), contents(&cut));
}

/// Turns a bit in the middle of a file, and cuts its last byte off.
fn damage(file: &Path) {
    let mut bytes = fs::read(file).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    bytes.truncate(bytes.len() - 1);
    fs::write(file, bytes).expect("it is written");
}

#[test]
fn a_precision_is_reached_at_the_same_look() {
    let place = tempfile::tempdir().expect("a folder");
    let [calm, cut] = ["calm", "cut"].map(|name| place.path().join(name));
    let window = ["run", "reference-jackson-200", "--days", "20", "--warm-up", "auto"];
    let args = [&window[..], &["--precision", "sojourn_grid_h=0.15%"]].concat();
    finish(&args, &calm, "2");
    cut_off(&args, &cut, "finished-1", 10_000);
    assert!(resumed(&finish(&args, &cut, "1")) > 10);
    assert_eq!(contents(&calm), contents(&cut));
}

/// Another seed is another study: it neither takes what was finished nor throws it away unasked.
#[test]
fn another_study_never_resumes() {
    let place = tempfile::tempdir().expect("a folder");
    let cut = place.path().join("cut");
    let long = ["--days", "200", "--replications", "40"];
    let args = [&["run", "reference-jackson-200"], &long[..]].concat();
    cut_off(&args, &cut, "finished-1", 300);
    let out = cut.to_str().expect("a path");
    let other = [&["run", "reference-jackson-200", "-o", out], &SHORT[..]].concat();
    let refused = gridgov(&other, place.path());
    assert_eq!(status(&refused), 1);
    assert!(err(&refused).contains("another study"), "{}", err(&refused));
    assert!(working(&cut).exists());
    let forced = gridgov(&[&other[..], &["--force"]].concat(), place.path());
    assert_eq!(status(&forced), 0, "{}", err(&forced));
    assert!(!err(&forced).contains("resumed"), "{}", err(&forced));
}
