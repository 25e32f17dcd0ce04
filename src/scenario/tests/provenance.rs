//! Every number has a source, or says that it is assumed.

use super::*;
use crate::scenario::provenance::Origin;

record! {
    /// A place with two numbers.
    pub struct Village {
        /// Ground.
        pub ground: Area,
        /// Weights.
        pub weights: Option<Vec<Number>>,
        /// The seed.
        pub seed: Option<Chosen<Count>>,
        /// Roles.
        pub role: Option<Keyed<Post>>,
    }
}

record! {
    /// A post.
    pub struct Post {
        /// Its id.
        pub id: Name,
        /// How many.
        pub count: Count,
    }
}

const ASSUMED: &str = "{ origin = \"assumed\", range = [\"0.5 x\", \"2 x\"] }";
const SOURCED: &str =
    "{ origin = \"sourced\", evidence = \"weak\", transfer = \"same\", source = \"A book\" }";

fn judge(files: &[(&str, &str)], sets: &[&str]) -> Result<Vec<(String, Origin)>, String> {
    let loaded = load_files::<Village>(files, sets, Options::default())?;
    Ok(loaded.provenance.into_iter().map(|entry| (entry.path, entry.statement.origin)).collect())
}

fn one(text: &str) -> Result<Vec<(String, Origin)>, String> {
    judge(&[("main.toml", text)], &[])
}

#[test]
fn a_number_without_provenance_is_a_fault() {
    let expected = "error: ground: \"2 km2\" needs provenance
 --> main.toml:1:10
  |
1 | ground = \"2 km2\"
  |          ^^^^^^^
  |
  = help: add to [provenance]: \"ground\" = { origin = \"assumed\", range = [\"0.5 x\", \"2 x\"] }";
    assert_eq!(one("ground = \"2 km2\"").unwrap_err(), expected);
}

#[test]
fn the_most_specific_statement_speaks() {
    let text = format!(
        "ground = \"2 km2\"\nweights = [1, 2]\nseed = 1\nrole = [{{ id = \"a\", count = 1 }}]
        [provenance]\n\"**\" = {ASSUMED}\nground = {SOURCED}\n\"role.*.count\" = {SOURCED}"
    );
    let expected = [
        ("ground", Origin::Sourced),
        ("weights[0]", Origin::Assumed),
        ("weights[1]", Origin::Assumed),
        ("role.a.count", Origin::Sourced),
    ];
    assert_eq!(one(&text).unwrap(), expected.map(|(path, origin)| (path.to_owned(), origin)));
}

#[test]
fn a_key_may_be_written_as_tables() {
    let text = format!(
        "ground = \"2 km2\"\nrole = [{{ id = \"a\", count = 1 }}]
        [provenance]\nground = {SOURCED}\nrole.a.count = {ASSUMED}"
    );
    assert_eq!(one(&text).unwrap()[1], ("role.a.count".to_owned(), Origin::Assumed));
}

#[test]
fn a_statement_does_not_speak_for_what_an_overlay_changed() {
    let base = format!("ground = \"2 km2\"\n[provenance]\nground = {SOURCED}");
    let silent = judge(
        &[("main.toml", "extends = \"base\"\nground = \"3 km2\""), ("base.toml", &base)],
        &[],
    );
    assert!(silent.unwrap_err().starts_with("error: ground: \"3 km2\" needs provenance"));
    let same = judge(&[("main.toml", "extends = \"base\""), ("base.toml", &base)], &[]);
    assert_eq!(same.unwrap()[0].1, Origin::Sourced);
    let main = format!("extends = \"base\"\n[provenance]\n\"**\" = {ASSUMED}");
    let wild = judge(&[("main.toml", &main), ("base.toml", &base)], &[]);
    assert_eq!(wild.unwrap()[0].1, Origin::Sourced);
    let main = format!("extends = \"base\"\n[provenance]\nground = {ASSUMED}");
    let exact = judge(&[("main.toml", &main), ("base.toml", &base)], &[]);
    assert_eq!(exact.unwrap()[0].1, Origin::Assumed);
}

#[test]
fn a_number_set_on_the_command_line_is_assumed() {
    let text = format!("ground = \"2 km2\"\n[provenance]\nground = {SOURCED}");
    let judged = judge(&[("main.toml", &text)], &["ground=3 km2"]);
    assert_eq!(judged.unwrap(), [("ground".to_owned(), Origin::Assumed)]);
}

