//! Two scenarios under the same luck, and how far apart they are.

use std::fs;

use gridgov::experiment::{Measure, Outcome, Study, Subject, prepare, run_all};
use gridgov::lang::Lang;
use gridgov::metrics::tally::Times;
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

    /// What the mean handling time \[h\] of a category, or of all others, exceeds that without
    /// the mechanism by.
    pub fn handling(&self, category: &str, of_others: bool) -> Paired {
        let times = |study: &Study| handling(study, category, of_others);
        Paired::of(&times(&self.with), &times(&self.without)).expect("replications")
    }

    /// The mean handling time \[h\] of all other categories without the mechanism.
    pub fn mean_handling_of_others(&self, category: &str) -> f64 {
        mean(&handling(&self.without, category, true))
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

/// The mean handling time \[h\] of a category, or of all others, replication by replication.
fn handling(study: &Study, category: &str, of_others: bool) -> Vec<f64> {
    let Subject::Governed(governed) = &study.prepared.subject else { panic!("a city") };
    let of_kind = |name: &str| (name == category) != of_others;
    let mean = |outcome: &Outcome| {
        let cases = &outcome.city.as_ref().expect("a city").cases;
        let counted = cases.pairs().filter(|(id, _)| of_kind(&governed.city.categories[*id].name));
        let add = |(sum, count): (f64, u64), times: Times| {
            (sum + times.total_ms as f64 / 3.6e6, count + times.count)
        };
        let (sum, count) = counted.map(|(_, of)| of.handling).fold((0.0, 0), add);
        sum / count as f64
    };
    study.outcomes.iter().map(mean).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
