//! Shipped files with random damage are refused, or accepted and run: nothing panics, and
//! nothing takes long.

use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use gridgov::experiment::{Study, prepare, run_all};
use gridgov::rng::mix;
use gridgov::scenario::check::check;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Options, Source, builtin, load_checked};

/// A run of two days that takes longer than this is taken to hang.
const PATIENCE: Duration = Duration::from_secs(30);

/// What takes the place of a number.
const ABSURD: [&str; 22] = [
    "0", "-1", "1", "2", "1e308", "1e-308", "9e15", "4e9", "1e6", "5000000", "100000", "10000",
    "1000", "100", "24", "12", "0.5", "0.01", "0.001", "0.999999", "1e-9", "nan",
];

/// Luck with a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 += 1;
        (mix(self.0) % sides.max(1) as u64) as usize
    }

    fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// Where numbers stand in a text.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let mut found = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if c.is_ascii_digit() => start = Some(i),
            Some(from) if !is_part(c) => {
                found.push((from, i));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Where words in quotes stand in a text.
fn words(text: &str) -> Vec<(usize, usize)> {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    quotes.chunks_exact(2).map(|pair| (pair[0] + 1, pair[1])).collect()
}

/// A text with one piece of damage.
fn damaged(text: &str, dice: &mut Dice) -> String {
    if text.lines().count() < 3 || numbers(text).is_empty() || words(text).is_empty() {
        return text.to_owned();
    }
    let mut bytes = text.as_bytes().to_vec();
    match dice.below(16) {
        0 => {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
        }
        1 => bytes.truncate(dice.below(text.len())),
        2 => {
            let lines: Vec<&str> = text.lines().collect();
            let at = dice.below(lines.len());
            let (before, after) = lines.split_at(at);
            return [before, &after[..1], after].concat().join("\n");
        }
        3 => {
            let lines: Vec<&str> = text.lines().collect();
            let at = dice.below(lines.len());
            return [&lines[..at], &lines[at + 1..]].concat().join("\n");
        }
        4..=6 => {
            let words = words(text);
            let ((from, to), (other_from, other_to)) = (*dice.one_of(&words), *dice.one_of(&words));
            return format!("{}{}{}", &text[..from], &text[other_from..other_to], &text[to..]);
        }
        _ => {
            let (from, to) = *dice.one_of(&numbers(text));
            return format!("{}{}{}", &text[..from], dice.one_of(&ABSURD), &text[to..]);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A scenario and the files that it is made of.
const FAMILIES: [(&str, &[&str]); 3] = [
    (
        "traditional",
        &[
            "cities/dongcheng-2004",
            "categories/urban-2004",
            "models/dongcheng-base-2004",
            "models/traditional",
        ],
    ),
    (
        "beijing-dongcheng-2004",
        &[
            "cities/dongcheng-2004",
            "categories/urban-2004",
            "models/dongcheng-base-2004",
            "models/beijing-dongcheng-2004",
        ],
    ),
    ("reference-jackson-200", &["reference-jackson-200"]),
];

/// Loads a damaged scenario and runs it for a day; whether it was accepted.
fn run(root: &str, name: &str, text: &str) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    for (known, good) in builtin::FILES {
        let path = folder.path().join(known).with_added_extension("toml");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, if *known == name { text } else { good }).expect("a file");
    }
    let source = Source::Path(folder.path().join(root).with_added_extension("toml"));
    let sets = ["run.days=1 d", "run.warm_up=0 d", "run.follow_up=1 d", "run.replications=1"];
    let sets = sets.map(str::to_owned);
    match load_checked::<Scenario>(&source, &sets, Options { provenance: false }, check) {
        Err(faults) => {
            assert!(faults.any_error() && faults.to_string().contains("--> "));
            false
        }
        // A great network may run, but takes its time.
        Ok(loaded) if loaded.value.skeleton.as_ref().is_some_and(|n| n.cells.0 > 100_000) => true,
        Ok(loaded) => {
            let seed = loaded.value.run.seed.0.0;
            let prepared = prepare(root, &loaded.value);
            let outcomes = run_all(std::slice::from_ref(&prepared), seed, 1, 1, || ());
            let outcomes = outcomes.expect("threads start").remove(0);
            let study = Study { prepared, outcomes };
            for place in 0..study.measures().len() {
                if let Ok(result) = study.indicator(place) {
                    let id = study.measures()[place].id;
                    assert!(result.values.iter().all(|value| value.is_finite()), "{id}");
                }
            }
            true
        }
    }
}

/// Runs one mutant on a thread of its own; whether it was accepted.
fn try_mutant(seed: u64) -> bool {
    let mut dice = Dice(seed << 20);
    let (root, names) = *dice.one_of(&FAMILIES);
    let name = *dice.one_of(names);
    let (_, good) = builtin::find(name).expect("a built-in");
    let mut text = good.to_owned();
    for _ in 0..=dice.below(2) {
        text = damaged(&text, &mut dice);
    }
    let (tell, told) = mpsc::channel();
    let damage: Vec<String> = text
        .lines()
        .filter(|line| !good.lines().any(|known| known == *line))
        .map(str::to_owned)
        .collect();
    let worker = thread::spawn(move || tell.send(run(root, name, &text)));
    match told.recv_timeout(PATIENCE) {
        Ok(accepted) => accepted,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            panic!("mutant {seed} of {root}, {name} hangs: {damage:#?}")
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            worker.join().expect_err("it panicked");
            panic!("mutant {seed} of {root}, {name} panics: {damage:#?}")
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the longest time is told, and judged by nobody")]
fn try_mutants(seeds: std::ops::Range<u64>) {
    let (mut accepted, mut failed) = (0, Vec::new());
    let mut longest = (Duration::ZERO, 0);
    for seed in seeds.clone() {
        let begun = Instant::now();
        match thread::spawn(move || try_mutant(seed)).join() {
            Ok(good) => accepted += u64::from(good),
            Err(_) => failed.push(seed),
        }
        longest = longest.max((begun.elapsed(), seed));
    }
    let (time, seed) = longest;
    println!(
        "{} mutants, {accepted} accepted; the longest, {seed}: {time:?}",
        seeds.clone().count()
    );
    assert!(failed.is_empty(), "mutants {failed:?}");
    assert!(accepted * 10 > seeds.count() as u64, "{accepted} accepted: too few to show much");
}

#[test]
fn some_mutants_are_refused_or_run() {
    try_mutants(0..120);
}

#[test]
#[ignore = "takes ten minutes in release"]
fn many_mutants_are_refused_or_run() {
    try_mutants(10_000..110_000);
}
