use super::*;
use crate::experiment::{Comparison, Design, compare, prepare, run_all};
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load};

/// The town whose answers are known, with values set.
fn town(sets: &[&str]) -> Scenario {
    let short = ["run.days=20 d", "run.follow_up=2 d"];
    let sets: Vec<String> = short.iter().chain(sets).map(|set| (*set).to_owned()).collect();
    let source = Source::from_argument("selftest/town").expect("a built-in");
    load::<Scenario>(&source, &sets, Options { provenance: false }).expect("it loads").value
}

/// The models of some scenarios in the cities of others, four replications each.
fn transplanted(models: &[Scenario], cities: &[Scenario]) -> Comparison {
    let names = |of: &[Scenario]| -> Vec<String> {
        (0..of.len()).map(|place| format!("{place}")).collect()
    };
    let titles = |of: &[Scenario]| vec![Text::default(); of.len()];
    let layout = Layout {
        models: names(models),
        cities: names(cities),
        model_titles: titles(models),
        city_titles: titles(cities),
    };
    let cells = cities.iter().enumerate().flat_map(|(city, of)| {
        let layout = &layout;
        models.iter().enumerate().map(move |(model, with)| {
            let scenario = Scenario { governance: with.governance.clone(), ..of.clone() };
            prepare(&layout.name(city, model), &scenario)
        })
    });
    let cells: Vec<_> = cells.collect();
    let ran = run_all(&cells, 1, 4, 1, || ()).expect("threads start");
    let studies =
        cells.into_iter().zip(ran).map(|(prepared, outcomes)| Study { prepared, outcomes });
    let design = Design { pairs: layout.pairs(), ..Design::default() };
    let compared = compare(studies.collect(), design, 1).expect("they met the same problems");
    let transplant = transplant(&compared.studies, layout, 1);
    Comparison { transplant: Some(transplant), ..compared }
}

/// The shares of problem days.
fn shares(comparison: &Comparison) -> Option<[f64; 3]> {
    let measures = comparison.studies[0].measures();
    let spreads = &comparison.transplant.as_ref().expect("it is one").spreads;
    let days = spreads.iter().find(|of| measures[of.indicator].id == "problem_days_per_1000");
    Some(days.expect("it is primary").shares.as_ref()?.shares)
}

const BUSY: &str = "city.categories.fault.work={exponential='2 h'}";
const LARGE: [&str; 3] = ["city.area='2 km2'", "city.blocks=2", "city.residents=3000"];
const MORE: &str = "governance.roles.crew.staffing='3 per district'";

/// The same model under two titles: no difference in any city, and no share.
#[test]
fn a_model_twice_has_no_share_of_the_variance() {
    let models = [town(&[BUSY]), town(&[BUSY, "governance.title='Again'"])];
    let cities = [town(&[BUSY]), town(&[&[BUSY], &LARGE[..]].concat())];
    let comparison = transplanted(&models, &cities);
    assert_eq!(comparison.contrasts.len(), 2);
    for difference in comparison.contrasts.iter().flat_map(|c| c.differences.iter().flatten()) {
        assert_eq!(difference.paired.difference.mean.to_bits(), 0);
    }
    assert_eq!(shares(&comparison), Some([0.0, 1.0, 0.0]));
    assert!(comparison.best.is_empty(), "cells of two cities have no best");
}

/// The same city under two titles draws the same problems: no share of cities.
#[test]
fn a_city_that_does_not_matter_has_no_share_of_the_variance() {
    let models = [town(&[BUSY]), town(&[BUSY, MORE])];
    let cities = [town(&[BUSY]), town(&[BUSY, "city.title='Again'"])];
    let comparison = transplanted(&models, &cities);
    let [of_models, of_cities, of_both] = shares(&comparison).expect("models differ");
    assert!((of_models - 1.0).abs() < 1e-12, "{of_models}");
    assert!(of_cities < 1e-12 && of_both < 1e-12, "{of_cities} {of_both}");
}

/// In a larger town one crew falls behind and three do not: models, cities and both together
/// have a share, and the shares sum to one. Differences are those within a city.
#[test]
fn shares_sum_to_one_where_everything_matters() {
    let models = [town(&[BUSY]), town(&[BUSY, MORE])];
    let cities = [town(&[BUSY]), town(&[&[BUSY], &LARGE[..]].concat())];
    let comparison = transplanted(&models, &cities);
    let shares = shares(&comparison).expect("cells differ");
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(shares.iter().all(|share| *share > 0.01), "{shares:?}");
    let of = |place: usize| {
        (comparison.contrasts[place].baseline, comparison.contrasts[place].alternative)
    };
    assert_eq!((of(0), of(1)), ((0, 1), (2, 3)));
    assert_eq!(comparison.family.size, 4);
}
