//! Writing documents: what the editor opens, keeps and saves, what it asks while somebody types, and documents as files.
//! The files of scenarios are opened, kept and saved the same way; what is wrong with them, [`crate::scenario`] says.
//!
//! A text goes out with `\n` only and comes back as the file's bytes ([`drillbook_text::endings`]). What was typed is in the
//! journal before a file is touched, and leaves it when the file was read back; a file is written only while it is what the
//! text came from. How a page looks and what is wrong with it, the floors below say.

mod ask;
mod draft;
mod field;
mod files;
mod fix;
mod image;
mod links;
mod moving;
mod open;
mod original;
mod save;

use crate::App;
use crate::session::Session;
use crate::wire::{ErrorCode, WireError};
use drillbook_library::{DocumentName, Error, is_document, is_written};
use drillbook_text::Utf16Index;
pub(crate) use original::Memory;
use std::sync::Arc;
use uuid::Uuid;

type Answer<T> = Result<T, WireError>;

/// Bytes of the largest text that is edited: what is larger is not read as a document either.
const LARGEST: usize = 5 * 1024 * 1024;

impl App {
    /// The open library, if `document` can name a document of it.
    fn editable(&self, document: &str) -> Answer<Arc<Session>> {
        self.named(document, is_document)
    }

    /// The open library, if `document` can name a document of it or a file of one of its scenarios.
    pub(crate) fn written_in(&self, document: &str) -> Answer<Arc<Session>> {
        self.named(document, is_written)
    }

    fn named(&self, document: &str, of_sort: fn(&str) -> bool) -> Answer<Arc<Session>> {
        let session = self.opened()?;
        if of_sort(document) && DocumentName::new(document).is_some() {
            return Ok(session);
        }
        let id = document.to_owned();
        Err(WireError::of_library(self.messages(), &Error::BadId { id }))
    }

    /// Refuses a text that could not be opened again.
    fn check_size(&self, text: &str) -> Answer<()> {
        if text.len() <= LARGEST {
            return Ok(());
        }
        let limit = format!("{} MB", LARGEST / 1024 / 1024);
        Err(self.edit_refused("refusal_text_large", &[("limit", &limit)]))
    }

    fn edit_refused(&self, key: &str, args: &[(&str, &str)]) -> WireError {
        let problem = self.messages().text(key, args);
        self.error(ErrorCode::EditRefused, &[("problem", &problem)])
    }
}

/// The folder's id in the journal; none where there is no journal.
fn folder(session: &Session) -> Option<Uuid> {
    Uuid::parse_str(&session.id).ok()
}

/// A place in a text, as the window counts.
pub(crate) fn units(index: &Utf16Index<'_>, span: drillbook_text::Span) -> (u32, u32) {
    (index.unit(span.start), index.unit(span.end))
}
