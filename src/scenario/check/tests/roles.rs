//! Roles, and what becomes of what reaches them.

use super::*;

#[test]
fn owners_none_of_whom_can_end_a_problem() {
    let text = r#"[[governance.roles]]
id = "greening"
handles = []
[[governance.roles]]
id = "property-management"
powers = []"#;
    let expected = "warning: city.categories.greenery.owners: nobody whose duty it is (greening, property-management) has the power to fix and lists it under `handles`
   --> categories/urban-2004:375:10
    |
375 | owners = { greening = 0.9, property = 0.05 }
    |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

warning: city.categories.building-leak.owners: nobody whose duty it is (property-management) has the power to fix and lists it under `handles`
   --> categories/urban-2004:456:10
    |
456 | owners = { property = 0.8 }
    |          ^^^^^^^^^^^^^^^^^^";
    assert_eq!(over(text), expected);
}

#[test]
fn grids_too_small() {
    let text = r#"governance.grids.area = "5 m2""#;
    let expected = r#"error: governance.grids.area: "5 m2": a grid has at least 1000 m2
 --> main.toml:2:25
  |
2 | governance.grids.area = "5 m2"
  |                         ^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn grids_of_some_communities() {
    let text = r#"governance.grids = { community = "some" }"#;
    let expected = r#"error: governance.grids.community: "some": only "each" is allowed
 --> main.toml:2:34
  |
2 | governance.grids = { community = "some" }
  |                                  ^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_campaign_that_never_ends() {
    let text = r#"[[governance.campaigns]]
id = "sweep"
title_zh = "x"
roles = ["sanitation"]
every = "2 d"
lasts = "3 d"
intensity = 1"#;
    let expected = r#"error: governance.campaigns.sweep.lasts: "3 d" is not less than `every`, 2 d, so it never ends
 --> main.toml:7:9
  |
7 | lasts = "3 d"
  |         ^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn roles_asked_for_what_they_have_no_power_to() {
    let text = r#"[[governance.roles]]
id = "supervision-centre"
verified_by = "command-centre"
checked_by = "sanitation""#;
    let expected = r#"error: governance.roles.supervision-centre.verified_by: "command-centre" lacks the power to verify
 --> main.toml:4:15
  |
4 | verified_by = "command-centre"
  |               ^^^^^^^^^^^^^^^^
  |
  = help: add "verify" to governance.roles.command-centre.powers

error: governance.roles.supervision-centre.checked_by: "sanitation" lacks the power to check
 --> main.toml:5:14
  |
5 | checked_by = "sanitation"
  |              ^^^^^^^^^^^^
  |
  = help: add "check" to governance.roles.sanitation.powers"#;
    assert_eq!(over(text), expected);
}

#[test]
fn roles_in_a_circle() {
    let text = r#"[[governance.roles]]
id = "command-centre"
next = "supervisor""#;
    let expected = r#"error: governance.roles.supervisor.next: roles hand over in a circle: supervisor -> supervision-centre -> command-centre -> supervisor
  --> models/beijing-dongcheng-2004:58:8
   |
58 | next = "supervision-centre"
   |        ^^^^^^^^^^^^^^^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_search_without_the_power_to_discover() {
    let text = r#"[[governance.roles]]
id = "supervisor"
powers = ["verify", "check"]"#;
    let expected = r#"error: governance.roles.supervisor.patrol: the role searches, but lacks the power to discover
  --> models/beijing-dongcheng-2004:60:1
   |
60 | [roles.patrol]
   | ^^^^^^^^^^^^^^
   |
   = help: add "discover" to governance.roles.supervisor.powers"#;
    assert_eq!(over(text), expected);
}

#[test]
fn tasks_from_above_that_leave_no_time() {
    let text = r#"[[governance.roles]]
id = "supervisor"
admin_share = 0.97"#;
    let expected = "error: governance.roles.supervisor.admin_share: 0.97 is out of range; from 0 to 0.95 is allowed
 --> main.toml:4:15
  |
4 | admin_share = 0.97
  |               ^^^^";
    assert_eq!(over(text), expected);
}

#[test]
fn staff_counted_by_what_is_not_there() {
    let text = r#"[[governance.roles]]
id = "supervisor"
staffing = "1 per 300 households"
[[governance.roles]]
id = "utilities"
staffing = "1 per beat""#;
    let expected = r#"error: governance.roles.supervisor.staffing: "1 per 300 households" counts by what is not there: households are not part of a city
 --> main.toml:4:12
  |
4 | staffing = "1 per 300 households"
  |            ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: count by residents, blocks, grids, communities, streets or ground

error: governance.roles.utilities.staffing: "1 per beat" counts by what is not there: the role has no patrol and so no beats
 --> main.toml:7:12
  |
7 | staffing = "1 per beat"
  |            ^^^^^^^^^^^^
  |
  = help: count by residents, blocks, grids, communities, streets or ground"#;
    assert_eq!(over(text), expected);
}

#[test]
fn roles_that_lead_nowhere() {
    let text = r#"[[governance.roles]]
id = "desk"
extends = "role"
[[governance.channels]]
id = "letters"
receiver = "desk""#;
    let expected = r#"warning: governance.roles.desk: files, but neither handles, dispatches nor closes, and has no next: its files are shelved
 --> main.toml:3:6
  |
3 | id = "desk"
  |      ^^^^^^

warning: governance.channels.letters.receiver: reports end at "desk", which neither handles nor dispatches nor has a next
 --> main.toml:7:12
  |
7 | receiver = "desk"
  |            ^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn nobody_to_turn_to_and_no_record() {
    let text = "governance.channels = []\ngovernance.accounting.platform = []";
    let expected = "warning: governance.channels: residents can turn to nobody: there is no channel
 --> main.toml:2:23
  |
2 | governance.channels = []
  |                       ^^

warning: governance.accounting.platform: nobody's files make the record, so no official rate can be given
 --> main.toml:3:34
  |
3 | governance.accounting.platform = []
  |                                  ^^";
    assert_eq!(over(text), expected);
}

#[test]
fn a_role_that_asks_calls_or_reports_in_vain() {
    let text = r#"[[governance.roles]]
id = "greening"
verified_by = "supervisor"
call_back = { sample = 1, after = { fixed = "1 h" } }
[governance.roles.patrol]
on_find = "report""#;
    let expected = r#"warning: governance.roles.greening.verified_by: only a role with the power to file has reports verified
 --> main.toml:4:15
  |
4 | verified_by = "supervisor"
  |               ^^^^^^^^^^^^
  |
  = help: add "file" to governance.roles.greening.powers

warning: governance.roles.greening.call_back: only a role with the power to file calls back
 --> main.toml:5:13
  |
5 | call_back = { sample = 1, after = { fixed = "1 h" } }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add "file" to governance.roles.greening.powers

warning: governance.roles.greening.patrol.on_find: finds are reported to the role that follows, but there is no next: they are shelved
 --> main.toml:7:11
  |
7 | on_find = "report"
  |           ^^^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_record_without_files() {
    let text = r#"governance.accounting.platform = ["sanitation"]"#;
    let expected = r#"warning: governance.accounting.platform: "sanitation" lacks the power to file, so it adds nothing here
 --> main.toml:2:35
  |
2 | governance.accounting.platform = ["sanitation"]
  |                                   ^^^^^^^^^^^^
  |
  = help: add "file" to governance.roles.sanitation.powers"#;
    assert_eq!(over(text), expected);
}
