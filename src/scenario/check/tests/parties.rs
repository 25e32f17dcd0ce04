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
