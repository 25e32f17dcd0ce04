//! Rosters.

use super::*;

fn on_call(lines: &str, role: &str) -> String {
    let people = "[governance.roles.on_call]\npeople = \"1 per district\"\n";
    over(&format!("[[governance.roles]]\nid = \"{role}\"\n{people}{lines}"))
}

#[test]
fn those_on_call_who_take_nothing() {
    let expected = r"warning: governance.roles.greening.on_call: those on call take nothing: takes and severity are both absent
 --> main.toml:4:1
  |
4 | [governance.roles.on_call]
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^";
    assert_eq!(on_call("", "greening"), expected);
}

#[test]
fn those_on_call_for_a_category_that_is_none() {
    let text = on_call("takes = [\"manhole-cove\"]", "municipal-works");
    assert!(text.starts_with("error: governance.roles.municipal-works.on_call.takes: there is no"));
    assert!(text.contains("did you mean `manhole-cover`?"), "{text}");
}

#[test]
fn people_counted_by_what_is_not_there() {
    let text = "[[governance.roles]]\nid = \"street-office\"\n[governance.roles.on_call]\n\
                people = \"1 per beat\"\nseverity = 3";
    assert!(over(text).starts_with(
        "error: governance.roles.street-office.on_call.people: \"1 per beat\" counts by what is \
         not there"
    ));
}

#[test]
fn on_call_beside_a_role_that_is_always_on_duty() {
    let text = on_call("severity = 3", "utilities");
    let expected = "warning: governance.roles.utilities.on_call: the role is always on duty, so \
                    nobody is ever on call";
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn messages_that_wait_and_yet_stay_off_the_platform() {
    let text = "[[governance.channels]]\nid = \"hotline\"\nlogged = 0.5";
    let expected = r"warning: governance.channels.hotline.logged: messages after hours wait, so that all are put on the platform
 --> main.toml:4:10
  |
4 | logged = 0.5
  |          ^^^";
    assert_eq!(over(text), expected);
}
