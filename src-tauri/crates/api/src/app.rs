//! The use-cases, one method each.

mod checking;
mod opening;
mod reading;
mod scenarios;

use crate::clock;
use crate::compare;
use crate::coverage::{self, CoverageReport};
use crate::document::{self, Picture};
use crate::drill;
use crate::edit;
use crate::find;
use crate::folders;
use crate::git;
use crate::library_settings::LibrarySettings;
use crate::messages::{Messages, Tongue};
use crate::paths::Paths;
use crate::rows;
use crate::run::Memory;
use crate::search;
use crate::session::Session;
use crate::settings;
use crate::wire::{
    AlertSearchRequest, Change, DiffRequest, DocumentList, DocumentRequest, DocumentView,
    DocumentsRequest, ErrorCode, ExternalRequest, FindRequest, Folder, FoldersRequest, IndexState,
    LibraryTree, MergeRegion, MergeRequest, Notice, Place, ProblemSeverity, RunDiffLine,
    SearchRequest, SearchResponse, SectionRequest, Settings, StartState, Stretch, WireError,
};
use drillbook_journal::{Journal, KnownPlace};
use drillbook_library::Root;
use drillbook_runbook::{LinkMap, Target};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// Whoever wants to hear what changed.
pub trait EventSink: Send + Sync {
    /// Something changed. Called from any thread; must not call back into the app.
    fn emit(&self, change: Change);
}

/// Hears nothing.
#[derive(Debug)]
pub struct Silent;

impl EventSink for Silent {
    fn emit(&self, _: Change) {}
}

/// Drillbook without its window.
pub struct App {
    paths: Paths,
    pub(crate) events: Arc<dyn EventSink>,
    pub(crate) journal: Option<Journal>,
    pub(crate) runs: Memory,
    pub(crate) drills: drill::Memory,
    pub(crate) git: git::Work,
    pub(crate) edits: edit::Memory,
    settings: RwLock<Settings>,
    session: Mutex<Option<Arc<Session>>>,
    problem: Mutex<Option<WireError>>,
    notices: Mutex<Vec<Notice>>,
    /// The window has asked for its state, and hears events.
    asked: AtomicBool,
    starter: Option<PathBuf>,
    /// Where a link from outside leads, until the window asks.
    awaited: Mutex<Option<SectionRequest>>,
}

/// Folders that are sent in one answer.
const FOLDERS_AT_ONCE: usize = 200;

type Answer<T> = Result<T, WireError>;

impl App {
    /// Reads settings and journal. No library is open yet.
    pub fn new(paths: Paths, starter: Option<PathBuf>, events: Arc<dyn EventSink>) -> Self {
        let (stored, aside) = settings::load(&paths.settings());
        let messages = Messages::new(Tongue::of(stored.language));
        let mut notices = Vec::new();
        if let Some(aside) = aside {
            let file = aside.display().to_string();
            notices.push(notice(messages, "settings-set-aside", &[("file", &file)]));
        }
        let journal = open_journal(&paths, messages, &mut notices);
        Self {
            paths,
            events,
            journal,
            runs: Memory::default(),
            drills: drill::Memory::default(),
            git: git::Work::default(),
            edits: edit::Memory::default(),
            settings: RwLock::new(stored),
            session: Mutex::default(),
            problem: Mutex::default(),
            notices: Mutex::new(notices),
            asked: AtomicBool::new(false),
            starter,
            awaited: Mutex::default(),
        }
    }

