//! What a scenario may hold, as data: enough to write a schema from.

use crate::lang::Phrase;

/// What may stand at a key.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A table with these keys.
    Record {
        /// Name of the type.
        name: &'static str,
        /// What it is.
        doc: &'static str,
        /// Its keys.
        fields: Vec<Field>,
    },
    /// A table with exactly one of these keys.
    Variant {
        /// Name of the type.
        name: &'static str,
        /// What it is.
        doc: &'static str,
        /// Its keys.
        cases: Vec<Field>,
    },
    /// One of these words.
    Choice {
        /// Name of the type.
        name: &'static str,
        /// What it is.
        doc: &'static str,
        /// Each word and what it means.
        words: Vec<(&'static str, &'static str)>,
    },
    /// An array.
    List(Box<Shape>),
    /// An array of tables, each with an `id` of its own.
    Keyed(Box<Shape>),
    /// A table with free keys.
    Map(Box<Shape>),
    /// A number, or text with number and unit.
    Quantity {
        /// What it is, such as "a time".
        noun: Phrase,
        /// One way to write it.
        example: Phrase,
        /// The units it may have.
        units: Vec<&'static str>,
        /// Whether a number without a unit will do.
        plain: bool,
    },
    /// Text of some form.
    Text {
        /// What it is, such as "a date".
        noun: Phrase,
        /// One way to write it.
        example: &'static str,
    },
    /// `true` or `false`.
    Boolean,
}

/// A key of a table.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Whether the table must have it.
    pub required: bool,
    /// The least and the greatest value allowed, in base units.
    pub range: Option<(f64, f64)>,
    /// What may stand there; a function, because types may hold themselves.
    pub shape: fn() -> Shape,
}
