//! The JSON Schema of a scenario file, from the same table that the reader checks by. Editors complete and check by it.

use super::table_acts::HARMS;
use super::table_play::VERDICTS;
use super::{Key, Kind, SCENARIO, Shape};
use serde_json::{Map, Value, json};

/// The schema.
pub fn schema() -> Value {
    let mut definitions = Map::new();
    let root = shape(&SCENARIO, &mut definitions);
    debug_assert!(!HARMS.is_empty() && !VERDICTS.is_empty());
    let mut schema = Map::new();
    schema.insert(
        "$schema".into(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    schema.insert("title".into(), json!("Drillbook scenario"));
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("$defs".into(), Value::Object(definitions));
    Value::Object(schema)
}

/// The schema as it is committed.
pub fn schema_text() -> String {
    let mut text = serde_json::to_string_pretty(&schema()).unwrap_or_default();
    text.push('\n');
    text
}

fn shape(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in shape.keys {
        properties.insert(key.name.into(), described(key, definitions));
    }
    let required: Vec<&str> = shape
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    let mut value =
        json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        value["required"] = json!(required);
    }
    value
}

fn described(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let mut value = kind(key.kind, definitions);
    value["description"] = json!(key.doc);
    value
}

fn kind(of: Kind, definitions: &mut Map<String, Value>) -> Value {
    match of {
        Kind::Text | Kind::Name => json!({"type": ["string", "number", "boolean"]}),
        Kind::Plain | Kind::Guard | Kind::Moment | Kind::Step => {
            json!({"type": ["string", "boolean"]})
        }
        Kind::Word(words) => {
            let flag = words.contains(&"true").then_some(json!(true));
            let words = words.iter().map(|word| json!(word)).chain(flag);
            json!({"enum": words.collect::<Vec<Value>>()})
        }
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Integer(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Kind::Decimal => json!({"type": "number"}),
        Kind::Percent => json!({"type": ["string", "number"], "pattern": "^[0-9.]+%?$"}),
        Kind::Duration | Kind::Ticks => json!({"type": "string", "pattern": "^([0-9]+[dhms])+$"}),
        Kind::Delay => {
            json!({"type": "string", "pattern": "^((promised or )?([0-9]+[dhms])+|\\$.+)$"})
        }
        Kind::Clock => json!({"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$"}),
        Kind::Reference => json!({"type": "string", "pattern": "^[^#]+#[^/]*(/[0-9.]+)?$"}),
        Kind::List(inner) => json!({"type": "array", "items": kind(*inner, definitions)}),
        Kind::Some(inner) => {
            let inner = kind(*inner, definitions);
            json!({"anyOf": [inner, {"type": "array", "items": inner}]})
        }
        Kind::Map(inner) => {
            json!({"type": "object", "additionalProperties": kind(*inner, definitions)})
        }
        Kind::Cases(inner) => {
            let inner = kind(*inner, definitions);
            let case = json!({
                "type": "object",
                "properties": {"if": {"type": ["string", "boolean"]}, "is": inner},
                "required": ["is"],
                "additionalProperties": false,
            });
            json!({"anyOf": [inner, {"type": "array", "items": case}]})
        }
        Kind::Shape(inner) => {
            if !definitions.contains_key(inner.name) {
                definitions.insert(inner.name.into(), Value::Null);
                let made = shape(inner, definitions);
                definitions.insert(inner.name.into(), made);
            }
            json!({"$ref": format!("#/$defs/{}", inner.name.replace(' ', "%20"))})
        }
    }
}
