//! A pasted text becomes its alerts.
//!
//! JSON of the usual tools ([`json`], and [`salvage`] where it is cut off), the same alerts as text ([`lines`]),
//! a bare name, and a runbook's address. Anything else is no alert and stays a query for its words.

mod json;
mod lines;
mod salvage;
mod title;

use crate::alert::Alert;
use crate::draft::Draft;
use crate::keys;
use drillbook_text::{Code, Diagnostic, Severity, Span};

/// Bytes of a pasted text that are read.
pub const MAX_BYTES: usize = 256 * 1024;
/// Alerts of one text that are read.
pub const MAX_ALERTS: usize = 500;

/// What kind of text was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A payload, whole or cut off.
    Json,
    /// An alert as people and chats see it.
    Text,
    /// Nothing but a name.
    Name,
    /// Nothing but a runbook's address.
    Link,
}

/// What was understood of a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// What kind of text it was.
    pub form: Form,
    /// Its alerts in the order of the text; at least one, equal ones once.
    pub alerts: Vec<Alert>,
    /// What was not understood, with its place in the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a pasted text; `None` where it holds no alert.
pub fn read(text: &str) -> Option<Pasted> {
    let (text, mut diagnostics) = bounded(text);
    let trimmed = bare(text);
    let (form, mut alerts) = if let Some(alert) = single_word(trimmed) {
        alert
    } else if let Some((alerts, broken)) = json::read(text) {
        diagnostics.extend(broken);
        (Form::Json, alerts)
    } else {
        (Form::Text, lines::read(text))
    };
    alerts.retain(is_worth_showing);
    unite(&mut alerts);
    if alerts.len() > MAX_ALERTS {
        alerts.truncate(MAX_ALERTS);
        let cut = Diagnostic::new(Code::PasteCut, Severity::Warning, None);
        diagnostics.push(cut.with("limit", MAX_ALERTS.to_string()));
    }
    (!alerts.is_empty()).then_some(Pasted {
        form,
        alerts,
        diagnostics,
    })
}

/// The text as far as it is read.
fn bounded(text: &str) -> (&str, Vec<Diagnostic>) {
    if text.len() <= MAX_BYTES {
        return (text, Vec::new());
    }
    let mut end = MAX_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = Diagnostic::new(
        Code::PasteCut,
        Severity::Warning,
        Some(Span::new(end, text.len())),
    );
    let cut = cut.with("limit", format!("{} KB", MAX_BYTES / 1024));
    (text.get(..end).unwrap_or_default(), vec![cut])
}

/// A text without the quotes and marks that come along when one word is copied.
fn bare(text: &str) -> &str {
    text.trim()
        .trim_matches(|c: char| matches!(c, '"' | '\'' | '`' | '*' | '<' | '>' | ','))
}

/// A name or an address and nothing else.
fn single_word(word: &str) -> Option<(Form, Vec<Alert>)> {
    if word.is_empty() || word.len() > 2048 || word.contains(['\n', '\r']) {
        return None;
    }
    let mut draft = Draft::default();
    if is_address(word) {
        draft.runbook(word);
        return Some((Form::Link, draft.finish().into_iter().collect()));
    }
    keys::is_name(word).then(|| {
        draft.name(word, keys::FROM_TITLE);
        (Form::Name, draft.finish().into_iter().collect())
    })
}

/// An address on the web, or a path to a document; a template's fields may hold spaces.
fn is_address(word: &str) -> bool {
    let without_fields: String = word
        .split("{{")
        .map(|piece| piece.split_once("}}").map_or(piece, |(_, rest)| rest))
        .collect();
    if without_fields.contains(char::is_whitespace) || without_fields.contains('{') {
        return false;
    }
    let web = word.starts_with("https://") || word.starts_with("http://");
    let path = word.split(['#', '?']).next().unwrap_or(word);
    let ends = [".md", ".adoc", ".markdown", ".mdx", ".md.erb", ".asciidoc"];
    let document = ends
        .iter()
        .any(|end| path.len() > end.len() && path.to_ascii_lowercase().ends_with(end));
    web || (document && !word.contains(':'))
}

/// An alert without a name, a link and a summary says nothing to search for.
fn is_worth_showing(alert: &Alert) -> bool {
    !alert.name.is_empty() || alert.runbook_url.is_some() || alert.summary.is_some()
}

/// Leaves equal alerts once: payloads name an alert for each receiver, mails as HTML and as text.
fn unite(alerts: &mut Vec<Alert>) {
    let mut seen = std::collections::HashSet::new();
    alerts.retain(|alert| {
        seen.insert((
            alert.name.clone(),
            alert.labels.clone(),
            alert.runbook_url.clone(),
        ))
    });
}

#[cfg(test)]
mod tests;
