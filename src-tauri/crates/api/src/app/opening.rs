//! Which library is open: opening one by what is known of it, by its folder or for the command line.

use super::{Answer, App, lock, notice};
use crate::clock;
use crate::indexing::{self, Scope};
use crate::session::{IndexFound, Opening, Session};
use crate::starter;
use crate::wire::{
    Change, ErrorCode, LibraryInfo, Notice, OpenLibraryRequest, ProblemSeverity, RecentLibrary,
    WireError,
};
use drillbook_journal::{Journal, KnownLibrary};
use drillbook_library::Root;
use drillbook_text::hash;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use uuid::Uuid;

/// Opening a folder waits no longer for git; it is asked again next time.
const ASKING_GIT: Duration = Duration::from_secs(1);

impl App {
    /// Opens the library of last time, the one named, or the starter library, and keeps it up to date.
    pub fn start(&self, named: Option<&Path>) {
        let opened = match named {
            Some(folder) => self.open_folder(folder),
            None => match self.recent().into_iter().next() {
                Some(last) => self.open(&OpenLibraryRequest::Recent { id: last.id }),
                None => self.open(&OpenLibraryRequest::Starter),
            },
        };
        *lock(&self.problem) = opened.err();
    }

    /// Opens a folder that was named on the command line of a second start; the window is told either way.
    pub fn open_named(&self, folder: &Path) {
        if let Err(error) = self.open_folder(folder) {
            let failed = Notice {
                code: "open-failed".into(),
                severity: ProblemSeverity::Error,
                message: error.message,
            };
            self.events.emit(Change::Notice { notice: failed });
        }
    }

    /// Opens a library that the person chose from those known.
    pub fn open(&self, request: &OpenLibraryRequest) -> Answer<LibraryInfo> {
        match request {
            OpenLibraryRequest::Starter => self.open_starter(),
            OpenLibraryRequest::Recent { id } => {
                let folder = Uuid::parse_str(id)
                    .ok()
                    .and_then(|id| self.journal.as_ref()?.folder_of(&id).ok()?);
                let folder = folder.ok_or_else(|| self.error(ErrorCode::BadRequest, &[]))?;
                if Path::new(&folder) == self.starter_folder() {
                    self.open_starter()
                } else {
                    self.open_folder(Path::new(&folder))
                }
            }
        }
    }

    fn open_starter(&self) -> Answer<LibraryInfo> {
        let folder = self.paths.starter();
        if let Some(shipped) = &self.starter
            && let Err(error) = starter::install(shipped, &folder)
        {
            tracing::error!(%error, "the starter library could not be copied");
        }
        if self.shipped_folder().is_none() {
            return Err(self.error(ErrorCode::StarterMissing, &[]));
        }
        self.open_folder(&folder)
    }

    /// Opens any folder as a library and keeps it up to date.
    pub fn open_folder(&self, folder: &Path) -> Answer<LibraryInfo> {
        let session = self.connect(folder)?;
        session.keep_up();
        if let (Some(journal), Ok(id)) = (&self.journal, Uuid::parse_str(&session.id))
            && let Err(error) = journal.mark_opened(&id, clock::now())
        {
            tracing::warn!(%error, "the library could not be noted as opened");
        }
        *lock(&self.problem) = None;
        let info = session.info();
        self.events.emit(Change::Library {
            library: info.clone(),
        });
        Ok(info)
    }

    /// Opens a folder and brings its index up to date before it returns; nothing is watched. For the
    /// command line.
    pub fn open_once(&self, folder: &Path) -> Answer<LibraryInfo> {
        let session = self.connect(folder)?;
        indexing::update(&session, &Scope::Library);
        Ok(session.info())
    }

    /// Opens a folder and leaves its index as it is. For commands that only follow.
    pub fn open_quietly(&self, folder: &Path) -> Answer<()> {
        self.connect(folder).map(drop)
    }

    /// Makes the index anew and returns when it is done. For the command line.
    pub fn rebuild_once(&self) -> Answer<LibraryInfo> {
        let session = self.opened()?;
        session.rebuild();
        Ok(session.info())
    }

