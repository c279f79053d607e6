//! What is wrong in any repository, and can be pointed at in the text: secrets, headings with nothing under them,
//! words that stand for something still to be written.

use super::placeholders::placeholders;
use crate::{Document, secret};
use drillbook_text::{Code, Diagnostic, Severity, Span};

/// Findings of one kind in one document; a page full of them is one problem, not a hundred.
const MOST: usize = 20;

pub(super) fn lint(text: &str, document: &Document) -> Vec<Diagnostic> {
    let mut found = secrets(text, document);
    found.extend(empty_sections(text, document).take(MOST));
    found.extend(placeholders(text, document).take(MOST));
    found
}

fn secrets(text: &str, document: &Document) -> Vec<Diagnostic> {
    let body = text.get(document.body_start..).unwrap_or_default();
    secret::written(body)
        .into_iter()
        .take(MOST)
        .map(|place| {
            let span = Span::new(
                document.body_start + place.start,
                document.body_start + place.end,
            );
            Diagnostic::new(Code::SecretWritten, Severity::Warning, Some(span))
        })
        .collect()
}

/// Sections without text and without sections of their own. The title stands alone in many documents, and a heading
/// that is a link or a template's chip says what it has to say itself.
fn empty_sections<'a>(
    text: &'a str,
    document: &'a Document,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let sections = &document.sections;
    let title = sections.iter().position(|section| section.level == 1);
    sections
        .iter()
        .enumerate()
        .filter_map(move |(at, section)| {
            let own = section.span.of(text);
            let line = first_line(own);
            let has_nested = sections
                .get(at + 1)
                .is_some_and(|next| next.ancestors.contains(&at));
            let nameless = section.level == 0 || section.heading.is_empty();
            let speaks = line.contains("](") || line.contains("{{");
            if nameless || has_nested || speaks || Some(at) == title || !is_empty(own) {
                return None;
            }
            let span = Span::new(section.span.start, section.span.start + line.len());
            let empty = Diagnostic::new(Code::SectionEmpty, Severity::Warning, Some(span));
            Some(empty.with("heading", section.heading.as_str()))
        })
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Whether a section's text is nothing but its heading, hidden comments and rules.
fn is_empty(section: &str) -> bool {
    let mut rest = section.split_once('\n').map_or("", |(_, rest)| rest);
    loop {
        rest = rest.trim_start();
        let line = first_line(rest);
        let rule = !line.is_empty()
            && line
                .trim_end()
                .chars()
                .all(|c| matches!(c, '=' | '-' | '*' | '_'));
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->").map_or("", |(_, behind)| behind)
        } else if rule || line.starts_with("//") {
            rest.get(line.len()..).unwrap_or_default()
        } else {
            return rest.is_empty();
        };
    }
}
