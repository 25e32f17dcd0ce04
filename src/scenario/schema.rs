//! The language as JSON Schema (draft 2020-12), for editors and other programs.
//!
//! It describes a file as it is written: since any table may extend another file, no key is
//! required but the `id` of things in arrays. What is missing in the end, what refers to
//! nothing and what is odd only `check` can say.

use serde_json::{Map, Value, json};

use super::Read as _;
use super::provenance::Statement;
use super::shape::{Field, Shape};

/// A number as scenarios write it.
const NUMBER: &str = "[-+]?[0-9][0-9_]*(\\.[0-9][0-9_]*)?([eE][-+]?[0-9]+)?";

/// The schema of a file that is read as this shape.
#[must_use]
pub fn schema(root: &Shape, title: &str) -> Value {
    let mut definitions = Map::new();
    let mut schema = Map::new();
    if let Shape::Record { name, doc, fields } = Statement::shape() {
        definitions.insert(name.into(), Value::Null);
        let statement = table(doc, &fields, Map::new(), &mut definitions);
        definitions.insert(name.into(), statement);
    }
    schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".into(), title.into());
    if let Value::Object(reference) = of(root, None, &mut definitions) {
        schema.extend(reference);
    }
    schema.insert("$defs".into(), Value::Object(definitions));
    Value::Object(schema)
}

/// A doc comment as one line.
fn line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The schema of one value; tables with names go to the definitions.
fn of(shape: &Shape, range: Option<(f64, f64)>, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Record { name, doc, fields } | Shape::Variant { name, doc, cases: fields } => {
            define(name, doc, fields, definitions);
            json!({ "$ref": format!("#/$defs/{name}") })
        }
        Shape::Choice { words, .. } => {
            let words =
                words.iter().map(|(word, doc)| json!({ "const": word, "description": line(doc) }));
            json!({ "oneOf": words.collect::<Vec<_>>() })
        }
        Shape::List(inner) => json!({ "type": "array", "items": of(inner, range, definitions) }),
        Shape::Keyed(inner) => json!({
            "type": "array",
            "items": { "allOf": [of(inner, range, definitions), { "required": ["id"] }] },
        }),
        Shape::Map(inner) => {
            let inner = of(inner, range, definitions);
            json!({ "type": "object", "properties": common(), "additionalProperties": inner })
        }
        Shape::Quantity { noun, example, units, plain } => {
            quantity(&format!("{}, such as {}", noun.en, example.en), units, *plain, range)
        }
        Shape::Text { noun, .. } if ["a date", "days"].contains(&noun.en) => json!({}),
        Shape::Text { noun, example } => {
            let description = format!("{}, such as {example:?}", noun.en);
            json!({ "type": "string", "description": description })
        }
        Shape::Boolean => json!({ "type": "boolean" }),
    }
}

/// What any table may have.
fn common() -> Map<String, Value> {
    let extends = json!({ "type": "string", "description": "a file or a built-in that this table lies over" });
    let provenance = json!({
        "type": "object",
        "description": "where the numbers of this table come from, by path",
        "additionalProperties": { "$ref": "#/$defs/Statement" },
    });
    [("extends".to_owned(), extends), ("provenance".to_owned(), provenance)].into_iter().collect()
}

/// Puts a table among the definitions, once.
fn define(name: &str, doc: &str, fields: &[Field], definitions: &mut Map<String, Value>) {
    if definitions.contains_key(name) {
        return;
    }
    // Types may hold themselves: the name is taken before the fields are looked at.
    definitions.insert(name.to_owned(), Value::Null);
    let table = table(doc, fields, common(), definitions);
    definitions.insert(name.to_owned(), table);
}

/// A table with these fields beside properties that it has already.
fn table(
    doc: &str,
    fields: &[Field],
    mut properties: Map<String, Value>,
    definitions: &mut Map<String, Value>,
) -> Value {
    for field in fields {
        let mut value = of(&(field.shape)(), field.range, definitions);
        if let Value::Object(value) = &mut value {
            value.insert("description".into(), line(field.doc).into());
        }
        properties.insert(field.key.to_owned(), value);
    }
    json!({
        "type": "object",
        "description": line(doc),
        "properties": properties,
        "additionalProperties": false,
    })
}

fn quantity(noun: &str, units: &[&str], plain: bool, range: Option<(f64, f64)>) -> Value {
    let free = units.iter().any(|unit| unit.starts_with("per "));
    let written = if free {
        format!("^{NUMBER} +per .+$")
    } else if units.is_empty() {
        format!("^{NUMBER}$")
    } else {
        format!("^{NUMBER} *({}|working (hours?|days?))$", units.join("|"))
    };
    let text = json!({ "type": "string", "pattern": written });
    if !plain {
        let mut text = text;
        text["description"] = noun.into();
        return text;
    }
    let mut number = json!({ "type": "number" });
    if let Some((least, most)) = range.filter(|_| units.is_empty()) {
        number["minimum"] = least.into();
        number["maximum"] = most.into();
    }
    json!({ "description": noun, "anyOf": [number, text] })
}
