//! Changes of regime.

use super::over;

/// A regime with these lines, in a city of ten streets that is measured for a year.
fn regime(lines: &str) -> String {
    over(&format!("[[regimes]]\nid = \"new\"\n{lines}"))
}

/// What is told, without the pictures of the lines.
fn told(lines: &str) -> Vec<String> {
    let all = regime(lines);
    all.lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect()
}

#[test]
fn a_regime_that_is_good() {
    let good = "from = \"2005-01-01\"\nuntil = \"300 d\"\nstreets = { share = 0.4 }\nsteps = 4\n\
                every = \"7 d\"\noverlay = { settled_after = 1 }";
    assert_eq!(regime(good), "");
    assert_eq!(regime("from = \"0 d\"\ngovernance = { extends = \"models/traditional\" }"), "");
}

#[test]
fn a_regime_with_no_model_or_two() {
    let expected = "error: regimes.new: a regime states either `overlay`, the keys that change, or `governance`, a whole model
 --> main.toml:3:6
  |
3 | id = \"new\"
  |      ^^^^^";
    assert_eq!(regime("from = \"9 d\""), expected);
    let two = "from = \"9 d\"\noverlay = {}\ngovernance = { extends = \"models/traditional\" }";
    assert_eq!(told(two).len(), 1);
}

#[test]
fn days_that_do_not_fit() {
    let of = |lines: &str| told(&format!("{lines}\noverlay = {{}}"));
    assert_eq!(
        of("from = \"365 d\""),
        ["error: regimes.new.from: it begins on day 365; the measured days are 0 to 364"]
    );
    assert_eq!(
        of("from = \"2004-09-30\""),
        ["error: regimes.new.from: it begins on day -1; the measured days are 0 to 364"]
    );
    assert_eq!(
        of("from = \"9.5 d\""),
        ["error: regimes.new.from: \"9.5 d\" is not a whole number of days"]
    );
    assert_eq!(
        of("from = \"300 d\"\nsteps = 3\nevery = \"40 d\""),
        [
            "error: regimes.new.every: its last step is on day 380, when nothing is measured any more"
        ]
    );
    assert_eq!(
        of("from = \"30 d\"\nuntil = \"70 d\"\nsteps = 3\nevery = \"20 d\""),
        ["error: regimes.new.until: it ends on day 70, not after its last step on day 70"]
    );
    assert_eq!(
        of("from = \"30 d\"\nsteps = 3"),
        [
            "error: regimes.new: `steps` and `every` go together, such as steps = 4, every = \"30 d\""
        ]
    );
}

#[test]
fn streets_that_do_not_exist() {
    let of =
        |streets: &str| told(&format!("from = \"9 d\"\nstreets = {{ {streets} }}\noverlay = {{}}"));
    assert_eq!(
        of("number = 11"),
        ["error: regimes.new.streets: it comes into force in 11 streets; the city has 10"]
    );
    assert_eq!(
        of("listed = [3, 0]"),
        ["error: regimes.new.streets.listed: there is no street 0; the city has streets 1 to 10"]
    );
    assert_eq!(
        of("listed = [3, 3]"),
        ["error: regimes.new.streets.listed: a street is named twice"]
    );
    let few = "from = \"9 d\"\nstreets = { number = 2 }\nsteps = 3\nevery = \"1 d\"\noverlay = {}";
    assert_eq!(
        told(few),
        ["error: regimes.new.steps: 3 steps for 2 streets; each step takes one at least"]
    );
}

/// What is wrong with the model of a regime is shown there, and with what it does not change
/// only where that stands.
#[test]
fn a_model_that_names_nobody() {
    let wrong = "from = \"9 d\"\n[regimes.overlay.duties]\nsanitation = \"nobody\"";
    let all = regime(wrong);
    assert!(all.contains("regimes.new.overlay.duties.sanitation"), "{all}");
    assert!(all.contains("nobody"), "{all}");
    let twice = "from = \"9 d\"\noverlay = {}\n[governance]\nsettled_after = -1";
    assert_eq!(told(twice).len(), 1, "{:?}", told(twice));
    let misspelt = "from = \"9 d\"\noverlay = { setled_after = 1 }";
    let all = regime(misspelt);
    assert!(all.contains("did you mean `settled_after`?"), "{all}");
    assert!(regime("form = \"9 d\"").contains("did you mean `from`?"));
}
