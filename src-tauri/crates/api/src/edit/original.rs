//! What is known of opened documents beyond their drafts, and forgotten when the app ends: the texts that they came from,
//! and which of their texts were saved since.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Held while a draft is kept or a file saved: the one never overtakes the other.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Originals>);

impl Memory {
    pub(super) fn hold(&self) -> MutexGuard<'_, Originals> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Documents that were opened lately whose text is remembered.
const REMEMBERED: usize = 8;

/// The texts that documents had when they were opened or saved.
#[derive(Default)]
pub(super) struct Originals {
    /// The latest last.
    known: Vec<Original>,
    /// Bases whose text was saved: a draft of one comes too late.
    saved: HashSet<Base>,
}

/// A text by its place and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Base {
    /// The folder's id.
    pub(super) folder: String,
    pub(super) document: String,
    pub(super) hash: String,
}

struct Original {
    base: Base,
    text: Arc<str>,
    /// It stands in the journal.
    stored: bool,
}

impl Originals {
    /// The document was read with this text: what is kept of it from now on is kept.
    pub(super) fn opened(&mut self, base: Base, text: &str) {
        self.saved.remove(&base);
        self.remember(base, text);
    }

    /// This base was handed out as what is there now: what comes from it is kept.
    pub(super) fn handed_out(&mut self, base: &Base) {
        self.saved.remove(base);
    }

    /// The text of `former` was saved and has become `text`, with `base`.
    pub(super) fn saved(&mut self, former: Base, base: Base, text: &str) {
        self.saved.insert(former);
        self.opened(base, text);
    }

    /// The text with this base was saved already, and something else was opened since.
    pub(super) fn is_saved(&self, base: &Base) -> bool {
        self.saved.contains(base)
    }

    pub(super) fn text(&self, base: &Base) -> Option<Arc<str>> {
        let known = self.known.iter().find(|known| known.base == *base)?;
        Some(Arc::clone(&known.text))
    }

    /// The text that the document had last, whatever its bytes were.
    pub(super) fn latest(&self, folder: &str, document: &str) -> Option<Arc<str>> {
        let of = |known: &&Original| known.base.folder == folder && known.base.document == document;
        Some(Arc::clone(&self.known.iter().rfind(of)?.text))
    }

    /// The text, where it is known and not in the journal yet.
    pub(super) fn unstored(&self, base: &Base) -> Option<Arc<str>> {
        let known = self.known.iter().find(|known| known.base == *base)?;
        (!known.stored).then(|| Arc::clone(&known.text))
    }

    pub(super) fn set_stored(&mut self, base: &Base, stored: bool) {
        for known in &mut self.known {
            if known.base == *base {
                known.stored = stored;
            }
        }
    }

    fn remember(&mut self, base: Base, text: &str) {
        self.known.retain(|known| known.base != base);
        if self.known.len() == REMEMBERED {
            self.known.remove(0);
        }
        self.known.push(Original {
            base,
            text: text.into(),
            stored: false,
        });
    }
}
