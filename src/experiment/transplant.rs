//! Transplant: every governance model in every city, and where the differences lie.
//!
//! Models and cities are those that were named, and no sample of others. Within a city all
//! models meet the same potential problems, so that they differ in pairs; between cities problems
//! are others, and luck is common only in part: all cities have the same good and bad days.

use super::Study;
use super::compare::{Kind, Pair};
use super::study::CONFIDENCE;
use crate::lang::Text;
use crate::stats::{Cells, VarianceShares, variance_shares};

/// Resamples of the bootstrap of shares.
const RESAMPLES: u64 = 2000;

/// Models and cities, by the names of the scenarios that brought them first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The models; each is compared with the first.
    pub models: Vec<String>,
    /// The cities.
    pub cities: Vec<String>,
    /// What models are called in figures.
    pub model_titles: Vec<Text>,
    /// What cities are called in figures.
    pub city_titles: Vec<Text>,
}

impl Layout {
    /// The place of a cell: city by city, models in order.
    pub fn place(&self, city: usize, model: usize) -> usize {
        city * self.models.len() + model
    }

    /// What a cell is called in files.
    pub fn name(&self, city: usize, model: usize) -> String {
        format!("{}-in-{}", self.models[model], self.cities[city])
    }

    /// Each model against the first, city by city.
    pub fn pairs(&self) -> Vec<Pair> {
        let of_city = |city: usize| {
            (1..self.models.len()).map(move |model| {
                let name = format!("{} - {}", self.name(city, model), self.name(city, 0));
                (name, Kind::AsStated, self.place(city, 0), self.place(city, model))
            })
        };
        (0..self.cities.len()).flat_map(of_city).collect()
    }

    /// The values of an indicator: for each replication a table of models by cities. None where
    /// a cell has no value.
    fn tables(&self, studies: &[Study], indicator: usize) -> Option<Vec<Cells>> {
        let values =
            |city, model| Some(studies[self.place(city, model)].indicator(indicator).ok()?.values);
        let row = |model: usize| -> Option<Vec<Vec<f64>>> {
            (0..self.cities.len()).map(|city| values(city, model)).collect()
        };
        let all: Vec<Vec<Vec<f64>>> = (0..self.models.len()).map(row).collect::<Option<_>>()?;
        let of = |replication: usize| -> Cells {
            let row = |row: &Vec<Vec<f64>>| row.iter().map(|cell| cell[replication]).collect();
            all.iter().map(row).collect()
        };
        Some((0..studies[0].outcomes.len()).map(of).collect())
    }
}

/// What a transplant came to, beside its studies and their differences.
#[derive(Clone, Debug)]
pub struct Transplant {
    /// Models and cities; the studies are their cells.
    pub layout: Layout,
    /// Where the variance of each primary indicator lies.
    pub spreads: Vec<Spread>,
}

/// Where the variance of an indicator between the cells lies.
#[derive(Clone, Debug)]
pub struct Spread {
    /// Place of the indicator.
    pub indicator: usize,
    /// The shares of models, of cities, and of both together. None where a cell has no value
    /// or nothing but noise differs.
    pub shares: Option<VarianceShares>,
}

/// Where the variance between cells lies, for every primary indicator.
pub fn transplant(studies: &[Study], layout: Layout, seed: u64) -> Transplant {
    let measures = studies[0].measures();
    let primary = (0..measures.len()).filter(|place| measures[*place].primary);
    let of = |indicator: usize| {
        let tables = layout.tables(studies, indicator);
        let shares =
            tables.and_then(|tables| variance_shares(&tables, CONFIDENCE, RESAMPLES, seed));
        Spread { indicator, shares }
    };
    Transplant { spreads: primary.map(of).collect(), layout }
}

#[cfg(test)]
mod tests;
