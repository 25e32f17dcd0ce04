//! Names that refer to things.

use crate::lang::{Text, text};
use crate::scenario::fault::did_you_mean;
use crate::scenario::{Faults, Keyed, Map, Name, Place};

/// Names that a help lists at most.
const LISTED: usize = 12;

/// The things of one kind that a name may refer to.
pub struct Known<'a> {
    /// What one is called, what several are, and both in Chinese.
    kind: [&'static str; 3],
    names: Vec<&'a str>,
}

impl<'a> Known<'a> {
    /// Things with ids.
    pub fn things<T>(kind: [&'static str; 3], things: &'a Keyed<T>) -> Self {
        Self { kind, names: things.names().iter().map(Name::as_str).collect() }
    }

    /// Words of the language.
    pub fn words(kind: [&'static str; 3], names: Vec<&'a str>) -> Self {
        Self { kind, names }
    }

    /// Keys of a table.
    pub fn keys<T>(kind: [&'static str; 3], table: &'a Map<T>) -> Self {
        Self { kind, names: table.keys().map(String::as_str).collect() }
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
            let [kind, _, zh] = self.kind;
            let message = text!("there is no {kind} \"{name}\"", "没有名为 \"{name}\" 的{zh}");
            faults.add(place, key_path, message, Some(self.nearest(name)));
        }
    }

    /// The nearest name as a question, or else what names there are.
    pub fn nearest(&self, name: &str) -> Text {
        did_you_mean(name, self.names.iter().copied()).unwrap_or_else(|| {
            let ([_, kinds, zh], listed) = (self.kind, listed(&self.names));
            text!("{kinds}: {listed}", "已有的{zh}:{listed}", listed)
        })
    }
}

/// Names side by side; of many, the first.
pub fn listed(names: &[&str]) -> Text {
    let first = names[..names.len().min(LISTED)].join(", ");
    match names.len() {
        0 => text!("none", "无"),
        all if all <= LISTED => Text::same(first),
        all => {
            let more = all - LISTED;
            text!("{first} and {more} more", "{first} 等,另有 {more} 个")
        }
    }
}