#[test]
fn a_statement_may_speak_of_what_the_command_line_took_away() {
    let text = format!(
        "ground = \"2 km2\"\nrole = [{{ id = \"a\", count = 1 }}]
        [provenance]\n\"**\" = {ASSUMED}\n\"role.*.count\" = {SOURCED}"
    );
    let judged = judge(&[("main.toml", &text)], &["role=[]"]);
    assert_eq!(judged.unwrap(), [("ground".to_owned(), Origin::Assumed)]);
}

#[test]
fn a_statement_about_nothing_is_a_fault() {
    let text = format!(
        "ground = \"2 km2\"\n[provenance]\nground = {SOURCED}\nweigths = {ASSUMED}\nseed = 3"
    );
    let faults = one(&text).unwrap_err();
    assert!(
        faults.contains("error: provenance.weigths: there is nothing at this path"),
        "{faults}"
    );
    assert!(
        faults.contains("error: provenance.seed: 3 is a number; a table is expected"),
        "{faults}"
    );
    let near = text.replace("weigths", "grund").replace("\nseed = 3", "");
    assert!(one(&near).unwrap_err().ends_with("= help: did you mean `ground`?"));
}

#[test]
fn a_statement_must_be_complete() {
    let fault = |statement: &str| {
        let text = format!("ground = \"2 km2\"\n[provenance]\nground = {statement}");
        one(&text).unwrap_err().lines().next().unwrap().to_owned()
    };
    let needs = |what: &str| format!("error: provenance.ground: what is {what}");
    assert_eq!(fault("{ origin = \"assumed\" }"), needs("assumed needs a range"));
    assert_eq!(fault("{ origin = \"calibrated\" }"), needs("calibrated needs range and evidence"));
    let sourced = needs("sourced needs source, evidence and transfer");
    assert_eq!(fault("{ origin = \"sourced\", source = \"A book\" }"), sourced);
    for range in ["[\"2 x\", \"1 x\"]", "[\"1 x\"]", "[\"1 km2\", \"2 ha\"]", "[\"a\", \"b\"]"] {
        let message = fault(&format!("{{ origin = \"assumed\", range = {range} }}"));
        assert!(message.contains("needs a range of two ends in the same unit"), "{message}");
    }
}

/// Two posts that were fitted together, of which the second may say something odd.
#[test]
fn what_was_fitted_together_says_so_alike() {
    let of = |first: &str, second: &str| {
        let say = |more: &str| {
            format!(
                "{{ origin = \"calibrated\", evidence = \"weak\", range = [\"0.5 x\", \"2 x\"]{more} }}"
            )
        };
        one(&format!(
            "ground = \"2 km2\"\nrole = [{{ id = \"a\", count = 1 }}, {{ id = \"b\", count = 2 }}]
            [provenance]\nground = {}\n\"role.a.count\" = {}\n\"role.b.count\" = {}",
            say(""),
            say(first),
            say(second),
        ))
    };
    let total = ", fitted_to = \"filed_per_month\", total = [\"0.9 x\", \"1.1 x\"]";
    assert_eq!(of(total, total).expect("both say the same").len(), 3);
    for half in [
        ", fitted_to = \"filed_per_month\"",
        ", total = [\"0.9 x\", \"1.1 x\"]",
        ", fitted_to = \"filed_per_month\", total = [\"0.9\", \"1.1\"]",
        ", fitted_to = \"filed_per_month\", total = [\"1.1 x\", \"0.9 x\"]",
        ", fitted_to = \"filed_per_month\", total = [\"0 x\", \"1.1 x\"]",
    ] {
        let found = of(total, half).expect_err("it is half a statement");
        assert!(found.contains("`fitted_to` and `total` go together"), "{found}");
    }
    let other = of(total, ", fitted_to = \"filed_per_month\", total = [\"0.8 x\", \"1.1 x\"]");
    let found = other.expect_err("another total");
    assert!(found.contains("was fitted together with"), "{found}");
    let assumed = "ground = \"2 km2\"\n[provenance]\nground = { origin = \"assumed\", range = [\"0.5 x\", \"2 x\"], fitted_to = \"x\", total = [\"0.9 x\", \"1.1 x\"] }";
    assert!(one(assumed).expect_err("assumed").contains("here it is assumed"));
}
