//! What a scenario is made of, and how it is run.

use super::*;

#[test]
fn neither_a_city_nor_a_network() {
    let text = "";
    let expected = r#"error: this is neither a city under a governance model nor a skeleton network
 --> main.toml:1:1
  |
1 | title = "x"
  | ^
  |
  = help: give it [city] and [governance], or extends = "traditional""#;
    assert_eq!(bare(text), expected);
}

#[test]
fn a_city_without_a_governance_model() {
    let text = r#"city.extends = "cities/dongcheng-2004""#;
    let expected = r#"error: city: the city has no governance model: governance is missing
 --> main.toml:4:1
  |
4 | city.extends = "cities/dongcheng-2004"
  | ^^^^
  |
  = help: add [governance] with extends = "models/traditional""#;
    assert_eq!(bare(text), expected);
}

#[test]
fn a_governance_model_without_a_city() {
    let text = r#"governance.extends = "models/traditional""#;
    let expected = r#"error: governance: the governance model has no city: city is missing
 --> main.toml:4:1
  |
4 | governance.extends = "models/traditional"
  | ^^^^^^^^^^
  |
  = help: add [city] with extends = "cities/dongcheng-2004""#;
    assert_eq!(bare(text), expected);
}

#[test]
fn a_network_that_is_also_a_city() {
    let text = r#"extends = "reference-jackson"
[city]
extends = "cities/dongcheng-2004""#;
    let expected = "error: skeleton: this is a skeleton network and also a city
 --> reference-jackson:9:1
  |
9 | [skeleton]
  | ^^^^^^^^^^
  |
  = help: keep either [skeleton] or both [city] and [governance]";
    assert_eq!(faults_of(text), expected);
}

#[test]
fn days_that_are_not_whole() {
    let text = r#"run.warm_up = "36 h""#;
    let expected = r#"error: run.warm_up: "36 h" is not a whole number of days
 --> main.toml:2:15
  |
2 | run.warm_up = "36 h"
  |               ^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn days_beyond_ten_years() {
    let text = r#"run.days = "4000 d""#;
    let expected = r#"error: run.days: "4000 d" is out of range; from 1 d to 3650 d is allowed
 --> main.toml:2:12
  |
2 | run.days = "4000 d"
  |            ^^^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_city_that_is_not_followed() {
    let text = r#"run.follow_up = "0 d""#;
    let expected = r#"error: run.follow_up: what arises in a city is followed for at least 1 d after its end
 --> main.toml:2:17
  |
2 | run.follow_up = "0 d"
  |                 ^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_network_that_falls_behind() {
    let text = r#"extends = "reference-jackson-200"
skeleton.street.workers = 1"#;
    let expected = "error: skeleton.street: the work that comes is about 1.2 times what its workers can do; below 1 is needed for a steady state
 --> main.toml:2:10
  |
2 | skeleton.street.workers = 1
  |          ^^^^^^
  |
  = help: the load is cases × shares that come here × mean_work ÷ workers";
    assert_eq!(faults_of(text), expected);
}

#[test]
fn a_network_too_large() {
    let text = r#"extends = "reference-jackson-200"
skeleton.cells = 10_000_000
skeleton.cells_per_street = 1
skeleton.streets_per_district = 1
skeleton.departments = 1000"#;
    let expected = r#"error: skeleton.cells: about 10 billion desks; at most 50 million can run
 --> main.toml:2:18
  |
2 | skeleton.cells = 10_000_000
  |                  ^^^^^^^^^^
  |
  = help: they follow from cells_per_street, streets_per_district and departments

error: skeleton.cases: about 8.8 billion cases would open; at most 4 billion can run
  --> reference-jackson-200:14:9
   |
14 | cases = "3 per day"
   |         ^^^^^^^^^^^
   |
   = help: they follow from cells, cases, run.warm_up, run.days and mean_work"#;
    assert_eq!(faults_of(text), expected);
}

#[test]
fn a_network_whose_cases_are_counted_by_residents() {
    let text = r#"extends = "reference-jackson-200"
skeleton.cases = "0.01 per resident day""#;
    let expected = r#"error: skeleton.cases: "0.01 per resident day" is counted by what the network lacks
 --> main.toml:2:18
  |
2 | skeleton.cases = "0.01 per resident day"
  |                  ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write how many each cell has, such as "3 per day""#;
    assert_eq!(faults_of(text), expected);
}

#[test]
fn a_network_without_cases() {
    let text = r#"extends = "reference-jackson-200"
skeleton.cases = "0 per day""#;
    let expected = r#"error: skeleton.cases: less than one case is expected within run.days
 --> main.toml:2:18
  |
2 | skeleton.cases = "0 per day"
  |                  ^^^^^^^^^^^"#;
    assert_eq!(faults_of(text), expected);
}
