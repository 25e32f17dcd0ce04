//! A digest for each scenario that comes with the program: published numbers move only on purpose.

use std::fmt::Write as _;

use gridgov::experiment::{Study, prepare, run_all};
use gridgov::lang::Lang;
use gridgov::report::files::write_run;
use gridgov::report::folder::{OutputFolder, Prepared};
use gridgov::report::manifest::Manifest;
use gridgov::report::page::About;
use gridgov::scenario::builtin::FILES;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Options, Source, load};

/// Where the digests stand.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digests.txt");

/// Digests of the numbers of two short replications.
fn digests(name: &str) -> String {
    let sets = ["run.days=21 d", "run.warm_up=7 d"].map(str::to_owned);
    let source = Source::from_argument(name).expect("a built-in");
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: true });
    let scenario = loaded.unwrap_or_else(|faults| panic!("{faults}")).value;
    let seed = scenario.run.seed.0.0;
    let prepared = prepare(name, &scenario);
    let mut outcomes =
        run_all(std::slice::from_ref(&prepared), seed, 2, 0, || ()).expect("threads start");
    let study = Study { prepared, outcomes: outcomes.remove(0) };
    let place = tempfile::tempdir().expect("a folder");
    let folder = OutputFolder::prepare(place.path(), "golden", false).expect("it can be written");
    let Prepared::Fresh(mut folder) = folder else { panic!("the folder is new") };
    let manifest = Manifest { seed, ..Manifest::default() };
    let about = About::new(&manifest, &[], Lang::En);
    write_run(&mut folder, &study, about).expect("files are written");
    let manifest = folder.finish(Manifest::default()).expect("a manifest is written");
    let mut text = String::new();
    for file in ["daily.csv", "indicators.csv", "summary.json"] {
        writeln!(text, "{name} {file} {}", manifest.outputs[file]).expect("text grows");
    }
    text
}

/// When published numbers move on purpose, put the text that this prints into the file, and
/// say so in the CHANGELOG.
#[test]
fn the_numbers_of_every_built_in_scenario_are_as_published() {
    let names = FILES.iter().map(|(name, _)| *name);
    let scenarios = names.filter(|name| !name.contains('/') && !name.ends_with("20000"));
    let now: String = scenarios.map(digests).collect();
    let published = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    assert!(now == published, "the numbers have moved; they are now\n{now}");
}
