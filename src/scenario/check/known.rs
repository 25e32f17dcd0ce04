//! Names that refer to things.

use crate::scenario::fault::did_you_mean;
use crate::scenario::{Faults, Keyed, Map, Name, Place};

/// Names that a help lists at most.
const LISTED: usize = 12;

/// The things of one kind that a name may refer to.
pub struct Known<'a> {
    kind: &'static str,
    kinds: &'static str,
    names: Vec<&'a str>,
}

impl<'a> Known<'a> {
    /// Things with ids.
    pub fn things<T>(kind: &'static str, kinds: &'static str, things: &'a Keyed<T>) -> Self {
        Self { kind, kinds, names: things.names().iter().map(Name::as_str).collect() }
    }

    /// Keys of a table.
    pub fn keys<T>(kind: &'static str, kinds: &'static str, table: &'a Map<T>) -> Self {
        Self { kind, kinds, names: table.keys().map(String::as_str).collect() }
    }

    /// Objects to a name that refers to nothing.
    pub fn find(&self, name: &Name, key_path: &str, faults: &mut Faults) {
        self.find_text(name.as_str(), name.place, key_path, faults);
    }

    /// As [`find`](Self::find), for each of a list.
    pub fn find_all(&self, names: &[Name], key_path: &str, faults: &mut Faults) {
        for name in names {
            self.find(name, key_path, faults);
        }
    }

    /// As [`find`](Self::find), for a key of a table.
    pub fn find_text(&self, name: &str, place: Place, key_path: &str, faults: &mut Faults) {
        // Where there is nothing at all, that is a fault of its own.
        if !self.names.is_empty() && !self.names.contains(&name) {
            let message = format!("there is no {} \"{name}\"", self.kind);
            faults.add(place, key_path, message, Some(self.nearest(name)));
        }
    }

    /// The nearest name as a question, or else what names there are.
    pub fn nearest(&self, name: &str) -> String {
        did_you_mean(name, self.names.iter().copied())
            .unwrap_or_else(|| format!("{}: {}", self.kinds, listed(&self.names)))
    }
}

/// Names side by side; of many, the first.
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        _ if names.len() <= LISTED => names.join(", "),
        _ => format!("{} and {} more", names[..LISTED].join(", "), names.len() - LISTED),
    }
}
