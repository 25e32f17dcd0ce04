//! What cannot run, and what comes to nothing.

use super::*;

#[test]
fn staff_of_less_than_half_a_person() {
    let text = r#"[[governance.roles]]
id = "utilities"
staffing = "0.3 per district""#;
    let expected = r#"warning: governance.roles.utilities.staffing: the rule comes to less than half a person, so nobody is on duty
 --> main.toml:4:12
  |
4 | staffing = "0.3 per district"
  |            ^^^^^^^^^^^^^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn too_many_problems() {
    let text = "title = \"Scale demonstration\"\ntitle_zh = \"规模演示\"\n\
                city.residents = 4_000_000_000";
    let expected = r#"error: city.categories.night-noise.incidence: about 1.3 billion potential problems are expected in one replication, 42 % of them of this category; at most 50 million can run
   --> categories/urban-2004:499:13
    |
499 | incidence = "0.01 per resident year"
    |             ^^^^^^^^^^^^^^^^^^^^^^^^
    |
    = help: they grow with incidence, spreads and returns of city.categories, city.residents, city.area, city.blocks, run.warm_up, run.days and run.follow_up, and as city.norms.neutral falls"#;
    assert_eq!(over(text), expected);
}

#[test]
fn too_many_problems_in_a_block() {
    let text = r#"city.communities = 10
city.blocks = 10
[[city.categories]]
id = "night-noise"
incidence = "4 per resident year"
[run]
days = "30 d"
warm_up = "0 d""#;
    let expected = r#"error: city.categories.night-noise.incidence: about 3,887 potential problems are expected in each block every day, 98 % of them of this category; at most 1,000 can be told apart
 --> main.toml:6:13
  |
6 | incidence = "4 per resident year"
  |             ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: lower it, or raise city.blocks"#;
    assert_eq!(over(text), expected);
}

#[test]
fn too_many_desks() {
    let text = r#"city.area = "1000000 km2"
city.blocks = 900_000
run.days = "30 d"
run.warm_up = "0 d"
[[governance.roles]]
id = "supervisor"
staffing = "1 per district""#;
    let expected = r#"error: city.categories.mobile-vendor.incidence: about 1.9 billion potential problems are expected in one replication, 35 % of them of this category; at most 50 million can run
  --> categories/urban-2004:94:13
   |
94 | incidence = "0.87 per km2 day"
   |             ^^^^^^^^^^^^^^^^^^
   |
   = help: they grow with incidence, spreads and returns of city.categories, city.residents, city.area, city.blocks, run.warm_up, run.days and run.follow_up, and as city.norms.neutral falls

error: governance.roles.supervisor.patrol.beat: the roles have about 1.6 million desks, this one 900,000 of them; at most 1 million can run
  --> models/beijing-dongcheng-2004:61:8
   |
61 | beat = "0.18 km2"
   |        ^^^^^^^^^^
   |
   = help: they follow from tier and patrol.beat of governance.roles, governance.grids, city.area, city.blocks, city.communities and city.streets"#;
    assert_eq!(over(text), expected);
}

#[test]
fn too_many_block_days_and_roles() {
    let city = "city.blocks = 5_000_000\ncity.area = \"1 km2\"\n";
    let role = |i| {
        format!("[[governance.roles]]\nid = \"desk-{i}\"\nextends = \"role\"\npowers = [\"fix\"]\n")
    };
    let overlay = city.to_owned() + &(0..6).map(role).collect::<String>();
    let expected = r#"error: city.blocks: about 110 million blocks times roles; at most 100 million can run
 --> main.toml:2:15
  |
2 | city.blocks = 5_000_000
  |               ^^^^^^^^^
  |
  = help: it follows from city.blocks and the number of governance.roles

error: city.blocks: about 3.9 billion blocks times days; at most 2 billion can run
 --> main.toml:2:15
  |
2 | city.blocks = 5_000_000
  |               ^^^^^^^^^
  |
  = help: it follows from city.blocks, run.warm_up, run.days and run.follow_up

warning: governance.roles.greening.staffing: the rule comes to less than half a person, so nobody is on duty
   --> models/dongcheng-base-2004:271:12
    |
271 | staffing = "1 per 4 km2"
    |            ^^^^^^^^^^^^^"#;
    assert_eq!(over(&overlay), expected);
}

#[test]
fn too_many_people() {
    let text = r#"[[governance.roles]]
id = "utilities"
staffing = "1000000000 per district""#;
    let expected = r#"error: governance.roles.utilities.staffing: about 1 billion people on duty at once; at most 10 million can run
 --> main.toml:4:12
  |
4 | staffing = "1000000000 per district"
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn too_many_sweeps() {
    let text = r#"[[governance.roles]]
id = "supervisor"
patrol = { sweep = "100 km" }"#;
    let expected = r#"error: governance.roles.supervisor.patrol: together they search all ground about 1,166 times an hour; at most 60 can run
 --> main.toml:4:10
  |
4 | patrol = { sweep = "100 km" }
  |          ^^^^^^^^^^^^^^^^^^^^
  |
  = help: it grows with staffing, speed, sweep and walking, and falls with team"#;
    assert_eq!(over(text), expected);
}
