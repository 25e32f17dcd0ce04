//! Tables of a study, for the terminal and for the page.

mod best;
mod compared;
pub mod knowledge;
mod money;
mod scenario;
mod sizes;
mod staff;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::compared::{label, label_of, main_contrasts};
use super::number::format_significant;
use super::table::Table;
use crate::experiment::{Comparison, Measure, Study};
use crate::lang::Lang;

pub use self::compared::contrasts;

/// What stands where an indicator does not apply.
const NONE: &str = "n/a";

/// The tables of a study; one that does not apply has no rows.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// The primary endpoints.
    pub primary: Table,
    /// How large the primary differences are, and what pairing bought.
    pub sizes: Table,
    /// What is not known of the numbers that go in, and what it does to results.
    pub knowledge: Table,
    /// Which of three or more scenarios may be the best.
    pub best: Table,
    /// Posts and money of each scenario.
    pub money: Table,
    /// What staff alone brings of the change between models.
    pub staff: Table,
    /// Official rates, each above its true twin.
    pub official: Table,
    /// All other indicators.
    pub rest: Table,
}

impl Tables {
    /// The tables of a comparison.
    pub fn of_comparison(comparison: &Comparison) -> Self {
        let places = Places::of(&comparison.studies[0].measures());
        Self {
            primary: compared::primary(comparison, &places.primary),
            sizes: sizes::table(comparison, Lang::En),
            knowledge: knowledge::of_comparison(comparison, Lang::En),
            best: best::table(comparison),
            money: money::table(&comparison.studies),
            staff: staff::table(comparison),
            official: compared::table(comparison, &places.official),
            rest: compared::table(comparison, &places.rest),
        }
    }

    /// The tables of one scenario.
    pub fn of_run(study: &Study) -> Self {
        let places = Places::of(&study.measures());
        Self {
            primary: scenario::table(study, &places.primary),
            sizes: Table::default(),
            knowledge: Table::default(),
            best: Table::default(),
            money: money::table(std::slice::from_ref(study)),
            staff: Table::default(),
            official: scenario::table(study, &places.official),
            rest: scenario::table(study, &places.rest),
        }
    }

    /// Those that have rows, each with its heading.
    pub fn with_headings(&self) -> Vec<(&'static str, &Table)> {
        let mut tables = vec![
            ("Primary endpoints", &self.primary),
            ("How large the differences are", &self.sizes),
            ("What is not known of the numbers that go in", &self.knowledge),
            ("Which may be the best, as staffed", &self.best),
            ("Posts and money", &self.money),
            ("How much of the change the same money brings without the new model", &self.staff),
            ("Official rates, each above its true twin (exploratory)", &self.official),
            ("All else (exploratory)", &self.rest),
        ];
        tables.retain(|(_, table)| !table.rows.is_empty());
        tables
    }
}

/// Every indicator of one scenario with its interval, in the order of the registry.
pub fn of_run(study: &Study) -> Table {
    let places: Vec<usize> = (0..study.measures().len()).collect();
    scenario::table(study, &places)
}

/// Which indicators stand in which table.
struct Places {
    primary: Vec<usize>,
    official: Vec<usize>,
    rest: Vec<usize>,
}

impl Places {
    fn of(measures: &[Measure]) -> Self {
        let all = 0..measures.len();
        let primary = all.clone().filter(|place| measures[*place].primary).collect();
        let twins = all.clone().filter(|place| measures[*place].twin.is_some());
        let official: Vec<usize> = twins
            .flat_map(|place| {
                let twin = measures.iter().position(|m| Some(m.id) == measures[place].twin);
                [Some(place), twin].into_iter().flatten()
            })
            .collect();
        let is_rest = |place: &usize| !measures[*place].primary && !official.contains(place);
        let rest = all.filter(is_rest).collect();
        Self { primary, official, rest }
    }
}

/// Why some cells hold no number: each reason once, with where it holds.
fn reasons(studies: &[Study], places: &[usize]) -> Vec<String> {
    let mut reasons: BTreeMap<String, [BTreeSet<&str>; 2]> = BTreeMap::new();
    for study in studies {
        for place in places {
            if let Err(reason) = study.indicator(*place) {
                let [indicators, scenarios] = reasons.entry(reason).or_default();
                indicators.insert(study.measures()[*place].id);
                scenarios.insert(&study.prepared.name);
            }
        }
    }
    let line = |(reason, where_it_holds): (String, [BTreeSet<&str>; 2])| {
        let [indicators, scenarios] =
            where_it_holds.map(|names| names.into_iter().collect::<Vec<_>>().join(", "));
        format!("n/a: {indicators}: {reason} ({scenarios}).")
    };
    reasons.into_iter().map(line).collect()
}

fn percent(share: f64) -> String {
    format!("{} %", format_significant(100.0 * share, 3))
}
