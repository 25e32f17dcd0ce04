use tempfile::TempDir;

use super::*;

/// Two files of a study, one of them in a folder within, and its manifest.
fn finish_study(path: &Path, key: &str) -> Manifest {
    let mut folder = fresh(path, key, false);
    write_all(&mut folder);
    folder.finish(about()).expect("a manifest is written")
}

fn write_all(folder: &mut OutputFolder) {
    folder.write("summary.json", b"{}\n").expect("a file is written");
    folder.write("plots/daily.svg", b"<svg/>").expect("a file is written");
    folder.write_undigested("timing.json", b"1").expect("a file is written");
}

fn about() -> Manifest {
    Manifest {
        version: "0.1.0".into(),
        command: vec!["run".into(), "city.toml".into()],
        seed: 7,
        inputs: [("city.toml".to_owned(), "00ff".to_owned())].into(),
        ..Manifest::default()
    }
}

fn fresh(path: &Path, key: &str, force: bool) -> OutputFolder {
    match OutputFolder::prepare(path, key, force) {
        Ok(Prepared::Fresh(folder)) => *folder,
        other => panic!("not fresh: {other:?}"),
    }
}

fn refusal(path: &Path, key: &str) -> String {
    OutputFolder::prepare(path, key, false).expect_err("it is refused").to_string()
}

fn names(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).expect("a folder");
    let name = |entry: io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(name).map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn place() -> (TempDir, PathBuf) {
    let outer = TempDir::new().expect("a temporary folder");
    let path = outer.path().join("results/city");
    (outer, path)
}

#[test]
fn a_finished_study_is_complete_and_verified() {
    let (_outer, path) = place();
    let manifest = finish_study(&path, "key");
    assert_eq!(names(&path), ["manifest.json", "plots", "summary.json", "timing.json"]);
    assert_eq!(Manifest::read(&path).expect("it reads"), Some(manifest));
    assert!(matches!(OutputFolder::prepare(&path, "key", false), Ok(Prepared::Complete)));
    fs::write(path.join("timing.json"), "2").expect("it is written");
    assert!(matches!(OutputFolder::prepare(&path, "key", false), Ok(Prepared::Complete)));
}

#[test]
fn a_changed_or_missing_file_is_written_again() {
    let (_outer, path) = place();
    finish_study(&path, "key");
    fs::write(path.join("summary.json"), "[]\n").expect("it is written");
    finish_study(&path, "key");
    fs::remove_file(path.join("plots/daily.svg")).expect("it is removed");
    finish_study(&path, "key");
    assert!(matches!(OutputFolder::prepare(&path, "key", false), Ok(Prepared::Complete)));
}

#[test]
fn force_writes_a_complete_study_again() {
    let (_outer, path) = place();
    finish_study(&path, "key");
    let mut folder = fresh(&path, "key", true);
    folder.write("summary.json", b"{}\n").expect("a file is written");
    folder.finish(about()).expect("a manifest is written");
    assert_eq!(names(&path), ["manifest.json", "plots", "summary.json"]);
    assert_eq!(names(&path.join("plots")), [""; 0]);
}

#[test]
fn another_study_gives_way_to_force_alone() {
    let (_outer, path) = place();
    finish_study(&path, "one");
    let message = refusal(&path, "two");
    assert!(message.contains("another study") && message.contains("--force"), "{message}");
    fs::write(path.join("notes.txt"), "mine").expect("it is written");
    fresh(&path, "two", true);
    assert_eq!(names(&path), ["notes.txt", "plots"]);
}

#[test]
fn foreign_files_are_refused_and_never_replaced() {
    let (_outer, path) = place();
    fs::create_dir_all(path.join("plots")).expect("a folder");
    fs::write(path.join("plots/daily.svg"), "mine").expect("it is written");
    let message = refusal(&path, "key");
    assert!(message.contains("plots/daily.svg") && message.contains("--force"), "{message}");
    let mut folder = fresh(&path, "key", true);
    let error = folder.write("plots/daily.svg", b"<svg/>").expect_err("it is refused");
    assert!(error.to_string().contains("will not replace"), "{error}");
    assert_eq!(fs::read(path.join("plots/daily.svg")).expect("it is there"), b"mine");
}

