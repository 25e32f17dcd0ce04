//! What the template of the page shows.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::About;
use crate::experiment::{Comparison, Kind, Prepared, Study, Subject};
use crate::lang::{Lang, Phrase, text};
use crate::report::figures::Drawn;
use crate::report::json::INTERVALS_COVER;
use crate::report::names;
use crate::report::observed::observed;
use crate::report::plot::{BOLD, REGULAR};
use crate::report::provenance;
use crate::report::reading::{self, Exploratory, Reading};
use crate::report::table::{Column, Table};
use crate::report::tables::{self, Tables};

/// What intervals hold, as people read it.
const COVER: Phrase = Phrase::new(
    INTERVALS_COVER,
    "只含各次重复的偶然波动，不含城市空间结构的不确定，也不含假设的不确定",
);

/// The page.
#[derive(Template)]
#[template(path = "page.html")]
pub(super) struct Page<'a> {
    lang: Lang,
    zh: bool,
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
    observed: Option<Table>,
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
            tables::knowledge::of_run(study, about.draws, about.manifest.seed, about.lang);
        let of_regimes = |of| (tables::effects::HEADING, tables::effects::table(of, about.lang));
        let more = about.effects.map(of_regimes).into_iter().collect();
        Self {
            uncertain: about.draws.is_some(),
            tables: Tables { knowledge, more, ..Tables::of_run(study, about.lang) },
            observed: observed(study, about.lang),
            ..Self::of(study.prepared.title.read(about.lang).to_owned(), studies, drawn, about)
        }
    }

    pub(super) fn of_comparison(
        comparison: &Comparison,
        drawn: &'a [Drawn],
        about: About<'a>,
    ) -> Self {
        let (studies, lang) = (&comparison.studies, about.lang);
        let each = studies.iter().map(|study| tables::of_run(study, lang));
        Self {
            uncertain: comparison.knowledge.is_some(),
            tables: Tables::of_comparison(comparison, lang),
            comparison: Some(Headline::of(comparison, lang)),
            contrasts: tables::contrasts(comparison, lang),
            each: names::of_studies(studies, lang).into_iter().zip(each).collect(),
            ..Self::of(compared(comparison, lang), studies, drawn, about)
        }
    }

    /// What every page has.
    fn of(title: String, studies: &[Study], drawn: &'a [Drawn], about: About<'a>) -> Self {
        let lang = about.lang;
        let numbers = about.sources.iter();
        Self {
            lang,
            zh: lang == Lang::Zh,
            title,
            version: &about.manifest.version,
            facts: facts(&studies[0], about),
            scenarios: scenarios(studies, lang),
            contrasts: Vec::new(),
            command: command(&about.manifest.command),
            inputs: inputs(about),
            comparison: None,
            warnings: warnings(studies, about),
            tables: Tables::default(),
            observed: None,
            each: Vec::new(),
            figures: drawn.iter().map(|drawn| Figure::of(drawn, lang)).collect(),
            shares: provenance::shares(about.sources, lang),
            numbers: numbers
                .map(|of| (of.scenario.clone(), provenance::numbers(&of.numbers, lang)))
                .collect(),
            governed: matches!(studies[0].prepared.subject, Subject::Governed(_)),
            uncertain: false,
            intervals_cover: COVER.read(lang),
            regular: STANDARD.encode(REGULAR),
            bold: STANDARD.encode(BOLD),
        }
    }
}

impl Headline {
    fn of(comparison: &Comparison, lang: Lang) -> Self {
        let reasons = comparison.out_of_reach.iter();
        Self {
            readings: reading::primary(comparison, lang),
            exploratory: reading::exploratory(comparison, lang),
            at_equal_cost: comparison.contrasts.iter().any(|c| c.kind == Kind::EqualCost),
            out_of_reach: reasons.map(|reason| reason.read(lang).to_owned()).collect(),
        }
    }
}

