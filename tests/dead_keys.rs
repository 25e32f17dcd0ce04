//! Every key of every shipped scenario moves some result when it is changed, or stands in
//! docs/robustness.md with the reason why it does not.
//!
//! A key counts as alive if one of a few changes within what is allowed gives another
//! outcome: an indicator, a daily count, an hour of work or the burden of a block. The first
//! look is at a small town for some weeks, the second at the scenario as it stands.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use gridgov::experiment::{Outcome, Prepared, prepare, run_all};
use gridgov::scenario::check::check;
use gridgov::scenario::meaning::{Meaning, meaning};
use gridgov::scenario::study::Scenario;
use gridgov::scenario::tree::{Node, Value};
use gridgov::scenario::{Loaded, Options, Read as _, Shape, Source, load_checked};

/// The scenarios, and what makes them small.
const SCENARIOS: [(&str, &[&str]); 15] = [
    ("traditional", SMALL),
    ("beijing-dongcheng-2004", SMALL),
    ("measures/requests", SMALL),
    ("measures/duty-roster", SMALL),
    ("measures/shared-data", SMALL),
    ("measures/parallel-systems", SMALL),
    ("measures/audit", SMALL),
    ("measures/assessment-yuncheng", SMALL),
    ("measures/assessment-three-rates", SMALL),
    ("measures/assessment-quota", SMALL),
    ("measures/assessment-cjt-292", SMALL),
    ("measures/first-receiver", SMALL),
    ("measures/leverage", SMALL),
    ("measures/inspection", SMALL),
    ("reference-jackson-200", &["run.days=20 d", "run.warm_up=5 d"]),
];
const SMALL: &[&str] = &[
    "city.area=2.5 km2",
    "city.residents=50000",
    "city.streets=2",
    "city.communities=10",
    "city.blocks=300",
    "run.days=28 d",
    "run.warm_up=7 d",
    "run.follow_up=14 d",
];
/// Measures laid over a scenario, of which only what they add is tried.
const MEASURES: &str = "measures/";
/// How many times as many problems arise in the small town.
const MORE: f64 = 8.0;
/// Values that are tried before a key that is documented as silent counts as such.
const TRIES: usize = 2;
/// Threads that try keys.
const THREADS: usize = 4;

/// A key, and texts that may stand in its place.
struct Key {
    path: String,
    /// Path of what is set: the key itself, or the array around it.
    set: String,
    values: Vec<String>,
    is_documented: bool,
}

fn load(name: &'static str, sets: &[String]) -> Option<Loaded<Scenario>> {
    let options = Options { provenance: false };
    load_checked(&Source::Builtin(name), sets, options, check).ok()
}

/// What a scenario comes to in one replication, digits and all.
fn outcome(name: &'static str, sets: &[String]) -> Option<String> {
    let value = load(name, sets)?.value;
    let prepared: Prepared = prepare(name, &value);
    let outcomes = run_all(std::slice::from_ref(&prepared), value.run.seed.0.0, 1, 1, || ());
    let outcome: Outcome = outcomes.expect("threads start").remove(0).remove(0);
    let mut city = outcome.city;
    // The potential problems are drawn and counted, real or not.
    if let Some(city) = &mut city {
        city.potentials = (0, 0);
    }
    Some(format!("{:?} {:?} {}", outcome.readings, city, outcome.cases))
}

/// All ids and words of the tree, for what may name another.
fn names(node: &Node, found: &mut Vec<String>) {
    match &node.value {
        Value::Array(nodes) => nodes.iter().for_each(|inner| names(inner, found)),
        Value::Table(table) => {
            found.extend(node.id().map(str::to_owned));
            table.entries.values().for_each(|entry| names(&entry.node, found));
        }
        _ => {}
    }
}

