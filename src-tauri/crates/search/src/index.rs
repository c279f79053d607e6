//! The index as a whole: one handle for reading and writing.

use std::path::Path;

use crate::entry::DocumentEntry;
use crate::error::Error;
use crate::outcome::{Outcome, Request};

/// An open index. Share it behind an `Arc`: searching needs no lock, writing takes one.
#[derive(Debug)]
pub struct Index {}

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
        let _ = dir;
        Ok((Self {}, Opened::Fresh))
    }

    /// Names the make of an index: schema, analysis and the versions of what it is built with. Belongs into the name of
    /// the folder, so that another version of the app never sees it.
    pub fn fingerprint() -> String {
        String::new()
    }

    /// The string handed to the last [`Writer::commit`].
    pub fn payload(&self) -> Option<String> {
        None
    }

    /// Starts a batch of changes. One batch at a time: a second call waits for the first to be committed or dropped.
    pub fn begin(&self) -> Result<Writer<'_>, Error> {
        Ok(Writer { _index: self })
    }

    /// Sees what another process has committed since. [`Writer::commit`] does this by itself.
    pub fn refresh(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Searches. Never fails and never panics, whatever the text.
    pub fn search(&self, request: &Request) -> Outcome {
        let _ = request;
        Outcome::default()
    }

    /// How many documents are searched.
    pub fn document_count(&self) -> usize {
        0
    }

    /// How many sections are searched.
    pub fn section_count(&self) -> usize {
        0
    }
}

/// A batch of changes. Nothing is seen before [`Writer::commit`]; a writer that is dropped leaves everything as it was.
/// After any error the batch is lost: begin another and hand everything since the last commit in again.
#[derive(Debug)]
pub struct Writer<'a> {
    _index: &'a Index,
}

impl Writer<'_> {
    /// Adds a document, in place of the one with the same path if there is one.
    pub fn replace(&mut self, document: &DocumentEntry) -> Result<(), Error> {
        let _ = document;
        Ok(())
    }

    /// Takes the document with this path out. No error where there is none.
    pub fn remove(&mut self, path: &str) -> Result<(), Error> {
        let _ = path;
        Ok(())
    }

    /// Makes the batch durable and visible, with `payload` (the caller's file catalogue, say) in the same stroke.
    pub fn commit(self, payload: &str) -> Result<(), Error> {
        let _ = payload;
        Ok(())
    }
}
