//! What changes of regime bring: as designs on one run would estimate it, beside the truth.
//!
//! A simulation has what no city has: the same potential problems without the change. The paired
//! difference to that run is the truth. Beside it stands what someone who has the one run alone
//! would find, by each design, and by how much that is off. Intervals are over replications.

mod ages;

use super::{Prepared, Study, Subject};
use crate::city::StreetId;
use crate::governance::{Force, Governance};
use crate::id::Id as _;
use crate::lang::Phrase;
use crate::metrics::streets::{self, SERIES, Series, StreetDay};
use crate::stats::panel::{
    cohort_effects, difference_in_differences, is_lasting, mean_effect, two_way_fit,
};
use crate::stats::{Cells, Estimate};

pub use ages::AtAge;

/// Days in which no street changes its regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// Its first day.
    pub from: i64,
    /// The day after its last.
    pub until: i64,
    /// The regime in force in each street; 0 is the first.
    pub regimes: Vec<usize>,
}

/// How an effect is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The whole city, the last period against the first.
    BeforeAfter,
    /// Streets that changed against those that did not, the last period against the first.
    DifferenceInDifferences,
    /// A least-squares fit with effects of streets and periods.
    SteppedWedge,
    /// The mean of effects by cohort and period, against streets that have not changed yet.
    EventStudy,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::BeforeAfter, Self::DifferenceInDifferences, Self::SteppedWedge, Self::EventStudy];

    /// Its id in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::BeforeAfter => "before_after",
            Self::DifferenceInDifferences => "difference_in_differences",
            Self::SteppedWedge => "stepped_wedge",
            Self::EventStudy => "event_study",
        }
    }

    /// What it is called in tables.
    pub const fn name(self) -> Phrase {
        match self {
            Self::BeforeAfter => Phrase::new("before–after", "前后对比"),
            Self::DifferenceInDifferences => Phrase::new("difference in differences", "双重差分"),
            Self::SteppedWedge => {
                Phrase::new("stepped wedge, two-way fit", "阶梯设计（双向固定效应）")
            }
            Self::EventStudy => Phrase::new("event study by cohorts", "分批次事件研究"),
        }
    }
}

/// What a method finds, and what is true.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the method finds in the run with the change alone.
    pub estimate: Estimate,
    /// The mean difference to the run without the change, over the streets and periods that the
    /// method is about.
    pub truth: Estimate,
    /// How far the one exceeds the other, replication by replication.
    pub error: Estimate,
}

/// An effect on one series by one method.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The series.
    pub series: &'static Series,
    /// The method.
    pub method: Method,
    /// What it finds, or why it finds nothing.
    pub found: Result<Found, Phrase>,
}

/// The mean of a series in a street and period, over replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The series.
    pub series: &'static str,
    /// The street, from 1.
    pub street: usize,
    /// The period, from 0.
    pub period: usize,
    /// Its value with the change \[per 1,000 residents\].
    pub value: f64,
    /// Its value without \[per 1,000 residents\].
    pub unchanged: f64,
}

/// What changes of regime bring.
#[derive(Clone, Debug)]
pub struct Effects {
    /// The periods between the changes.
    pub periods: Vec<Period>,
    /// All cells, by series, street and period.
    pub cells: Vec<Cell>,
    /// All effects, by series and method.
    pub effects: Vec<Effect>,
    /// Effects by the time since the change, where streets follow each other.
    pub by_age: Vec<AtAge>,
}

/// A scenario as it would be if its regime never changed, named after it; none where none does.
pub fn unchanged(prepared: &Prepared) -> Option<Prepared> {
    let Subject::Governed(governed) = &prepared.subject else { return None };
    let without = governed.unchanged()?;
    let name = format!("{}-unchanged", prepared.name);
    let subject = Subject::Governed(Box::new(without));
    Some(Prepared { name, subject, ..prepared.clone() })
}

