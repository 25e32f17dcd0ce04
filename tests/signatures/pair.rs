//! Two scenarios under the same luck, and how far apart they are.

use std::fs;

use gridgov::experiment::{Measure, Study, prepare, run_all};
use gridgov::lang::Lang;
use gridgov::scenario::check::check;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Loaded, Options, Source, load_checked};
use gridgov::stats::Paired;

/// Replications of each.
const REPLICATIONS: usize = 12;

/// What must move does so by so many standard errors.
const ERRORS: f64 = 4.0;

/// The Dongcheng city cut down to a small town for some weeks.
pub const TOWN: &str = "[city]\narea = \"2.5 km2\"\nresidents = 50000\nstreets = 2\n\
    communities = 10\nblocks = 300\n\
    [run]\ndays = \"56 d\"\nwarm_up = \"14 d\"\nfollow_up = \"14 d\"\n";

/// A scenario without a mechanism and with it.
pub struct Pair {
    without: Study,
    with: Study,
}

impl Pair {
    /// A built-in scenario with more keys, and the same with a mechanism on top.
    pub fn of(extends: &str, more: &str, mechanism: &str) -> Self {
        let base = format!("extends = \"{extends}\"\n{TOWN}{more}\n");
        let with = study("with", &[("without.toml", &base), ("with.toml", mechanism)]);
        Self { without: study("without", &[("without.toml", &base)]), with }
    }

    /// What an indicator exceeds its value without the mechanism by.
    pub fn change(&self, id: &str) -> Paired {
        let [with, without] = [&self.with, &self.without].map(|study| values(study, id));
        Paired::of(&with, &without).expect("replications")
    }

    /// Asserts that an indicator rises.
    pub fn rises(&self, id: &str) {
        let change = self.change(id);
        assert!(change.t > ERRORS, "{id}: {change:?}");
    }

    /// Asserts that an indicator falls.
    pub fn falls(&self, id: &str) {
        let change = self.change(id);
        assert!(change.t < -ERRORS, "{id}: {change:?}");
    }

    /// Asserts that an indicator does not rise by as much as could be told.
    pub fn does_not_rise(&self, id: &str) {
        let change = self.change(id);
        assert!(change.t < ERRORS, "{id}: {change:?}");
    }

    /// Asserts that an indicator stays where it was, but for this share of its value.
    pub fn stays(&self, id: &str, share: f64) {
        let change = self.change(id);
        let margin = share * mean(&values(&self.without, id)).abs();
        let (low, high) = change.interval(0.999);
        assert!(-margin <= low && high <= margin, "{id}: {low} to {high}, allowed ±{margin}");
    }

    /// Asserts that every indicator of the scenario without the mechanism is the same to the bit.
    pub fn all_untouched(&self) {
        let has_value = |place: &usize| self.without.indicator(*place).is_ok();
        let measures = self.without.measures();
        let ids: Vec<&str> =
            (0..measures.len()).filter(has_value).map(|place| measures[place].id).collect();
        assert!(ids.len() > 40, "{ids:?}");
        self.untouched(&ids);
    }

    /// Asserts that indicators are the same to the bit.
    pub fn untouched(&self, ids: &[&str]) {
        for id in ids {
            assert_eq!(values(&self.with, id), values(&self.without, id), "{id}");
        }
    }
}

/// Runs a scenario of these files, the last of which extends the first.
fn study(name: &str, files: &[(&str, &str)]) -> Study {
    let place = tempfile::tempdir().expect("a folder");
    for (file, text) in files {
        let head = if *file == "with.toml" { "extends = \"without\"\n" } else { "" };
        fs::write(place.path().join(file), format!("{head}{text}")).expect("a file");
    }
    let last = files.last().expect("a file").0;
    let source = Source::Path(place.path().join(last));
    let loaded = load_checked(&source, &[], Options { provenance: false }, check);
    let loaded: Loaded<Scenario> = loaded.unwrap_or_else(|faults| panic!("{faults}"));
    let prepared = prepare(name, &loaded.value);
    let outcomes = run_all(std::slice::from_ref(&prepared), 7, REPLICATIONS, 2, || ());
    Study { prepared, outcomes: outcomes.expect("threads start").remove(0) }
}

/// An indicator, replication by replication.
fn values(study: &Study, id: &str) -> Vec<f64> {
    let place = study.measures().iter().position(|m: &Measure| m.id == id).expect("an indicator");
    let result = study.indicator(place);
    result.unwrap_or_else(|reason| panic!("{id}: {}", reason.said(Lang::En))).values
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
