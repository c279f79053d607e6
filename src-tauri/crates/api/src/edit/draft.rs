//! Drafts: what was typed and is not saved. Kept in the journal at every pause, offered when the document is opened, listed
//! also where the document is gone, has another name, or is of a library that is not open.

use super::open::wire;
use super::original::{Base, Originals};
use super::{Answer, folder};
use crate::App;
use crate::clock;
use crate::run::moments;
use crate::session::Session;
use crate::wire::{
    DraftRequest, DraftRow, DraftState, EditDraft, EditRequest, EditTextRequest, ErrorCode,
};
use drillbook_journal::{Draft, Error, Journal, KnownDraft};
use drillbook_runbook::parse;
use drillbook_runbook::run::Instant;
use drillbook_text::hash;
use uuid::Uuid;

/// Characters of a draft that the list shows.
const BEGINNING: usize = 120;

impl App {
    /// Keeps what was typed. One that comes behind the save of its own text is not kept.
    pub fn edit_keep(&self, request: &EditTextRequest) -> Answer<()> {
        let session = self.written_in(&request.document)?;
        self.check_size(&request.text)?;
        let mut originals = self.edits.hold();
        if originals.is_saved(&base(&session, request)) {
            return Ok(());
        }
        self.keep_text(&session, request, &mut originals)
    }

    /// Forgets what was typed.
    pub fn edit_drop(&self, request: &EditRequest) -> Answer<()> {
        let session = self.written_in(&request.document)?;
        let _held = self.edits.hold();
        let (journal, folder) = self.drafts_in(&session)?;
        let dropped = journal.drop_draft(&folder, &request.document);
        dropped.map_err(|error| self.of_journal(&error))
    }

    /// Every draft, those of the open library first, then the latest.
    pub fn drafts(&self) -> Answer<Vec<DraftRow>> {
        let session = self.session();
        let known = self.journal()?.drafts();
        let known = known.map_err(|error| self.of_journal(&error))?;
        let rows = known
            .into_iter()
            .map(|known| row(session.as_deref(), known));
        let mut rows: Vec<DraftRow> = rows.collect();
        rows.sort_by_key(|row| row.state == DraftState::Elsewhere);
        Ok(rows)
    }

    /// The text of a draft of the list.
    pub fn draft(&self, request: &DraftRequest) -> Answer<EditDraft> {
        let folder = self.draft_folder(request)?;
        let found = self.journal()?.draft(&folder, &request.document);
        let found = found.map_err(|error| self.of_journal(&error))?;
        found.map(wire).ok_or_else(|| self.no_draft(request))
    }

    /// Forgets a draft of the list.
    pub fn drop_draft(&self, request: &DraftRequest) -> Answer<()> {
        let folder = self.draft_folder(request)?;
        let _held = self.edits.hold();
        let dropped = self.journal()?.drop_draft(&folder, &request.document);
        dropped.map_err(|error| self.of_journal(&error))
    }

    fn draft_folder(&self, request: &DraftRequest) -> Answer<Uuid> {
        Uuid::parse_str(&request.library).map_err(|_| self.no_draft(request))
    }

    fn no_draft(&self, request: &DraftRequest) -> crate::wire::WireError {
        let id: String = request.document.chars().take(200).collect();
        self.error(ErrorCode::DocumentNotFound, &[("id", &id)])
    }

    /// Puts the text into the journal, the first time with the text that it came from.
    pub(super) fn keep_text(
        &self,
        session: &Session,
        request: &EditTextRequest,
        originals: &mut Originals,
    ) -> Answer<()> {
        let (journal, folder) = self.drafts_in(session)?;
        let base = base(session, request);
        if originals.text(&base).is_none()
            && let Ok(Some(file)) = self.on_disk(session, &request.document)
            && file.hash == base.hash
        {
            originals.opened(base.clone(), &file.text);
        }
        let original = originals.unstored(&base);
        let draft = Draft {
            document: request.document.clone(),
            base: request.base.clone(),
            text: request.text.clone(),
            at: clock::now(),
            offset: clock::offset(),
        };
        journal
            .keep_draft(&folder, &draft, original.as_deref())
            .map_err(|error| self.of_journal(&error))?;
        originals.set_stored(&base, true);
        Ok(())
    }

    /// Forgets the draft of a text that is in the file.
    pub(super) fn forget(&self, session: &Session, document: &str) {
        if let Ok((journal, folder)) = self.drafts_in(session)
            && let Err(error) = journal.drop_draft(&folder, document)
        {
            // It is offered once more, and found to say what the file says.
            tracing::warn!(%error, "a draft that was saved could not be dropped");
        }
    }

    /// Folders of the library that are no longer there leave their drafts to the one that was opened.
    pub(crate) fn inherit_drafts(&self, session: &Session) {
        let Ok((journal, folder)) = self.drafts_in(session) else {
            return;
        };
        let gone = |known: &KnownDraft| !std::path::Path::new(&known.path).is_dir();
        let same = |known: &KnownDraft| {
            let library = journal.library_in(&known.folder);
            session.library.is_some() && library.ok() == session.library
        };
        let inherited = || -> Result<(), Error> {
            for known in journal.drafts()? {
                if known.folder != folder && gone(&known) && same(&known) {
                    journal.move_draft(&known.folder, &known.draft.document, &folder)?;
                }
            }
            Ok(())
        };
        if let Err(error) = inherited() {
            tracing::warn!(%error, "drafts of a folder that was moved could not be taken over");
        }
    }

    fn drafts_in(&self, session: &Session) -> Answer<(&Journal, Uuid)> {
        let folder = folder(session);
        let folder = folder.ok_or_else(|| self.error(ErrorCode::JournalUnavailable, &[]))?;
        Ok((self.journal()?, folder))
    }
}

/// What the text came from.
pub(super) fn base(session: &Session, request: &EditTextRequest) -> Base {
    Base {
        folder: session.id.clone(),
        document: request.document.clone(),
        hash: request.base.clone(),
    }
}

fn row(session: Option<&Session>, known: KnownDraft) -> DraftRow {
    let here = session.filter(|session| session.id == known.folder.to_string());
    let Draft {
        document,
        base,
        text,
        at,
        offset,
    } = known.draft;
    // Fields that begin a document tell one text from another least.
    let body_start = parse(&document, &text).body_start;
    let body = text.get(body_start..).unwrap_or_default();
    let words: Vec<&str> = body.split_whitespace().collect();
    DraftRow {
        state: here.map_or(DraftState::Elsewhere, |session| {
            state(session, &document, &base)
        }),
        library: known.folder.to_string(),
        folder: known.path,
        at: moments::moment(Instant { at, offset }),
        beginning: words.join(" ").chars().take(BEGINNING).collect(),
        document,
    }
}

fn state(session: &Session, document: &str, base: &str) -> DraftState {
    let limit = u64::try_from(super::LARGEST).unwrap_or(u64::MAX);
    match session.root.read(document, limit) {
        Ok(file) if hash::file(&file.bytes) == base => DraftState::Same,
        Ok(_) => DraftState::Changed,
        Err(_) => DraftState::Gone,
    }
}
