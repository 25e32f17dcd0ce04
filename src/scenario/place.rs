//! Where a value was written.

use std::ops::Range;
use std::sync::Arc;

/// A stretch of text in one of the [`Files`] of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub(super) file: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Place {
    /// The part of a place that begins and ends at these bytes of it.
    #[must_use]
    pub(super) fn part(self, bytes: Range<usize>) -> Self {
        Self { start: self.start + bytes.start, end: self.start + bytes.end, ..self }
    }
}

/// A value and where it was written.
///
/// Two of them are equal when their values are, wherever they stand.
#[derive(Clone, Debug)]
pub struct Spotted<T> {
    /// Where the value was written.
    pub place: Place,
    /// The value.
    pub value: T,
}

impl<T: PartialEq> PartialEq for Spotted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// How a text came to be part of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, on disk or built in.
    File,
    /// An argument of `--set`.
    Argument,
}

/// A text that a scenario was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, the name of a built-in, or `--set`.
    pub name: String,
    /// All of it.
    pub text: String,
    /// How it came to be here.
    pub kind: Kind,
}

/// The texts that a scenario was read from, in the order they were opened:
/// a file stands before those that it extends.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<Arc<File>>);

impl Files {
    /// Adds a text; gives the place of all of it.
    pub(super) fn add(&mut self, name: String, text: String, kind: Kind) -> Place {
        let place = Place { file: self.0.len() as u32, start: 0, end: text.len() };
        self.0.push(Arc::new(File { name, text, kind }));
        place
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The file that a place lies in.
    #[must_use]
    pub fn of(&self, place: Place) -> &File {
        &self.0[place.file as usize]
    }

    /// What is written at a place.
    #[must_use]
    pub fn written(&self, place: Place) -> &str {
        self.of(place).text.get(place.start..place.end).unwrap_or_default()
    }

    /// A place as `file:line:column`.
    #[must_use]
    pub fn spot(&self, place: Place) -> String {
        let file = self.of(place);
        let before = &file.text[..file.text.floor_char_boundary(place.start)];
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.chars().rev().take_while(|&c| c != '\n').count();
        format!("{}:{line}:{column}", file.name)
    }

    /// Which of two places overrides the other: the lower goes first. An
    /// argument overrides all files, a file those that it extends.
    pub(super) fn precedence(&self, place: Place) -> (bool, u32) {
        let written_in_a_file = self.of(place).kind == Kind::File;
        (written_in_a_file, place.file)
    }

    /// Name and text of every file, each once, without the arguments.
    #[must_use]
    pub fn contents(&self) -> Vec<(String, String)> {
        let mut contents: Vec<(String, String)> = Vec::new();
        for file in self.0.iter().filter(|file| file.kind == Kind::File) {
            if contents.iter().all(|(name, _)| *name != file.name) {
                contents.push((file.name.clone(), file.text.clone()));
            }
        }
        contents
    }
}
