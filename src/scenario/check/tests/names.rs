//! Names that refer to nothing.

use super::*;

#[test]
fn an_unknown_role_and_the_nearest() {
    let text = r#"[[governance.roles]]
id = "supervisor"
next = "supervision-center""#;
    let expected = r#"error: governance.roles.supervisor.next: there is no role "supervision-center"
 --> main.toml:4:8
  |
4 | next = "supervision-center"
  |        ^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `supervision-centre`?"#;
    assert_eq!(over(text), expected);
}

#[test]
fn an_unknown_receiver_and_what_roles_there_are() {
    let text = r#"[[governance.channels]]
id = "letters"
receiver = "ombudsman-x""#;
    let expected = r#"error: governance.channels.letters.receiver: there is no role "ombudsman-x"
 --> main.toml:4:12
  |
4 | receiver = "ombudsman-x"
  |            ^^^^^^^^^^^^^
  |
  = help: roles: residents-committee, street-office, mayor-hotline, letters-office, city-appearance-squad, sanitation, municipal-works, greening, utilities, property-management, construction-office, public-security and 4 more"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_deadline_of_an_unknown_category() {
    let text = r#"[governance.deadlines]
burst-pip = "1 h""#;
    let expected = r#"error: governance.deadlines.burst-pip: there is no category "burst-pip"
 --> main.toml:3:1
  |
3 | burst-pip = "1 h"
  | ^^^^^^^^^
  |
  = help: did you mean `burst-pipe`?"#;
    assert_eq!(over(text), expected);
}

#[test]
fn an_unknown_category_in_a_list() {
    let text = r#"[[governance.roles]]
id = "greening"
handles = ["greenery", "trees"]"#;
    let expected = r#"error: governance.roles.greening.handles: there is no category "trees"
 --> main.toml:4:24
  |
4 | handles = ["greenery", "trees"]
  |                        ^^^^^^^
  |
  = help: categories: exposed-litter, dirty-road, small-adverts, mobile-vendor, shop-overflow, piled-goods, stray-bicycles, construction-disorder, illegal-building, road-damage, manhole-cover, street-lamp and 8 more"#;
    assert_eq!(over(text), expected);
}

#[test]
fn unknown_roles_in_lists() {
    let text = r#"governance.spend_on = ["sweepers"]
governance.accounting.platform = ["center"]
[[governance.campaigns]]
id = "sweep"
title_zh = "x"
roles = ["squad"]
every = "30 d"
lasts = "1 d"
intensity = 1"#;
    let expected = r#"error: governance.spend_on: there is no role "sweepers"
 --> main.toml:2:24
  |
2 | governance.spend_on = ["sweepers"]
  |                        ^^^^^^^^^^
  |
  = help: roles: residents-committee, street-office, mayor-hotline, letters-office, city-appearance-squad, sanitation, municipal-works, greening, utilities, property-management, construction-office, public-security and 4 more

error: governance.accounting.platform: there is no role "center"
 --> main.toml:3:35
  |
3 | governance.accounting.platform = ["center"]
  |                                   ^^^^^^^^
  |
  = help: roles: residents-committee, street-office, mayor-hotline, letters-office, city-appearance-squad, sanitation, municipal-works, greening, utilities, property-management, construction-office, public-security and 4 more

error: governance.campaigns.sweep.roles: there is no role "squad"
 --> main.toml:7:10
  |
7 | roles = ["squad"]
  |          ^^^^^^^
  |
  = help: roles: residents-committee, street-office, mayor-hotline, letters-office, city-appearance-squad, sanitation, municipal-works, greening, utilities, property-management, construction-office, public-security and 4 more"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_duty_that_falls_to_an_unknown_role() {
    let text = r#"[governance.duties]
welfare = "civil-affair""#;
    let expected = r#"error: governance.duties.welfare: there is no role "civil-affair"
 --> main.toml:3:11
  |
3 | welfare = "civil-affair"
  |           ^^^^^^^^^^^^^^
  |
  = help: did you mean `civil-affairs`?"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_duty_that_the_model_gives_to_nobody() {
    let text = r#"[[city.categories]]
id = "guard-rail"
owners = { municipal-work = 0.1 }"#;
    let expected = r#"error: city.categories.guard-rail.owners.municipal-work: the governance model gives the duty "municipal-work" to no role
 --> main.toml:4:12
  |
4 | owners = { municipal-work = 0.1 }
  |            ^^^^^^^^^^^^^^
  |
  = help: did you mean `municipal-works`? (governance.duties stands at models/dongcheng-base-2004:16:1)"#;
    assert_eq!(over(text), expected);
}

#[test]
fn grids_by_households_need_their_size_and_other_rules_a_number() {
    let grids = |rule: &str| over(&format!("governance.grids = {{ {rule} }}"));
    let without = grids("households = 300");
    assert!(without.contains("does not say how many residents a household has"), "{without}");
    assert_eq!(over("governance.grids = { households = 300 }\ncity.household_size = 2.5"), "");
    assert!(grids("households = 0").contains("a grid has at least 1 household"));
    assert!(grids("count = 0").contains("a community has at least 1 grid"));
    assert!(grids("workload = \"0 per day\"").contains("problems of a grid above zero"));
    assert!(grids("workload = \"1 per resident year\"").contains("problems of a grid above zero"));
    assert_eq!(grids("count = 3"), "");
    assert_eq!(grids("workload = \"2 per day\""), "");
}
