//! A district of one's own from twelve answers, on the pattern of a built-in type.
//!
//! What is answered is tagged as stated by whoever answers. What is left blank is taken from
//! the type and tagged `assumed`, whatever the type's own evidence: it is evidence of another
//! place.

mod answer;
mod question;
mod write;

pub use answer::{Answers, Wrong};
pub use question::{QUESTIONS, Question};
pub use write::{TYPE, Volume, text};
