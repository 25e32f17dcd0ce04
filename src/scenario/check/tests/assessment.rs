//! Audit, contracts and gaming.

use super::*;

#[test]
fn an_audit_by_one_who_may_not() {
    let audit = "[governance.audit]\nby = \"greening\"\nshare = 0.1\nafter = { fixed = \"1 d\" }";
    let expected = r#"error: governance.audit.by: "greening" lacks the power to check and to evaluate, one of which is needed to look again
 --> main.toml:3:6
  |
3 | by = "greening"
  |      ^^^^^^^^^^
  |
  = help: add "check" to governance.roles.greening.powers"#;
    assert_eq!(over(audit), expected);
}

#[test]
fn an_audit_of_nothing() {
    let audit = "[governance.audit]\nby = \"supervisor\"\nshare = 0\nafter = { fixed = \"1 d\" }";
    let expected = r"warning: governance.audit: nothing is looked at again: share is zero, and nobody is called twice
 --> main.toml:2:1
  |
2 | [governance.audit]
  | ^^^^^^^^^^^^^^^^^^";
    assert_eq!(over(audit), expected);
}

const CONTRACT: &str = r#"[[governance.assessments]]
id = "a"
assessor = "supervision-centre"
assessed = { roles = ["supervisor"] }
source = "record"
period = { calendar = "month" }
formula = "quota"
quota = 60
consequence = "pay"
stakes = 0.02
"#;

/// The faults of the contract with something else in the place of a part, without their places.
fn told(part: &str, other: &str) -> Vec<String> {
    assert!(CONTRACT.contains(part));
    let faults = over(&CONTRACT.replace(part, other));
    let is_head = |line: &&str| line.starts_with("error") || line.starts_with("warning");
    faults.lines().filter(is_head).map(str::to_owned).collect()
}

#[test]
fn a_contract_that_is_good_has_no_fault() {
    assert_eq!(over(CONTRACT), "");
}

#[test]
fn a_contract_with_those_who_cannot_be_scored_or_score() {
    assert_eq!(
        told("\"supervision-centre\"", "\"command-centre\""),
        [
            "error: governance.assessments.a.assessor: \"command-centre\" lacks the power to evaluate, which is needed to score others"
        ]
    );
    assert_eq!(
        told("[\"supervisor\"]", "[\"greening\", \"utilities\"]"),
        [
            "error: governance.assessments.a.assessed.roles: \"utilities\" does not search, and this formula scores what is found"
        ]
    );
    assert_eq!(
        told("[\"supervisor\"]", "[]"),
        ["error: governance.assessments.a.assessed.roles: nobody is assessed"]
    );
    assert_eq!(
        told("{ roles = [\"supervisor\"] }", "{ areas = \"streets\" }"),
        [
            "error: governance.assessments.a.assessed: a quota is of those who find: name roles, not areas"
        ]
    );
}

#[test]
fn a_contract_without_what_its_formula_needs() {
    assert_eq!(
        told("quota = 60\n", ""),
        [
            "error: governance.assessments.a: `quota` goes with the formula \"quota\", and that needs it"
        ]
    );
    assert_eq!(
        told("\"record\"", "\"call-backs\""),
        [
            "error: governance.assessments.a.source: only the formula \"three-rates\" is made from call-backs"
        ]
    );
    assert_eq!(
        told("\"month\"", "\"week\""),
        ["error: governance.assessments.a.period.calendar: only \"month\" is allowed"]
    );
    assert_eq!(
        told("{ calendar = \"month\" }", "{ every = \"2 h\" }"),
        ["error: governance.assessments.a.period.every: a period has at least 1 d"]
    );
}

#[test]
fn gaming_where_nobody_is_assessed() {
    let expected = r"warning: governance.gaming: nobody is assessed, so nobody games
 --> main.toml:2:1
  |
2 | [governance.gaming]
  | ^^^^^^^^^^^^^^^^^^^";
    assert_eq!(over("[governance.gaming]\nintensity = 1"), expected);
}
