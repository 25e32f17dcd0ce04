//! The tutorial, run from top to bottom as a student would.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A fenced part of a page: what stands after the fence, and its lines.
struct Fence<'a> {
    kind: &'a str,
    lines: Vec<&'a str>,
}

fn fences(page: &str) -> Vec<Fence<'_>> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            found.push(Fence { kind, lines: lines.by_ref().take_while(|l| *l != "```").collect() });
        }
    }
    found
}

/// The words of a text, with one space between them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs a command as it is written; gives its status and all that it says.
fn run(written: &str, folder: &Path) -> (Option<i32>, String) {
    let (command, input) = match written.split_once(" < ") {
        Some((command, file)) => (command, Some(file)),
        None => (written, None),
    };
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("gridgov"), "{written}");
    let input = input.map_or(Stdio::null(), |file| {
        Stdio::from(fs::File::open(folder.join(file)).expect("the page made it"))
    });
    let done = Command::new(env!("CARGO_BIN_EXE_gridgov"))
        .args(words)
        .current_dir(folder)
        .stdin(input)
        .output()
        .expect("it starts");
    let said = [done.stdout, done.stderr].concat();
    (done.status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn every_command_of_the_tutorial_does_what_it_says() {
    let page = fs::read_to_string("docs/tutorial.md").expect("the page is there");
    let place = tempfile::tempdir().expect("a folder");
    let mut commands = 0;
    for Fence { kind, lines } in fences(&page) {
        if let Some((_, file)) = kind.split_once(" file=") {
            fs::write(place.path().join(file), lines.join("\n") + "\n").expect("a file");
            continue;
        }
        let status = kind.split_once(" status=").map_or(Some(0), |(_, code)| code.parse().ok());
        let (mut written, mut said) = ("", String::new());
        for line in lines {
            if let Some(command) = line.strip_prefix("$ ") {
                let (code, text) = run(command, place.path());
                assert_eq!(code, status, "{command}: {text}");
                (written, said) = (command, plain(&text));
                commands += 1;
            } else {
                assert!(said.contains(&plain(line)), "{written} says no `{line}`: {said}");
            }
        }
    }
    assert!(commands >= 12, "{commands} commands");
}
