//! Payloads: Alertmanager's webhook and API, Prometheus' and Grafana's, and the flat objects of others.
//!
//! The shapes are told by their fields and not by a version, because people paste pieces. An object with `labels` is
//! an alert; one with `alerts` is a group of them; of any other, what its keys mean is taken together.

use super::{MAX_ALERTS, lines, salvage, title};
use crate::alert::{Alert, Status};
use crate::draft::{Draft, Part, scalar};
use crate::keys;
use drillbook_text::{Code, Diagnostic, Severity, Span};
use serde_json::{Map, Value};

/// How deep alerts are looked for. The parser itself stops at 128.
const DEEPEST: usize = 12;

type Object = Map<String, Value>;

/// Reads the JSON in `text`, also behind a log line's beginning; `None` where there is none that holds alerts.
pub(super) fn read(text: &str) -> Option<(Vec<Alert>, Vec<Diagnostic>)> {
    let start = begins(text)?;
    let json = text.get(start..)?;
    let mut alerts = Vec::new();
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<Value>();
    let mut broken = None;
    loop {
        let at = values.byte_offset();
        match values.next() {
            Some(Ok(value)) => walk(&value, None, 0, &mut alerts),
            Some(Err(error)) => {
                broken = Some((at, error));
                break;
            }
            None => break,
        }
        if alerts.len() > MAX_ALERTS {
            break;
        }
    }
    let mut diagnostics = Vec::new();
    if let Some((at, error)) = broken.filter(|(at, _)| {
        // What follows a whole payload is somebody's sentence, unless it is JSON again.
        alerts.is_empty() || json.get(*at..).is_some_and(|rest| begins(rest) == Some(0))
    }) {
        let rest = json.get(at..).unwrap_or_default();
        alerts.extend(salvage::read(rest));
        let place = start + at + offset(rest, error.line(), error.column());
        let span = Span::new(place.min(text.len()), text.len());
        let diagnostic = Diagnostic::new(Code::PasteBroken, Severity::Warning, Some(span));
        diagnostics.push(diagnostic.with("problem", error.to_string()));
    }
    (!alerts.is_empty()).then_some((alerts, diagnostics))
}

/// Where the JSON begins: at a `{` before a key, a `[` before such a `{`, or the quote of a JSON text in a string.
fn begins(text: &str) -> Option<usize> {
    let trimmed = text.trim_start();
    if trimmed.starts_with("\"{") || trimmed.starts_with("\"[") {
        return Some(text.len() - trimmed.len());
    }
    let opens = |rest: &str| {
        let inner = rest.trim_start_matches(['{', '[', ' ', '\t', '\r', '\n']);
        inner.starts_with('"')
            && rest
                .get(..rest.len() - inner.len())
                .is_some_and(|head| head.contains('{'))
    };
    text.match_indices(['{', '['])
        .take(64)
        .find(|(at, _)| text.get(*at..).is_some_and(opens))
        .map(|(at, _)| at)
}

/// The byte of a line and column as the parser counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    before + column.saturating_sub(1)
}

/// Finds the alerts in a value; `group` is the object that holds it in its `alerts`.
fn walk(value: &Value, group: Option<&Object>, depth: usize, alerts: &mut Vec<Alert>) {
    if depth > DEEPEST || alerts.len() > MAX_ALERTS {
        return;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| walk(value, group, depth + 1, alerts)),
        Value::Object(object) => object_of(object, group, depth, alerts),
        Value::String(text) => nested(text, depth, alerts),
        _ => {}
    }
}

fn object_of(object: &Object, group: Option<&Object>, depth: usize, alerts: &mut Vec<Alert>) {
    let before = alerts.len();
    if let Some(Value::Array(members)) = object.get("alerts") {
        for member in members {
            walk(member, Some(object), depth + 1, alerts);
        }
        if alerts.len() == before {
            alerts.extend(common(object));
        }
        if alerts.len() > before {
            return;
        }
    }
    if matches!(object.get("labels"), Some(Value::Object(_))) && !is_rule_with_alerts(object) {
        alerts.extend(labelled(object, group));
        return;
    }
    for key in CONTAINERS {
        if let Some(inner @ (Value::Array(_) | Value::Object(_) | Value::String(_))) =
            object.get(*key)
        {
            walk(inner, None, depth + 1, alerts);
        }
    }
    if alerts.len() == before {
        alerts.extend(flat(object));
    }
}

/// Where tools put the alerts themselves.
const CONTAINERS: &[&str] = &[
    "data", "groups", "rules", "items", "result", "results", "Records", "Sns", "Message", "event",
    "payload", "alert", "incident", "body",
];

