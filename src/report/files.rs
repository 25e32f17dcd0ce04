//! The files of a study, as the contract names them.

mod draws;
mod pilot;
mod regimes;
mod series;

use std::collections::BTreeMap;

pub(super) use self::pilot::AVERAGED;
use self::series::{daily_rows, differences, indicator_rows};
use super::figures::{self, Drawn};
use super::folder::{FolderError, OutputFolder};
use super::geojson::Layers;
use super::json::{self, Summary};
use super::page::{self, About};
use super::plot::png;
use super::rows::write_csv;
use super::{attribution, transplant};
use crate::experiment::{
    Best, CONFIDENCE, Comparison, Contrast, Effects, Goal, Governed, IndicatorResult, Measure,
    Reached, Study, told,
};
use crate::lang::Lang;
use crate::stats::{Ratio, Standing};

/// The whole study on one page.
const PAGE_NAME: &str = "report.html";

/// Writes what one scenario came to.
///
/// # Errors
/// When a file cannot be written.
pub fn write_run(
    folder: &mut OutputFolder,
    study: &Study,
    about: About<'_>,
) -> Result<(), FolderError> {
    let studies = std::slice::from_ref(study);
    write_json(folder, "summary.json", &summary(study, about))?;
    write_layers(folder, study, "")?;
    write_series(folder, studies)?;
    let mut drawn = figures::of_studies(studies, about.lang);
    drawn.extend(figures::of_means(study, about.draws, about.manifest.seed, about.lang));
    drawn.extend(write_means(folder, studies, about)?);
    if let Some(draws) = about.draws {
        draws::write(folder, draws)?;
    }
    if let Some(effects) = about.effects {
        regimes::write(folder, &[(&study.prepared, effects)])?;
        drawn.extend(figures::of_effects(&[(study, effects)], about.lang));
    }
    write_figures(folder, &drawn)?;
    folder.write(PAGE_NAME, page::of_run(study, &drawn, about).as_bytes())
}

/// Writes what a comparison came to.
///
/// # Errors
/// When a file cannot be written.
pub fn write_comparison(
    folder: &mut OutputFolder,
    comparison: &Comparison,
    about: About<'_>,
) -> Result<(), FolderError> {
    let seed = about.manifest.seed;
    let studies = &comparison.studies;
    let effects_of = |place: usize| {
        let of = comparison.effects.iter().find(|(changing, _)| *changing == place);
        of.map(|(_, effects)| effects)
    };
    let told = |(place, study)| summary(study, About { effects: effects_of(place), ..about });
    let summaries: Vec<Summary> = studies.iter().enumerate().map(told).collect();
    write_json(folder, "summary.json", &BTreeMap::from([("scenarios", summaries)]))?;
    write_json(folder, "comparison.json", &document(comparison, seed))?;
    folder.write_with("differences.csv", |target| write_csv(differences(comparison), target))?;
    if let Some(document) = attribution::document(comparison) {
        folder.write_with("attribution.csv", |target| {
            write_csv(attribution::rows(&document), target)
        })?;
    }
    if comparison.transplant.is_some() {
        folder.write_with("transplant.csv", |target| {
            write_csv(transplant::rows(comparison), target)
        })?;
    }
    for study in studies {
        write_layers(folder, study, &format!("-{}", study.prepared.name))?;
    }
    write_series(folder, studies)?;
    let mut drawn = figures::of_studies(studies, about.lang);
    if studies.iter().flat_map(|study| &study.outcomes).any(|outcome| outcome.city.is_some()) {
        drawn.splice(..0, figures_of(comparison, about.lang));
    }
    drawn.extend(figures::of_differences(comparison, about.lang));
    drawn.extend(write_means(folder, studies, about)?);
    if let Some(knowledge) = &comparison.knowledge {
        draws::write(folder, &knowledge.draws)?;
    }
    drawn.extend(write_effects(folder, comparison, about.lang)?);
    write_figures(folder, &drawn)?;
    folder.write(PAGE_NAME, page::of_comparison(comparison, &drawn, about).as_bytes())
}

/// Writes maps of a city.
///
/// # Errors
/// When a file cannot be written.
pub fn write_city(
    folder: &mut OutputFolder,
    governed: &Governed,
    lang: Lang,
) -> Result<(), FolderError> {
    write_figures(folder, &figures::of_city(governed, lang))
}

/// What a comparison shows first: differences, or cells where models are compared across
/// cities; then what brings them.
fn figures_of(comparison: &Comparison, lang: Lang) -> Vec<Drawn> {
    let cells = figures::of_transplant(comparison, lang);
    let first = cells.unwrap_or_else(|| figures::of_comparison(comparison, lang));
    [first].into_iter().chain(figures::of_attribution(comparison, lang)).collect()
}

