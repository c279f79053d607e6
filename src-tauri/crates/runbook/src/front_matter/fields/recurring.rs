//! The fields of recurring work: when it is due, and what is read each time.

use super::{Keys, scalar, strings};
use crate::front_matter::FrontMatter;
use crate::readings::{Declared, Limits, number, range};
use crate::schedule::Schedule;
use drillbook_text::{Code, Diagnostic, Severity};
use serde_json::Value;

impl Keys<'_> {
    pub(super) fn recurring(&mut self, matter: &mut FrontMatter) {
        matter.schedule = self.schedule();
        matter.readings = self.readings();
    }

    /// The words of the schedule as written. A schedule of another shape is another tool's and left alone.
    fn schedule(&mut self) -> Option<String> {
        let is_words = |value: &Value| value.is_string() || value.is_array();
        let known = ["schedule", "jadwal"];
        let name = known.into_iter().find(|name| {
            let mut entries = self.entries.iter();
            entries.any(|entry| entry.name == *name && is_words(&entry.value))
        })?;
        let (key, value) = self.take(&[name])?;
        let words = strings(&value, false).join(", ");
        if Schedule::read(&words).is_none() {
            let unread = Diagnostic::new(
                Code::ScheduleUnread,
                Severity::Warning,
                Some(self.line_of(&key)),
            );
            self.diagnostics.push(unread.with("schedule", &*words));
        }
        Some(words)
    }

    fn readings(&mut self) -> Vec<Declared> {
        let Some((key, value)) = self.take(&["readings"]) else {
            return Vec::new();
        };
        let Some(items) = value.as_array() else {
            self.wrong(&key, "list");
            return Vec::new();
        };
        let mut found = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let name = item.get("name").and_then(scalar).unwrap_or_default();
            if let Some(reading) = declared(&name, item) {
                found.push(reading);
            } else {
                let unread = Diagnostic::new(
                    Code::ReadingUnread,
                    Severity::Warning,
                    Some(self.line_of(&key)),
                );
                let shown = if name.is_empty() {
                    (at + 1).to_string()
                } else {
                    name
                };
                self.diagnostics.push(unread.with("reading", shown));
            }
        }
        found
    }
}

/// A reading with its name and its limits: `min` and `max`, or `limit` in words.
fn declared(name: &str, item: &Value) -> Option<Declared> {
    let text = |key: &str| item.get(key).and_then(scalar);
    let words = text("limit").and_then(|words| range(&words));
    let bounds = || {
        // What is there and no number is a mistake, not a missing bound.
        let bound = |key: &str| text(key).map(|text| number(&text).ok_or(())).transpose();
        let (min, max) = (bound("min").ok()?, bound("max").ok()?);
        Some((Limits { min, max }, String::new()))
    };
    let (limits, unit) = words.or_else(bounds)?;
    (!name.is_empty() && limits.are_sound()).then(|| Declared {
        name: name.to_owned(),
        unit: text("unit").unwrap_or(unit),
        limits,
    })
}
