//! Reading a tree into typed values, all faults in one pass.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

use super::fault::{Faults, did_you_mean};
use super::place::Place;
use super::shape::Shape;
use super::tree::{Node, Table, Value};
use crate::lang::{Text, text};

/// A type that can be read from a scenario.
pub trait Read: Sized {
    /// Reads a value; what is wrong is noted, and the reader goes on.
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self>;

    /// What may be written for it.
    fn shape() -> Shape;

    /// What a missing key stands for; nothing if the key is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a table by key, or into an array by id.
    Key(String),
    /// Into an array by position.
    Index(usize),
}

/// The way from the root of a scenario to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Step>);

impl Path {
    /// This path and one step more.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// Its keys and ids, without positions.
    pub(super) fn keys(&self) -> Vec<String> {
        let key = |step: &Step| match step {
            Step::Key(key) => Some(key.clone()),
            Step::Index(_) => None,
        };
        self.0.iter().filter_map(key).collect()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if depth == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A value about to be read.
#[derive(Clone, Debug)]
pub struct At<'t> {
    /// The value.
    pub node: &'t Node,
    /// The way to it.
    pub path: Path,
    /// The least and the greatest number allowed, in base units.
    pub range: Option<(f64, f64)>,
}

impl<'t> At<'t> {
    /// The range of numbers allowed, to be handed on to a value inside.
    #[must_use]
    pub fn range(&self) -> Option<RangeInclusive<f64>> {
        self.range.map(|(least, most)| least..=most)
    }

    /// A value inside this one; the range holds there too.
    #[must_use]
    pub fn inside<'u>(&self, node: &'u Node, step: Step) -> At<'u> {
        At { node, path: self.path.then(step), range: self.range }
    }

    /// The elements of an array, each by its id or else by its position.
    pub(super) fn elements(&self, nodes: &'t [Node]) -> impl Iterator<Item = At<'t>> {
        nodes.iter().enumerate().map(|(index, node)| {
            let id = node.id().map(|id| Step::Key(id.to_owned()));
            self.inside(node, id.unwrap_or(Step::Index(index)))
        })
    }
}

/// A number that was read, to be matched with its provenance.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub path: Path,
    pub place: Place,
    pub text: String,
    /// Whether it is no input, so that it may do without.
    pub kept: bool,
}

/// Reads values and notes what is wrong with them.
#[derive(Debug)]
pub struct Reader {
    /// What is wrong so far.
    pub faults: Faults,
    pub(super) leaves: Vec<Leaf>,
    /// Where numbers may have been drawn: those used, by path, in the units written. They are
    /// rounded and kept within what is allowed, instead of refused.
    pub(super) drawn: Option<BTreeMap<String, f64>>,
}

impl Reader {
    pub(super) fn new(faults: Faults) -> Self {
        Self { faults, leaves: Vec::new(), drawn: None }
    }

    /// The same for a tree in which numbers were drawn.
    pub(super) fn drawing(self) -> Self {
        Self { drawn: Some(BTreeMap::new()), ..self }
    }

    /// Notes that a value is wrong.
    pub fn refuse(&mut self, at: &At<'_>, message: Text, help: Option<Text>) {
        self.faults.add(at.node.place, &at.path.to_string(), message, help);
    }

    /// Notes that a value is something other than what may stand there.
    pub fn expected(&mut self, at: &At<'_>, expected: &Text) {
        let (found, kind) = (self.subject(at), at.node.kind());
        let message = text!(
            "{found} is {kind}; {expected} is expected",
            "{found}是{kind};应为{expected}",
            found,
            kind,
            expected
        );
        self.refuse(at, message, None);
    }

    /// What stands at a place, to be the subject of a sentence: the text itself, if it is short.
    pub(super) fn subject(&self, at: &At<'_>) -> Text {
        match at.node.value {
            Value::Table(_) | Value::Array(_) => text!("this", "此处"),
            _ => {
                let written = self.written(at.node.place);
                text!("{written}", "{written} ")
            }
        }
    }

    /// What is written at a place, clipped to one short line.
    #[must_use]
    pub fn written(&self, place: Place) -> String {
        self.faults.written(place)
    }

    /// Notes a number that needs provenance.
    pub(super) fn leaf(&mut self, at: &At<'_>) {
        let text = self.written(at.node.place);
        self.leaves.push(Leaf { path: at.path.clone(), place: at.node.place, text, kept: false });
    }

