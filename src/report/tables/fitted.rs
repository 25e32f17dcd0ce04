//! Indicators that numbers were fitted to: what they come to as written, and over draws.

use crate::experiment::{CONFIDENCE, Draw, Draws, Study};
use crate::lang::Lang;
use crate::report::names;
use crate::report::number::format_significant;
use crate::scenario::together::indicator_of;
use crate::stats::Spread;

/// One sentence for each such indicator, with every scenario that draws have under its name.
pub(super) fn notes(draws: &Draws, studies: &[Study], lang: Lang) -> Vec<String> {
    let fitted = draws.groups.iter().filter_map(|group| indicator_of(group));
    fitted.filter_map(|id| note(id, draws, studies, lang)).collect()
}

fn note(id: &str, draws: &Draws, studies: &[Study], lang: Lang) -> Option<String> {
    let place = draws.measures.iter().position(|measure| measure.id == id)?;
    let called = names::of_studies(studies, lang);
    let short = |value| format_significant(value, 4);
    let one = |(study, called): (&Study, &String)| {
        let written = short(study.indicator(place).ok()?.estimate.mean);
        let over = over_draws(draws, &study.prepared.name, place)?;
        let (median, low, high) = (short(over.median), short(over.range.0), short(over.range.1));
        Some(lang.pick(
            format!("{called} {written} as written, {median} [{low}, {high}] over draws"),
            format!("{called}按原数值 {written}，抽取 {median} [{low}, {high}]"),
        ))
    };
    let found: Vec<String> = studies.iter().zip(&called).filter_map(one).collect();
    let (name, found) = (draws.measures[place].name(lang), found.join(lang.pick("; ", "；")));
    Some(lang.pick(
        format!("{name}, which calibrated numbers were fitted to: {found}."),
        format!("{name}（校准数值所依据的指标）：{found}。"),
    ))
}

/// What a scenario's indicator comes to over the draws that have it.
fn over_draws(draws: &Draws, scenario: &str, place: usize) -> Option<Spread> {
    let of = |draw: &Draw| {
        let number = draw.scenarios.iter().position(|name| name == scenario)?;
        let values = draw.readings[number].iter().map(|of| of[place]);
        let values = values.collect::<Option<Vec<f64>>>()?;
        Some(values.iter().sum::<f64>() / values.len() as f64)
    };
    Spread::of(&draws.draws.iter().filter_map(of).collect::<Vec<_>>(), CONFIDENCE)
}
