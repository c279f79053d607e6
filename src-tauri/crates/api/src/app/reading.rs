//! The use-cases of reading beyond the document itself: what links lead to and come from, what is
//! kept, links for others, documents as files.

use super::{Answer, App};
use crate::wire::{
    Backlinks, BacklinksRequest, Change, DocumentRequest, ErrorCode, Exported, KeptDocuments,
    Notice, Peek, PinRequest, ProblemSeverity, SectionLink, SectionPreview, SectionRequest,
};
use crate::{address, backlinks, clock, export, kept, peek, preview};
use drillbook_journal::{Error, Journal};
use drillbook_library::{DocumentName, is_document};
use std::path::Path;
use std::sync::atomic::Ordering;
use uuid::Uuid;

impl App {
    /// What a link leads to, in a few lines.
    pub fn peek(&self, request: &SectionRequest) -> Answer<Peek> {
        peek::peek(&*self.opened()?, request)
    }

    /// A section as the reader would show it; nothing is opened by that.
    pub fn preview(&self, request: &SectionRequest) -> Answer<SectionPreview> {
        preview::preview(&*self.opened()?, request)
    }

    /// What leads to a document.
    pub fn backlinks(&self, request: &BacklinksRequest) -> Answer<Backlinks> {
        Ok(backlinks::backlinks(&*self.opened()?, request))
    }

    /// The documents that the person comes back to; none where there is no journal.
    pub fn kept(&self) -> Answer<KeptDocuments> {
        self.keep(|_, _| Ok(()))
    }

    /// Pins a document or lets go of it, and answers with all that is kept.
    pub fn pin(&self, request: &PinRequest) -> Answer<KeptDocuments> {
        self.check_id(&request.id)?;
        let now = request.pinned.then(clock::now);
        self.keep(|journal, library| journal.pin(library, &request.id, now))
    }

    /// Remembers that a document was opened by the person, and answers with all that is kept.
    pub fn visit(&self, request: &DocumentRequest) -> Answer<KeptDocuments> {
        self.check_id(&request.id)?;
        self.keep(|journal, library| journal.mark_visited(library, &request.id, clock::now()))
    }

    /// The place as others can be told of it.
    pub fn link(&self, place: &SectionRequest) -> Answer<SectionLink> {
        address::link(&*self.opened()?, place)
    }

    /// Goes where a link from outside leads: the window is told, or tells itself when it first asks.
    /// Only places of the open library are gone to.
    pub fn follow(&self, link: &str) {
        let place = self
            .opened()
            .and_then(|session| address::resolve(&session, link));
        match place {
            Ok(place) if self.asked.load(Ordering::Relaxed) => {
                self.events.emit(Change::Asked { place });
            }
            Ok(place) => *super::lock(&self.awaited) = Some(place),
            Err(error) => self.tell(Notice {
                code: "link-refused".into(),
                severity: ProblemSeverity::Warning,
                message: error.message,
            }),
        }
    }

    /// The document as a page that needs nothing else, written to a file that the person named.
    pub fn export_html(&self, request: &DocumentRequest, file: &Path) -> Answer<Exported> {
        let page = export::page(&*self.opened()?, &request.id)?;
        export::write(self.messages(), &page, file)
    }

    /// What that file is called where the person says nothing else.
    pub fn export_name(&self, request: &DocumentRequest) -> String {
        export::file_name(&request.id)
    }

    fn check_id(&self, id: &str) -> Answer<()> {
        if is_document(id) && DocumentName::new(id).is_some() {
            Ok(())
        } else {
            let shown: String = id.chars().take(200).collect();
            Err(self.error(ErrorCode::BadId, &[("id", &shown)]))
        }
    }

    /// Changes what is kept, and reads it.
    fn keep(
        &self,
        change: impl FnOnce(&Journal, &Uuid) -> Result<(), Error>,
    ) -> Answer<KeptDocuments> {
        let session = self.opened()?;
        let (Some(journal), Some(library)) = (&self.journal, session.library) else {
            return Ok(KeptDocuments::default());
        };
        change(journal, &library)
            .and_then(|()| kept::list(&session, journal, &library))
            .map_err(|error| {
                self.error(ErrorCode::JournalUnavailable, &[])
                    .because(&error)
            })
    }
}
