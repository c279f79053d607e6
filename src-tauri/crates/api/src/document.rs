//! Opening a document for the reader.

use crate::check::Asked;
use crate::indexing::{LARGEST_PARSED, read_text, too_large};
use crate::messages::Messages;
use crate::problems::sentences;
use crate::rows::{row_of, translations};
use crate::session::Session;
use crate::wire::{
    DocumentView, ErrorCode, Field, IndexState, OutlineEntry, Snippet, ViewMode, WireError,
};
use drillbook_library::is_document;
use drillbook_runbook::render::Source;
use drillbook_runbook::{self as runbook, Document, LinkMap, Rendered};
use drillbook_text::{Code, Diagnostic};
use std::time::{Duration, Instant};

/// Bytes of a document too large to be rendered that are shown as plain text.
const LARGEST_PLAIN: usize = 1024 * 1024;

/// Bytes of the largest file that a document can include.
const LARGEST_INCLUDED: u64 = 512 * 1024;

/// A page that is not ready by then ends where it is.
const LONGEST_RENDERING: Duration = Duration::from_millis(800);

/// Bytes of the largest picture that is shown.
const LARGEST_PICTURE: u64 = 20 * 1024 * 1024;

/// The document `id` as it is on disk now.
pub(crate) fn open(session: &Session, id: &str) -> Result<DocumentView, WireError> {
    let messages = session.messages();
    if !is_document(id) {
        return Err(not_found(session, id));
    }
    let (text, mut found, file) =
        read_text(&session.root, id, LARGEST_PARSED).map_err(|error| {
            if !session.root.is_available() {
                session.set_available(false);
                let folder = session.root.path().display().to_string();
                return WireError::new(
                    messages,
                    ErrorCode::LibraryUnavailable,
                    &[("folder", &folder)],
                );
            }
            WireError::of_library(messages, &error)
        })?;
    let document = runbook::parse(id, &text);
    let (rendered, mode) = if file.cut {
        found.push(too_large(file.size));
        (
            runbook::plain(beginning(&text, LARGEST_PLAIN)),
            ViewMode::Plain,
        )
    } else {
        let links = session.links();
        found.extend(link_problems(session, id, &document, &links));
        let source = Source::new(id, &text, &document, &links);
        (rendered(session, source), ViewMode::Rendered)
    };
    // Plain text is cut as a whole, not line by line.
    let of_lines = |found: &&Diagnostic| found.code == Code::LineCut && mode == ViewMode::Plain;
    found.extend(
        document
            .diagnostics
            .iter()
            .filter(|found| !of_lines(found))
            .chain(&rendered.diagnostics)
            .cloned(),
    );
    found.extend(runbook::lint::lint(id, &text, &document));
    found.retain(Asked::of(session, None).reports(id));
    Ok(view(
        session,
        id,
        Opened {
            text,
            document,
            rendered,
            found,
            mode,
            size: file.size,
        },
    ))
}

/// The page of a document, with what it includes, as far as it is ready in [`LONGEST_RENDERING`].
pub(crate) fn rendered(session: &Session, source: Source<'_>) -> Rendered {
    let began = Instant::now();
    runbook::render::render_page(&Source {
        includes: &|path| included(session, path),
        stop: &|| began.elapsed() > LONGEST_RENDERING,
        ..source
    })
}

/// What is wrong with a document's text, before somebody says what is asked for.
pub(crate) fn findings(
    session: &Session,
    id: &str,
    text: &str,
    document: &Document,
) -> Vec<Diagnostic> {
    let mut found = link_problems(session, id, document, &session.links());
    found.extend(document.diagnostics.iter().cloned());
    found.extend(runbook::lint::lint(id, text, document));
    found
}

/// The text of a file that a document includes; none where it is too large or no text.
pub(crate) fn included(session: &Session, path: &str) -> Option<String> {
    let file = session.root.read(path, LARGEST_INCLUDED).ok()?;
    let whole = (!file.cut).then_some(file.bytes)?;
    String::from_utf8(whole).ok()
}

struct Opened {
    text: String,
    document: Document,
    rendered: Rendered,
    found: Vec<Diagnostic>,
    mode: ViewMode,
    size: u64,
}

/// While the library is being read the anchors of other documents are not all known: a link to one
/// is not called dead before.
fn link_problems(
    session: &Session,
    id: &str,
    document: &Document,
    links: &LinkMap,
) -> Vec<Diagnostic> {
    let mut found = runbook::check_links(id, &document.links, &document.anchors, links);
    if !matches!(session.state(), IndexState::Ready) {
        found.retain(|diagnostic| diagnostic.code != Code::AnchorDead);
    }
    found
}