/// A rule of Prometheus' API carries its alerts beside its own labels.
fn is_rule_with_alerts(object: &Object) -> bool {
    matches!(object.get("alerts"), Some(Value::Array(alerts)) if !alerts.is_empty())
}

/// A text in a field: JSON again (as a message queue delivers it), or an alert as lines.
fn nested(text: &str, depth: usize, alerts: &mut Vec<Alert>) {
    if text.trim_start().starts_with(['{', '['])
        && let Ok(value @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text)
    {
        walk(&value, None, depth + 2, alerts);
    }
}

/// An alert with `labels` and `annotations`: Prometheus, Alertmanager, Grafana, Loki.
fn labelled(object: &Object, group: Option<&Object>) -> Option<Alert> {
    let mut draft = Draft::default();
    for (part, key) in [(Part::Labels, "labels"), (Part::Annotations, "annotations")] {
        put_all(&mut draft, part, object.get(key));
    }
    for (part, key) in [
        (Part::Labels, "commonLabels"),
        (Part::Annotations, "commonAnnotations"),
    ] {
        put_all(&mut draft, part, group.and_then(|group| group.get(key)));
    }
    for key in ["alert", "alertname", "name"] {
        if let Some(Value::String(name)) = object.get(key) {
            draft.name(name, 2);
        }
    }
    draft.status(status(object).or_else(|| group.and_then(status)));
    for (key, value) in object {
        if let (false, Some(value)) = (matches!(key.as_str(), "name" | "alert"), scalar(value))
            && keys::meaning(&keys::fold(key)) != keys::Meaning::Label
        {
            draft.put(Part::Any, key, &value);
        }
    }
    draft.finish()
}

/// A group without members: what they have in common.
fn common(group: &Object) -> Option<Alert> {
    let mut draft = Draft::default();
    for key in ["commonLabels", "groupLabels"] {
        put_all(&mut draft, Part::Labels, group.get(key));
    }
    put_all(
        &mut draft,
        Part::Annotations,
        group.get("commonAnnotations"),
    );
    draft.status(status(group));
    (draft.pairs > 0).then_some(draft)?.finish()
}

fn status(object: &Object) -> Option<Status> {
    ["status", "state"].iter().find_map(|key| {
        let value = object.get(*key)?;
        let word = value.as_str().or_else(|| value.get("state")?.as_str());
        Status::of(word?)
    })
}

fn put_all(draft: &mut Draft, part: Part, pairs: Option<&Value>) {
    if let Some(Value::Object(pairs)) = pairs {
        for (key, value) in pairs {
            if let Some(value) = scalar(value) {
                draft.put(part, key, &value);
            }
        }
    }
}

/// Any other object: what its keys mean, its inner objects' too.
fn flat(object: &Object) -> Option<Alert> {
    let mut draft = Draft::default();
    let mut texts = Vec::new();
    gather(object, 0, &mut draft, &mut texts);
    // A field that holds a whole alert as lines says more than the fields round it.
    let told = texts
        .iter()
        .find_map(|text| lines::read(text).into_iter().next());
    if let Some(told) = told.filter(|told| !told.name.is_empty()) {
        return Some(told);
    }
    let title = draft.clone().finish().and_then(|alert| alert.summary);
    if let Some(title) = title.as_deref().and_then(title::read)
        && !draft.has_name()
    {
        draft.status(title.status);
        draft.name(&title.name, keys::FROM_TITLE);
    }
    (draft.tells || draft.has_name()).then_some(draft)?.finish()
}

fn gather<'a>(object: &'a Object, depth: usize, draft: &mut Draft, texts: &mut Vec<&'a str>) {
    if let (Some(Value::String(name)), Some(value)) = (
        object.get("name").or_else(|| object.get("title")),
        object.get("value"),
    ) && depth > 0
    {
        // A list of pairs: CloudWatch's dimensions, chats' fields.
        if let Some(value) = scalar(value) {
            draft.put(Part::Any, name, &value);
            return;
        }
    }
    for (key, value) in object {
        match value {
            Value::String(text) if text.contains('\n') => {
                texts.push(text);
                draft.put(Part::Any, key, text);
            }
            Value::Object(inner) if depth < 5 => gather(inner, depth + 1, draft, texts),
            Value::Array(values) if depth < 5 => {
                for inner in values.iter().take(MAX_ALERTS).filter_map(Value::as_object) {
                    gather(inner, depth + 1, draft, texts);
                }
            }
            _ => {
                if let Some(value) = scalar(value) {
                    draft.put(Part::Any, key, &value);
                }
            }
        }
    }
}