/// What a scenario's changes bring, from its replications and those without them.
pub fn effects(changed: &Study, unchanged: &Study) -> Option<Effects> {
    let Subject::Governed(governed) = &changed.prepared.subject else { return None };
    let periods = periods(&governed.governance, governed.city.streets.len(), changed);
    let residents: Vec<f64> =
        governed.city.streets.iter().map(|zone| governed.city.residents_in(zone) as f64).collect();
    let panels = |series: &'static Series| Panels {
        series,
        periods: &periods,
        residents: &residents,
        pairs: [changed, unchanged].map(|study| cells(study, series, &periods, &residents)),
    };
    let all: Vec<Panels<'_>> = SERIES.iter().map(panels).collect();
    let cells = all.iter().flat_map(Panels::means).collect();
    let effects = all.iter().flat_map(Panels::effects).collect();
    let by_age = all.iter().flat_map(|of| ages::of(of, [changed, unchanged])).collect();
    drop(all);
    Some(Effects { periods, cells, effects, by_age })
}

/// The periods between changes within the horizon.
fn periods(governance: &Governance, streets: usize, study: &Study) -> Vec<Period> {
    let phases = governance.timeline.phases(study.prepared.window.days).into_iter();
    let regime = |force: &Force, street| force[StreetId::new(street)].index();
    let of = |force: Option<&Force>| {
        let regimes = (0..streets).map(|street| force.map_or(0, |force| regime(force, street)));
        regimes.collect()
    };
    let phases = phases.filter(|phase| phase.until > phase.from);
    phases
        .map(|phase| Period {
            from: phase.from,
            until: phase.until,
            regimes: of(phase.force.as_ref()),
        })
        .collect()
}

/// The cells of each replication \[per 1,000 residents\].
fn cells(study: &Study, series: &Series, periods: &[Period], residents: &[f64]) -> Vec<Cells> {
    let cell = |days: &[StreetDay], street: usize| -> Vec<f64> {
        let mean = |period: &Period| streets::mean(days, series, period.from, period.until);
        periods.iter().map(|period| 1000.0 * mean(period) / residents[street].max(1.0)).collect()
    };
    let of_city = study.outcomes.iter().filter_map(|outcome| outcome.city.as_ref());
    of_city
        .map(|city| city.streets.pairs().map(|(id, days)| cell(days, id.index())).collect())
        .collect()
}

/// One series of all replications, with the change and without.
struct Panels<'a> {
    series: &'static Series,
    periods: &'a [Period],
    residents: &'a [f64],
    pairs: [Vec<Cells>; 2],
}

