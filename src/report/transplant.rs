//! Every model in every city, as `transplant` in `comparison.json` and as `transplant.csv`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rows::{Row, finite_or_empty};
use crate::experiment::{CONFIDENCE, Comparison, Difference, Spread, Transplant};

/// What the shares of variance are of, in their order.
pub const SOURCES: [&str; 3] = ["models", "cities", "interaction"];

/// Models by cities.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// The models, by the scenarios that brought them first; the first is the one that others
    /// are compared with.
    pub models: Vec<String>,
    /// The cities, by the scenarios that brought them first.
    pub cities: Vec<String>,
    /// The scenario of each cell, by city and model.
    pub cells: BTreeMap<String, BTreeMap<String, String>>,
    /// How much of the variance between cells lies in models, in cities and in both together,
    /// by primary indicator; null where cells cannot be told apart.
    pub variance: BTreeMap<String, Option<Variance>>,
}

/// Where the variance between cells lies; the shares sum to one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variance {
    /// The share of each source.
    pub shares: BTreeMap<&'static str, Share>,
    /// Share of the raw sum of squares that is noise of the means, which was taken out.
    pub noise_taken_out: f64,
}

/// A share with its percentile bootstrap interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Lower end.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
}

/// The transplant of a comparison, if it is one.
pub fn document(comparison: &Comparison) -> Option<Document> {
    let Transplant { layout, spreads } = comparison.transplant.as_ref()?;
    let measures = comparison.studies[0].measures();
    let cell = |city: usize, model: usize| (layout.models[model].clone(), layout.name(city, model));
    let of_city = |city: usize| {
        let cells = (0..layout.models.len()).map(|model| cell(city, model)).collect();
        (layout.cities[city].clone(), cells)
    };
    Some(Document {
        models: layout.models.clone(),
        cities: layout.cities.clone(),
        cells: (0..layout.cities.len()).map(of_city).collect(),
        variance: spreads
            .iter()
            .map(|spread| (measures[spread.indicator].id.to_owned(), variance(spread)))
            .collect(),
    })
}

fn variance(spread: &Spread) -> Option<Variance> {
    let of = spread.shares.as_ref()?;
    let share = |place: usize| Share {
        share: of.shares[place],
        ci_low: of.intervals.map(|ends| ends[place].0),
        ci_high: of.intervals.map(|ends| ends[place].1),
    };
    let shares = SOURCES.iter().enumerate().map(|(place, source)| (*source, share(place)));
    Some(Variance { shares: shares.collect(), noise_taken_out: of.noise })
}

/// One model in one city: a row of `transplant.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TransplantRow {
    /// The id of the indicator.
    pub indicator: String,
    /// Its unit.
    pub unit: String,
    /// The city.
    pub city: String,
    /// The model.
    pub model: String,
    /// Mean over replications.
    #[serde(serialize_with = "finite_or_empty")]
    pub mean: Option<f64>,
    /// Lower end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub ci_low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub ci_high: Option<f64>,
    /// Mean paired difference from the first model in the same city.
    #[serde(serialize_with = "finite_or_empty")]
    pub difference: Option<f64>,
    /// Lower end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub difference_ci_low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "finite_or_empty")]
    pub difference_ci_high: Option<f64>,
    /// Its p-value adjusted over all primary indicators, models and cities.
    #[serde(serialize_with = "finite_or_empty")]
    pub p_holm: Option<f64>,
}

impl Row for TransplantRow {
    const HEADER: &'static [&'static str] = &[
        "indicator",
        "unit",
        "city",
        "model",
        "mean",
        "ci_low",
        "ci_high",
        "difference",
        "difference_ci_low",
        "difference_ci_high",
        "p_holm",
    ];
}

/// What a cell differs by from the first model in its city.
pub fn difference(comparison: &Comparison, place: usize, indicator: usize) -> Option<&Difference> {
    let contrast = comparison.contrasts.iter().find(|contrast| contrast.alternative == place)?;
    contrast.differences[indicator].as_ref()
}

/// The rows of `transplant.csv`: primary indicators, city by city.
pub fn rows(comparison: &Comparison) -> Vec<TransplantRow> {
    let Some(Transplant { layout, spreads }) = &comparison.transplant else { return Vec::new() };
    let cities = 0..layout.cities.len();
    let cells = cities.flat_map(|city| (0..layout.models.len()).map(move |model| (city, model)));
    let of = |spread: &Spread| {
        let row = |(city, model)| row(comparison, spread.indicator, (city, model));
        cells.clone().map(row).collect::<Vec<_>>()
    };
    spreads.iter().flat_map(of).collect()
}

fn row(comparison: &Comparison, indicator: usize, (city, model): (usize, usize)) -> TransplantRow {
    let layout = &comparison.transplant.as_ref().expect("it is a transplant").layout;
    let place = layout.place(city, model);
    let estimate = comparison.studies[place].indicator(indicator).ok().map(|of| of.estimate);
    let ends = estimate.as_ref().and_then(|estimate| estimate.interval(CONFIDENCE));
    let difference = difference(comparison, place, indicator);
    let measure = comparison.studies[0].measures()[indicator];
    TransplantRow {
        indicator: measure.id.to_owned(),
        unit: measure.unit.to_owned(),
        city: layout.cities[city].clone(),
        model: layout.models[model].clone(),
        mean: estimate.map(|estimate| estimate.mean),
        ci_low: ends.map(|ends| ends.0),
        ci_high: ends.map(|ends| ends.1),
        difference: difference.map(|of| of.paired.difference.mean),
        difference_ci_low: difference.map(|of| of.interval.0),
        difference_ci_high: difference.map(|of| of.interval.1),
        p_holm: difference.and_then(|of| of.p_holm),
    }
}
