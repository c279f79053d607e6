//! One opened library: its folder, catalogue and index, and the thread that keeps them up to date.

mod index;

use crate::app::EventSink;
use crate::backlinks::{self, Inverted};
use crate::catalogue::Catalogue;
use crate::derived::Derived;
use crate::folders;
use crate::git;
use crate::indexing::{self, Scope};
use crate::library_settings::Stored;
use crate::life;
use crate::messages::Messages;
use crate::recurring;
use crate::wire::{Change, IndexState, LibraryInfo, ProblemCounts};
use drillbook_library::watch::{Hint, Watcher};
use drillbook_library::{Origin, RecordsStamp, Root};
use drillbook_runbook::LinkMap;
use drillbook_search::Index;
pub(crate) use index::IndexFound;
use index::{catalogue_path, open_index};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{
    Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use uuid::Uuid;

/// An opened library. Reading never waits for the index.
pub(crate) struct Session {
    /// The folder's id.
    pub(crate) id: String,
    /// The library that it holds: the same for every copy of a repository. None without a journal.
    pub(crate) library: Option<Uuid>,
    pub(crate) root: Root,
    pub(crate) starter: bool,
    pub(crate) events: Arc<dyn EventSink>,
    pub(crate) messages: RwLock<Messages>,
    /// Where index and catalogue lie.
    pub(crate) derived: PathBuf,
    /// What is kept of the shared records.
    pub(crate) life: life::Memory,
    /// What was read of the records of recurring work.
    pub(crate) checks: recurring::Memory,
    /// In which changed files the marks of a conflict stand.
    pub(crate) marks: git::Marks,
    /// By what they are known, once somebody looked.
    records: Mutex<Option<RecordsStamps>>,
    catalogue: RwLock<Catalogue>,
    links: Derived<LinkMap>,
    /// The same links the other way round.
    inverted: Derived<Inverted>,
    /// The ids of all documents, by title.
    by_title: Derived<Vec<String>>,
    /// The repository that the folder is of, once somebody asked.
    origin: OnceLock<Option<Origin>>,
    index: RwLock<Option<Arc<Index>>>,
    state: Mutex<IndexState>,
    problems: RwLock<Arc<Problems>>,
    settings: RwLock<Arc<Stored>>,
    read_only: AtomicBool,
    available: AtomicBool,
    cancelled: AtomicBool,
    work: Mutex<Option<Work>>,
}

/// How many problems each document has, its links' included.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    pub(crate) by_document: HashMap<String, u32>,
    pub(crate) counts: ProblemCounts,
}

/// What a session is opened with.
pub(crate) struct Opening {
    pub(crate) id: String,
    pub(crate) library: Option<Uuid>,
    pub(crate) root: Root,
    pub(crate) starter: bool,
    pub(crate) derived: PathBuf,
    pub(crate) messages: Messages,
}

/// What tells of each kind of shared records whether they are the same.
type RecordsStamps = BTreeMap<String, RecordsStamp>;

struct Work {
    jobs: Sender<Job>,
    worker: JoinHandle<()>,
    _watcher: Watcher,
}

enum Job {
    /// Something changed on disk.
    Hint(Hint),
    /// The person asks: also after a cancel.
    Update,
    Rebuild,
    Stop,
}

/// After a failure the work is tried again, without asking, after this time.
const RETRY: Duration = Duration::from_secs(15);

impl Session {
    /// Opens the library's index and catalogue; walks and reads nothing yet.
    pub(crate) fn open(opening: Opening, events: Arc<dyn EventSink>) -> (Arc<Self>, IndexFound) {
        let (index, catalogue, found) = open_index(&opening.derived);
        let state = match &index {
            Some(_) => IndexState::Working { done: 0, total: 0 },
            None => IndexState::Failed {
                message: opening.messages.text("error_index_unavailable", &[]),
            },
        };
        let session = Self {
            id: opening.id,
            library: opening.library,
            root: opening.root,
            starter: opening.starter,
            derived: opening.derived,
            events,
            messages: RwLock::new(opening.messages),
            life: life::Memory::default(),
            checks: recurring::Memory::default(),
            marks: git::Marks::default(),
            records: Mutex::default(),
            catalogue: RwLock::new(catalogue),
            links: Derived::default(),
            inverted: Derived::default(),
            by_title: Derived::default(),
            origin: OnceLock::new(),
            index: RwLock::new(index.map(Arc::new)),
            state: Mutex::new(state),
            problems: RwLock::default(),
            settings: RwLock::default(),
            read_only: AtomicBool::new(found == IndexFound::ReadOnly),
            available: AtomicBool::new(true),
            cancelled: AtomicBool::new(false),
            work: Mutex::default(),
        };
        (Arc::new(session), found)
    }

