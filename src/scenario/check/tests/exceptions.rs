//! Exceptions to the clock.

use super::*;

const EXTENSION: &str = r#"[governance.extension]
before = "1 h"
asked = 1
granted = 1
adds = 1
most = 2
"#;

#[test]
fn a_request_decided_by_nobody_known() {
    let expected = r#"error: governance.extension.decided_by: there is no role "command-center"
 --> main.toml:8:14
  |
8 | decided_by = "command-center"
  |              ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `command-centre`?"#;
    assert_eq!(over(&format!("{EXTENSION}decided_by = \"command-center\"")), expected);
}

#[test]
fn a_request_decided_by_one_who_may_not() {
    let expected = r#"error: governance.extension.decided_by: "greening" lacks the power to evaluate and to dispatch, one of which is needed to decide
 --> main.toml:8:14
  |
8 | decided_by = "greening"
  |              ^^^^^^^^^^
  |
  = help: add "evaluate" to governance.roles.greening.powers"#;
    assert_eq!(over(&format!("{EXTENSION}decided_by = \"greening\"")), expected);
}

#[test]
fn more_time_where_nothing_is_due() {
    let text = format!("extends = \"traditional\"\n{EXTENSION}");
    let expected = r"warning: governance.extension: no category has a limit, so this never happens
 --> main.toml:2:1
  |
2 | [governance.extension]
  | ^^^^^^^^^^^^^^^^^^^^^^";
    assert_eq!(faults_of(&text), expected);
}

#[test]
fn an_extension_of_no_time_and_one_without_end() {
    let text = EXTENSION.replace("adds = 1", "adds = 0").replace("most = 2", "most = 0");
    let expected = r"error: governance.extension.adds: 0 is out of range; from 0.001 to 1000 is allowed
 --> main.toml:6:8
  |
6 | adds = 0
  |        ^

error: governance.extension.most: 0 is out of range; from 1 to 1000 is allowed
 --> main.toml:7:8
  |
7 | most = 0
  |        ^";
    assert_eq!(over(&text), expected);
}

#[test]
fn ways_to_count_what_never_happens() {
    let text = "[governance.accounting]\nheld = \"running\"\nexcluded = \"in\"";
    let expected = r#"warning: governance.accounting.held: the model states no [governance.hold], so this counts nothing
 --> main.toml:3:8
  |
3 | held = "running"
  |        ^^^^^^^^^

warning: governance.accounting.excluded: the model states no [governance.exclusion], so this counts nothing
 --> main.toml:4:12
  |
4 | excluded = "in"
  |            ^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn an_appeal_to_one_who_may_not_decide() {
    let text = "extends = \"traditional\"\n[governance.appeal]\nasked = 1\ngranted = 1\n\
                decided_by = \"sanitation\"";
    let expected = r#"warning: governance.appeal: no category has a limit, so this never happens
 --> main.toml:2:1
  |
2 | [governance.appeal]
  | ^^^^^^^^^^^^^^^^^^^

error: governance.appeal.decided_by: "sanitation" lacks the power to evaluate and to dispatch, one of which is needed to decide
 --> main.toml:5:14
  |
5 | decided_by = "sanitation"
  |              ^^^^^^^^^^^^
  |
  = help: add "evaluate" to governance.roles.sanitation.powers"#;
    assert_eq!(faults_of(text), expected);
}

#[test]
fn supervision_that_nothing_calls_for() {
    let expected = r#"warning: governance.supervision: nothing raises a case: overdue, calls and severity are all absent
 --> main.toml:2:1
  |
2 | [governance.supervision]
  | ^^^^^^^^^^^^^^^^^^^^^^^^

error: governance.supervision.ordered_by: "greening" lacks the power to evaluate and to dispatch, one of which is needed to decide
 --> main.toml:3:14
  |
3 | ordered_by = "greening"
  |              ^^^^^^^^^^
  |
  = help: add "evaluate" to governance.roles.greening.powers"#;
    assert_eq!(over("[governance.supervision]\nordered_by = \"greening\""), expected);
}
