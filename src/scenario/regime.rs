//! Changes of the governance model in time: which model, from when, in which streets.

use super::governance::Governance;
use super::read::{At, Read, Reader};
use super::shape::Shape;
use super::tree::{Entry, Node, Value};
use super::{Chosen, Count, Date, Name, Share, record, variant};
use crate::lang::{Phrase, text};
use crate::time::Span;

record! {
    /// A change of the governance model: another model governs from a day on, in all streets or
    /// in some. Of several that hold in a street, the last one written governs it.
    pub struct Regime {
        /// Id, unique among regimes.
        pub id: Name,
        /// The day at whose midnight it begins: days after day 0, such as `"90 d"`, or a date.
        pub from: When,
        /// The day at whose midnight it ends, and what stood before governs again.
        pub until: Option<When>,
        /// Where it comes into force; everywhere where absent.
        pub streets: Option<Streets>,
        /// In how many steps the streets follow each other; all at once where absent.
        pub steps: Option<Chosen<Count>> in 2.0..=10_000.0,
        /// From one step to the next, in whole days.
        pub every: Option<Chosen<Span>> in 8.64e7..=3.1536e11,
        /// The keys of the scenario's governance model that change; the others stay.
        pub overlay: Option<Governance>,
        /// A whole governance model, in place of the scenario's.
        pub governance: Option<Governance>,
    }
}

impl Regime {
    /// The model that governs while it is in force.
    ///
    /// # Panics
    /// If it states none, which its check refuses.
    #[must_use]
    pub fn model(&self) -> &Governance {
        let model = self.overlay.as_ref().or(self.governance.as_ref());
        model.expect("a checked regime states a model")
    }
}

variant! {
    /// Which streets a regime comes into force in, and in which order they follow each other.
    pub enum Streets {
        /// This share of them, drawn by luck of the seed, in the order drawn.
        Share(Chosen<Share>) = "share",
        /// So many of them, drawn by luck of the seed, in the order drawn.
        Number(Chosen<Count>) = "number",
        /// These, counted from 1, in the order written.
        Listed(Chosen<Vec<Count>>) = "listed",
    }
}

/// A day, counted from day 0 or of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// So many days after day 0.
    Day(i64),
    /// A date.
    Date(Date),
}

impl When {
    /// The day, counted from that of a date.
    #[must_use]
    pub fn day(self, start: Date) -> i64 {
        match self {
            Self::Day(day) => day,
            Self::Date(date) => date.0.duration_since(start.0).as_hours() / 24,
        }
    }
}

impl When {
    /// The date, where day 0 is this one.
    #[must_use]
    pub fn date(self, start: Date) -> Date {
        match self {
            Self::Day(day) => Date(start.0.saturating_add(jiff::Span::new().days(day))),
            Self::Date(date) => date,
        }
    }
}

impl Read for When {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let is_date = match &at.node.value {
            // Years have four figures; what begins with a sign is a number of days.
            Value::Text(text) => text.find('-').is_some_and(|place| place > 0),
            other => matches!(other, Value::Date(_)),
        };
        if is_date {
            return Date::read(reader, at).map(Self::Date);
        }
        let span = reader.without_leaves(|reader| Span::read(reader, at))?;
        if span.ms() % Span::DAY.ms() != 0 {
            let found = reader.written(at.node.place);
            let message = text!("{found} is not a whole number of days", "{found} 不是整天数");
            reader.refuse(at, message, None);
            return None;
        }
        Some(Self::Day(span.ms() / Span::DAY.ms()))
    }

    fn shape() -> Shape {
        Shape::Text { noun: Phrase::new("a date", "日期"), example: "90 d" }
    }
}

/// The path in a governance model of what stands at a path in that of a regime.
///
/// A number of a regime's model is drawn, and used, like that of the scenario's.
pub(super) fn of_model(path: &str) -> Option<String> {
    let (_, rest) = path.strip_prefix("regimes.")?.split_once('.')?;
    let rest = rest.strip_prefix("overlay.").or_else(|| rest.strip_prefix("governance."))?;
    Some(format!("governance.{rest}"))
}

/// A scenario in which each regime's `overlay` is laid over the scenario's governance model;
/// nothing where there is none to lay.
pub(super) fn laid(root: &Node) -> Option<Node> {
    let base = root.get("governance")?;
    let Value::Array(_) = root.get("regimes")?.value else { return None };
    let mut root = root.clone();
    if let Value::Table(table) = &mut root.value
        && let Some(Entry { node: Node { value: Value::Array(regimes), .. }, .. }) =
            table.entries.get_mut("regimes")
    {
        for regime in regimes {
            lay(regime, base);
        }
    }
    Some(root)
}

fn lay(regime: &mut Node, base: &Node) {
    if let Value::Table(table) = &mut regime.value
        && let Some(overlay) = table.entries.get_mut("overlay")
    {
        overlay.node = base.clone().overlaid_by(overlay.node.clone());
    }
}