    /// Starts the thread that brings the index up to date and keeps it so.
    pub(crate) fn keep_up(self: &Arc<Self>) {
        let (jobs, queue) = mpsc::channel();
        let hints = jobs.clone();
        // Whoever hears a hint after the worker has ended needs it no more.
        let watcher = Watcher::start(&self.root, move |hint| drop(hints.send(Job::Hint(hint))));
        let session = Arc::clone(self);
        let worker = thread::spawn(move || session.work_off(&queue));
        drop(jobs.send(Job::Update));
        *lock(&self.work) = Some(Work {
            jobs,
            worker,
            _watcher: watcher,
        });
    }

    /// Ends the thread and waits for it, so that the index can be opened again by another session.
    pub(crate) fn close(&self) {
        let Some(Work { jobs, worker, .. }) = lock(&self.work).take() else {
            return;
        };
        self.cancelled.store(true, Ordering::Relaxed);
        drop(jobs.send(Job::Stop));
        if worker.join().is_err() {
            tracing::error!("the index worker had panicked");
        }
        *write(&self.index) = None;
    }

    /// Stops bringing the index up to date until the person asks for it again.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Files of ours changed: looks at them at once, before the watcher tells.
    pub(crate) fn look_again(&self, ids: Vec<String>) {
        if let Some(work) = &*lock(&self.work) {
            drop(work.jobs.send(Job::Hint(Hint::Files(ids))));
            return;
        }
        self.update(&Scope::Files(ids));
    }

    /// Brings the index up to date, or makes it anew.
    pub(crate) fn ask(&self, anew: bool) {
        if let Some(work) = &*lock(&self.work) {
            drop(
                work.jobs
                    .send(if anew { Job::Rebuild } else { Job::Update }),
            );
        }
    }

    fn work_off(&self, queue: &Receiver<Job>) {
        loop {
            let waiting = match self.state() {
                IndexState::Failed { .. } => RETRY,
                _ => Duration::from_hours(24),
            };
            let job = match queue.recv_timeout(waiting) {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => Job::Hint(Hint::Rescan),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            match job {
                Job::Stop => return,
                Job::Hint(_) if self.is_cancelled() => {}
                Job::Hint(Hint::Files(ids)) => self.update(&Scope::Files(ids)),
                Job::Hint(Hint::Rescan) => self.update(&Scope::Library),
                Job::Update => self.resume(),
                Job::Rebuild => self.rebuild(),
            }
        }
    }

    fn resume(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
        self.update(&Scope::Library);
    }

    /// Makes the index anew.
    pub(crate) fn rebuild(&self) {
        self.set_state(IndexState::Working { done: 0, total: 0 });
        // The lock of the old index must be gone before the new one is opened.
        *write(&self.index) = None;
        let removed = fs::remove_dir_all(&self.derived);
        let (index, catalogue, found) = open_index(&self.derived);
        self.read_only
            .store(found == IndexFound::ReadOnly, Ordering::Relaxed);
        if let (Err(error), None) = (&removed, &index) {
            tracing::error!(%error, "the damaged index could not be removed");
        }
        if let Some(index) = &index {
            index.set_synonyms(&self.settings().settings.synonyms);
        }
        *write(&self.index) = index.map(Arc::new);
        *self.catalogue_mut() = catalogue;
        self.resume();
    }

    /// Sees what the process that writes the index has committed since.
    pub(crate) fn catch_up(&self) {
        let Some(index) = self.index() else { return };
        if let Err(error) = index.refresh() {
            tracing::warn!(%error, "the index could not be refreshed");
        }
        if let Some(catalogue) =
            Catalogue::load(&self.catalogue_path(), &index.payload().unwrap_or_default())
        {
            let mut current = self.catalogue_mut();
            current.records = catalogue.records;
            // What the index still has of them is the other process's to remove.
            current.gone.clear();
        }
    }

    fn update(&self, scope: &Scope) {
        indexing::update(self, scope);
    }

    /// Whether shared records came, went or changed since this was last asked; not so the first time.
    pub(crate) fn has_other_records(&self) -> bool {
        let now = self.root.records_stamps();
        let mut known = lock(&self.records);
        let before = known.replace(now);
        before.is_some() && before != *known
    }

    /// The catalogue, for reading.
    pub(crate) fn catalogue(&self) -> RwLockReadGuard<'_, Catalogue> {
        self.catalogue
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The catalogue, to be changed: what links can lead to is found anew afterwards.
    pub(crate) fn catalogue_mut(&self) -> RwLockWriteGuard<'_, Catalogue> {
        let mut catalogue = write(&self.catalogue);
        catalogue.revision += 1;
        catalogue
    }

