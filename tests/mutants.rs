//! Shipped files with random damage are refused, or accepted and run: nothing panics, and
//! nothing takes long.

use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use gridgov::experiment::{Subject, prepare};
use gridgov::metrics::indicator;
use gridgov::metrics::tally::Tally;
use gridgov::rng::{Streams, mix};
use gridgov::scenario::check::check;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Loaded, Options, Source, builtin, load_checked};
use gridgov::simulation::record::{Observer as _, Record};
use gridgov::simulation::simulate;
use gridgov::simulation::skeleton::run_watched;
use gridgov::time::{Span, Time};

/// A mutant that takes longer than this, its run of two days included, is taken to hang.
const PATIENCE: Duration = Duration::from_mins(10);

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

/// Where keys stand in a text: the name before an equals sign.
fn keys(text: &str) -> Vec<(usize, usize)> {
    let mut begin = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let key = line.split('=').next().unwrap_or_default().trim_end();
        let bare = |c: char| c.is_ascii_alphanumeric() || "-_.\"".contains(c);
        if key.len() > 2 && line.contains('=') && key.chars().all(bare) {
            found.push((begin, begin + key.len()));
        }
        begin += line.len();
    }
    found
}

/// Where values stand in a text: what follows an equals sign on its line.
fn values(text: &str) -> Vec<(usize, usize)> {
    let end = |from: usize| text[from..].find('\n').map_or(text.len(), |length| from + length);
    keys(text)
        .into_iter()
        .filter_map(|(_, to)| {
            let equals = to + text[to..].find('=')?;
            Some((equals + 1, end(equals)))
        })
        .collect()
}

/// What takes the place of a value of another type.
const OTHER_TYPES: [&str; 10] = [
    " true",
    " 7",
    " -0.5",
    " \"some words\"",
    " []",
    " [1, \"two\"]",
    " {}",
    " { key = 1 }",
    " 2004-10-01",
    " [[], {}]",
];

/// Kinds of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Damage {
    /// A bit of a byte is another.
    BitFlipped,
    /// The file ends early.
    CutOff,
    /// A line, and so a key or a head, stands twice.
    LineDoubled,
    /// A line is missing.
    LineMissing,
    /// A word in quotes stands where another stood.
    WordSwapped,
    /// A value is of another type.
    TypeSwapped,
    /// A key lacks a letter, has one twice, or has two in the wrong order.
    KeyMisspelt,
    /// A number is absurd.
    NumberAbsurd,
}

impl Damage {
    /// As often as they are tried.
    const ALL: [Self; 16] = [
        Self::BitFlipped,
        Self::CutOff,
        Self::LineDoubled,
        Self::LineMissing,
        Self::WordSwapped,
        Self::WordSwapped,
        Self::TypeSwapped,
        Self::TypeSwapped,
        Self::KeyMisspelt,
        Self::KeyMisspelt,
        Self::NumberAbsurd,
        Self::NumberAbsurd,
        Self::NumberAbsurd,
        Self::NumberAbsurd,
        Self::NumberAbsurd,
        Self::NumberAbsurd,
    ];

    /// The text with one piece of damage of this kind.
    fn done_to(self, text: &str, dice: &mut Dice) -> String {
        let put = |(from, to): (usize, usize), other: &str| {
            format!("{}{other}{}", &text[..from], &text[to..])
        };
        match self {
            Self::BitFlipped => bit_flipped(text, dice),
            Self::CutOff => {
                String::from_utf8_lossy(&text.as_bytes()[..dice.below(text.len())]).into_owned()
            }
            Self::LineDoubled | Self::LineMissing => self.other_lines(text, dice),
            Self::WordSwapped => {
                let words = words(text);
                let (from, to) = *dice.one_of(&words);
                put(*dice.one_of(&words), &text[from..to])
            }
            Self::TypeSwapped => {
                let other = *dice.one_of(&OTHER_TYPES[..]);
                put(*dice.one_of(&values(text)), other)
            }
            Self::KeyMisspelt => {
                let (from, to) = *dice.one_of(&keys(text));
                put((from, to), &misspelt(&text[from..to], dice))
            }
            Self::NumberAbsurd => {
                let absurd = *dice.one_of(&ABSURD[..]);
                put(*dice.one_of(&numbers(text)), absurd)
            }
        }
    }

    fn other_lines(self, text: &str, dice: &mut Dice) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let (before, after) = lines.split_at(dice.below(lines.len()));
        let kept =
            if self == Self::LineDoubled { [&after[..1], after] } else { [&after[1..], &[]] };
        [before, kept[0], kept[1]].concat().join("\n")
    }
}

