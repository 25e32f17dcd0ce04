//! Responsible parties and powers.

use super::*;

#[test]
fn a_first_receiver_where_nobody_dispatches() {
    let text = r#"[governance]
first_receiver = "transfers"
[[governance.roles]]
id = "street-office"
powers = []
[[governance.roles]]
id = "mayor-hotline"
powers = ["file", "close"]
[[governance.roles]]
id = "letters-office"
powers = ["file", "close"]
[[governance.roles]]
id = "command-centre"
powers = []
"#;
    let expected = r#"warning: governance.first_receiver: no role dispatches, so no body is ever the first that a case is sent to
 --> main.toml:3:18
  |
3 | first_receiver = "transfers"
  |                  ^^^^^^^^^^^"#;
    let found = over(text);
    assert!(found.contains(expected), "{found}");
}

#[test]
fn a_first_receiver_that_does_something_else() {
    let expected = r#"error: governance.first_receiver: "transfer" is none of returns, transfers
 --> main.toml:3:18
  |
3 | first_receiver = "transfer"
  |                  ^^^^^^^^^^
  |
  = help: did you mean `transfers`?"#;
    assert_eq!(over("[governance]\nfirst_receiver = \"transfer\""), expected);
}

const CONVENING: &str = r#"[governance.convening]
called_by = "street-office"
bodies = { listed = ["sanitation", "gardening"] }
lasts = { fixed = "1 h" }
within = "30 min"
"#;

#[test]
fn a_whistle_that_nothing_blows_by_one_who_may_not_for_bodies_that_are_not() {
    let expected = r#"warning: governance.convening: nothing calls bodies to the site: returns is absent and disputed is not true
 --> main.toml:2:1
  |
2 | [governance.convening]
  | ^^^^^^^^^^^^^^^^^^^^^^

error: governance.convening.called_by: "street-office" lacks the power to convene
 --> main.toml:3:13
  |
3 | called_by = "street-office"
  |             ^^^^^^^^^^^^^^^
  |
  = help: add "convene" to governance.roles.street-office.powers

error: governance.convening.bodies.listed: there is no role "gardening"
 --> main.toml:4:36
  |
4 | bodies = { listed = ["sanitation", "gardening"] }
  |                                    ^^^^^^^^^^^
  |
  = help: did you mean `greening`?"#;
    assert_eq!(over(CONVENING), expected);
}

#[test]
fn urging_where_all_are_willing_by_one_who_may_not_penalise() {
    let expected = r#"warning: governance.urging: no role states `leverage`, so nobody has to be urged
 --> main.toml:2:1
  |
2 | [governance.urging]
  | ^^^^^^^^^^^^^^^^^^^

error: governance.urging.penalised_by: "greening" lacks the power to penalise
 --> main.toml:5:16
  |
5 | penalised_by = "greening"
  |                ^^^^^^^^^^
  |
  = help: add "penalise" to governance.roles.greening.powers"#;
    let text = "[governance.urging]\nevery = \"1 d\"\nmost = 1\npenalised_by = \"greening\"";
    assert_eq!(over(text), expected);
}

#[test]
fn a_reluctant_party_that_nobody_urges() {
    let text = "[[governance.roles]]\nid = \"greening\"\n\
                leverage = { willing = 0.5, urged = 0.5, convened = 0.5, penalised = 1.5 }";
    let found = over(text);
    assert!(found.contains("1.5 is out of range"), "{found}");
    let found = over(&text.replace("1.5", "1.0"));
    assert!(found.contains("warning: governance.roles.greening.leverage: nobody urges"), "{found}");
}

#[test]
fn money_of_one_who_may_not_pay_for_one_who_cannot_act() {
    let expected = r#"error: governance.funding.by: "street-office" lacks the power to fund
 --> main.toml:3:6
  |
3 | by = "street-office"
  |      ^^^^^^^^^^^^^^^
  |
  = help: add "fund" to governance.roles.street-office.powers

error: governance.funding.to: "mayor-hotline" is paid to act and lacks the power to fix, to mediate and to penalise
 --> main.toml:4:6
  |
4 | to = "mayor-hotline"
  |      ^^^^^^^^^^^^^^^
  |
  = help: add "fix" to governance.roles.mayor-hotline.powers"#;
    let text = "[governance.funding]\nby = \"street-office\"\nto = \"mayor-hotline\"\n\
                price = \"100 yuan\"\nlimit = 9";
    assert_eq!(over(text), expected);
}

#[test]
fn a_power_gained_within_the_run() {
    let text = "[[governance.roles]]\nid = \"public-security\"\n\
                powers_since = { penalise = \"2005-03-01\" }";
    let expected = r#"error: governance.roles.public-security.powers_since.penalise: 2005-03-01 lies within the run, which begins on 2004-10-01, and no regime begins then
 --> main.toml:4:18
  |
4 | powers_since = { penalise = "2005-03-01" }
  |                  ^^^^^^^^
  |
  = help: add [[regimes]] with `from` = "2005-03-01" and an empty [regimes.overlay]"#;
    assert_eq!(over(text), expected);
    let regime = "\n[[regimes]]\nid = \"then\"\nfrom = \"2005-03-01\"\n[regimes.overlay]";
    assert_eq!(over(&format!("{text}{regime}")), "");
}

#[test]
fn dates_of_powers_that_are_not() {
    let text = "[[governance.roles]]\nid = \"public-security\"\n\
                powers_since = { fix = \"2000-01-01\", punish = \"2000-01-01\" }";
    let found = over(text);
    assert!(found.contains("the role is not given the power to fix at all"), "{found}");
    assert!(found.contains("there is no power \"punish\""), "{found}");
}

#[test]
fn an_inspection_by_one_who_may_not() {
    let expected = r#"error: governance.inspection.by: "greening" lacks the power to inspect
 --> main.toml:3:6
  |
3 | by = "greening"
  |      ^^^^^^^^^^
  |
  = help: add "inspect" to governance.roles.greening.powers"#;
    let text = "[governance.inspection]\nby = \"greening\"\nevery = \"7 d\"\nshare = 0.1";
    assert_eq!(over(text), expected);
}

#[test]
fn posts_held_by_people_who_cannot() {
    let text = "[[governance.roles]]\nid = \"command-centre\"\n\
                same_person_as = \"supervisor\"";
    let found = over(text);
    for why in ["its tier is another", "one of the two searches", "which is to be 0"] {
        assert!(found.contains(why), "{found}");
    }
    let good = "[[governance.roles]]\nid = \"command-centre\"\nstaffing = \"0 per district\"\n\
                same_person_as = \"supervision-centre\"";
    assert_eq!(over(good), "");
}
