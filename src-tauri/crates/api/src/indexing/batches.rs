//! The writer's side: what the readers hand over is committed in batches, index and catalogue alike.

use super::reading::{Read, read};
use super::{Changes, Stopped, number};
use crate::catalogue::Record;
use crate::session::Session;
use crate::settings::write_atomically;
use crate::wire::IndexState;
use drillbook_library::FileEntry;
use drillbook_search as search;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// When the first commit is made, and how much longer the next ones take: a search finds something
/// early, and a large library is not committed hundreds of times.
const FIRST_COMMIT: Duration = Duration::from_millis(250);
const LATER_COMMITS: u32 = 4;

/// Progress is said this often at most.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Reads and writes the changes; on an error what was not committed counts as unread.
pub(super) fn write(session: &Session, changes: &Changes) -> Result<(), Stopped> {
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
                (record.size, record.modified) = (entry.size, entry.modified);
            }),
            Read::Unreadable(problem) => {
                self.change(entry, |record| record.diagnostics = vec![problem]);
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
        let mut catalogue = self.session.catalogue_mut();
        catalogue.generation = generation;
        // They were handed in before everything else.
        catalogue.gone.clear();
        drop(catalogue);
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