/// Writes what the pilot watched; gives the figures of how results were come by.
fn write_means(
    folder: &mut OutputFolder,
    studies: &[Study],
    about: About<'_>,
) -> Result<Vec<Drawn>, FolderError> {
    if let Some(warm_up) = about.warm_up {
        pilot::write(folder, warm_up)?;
    }
    let precision = figures::of_precision(studies, about.reached, about.lang);
    let warm_up = about.warm_up.map(|warm_up| figures::of_warm_up(warm_up, about.lang));
    Ok(precision.into_iter().chain(warm_up).collect())
}

/// Writes what changes of regime bring, where scenarios have any; gives the figure.
fn write_effects(
    folder: &mut OutputFolder,
    comparison: &Comparison,
    lang: Lang,
) -> Result<Option<Drawn>, FolderError> {
    let changing: Vec<(&Study, &Effects)> = comparison.changing().collect();
    if changing.is_empty() {
        return Ok(None);
    }
    let prepared: Vec<_> = changing.iter().map(|(study, of)| (&study.prepared, *of)).collect();
    regimes::write(folder, &prepared)?;
    Ok(figures::of_effects(&changing, lang))
}

fn write_series(folder: &mut OutputFolder, studies: &[Study]) -> Result<(), FolderError> {
    folder.write_with("indicators.csv", |target| {
        write_csv(studies.iter().flat_map(indicator_rows), target)
    })?;
    folder.write_with("daily.csv", |target| write_csv(studies.iter().flat_map(daily_rows), target))
}

/// Writes what stood where in a governed city; the ending tells scenarios apart.
fn write_layers(folder: &mut OutputFolder, study: &Study, ending: &str) -> Result<(), FolderError> {
    let Some(layers) = Layers::of(study) else { return Ok(()) };
    folder.write_with(&format!("grids{ending}.geojson"), |target| layers.write_grids(target))?;
    folder.write_with(&format!("blocks{ending}.geojson"), |target| layers.write_blocks(target))
}

fn write_figures(folder: &mut OutputFolder, drawn: &[Drawn]) -> Result<(), FolderError> {
    for Drawn { name, svg, .. } in drawn {
        folder.write(&format!("{name}.svg"), svg.as_str().as_bytes())?;
        let picture = png::render(svg).expect("a figure of our own can be rendered");
        folder.write(&format!("{name}.png"), &picture)?;
    }
    Ok(())
}

fn write_json(
    folder: &mut OutputFolder,
    name: &str,
    document: &impl serde::Serialize,
) -> Result<(), FolderError> {
    let text = json::to_json(document).expect("a document of our own can be written");
    folder.write(name, &text)
}

/// The summary of one scenario.
pub fn summary(study: &Study, about: About<'_>) -> Summary {
    let seed = about.manifest.seed;
    let window = study.prepared.window;
    let mut indicators = BTreeMap::new();
    let mut not_applicable = BTreeMap::new();
    let measures = study.measures();
    for place in told(std::slice::from_ref(study)) {
        let measure = &measures[place];
        let entry = match study.indicator(place) {
            Ok(result) => Some(indicator_summary(&result, measure)),
            Err(reason) => {
                not_applicable.insert(measure.id.to_owned(), reason.said(Lang::En));
                None
            }
        };
        indicators.insert(measure.id.to_owned(), entry);
    }
    Summary {
        scenario: study.prepared.name.clone(),
        replications: study.outcomes.len(),
        seed,
        days: days(window.days),
        warm_up_days: days(window.warm_up_days),
        follow_up_days: days(window.follow_up_days),
        intervals_cover: json::INTERVALS_COVER,
        precision: about.reached.iter().map(precision).collect(),
        warm_up: about.warm_up.map(json::warm_up::Found::of),
        uncertainty: json::knowledge::of_run(study, about.draws, seed),
        regimes: about.effects.map(|of| json::effects::Regimes::of(of, &study.prepared)),
        indicators,
        not_applicable,
    }
}

fn indicator_summary(result: &IndicatorResult, measure: &Measure) -> json::IndicatorSummary {
    let (ci_low, ci_high) = result.estimate.interval(CONFIDENCE).unwrap_or((f64::NAN, f64::NAN));
    json::IndicatorSummary {
        mean: result.estimate.mean,
        ci_low,
        ci_high,
        unit: measure.unit.to_owned(),
        n: result.values.len(),
        censored_share: result.censored_share,
        precision: result.estimate.precision(CONFIDENCE),
    }
}

fn precision(reached: &Reached) -> json::Precision {
    let (Goal::Relative(asked) | Goal::Absolute(asked)) = reached.target.goal;
    json::Precision {
        indicator: reached.target.indicator.clone(),
        relative: matches!(reached.target.goal, Goal::Relative(_)),
        asked,
        achieved: reached.achieved,
        met: reached.is_met(),
    }
}

fn days(days: i64) -> u32 {
    u32::try_from(days).unwrap_or(u32::MAX)
}

