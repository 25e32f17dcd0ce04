//! What the template of the page shows.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::About;
use crate::experiment::{Comparison, Kind, Study, Subject};
use crate::lang::Lang;
use crate::report::figures::Drawn;
use crate::report::json::INTERVALS_COVER;
use crate::report::plot::{BOLD, REGULAR};
use crate::report::provenance;
use crate::report::reading::{self, Exploratory, Reading};
use crate::report::table::Table;
use crate::report::tables::{self, Tables};

/// The page.
#[derive(Template)]
#[template(path = "page.html")]
pub(super) struct Page<'a> {
    title: String,
    version: &'a str,
    facts: Vec<(&'static str, String)>,
    scenarios: Table,
    contrasts: Vec<String>,
    command: String,
    inputs: Table,
    comparison: Option<Headline>,
    warnings: Vec<String>,
    tables: Tables,
    each: Vec<(String, Table)>,
    figures: Vec<Figure<'a>>,
    shares: Table,
    numbers: Vec<(String, Table)>,
    governed: bool,
    uncertain: bool,
    intervals_cover: &'static str,
    regular: String,
    bold: String,
}

/// What only a comparison has.
struct Headline {
    readings: Vec<Reading>,
    exploratory: Vec<Exploratory>,
    at_equal_cost: bool,
    out_of_reach: Vec<String>,
}

/// A figure with its caption.
struct Figure<'a> {
    drawn: &'a Drawn,
    numbers: &'static str,
}

impl<'a> Page<'a> {
    pub(super) fn of_run(study: &Study, drawn: &'a [Drawn], about: About<'a>) -> Self {
        let studies = std::slice::from_ref(study);
        let knowledge =
            tables::knowledge::of_run(study, about.draws, about.manifest.seed, Lang::En);
        Self {
            uncertain: about.draws.is_some(),
            tables: Tables { knowledge, ..Tables::of_run(study) },
            ..Self::of(study.prepared.title.clone(), studies, drawn, about)
        }
    }

    pub(super) fn of_comparison(
        comparison: &Comparison,
        drawn: &'a [Drawn],
        about: About<'a>,
    ) -> Self {
        let studies = &comparison.studies;
        let each = studies.iter().map(|s| (s.prepared.name.clone(), tables::of_run(s))).collect();
        let headline = Headline {
            readings: reading::primary(comparison),
            exploratory: reading::exploratory(comparison),
            at_equal_cost: comparison.contrasts.iter().any(|c| c.kind == Kind::EqualCost),
            out_of_reach: comparison.out_of_reach.clone(),
        };
        Self {
            uncertain: comparison.knowledge.is_some(),
            tables: Tables::of_comparison(comparison),
            comparison: Some(headline),
            contrasts: tables::contrasts(comparison),
            each,
            ..Self::of(compared(comparison), studies, drawn, about)
        }
    }

    /// What every page has.
    fn of(title: String, studies: &[Study], drawn: &'a [Drawn], about: About<'a>) -> Self {
        let numbers = about.sources.iter();
        Self {
            title,
            version: &about.manifest.version,
            facts: facts(&studies[0], about),
            scenarios: scenarios(studies),
            contrasts: Vec::new(),
            command: command(&about.manifest.command),
            inputs: inputs(about),
            comparison: None,
            warnings: warnings(studies, about),
            tables: Tables::default(),
            each: Vec::new(),
            figures: drawn.iter().map(Figure::of).collect(),
            shares: provenance::shares(about.sources),
            numbers: numbers
                .map(|of| (of.scenario.clone(), provenance::numbers(&of.numbers)))
                .collect(),
            governed: matches!(studies[0].prepared.subject, Subject::Governed(_)),
            uncertain: false,
            intervals_cover: INTERVALS_COVER,
            regular: STANDARD.encode(REGULAR),
            bold: STANDARD.encode(BOLD),
        }
    }
}

impl<'a> Figure<'a> {
    fn of(drawn: &'a Drawn) -> Self {
        let numbers = match drawn.name {
            "differences" => "Its numbers are in differences.csv.",
            "daily" => "Its numbers are in daily.csv.",
            "warm-up" => "Its numbers are in warm_up.csv.",
            "precision" => "It follows from indicators.csv.",
            "uncertainty" => "Its numbers are in uncertainty.csv and uncertainty-draws.csv.",
            "time-to-resolution" => "",
            _ => "It shows means; no interval is drawn.",
        };
        Self { drawn, numbers }
    }
}

/// What is compared with what, as a title.
fn compared(comparison: &Comparison) -> String {
    let name = |place: usize| comparison.studies[place].prepared.name.as_str();
    let stated = comparison.contrasts.iter().filter(|c| c.kind == Kind::AsStated);
    let others: Vec<&str> = stated.map(|contrast| name(contrast.alternative)).collect();
    format!("{} compared with {}", others.join(", "), name(0))
}

/// What whoever reads the results must know first, a sentence each.
fn warnings(studies: &[Study], about: About<'_>) -> Vec<String> {
    let unsettled = about.warm_up.and_then(reading::unsettled).map(|text| text.to_string());
    unsettled.into_iter().chain(studies.iter().flat_map(reading::warnings)).collect()
}

fn facts(study: &Study, about: About<'_>) -> Vec<(&'static str, String)> {
    let window = study.prepared.window;
    let days = |days: i64| format!("{days} days");
    vec![
        ("Seed", about.manifest.seed.to_string()),
        ("Replications of each scenario", study.outcomes.len().to_string()),
        ("Measured", days(window.days)),
        ("Warm-up before it", {
            let found = if about.warm_up.is_some() { ", found from a pilot" } else { "" };
            days(window.warm_up_days) + found
        }),
        ("Follow-up after it", days(window.follow_up_days)),
        ("Version", format!("gridgov {}", about.manifest.version)),
    ]
}

fn scenarios(studies: &[Study]) -> Table {
    use crate::report::table::Column;
    let row = |study: &Study| vec![study.prepared.name.clone(), study.prepared.title.clone()];
    Table {
        header: vec![Column::words("scenario"), Column::words("title")],
        rows: studies.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn inputs(about: About<'_>) -> Table {
    use crate::report::table::Column;
    let inputs = about.manifest.inputs.iter();
    Table {
        header: vec![Column::words("file"), Column::words("SHA-256")],
        rows: inputs.map(|(name, digest)| vec![name.clone(), digest.clone()]).collect(),
        notes: Vec::new(),
    }
}

/// A command as a shell reads it.
pub(super) fn command(words: &[String]) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_./=:,@%+".contains(sign);
    let quoted = |word: &String| match word.as_str() {
        plain if !plain.is_empty() && plain.chars().all(is_plain) => plain.to_owned(),
        word => format!("'{}'", word.replace('\'', r"'\''")),
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}