fn view(session: &Session, id: &str, opened: Opened) -> DocumentView {
    let problems = sentences(session.messages(), &opened.text, &opened.found);
    DocumentView {
        row: row_of(
            id,
            &opened.document,
            u32::try_from(problems.len()).unwrap_or(u32::MAX),
        ),
        html: opened.rendered.html,
        snippets: opened
            .rendered
            .snippets
            .into_iter()
            .map(Snippet::from)
            .collect(),
        outline: opened
            .rendered
            .outline
            .into_iter()
            .map(OutlineEntry::from)
            .collect(),
        problems,
        mode: opened.mode,
        translations: translations(&session.catalogue(), id),
        fields: fields(session.messages(), &opened.document),
        content_hash: opened.document.content_hash,
        size: u32::try_from(opened.size).unwrap_or(u32::MAX),
    }
}

/// The front matter that a reader has use for and the head of the document does not show already.
fn fields(messages: Messages, document: &Document) -> Vec<Field> {
    let front = &document.front_matter;
    let ours = [
        ("field_severity", front.severity.clone()),
        (
            "field_alerts",
            Some(front.alerts.join(", ")).filter(|alerts| !alerts.is_empty()),
        ),
        ("field_last_reviewed", front.last_reviewed.clone()),
        ("field_next_review", front.next_review.clone()),
        ("field_schedule", front.schedule.clone()),
    ];
    let known = ours.into_iter().filter_map(|(key, value)| {
        Some(Field {
            name: messages.text(key, &[]),
            value: value?,
        })
    });
    let unknown = front.unknown.iter().map(|(name, value)| Field {
        name: name.clone(),
        value: value.clone(),
    });
    known.chain(unknown).collect()
}

/// The text of a document or of one of its sections, as it stands in the file.
pub(crate) fn text(session: &Session, id: &str, slug: Option<&str>) -> Result<String, WireError> {
    let text = read(session, id)?;
    let Some(slug) = slug else { return Ok(text) };
    let document = runbook::parse(id, &text);
    let at = document
        .section_of(slug)
        .ok_or_else(|| not_found(session, &format!("{id}#{slug}")))?;
    let nested = |other: &runbook::Section| other.ancestors.contains(&at);
    let start = document.sections[at].span.start;
    let end = document.sections[at..]
        .iter()
        .enumerate()
        .take_while(|(n, other)| *n == 0 || nested(other))
        .last();
    let end = end.map_or(start, |(_, last)| last.span.end);
    Ok(text.get(start..end).unwrap_or_default().to_owned())
}

/// A document as a page is made of it.
pub(crate) struct Printed {
    pub(crate) document: Document,
    pub(crate) html: String,
    /// The text opens with the title.
    pub(crate) titled: bool,
    /// There is more than the page shows.
    pub(crate) cut: bool,
}

/// The document `id`, rendered for a page outside of the window.
pub(crate) fn read_for_export(session: &Session, id: &str) -> Result<Printed, WireError> {
    let (text, document) = parsed_text(session, id)?;
    let rendered = runbook::render::render_page(&Source {
        includes: &|path| included(session, path),
        ..Source::new(id, &text, &document, &session.links())
    });
    let first = rendered.outline.first();
    let titled = first.is_some_and(|first| first.level == 1 && first.text == document.title);
    Ok(Printed {
        titled,
        cut: rendered.truncated,
        html: rendered.html,
        document,
    })
}

/// The document `id` as a model, as it is on disk now.
pub(crate) fn parsed(session: &Session, id: &str) -> Result<Document, WireError> {
    Ok(parsed_text(session, id)?.1)
}

/// The text of the document `id` as it is on disk now, and its model.
pub(crate) fn parsed_text(session: &Session, id: &str) -> Result<(String, Document), WireError> {
    let text = read(session, id)?;
    let document = runbook::parse(id, &text);
    Ok((text, document))
}

fn read(session: &Session, id: &str) -> Result<String, WireError> {
    if !is_document(id) {
        return Err(not_found(session, id));
    }
    let (text, ..) = read_text(&session.root, id, LARGEST_PARSED)
        .map_err(|error| WireError::of_library(session.messages(), &error))?;
    Ok(text)
}

fn not_found(session: &Session, id: &str) -> WireError {
    WireError::new(
        session.messages(),
        ErrorCode::DocumentNotFound,
        &[("id", id)],
    )
}

/// A picture of the library.
#[derive(Debug)]
pub struct Picture {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Its media type, by its extension.
    pub media_type: &'static str,
}

/// The picture `id`: only what a browser shows as an image, never a document.
pub(crate) fn picture(session: &Session, id: &str) -> Result<Picture, WireError> {
    let media_type = media_type(id).ok_or_else(|| not_found(session, id))?;
    let file = session
        .root
        .read(id, LARGEST_PICTURE)
        .map_err(|error| WireError::of_library(session.messages(), &error))?;
    if file.cut {
        Err(not_found(session, id))
    } else {
        Ok(Picture {
            bytes: file.bytes,
            media_type,
        })
    }
}

pub(crate) fn media_type(id: &str) -> Option<&'static str> {
    let extension = id
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())?;
    Some(match extension.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

fn beginning(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
