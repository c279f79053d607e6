//! Helm's templates round YAML: enough is taken out to see the rules, nothing is evaluated.

use serde_json::Value;

/// Private characters that stand for the braces while the text is read as YAML.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

pub(super) fn has_templates(text: &str) -> bool {
    text.contains("{{")
}

/// The text as YAML: lines that are only template are empty, variables that are set to a text are that text, and the
/// other fields' braces are characters without a meaning. Lines stay where they were.
pub(super) fn plain(text: &str) -> String {
    let mut known: Vec<(&str, &str)> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let trimmed = line.trim();
        known.extend(set(trimmed));
        let only_template =
            trimmed.starts_with("{{") && trimmed.ends_with("}}") && !has_pair(trimmed);
        // A key that a template makes is no key of ours.
        let made_key = trimmed.starts_with("{{");
        if !only_template && !made_key {
            out.push_str(&filled(line, &known));
        }
        out.push('\n');
    }
    out
}

/// `{{- $alert := "Name" -}}` sets a variable.
fn set(line: &str) -> Option<(&str, &str)> {
    let inside = line
        .strip_prefix("{{")?
        .trim_start_matches('-')
        .trim_start();
    let (name, value) = inside.split_once(":=")?;
    let value = value.trim().strip_prefix('"')?;
    let value = value.split('"').next()?;
    name.trim().starts_with('$').then_some((name.trim(), value))
}

/// Something stands between one template and the next.
fn has_pair(line: &str) -> bool {
    line.split("}}").skip(1).any(|piece| {
        piece
            .split("{{")
            .next()
            .is_some_and(|between| !between.trim().is_empty())
    })
}

fn filled(line: &str, known: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((inside, after)) = after.split_once("}}") else {
            out.push(OPEN);
            rest = after;
            continue;
        };
        let name = inside.trim_matches(['-', ' ']);
        if let Some((_, value)) = known.iter().rev().find(|(known, _)| *known == name) {
            out.push_str(value);
        } else {
            out.push(OPEN);
            out.push_str(inside);
            out.push(CLOSE);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The value with its templates as they were.
pub(super) fn restored(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(braced(&text)),
        Value::Array(values) => values.into_iter().map(restored).collect(),
        Value::Object(object) => object
            .into_iter()
            .map(|(key, value)| (braced(&key), restored(value)))
            .collect(),
        other => other,
    }
}

fn braced(text: &str) -> String {
    text.replace(OPEN, "{{").replace(CLOSE, "}}")
}
