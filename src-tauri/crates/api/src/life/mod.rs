//! The life of documents: how one stands, what is done to it, and what the whole library asks for.
//!
//! What counts and when is decided by `runbook::life`; here its inputs are brought together from the catalogue, the shared
//! records and the clock. An act writes a record, and where it concerns the front matter, that too, by its bytes.

mod acts;
mod book;
mod gone;
mod proof;
mod proposals;
mod scene;
mod told;
mod upkeep;

use crate::App;
use crate::catalogue::Record;
use crate::clock;
use crate::indexing::{LARGEST_PARSED, read_text};
use crate::session::Session;
use crate::wire::{DocumentLife, DocumentRequest, ErrorCode, Upkeep, WireError};
use drillbook_library::{Error, FileEntry, is_document};
use drillbook_runbook as runbook;
use runbook::Document;
use runbook::life::Date;
use scene::Scene;

type Answer<T> = Result<T, WireError>;

/// What is kept of a library's records for as long as it is open.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    book: book::Kept,
    gone: gone::Kept,
    proof: proof::Kept,
    proposals: proposals::Kept,
}

/// A document as it is on disk now.
struct Read {
    id: String,
    text: String,
    document: Document,
    record: Record,
    /// All of its text is there, and it is UTF-8.
    whole: bool,
}

impl App {
    /// How a document stands: its status, its signatures, and what speaks against trusting it.
    pub fn life(&self, request: &DocumentRequest) -> Answer<DocumentLife> {
        let session = self.opened()?;
        let read = self.read_life(&session, &request.id)?;
        Ok(self.life_of(&session, &read))
    }

    /// What the library asks for today.
    pub fn upkeep(&self) -> Answer<Upkeep> {
        self.upkeep_on(&clock::today())
    }

    /// What the library asks for on `day`, written as `2026-11-21`.
    pub fn upkeep_on(&self, day: &str) -> Answer<Upkeep> {
        let session = self.opened()?;
        let day: Date = day
            .parse()
            .map_err(|_| self.error(ErrorCode::BadRequest, &[]))?;
        let scene = Scene::of(&session, &self.person_name(), day);
        Ok(Upkeep {
            proposals: self.proposals(&scene)?,
            ..upkeep::upkeep(&scene, self.messages())
        })
    }

    fn life_of(&self, session: &Session, read: &Read) -> DocumentLife {
        let today = clock::today().parse().unwrap_or_default();
        let scene = Scene::of(session, &self.person_name(), today);
        let is_signed = scene.is_signed(&read.id, &read.record);
        let committed = is_signed.then(|| self.committed(session)).flatten();
        told::life(&scene, read, committed.as_deref(), self.messages())
    }

    fn read_life(&self, session: &Session, id: &str) -> Answer<Read> {
        let read = if is_document(id) {
            read_text(&session.root, id, LARGEST_PARSED)
        } else {
            Err(Error::NotFound { id: id.to_owned() })
        };
        let (text, found, file) =
            read.map_err(|error| WireError::of_library(self.messages(), &error))?;
        let document = runbook::parse(id, &text);
        let modified = session
            .catalogue()
            .records
            .get(id)
            .map(|record| record.modified);
        let entry = FileEntry {
            id: id.to_owned(),
            size: file.size,
            modified: modified.unwrap_or_default(),
        };
        let record = Record::of(&document, &entry, String::new(), Vec::new());
        Ok(Read {
            id: id.to_owned(),
            text,
            document,
            record,
            whole: found.is_empty() && !file.cut,
        })
    }
}
