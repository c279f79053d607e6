//! Bringing catalogue and index up to date with the files.
//!
//! A walk tells which documents are new, changed or gone; only those are read. Readers of several
//! threads hand what they parsed to one writer, which commits early so that a search finds the
//! first documents while the rest is being read.

use crate::catalogue::Record;
use crate::decode::decode;
use crate::problems;
use crate::session::{Problems, Session};
use crate::settings::write_atomically;
use crate::wire::{Change, IndexState, Notice, ProblemSeverity};
use drillbook_library::{self as library, FileEntry, Root, SkippedWhy, Walk};
use drillbook_runbook as runbook;
use drillbook_search as search;
use drillbook_text::{Code, Diagnostic, Severity, hash};
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// What to look at.
pub(crate) enum Scope {
    /// Everything.
    Library,
    /// These files; they may have changed, come or gone.
    Files(Vec<String>),
}

/// Bytes of a document that are parsed and indexed. Larger ones are shown as plain text.
pub(crate) const LARGEST_PARSED: u64 = 5 * 1024 * 1024;

/// When the first commit is made, and how much longer the next ones take: a search finds something
/// early, and a large library is not committed hundreds of times.
const FIRST_COMMIT: Duration = Duration::from_millis(250);
const LATER_COMMITS: u32 = 4;

/// Progress is said this often at most.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Brings the session up to date. A folder that cannot be read changes nothing: documents are taken
/// out only when a walk that saw the folder did not see them.
pub(crate) fn update(session: &Session, scope: &Scope) {
    let walk = session.root.walk();
    if !session.root.is_available() {
        session.set_available(false);
        return;
    }
    session.set_available(true);
    if session.is_read_only() {
        session.catch_up();
    }
    let changes = take_in(session, walk, scope);
    if changes.is_empty() {
        session.set_state(resting_state(session));
        if session.catalogue().generation == 0 {
            count_problems(session);
            session.events.emit(Change::Documents { ids: Vec::new() });
        }
        return;
    }
    tell_documents(session, &changes);
    let outcome = write(session, &changes);
    count_problems(session);
    tell_documents(session, &changes);
    session.events.emit(Change::Library {
        library: session.info(),
    });
    session.set_state(match outcome {
        Ok(()) => resting_state(session),
        Err(stopped) => state_after(session, &stopped, &changes),
    });
}

/// What differs between the files and the catalogue.
struct Changes {
    read: Vec<FileEntry>,
    gone: Vec<String>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty()
    }
}

/// Why not everything was written.
enum Stopped {
    Cancelled { done: usize },
    Failed(search::Error),
    NoIndex,
}

/// Compares the walk with the catalogue. New documents are listed at once, by their file names.
fn take_in(session: &Session, walk: Walk, scope: &Scope) -> Changes {
    let mut catalogue = session.catalogue_mut();
    let seen: BTreeSet<&str> = walk
        .documents
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    let gone: Vec<String> = catalogue
        .records
        .keys()
        .filter(|id| !seen.contains(id.as_str()) && !is_hidden_by_error(&walk, id))
        .cloned()
        .collect();
    for id in &gone {
        catalogue.records.remove(id);
    }
    let mut read = Vec::new();
    for entry in &walk.documents {
        let named = matches!(scope, Scope::Files(ids) if ids.contains(&entry.id));
        let record = catalogue
            .records
            .entry(entry.id.clone())
            .or_insert_with(|| Record::unread(entry));
        if named
            || !record.is_read()
            || (record.size, record.modified) != (entry.size, entry.modified)
        {
            read.push(entry.clone());
        }
    }
    catalogue.files = walk.files;
    catalogue.skipped = walk.skipped;
    Changes { read, gone }
}

