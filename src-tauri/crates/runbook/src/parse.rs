//! The one way from a text to its model.

use crate::front_matter::{self, dates};
use crate::mask::LONGEST_LINE;
use crate::{Document, Section, adoc, kind, language, markdown};
use drillbook_text::{Code, Diagnostic, Severity, Span, hash};

/// Larger documents are shown as plain text and read as one section.
pub(crate) const MOST_BYTES: usize = 5 * 1024 * 1024;

/// Reads `text`, whose library path is `path`: the extension decides between Markdown and AsciiDoc.
/// Never fails and never panics; what is wrong stands in [`Document::diagnostics`].
pub fn parse(path: &str, text: &str) -> Document {
    let (mut matter, mut diagnostics) = front_matter::read(text);
    let body_start = matter.span.end;
    let body = text.get(body_start..).unwrap_or_default();
    let mut document = if text.len() > MOST_BYTES {
        diagnostics.push(too_large(text));
        one_section(text, body_start)
    } else if is_asciidoc(path) {
        adoc::read(text, body_start)
    } else {
        markdown::read(text, body_start)
    };
    diagnostics.extend(cut_lines(text, body_start));
    if matter.last_reviewed.is_none() {
        matter.last_reviewed = reviewed_in_text(body);
    }
    document.title = title(path, matter.title.as_deref(), &document.sections);
    document.language = language::of(
        path,
        matter.language.as_deref(),
        &sample(&document.sections),
    );
    document.kind = kind::infer(path, &matter, &document.sections);
    document.content_hash = hash::content(body);
    document.front_matter = matter;
    document.diagnostics = diagnostics;
    document
}

/// Whether the path's extension is one of AsciiDoc's.
pub(crate) fn is_asciidoc(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    ["adoc", "asciidoc", "asc"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

pub(crate) fn too_large(text: &str) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, Severity::Warning, None)
        .with("size", text.len().to_string())
        .with("limit", MOST_BYTES.to_string())
}

/// Lines that are too long to be shown whole; the first few of them.
fn cut_lines(text: &str, body_start: usize) -> Vec<Diagnostic> {
    const MOST: usize = 20;
    if text.len() <= LONGEST_LINE || text.len() > MOST_BYTES {
        return Vec::new();
    }
    let before = text.get(..body_start).unwrap_or_default();
    let first = before.matches('\n').count() + 1;
    let mut at = body_start;
    let mut found = Vec::new();
    let body = text.get(body_start..).unwrap_or_default();
    for (number, line) in body.split_inclusive('\n').enumerate() {
        if line.len() > LONGEST_LINE && found.len() < MOST {
            let span = Span::new(at, at + line.len());
            let diagnostic = Diagnostic::new(Code::LineCut, Severity::Warning, Some(span));
            let diagnostic = diagnostic.with("line", (first + number).to_string());
            found.push(diagnostic.with("limit", LONGEST_LINE.to_string()));
        }
        at += line.len();
    }
    found
}

fn one_section(text: &str, body_start: usize) -> Document {
    let mut builder = crate::build::Builder::new(text, body_start);
    builder.prose(text.get(body_start..).unwrap_or_default());
    builder.finish()
}

fn title(path: &str, written: Option<&str>, sections: &[Section]) -> String {
    let written = written.filter(|title| !title.is_empty()).map(str::to_owned);
    let first = || {
        sections
            .iter()
            .find(|section| section.level == 1 && !section.heading.is_empty())
    };
    written
        .or_else(|| first().map(|section| section.heading.clone()))
        .unwrap_or_else(|| file_title(path))
}

/// The file's name without extensions; for the overview of a folder, the folder's.
fn file_title(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let stem = name
        .split('.')
        .find(|part| !part.is_empty())
        .unwrap_or(name);
    let overview = ["readme", "index", "_index"]
        .iter()
        .any(|known| stem.eq_ignore_ascii_case(known));
    match parts.next().filter(|folder| overview && !folder.is_empty()) {
        Some(folder) => folder.to_owned(),
        None => stem.to_owned(),
    }
}

/// The beginning of the prose, for telling the language.
fn sample(sections: &[Section]) -> String {
    let mut sample = String::new();
    for section in sections {
        sample.push_str(&section.heading);
        sample.push('\n');
        sample.push_str(&section.prose);
        sample.push('\n');
        if sample.len() > 4_000 {
            break;
        }
    }
    sample
}

/// A review date in the text's head, as AWS's documents have it: `> **Last Reviewed:** 2026-06-18`.
fn reviewed_in_text(body: &str) -> Option<String> {
    let line = body
        .lines()
        .take(40)
        .find(|line| line.len() < 500 && line.to_ascii_lowercase().contains("last reviewed"))?;
    let at = line.to_ascii_lowercase().find("last reviewed")? + "last reviewed".len();
    let rest = line.get(at..)?.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    dates::date(words.first()?).or_else(|| dates::date(&words.join(" ")))
}
