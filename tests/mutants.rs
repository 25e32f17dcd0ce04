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
use gridgov::scenario::{Loaded, Options, Source, builtin, load_checked};

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

/// Loads a damaged scenario and runs it for a day; whether it was accepted, and how long the
/// check took.
#[expect(clippy::disallowed_methods, reason = "the longest time is told, and judged by nobody")]
fn run(root: &str, name: &str, text: &str) -> (bool, Duration) {
    let begun = Instant::now();
    let loaded = load(root, name, text);
    let checked = begun.elapsed();
    (loaded.is_ok_and(|loaded| runs(root, &loaded)), checked)
}

/// Loads a damaged scenario; a refusal names a place.
fn load(root: &str, name: &str, text: &str) -> Result<Loaded<Scenario>, ()> {
    let folder = tempfile::tempdir().expect("a folder");
    for (known, good) in builtin::FILES {
        let path = folder.path().join(known).with_added_extension("toml");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, if *known == name { text } else { good }).expect("a file");
    }
    let source = Source::Path(folder.path().join(root).with_added_extension("toml"));
    let sets = ["run.days=1 d", "run.warm_up=0 d", "run.follow_up=1 d", "run.replications=1"];
    let sets = sets.map(str::to_owned);
    load_checked(&source, &sets, Options { provenance: false }, check).map_err(|faults| {
        assert!(faults.any_error() && faults.to_string().contains("--> "), "{faults}");
    })
}

/// Runs an accepted mutant; every value is a number.
fn runs(root: &str, loaded: &Loaded<Scenario>) -> bool {
    // A great network may run, but takes its time.
    if loaded.value.skeleton.as_ref().is_some_and(|network| network.cells.0 > 100_000) {
        return true;
    }
    let prepared = prepare(root, &loaded.value);
    let seed = loaded.value.run.seed.0.0;
    let outcomes = run_all(std::slice::from_ref(&prepared), seed, 1, 1, || ());
    let study = Study { prepared, outcomes: outcomes.expect("threads start").remove(0) };
    for (place, measure) in study.measures().into_iter().enumerate() {
        if let Ok(result) = study.indicator(place) {
            assert!(result.values.iter().all(|value| value.is_finite()), "{}", measure.id);
        }
    }
    true
}

/// A damaged file.
struct Mutant {
    root: &'static str,
    name: &'static str,
    text: String,
    /// Lines that the good file does not have.
    damage: Vec<String>,
}

impl Mutant {
    fn of(seed: u64) -> Self {
        let mut dice = Dice(seed << 20);
        let (root, names) = *dice.one_of(&FAMILIES);
        let name = *dice.one_of(names);
        let (_, good) = builtin::find(name).expect("a built-in");
        let mut text = good.to_owned();
        for _ in 0..=dice.below(2) {
            text = damaged(&text, &mut dice);
        }
        let is_new = |line: &&str| !good.lines().any(|known| known == *line);
        let damage = text.lines().filter(is_new).map(str::to_owned).collect();
        Self { root, name, text, damage }
    }
}

/// Runs one mutant on a thread of its own; whether it was accepted, and how long the check took.
fn try_mutant(seed: u64) -> (bool, Duration) {
    let Mutant { root, name, text, damage } = Mutant::of(seed);
    let (tell, told) = mpsc::channel();
    let worker = thread::spawn(move || tell.send(run(root, name, &text)));
    match told.recv_timeout(PATIENCE) {
        Ok(tried) => tried,
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
    let mut longest_check = Duration::ZERO;
    let mut slow: Vec<(Duration, u64)> = Vec::new();
    for seed in seeds.clone() {
        let begun = Instant::now();
        match thread::spawn(move || try_mutant(seed)).join() {
            Ok((good, checked)) => {
                accepted += u64::from(good);
                longest_check = longest_check.max(checked);
            }
            Err(_) => failed.push(seed),
        }
        slow.push((begun.elapsed(), seed));
    }
    slow.sort_by(|a, b| b.cmp(a));
    let over = slow.iter().filter(|(time, _)| time.as_secs() >= 2).count();
    println!(
        "{} mutants, {accepted} accepted; the longest check took {longest_check:?}; {over} took over \
         two seconds with their run, the longest: {:?}",
        slow.len(),
        &slow[..slow.len().min(8)]
    );
    assert!(failed.is_empty(), "mutants {failed:?}");
    assert!(accepted * 10 > seeds.count() as u64, "{accepted} accepted: too few to show much");
}

/// What a mutant of this seed changes, for those that need a look.
#[test]
#[ignore = "a tool: SEED names the mutant"]
fn one_mutant_is_shown() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(10_000);
    let Mutant { root, name, text, damage } = Mutant::of(seed);
    println!("{root}, {name}: {damage:#?}");
    std::fs::write(std::env::temp_dir().join("mutant.toml"), text).expect("a file");
    try_mutants(seed..seed + 1);
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
