//! A section as the reader would show it, for a look beside the list: rendered by itself, with the commands in it.
//!
//! Opens nothing: what is looked at is not noted as read.

use crate::document::{included, parsed_text};
use crate::rows::row_of;
use crate::session::Session;
use crate::wire::{SectionPreview, SectionRequest, Snippet, WireError};
use drillbook_runbook::render::{PartKind, Source, render_parts};
use drillbook_runbook::{Document, Section};
use drillbook_text::Span;
use std::time::{Duration, Instant};

/// Bytes of text that are shown: more than a pane holds.
const LONGEST: usize = 12 * 1024;
/// A look that is not ready by then ends where it is.
const LONGEST_RENDERING: Duration = Duration::from_millis(200);

/// The section that a hit leads to, with what is nested in it; of a document its beginning.
pub(crate) fn preview(
    session: &Session,
    request: &SectionRequest,
) -> Result<SectionPreview, WireError> {
    let (text, document) = parsed_text(session, &request.id)?;
    let at = document
        .section_of(&request.slug)
        .filter(|_| !request.slug.is_empty());
    let (span, cut) = shown(&document, &text, at);
    let began = Instant::now();
    let links = session.links();
    let rendered = render_parts(
        &Source {
            includes: &|path| included(session, path),
            stop: &|| began.elapsed() > LONGEST_RENDERING,
            ..Source::new(&request.id, &text, &document, &links)
        },
        &[span],
    );
    let parts = rendered.parts.into_iter();
    let html = parts
        .filter(|part| matches!(part.kind, PartKind::Step(_)))
        .map(|part| part.html)
        .collect();
    let headings = at.map_or_else(Vec::new, |at| document.heading_path(at));
    Ok(SectionPreview {
        row: row_of(&request.id, &document, 0),
        breadcrumb: headings
            .into_iter()
            .filter(|heading| *heading != document.title)
            .map(str::to_owned)
            .collect(),
        html,
        snippets: rendered.snippets.into_iter().map(Snippet::from).collect(),
        cut: cut || rendered.truncated,
    })
}

/// Which stretch of the text is shown, and whether it ends early: at a section where it can.
fn shown(document: &Document, text: &str, at: Option<usize>) -> (Span, bool) {
    let first = at.unwrap_or(0);
    let start = at.map_or(document.body_start, |at| document.sections[at].span.start);
    let nested = |section: &&Section| at.is_none_or(|at| section.ancestors.contains(&at));
    let rest = document.sections.get(first + 1..).unwrap_or_default();
    let mut end = document
        .sections
        .get(first)
        .map_or(text.len(), |section| section.span.end);
    for section in rest.iter().take_while(nested) {
        if section.span.end - start > LONGEST {
            return (Span::new(start, end), true);
        }
        end = section.span.end;
    }
    (Span::new(start, end), false)
}
