//! Reading what holds other values: options, lists, tables with free keys.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::place::{Place, Spotted};
use super::read::{At, Read, Reader, Step};
use super::shape::Shape;
use crate::lang::{Phrase, text};

/// The name of a thing and where it was written.
///
/// Letters, digits, `-` and `_` of any script. Two names are equal when their
/// texts are, wherever they stand.
#[derive(Clone, Debug)]
pub struct Name {
    /// Where the name was written.
    pub place: Place,
    text: String,
}

impl Name {
    /// The name itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.text)
    }
}

impl Read for Name {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let expected = text!("a name, such as \"street-office\",", "名称(例如 \"street-office\")");
        let text = reader.text(at, &expected)?;
        if text.is_empty() || !text.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) {
            let found = reader.written(at.node.place);
            let message = text!(
                "{found} is not a name: letters, digits, - and _",
                "{found} 不是名称:只能用文字、数字、- 和 _"
            );
            reader.refuse(at, message, None);
            return None;
        }
        Some(Self { place: at.node.place, text: text.to_owned() })
    }

    fn shape() -> Shape {
        Shape::Text { noun: Phrase::new("a name", "名称"), example: "street-office" }
    }
}

impl Read for String {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        reader.text(at, &text!("text", "文本")).map(str::to_owned)
    }

    fn shape() -> Shape {
        Shape::Text { noun: Phrase::new("text", "文本"), example: "Dongcheng, 2004" }
    }
}

impl Read for bool {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let super::tree::Value::Boolean(truth) = at.node.value else {
            reader.expected(at, &text!("true or false", " true 或 false"));
            return None;
        };
        Some(truth)
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl<T: Read> Read for Spotted<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        Some(Self { place: at.node.place, value: T::read(reader, at)? })
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Read> Read for Box<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        T::read(reader, at).map(Self::new)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

/// A number that somebody chooses for a study, such as its seed: it needs no
/// provenance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen<T>(pub T);

impl<T: Read> Read for Chosen<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        reader.without_leaves(|reader| T::read(reader, at)).map(Self)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

/// A number that is kept to be compared with, and is no input: it may say where it comes from,
/// and a warning asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept<T>(pub T);

impl<T: Read> Read for Kept<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        reader.with_kept_leaves(|reader| T::read(reader, at)).map(Self)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        T::read(reader, at).map(Some)
    }

    fn shape() -> Shape {
        T::shape()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let elements = reader.array(at)?;
        let read: Vec<Option<T>> = elements.iter().map(|inner| T::read(reader, inner)).collect();
        read.into_iter().collect()
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

/// Things with ids of their own, in the order written: an array of tables,
/// each with an `id`.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyed<T> {
    names: Vec<Name>,
    items: Vec<T>,
}

impl<T> Keyed<T> {
    /// The thing with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.position(id).map(|index| &self.items[index])
    }

    /// Where in the order the thing with this id stands.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.names.iter().position(|name| name.as_str() == id)
    }

    /// The ids, in order.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }
}

/// Things under their ids, each id once.
impl<T> FromIterator<(Name, T)> for Keyed<T> {
    fn from_iter<I: IntoIterator<Item = (Name, T)>>(things: I) -> Self {
        let (names, items) = things.into_iter().unzip();
        Self { names, items }
    }
}

impl<T> Deref for Keyed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<'a, T> IntoIterator for &'a Keyed<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T: Read> Read for Keyed<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let elements = reader.array(at)?;
        let unique = refuse_duplicates(reader, &elements);
        let read: Vec<Option<(Name, T)>> = elements
            .iter()
            .map(|inner| {
                let item = T::read(reader, inner);
                name_of(inner).zip(item)
            })
            .collect();
        let (names, items) = read.into_iter().collect::<Option<Vec<_>>>()?.into_iter().unzip();
        unique.then_some(Self { names, items })
    }

    fn shape() -> Shape {
        Shape::Keyed(Box::new(T::shape()))
    }
}

/// The id of an element; that it has a good one is for the element to check.
fn name_of(at: &At<'_>) -> Option<Name> {
    let id = at.node.get("id")?;
    Some(Name { place: id.place, text: id.text()?.to_owned() })
}

fn refuse_duplicates(reader: &mut Reader, elements: &[At<'_>]) -> bool {
    let mut unique = true;
    let mut known: BTreeMap<String, Place> = BTreeMap::new();
    for (at, name) in elements.iter().filter_map(|at| name_of(at).map(|name| (at, name))) {
        if let Some(&first) = known.get(name.as_str()) {
            let first = reader.faults.files().spot(first);
            let message = text!(
                "the id \"{name}\" is taken, at {first}",
                "id \"{name}\" 已被占用,见 {first}"
            );
            reader.faults.add(name.place, &at.path.to_string(), message, None);
            unique = false;
        } else {
            known.insert(name.text, name.place);
        }
    }
    unique
}

/// Values by free keys; each knows where its key was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<T>(BTreeMap<String, Spotted<T>>);

impl<T> FromIterator<(String, Spotted<T>)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (String, Spotted<T>)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T> Deref for Map<T> {
    type Target = BTreeMap<String, Spotted<T>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T: Read> Read for Map<T> {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let table = reader.table(at)?;
        let mut read: Vec<Option<(String, Spotted<T>)>> = Vec::new();
        for (key, entry) in &table.entries {
            let inner = at.inside(&entry.node, Step::Key(key.clone()));
            let value = T::read(reader, &inner);
            read.push(value.map(|value| (key.clone(), Spotted { place: entry.key, value })));
        }
        read.into_iter().collect::<Option<_>>().map(Self)
    }

    fn shape() -> Shape {
        Shape::Map(Box::new(T::shape()))
    }
}
