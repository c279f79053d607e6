//! Other tools' keys become our fields: the table of names, and what shape each field has.

mod recurring;

use super::block::Block;
use super::{FrontMatter, dates, names};
use crate::kind;
use drillbook_text::{Code, Diagnostic, Severity, Span};
use serde_json::Value;

/// The keys of a block while fields take theirs.
struct Keys<'a> {
    text: &'a str,
    span: Span,
    entries: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
}

struct Entry {
    key: String,
    /// The key in snake case, so that `lastReviewed`, `Last-Reviewed` and `last reviewed` are one.
    name: String,
    value: Value,
    taken: bool,
}

pub(super) fn read(text: &str, block: Block) -> (FrontMatter, Vec<Diagnostic>) {
    let entry = |(key, value): (String, Value)| Entry {
        name: names::snake(&key),
        key,
        value,
        taken: false,
    };
    let entries = block.fields.into_iter().map(entry).collect();
    let mut keys = Keys {
        text,
        span: block.span,
        entries,
        diagnostics: block.diagnostics,
    };
    let mut matter = FrontMatter {
        format: block.format,
        span: block.span,
        ..FrontMatter::default()
    };
    if !keys.entries.is_empty() {
        keys.names(&mut matter);
        keys.reviews(&mut matter);
        keys.search(&mut matter);
        keys.recurring(&mut matter);
        matter.unknown = keys.rest();
    }
    (matter, keys.diagnostics)
}

