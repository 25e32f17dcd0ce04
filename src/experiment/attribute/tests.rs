//! What both models are made of, and what it brings.

mod coalitions;
mod keys;
mod shares;

use super::*;
use crate::city::City;
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load};

/// What makes Dongcheng small.
const SMALL: [&str; 8] = [
    "city.area=2.5 km2",
    "city.residents=50000",
    "city.streets=2",
    "city.communities=10",
    "city.blocks=300",
    "run.days=10 d",
    "run.warm_up=4 d",
    "run.follow_up=5 d",
];

/// A scenario that comes with the program, small, with values set.
fn dongcheng(name: &str, sets: &[String]) -> Scenario {
    let source = Source::from_argument(name).expect("a built-in");
    let sets: Vec<String> =
        SMALL.iter().map(|set| (*set).to_owned()).chain(sets.to_vec()).collect();
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: false });
    loaded.unwrap_or_else(|faults| panic!("{sets:?}\n{faults}")).value
}

/// The town whose answers are known, with TOML laid over it.
fn town(overlay: &str, sets: &[&str]) -> Scenario {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("overlay.toml");
    std::fs::write(&path, format!("extends = 'selftest/town'\n{overlay}")).expect("a file");
    let short = ["run.days=20 d", "run.follow_up=2 d", "run.replications=4"];
    let sets: Vec<String> = short.iter().chain(sets).map(|set| (*set).to_owned()).collect();
    let loaded = load::<Scenario>(&Source::Path(path), &sets, Options { provenance: false });
    loaded.unwrap_or_else(|faults| panic!("{faults}")).value
}

fn city(scenario: &Scenario) -> City {
    let days = (scenario.start, &scenario.almanac());
    City::build(scenario.city.as_ref().expect("a city"), days, 1)
}

fn model(scenario: &Scenario) -> &Governance {
    scenario.governance.as_ref().expect("a model")
}

/// A model without what is only told.
fn untold(model: &Governance) -> Governance {
    Governance {
        title: String::new(),
        title_zh: String::new(),
        spend_on: Vec::new(),
        ..model.clone()
    }
}

fn components(of: &[Component]) -> Components {
    of.iter().copied().collect()
}

fn all_but(component: Component) -> Components {
    Component::ALL.iter().copied().filter(|of| *of != component).collect()
}
