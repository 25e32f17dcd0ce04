//! Tables of a study, for the terminal and for the page.

mod attribution;
mod best;
pub mod city;
mod compared;
pub mod effects;
mod fitted;
pub mod knowledge;
mod money;
pub mod moves;
mod scenario;
mod sizes;
mod staff;
mod standardised;
mod transplant;

use std::collections::BTreeMap;

pub(super) use self::compared::{label, label_of, main_contrasts};
use super::names;
use super::table::{Column, Table};
use crate::experiment::{Comparison, Measure, Study, told};
use crate::lang::{Lang, Phrase, Text, text};

pub use self::compared::contrasts;

/// What stands where an indicator does not apply.
pub(super) const NONE: Phrase = Phrase::new("n/a", "不适用");

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
    /// What was asked beside the comparison, each under its heading.
    pub more: Vec<(Phrase, Table)>,
    /// Official rates, each above its true twin.
    pub official: Table,
    /// All other indicators.
    pub rest: Table,
}

impl Tables {
    /// The tables of a comparison.
    pub fn of_comparison(comparison: &Comparison, lang: Lang) -> Self {
        let places = Places::of(&comparison.studies);
        Self {
            primary: compared::primary(comparison, &places.primary, lang),
            sizes: sizes::table(comparison, lang),
            knowledge: knowledge::of_comparison(comparison, lang),
            best: best::table(comparison, lang),
            money: money::table(&comparison.studies, lang),
            staff: staff::table(comparison, lang),
            more: more(comparison, lang),
            official: compared::table(comparison, &places.official, lang),
            rest: compared::table(comparison, &places.rest, lang),
        }
    }

    /// The tables of one scenario.
    pub fn of_run(study: &Study, lang: Lang) -> Self {
        let places = Places::of(std::slice::from_ref(study));
        Self {
            primary: scenario::table(study, &places.primary, lang),
            sizes: Table::default(),
            knowledge: Table::default(),
            best: Table::default(),
            money: money::table(std::slice::from_ref(study), lang),
            staff: Table::default(),
            more: Vec::new(),
            official: scenario::table(study, &places.official, lang),
            rest: scenario::table(study, &places.rest, lang),
        }
    }

    /// Those that have rows, each with its heading.
    pub fn with_headings(&self) -> Vec<(Phrase, &Table)> {
        let mut tables = vec![
            (PRIMARY, &self.primary),
            (sizes::HEADING, &self.sizes),
            (knowledge::HEADING, &self.knowledge),
            (BEST, &self.best),
            (MONEY, &self.money),
            (STAFF, &self.staff),
        ];
        tables.extend(self.more.iter().map(|(heading, table)| (*heading, table)));
        tables.extend([(OFFICIAL, &self.official), (REST, &self.rest)]);
        tables.retain(|(_, table)| !table.rows.is_empty());
        tables
    }
}

const PRIMARY: Phrase = Phrase::new("Primary endpoints", "主要指标");
const BEST: Phrase =
    Phrase::new("Which may be the best, as staffed", "按各自编制，哪些情景可能最优");
const MONEY: Phrase = Phrase::new("Posts and money", "岗位与经费");
pub(super) const STAFF: Phrase = Phrase::new(
    "How much of the change the same money brings without the new model",
    "不换治理模式、只花同样的钱，能带来多少变化",
);
const OFFICIAL: Phrase = Phrase::new(
    "Official rates, each above its true twin (exploratory)",
    "官方口径的比率，下一行是对应的真实指标（探索性）",
);
const REST: Phrase = Phrase::new("All else (exploratory)", "其余指标（探索性）");

/// What a comparison was asked beside its differences.
fn more(comparison: &Comparison, lang: Lang) -> Vec<(Phrase, Table)> {
    let mut tables = vec![
        (standardised::HEADING, standardised::table(comparison, lang)),
        (attribution::HEADING, attribution::table(comparison, lang)),
        (attribution::HEADING_OF_KEYS, attribution::differing(comparison, lang)),
        (transplant::HEADING, transplant::matrix(comparison, lang)),
        (transplant::HEADING_OF_VARIANCE, transplant::variance(comparison, lang)),
        (effects::HEADING, effects::of_comparison(comparison, lang)),
    ];
    tables.retain(|(_, table)| !table.rows.is_empty());
    tables
}

/// Every indicator of one scenario with its interval, in the order of the registry.
pub fn of_run(study: &Study, lang: Lang) -> Table {
    scenario::table(study, &told(std::slice::from_ref(study)), lang)
}

/// Which indicators stand in which table.
struct Places {
    primary: Vec<usize>,
    official: Vec<usize>,
    rest: Vec<usize>,
}

impl Places {
    fn of(studies: &[Study]) -> Self {
        let measures = studies[0].measures();
        let all = told(studies).into_iter();
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

/// The columns that name an indicator: as people of this language call it, then the other way.
fn naming(lang: Lang) -> [Column; 2] {
    match lang {
        Lang::En => [Column::words("indicator"), Column::words("中文").aside()],
        Lang::Zh => [Column::words("指标"), Column::words("标识").aside()],
    }
}

/// What stands in the columns of [`naming`].
fn named(measure: &Measure, lang: Lang) -> [String; 2] {
    lang.pick([measure.id, measure.zh], [measure.zh, measure.id]).map(str::to_owned)
}

/// Why some cells hold no number: each reason once, with where it holds.
fn reasons(studies: &[Study], places: &[usize], lang: Lang) -> Vec<String> {
    let called = names::of_studies(studies, lang);
    let mut reasons: BTreeMap<Text, [BTreeMap<&str, &str>; 2]> = BTreeMap::new();
    for (study, called) in studies.iter().zip(&called) {
        for place in places {
            if let Err(reason) = study.indicator(*place) {
                let measure = study.measures()[*place];
                let [indicators, scenarios] = reasons.entry(reason).or_default();
                indicators.insert(measure.id, measure.name(lang));
                scenarios.insert(&study.prepared.name, called);
            }
        }
    }
    let line = |(reason, where_it_holds): (Text, [BTreeMap<&str, &str>; 2])| {
        let list = |names: BTreeMap<&str, &str>| listed(names.into_values(), lang);
        let [indicators, scenarios] = where_it_holds.map(list);
        let (none, reason) = (NONE.read(lang), reason.said(lang));
        text!(
            "{none}: {indicators}: {reason} ({scenarios}).",
            "{none}：{indicators}：{reason}（{scenarios}）。"
        )
        .said(lang)
    };
    reasons.into_iter().map(line).collect()
}

/// Names one after another.
fn listed<'n>(names: impl Iterator<Item = &'n str>, lang: Lang) -> String {
    names.collect::<Vec<_>>().join(lang.pick(", ", "、"))
}
