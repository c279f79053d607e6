//! Opening a document to be edited.

use super::original::Base;
use super::{Answer, LARGEST, folder};
use crate::App;
use crate::decode::decode;
use crate::run::moments;
use crate::scenario::files::Place;
use crate::session::Session;
use crate::wire::{EditDraft, EditReadOnly, EditRequest, Editing, ErrorCode, WireError};
use drillbook_journal::Draft;
use drillbook_library::{Error, ScenarioFile};
use drillbook_runbook::parse;
use drillbook_runbook::run::Instant;
use drillbook_text::{endings, hash};

/// A document's file as it is edited.
pub(super) struct OnDisk {
    pub(super) bytes: Vec<u8>,
    /// The file's text, mark and endings included.
    pub(super) text: String,
    pub(super) hash: String,
    pub(super) read_only: Option<EditReadOnly>,
}

impl App {
    /// A document with its text and its draft. One that is gone is opened by its draft alone.
    pub fn edit_open(&self, request: &EditRequest) -> Answer<Editing> {
        let document = &request.document;
        let session = self.written_in(document)?;
        let family = Place::of_library(&session.root, document).family(&session);
        let mut originals = self.edits.hold();
        let found = self.on_disk(&session, document)?;
        let draft = self.draft_of(&session, document)?;
        let Some(file) = found else {
            let draft = draft.ok_or_else(|| {
                let id = document.clone();
                WireError::of_library(self.messages(), &Error::NotFound { id })
            })?;
            originals.handed_out(&Base {
                folder: session.id.clone(),
                document: document.clone(),
                hash: String::new(),
            });
            return Ok(Editing {
                document: document.clone(),
                title: title(document, &draft.text),
                text: String::new(),
                base: String::new(),
                read_only: None,
                draft: Some(wire(draft)),
                family,
            });
        };
        let text = endings::shown(&file.text);
        let mut draft = draft;
        if let Some(same) = draft.take_if(|draft| draft.text == text) {
            // It was saved by other means or with a doubt, or nothing was changed after all.
            if session.root.settle(document).is_ok() {
                self.forget(&session, &same.document);
            }
        }
        let base = Base {
            folder: session.id.clone(),
            document: document.clone(),
            hash: file.hash.clone(),
        };
        originals.opened(base, &file.text);
        Ok(Editing {
            document: document.clone(),
            title: title(document, &text),
            text,
            base: file.hash,
            read_only: file.read_only,
            draft: draft.map(wire),
            family,
        })
    }

    /// A document that another text is to take the place of; refused while there is text that was typed and never saved.
    pub(crate) fn edit_without_draft(&self, document: &str) -> Answer<Editing> {
        let document = document.to_owned();
        let now = self.edit_open(&EditRequest { document })?;
        if now.draft.is_some() {
            let names = [("document", now.document.as_str())];
            return Err(self.error(ErrorCode::DraftInTheWay, &names));
        }
        Ok(now)
    }

    /// The document's file as it is now; none where there is none.
    pub(super) fn on_disk(&self, session: &Session, document: &str) -> Answer<Option<OnDisk>> {
        let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX);
        let file = match session.root.read(document, limit) {
            Ok(file) => file,
            Err(Error::NotFound { .. }) if session.root.is_available() => return Ok(None),
            Err(error) => return Err(self.unreadable(session, &error)),
        };
        let decoded = decode(file.bytes.clone(), file.cut);
        let read_only = if file.cut {
            Some(EditReadOnly::TooLarge)
        } else if !decoded.diagnostics.is_empty() {
            Some(EditReadOnly::NotUtf8)
        } else if !session.root.is_writable(document) {
            Some(EditReadOnly::NotWritable)
        } else {
            None
        };
        Ok(Some(OnDisk {
            hash: hash::file(&file.bytes),
            bytes: file.bytes,
            text: decoded.text,
            read_only,
        }))
    }

    fn unreadable(&self, session: &Session, error: &Error) -> WireError {
        let path = session.root.path().to_owned();
        if session.root.is_available() {
            return WireError::of_library(self.messages(), error);
        }
        session.set_available(false);
        let source = std::io::ErrorKind::NotFound.into();
        WireError::of_library(self.messages(), &Error::Folder { path, source })
    }

    pub(super) fn draft_of(&self, session: &Session, document: &str) -> Answer<Option<Draft>> {
        let (Some(journal), Some(folder)) = (&self.journal, folder(session)) else {
            return Ok(None);
        };
        let draft = journal.draft(&folder, document);
        draft.map_err(|error| self.of_journal(&error))
    }
}

/// What the text calls itself.
fn title(document: &str, text: &str) -> String {
    match ScenarioFile::in_library(document) {
        Some(_) => drillbook_drill::title_of(text).unwrap_or_else(|| document.to_owned()),
        None => parse(document, text).title,
    }
}

/// The draft for the window.
pub(super) fn wire(draft: Draft) -> EditDraft {
    let (at, offset) = (draft.at, draft.offset);
    EditDraft {
        text: draft.text,
        base: draft.base,
        at: moments::moment(Instant { at, offset }),
    }
}