impl Panels<'_> {
    fn treated(&self) -> Vec<Vec<bool>> {
        let in_street = |street: usize| {
            self.periods.iter().map(|period| period.regimes[street] > 0).collect::<Vec<bool>>()
        };
        (0..self.residents.len()).map(in_street).collect()
    }

    fn means(&self) -> Vec<Cell> {
        let mean = |of: &[Cells], street: usize, period: usize| {
            of.iter().map(|cells| cells[street][period]).sum::<f64>() / of.len() as f64
        };
        let places = (0..self.residents.len())
            .flat_map(|street| (0..self.periods.len()).map(move |period| (street, period)));
        let cell = |(street, period)| Cell {
            series: self.series.id,
            street: street + 1,
            period,
            value: mean(&self.pairs[0], street, period),
            unchanged: mean(&self.pairs[1], street, period),
        };
        places.map(cell).collect()
    }

    fn effects(&self) -> Vec<Effect> {
        let of = |method| Effect { series: self.series, method, found: self.found(method) };
        Method::ALL.map(of).to_vec()
    }

    /// What a method finds over the replications.
    fn found(&self, method: Method) -> Result<Found, Phrase> {
        let treated = self.treated();
        fits(method, &treated)?;
        let none = Phrase::new("there are no replications", "没有重复运行");
        let [changed, unchanged] = &self.pairs;
        let pairs = changed.iter().zip(unchanged);
        let found: Option<Vec<(f64, f64)>> =
            pairs.map(|(with, without)| self.both(method, &treated, with, without)).collect();
        let found = found.ok_or(none)?;
        let estimate = |of: fn(&(f64, f64)) -> f64| {
            Estimate::of(&found.iter().map(of).collect::<Vec<_>>()).ok_or(none)
        };
        Ok(Found {
            estimate: estimate(|both| both.0)?,
            truth: estimate(|both| both.1)?,
            error: estimate(|both| both.0 - both.1)?,
        })
    }

    /// What a method finds in one replication, and what is true there.
    fn both(
        &self,
        method: Method,
        treated: &[Vec<bool>],
        with: &Cells,
        without: &Cells,
    ) -> Option<(f64, f64)> {
        let last = self.periods.len() - 1;
        let mean = |places: Vec<(usize, usize)>| mean_gain(with, without, &places);
        let streets = 0..treated.len();
        match method {
            Method::BeforeAfter => {
                let city = |cells: &Cells, period| self.of_city(cells, period);
                let estimate = city(with, last) - city(with, 0);
                Some((estimate, city(with, last) - city(without, last)))
            }
            Method::DifferenceInDifferences => {
                let now = streets.filter(|street| treated[*street][last]);
                let truth = mean(now.map(|street| (street, last)).collect());
                Some((difference_in_differences(with, treated)?, truth))
            }
            Method::SteppedWedge => {
                let all = streets.flat_map(|street| (0..=last).map(move |period| (street, period)));
                let truth =
                    mean(all.filter(|(street, period)| treated[*street][*period]).collect());
                Some((two_way_fit(with, treated)?, truth))
            }
            Method::EventStudy => {
                let effects = cohort_effects(with, treated);
                let cohort = |street: usize| treated[street].iter().position(|treated| *treated);
                let cells = effects.iter().flat_map(|of| {
                    let own = streets.clone().filter(|street| cohort(*street) == Some(of.cohort));
                    own.map(|street| (street, of.period)).collect::<Vec<_>>()
                });
                Some((mean_effect(&effects)?, mean(cells.collect())))
            }
        }
    }

    /// A period of the whole city: streets count by their residents.
    fn of_city(&self, cells: &Cells, period: usize) -> f64 {
        let weight = |street: usize| self.residents[street].max(1.0);
        let all: f64 = (0..cells.len()).map(weight).sum();
        let sum = |street: usize| weight(street) * cells[street][period];
        (0..cells.len()).map(sum).sum::<f64>() / all
    }
}

/// The mean of what cells exceed those without the change by.
fn mean_gain(with: &Cells, without: &Cells, places: &[(usize, usize)]) -> f64 {
    let gain =
        |(street, period): &(usize, usize)| with[*street][*period] - without[*street][*period];
    places.iter().map(gain).sum::<f64>() / places.len() as f64
}

/// Whether a method applies to streets treated so, or why not.
fn fits(method: Method, treated: &[Vec<bool>]) -> Result<(), Phrase> {
    let ever = |unit: &&Vec<bool>| unit.iter().any(|treated| *treated);
    let last = |unit: &Vec<bool>| unit.last() == Some(&true);
    if treated.iter().any(|unit| unit.first() == Some(&true)) {
        return Err(Phrase::new("nothing is measured before the change", "更替前没有观测"));
    }
    if !treated.iter().any(last) || !is_lasting(treated) {
        return Err(Phrase::new("the change does not last", "更替没有保持到期末"));
    }
    let wedge = Phrase::new("all streets change at once", "所有街道同时更替");
    match method {
        Method::DifferenceInDifferences if treated.iter().filter(ever).count() == treated.len() => {
            Err(Phrase::new("every street changes in the end", "期末所有街道都已更替"))
        }
        Method::BeforeAfter | Method::DifferenceInDifferences => Ok(()),
        Method::SteppedWedge | Method::EventStudy => {
            let alike = treated.windows(2).all(|pair| pair[0] == pair[1]);
            if alike { Err(wedge) } else { Ok(()) }
        }
    }
}

/// A regime by its id, the first as it is called where nothing changes.
pub fn regime_name(prepared: &Prepared, regime: usize) -> String {
    let Subject::Governed(governed) = &prepared.subject else { return String::new() };
    let regimes = governed.scenario.regimes.as_ref();
    let name =
        regime.checked_sub(1).and_then(|place| Some(regimes?.names().get(place)?.to_string()));
    name.unwrap_or_else(|| "first".to_owned())
}

#[cfg(test)]
mod tests;
