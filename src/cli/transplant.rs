//! `gridgov compare A B C --transplant`.

use super::Terminal;
use super::failure::Failure;
use super::study::{Named, check_scenario, prepared};
use crate::experiment::{Design, Layout, Prepared, prepare};
use crate::lang::{Lang, Text, text};
use crate::scenario::study::Scenario;
use crate::scenario::{Faults, Options, load_transplanted};

/// The cells to run, city by city, and what is compared with what.
///
/// All faults of all cells are found before anything runs.
pub(super) fn design(
    named: &[Named],
    sets: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<(Vec<Prepared>, Design, Layout), Failure> {
    let models = distinct(named, |one, other| one.governance == other.governance);
    let cities = distinct(named, Scenario::shares_place_with);
    enough(named, &models, &cities)?;
    let called = |places: &[usize]| places.iter().map(|of| named[*of].name.clone()).collect();
    let layout = Layout {
        models: called(&models),
        cities: called(&cities),
        model_titles: models.iter().map(|place| model_title(&named[*place])).collect(),
        city_titles: cities.iter().map(|place| city_title(&named[*place])).collect(),
    };
    let mut scenarios = Vec::new();
    let mut refused = Vec::new();
    for (city, &city_of) in cities.iter().enumerate() {
        for (model, &model_of) in models.iter().enumerate() {
            match cell(&named[city_of], &named[model_of], sets, terminal) {
                Ok(mut prepared) => {
                    prepared.name = layout.name(city, model);
                    scenarios.push(prepared);
                }
                Err(faults) => refused.push((cannot_run(&layout, city, model), faults)),
            }
        }
    }
    if !refused.is_empty() {
        return Err(Failure::Cells(refused));
    }
    let design = Design { pairs: layout.pairs(), ..Design::default() };
    Ok((scenarios, design, layout))
}

fn model_title(named: &Named) -> Text {
    let model = named.loaded.value.governance.as_ref();
    model.map_or(Text::default(), |model| Text::new(&model.title, &model.title_zh))
}

fn city_title(named: &Named) -> Text {
    let city = named.loaded.value.city.as_ref();
    city.map_or(Text::default(), |city| Text::new(&city.title, &city.title_zh))
}

/// The first scenario of each kind, where `same` says that two are of one kind.
fn distinct(named: &[Named], same: impl Fn(&Scenario, &Scenario) -> bool) -> Vec<usize> {
    let scenario = |place: usize| &named[place].loaded.value;
    let is_new =
        |place: &usize| !(0..*place).any(|earlier| same(scenario(earlier), scenario(*place)));
    (0..named.len()).filter(is_new).collect()
}

fn enough(named: &[Named], models: &[usize], cities: &[usize]) -> Result<(), Failure> {
    if named.iter().any(|named| named.loaded.value.governance.is_none()) {
        return Err(Failure::Argument(text!(
            "--transplant needs cities under governance models; a skeleton network is neither",
            "--transplant 需要有治理模式的城市;参考排队网络两者都没有"
        )));
    }
    let (models, cities) = (models.len(), cities.len());
    if models > 1 && cities > 1 {
        return Ok(());
    }
    Err(Failure::Argument(text!(
        "--transplant needs at least two models and two cities that differ; the scenarios named \
         have {models} and {cities}",
        "--transplant 至少需要两个不同的治理模式和两个不同的城市;所给情景中有 {models} 个治理模式、\
         {cities} 个城市"
    )))
}

/// A model in a city; warnings are told under the name of the cell.
fn cell(
    city: &Named,
    model: &Named,
    sets: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<Prepared, Faults> {
    if city.name == model.name {
        return Ok(prepared(city));
    }
    let options = Options { provenance: false };
    let loaded = load_transplanted(&city.source, &model.source, sets, options, check_scenario)?;
    let warnings = loaded.warnings.render(terminal.lang, false);
    if !warnings.is_empty() {
        let (model, city) = (&model.name, &city.name);
        terminal.note(&text!("{model} in the city of {city}:", "{model} 用于 {city} 的城市:"));
        terminal.warn(&warnings);
    }
    Ok(titled(prepare("", &loaded.value), city, model))
}

/// A cell is called after its model and its city.
fn titled(prepared: Prepared, city: &Named, model: &Named) -> Prepared {
    let called = |named: &Named, lang: Lang| {
        let scenario = &named.loaded.value;
        lang.pick(scenario.title.clone(), scenario.title_zh.clone())
    };
    let title = Text::each(|lang| format!("{} / {}", called(model, lang), called(city, lang)));
    Prepared { title, ..prepared }
}

fn cannot_run(layout: &Layout, city: usize, model: usize) -> Text {
    let (model, city) = (&layout.models[model], &layout.cities[city]);
    text!(
        "the model of {model} cannot run in the city of {city}",
        "{model} 的治理模式不能用于 {city} 的城市"
    )
}