    /// Forgets the numbers that a reading noted: they need no provenance.
    pub(super) fn without_leaves<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let known = self.leaves.len();
        let value = read(self);
        self.leaves.truncate(known);
        value
    }

    /// Marks the numbers that a reading notes as no inputs.
    pub(super) fn with_kept_leaves<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let known = self.leaves.len();
        let value = read(self);
        self.leaves[known..].iter_mut().for_each(|leaf| leaf.kept = true);
        value
    }

    /// The text that stands here, or a fault naming what is expected.
    pub fn text<'t>(&mut self, at: &At<'t>, expected: &Text) -> Option<&'t str> {
        let text = at.node.text();
        if text.is_none() {
            self.expected(at, expected);
        }
        text
    }

    /// The word that stands here; other words than these are refused.
    pub fn word<'t>(&mut self, at: &At<'t>, words: &[&str]) -> Option<&'t str> {
        let allowed = words.join(", ");
        let word = self.text(at, &text!("one of {allowed}", " {allowed} 之一"))?;
        if words.contains(&word) {
            return Some(word);
        }
        let found = self.written(at.node.place);
        let help = did_you_mean(word, words.iter().copied());
        let message = text!("{found} is none of {allowed}", "{found} 不在 {allowed} 之中");
        self.refuse(at, message, help);
        None
    }

    /// The array that stands here.
    pub fn array<'t>(&mut self, at: &At<'t>) -> Option<Vec<At<'t>>> {
        let Value::Array(nodes) = &at.node.value else {
            self.expected(at, &text!("an array", "数组"));
            return None;
        };
        Some(at.elements(nodes).collect())
    }

    /// The table that stands here, whatever its keys.
    pub fn table<'t>(&mut self, at: &At<'t>) -> Option<&'t Table> {
        let Value::Table(table) = &at.node.value else {
            self.expected(at, &text!("a table", "表"));
            return None;
        };
        Some(table)
    }

    /// The table that stands here; other keys than these are refused.
    pub fn table_of<'t>(&mut self, at: &At<'t>, keys: &[&str]) -> Option<&'t Table> {
        let table = self.table(at)?;
        for (key, entry) in &table.entries {
            if !keys.contains(&key.as_str()) {
                let allowed = keys.join(", ");
                let help = did_you_mean(key, keys.iter().copied())
                    .unwrap_or_else(|| text!("allowed: {allowed}", "可用的键:{allowed}"));
                let path = at.path.then(Step::Key(key.clone())).to_string();
                self.faults.add(entry.key, &path, text!("unknown key", "未知的键"), Some(help));
            }
        }
        Some(table)
    }

    /// A key of the table that stands here.
    pub fn field<T: Read>(
        &mut self,
        at: &At<'_>,
        key: &str,
        range: Option<RangeInclusive<f64>>,
    ) -> Option<T> {
        let Some(node) = at.node.get(key) else {
            return T::absent().or_else(|| self.missing(at, key));
        };
        let range = range.map(|range| (*range.start(), *range.end()));
        let inside = At { range, ..at.inside(node, Step::Key(key.to_owned())) };
        T::read(self, &inside)
    }

    fn missing<T>(&mut self, at: &At<'_>, key: &str) -> Option<T> {
        let path = at.path.then(Step::Key(key.to_owned())).to_string();
        self.faults.add(at.node.place, &path, text!("missing", "缺少此项"), None);
        None
    }

    /// The one key of a table that may have only one of these.
    ///
    /// Where an overlay chose another key than the file it extends, the
    /// overlay's counts.
    pub fn only<'t>(&mut self, at: &At<'t>, keys: &[&'static str]) -> Option<&'t str> {
        let table = self.table_of(at, keys)?;
        let files = self.faults.files();
        let known = table.entries.iter().filter(|(key, _)| keys.contains(&key.as_str()));
        let first = known.clone().map(|(_, entry)| files.precedence(entry.key)).min();
        let chosen: Vec<&str> = known
            .filter(|(_, entry)| Some(files.precedence(entry.key)) == first)
            .map(|(key, _)| key.as_str())
            .collect();
        if let [key] = chosen[..] {
            return Some(key);
        }
        let found = match chosen[..] {
            [] => text!("none", "无"),
            _ => Text::same(chosen.join(", ")),
        };
        let allowed = keys.join(", ");
        let message = text!(
            "this has {found}; exactly one of {allowed} is expected",
            "此处所填:{found};应恰好填 {allowed} 之一",
            found
        );
        self.refuse(at, message, None);
        None
    }
}
