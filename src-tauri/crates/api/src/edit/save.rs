//! Saving: the draft is in the journal, the file is what the text came from, its new bytes take their place at once, and
//! only when they were read back is the draft gone.

use super::draft::base;
use super::open::OnDisk;
use super::original::{Base, Originals};
use super::{Answer, folder};
use crate::App;
use crate::session::Session;
use crate::wire::{EditReadOnly, EditSaved, EditTextRequest, WireError};
use drillbook_library::{Error, Written};
use drillbook_text::{endings, hash};

impl App {
    /// Saves a text, unless the file is another one than the text came from. A base that is empty saves a document whose file
    /// is gone, as a new one.
    pub fn edit_save(&self, request: &EditTextRequest) -> Answer<EditSaved> {
        let session = self.written_in(&request.document)?;
        self.check_size(&request.text)?;
        let mut originals = self.edits.hold();
        // Without a journal, or with a full disk below it, the file is all the more to be saved.
        if let Err(error) = self.keep_text(&session, request, &mut originals) {
            tracing::warn!(message = %error.message, "a text could not be kept before it was saved");
        }
        let saved = match self.on_disk(&session, &request.document)? {
            Some(OnDisk {
                read_only: Some(why @ (EditReadOnly::TooLarge | EditReadOnly::NotUtf8)),
                ..
            }) => return Err(self.edit_refused(read_only(why), &[])),
            Some(file) if file.hash == request.base => {
                self.replace(&session, request, &file, &mut originals)?
            }
            Some(file) if endings::shown(&file.text) == request.text => {
                Some(self.confirm(&session, request, &file, &mut originals))
            }
            None if request.base.is_empty() => self.restore(&session, request, &mut originals)?,
            Some(_) | None => None,
        };
        match saved {
            Some(saved) => Ok(saved),
            None => self.conflict(&session, request, &mut originals),
        }
    }

    /// Writes the text in place of the file; none where the file changed meanwhile.
    fn replace(
        &self,
        session: &Session,
        request: &EditTextRequest,
        file: &OnDisk,
        originals: &mut Originals,
    ) -> Answer<Option<EditSaved>> {
        let text = endings::restore(&file.text, &request.text);
        if text.as_bytes() == file.bytes {
            return Ok(Some(self.confirm(session, request, file, originals)));
        }
        let id = &request.document;
        let written = session.root.replace(id, &file.bytes, text.as_bytes());
        self.written(session, request, (written, &text), originals)
    }

    /// The file says what is to be saved. It may do so since a save that the disk did not confirm: the disk is asked.
    fn confirm(
        &self,
        session: &Session,
        request: &EditTextRequest,
        file: &OnDisk,
        originals: &mut Originals,
    ) -> EditSaved {
        let confirmed = session.root.settle(&request.document).is_ok();
        if confirmed {
            self.is_saved(session, request, &file.text, originals);
        }
        saved(file.hash.clone(), confirmed)
    }

    /// Writes the text as a new file, with mark and endings of the one that is gone, where they are known.
    fn restore(
        &self,
        session: &Session,
        request: &EditTextRequest,
        originals: &mut Originals,
    ) -> Answer<Option<EditSaved>> {
        let gone = originals
            .latest(&session.id, &request.document)
            .map(|text| text.to_string())
            .or_else(|| Some(self.stored_original(session, request)?.1));
        let text = endings::restore(gone.as_deref().unwrap_or_default(), &request.text);
        let written = session.root.create(&request.document, text.as_bytes());
        self.written(session, request, (written, &text), originals)
    }

    fn written(
        &self,
        session: &Session,
        request: &EditTextRequest,
        (written, text): (Result<Written, Error>, &str),
        originals: &mut Originals,
    ) -> Answer<Option<EditSaved>> {
        let doubt = match written {
            Ok(written) => written.doubt,
            // Somebody was faster, or made the file anew.
            Err(Error::Changed { .. } | Error::NotFound { .. }) => return Ok(None),
            Err(Error::Taken { id, other }) if id == other => return Ok(None),
            Err(error) => return Err(WireError::of_library(self.messages(), &error)),
        };
        if let Some(error) = &doubt {
            tracing::error!(%error, "a file was written and not confirmed");
        } else {
            self.is_saved(session, request, text, originals);
        }
        session.look_again(vec![request.document.clone()]);
        Ok(Some(saved(hash::file(text.as_bytes()), doubt.is_none())))
    }

    /// The file has the text: the draft is not needed any more.
    fn is_saved(
        &self,
        session: &Session,
        request: &EditTextRequest,
        text: &str,
        originals: &mut Originals,
    ) {
        self.forget(session, &request.document);
        let former = base(session, request);
        let now = Base {
            hash: hash::file(text.as_bytes()),
            ..former.clone()
        };
        originals.saved(former, now, text);
    }

    /// What stands against saving: the file as it is now, and what the text came from.
    fn conflict(
        &self,
        session: &Session,
        request: &EditTextRequest,
        originals: &mut Originals,
    ) -> Answer<EditSaved> {
        let now = self.on_disk(session, &request.document)?;
        let original = self.original(session, request, originals);
        let (base, theirs) = now
            .map(|file| (file.hash, endings::shown(&file.text)))
            .unzip();
        let base = base.unwrap_or_default();
        originals.handed_out(&Base {
            hash: base.clone(),
            ..self::base(session, request)
        });
        Ok(EditSaved::Conflict {
            base,
            theirs,
            original: original.map(|text| endings::shown(&text)),
        })
    }

    /// The text that the edited one came from: as this app read it, else as the journal has it.
    fn original(
        &self,
        session: &Session,
        request: &EditTextRequest,
        originals: &Originals,
    ) -> Option<String> {
        if let Some(text) = originals.text(&base(session, request)) {
            return Some(text.to_string());
        }
        let (hash, text) = self.stored_original(session, request)?;
        (hash == request.base).then_some(text)
    }

    fn stored_original(
        &self,
        session: &Session,
        request: &EditTextRequest,
    ) -> Option<(String, String)> {
        let (journal, folder) = (self.journal.as_ref()?, folder(session)?);
        journal.draft_original(&folder, &request.document).ok()?
    }
}

fn saved(base: String, confirmed: bool) -> EditSaved {
    EditSaved::Saved { base, confirmed }
}

/// Why a file that can only be read is not written.
fn read_only(why: EditReadOnly) -> &'static str {
    match why {
        EditReadOnly::NotUtf8 => "refusal_file_not_utf8",
        _ => "refusal_file_large",
    }
}
