//! Deadlines.

use super::measure::{Dimension, Measured, TIME, split};
use crate::lang::Phrase;
use crate::scenario::read::{At, Read, Reader};
use crate::scenario::shape::Shape;
use crate::time::Span;

/// How long a case may take, and by which clock.
///
/// Allowed ranges are in milliseconds; they count a working day as 24 hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// By a clock that never stops: `"2 h"`, `"1 day"`.
    Elapsed(Span),
    /// By a clock that runs in working hours: `"4 working hours"`.
    WorkingHours(Span),
    /// By the count of working days: `"3 working days"`.
    WorkingDays(f64),
}

const LIMIT: Dimension = Dimension {
    noun: Phrase::new("a limit", "时限"),
    example: Phrase::new(
        "\"2 h\", \"4 working hours\" or \"3 working days\"",
        "\"2 h\"、\"4 working hours\" 或 \"3 working days\"",
    ),
    ..TIME
};

impl Read for Limit {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let Some((number, unit)) = at.node.text().and_then(split) else {
            return reader.not_a(at, &LIMIT, at.node.kind());
        };
        let measured = Measured { number, unit: &unit };
        let factor = match unit.as_str() {
            "working hour" | "working hours" => TIME.factor("h"),
            "working day" | "working days" => TIME.factor("day"),
            _ => TIME.factor(&unit),
        };
        reader.leaf(at);
        let Some(factor) = factor else { return reader.not_a(at, &LIMIT, measured.noun()) };
        let ms = reader.bounded(at, measured, factor, (LIMIT.least, LIMIT.most))?;
        let span = Span::from_ms(ms.round() as i64);
        Some(match unit.strip_prefix("working ") {
            None => Self::Elapsed(span),
            Some("hour" | "hours") => Self::WorkingHours(span),
            Some(_) => Self::WorkingDays(number),
        })
    }

    fn shape() -> Shape {
        LIMIT.shape()
    }
}
