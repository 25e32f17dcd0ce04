//! TOML as a tree whose every value knows where it was written.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::areas::Areas;
use super::fault::Faults;
use super::place::Place;
use crate::lang::{Phrase, text};

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value was written; a table's is its header.
    pub place: Place,
    /// The value.
    pub value: Value,
}

/// A TOML value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction; may be infinite or not a number.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, with or without a time, as written.
    Date(String),
    /// Values in order.
    Array(Vec<Node>),
    /// Values by key.
    Table(Table),
    /// What a file of areas holds, in place of its name.
    Areas(Box<Areas>),
}

/// A table, with the provenance that each of its files states for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The values by key.
    pub entries: BTreeMap<String, Entry>,
    /// Tables named `provenance`, the overriding file's first.
    pub provenance: Vec<Node>,
}

/// A value of a table and the place of its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key was written.
    pub key: Place,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value of a key, if this is a table that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(table) => table.entries.get(key).map(|entry| &entry.node),
            _ => None,
        }
    }

    /// The text of this value, if it is text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The id of this table, if it is a table that has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.get("id").and_then(Node::text)
    }

    /// Where the value at a key path stands, or else the nearest around it; a table with an
    /// id is shown by its id.
    #[must_use]
    pub fn place_at(&self, key_path: &str) -> Place {
        let mut node = self;
        for step in key_path.split('.') {
            let Some(inner) = node.step(step) else { break };
            node = inner;
        }
        node.get("id").map_or(node.place, |id| id.place)
    }

    /// The value inside by key or by id.
    fn step(&self, step: &str) -> Option<&Node> {
        match &self.value {
            Value::Array(elements) => elements.iter().find(|element| element.id() == Some(step)),
            _ => self.get(step),
        }
    }

    /// What kind of value this is, in words.
    #[must_use]
    pub fn kind(&self) -> Phrase {
        match self.value {
            Value::Text(_) => Phrase::new("text", "文本"),
            Value::Integer(_) | Value::Float(_) => Phrase::new("a number", "数"),
            Value::Boolean(_) => Phrase::new("true or false", "真假值"),
            Value::Date(_) => Phrase::new("a date", "日期"),
            Value::Array(_) => Phrase::new("an array", "数组"),
            Value::Table(_) => Phrase::new("a table", "表"),
            Value::Areas(_) => Phrase::new("areas", "区域"),
        }
    }

    /// This table with one of its entries taken from another table, whether it has it or not.
    #[must_use]
    pub(super) fn with_entry_of(mut self, mut other: Node, key: &str) -> Node {
        if let (Value::Table(table), Value::Table(other)) = (&mut self.value, &mut other.value) {
            table.entries.remove(key);
            table.entries.extend(other.entries.remove_entry(key));
        }
        self
    }

    /// This value as the start of another that overlays it.
    ///
    /// Tables merge key by key, arrays whose every element has an `id` element
    /// by element; everything else is replaced.
    #[must_use]
    pub fn overlaid_by(self, over: Node) -> Node {
        let value = match (self.value, over.value) {
            (Value::Table(base), Value::Table(over)) => Value::Table(base.overlaid_by(over)),
            (Value::Array(base), Value::Array(over)) if have_ids(&base) && have_ids(&over) => {
                Value::Array(merge_by_id(base, over))
            }
            (_, over) => over,
        };
        Node { place: over.place, value }
    }
}

impl Table {
    fn overlaid_by(mut self, over: Table) -> Table {
        for (key, entry) in over.entries {
            let node = match self.entries.remove(&key) {
                Some(base) => base.node.overlaid_by(entry.node),
                None => entry.node,
            };
            self.entries.insert(key, Entry { key: entry.key, node });
        }
        let provenance = over.provenance.into_iter().chain(self.provenance).collect();
        Table { entries: self.entries, provenance }
    }
}

fn have_ids(elements: &[Node]) -> bool {
    !elements.is_empty() && elements.iter().all(|element| element.id().is_some())
}

/// Base elements first; an id that the overlay repeats stays twice, to be refused.
fn merge_by_id(base: Vec<Node>, mut over: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Node> = Vec::new();
    for element in base {
        let same = over.iter().position(|other| other.id() == element.id());
        merged.push(match same {
            Some(index) => element.overlaid_by(over.remove(index)),
            None => element,
        });
    }
    merged.extend(over);
    merged
}

/// Parses a whole file; syntax errors are faults.
pub(super) fn parse(text: &str, whole: Place, faults: &mut Faults) -> Option<Node> {
    match DeTable::parse(text) {
        Ok(table) => Some(table_node(table, whole, faults)),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let why = error.message();
            let message = text!("not TOML: {why}", "不是合法的 TOML:{why}");
            faults.add(whole.part(span), "", message, None);
            None
        }
    }
}

/// Parses a single value, or takes the text as it is if that is no TOML.
pub(super) fn parse_value(text: &str, place: Place, faults: &mut Faults) -> Node {
    match DeValue::parse(text) {
        Ok(value) => node(value, place, faults),
        Err(_) => Node { place, value: Value::Text(text.to_owned()) },
    }
}

fn table_node(table: Spanned<DeTable<'_>>, whole: Place, faults: &mut Faults) -> Node {
    let span = table.span();
    node(Spanned::new(span, DeValue::Table(table.into_inner())), whole, faults)
}

fn node(value: Spanned<DeValue<'_>>, whole: Place, faults: &mut Faults) -> Node {
    let place = whole.part(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Integer(integer(&number, place, faults)),
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Value::Boolean(truth),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(array) => {
            Value::Array(array.into_iter().map(|element| node(element, whole, faults)).collect())
        }
        DeValue::Table(entries) => Value::Table(table(entries, whole, faults)),
    };
    Node { place, value }
}

fn integer(number: &DeInteger<'_>, place: Place, faults: &mut Faults) -> i128 {
    i128::from_str_radix(number.as_str(), number.radix()).unwrap_or_else(|_| {
        let message = text!("{number} is too large a number", "{number} 是过大的数");
        faults.add(place, "", message, None);
        0
    })
}

fn table(entries: DeTable<'_>, whole: Place, faults: &mut Faults) -> Table {
    let mut table = Table::default();
    for (key, value) in entries {
        let place = whole.part(key.span());
        let key = key.into_inner().into_owned();
        let node = node(value, whole, faults);
        if key == "provenance" {
            table.provenance.push(node);
        } else {
            table.entries.insert(key, Entry { key: place, node });
        }
    }
    table
}
