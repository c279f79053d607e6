//! A section as the reader would show it, for a look beside the list: rendered by itself, with the commands in it.
//!
//! Opens nothing: what is looked at is not noted as read.

use crate::document::{included, parsed_text};
use crate::rows::row_of;
use crate::session::Session;
use crate::wire::{SectionPreview, SectionRequest, Snippet, WireError};
use drillbook_runbook::render::{Source, render_page};
use drillbook_runbook::{Document, Section, parse, stretch};
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
    let shown = stretch(
        &request.id,
        &text,
        &document,
        place(&document, &text, at),
        LONGEST,
    );
    let alone = parse(&request.id, &shown.text);
    let began = Instant::now();
    let links = session.links();
    let rendered = render_page(&Source {
        includes: &|path| included(session, path),
        stop: &|| began.elapsed() > LONGEST_RENDERING,
        ..Source::new(&request.id, &shown.text, &alone, &links)
    });
    let headings = at.map_or_else(Vec::new, |at| document.heading_path(at));
    Ok(SectionPreview {
        row: row_of(&request.id, &document, 0),
        breadcrumb: headings
            .into_iter()
            .filter(|heading| *heading != document.title)
            .map(str::to_owned)
            .collect(),
        html: rendered.html,
        snippets: rendered.snippets.into_iter().map(Snippet::from).collect(),
        cut: shown.cut || rendered.truncated,
    })
}

/// Where in the text it stands.
fn place(document: &Document, text: &str, at: Option<usize>) -> Span {
    let Some(at) = at else {
        return Span::new(document.body_start, text.len());
    };
    let nested = |section: &&Section| section.ancestors.contains(&at);
    let rest = document.sections.get(at + 1..).unwrap_or_default();
    let own = document.sections[at].span;
    let last = rest.iter().take_while(nested).last();
    Span::new(own.start, last.map_or(own.end, |section| section.span.end))
}