fn written(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => format!("{text:?}"),
        Value::Date(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Boolean(truth) => truth.to_string(),
        Value::Areas(_) => unreachable!("no shipped scenario has areas"),
        Value::Array(nodes) => {
            format!("[{}]", nodes.iter().map(written).collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) => {
            let entries = table.entries.iter();
            let pairs = entries.map(|(key, entry)| format!("{key} = {}", written(&entry.node)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Every key that holds no table.
fn keys(node: &Node, path: &str, names: &[String], found: &mut Vec<Key>) {
    let inside =
        |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match &node.value {
        Value::Table(table) => {
            for (key, entry) in &table.entries {
                keys(&entry.node, &inside(key), names, found);
            }
        }
        Value::Array(nodes) if nodes.iter().any(|inner| inner.id().is_some()) => {
            for inner in nodes {
                keys(inner, &inside(inner.id().unwrap_or_default()), names, found);
            }
        }
        Value::Array(nodes) => {
            for place in 0..nodes.len() {
                found.push(element(nodes, place, path));
            }
        }
        _ => {
            let meaning = meaning(Scenario::shape(), path);
            let values = meaning.map_or(Vec::new(), |meaning| others(node, &meaning, names));
            found.push(Key {
                path: path.to_owned(),
                set: path.to_owned(),
                values,
                is_documented: false,
            });
        }
    }
}

/// An element of a plain array: another number, or gone.
fn element(nodes: &[Node], place: usize, path: &str) -> Key {
    let name = nodes[place].text().map_or_else(|| place.to_string(), str::to_owned);
    let with = |text: Option<String>| {
        let mut all: Vec<String> = nodes.iter().map(written).collect();
        match text {
            Some(text) => all[place] = text,
            None => drop(all.remove(place)),
        }
        format!("[{}]", all.join(", "))
    };
    let values = match number(&nodes[place]) {
        Some((number, _)) => vec![with(Some(format!("{:?}", 3.0 * number + 1.0)))],
        None => vec![with(None)],
    };
    Key { path: format!("{path}[{name}]"), set: path.to_owned(), values, is_documented: false }
}

/// A number and its unit.
fn number(node: &Node) -> Option<(f64, String)> {
    match &node.value {
        Value::Integer(number) => Some((*number as f64, String::new())),
        Value::Float(number) => Some((*number, String::new())),
        Value::Text(text) => {
            let (number, unit) = text.split_once(' ')?;
            Some((number.replace('_', "").parse().ok()?, format!(" {unit}")))
        }
        _ => None,
    }
}

/// What may stand in place of a value.
fn others(node: &Node, meaning: &Meaning, names: &[String]) -> Vec<String> {
    match &meaning.shape {
        Shape::Quantity { .. } => {
            let Some((number, unit)) = number(node) else { return Vec::new() };
            let moved = [
                number + 0.3,
                1.5 * number,
                3.0 * number,
                0.1 * number,
                number + 1.0,
                0.5 * number,
            ];
            let quoted = |number: f64| {
                let text =
                    if number.fract() == 0.0 { format!("{number}") } else { format!("{number:?}") };
                if unit.is_empty() { text } else { format!("\"{text}{unit}\"") }
            };
            let rounded = moved.map(|number| quoted(number.round()));
            moved.map(quoted).into_iter().chain(rounded).collect()
        }
        Shape::Choice { words, .. } => words
            .iter()
            .filter(|(word, _)| node.text() != Some(word))
            .map(|(word, _)| format!("{word:?}"))
            .collect(),
        Shape::Boolean => vec![(node.value != Value::Boolean(true)).to_string()],
        Shape::Text { noun, .. } if noun.en == "opening hours" => {
            ["daily 00:00-06:00", "always", "Mon 09:00-10:00"]
                .map(|text| format!("{text:?}"))
                .to_vec()
        }
        Shape::Text { noun, .. } if noun.en == "a date" => vec!["\"2005-02-19\"".into()],
        Shape::Text { .. } => names
            .iter()
            .filter(|name| node.text() != Some(name))
            .map(|name| format!("{name:?}"))
            .collect(),
        _ => Vec::new(),
    }
}

/// What makes a scenario small, and its problems so many that queues form.
fn busy(small: &[&str], tree: &Node) -> Vec<String> {
    let mut sets: Vec<String> = small.iter().map(|set| (*set).to_owned()).collect();
    let categories = tree.get("city").and_then(|city| city.get("categories"));
    if let Some(Node { value: Value::Array(categories), .. }) = categories {
        sets.extend(categories.iter().filter_map(|category| {
            let (rate, unit) = number(category.get("incidence")?)?;
            Some(format!("city.categories.{}.incidence={}{unit}", category.id()?, MORE * rate))
        }));
    }
    sets
}

/// What becomes of a scenario when a key is changed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    /// A result is another.
    Moves,
    /// The check refuses every other word there.
    Held,
    /// Nothing is another.
    Silent,
}

/// What each key does.
fn verdicts(name: &'static str, small: &[String], keys: &[Key]) -> Vec<Verdict> {
    let base = outcome(name, small).expect("it loads");
    let verdict = |key: &Key| {
        let (mut found, mut tried) = (Verdict::Held, 0);
        for value in &key.values {
            if tried == TRIES && key.is_documented {
                break;
            }
            // What makes a scenario small must not take back what is tried.
            let kept = small.iter().filter(|set| !set.starts_with(&format!("{}=", key.set)));
            let sets: Vec<String> = kept.cloned().chain([format!("{}={value}", key.set)]).collect();
            match outcome(name, &sets) {
                Some(other) if other != base => return Verdict::Moves,
                Some(_) => (found, tried) = (Verdict::Silent, tried + 1),
                None => {}
            }
        }
        found
    };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut told = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(key) = keys.get(place) else { return told };
            told.push((place, verdict(key)));
        }
    };
    let told: BTreeMap<usize, Verdict> = thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("it runs")).collect()
    });
    told.into_values().collect()
}

