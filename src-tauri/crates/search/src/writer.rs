//! Changing an index: batches that become visible and durable in one stroke, or not at all.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::MutexGuard;

use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use crate::entry::DocumentEntry;
use crate::error::Error;
use crate::index::{Index, Slot};
use crate::open;
use crate::sweep::sweep;

/// Threads that analyse and write. Two leave the rest of a small machine to the reader.
const THREADS: usize = 2;
/// Memory of both before a segment is written out.
const MEMORY: usize = 60_000_000;

/// A batch of changes. Nothing is seen before [`Writer::commit`]; a writer that is dropped leaves everything as it was.
/// After any error the batch is lost: begin another and hand everything since the last commit in again.
pub struct Writer<'a> {
    index: &'a Index,
    slot: MutexGuard<'a, Slot>,
    /// How many tantivy documents each changed path must have after the commit.
    expected: HashMap<String, usize>,
    committed: bool,
}

/// The right to write the index in `dir`, which one process has at a time. Who had it before may have been killed.
pub(crate) fn acquire(
    tantivy: &tantivy::Index,
    dir: &Path,
) -> tantivy::Result<IndexWriter<TantivyDocument>> {
    let writer = tantivy.writer_with_num_threads(THREADS, MEMORY)?;
    sweep(tantivy, dir);
    Ok(writer)
}

impl<'a> Writer<'a> {
    pub(crate) fn begin(index: &'a Index, mut slot: MutexGuard<'a, Slot>) -> Result<Self, Error> {
        if !matches!(*slot, Slot::Ready(_)) {
            // What was elsewhere or lost may be free by now.
            match acquire(&index.tantivy, &index.dir) {
                Ok(writer) => *slot = Slot::Ready(Box::new(writer)),
                Err(TantivyError::LockFailure(..)) => {
                    *slot = Slot::Elsewhere;
                    return Err(Error::ReadOnly);
                }
                Err(error) => return Err(Error::write(error)),
            }
        }
        Ok(Self {
            index,
            slot,
            expected: HashMap::new(),
            committed: false,
        })
    }

    /// Adds a document, in place of the one with the same path if there is one.
    pub fn replace(&mut self, document: &DocumentEntry) -> Result<(), Error> {
        let run = self.index.fields.documents(document);
        self.expected.insert(document.path.clone(), run.len());
        let mut operations = vec![UserOperation::Delete(self.path(&document.path))];
        operations.extend(run.into_iter().map(UserOperation::Add));
        // One call, so that the run stays together in one segment.
        self.tantivy()?
            .run(operations)
            .map(drop)
            .map_err(|error| self.lose(error))
    }

    /// Takes the document with this path out. No error where there is none.
    pub fn remove(&mut self, path: &str) -> Result<(), Error> {
        self.expected.insert(path.to_owned(), 0);
        let operations = [UserOperation::Delete(self.path(path))];
        self.tantivy()?
            .run(operations)
            .map(drop)
            .map_err(|error| self.lose(error))
    }

    /// Makes the batch durable and visible, with `payload` (the caller's file catalogue, say) in the same stroke.
    pub fn commit(mut self, payload: &str) -> Result<(), Error> {
        let Slot::Ready(writer) = &mut *self.slot else {
            return Err(Error::ReadOnly);
        };
        let done = writer.prepare_commit().and_then(|mut commit| {
            commit.set_payload(&open::written_payload(payload));
            commit.commit()
        });
        if let Err(error) = done {
            return Err(self.lose(error));
        }
        self.committed = true;
        self.index.refresh()?;
        match self.missing() {
            0 => Ok(()),
            missing => {
                self.slot.lose();
                Err(Error::Incomplete { missing })
            }
        }
    }

    fn tantivy(&self) -> Result<&IndexWriter<TantivyDocument>, Error> {
        match &*self.slot {
            Slot::Ready(writer) => Ok(writer),
            Slot::Lost | Slot::Elsewhere => Err(Error::ReadOnly),
        }
    }

    /// Drops tantivy's writer, which after an error may answer Ok and index nothing.
    fn lose(&mut self, error: TantivyError) -> Error {
        self.slot.lose();
        Error::write(error)
    }

    /// How many of the changed documents are not there as they were handed in.
    fn missing(&self) -> usize {
        let snapshot = self.index.snapshot();
        self.expected
            .iter()
            .filter(|(path, count)| snapshot.count(&self.path(path)) != **count)
            .count()
    }

    fn path(&self, path: &str) -> Term {
        Term::from_field_text(self.index.fields.path, path)
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if !self.committed && !self.expected.is_empty() {
            // What was handed in must not come with the next batch. Dropping the writer forgets it.
            self.slot.lose();
        }
    }
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("changed", &self.expected.len())
            .finish_non_exhaustive()
    }
}