/// A folder above the document could not be read: the document may well be there.
fn is_hidden_by_error(walk: &Walk, id: &str) -> bool {
    walk.skipped.iter().any(|skipped| {
        matches!(skipped.why, SkippedWhy::Unreadable(_))
            && (skipped.path.is_empty()
                || id
                    .strip_prefix(&skipped.path)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    })
}

fn tell_documents(session: &Session, changes: &Changes) {
    let ids = changes
        .read
        .iter()
        .map(|entry| &entry.id)
        .chain(&changes.gone);
    let ids: Vec<String> = if changes.read.len() + changes.gone.len() > 100 {
        Vec::new()
    } else {
        ids.cloned().collect()
    };
    session.events.emit(Change::Documents { ids });
}

fn resting_state(session: &Session) -> IndexState {
    match session.index() {
        Some(_) if session.is_read_only() => IndexState::ReadOnly,
        Some(_) => IndexState::Ready,
        None => IndexState::Failed {
            message: session.messages().text("error_index_unavailable", &[]),
        },
    }
}

fn state_after(session: &Session, stopped: &Stopped, changes: &Changes) -> IndexState {
    match stopped {
        Stopped::Cancelled { done } => IndexState::Cancelled {
            done: number(*done),
            total: number(changes.read.len()),
        },
        Stopped::NoIndex => resting_state(session),
        Stopped::Failed(search::Error::ReadOnly) => IndexState::ReadOnly,
        Stopped::Failed(error) => {
            tracing::error!(%error, "the index could not be written");
            let message = session.messages().text("error_index_unavailable", &[]);
            let notice = Notice {
                code: "index-failed".into(),
                severity: ProblemSeverity::Warning,
                message: message.clone(),
            };
            session.events.emit(Change::Notice { notice });
            IndexState::Failed { message }
        }
    }
}

/// What reading one document came to.
enum Read {
    Document(Box<(Record, search::DocumentEntry, bool)>),
    /// The bytes are those already known; only size and time differ.
    Same,
    Unreadable(Diagnostic),
}

/// Reads and writes the changes; on an error what was not committed counts as unread.
fn write(session: &Session, changes: &Changes) -> Result<(), Stopped> {
    let index = session.index();
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::sync_channel(64);
    thread::scope(|scope| {
        for _ in 0..readers() {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                while let Some(entry) = changes.read.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if session.is_cancelled() || send.send((entry, read(session, entry))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut batches = Batches::new(session, index.as_deref(), changes);
        let result = batches.run(&receive);
        if result.is_err() {
            batches.forget();
        }
        // Ends readers that wait for room.
        drop(receive);
        result
    })
}

fn readers() -> usize {
    thread::available_parallelism()
        .map_or(1, usize::from)
        .clamp(1, 4)
}

fn read(session: &Session, entry: &FileEntry) -> Read {
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
    let excluded = document.front_matter.search_exclude;
    let record = Record::of(&document, entry, hash, decoded.diagnostics);
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
        status: front.status,
        language: match document.language {
            runbook::Language::En => search::Language::En,
            runbook::Language::Id => search::Language::Id,
            runbook::Language::Other(_) => search::Language::Other,
        },
        sections,
    }
}

/// The writer's side: batches that are committed with the catalogue.
struct Batches<'a> {
    session: &'a Session,
    index: Option<&'a search::Index>,
    changes: &'a Changes,
    writer: Option<search::Writer<'a>>,
    /// Ids handed in since the last commit.
    open: Vec<String>,
    done: usize,
    began: Instant,
    patience: Duration,
    told: Instant,
}

impl<'a> Batches<'a> {
    fn new(session: &'a Session, index: Option<&'a search::Index>, changes: &'a Changes) -> Self {
        let now = Instant::now();
        let patience = FIRST_COMMIT;
        Self {
            session,
            index,
            changes,
            writer: None,
            open: Vec::new(),
            done: 0,
            began: now,
            patience,
            told: now,
        }
    }

    fn run(&mut self, receive: &mpsc::Receiver<(&FileEntry, Read)>) -> Result<(), Stopped> {
        for id in &self.changes.gone {
            self.writer()?.remove(id).map_err(Stopped::Failed)?;
        }
        for (entry, read) in receive {
            self.add(entry, read)?;
            self.done += 1;
            self.tell();
            if self.began.elapsed() > self.patience {
                self.commit()?;
                self.patience *= LATER_COMMITS;
            }
        }
        self.commit()?;
        if self.session.is_cancelled() {
            Err(Stopped::Cancelled { done: self.done })
        } else {
            Ok(())
        }
    }

    fn add(&mut self, entry: &FileEntry, read: Read) -> Result<(), Stopped> {
        match read {
            Read::Document(parsed) => {
                let (record, document, excluded) = *parsed;
                if excluded {
                    self.writer()?.remove(&entry.id).map_err(Stopped::Failed)?;
                } else {
                    self.writer()?.replace(&document).map_err(Stopped::Failed)?;
                }
                self.open.push(entry.id.clone());
                self.session
                    .catalogue_mut()
                    .records
                    .insert(entry.id.clone(), record);
            }
            Read::Same => self.change(entry, |record| {
                (record.size, record.modified) = (entry.size, entry.modified)
            }),
            Read::Unreadable(problem) => {
                self.change(entry, |record| record.diagnostics = vec![problem])
            }
        }
        Ok(())
    }

    fn change(&self, entry: &FileEntry, change: impl FnOnce(&mut Record)) {
        if let Some(record) = self.session.catalogue_mut().records.get_mut(&entry.id) {
            change(record);
        }
    }

    fn writer(&mut self) -> Result<&mut search::Writer<'a>, Stopped> {
        let index = self.index.ok_or(Stopped::NoIndex)?;
        if self.writer.is_none() {
            self.writer = Some(index.begin().map_err(Stopped::Failed)?);
        }
        self.writer.as_mut().ok_or(Stopped::NoIndex)
    }

    /// Commits the index, then the catalogue with the same generation. Killed between the two, the
    /// next start finds them unlike and makes both anew.
    fn commit(&mut self) -> Result<(), Stopped> {
        self.began = Instant::now();
        if self.writer.is_none() {
            return Ok(());
        }
        let generation = self.session.catalogue().generation + 1;
        if let Some(writer) = self.writer.take() {
            writer
                .commit(&generation.to_string())
                .map_err(Stopped::Failed)?;
        }
        self.open.clear();
        self.session.catalogue_mut().generation = generation;
        // Nobody waits while the file is written.
        let bytes = self.session.catalogue().to_bytes();
        let path = self.session.catalogue_path();
        if let Err(error) = bytes.and_then(|bytes| write_atomically(&path, &bytes)) {
            tracing::warn!(%error, "the catalogue could not be written; the next start reads the library again");
        }
        Ok(())
    }

    fn tell(&mut self) {
        if self.told.elapsed() >= TELL_EVERY {
            self.told = Instant::now();
            let (done, total) = (number(self.done), number(self.changes.read.len()));
            self.session.set_state(IndexState::Working { done, total });
        }
    }

    /// What was handed in and not committed has to be read again.
    fn forget(&mut self) {
        let mut catalogue = self.session.catalogue_mut();
        for id in self.open.drain(..) {
            if let Some(record) = catalogue.records.get_mut(&id) {
                record.hash.clear();
            }
        }
    }
}

/// Counts each document's problems: its own, and those of its links as the library stands now.
fn count_problems(session: &Session) {
    let links = session.links();
    let catalogue = session.catalogue();
    let mut problems = Problems {
        by_document: HashMap::new(),
        counts: crate::wire::ProblemCounts::default(),
    };
    for (id, record) in &catalogue.records {
        let of_links = runbook::check_links(id, &record.links, &links);
        let all = record.diagnostics.iter().chain(&of_links);
        let mut count = 0;
        for diagnostic in all {
            problems.counts.add(diagnostic.severity);
            count += 1;
        }
        if count > 0 {
            problems.by_document.insert(id.clone(), count);
        }
    }
    for skipped in &catalogue.skipped {
        problems.counts.add(problems::of_skipped(skipped).severity);
    }
    drop(catalogue);
    session.set_problems(problems);
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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
