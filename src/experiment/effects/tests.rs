//! A town whose truth is known: where the change comes, the crew has nobody left.

use super::*;
use crate::experiment::run_all;
use crate::simulation::tests::town::Town;

const REPLICATIONS: usize = 20;
/// 10 problems a day among 1,200 residents, alike in all streets.
const RATE: f64 = 10.0 / 1.2;

/// Three streets; the crew of the first two loses its people on days 20 and 40 of 60.
fn town(streets: &str) -> Effects {
    let change = format!(
        "[[regimes]]\nid='new'\nfrom='20 d'\n{streets}\n\
         [[regimes.overlay.roles]]\nid='crew'\nstaffing='0 per district'\n"
    );
    let prepared = Town::new()
        .set(&["city.blocks=12", "city.streets=3", "city.communities=3", "run.days='60 d'"])
        .set(&["city.residents=1200"])
        .with(&change)
        .days(60)
        .prepare();
    let without = unchanged(&prepared).expect("it changes");
    let both = [prepared, without];
    let outcomes = run_all(&both, 1, REPLICATIONS, 1, || ()).expect("threads start");
    let studies: Vec<Study> = both
        .into_iter()
        .zip(outcomes)
        .map(|(prepared, outcomes)| Study { prepared, outcomes })
        .collect();
    effects(&studies[0], &studies[1]).expect("a city")
}

fn found<'a>(effects: &'a Effects, series: &str, method: Method) -> &'a Result<Found, Phrase> {
    let of = |effect: &&Effect| effect.series.id == series && effect.method == method;
    &effects.effects.iter().find(of).expect("an effect").found
}

/// Distance from a number in standard errors.
fn off(estimate: &Estimate, from: f64) -> f64 {
    (estimate.mean - from).abs() / estimate.standard_error().expect("a spread")
}

/// In streets that change nothing more is solved, so that RATE problems a day fewer are. Of the
/// eight numbers each lies within 3.9 standard errors with probability 0.999 (t with 19 degrees
/// of freedom), so that all do with 0.99 under another seed; a standard error is a twentieth of
/// RATE at most, so that an effect off by a quarter would be off by five.
#[test]
fn every_design_finds_an_effect_that_does_not_grow() {
    let effects = town("streets={listed=[1,2]}\nsteps=2\nevery='20 d'");
    assert_eq!(effects.periods.iter().map(|of| of.from).collect::<Vec<_>>(), [0, 20, 40]);
    assert_eq!(effects.periods[1].regimes, [1, 0, 0]);
    for method in Method::ALL {
        let found = found(&effects, "problems_solved", method).as_ref().expect("it applies");
        // The whole city counts streets one and two by their residents: 6 of 12 blocks.
        let truth = if method == Method::BeforeAfter { -RATE / 2.0 } else { -RATE };
        assert!(off(&found.truth, truth) < 3.9, "{method:?} {:?}", found.truth);
        assert!(off(&found.estimate, truth) < 3.9, "{method:?} {:?}", found.estimate);
        let error = found.estimate.standard_error().expect("a spread");
        assert!(error < RATE / 20.0, "{method:?}: {error} is no power");
    }
}

/// What stands grows from day to day where nothing is solved: the two-way fit misses what the
/// event study finds. And no change brings problems about that are drawn beforehand.
#[test]
fn an_effect_that_grows_is_missed_by_the_two_way_fit() {
    let effects = town("streets={listed=[1,2]}\nsteps=2\nevery='20 d'");
    let standing =
        |method| found(&effects, "problems_standing", method).as_ref().expect("it applies");
    let fit = standing(Method::SteppedWedge);
    // At the midnights of the first 20 days the problems of 0 to 19 days stand, 9.5 in the mean, at
    // those of the next 29.5: (9.5 + 29.5 + 9.5) ÷ 3 over the three cells. Treatment beyond its
    // means is, in thirds, (−1, 1, 0; 0, −1, 1; 1, 0, −1): its product with the effects is
    // (9.5 + 9.5) ÷ 3 over squares of 6 ÷ 9, and the fit finds 9.5.
    let truth = RATE * 48.5 / 3.0;
    assert!(off(&fit.truth, truth) < 3.9, "{:?}", fit.truth);
    assert!(off(&fit.estimate, RATE * 9.5) < 3.9, "{:?}", fit.estimate);
    assert!(off(&fit.error, 0.0) > 10.0 && fit.error.mean < 0.0, "{:?}", fit.error);
    let study = standing(Method::EventStudy);
    assert!(off(&study.truth, truth) < 3.9, "{:?}", study.truth);
    assert!(off(&study.error, 0.0) < 3.9, "{:?}", study.error);
    for method in Method::ALL {
        let arose = found(&effects, "problems_arose", method).as_ref().expect("it applies");
        assert_eq!(arose.truth.mean.to_bits(), 0, "{method:?}");
    }
}

#[test]
fn a_design_that_does_not_apply_says_why() {
    let at_once = town("");
    let why = |effects: &Effects, method| {
        found(effects, "problems_solved", method).as_ref().err().map(|reason| reason.en)
    };
    assert_eq!(why(&at_once, Method::BeforeAfter), None);
    let each = why(&at_once, Method::DifferenceInDifferences);
    assert_eq!(each, Some("every street changes in the end"));
    assert_eq!(why(&at_once, Method::SteppedWedge), Some("all streets change at once"));
    let taken_back = town("until='30 d'");
    assert_eq!(why(&taken_back, Method::BeforeAfter), Some("the change does not last"));
}
