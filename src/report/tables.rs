//! Tables of a study, for the terminal and for the page.

mod attribution;
mod best;
mod compared;
mod money;
mod scenario;
mod staff;
mod transplant;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::compared::{label, main_contrasts};
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
    /// Which of three or more scenarios may be the best.
    pub best: Table,
    /// Posts and money of each scenario.
    pub money: Table,
    /// What staff alone brings of the change between models.
    pub staff: Table,
    /// What was asked beside the comparison, each under its heading.
    pub more: Vec<(&'static str, Table)>,
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
            best: best::table(comparison),
            money: money::table(&comparison.studies),
            staff: staff::table(comparison),
            more: more(comparison, Lang::En),
            official: compared::table(comparison, &places.official),
            rest: compared::table(comparison, &places.rest),
        }
    }

    /// The tables of one scenario.
    pub fn of_run(study: &Study) -> Self {
        let places = Places::of(&study.measures());
        Self {
            primary: scenario::table(study, &places.primary),
            best: Table::default(),
            money: money::table(std::slice::from_ref(study)),
            staff: Table::default(),
            more: Vec::new(),
            official: scenario::table(study, &places.official),
            rest: scenario::table(study, &places.rest),
        }
    }

    /// Those that have rows, each with its heading.
    pub fn with_headings(&self) -> Vec<(&'static str, &Table)> {
        let mut tables = vec![
            ("Primary endpoints", &self.primary),
            ("Which may be the best, as staffed", &self.best),
            ("Posts and money", &self.money),
            ("How much of the change the same money brings without the new model", &self.staff),
        ];
        tables.extend(self.more.iter().map(|(heading, table)| (*heading, table)));
        tables.extend([
            ("Official rates, each above its true twin (exploratory)", &self.official),
            ("All else (exploratory)", &self.rest),
        ]);
        tables.retain(|(_, table)| !table.rows.is_empty());
        tables
    }
}

/// What a comparison was asked beside its differences.
fn more(comparison: &Comparison, lang: Lang) -> Vec<(&'static str, Table)> {
    let mut tables = vec![
        (attribution::heading(lang), attribution::table(comparison, lang)),
        (attribution::heading_of_keys(lang), attribution::differing(comparison, lang)),
        (transplant::heading(lang), transplant::matrix(comparison, lang)),
        (transplant::heading_of_variance(lang), transplant::variance(comparison, lang)),
    ];
    tables.retain(|(_, table)| !table.rows.is_empty());
    tables
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
