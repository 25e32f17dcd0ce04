//! Macros that declare a type once: struct, docs, reading and shape.

/// A table with these keys.
///
/// A key's type may be followed by `in LEAST..=MOST`, in base units; that holds
/// for a number there, and for those in lists, maps and variants, but not for
/// those inside another record.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                pub $field:ident : $head:ident $(< $inner:ty >)? $(in $range:expr)?
            ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $head $(< $inner >)? ),*
        }

        impl $crate::scenario::Read for $name {
            fn read(
                reader: &mut $crate::scenario::Reader,
                at: &$crate::scenario::At<'_>,
            ) -> Option<Self> {
                reader.table_of(at, &[$( $crate::scenario::declare::key(stringify!($field)) ),*])?;
                $(
                    let $field = reader.field::<$head $(< $inner >)?>(
                        at,
                        $crate::scenario::declare::key(stringify!($field)),
                        $crate::scenario::declare::option!($($range)?),
                    );
                )*
                Some(Self { $( $field: $field? ),* })
            }

            fn shape() -> $crate::scenario::Shape {
                $crate::scenario::Shape::Record {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*),
                    fields: vec![$(
                        $crate::scenario::declare::field::<$head $(< $inner >)?>(
                            stringify!($field),
                            concat!($($field_doc, "\n"),*),
                            $crate::scenario::declare::option!($($range)?),
                        )
                    ),*],
                }
            }
        }
    };
}

/// One of several words.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            $( $(#[doc = $word_doc:literal])* $case:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[doc = $word_doc])* $case ),*
        }

        impl $name {
            /// All of them, in the order of declaration.
            pub const ALL: &[Self] = &[$( Self::$case ),*];

            /// The word that stands for it in a scenario.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$case => $word ),* }
            }
        }

        impl $crate::scenario::Read for $name {
            fn read(
                reader: &mut $crate::scenario::Reader,
                at: &$crate::scenario::At<'_>,
            ) -> Option<Self> {
                let word = reader.word(at, &[$( $word ),*])?;
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }

            fn shape() -> $crate::scenario::Shape {
                $crate::scenario::Shape::Choice {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*),
                    words: vec![$( ($word, concat!($($word_doc, "\n"),*)) ),*],
                }
            }
        }
    };
}

/// A table with exactly one of several keys.
macro_rules! variant {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            $( $(#[doc = $case_doc:literal])* $case:ident($inner:ty) = $key:literal ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $( $(#[doc = $case_doc])* $case($inner) ),*
        }

        impl $crate::scenario::Read for $name {
            fn read(
                reader: &mut $crate::scenario::Reader,
                at: &$crate::scenario::At<'_>,
            ) -> Option<Self> {
                match reader.only(at, &[$( $key ),*])? {
                    $( $key => reader.field::<$inner>(at, $key, at.range()).map(Self::$case), )*
                    _ => None,
                }
            }

            fn shape() -> $crate::scenario::Shape {
                $crate::scenario::Shape::Variant {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*),
                    cases: vec![$(
                        $crate::scenario::declare::field::<$inner>(
                            $key,
                            concat!($($case_doc, "\n"),*),
                            None,
                        )
                    ),*],
                }
            }
        }
    };
}

/// What stands here, or nothing.
macro_rules! option {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}

pub(crate) use {choice, option, record, variant};

use std::ops::RangeInclusive;

use super::read::Read;
use super::shape::Field;

/// The key that a field is written under.
pub(crate) fn key(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// A field as data.
pub(crate) fn field<T: Read>(
    name: &'static str,
    doc: &'static str,
    range: Option<RangeInclusive<f64>>,
) -> Field {
    Field {
        key: key(name),
        doc,
        required: T::absent().is_none(),
        range: range.map(|range| (*range.start(), *range.end())),
        shape: T::shape,
    }
}
