//! The schema, held against the shipped files by a validator that knows nothing of gridgov.

use std::process::Command;

use gridgov::scenario::builtin::FILES;
use serde_json::{Value, json};

fn validator(part: &str) -> jsonschema::Validator {
    let done = Command::new(env!("CARGO_BIN_EXE_gridgov")).args(["schema", part]).output();
    let done = done.expect("it starts");
    assert!(done.status.success());
    let schema: Value = serde_json::from_slice(&done.stdout).expect("a document");
    jsonschema::draft202012::meta::validate(&schema).expect("it is a schema of its draft");
    jsonschema::validator_for(&schema).expect("a schema")
}

/// What part of a scenario a built-in holds.
fn part(name: &str) -> &'static str {
    match name.split_once('/') {
        Some(("cities" | "categories", _)) => "city",
        Some(("models", _)) => "governance",
        Some(("holidays", _)) => "calendar",
        _ => "scenario",
    }
}

fn document(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("it is TOML");
    serde_json::to_value(table).expect("a document")
}

/// Every value of a document, by its pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(table) => table.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(array) => {
            array.iter().enumerate().map(|(i, value)| (i.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (key, value) in inner {
        let here = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        found.push(here.clone());
        pointers(value, &here, found);
    }
}

#[test]
fn every_shipped_file_is_valid() {
    // A role of the self-test is no file of its own kind.
    for (name, text) in FILES.iter().filter(|(name, _)| *name != "selftest/role") {
        let validator = validator(part(name));
        let document = document(text);
        let faults: Vec<String> = validator
            .iter_errors(&document)
            .map(|fault| format!("{fault} at {}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

/// Each table gets an unknown key, each value one of another type: the schema must object,
/// save for dates, which TOML alone knows.
#[test]
fn wrong_keys_and_wrong_types_are_refused() {
    for name in ["traditional", "models/beijing-dongcheng-2004", "cities/dongcheng-2004"] {
        let (_, text) = FILES.iter().find(|(known, _)| *known == name).expect("a built-in");
        let (validator, good) = (validator(part(name)), document(text));
        let mut found = Vec::new();
        pointers(&good, "", &mut found);
        let mut tried = 0;
        for pointer in found {
            let mut bad = good.clone();
            let value = bad.pointer_mut(&pointer).expect("it is there");
            let is_date = pointer == "/start";
            // A free table takes any key whose value is of its kind, but no array.
            *value = match value {
                Value::Object(_) | Value::Array(_) => json!(true),
                _ => json!([[]]),
            };
            assert!(is_date || !validator.is_valid(&bad), "{name}: {pointer} may be {bad:?}");
            let mut bad = good.clone();
            if let Some(Value::Object(table)) = bad.pointer_mut(&pointer) {
                table.insert("no-such-key".into(), json!([[]]));
                assert!(!validator.is_valid(&bad), "{name}: {pointer} takes any key");
            }
            tried += 1;
        }
        assert!(tried > 5, "{name}: {tried} values");
    }
}