impl<'a> Figure<'a> {
    fn of(drawn: &'a Drawn, lang: Lang) -> Self {
        let numbers = match drawn.name {
            "attribution" => {
                Phrase::new("Its numbers are in attribution.csv.", "数据见 attribution.csv。")
            }
            "transplant" => {
                Phrase::new("Its numbers are in transplant.csv.", "数据见 transplant.csv。")
            }
            "differences" => {
                Phrase::new("Its numbers are in differences.csv.", "数据见 differences.csv。")
            }
            "daily" => Phrase::new("Its numbers are in daily.csv.", "数据见 daily.csv。"),
            "warm-up" => Phrase::new("Its numbers are in warm_up.csv.", "数据见 warm_up.csv。"),
            "regimes" => Phrase::new(
                "Its numbers are under `regimes`, `by_age` in summary.json.",
                "数据见 summary.json 的 `regimes`、`by_age`。",
            ),
            "precision" => {
                Phrase::new("It follows from indicators.csv.", "由 indicators.csv 算得。")
            }
            "uncertainty" => Phrase::new(
                "Its numbers are in uncertainty.csv and uncertainty-draws.csv.",
                "数据见 uncertainty.csv 和 uncertainty-draws.csv。",
            ),
            "time-to-resolution" => Phrase::new("", ""),
            _ => Phrase::new("It shows means; no interval is drawn.", "只画均值，未画置信区间。"),
        };
        Self { drawn, numbers: numbers.read(lang) }
    }
}

/// What is compared with what, as a title.
fn compared(comparison: &Comparison, lang: Lang) -> String {
    let called = names::of_studies(&comparison.studies, lang);
    let stated = comparison.contrasts.iter().filter(|c| c.kind == Kind::AsStated);
    let others: Vec<&str> = stated.map(|c| called[c.alternative].as_str()).collect();
    let (others, base) = (others.join(lang.pick(", ", "、")), &called[0]);
    text!("{others} compared with {base}", "{others}与{base}的比较").said(lang)
}

/// What whoever reads the results must know first, a sentence each.
fn warnings(studies: &[Study], about: About<'_>) -> Vec<String> {
    let unsettled = about.warm_up.and_then(reading::unsettled);
    let told = unsettled.into_iter().chain(reading::warnings(studies));
    told.map(|told| told.said(about.lang)).collect()
}

fn facts(study: &Study, about: About<'_>) -> Vec<(&'static str, String)> {
    let (window, lang) = (study.prepared.window, about.lang);
    let days = |days: i64| text!("{days} days", "{days} 天").said(lang);
    let found = match about.warm_up {
        Some(_) => lang.pick(", found from a pilot", "，由试运行得出"),
        None => "",
    };
    vec![
        (lang.pick("Seed", "随机种子"), about.manifest.seed.to_string()),
        (
            lang.pick("Replications of each scenario", "每个情景的重复次数"),
            study.outcomes.len().to_string(),
        ),
        (lang.pick("Measured", "观测期"), days(window.days)),
        (lang.pick("Warm-up before it", "此前的预热期"), days(window.warm_up_days) + found),
        (lang.pick("Follow-up after it", "此后的追踪期"), days(window.follow_up_days)),
        (lang.pick("Version", "版本"), format!("gridgov {}", about.manifest.version)),
    ]
}

fn scenarios(studies: &[Study], lang: Lang) -> Table {
    let row = |study: &Study| {
        let Prepared { name, title, .. } = &study.prepared;
        vec![name.clone(), title.read(lang).to_owned()]
    };
    Table {
        header: vec![
            Column::words(lang.pick("scenario", "情景文件")),
            Column::words(lang.pick("title", "名称")),
        ],
        rows: studies.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn inputs(about: About<'_>) -> Table {
    let inputs = about.manifest.inputs.iter();
    Table {
        header: vec![Column::words(about.lang.pick("file", "文件")), Column::words("SHA-256")],
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