/// Every key of a change of regime moves some result: when it comes and goes, where, in which
/// steps, and what it changes.
#[test]
fn every_key_of_a_regime_moves_some_result() {
    const ID: &str = "regimes.unit-grid";
    let base: Vec<String> = SMALL
        .iter()
        .map(|set| (*set).to_owned())
        .chain([format!("{ID}.from=7 d"), format!("{ID}.streets={{listed=[1,2]}}")])
        .chain([format!("{ID}.steps=2"), format!("{ID}.every=7 d")])
        .collect();
    let with = |sets: &[&str]| {
        let sets = sets.iter().map(|set| format!("{ID}.{set}"));
        outcome("dongcheng-rollout", &base.iter().cloned().chain(sets).collect::<Vec<_>>())
    };
    let stated = with(&[]).expect("it loads");
    for sets in [
        &["from=9 d"][..],
        &["until=21 d"],
        &["every=9 d"],
        &["streets={listed=[2,1]}"],
        &["streets={number=2}", "steps=2", "streets={share=1.0}", "every=1 d"],
        &["governance.roles.supervisor.patrol.sweep=40 m"],
        &["governance.deadlines.exposed-litter=9 h"],
        &["governance.duties.sanitation='greening'"],
    ] {
        let moved = with(sets).unwrap_or_else(|| panic!("{sets:?} does not load"));
        assert!(moved != stated, "{sets:?} moves nothing");
    }
}

/// A pattern of docs/robustness.md, in which `*` stands for any part of one step, and whether
/// no key at all that it names moves anything.
struct Pattern {
    steps: Vec<String>,
    never: bool,
}

/// The patterns of docs/robustness.md.
fn documented() -> Vec<Pattern> {
    let text = fs::read_to_string("docs/robustness.md").expect("the page is there");
    let mut patterns = Vec::new();
    for (mark, never) in [("<!-- never -->", true), ("<!-- not everywhere -->", false)] {
        let marked = text.split(mark).nth(1).expect("the table is marked");
        let cells = marked.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        patterns.extend(cells.map(|(pattern, _)| Pattern {
            steps: pattern.split('.').map(str::to_owned).collect(),
            never,
        }));
    }
    patterns
}

impl Pattern {
    fn names(&self, path: &str) -> bool {
        let steps: Vec<&str> = path.split('.').collect();
        let fits = |(pattern, step): (&String, &&str)| match pattern.split_once('*') {
            Some((start, end)) => {
                step.len() >= start.len() + end.len()
                    && step.starts_with(start)
                    && step.ends_with(end)
            }
            None => pattern == step,
        };
        self.steps.len() == steps.len() && self.steps.iter().zip(&steps).all(fits)
    }
}

/// Whether a key is of a year of holidays that stands for the others: one that the small town
/// meets and one that it does not, or of no year at all.
fn is_tried(path: &str) -> bool {
    let year = path.strip_prefix("calendar.years.");
    year.is_none_or(|year| year.starts_with("2004.") || year.starts_with("2005."))
}

/// What each key of the shipped scenarios does in the one where it does most.
fn survey(patterns: &[Pattern]) -> BTreeMap<String, Verdict> {
    let mut found: BTreeMap<String, Verdict> = BTreeMap::new();
    for (name, small) in SCENARIOS {
        let tree = load(name, &[]).expect("a built-in").tree;
        let (mut known, mut here) = (Vec::new(), Vec::new());
        let small = busy(small, &tree);
        names(&tree, &mut known);
        keys(&tree, "", &known, &mut here);
        for key in &mut here {
            key.is_documented = patterns.iter().any(|pattern| pattern.names(&key.path));
        }
        let is_left = |key: &Key| match found.get(&key.path) {
            Some(verdict) => *verdict != Verdict::Moves && !name.starts_with(MEASURES),
            None => true,
        };
        here.retain(|key| is_tried(&key.path) && is_left(key));
        let verdicts = verdicts(name, &small, &here);
        for (key, verdict) in here.into_iter().zip(verdicts) {
            let numeric = meaning(Scenario::shape(), &key.set)
                .is_some_and(|meaning| matches!(meaning.shape, Shape::Quantity { .. }));
            assert!(!numeric || verdict != Verdict::Held, "{}: no other number will do", key.path);
            let known = found.entry(key.path).or_insert(verdict);
            if verdict == Verdict::Moves || *known == Verdict::Held {
                *known = verdict;
            }
        }
    }
    found
}

#[test]
fn every_key_moves_a_result_or_is_documented() {
    let patterns = documented();
    let found = survey(&patterns);
    let named = |pattern: &Pattern| -> Vec<Verdict> {
        found.iter().filter(|(path, _)| pattern.names(path)).map(|(_, of)| *of).collect()
    };
    let silent: Vec<&String> = found
        .iter()
        .filter(|(path, of)| {
            **of == Verdict::Silent && !patterns.iter().any(|pattern| pattern.names(path))
        })
        .map(|(path, _)| path)
        .collect();
    let count = |verdict| found.values().filter(|of| **of == verdict).count();
    let [moves, held, still] = [Verdict::Moves, Verdict::Held, Verdict::Silent].map(count);
    println!("{} keys: {moves} move a result, {held} are held, {still} do not", found.len());
    assert!(silent.is_empty(), "keys that move nothing and are not documented: {silent:#?}");
    for pattern in &patterns {
        let (path, of) = (pattern.steps.join("."), named(pattern));
        assert!(of.contains(&Verdict::Silent), "{path}: all that it names moves a result");
        let moves = of.contains(&Verdict::Moves);
        assert!(pattern.never != moves, "{path}: some key moves a result: {moves}");
    }
}