    /// What links can lead to, as the catalogue stands.
    pub(crate) fn links(&self) -> Arc<LinkMap> {
        self.links.get(|| self.catalogue(), Catalogue::link_map)
    }

    /// Which documents link to which, as the catalogue stands.
    pub(crate) fn inverted(&self) -> Arc<Inverted> {
        let links = self.links();
        let make = |catalogue: &Catalogue| backlinks::invert(catalogue, &links);
        self.inverted.get(|| self.catalogue(), make)
    }

    /// The ids of all documents, by title.
    pub(crate) fn by_title(&self) -> Arc<Vec<String>> {
        self.by_title.get(|| self.catalogue(), folders::by_title)
    }

    /// The repository that the folder is of. Asks git the first time.
    pub(crate) fn origin(&self) -> Option<&Origin> {
        self.origin
            .get_or_init(|| drillbook_library::origin(self.root.path()))
            .as_ref()
    }

    /// The index, where it could be opened.
    pub(crate) fn index(&self) -> Option<Arc<Index>> {
        self.index
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn state(&self) -> IndexState {
        lock(&self.state).clone()
    }

    /// Sets how the index fares and says so.
    pub(crate) fn set_state(&self, state: IndexState) {
        let mut current = lock(&self.state);
        if *current != state {
            *current = state.clone();
            drop(current);
            self.events.emit(Change::Index { index: state });
        }
    }

    /// Another process of Drillbook writes the index.
    pub(crate) fn is_read_only(&self) -> bool {
        self.read_only.load(Ordering::Relaxed)
    }

    pub(crate) fn is_available(&self) -> bool {
        self.available.load(Ordering::Relaxed)
    }

    /// Sets whether the folder can be read and says so where that changed.
    pub(crate) fn set_available(&self, available: bool) {
        if self.available.swap(available, Ordering::Relaxed) != available {
            self.events.emit(Change::Library {
                library: self.info(),
            });
        }
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub(crate) fn problems(&self) -> Arc<Problems> {
        self.problems
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn set_problems(&self, problems: Problems) {
        *write(&self.problems) = Arc::new(problems);
    }

    /// The library's own settings, as they were last read.
    pub(crate) fn settings(&self) -> Arc<Stored> {
        self.settings
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Reads the library's own settings again; true where they changed.
    pub(crate) fn reread_settings(&self) -> bool {
        let read = self.settings().reread(&self.root);
        let changed = read.is_some();
        if let Some(read) = read {
            if let Some(index) = self.index() {
                index.set_synonyms(&read.settings.synonyms);
            }
            *write(&self.settings) = Arc::new(read);
        }
        changed
    }

    pub(crate) fn messages(&self) -> Messages {
        *self.messages.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Speaks another language from now on.
    pub(crate) fn set_messages(&self, messages: Messages) {
        *write(&self.messages) = messages;
    }

    /// The library as the window shows it.
    pub(crate) fn info(&self) -> LibraryInfo {
        LibraryInfo {
            id: self.id.clone(),
            name: self.name(),
            folder: self.root.path().display().to_string(),
            starter: self.starter,
            documents: u32::try_from(self.catalogue().records.len()).unwrap_or(u32::MAX),
            index: self.state(),
            available: self.is_available(),
            problems: self.problems().counts,
        }
    }

    /// What the library is called: by its team, else after its folder.
    fn name(&self) -> String {
        if self.starter {
            return self.messages().text("starter_label", &[]);
        }
        let named = self.settings().settings.name.clone();
        named.unwrap_or_else(|| self.root.name())
    }

    /// Where the catalogue lies.
    pub(crate) fn catalogue_path(&self) -> PathBuf {
        catalogue_path(&self.derived)
    }
}

/// A panic elsewhere leaves values that are still whole: each is replaced, never changed in part.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