    /// Makes the folder's session the open one; the former is closed first.
    fn connect(&self, folder: &Path) -> Answer<Arc<Session>> {
        let messages = self.messages();
        let root = Root::open(folder).map_err(|error| WireError::of_library(messages, &error))?;
        let (id, library) = self.library_id(&root);
        let mut current = lock(&self.session);
        if let Some(former) = current.take() {
            former.close();
        }
        let starter = root.path() == self.starter_folder();
        let derived = self.paths.derived(&id);
        let (session, found) = Session::open(
            Opening {
                id,
                library,
                root,
                starter,
                derived,
                messages,
            },
            Arc::clone(&self.events),
        );
        if found == IndexFound::Rebuilt {
            let rebuilt = notice(messages, "index-rebuilt", &[]);
            self.tell(rebuilt);
        }
        self.inherit_drafts(&session);
        *current = Some(Arc::clone(&session));
        Ok(session)
    }

    /// Says something once: at the window's first question, or at once where it has asked before.
    pub(super) fn tell(&self, notice: Notice) {
        if self.asked.load(Ordering::Relaxed) {
            self.events.emit(Change::Notice { notice });
        } else {
            lock(&self.notices).push(notice);
        }
    }

    /// The folder's id, and that of the library in it. Without a journal an id that is made of the path serves: the index is
    /// found again.
    fn library_id(&self, root: &Root) -> (String, Option<Uuid>) {
        let folder = root.path().to_string_lossy();
        let journal = self.journal.as_ref();
        let known = journal.and_then(|journal| {
            let id = journal.library_of(&folder).ok()?;
            Some((id.to_string(), library_in(journal, id, root)))
        });
        let (id, library) = known.unzip();
        let made = || format!("path-{}", &hash::file(folder.as_bytes())[..32]);
        (id.unwrap_or_else(made), library)
    }

    /// What comes with the app: the copy that may be edited, else what was shipped.
    pub(crate) fn shipped_folder(&self) -> Option<PathBuf> {
        let copy = self.starter_folder();
        if copy.is_dir() {
            return Some(copy);
        }
        self.starter.clone().filter(|folder| folder.is_dir())
    }

    fn starter_folder(&self) -> PathBuf {
        let folder = self.paths.starter();
        folder.canonicalize().unwrap_or(folder)
    }

    /// The libraries that are known, the latest first.
    pub(super) fn recent(&self) -> Vec<RecentLibrary> {
        let known = self
            .journal
            .as_ref()
            .and_then(|journal| journal.known_libraries().ok())
            .unwrap_or_default();
        let starter = self.starter_folder();
        let available: HashSet<Uuid> = known
            .iter()
            .filter(|known| Path::new(&known.folder).is_dir())
            .map(|known| known.library)
            .collect();
        // A folder that was moved is listed where it is now.
        let moved = |known: &KnownLibrary| {
            available.contains(&known.library) && !Path::new(&known.folder).is_dir()
        };
        known
            .into_iter()
            .filter(|known| !moved(known))
            .map(|known| {
                let folder = Path::new(&known.folder);
                let last = folder.file_name().unwrap_or(folder.as_os_str());
                RecentLibrary {
                    id: known.id.to_string(),
                    name: if folder == starter {
                        self.messages().text("starter_label", &[])
                    } else {
                        last.to_string_lossy().into_owned()
                    },
                    available: folder.is_dir(),
                    folder: known.folder,
                }
            })
            .collect()
    }
}

/// The library that a folder holds: one and the same for every copy of a repository, wherever it lies. Git is asked
/// at each opening until it has answered once.
fn library_in(journal: &Journal, id: Uuid, root: &Root) -> Uuid {
    if let Ok(None) = journal.origin_of(&id)
        && let Some(origin) = drillbook_library::origin_within(root.path(), ASKING_GIT)
    {
        let origin = format!("{} {}", origin.root_commit, origin.prefix);
        if let Err(error) = journal.know_origin(&id, &origin) {
            tracing::warn!(%error, "the library's repository could not be noted");
        }
    }
    journal.library_in(&id).unwrap_or(id)
}