    /// What the window needs to paint itself. Notices are told once.
    pub fn state(&self) -> StartState {
        self.asked.store(true, Ordering::Relaxed);
        let session = self.session();
        StartState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: self.settings(),
            place: session.as_ref().and_then(|session| self.place(session)),
            library: session.map(|session| session.info()),
            problem: lock(&self.problem).clone(),
            recent: self.recent(),
            notices: std::mem::take(&mut *lock(&self.notices)),
            asked: lock(&self.awaited).take(),
        }
    }

    /// What the rail shows first.
    pub fn tree(&self) -> Answer<LibraryTree> {
        let session = self.opened()?;
        let problems = session.problems();
        Ok(rows::tree(&session.catalogue(), &problems.by_document))
    }

    /// What lies in folders of the tree, in the order in which they were asked for.
    pub fn folders(&self, request: &FoldersRequest) -> Answer<Vec<Folder>> {
        let session = self.opened()?;
        let (problems, catalogue) = (session.problems(), session.catalogue());
        let paths = request.paths.iter().take(FOLDERS_AT_ONCE);
        let found =
            paths.filter_map(|path| folders::folder(&catalogue, &problems.by_document, path));
        Ok(found.collect())
    }

    /// A stretch of all documents, by title.
    pub fn documents(&self, request: &DocumentsRequest) -> Answer<DocumentList> {
        Ok(folders::documents(&*self.opened()?, request))
    }

    /// Which alerts of the library's rule files, and of those below `folders`, have a document.
    pub fn coverage(&self, folders: &[PathBuf]) -> Answer<CoverageReport> {
        let session = self.opened()?;
        let mut roots = Vec::new();
        for folder in folders {
            let root = Root::open(folder);
            roots.push(root.map_err(|error| WireError::of_library(self.messages(), &error))?);
        }
        Ok(coverage::report(&session, &roots))
    }

    /// Searches. Answers with what the index holds now.
    pub fn search(&self, request: &SearchRequest) -> Answer<SearchResponse> {
        self.search_text(&request.query, 0, request.limit)
    }

    /// Searches by a pasted text, for the alert of it that was chosen.
    pub fn search_alert(&self, request: &AlertSearchRequest) -> Answer<SearchResponse> {
        self.search_text(&request.text, request.chosen, request.limit)
    }

    fn search_text(&self, text: &str, chosen: u32, limit: u32) -> Answer<SearchResponse> {
        let session = self.opened()?;
        match (session.index(), session.state()) {
            (Some(index), _) => Ok(search::search(&session, &index, text, chosen, limit)),
            (None, IndexState::Failed { .. }) => Err(self.error(ErrorCode::IndexUnavailable, &[])),
            (None, _) => Ok(search::not_yet(&session, text)),
        }
    }

    /// Where something stands in a text that is shown, by the analysis that searches have.
    pub fn find(&self, request: &FindRequest) -> Vec<Stretch> {
        find::find(request)
    }

    /// How two texts differ, line by line.
    pub fn diff(&self, request: &DiffRequest) -> Vec<RunDiffLine> {
        compare::diff(request)
    }

    /// Who changed what, of two texts that were made from the same one.
    pub fn merge(&self, request: MergeRequest) -> Vec<MergeRegion> {
        compare::regions(request)
    }

    /// Opens a document for the reader.
    pub fn document(&self, request: &DocumentRequest) -> Answer<DocumentView> {
        document::open(&*self.opened()?, &request.id)
    }

    /// The text of a document, or of the section `slug` of it, as it stands in the file.
    pub fn text(&self, id: &str, slug: Option<&str>) -> Answer<String> {
        document::text(&*self.opened()?, id, slug)
    }

    /// The library's own settings, as they were last read.
    pub fn library_settings(&self) -> Answer<LibrarySettings> {
        Ok(self.opened()?.settings().settings.clone())
    }

    /// A picture of the library, by id.
    pub fn picture(&self, id: &str) -> Answer<Picture> {
        document::picture(&*self.opened()?, id)
    }

    /// The address to open outside the app, after the same check that made it a link.
    pub fn address(&self, request: &ExternalRequest) -> Answer<String> {
        let refused = || self.error(ErrorCode::BadAddress, &[]);
        if request.address.len() > 4096 {
            return Err(refused());
        }
        match LinkMap::default().resolve("", &request.address) {
            Target::Web(address) => Ok(address),
            Target::Mail(address) => Ok(format!("mailto:{address}")),
            _ => Err(refused()),
        }
    }

    /// Stores the settings and applies them.
    pub fn save_settings(&self, settings: Settings) -> Answer<Settings> {
        let settings = settings::tidy(settings);
        *self
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner) = settings.clone();
        if let Some(session) = self.session() {
            session.set_messages(self.messages());
        }
        settings::save(&self.paths.settings(), &settings)
            .map_err(|error| self.error(ErrorCode::SettingsNotSaved, &[]).because(&error))?;
        Ok(settings)
    }

    /// Remembers where the reader is.
    pub fn save_place(&self, place: &Place) -> Answer<()> {
        let session = self.opened()?;
        let (Some(journal), Some(id)) = (&self.journal, session.library) else {
            return Ok(());
        };
        if place.document.len() > 4096 || !place.scroll.is_finite() {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        let known = KnownPlace {
            document: place.document.clone(),
            scroll: place.scroll,
        };
        journal.save_place(&id, &known).map_err(|error| {
            self.error(ErrorCode::JournalUnavailable, &[])
                .because(&error)
        })
    }

    /// Stops bringing the index up to date until it is asked for again.
    pub fn cancel_index(&self) -> Answer<()> {
        self.opened()?.cancel();
        Ok(())
    }

    /// Brings the index up to date.
    pub fn update_index(&self) -> Answer<()> {
        self.opened()?.ask(false);
        Ok(())
    }

    /// Makes the index anew.
    pub fn rebuild_index(&self) -> Answer<()> {
        self.opened()?.ask(true);
        Ok(())
    }

    /// The sentences in the person's language.
    pub fn messages(&self) -> Messages {
        Messages::new(self.tongue())
    }

    /// The person's language.
    pub(crate) fn tongue(&self) -> Tongue {
        Tongue::of(self.settings().language)
    }

    /// Closes the library and waits for its worker.
    pub fn close(&self) {
        if let Some(session) = lock(&self.session).take() {
            session.close();
        }
    }

    fn settings(&self) -> Settings {
        self.settings
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn session(&self) -> Option<Arc<Session>> {
        lock(&self.session).clone()
    }

    pub(crate) fn opened(&self) -> Answer<Arc<Session>> {
        self.session()
            .ok_or_else(|| self.error(ErrorCode::NoLibrary, &[]))
    }

    pub(crate) fn error(&self, code: ErrorCode, args: &[(&str, &str)]) -> WireError {
        WireError::new(self.messages(), code, args)
    }

    fn place(&self, session: &Session) -> Option<Place> {
        let id = session.library?;
        let place = self.journal.as_ref()?.place(&id).ok()??;
        Some(Place {
            document: place.document,
            scroll: place.scroll,
        })
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.close();
    }
}

/// Opens the journal; without one the app works and says so.
fn open_journal(paths: &Paths, messages: Messages, notices: &mut Vec<Notice>) -> Option<Journal> {
    use drillbook_journal::Opened;
    match Journal::open(&paths.journal(), &clock::today()) {
        Ok((journal, opened)) => {
            match opened {
                Opened::New | Opened::Whole => {}
                Opened::Restored { from: Some(_), .. } => {
                    notices.push(notice(messages, "journal-restored", &[]));
                }
                Opened::Restored {
                    from: None,
                    set_aside,
                } => {
                    let file = set_aside.display().to_string();
                    notices.push(notice(messages, "journal-lost", &[("file", &file)]));
                }
                Opened::ReadOnly => notices.push(notice(messages, "journal-newer", &[])),
            }
            Some(journal)
        }
        Err(error) => {
            tracing::error!(%error, "the journal could not be opened");
            notices.push(notice(messages, "journal-unavailable", &[]));
            None
        }
    }
}

fn notice(messages: Messages, code: &str, args: &[(&str, &str)]) -> Notice {
    let message = messages.text(&format!("notice_{}", code.replace('-', "_")), args);
    Notice {
        code: code.to_owned(),
        severity: ProblemSeverity::Warning,
        message,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
