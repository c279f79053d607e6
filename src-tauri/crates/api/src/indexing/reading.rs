//! Reading one document: bytes, text, model, and the entry that the index takes.

use crate::catalogue::Record;
use crate::decode::decode;
use crate::problems;
use crate::scenario::files;
use crate::session::Session;
use drillbook_library::{self as library, FileEntry, Root};
use drillbook_runbook::{self as runbook, life::Status, lint::lint};
use drillbook_search as search;
use drillbook_text::{Code, Diagnostic, Severity, hash};

/// Bytes of a document that are parsed and indexed. Larger ones are shown as plain text.
pub(crate) const LARGEST_PARSED: u64 = 5 * 1024 * 1024;

/// What reading one document came to.
pub(super) enum Read {
    Document(Box<(Record, search::DocumentEntry, bool)>),
    /// The bytes are those already known; only size and time differ.
    Same,
    Unreadable(Diagnostic),
}

/// Reads the document that the walk saw.
pub(super) fn read(session: &Session, entry: &FileEntry) -> Read {
    let known = session
        .catalogue()
        .records
        .get(&entry.id)
        .map(|record| record.hash.clone())
        .unwrap_or_default();
    let file = match session.root.read(&entry.id, LARGEST_PARSED) {
        Ok(file) => file,
        Err(error) => return Read::Unreadable(problems::unreadable(&error.to_string())),
    };
    let hash = hash::file(&file.bytes);
    if hash == known {
        return Read::Same;
    }
    let mut decoded = decode(file.bytes, file.cut);
    if file.cut {
        decoded.diagnostics.push(too_large(file.size));
    }
    let document = runbook::parse(&entry.id, &decoded.text);
    let excluded =
        document.front_matter.search_exclude || files::tells_a_story(&session.root, &entry.id);
    let mut found = decoded.diagnostics;
    found.extend(lint(&entry.id, &decoded.text, &document));
    let record = Record::of(&document, entry, hash, found);
    Read::Document(Box::new((
        record,
        index_entry(&entry.id, document),
        excluded,
    )))
}

/// The finding that only the beginning of a document was read.
pub(crate) fn too_large(size: u64) -> Diagnostic {
    let megabytes = |bytes: u64| format!("{} MB", bytes.div_ceil(1024 * 1024));
    Diagnostic::new(Code::TooLarge, Severity::Warning, None)
        .with("size", megabytes(size))
        .with("limit", megabytes(LARGEST_PARSED))
}

/// The document as the index takes it.
fn index_entry(id: &str, document: runbook::Document) -> search::DocumentEntry {
    let sections = (0..document.sections.len())
        .map(|at| {
            let section = &document.sections[at];
            search::SectionEntry {
                slug: section.slug.clone(),
                line: section.line,
                heading: section.heading.clone(),
                heading_path: document
                    .heading_path(at)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                prose: section.prose.clone(),
                code: section.code.clone(),
            }
        })
        .collect();
    let front = document.front_matter;
    search::DocumentEntry {
        path: id.to_owned(),
        title: document.title,
        aliases: front.aliases,
        alerts: front.alerts,
        tags: front.tags,
        service: front.service,
        owner: front.owner,
        kind: document.kind.as_str().to_owned(),
        retired: front.status.as_deref().and_then(Status::of_word) == Some(Status::Deprecated),
        status: front.status,
        language: match document.language {
            runbook::Language::En => search::Language::En,
            runbook::Language::Id => search::Language::Id,
            runbook::Language::Other(_) => search::Language::Other,
        },
        sections,
    }
}

/// Reads a document's text for the window: at most `limit` bytes of it.
pub(crate) fn read_text(
    root: &Root,
    id: &str,
    limit: u64,
) -> Result<(String, Vec<Diagnostic>, library::FileBytes), library::Error> {
    let mut file = root.read(id, limit)?;
    let decoded = decode(std::mem::take(&mut file.bytes), file.cut);
    Ok((decoded.text, decoded.diagnostics, file))
}
