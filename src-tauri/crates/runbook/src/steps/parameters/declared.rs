//! Parameters that the front matter names: a list of names, a list of objects, or a map.

use crate::FrontMatter;
use crate::steps::{Parameter, Style};
use serde_json::Value;

/// The key in the front matter.
const KEY: &str = "parameters";

pub(super) fn parameters(matter: &FrontMatter) -> Vec<Parameter> {
    let written = matter
        .unknown
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(KEY));
    let value: Option<Value> = written.and_then(|(_, value)| serde_json::from_str(value).ok());
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(listed).collect(),
        Some(Value::Object(fields)) => fields
            .iter()
            .filter_map(|(name, value)| named(name, value))
            .collect(),
        _ => written
            .and_then(|(_, name)| named(name, &Value::Null))
            .into_iter()
            .collect(),
    }
}

fn listed(item: &Value) -> Option<Parameter> {
    match item {
        Value::Object(fields) => named(fields.get("name")?.as_str()?, item),
        other => named(&scalar(other)?, &Value::Null),
    }
}

/// A parameter whose value is its default, or an object that tells more.
fn named(name: &str, value: &Value) -> Option<Parameter> {
    let name = super::inner_name(name.trim());
    let field = |names: [&str; 3]| names.iter().find_map(|name| scalar(value.get(name)?));
    let default = match value {
        Value::Object(_) => field(["default", "value", "example"]),
        other => scalar(other),
    };
    (!name.is_empty() && name.len() <= 100).then(|| Parameter {
        name: name.to_owned(),
        style: Style::Declared,
        default,
        description: field(["description", "help", "label"]),
        places: Vec::new(),
    })
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}
