//! Each measure that comes with the program is checked, runs, and does what it is for.

use gridgov::experiment::{Measure, Study, prepare, run_all};
use gridgov::lang::Lang;
use gridgov::scenario::builtin::FILES;
use gridgov::scenario::check::check;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Loaded, Options, Source, load_checked};

/// A small town for some weeks.
const SMALL: [&str; 8] = [
    "city.area=2.5 km2",
    "city.residents=50000",
    "city.streets=2",
    "city.communities=10",
    "city.blocks=300",
    "run.days=56 d",
    "run.warm_up=7 d",
    "run.follow_up=14 d",
];

fn study(name: &'static str) -> Study {
    study_of(&Source::Builtin(name))
}

fn study_of(source: &Source) -> Study {
    study_with(source, &[])
}

fn study_with(source: &Source, more: &[&str]) -> Study {
    let options = Options { provenance: false };
    let sets: Vec<String> = SMALL.iter().chain(more).map(|set| (*set).to_owned()).collect();
    let loaded = load_checked(source, &sets, options, check);
    let loaded: Loaded<Scenario> = loaded.unwrap_or_else(|faults| panic!("{faults}"));
    let prepared = prepare("study", &loaded.value);
    let outcomes = run_all(std::slice::from_ref(&prepared), 1, 2, 1, || ());
    Study { prepared, outcomes: outcomes.expect("threads start").remove(0) }
}

fn value(study: &Study, id: &str) -> f64 {
    let place = study.measures().iter().position(|m: &Measure| m.id == id).expect("an indicator");
    let result = study.indicator(place);
    result.unwrap_or_else(|reason| panic!("{id}: {}", reason.said(Lang::En))).estimate.mean
}

#[test]
fn every_measure_is_good_with_its_provenance_and_runs() {
    let mut tried = 0;
    for (name, _) in FILES.iter().filter(|(name, _)| name.starts_with("measures/")) {
        let options = Options { provenance: true };
        let loaded = load_checked::<Scenario>(&Source::Builtin(name), &[], options, check);
        assert!(loaded.is_ok_and(|loaded| !loaded.provenance.is_empty()), "{name}");
        assert!(value(&study(name), "official_on_time_rate") > 0.0, "{name}");
        tried += 1;
    }
    assert_eq!(tried, 16);
}

/// Longer limits are kept more often, on paper and by their own twin, and nobody finds more.
#[test]
fn longer_tiers_are_kept_more_often() {
    let base = study("beijing-dongcheng-2004");
    for name in ["measures/limits-four-tiers", "measures/limits-working-days"] {
        let tiers = study(name);
        for id in ["official_on_time_rate", "solved_within_limit_share"] {
            let [long, short] = [&tiers, &base].map(|study| value(study, id));
            assert!(long > short, "{name} {id}: {long} against {short}");
        }
        let [found, before] = [&tiers, &base].map(|study| value(study, "discovery_rate"));
        assert!((found - before).abs() < 0.02, "{name}: {found} against {before}");
    }
}

/// Who gets a case first may not send it back.
#[test]
fn first_receivers_send_less_back() {
    let [bound, free] = ["measures/first-receiver", "beijing-dongcheng-2004"].map(study);
    let [bound, free] = [&bound, &free].map(|study| value(study, "returned_share"));
    assert!(bound < 0.5 * free, "{bound} against {free}");
}

/// Bodies come to the site, and a case that was disputed changes hands less often.
#[test]
fn a_whistle_brings_bodies_to_the_site() {
    let whistle = study("measures/whistle");
    for id in ["convened_share", "convening_h_per_case", "convened_in_time_share"] {
        assert!(value(&whistle, id) > 0.0, "{id}");
    }
}

/// Some parties let cases lie, and are urged; public money solves what is nobody's duty.
#[test]
fn reluctant_parties_are_urged_and_public_money_steps_in() {
    let leverage = study("measures/leverage");
    for id in ["unwilling_share", "urgings_per_case", "orphan_solved_share"] {
        assert!(value(&leverage, id) > 0.0, "{id}");
    }
}

/// To be seen deters.
#[test]
fn inspection_takes_time_and_prevents() {
    let [with, without] = ["measures/inspection", "beijing-dongcheng-2004"].map(study);
    for id in ["worker_utilisation", "prevented_share"] {
        let [more, less] = [&with, &without].map(|study| value(study, id));
        assert!(more > less, "{id}: {more} against {less}");
    }
}

#[test]
fn exceptions_that_a_measure_states_are_granted_and_told() {
    let asked = study("measures/requests");
    for id in ["extension_share", "hold_share", "exclusion_share", "supervision_share"] {
        assert!(value(&asked, id) > 0.0, "{id}");
    }
}

/// Checks and audits see half, so that some files of a small town are closed falsely: under the shipped
/// check hardly one is, and no audit has anything to find.
#[test]
fn what_an_audit_finds_out_is_opened_again() {
    let careless = ["governance.roles.supervisor.vigilance=0.5"];
    let audited = study_with(&Source::Builtin("measures/audit"), &careless);
    assert!(value(&audited, "reopened_share") > 0.0);
}

/// Units are scored on paper and in truth, and a quota is filled with trifles.
#[test]
fn contracts_that_a_measure_states_are_scored() {
    for name in ["yuncheng", "three-rates", "quota", "cjt-292"] {
        let name = format!("measures/assessment-{name}");
        let known = FILES.iter().map(|(known, _)| *known).find(|known| *known == name);
        let scored = study(known.expect("a built-in"));
        for id in ["official_score", "true_score"] {
            let score = value(&scored, id);
            assert!(score > 0.0 && score < 100.0, "{name} {id}: {score}");
        }
        let trivial = value(&scored, "trivial_case_share");
        assert_eq!(trivial > 0.0, name.ends_with("quota"), "{name}: {trivial}");
    }
}

/// All mechanisms at once: the file by which the program is measured is good, and each leaves its
/// trace in the indicator that tells of it.
#[test]
fn everything_at_once_runs_and_is_told() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/everything.toml");
    let all = study_of(&Source::Path(path.into()));
    for id in [
        "extension_share",
        "hold_share",
        "exclusion_share",
        "appeal_share",
        "supervision_share",
        "duplicate_share",
        "entries_per_case",
        "official_score",
        "trivial_case_share",
        "reopened_share",
        "convened_share",
        "urgings_per_case",
        "orphan_solved_share",
        "overtime_h_per_worker_week",
    ] {
        assert!(value(&all, id) > 0.0, "{id}");
    }
    for id in ["official_score", "true_score"] {
        assert!(value(&all, id) < 100.0, "{id}");
    }
}
