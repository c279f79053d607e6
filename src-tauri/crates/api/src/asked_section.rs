//! The section that an alert leads to without its words: by a link, or by a name.

use crate::catalogue::Catalogue;
use crate::indexing::{LARGEST_PARSED, read_text};
use crate::session::Session;
use drillbook_alerts::letters;
use drillbook_runbook::{self as runbook, Document};
use drillbook_search::{Hit, Part, Reason};

/// Characters of a section's text that are shown with it.
const SNIPPET: usize = 160;

/// What of a hit bears an alert's name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NamedBy {
    /// The section's heading.
    pub(crate) section: bool,
    /// The document: its front matter, its title or its file.
    pub(crate) document: bool,
}

/// Whether the hit's section or document bears `name`, however it is spelt.
pub(crate) fn named_by(hit: &Hit, name: &str, catalogue: &Catalogue) -> NamedBy {
    let wanted = letters(name);
    let is_wanted = |text: &str| letters(text) == wanted;
    let file = hit.path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or(file);
    let record = catalogue.records.get(&hit.path);
    NamedBy {
        section: is_wanted(&joined(&hit.heading)),
        document: is_wanted(stem)
            || is_wanted(&joined(&hit.title))
            || record.is_some_and(|record| record.alerts.iter().any(|alert| is_wanted(alert))),
    }
}

/// The section of `document` that a link leads to: the one with the anchor; without an anchor the one of those found that
/// bears the alert's name, else the document's first.
pub(crate) fn section(
    session: &Session,
    document: &str,
    anchor: Option<&str>,
    found: &[Hit],
    name: &str,
) -> Option<Hit> {
    if anchor.is_none() && !name.is_empty() {
        let bears =
            |hit: &&Hit| hit.path == document && named_by(hit, name, &Catalogue::default()).section;
        if let Some(hit) = found.iter().find(bears) {
            return Some(hit.clone());
        }
    }
    let (text, ..) = read_text(&session.root, document, LARGEST_PARSED).ok()?;
    let parsed = runbook::parse(document, &text);
    let at = match anchor {
        Some(anchor) => parsed.section_of(anchor),
        None => parsed
            .sections
            .iter()
            .position(|section| !section.slug.is_empty()),
    };
    let made = hit(document, &parsed, at.unwrap_or(0))?;
    // The index may have found it too, with its words marked.
    let known = found
        .iter()
        .find(|hit| (&hit.path, &hit.slug) == (&made.path, &made.slug));
    Some(known.cloned().unwrap_or(made))
}

fn hit(path: &str, document: &Document, at: usize) -> Option<Hit> {
    let section = document.sections.get(at)?;
    let text = if section.prose.trim().is_empty() {
        &section.code
    } else {
        &section.prose
    };
    let line: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(SNIPPET)
        .collect();
    Some(Hit {
        path: path.to_owned(),
        slug: section.slug.clone(),
        line: section.line,
        title: plain(&document.title),
        heading: plain(&section.heading),
        heading_path: document
            .heading_path(at)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        snippet: plain(&line),
        reason: Reason::Text,
        score: 0.0,
    })
}

fn plain(text: &str) -> Vec<Part> {
    let part = Part {
        text: text.to_owned(),
        hit: false,
    };
    (!text.is_empty()).then_some(part).into_iter().collect()
}

fn joined(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}