#[test]
fn an_interrupted_study_finds_its_folder_again() {
    let (_outer, path) = place();
    write_all(&mut fresh(&path, "key", false));
    assert!(refusal(&path, "other").contains("--force"));
    finish_study(&path, "key");
    assert_eq!(names(&path), ["manifest.json", "plots", "summary.json", "timing.json"]);
    write_all(&mut fresh(&path, "key", true));
    fresh(&path, "other", true);
    assert_eq!(names(&path), ["plots"]);
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    let (_outer, path) = place();
    let mut folder = fresh(&path, "key", false);
    folder.write("daily.csv", b"day\n").expect("a file is written");
    let error = folder
        .write_with("daily.csv", |target| {
            target.write_all(&vec![b'x'; 100_000])?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        })
        .expect_err("it fails");
    assert!(error.to_string().starts_with("cannot write "), "{error}");
    assert_eq!(names(&path), [LOCK_NAME, JOURNAL_NAME, "daily.csv"]);
    assert_eq!(fs::read(path.join("daily.csv")).expect("it is there"), b"day\n");
}

#[test]
fn a_file_is_no_folder_nor_is_what_lies_under_it() {
    let (outer, _) = place();
    let file = outer.path().join("file");
    fs::write(&file, "mine").expect("it is written");
    assert!(refusal(&file, "key").ends_with("is not a folder"));
    assert!(refusal(&file.join("under"), "key").starts_with("cannot create the folder"));
    assert_eq!(fs::read(&file).expect("it is there"), b"mine");
}

#[test]
fn a_manifest_of_something_else_is_not_overwritten() {
    for text in ["{\"name\": \"web app\"}", "", "{\"version\": \"1\"", "[]"] {
        let (_outer, path) = place();
        fs::create_dir_all(&path).expect("a folder");
        fs::write(path.join(MANIFEST_NAME), text).expect("it is written");
        let error = OutputFolder::prepare(&path, "key", true).expect_err("it is refused");
        assert!(error.to_string().starts_with("cannot read the manifest"), "{error}");
        assert_eq!(fs::read_to_string(path.join(MANIFEST_NAME)).expect("it is there"), text);
    }
}