fn bit_flipped(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let at = dice.below(bytes.len());
    bytes[at] ^= 1 << dice.below(8);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A key with a slip of the hand in it.
fn misspelt(key: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    let at = dice.below(letters.len() - 1);
    match dice.below(3) {
        0 => letters.swap(at, at + 1),
        1 => letters.insert(at, letters[at]),
        _ => drop(letters.remove(at)),
    }
    letters.into_iter().collect()
}

/// A text with one piece of damage; what is too short to damage stays.
fn damaged(text: &str, dice: &mut Dice) -> String {
    if [numbers(text), words(text), keys(text)].iter().any(Vec::is_empty) {
        return text.to_owned();
    }
    dice.one_of(&Damage::ALL).done_to(text, dice)
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

/// Time since the last sign of life, and the longest such time so far.
struct Pulse {
    last: Instant,
    longest: Duration,
}

#[expect(clippy::disallowed_methods, reason = "the longest time is told, and judged by nobody")]
impl Pulse {
    fn begin() -> Self {
        Self { last: Instant::now(), longest: Duration::ZERO }
    }

    fn beat(&mut self) {
        let now = Instant::now();
        self.longest = self.longest.max(now - self.last);
        self.last = now;
    }
}

/// Loads a damaged scenario and runs it for a day: whether it was accepted, how long the check
/// took, and how long nothing was to be seen at most.
fn run(root: &str, name: &str, text: &str) -> Tried {
    let mut pulse = Pulse::begin();
    let loaded = load(root, name, text);
    pulse.beat();
    let checked = pulse.longest;
    let accepted = loaded.is_ok_and(|loaded| runs(root, &loaded, &mut pulse));
    pulse.beat();
    Tried { accepted, checked, silent: pulse.longest }
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
fn runs(root: &str, loaded: &Loaded<Scenario>, pulse: &mut Pulse) -> bool {
    let prepared = prepare(root, &loaded.value);
    pulse.beat();
    let streams = Streams::new(loaded.value.run.seed.0.0, 0);
    match &prepared.subject {
        Subject::Governed(governed) => {
            let (city, governance) = (&governed.city, &governed.governance);
            let mut tally = Tally::new(city, governance, prepared.window);
            let mut watch = |now: Time, record: Record<'_>| {
                pulse.beat();
                tally.saw(now, record);
            };
            simulate(city, governance, streams, prepared.window, &mut watch);
            for indicator in indicator::all() {
                let value = (indicator.read)(&tally).map_or(0.0, |reading| reading.value);
                assert!(value.is_finite(), "{}", indicator.id);
            }
        }
        Subject::Skeleton(network) => {
            let mut heard = 0_u64;
            // Looking at the clock at each of a hundred million cases would take minutes.
            let beat = |_| {
                heard += 1;
                if heard.is_multiple_of(4096) {
                    pulse.beat();
                }
            };
            let tally = run_watched(network, streams, Span::ZERO, Span::DAY, beat);
            assert!(tally.opened == tally.closed + tally.open);
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

/// What became of a mutant.
#[derive(Clone, Copy, Debug)]
struct Tried {
    accepted: bool,
    /// How long the check took.
    checked: Duration,
    /// The longest time without a sign of life: a check, a build, a record of the run.
    silent: Duration,
}

/// Runs one mutant on a thread of its own.
fn try_mutant(seed: u64) -> Tried {
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

/// Tries every mutant of these seeds, none of which may panic or hang; how many were accepted.
fn try_mutants(seeds: std::ops::Range<u64>) -> usize {
    let mut tried: Vec<(Tried, u64)> = Vec::new();
    let mut failed = Vec::new();
    for seed in seeds {
        match thread::spawn(move || try_mutant(seed)).join() {
            Ok(one) => tried.push((one, seed)),
            Err(_) => failed.push(seed),
        }
    }
    let accepted = tried.iter().filter(|(one, _)| one.accepted).count();
    let check = tried.iter().map(|(one, _)| one.checked).max();
    tried.sort_by_key(|(one, _)| std::cmp::Reverse(one.silent));
    let over = tried.iter().filter(|(one, _)| one.silent.as_secs() >= 2).count();
    let most: Vec<(u64, Duration)> =
        tried.iter().take(8).map(|(one, seed)| (*seed, one.silent)).collect();
    println!(
        "{} mutants, {accepted} accepted; the longest check took {check:?}; {over} were silent for \
         two seconds, the longest: {most:?}",
        tried.len()
    );
    assert!(failed.is_empty(), "mutants {failed:?}");
    accepted
}

/// Whether enough of them were accepted and run to show much.
fn many_enough(seeds: std::ops::Range<u64>) {
    let accepted = try_mutants(seeds.clone());
    assert!(accepted * 10 > seeds.count(), "{accepted} accepted: too few to show much");
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
    many_enough(0..120);
}

#[test]
#[ignore = "takes some twenty minutes in release"]
fn many_mutants_are_refused_or_run() {
    many_enough(10_000..110_000);
}
