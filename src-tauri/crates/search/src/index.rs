//! The index as a whole: one handle for reading and writing.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tantivy::{IndexReader, IndexWriter, TantivyDocument};

use crate::error::Error;
use crate::open;
use crate::outcome::{Outcome, Request};
use crate::query;
use crate::schema::Fields;
use crate::snapshot::Snapshot;
use crate::synonyms::Synonyms;
use crate::writer::Writer;

/// An open index. Share it behind an `Arc`: searching needs no lock, writing takes one.
pub struct Index {
    pub(crate) tantivy: tantivy::Index,
    pub(crate) fields: Fields,
    reader: IndexReader,
    snapshot: RwLock<Arc<Snapshot>>,
    synonyms: RwLock<Arc<Synonyms>>,
    pub(crate) writer: Mutex<Slot>,
    pub(crate) dir: PathBuf,
}

/// Where tantivy's writer is. It is the lock: whoever has one keeps every other process from writing.
pub(crate) enum Slot {
    /// Here, with nothing that is not committed.
    Ready(Box<IndexWriter<TantivyDocument>>),
    /// Given up after an error or an abandoned batch; the next batch opens another.
    Lost,
    /// In another process.
    Elsewhere,
}

/// How an index was found when it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// There was none; it is empty.
    Fresh,
    /// It was there and is as it was after the last commit.
    Existing,
    /// It was there, damaged or of another make. It was deleted; the new one is empty.
    RebuiltAfterDamage,
    /// It was there, and another process writes it. It can be searched; [`Index::begin`] refuses.
    ReadOnlyOtherWriter,
}

impl Index {
    /// Opens the index in `dir`, which is created where missing. A damaged index, or one with another schema, is deleted
    /// and begun anew. Keeps the right to write until dropped.
    pub fn open(dir: &Path) -> Result<(Self, Opened), Error> {
        let found = open::open(dir)?;
        let index = Self {
            tantivy: found.tantivy,
            fields: found.fields,
            reader: found.reader,
            snapshot: RwLock::new(Arc::new(found.snapshot)),
            synonyms: RwLock::new(Arc::new(Synonyms::new(&[]))),
            writer: Mutex::new(found.writer),
            dir: dir.to_owned(),
        };
        Ok((index, found.opened))
    }

    /// Names the make of an index: schema, analysis and the versions of what it is built with. Belongs into the name of
    /// the folder, so that another version of the app never sees it.
    pub fn fingerprint() -> String {
        open::fingerprint()
    }

    /// Whether an index with this fingerprint is of a make that this one took the place of: nobody reads it any more. One of a
    /// newer make, or of one that cannot be told, is not.
    pub fn is_older_make(fingerprint: &str) -> bool {
        open::is_older(fingerprint)
    }

    /// The string handed to the last [`Writer::commit`].
    pub fn payload(&self) -> Option<String> {
        open::read_payload(&self.tantivy.load_metas().ok()?)
    }

    /// Starts a batch of changes. One batch at a time: a second call waits for the first to be committed or dropped.
    pub fn begin(&self) -> Result<Writer<'_>, Error> {
        Writer::begin(self, self.lock())
    }

    /// Sees what another process has committed since. [`Writer::commit`] does this by itself.
    pub fn refresh(&self) -> Result<(), Error> {
        self.reader.reload().map_err(Error::open)?;
        let before = self.snapshot();
        let snapshot = Snapshot::of(self.reader.searcher(), self.fields, Some(&before))
            .map_err(Error::open)?;
        *write(&self.snapshot) = Arc::new(snapshot);
        Ok(())
    }

    /// Adds the library's own lists of words that mean the same to the built-in ones, in place of earlier ones.
    pub fn set_synonyms(&self, lists: &[Vec<String>]) {
        *write(&self.synonyms) = Arc::new(Synonyms::new(lists));
    }

    /// Searches. Never fails and never panics, whatever the text: what cannot be read is logged and not found.
    pub fn search(&self, request: &Request) -> Outcome {
        let synonyms = Arc::clone(&read(&self.synonyms));
        query::search(&self.snapshot(), &synonyms, request)
    }

    /// How many documents are searched.
    pub fn document_count(&self) -> usize {
        self.snapshot().document_count()
    }

    /// How many sections are searched.
    pub fn section_count(&self) -> usize {
        self.snapshot().section_count()
    }

    /// The index as of the last commit that was seen.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&read(&self.snapshot))
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

impl Slot {
    /// Gives the writer up and waits for what it still merges: files that come or go behind the lock would look like
    /// damage to whoever has it next.
    pub(crate) fn lose(&mut self) {
        if let Self::Ready(writer) = std::mem::replace(self, Self::Lost)
            && let Err(error) = writer.wait_merging_threads()
        {
            tracing::warn!(%error, "the search index was closed with a merge unfinished");
        }
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        self.lock().lose();
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("dir", &self.dir)
            .finish_non_exhaustive()
    }
}
