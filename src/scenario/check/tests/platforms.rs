//! Platforms.

use super::*;

#[test]
fn sharing_with_somebody_unknown() {
    let text = "[governance.sharing]\ngroups = [[\"supervision-centre\", \"mayor-hotlin\"]]";
    let expected = r#"error: governance.sharing.groups: there is no role "mayor-hotlin"
 --> main.toml:3:34
  |
3 | groups = [["supervision-centre", "mayor-hotlin"]]
  |                                  ^^^^^^^^^^^^^^
  |
  = help: did you mean `mayor-hotline`?"#;
    assert_eq!(over(text), expected);
}

#[test]
fn groups_that_change_nothing() {
    let text = "[governance.sharing]\nall = true\ngroups = [[\"mayor-hotline\"]]";
    let expected = r#"warning: governance.sharing.groups: a group of one shares with nobody: mayor-hotline
 --> main.toml:4:10
  |
4 | groups = [["mayor-hotline"]]
  |          ^^^^^^^^^^^^^^^^^^^

warning: governance.sharing.groups: all roles share already, so groups change nothing
 --> main.toml:4:10
  |
4 | groups = [["mayor-hotline"]]
  |          ^^^^^^^^^^^^^^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn systems_that_cost_nobody_any_work() {
    let text = |count: u32| {
        format!(
            "[governance.systems]\ncount = {count}\nentry = {{ fixed = \"5 min\" }}\n\
             roles = [\"supervisor\"]"
        )
    };
    let expected = r"warning: governance.systems.count: one entry serves all systems, so this costs nobody any work
 --> main.toml:3:9
  |
3 | count = 1
  |         ^";
    assert_eq!(over(&text(1)), expected);
    let shared = text(3) + "\nshared = true";
    assert!(over(&shared).starts_with("warning: governance.systems: one entry serves all systems"));
    let none = text(0);
    assert!(over(&none).starts_with("error: governance.systems.count: 0 is out of range"));
    let nobody = text(3).replace("supervisor", "superviser");
    assert!(over(&nobody).contains("did you mean `supervisor`?"));
}

#[test]
fn a_channel_with_a_catalogue_of_what_is_not_there() {
    let text = "[[governance.channels]]\nid = \"hotline\"\ncatalogue = [\"dirty-rode\"]";
    let expected = r#"error: governance.channels.hotline.catalogue: there is no category "dirty-rode"
 --> main.toml:4:14
  |
4 | catalogue = ["dirty-rode"]
  |              ^^^^^^^^^^^^
  |
  = help: did you mean `dirty-road`?"#;
    assert_eq!(over(text), expected);
}