/// The comparison as a document.
pub fn document(comparison: &Comparison, seed: u64) -> json::Comparison {
    let studies = &comparison.studies;
    let window = studies[0].prepared.window;
    let name = |place: usize| studies[place].prepared.name.clone();
    let contrast = |contrast: &Contrast| {
        let (baseline, alternative) = (name(contrast.baseline), name(contrast.alternative));
        json::Contrast { name: contrast.name.clone(), baseline, alternative }
    };
    let mut indicators = BTreeMap::new();
    let mut not_applicable = BTreeMap::new();
    let measures = studies[0].measures();
    for place in told(studies) {
        let measure = &measures[place];
        let entry = compared(comparison, place);
        if entry.differences.is_empty() {
            let reasons = studies.iter().filter_map(|study| study.indicator(place).err());
            let reason = reasons
                .into_iter()
                .next()
                .map_or("no pair".to_owned(), |reason| reason.said(Lang::En));
            not_applicable.insert(measure.id.to_owned(), reason);
        }
        indicators.insert(measure.id.to_owned(), Some(entry).filter(|e| !e.differences.is_empty()));
    }
    json::Comparison {
        scenarios: (0..studies.len()).map(name).collect(),
        baseline: name(0),
        replications: studies[0].outcomes.len(),
        seed,
        days: days(window.days),
        warm_up_days: days(window.warm_up_days),
        follow_up_days: days(window.follow_up_days),
        intervals_cover: json::INTERVALS_COVER,
        contrasts: comparison.contrasts.iter().map(contrast).collect(),
        family: family(comparison),
        indicators,
        not_applicable,
        staff_share: staff_shares(comparison),
        standardised: json::standardised::of(comparison),
        best: comparison.best.iter().map(|best| standings(comparison, best)).collect(),
        variance_reduction: json::sizes::reductions(comparison),
        relevance: json::sizes::relevances(comparison),
        uncertainty: json::knowledge::of_comparison(comparison),
        attribution: attribution::document(comparison),
        transplant: transplant::document(comparison),
        out_of_reach: comparison.out_of_reach.iter().map(|why| why.read(Lang::En).into()).collect(),
    }
}

/// An indicator's id, and how each scenario stands in it.
fn standings(comparison: &Comparison, best: &Best) -> (String, BTreeMap<String, json::Standing>) {
    let of = |(place, standing): &(usize, Standing)| {
        let name = comparison.studies[*place].prepared.name.clone();
        let standing = json::Standing {
            lead: standing.lead,
            ci_low: standing.against_best.0,
            ci_high: standing.against_best.1,
            may_be_best: standing.may_be_best,
            ranked_first: standing.ranked_first,
        };
        (name, standing)
    };
    let id = comparison.studies[0].measures()[best.indicator].id;
    (id.to_owned(), best.standings.iter().map(of).collect())
}

fn compared(comparison: &Comparison, place: usize) -> json::IndicatorComparison {
    let measure = comparison.studies[0].measures()[place];
    let mean = |study: &Study| {
        let mean = study.indicator(place).ok()?.estimate.mean;
        Some((study.prepared.name.clone(), mean))
    };
    let difference = |contrast: &Contrast| {
        let of = contrast.differences[place].as_ref()?;
        let entry = json::Difference {
            difference: of.paired.difference.mean,
            ci_low: of.interval.0,
            ci_high: of.interval.1,
            p: Some(of.paired.p),
            p_holm: of.p_holm,
            n: of.paired.difference.n,
        };
        Some((contrast.name.clone(), entry))
    };
    json::IndicatorComparison {
        unit: measure.unit.to_owned(),
        primary: measure.primary,
        means: comparison.studies.iter().filter_map(mean).collect(),
        differences: comparison.contrasts.iter().filter_map(difference).collect(),
    }
}

fn family(comparison: &Comparison) -> json::Family {
    let measures = comparison.studies[0].measures();
    json::Family {
        primary: measures.iter().filter(|m| m.primary).map(|m| m.id.to_owned()).collect(),
        size: comparison.family.size,
        p_values: "Holm".to_owned(),
        intervals: comparison.family.joint.label().to_owned(),
        confidence: CONFIDENCE,
    }
}

fn staff_shares(comparison: &Comparison) -> BTreeMap<String, BTreeMap<String, json::StaffShare>> {
    let measures = comparison.studies[0].measures();
    let share = |ratio: &Ratio| json::Share {
        share: ratio.point,
        ci_low: ratio.fieller.0,
        ci_high: ratio.fieller.1,
    };
    let mut shares: BTreeMap<String, BTreeMap<String, json::StaffShare>> = BTreeMap::new();
    for staff in &comparison.staff_shares {
        let orders = json::StaffShare {
            staff_first: staff.first.as_ref().map(share),
            staff_last: staff.last.as_ref().map(share),
            mean_of_orders: staff.mean.as_ref().map(share),
        };
        let contrast = comparison.contrasts[staff.contrast].name.clone();
        let indicator = measures[staff.indicator].id.to_owned();
        shares.entry(contrast).or_default().insert(indicator, orders);
    }
    shares
}