#[test]
fn a_manifest_cannot_reach_out_of_its_folder() {
    for name in ["../mine", "/etc/mine", "plots/../../mine", "", ".."] {
        let (outer, path) = place();
        fs::write(outer.path().join("results/mine"), "mine").unwrap_or_default();
        fs::create_dir_all(&path).expect("a folder");
        let listed = Manifest { outputs: [(name.into(), "00".into())].into(), ..about() };
        put(&path, MANIFEST_NAME, &listed).expect("it is written");
        assert!(OutputFolder::prepare(&path, "key", true).is_err(), "{name:?} is accepted");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_folder_is_refused() {
    assert!(refusal(Path::new("/proc/gridgov"), "key").starts_with("cannot create the folder"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_file_is_refused_before_any_work() {
    use std::os::unix::fs::PermissionsExt;
    let (_outer, path) = place();
    fs::create_dir_all(&path).expect("a folder");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o555)).expect("it takes rights");
    if temporary(&path).is_ok() {
        return; // Nothing is forbidden to root.
    }
    assert!(refusal(&path, "key").starts_with("cannot write into the folder"));
}

/// The body of the next test, in a process that may write eight blocks a file.
#[test]
#[ignore = "runs within the next test"]
fn within_a_full_disk() {
    let path = PathBuf::from(std::env::var_os("GRIDGOV_TEST_FOLDER").expect("a folder"));
    let mut folder = fresh(&path, "key", false);
    folder.write("small.csv", b"1\n").expect("a small file fits");
    let error =
        folder.write("large.csv", &vec![b'x'; 1_000_000]).expect_err("a large one does not");
    assert!(error.to_string().starts_with("cannot write "), "{error}");
    assert_eq!(names(&path), [LOCK_NAME, JOURNAL_NAME, "small.csv"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_file() {
    let (_outer, path) = place();
    let shell = "trap '' XFSZ; ulimit -f 8; exec \"$0\" --ignored --exact \
                 report::folder::tests::within_a_full_disk";
    let output = std::process::Command::new("bash")
        .args(["-c", shell])
        .arg(std::env::current_exe().expect("this test"))
        .env("GRIDGOV_TEST_FOLDER", &path)
        .output()
        .expect("bash runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

/// What is computed so far marks the folder as its study's, and goes with it.
#[test]
fn what_is_computed_so_far_stays_until_the_study_is_complete_or_forced_away() {
    let (_outer, path) = place();
    let compute = |key: &str, force| {
        let folder = fresh(&path, key, force);
        let store = Store::open(&folder.working(), key).expect("it opens");
        store.keep_for_tests();
    };
    let is_there = || path.join(WORKING).exists();
    compute("key", false);
    assert!(refusal(&path, "other").contains("another study"));
    fresh(&path, "key", false);
    assert!(is_there(), "the same study finds it again");
    fresh(&path, "key", true);
    assert!(!is_there(), "force begins anew");
    compute("key", false);
    fresh(&path, "other", true);
    assert!(!is_there(), "it belongs to another study");
    compute("key", false);
    finish_study(&path, "key");
    assert!(!is_there(), "it is complete");
    compute("key", true);
    assert!(is_there(), "a complete study is begun anew");
    assert!(matches!(OutputFolder::prepare(&path, "key", false), Ok(Prepared::Complete)));
    assert!(!is_there(), "what stands is complete all the same");
}

#[test]
fn two_processes_never_write_into_one_folder() {
    let (_outer, path) = place();
    let at_work = fresh(&path, "key", false);
    let said = refusal(&path, "key");
    assert!(said.starts_with("another gridgov is at work in "), "{said}");
    drop(at_work);
    drop(fresh(&path, "key", false));
    // What a killed process leaves is held by nobody.
    fs::write(path.join(LOCK_NAME), "").expect("a file is written");
    finish_study(&path, "key");
    assert_eq!(names(&path), ["manifest.json", "plots", "summary.json", "timing.json"]);
}

#[test]
fn what_was_left_half_written_is_swept_away() {
    let (_outer, path) = place();
    drop(fresh(&path, "key", false));
    let left = path.join(format!("{}Xy12{}", TEMPORARY.0, TEMPORARY.1));
    fs::write(&left, "half").expect("a file is written");
    finish_study(&path, "key");
    assert!(!left.exists());
}

#[test]
fn what_a_forced_attempt_left_is_swept_from_a_complete_study() {
    let (_outer, path) = place();
    finish_study(&path, "key");
    let before = names(&path);
    let journal = fs::read(path.join(MANIFEST_NAME)).expect("a manifest");
    fs::write(path.join(JOURNAL_NAME), journal).expect("a file is written");
    let half = path.join(format!("{}Xy12{}", TEMPORARY.0, TEMPORARY.1));
    fs::write(half, "half").expect("a file is written");
    let found = OutputFolder::prepare(&path, "key", false);
    assert!(matches!(found, Ok(Prepared::Complete)), "{found:?}");
    assert_eq!(names(&path), before);
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_lock_keeps_what_it_leads_to() {
    let (outer, path) = place();
    fs::create_dir_all(&path).expect("a folder");
    let mine = outer.path().join("mine");
    fs::write(&mine, "mine").expect("a file is written");
    std::os::unix::fs::symlink(&mine, path.join(LOCK_NAME)).expect("a link");
    finish_study(&path, "key");
    assert_eq!(fs::read_to_string(mine).expect("it is there"), "mine");
}
