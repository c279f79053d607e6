//! How a text is written as a value: as itself where it reads back the same, else in quotes.

use crate::front_matter::{dates, fields};
use drillbook_text::yaml;
use serde_json::Value;

/// Where a YAML value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Behind a colon or a dash.
    Line,
    /// Between brackets, where commas divide.
    Brackets,
}

/// `text` in YAML, in the quotes of `before` where that had some.
pub(super) fn yaml(text: &str, stand: Stand, before: &str) -> String {
    if before.starts_with('\'') && !text.chars().any(char::is_control) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    if before.starts_with('"') || !is_plain(text, stand) {
        // Every string of JSON is one of YAML.
        return Value::from(text).to_string();
    }
    text.to_owned()
}

/// Whether `text` without quotes reads back as itself, here and in tools that follow YAML 1.1.
fn is_plain(text: &str, stand: Stand) -> bool {
    const OTHERS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "null", "~"];
    let lower = text.to_lowercase();
    let is_time = text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':');
    if OTHERS.contains(&lower.as_str()) || is_time || !text.starts_with(char::is_alphanumeric) {
        return false;
    }
    let probe = match stand {
        Stand::Line => yaml::parse_value(&format!("k: {text}\n")),
        Stand::Brackets => yaml::parse_value(&format!("k: [{text}]\n")),
    };
    let Ok(Value::Object(fields)) = probe else {
        return false;
    };
    let value = match (fields.get("k"), stand) {
        (Some(Value::Array(items)), Stand::Brackets) if items.len() == 1 => items.first(),
        (value, Stand::Line) => value,
        _ => None,
    };
    fields.len() == 1 && value.is_some_and(|value| reads_as(value, text))
}

fn reads_as(value: &Value, text: &str) -> bool {
    match value {
        Value::String(own) => own == text,
        other => fields::scalar(other).as_deref() == Some(text),
    }
}

/// `text` as a string of TOML.
pub(super) fn toml(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// `text` as a value of TOML that has no quotes: a plain date.
pub(super) fn toml_date(text: &str) -> Option<String> {
    (dates::date(text).as_deref() == Some(text)).then(|| text.to_owned())
}