impl Keys<'_> {
    fn names(&mut self, matter: &mut FrontMatter) {
        matter.title = self.text_of(&["title"]);
        matter.kind = self.kind();
        matter.status = self.status();
        matter.owner = self.joined(names::OWNER);
        matter.service = self.joined(names::SERVICE);
        matter.severity = self.joined(&["severity"]);
        matter.alerts = self.list(names::ALERTS, true);
        matter.tags = self.list(names::TAGS, true);
        matter.aliases = self.list(names::ALIASES, false);
        matter.related = self.list(names::RELATED, false);
        matter.approvers = self.list(names::APPROVERS, true);
        matter.readers = self.list(names::READERS, true);
        matter.summary = self.text_of(names::SUMMARY);
        matter.language = self.text_of(names::LANGUAGE);
    }

    fn reviews(&mut self, matter: &mut FrontMatter) {
        matter.last_reviewed = self.parsed(names::LAST_REVIEWED, "date", dates::date);
        matter.review_interval = self.parsed(names::REVIEW_INTERVAL, "interval", dates::interval);
        matter.next_review = self.parsed(names::NEXT_REVIEW, "date", dates::date);
    }

    fn search(&mut self, matter: &mut FrontMatter) {
        let Some(at) = self
            .entries
            .iter()
            .position(|entry| entry.name == "search" && entry.value.is_object())
        else {
            return;
        };
        let entry = &mut self.entries[at];
        entry.taken = true;
        matter.search_exclude = entry.value["exclude"].as_bool().unwrap_or(false);
        matter.search_boost = entry.value["boost"]
            .as_f64()
            .filter(|boost| (0.0..=100.0).contains(boost));
    }

    /// Other tools' keys for the kind hold all sorts of words; only `kind` itself is taken at its word.
    fn kind(&mut self) -> Option<String> {
        if let Some(kind) = self.text_of(&["kind"]) {
            if kind::of_word(&kind).is_none() {
                self.wrong("kind", "kind");
            }
            return Some(kind);
        }
        let known = |value: &Value| {
            value
                .as_str()
                .is_some_and(|word| kind::of_word(word).is_some())
        };
        names::KIND.iter().find_map(|name| {
            let entry = self
                .entries
                .iter_mut()
                .find(|entry| entry.name == *name && known(&entry.value))?;
            entry.taken = true;
            entry.value.as_str().map(str::to_owned)
        })
    }

    fn status(&mut self) -> Option<String> {
        if let Some(status) = self.text_of(&["status"]) {
            return Some(status.trim().to_lowercase().replace([' ', '_'], "-"));
        }
        let draft = self
            .entries
            .iter_mut()
            .find(|entry| entry.name == "draft")?;
        let is = draft.value.as_bool()?;
        draft.taken = true;
        is.then(|| "draft".to_owned())
    }

    /// Takes the first of `names`, in our order of preference, that holds something.
    fn take(&mut self, names: &[&str]) -> Option<(String, Value)> {
        let filled = |entry: &Entry| {
            !entry.taken && !entry.value.is_null() && entry.value.as_str() != Some("")
        };
        names.iter().find_map(|name| {
            let entry = self
                .entries
                .iter_mut()
                .find(|entry| entry.name == *name && filled(entry))?;
            entry.taken = true;
            Some((entry.key.clone(), entry.value.clone()))
        })
    }

    fn text_of(&mut self, names: &[&str]) -> Option<String> {
        let (key, value) = self.take(names)?;
        let text = scalar(&value);
        if text.is_none() {
            self.wrong(&key, "text");
        }
        text
    }

    fn parsed<T>(
        &mut self,
        names: &[&str],
        expected: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (key, value) = self.take(names)?;
        let parsed = scalar(&value).and_then(|text| parse(&text));
        if parsed.is_none() {
            self.wrong(&key, expected);
        }
        parsed
    }

    fn list(&mut self, names: &[&str], commas: bool) -> Vec<String> {
        let Some((key, value)) = self.take(names) else {
            return Vec::new();
        };
        let items = strings(&value, commas);
        if items.is_empty() && !value.as_array().is_some_and(Vec::is_empty) {
            self.wrong(&key, "list");
        }
        items
    }

    fn joined(&mut self, names: &[&str]) -> Option<String> {
        let items = self.list(names, false);
        (!items.is_empty()).then(|| items.join(", "))
    }

    fn wrong(&mut self, key: &str, expected: &str) {
        let found = Diagnostic::new(
            Code::FrontMatterField,
            Severity::Warning,
            Some(self.line_of(key)),
        );
        self.diagnostics
            .push(found.with("field", key).with("expected", expected));
    }

    /// The line of a key, as far as it can be found in the block's text.
    fn line_of(&self, key: &str) -> Span {
        let mut at = self.span.start;
        for line in self.span.of(self.text).split_inclusive('\n') {
            let bare = line.trim_start_matches([' ', '"', '\'', '{']);
            if bare.strip_prefix(key).is_some_and(|rest| {
                rest.trim_start_matches(['"', '\'', ' '])
                    .starts_with([':', '='])
            }) {
                return Span::new(at, at + line.trim_end().len());
            }
            at += line.len();
        }
        self.span
    }

    fn rest(&mut self) -> Vec<(String, String)> {
        let untaken = self.entries.drain(..).filter(|entry| !entry.taken);
        untaken
            .map(|entry| {
                (
                    entry.key,
                    scalar(&entry.value).unwrap_or_else(|| entry.value.to_string()),
                )
            })
            .collect()
    }
}

pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// The texts in a value: one, several divided by commas, a list, or a list of objects that have a name.
pub(super) fn strings(value: &Value, commas: bool) -> Vec<String> {
    let clean = |texts: &mut dyn Iterator<Item = String>| {
        texts
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    };
    match value {
        Value::String(text) if commas => clean(&mut text.split(',').map(str::to_owned)),
        Value::Array(items) => clean(&mut items.iter().filter_map(named)),
        other => clean(&mut named(other).into_iter()),
    }
}

/// What an object in a list may be called by.
pub(super) const NAMES: [&str; 9] = [
    "path", "url", "href", "link", "name", "id", "email", "title", "text",
];

fn named(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Object(fields) => NAMES
            .iter()
            .find_map(|name| fields.get(*name))
            .and_then(scalar),
        other => scalar(other),
    }
}
