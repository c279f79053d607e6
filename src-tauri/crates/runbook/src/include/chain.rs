//! What keeps including from going on for ever: no file in itself, not too deep, not too much.

/// Files included in files included in files.
const DEEPEST: usize = 5;
/// Bytes that a document includes altogether.
const MOST_BYTES: usize = 1024 * 1024;
/// What a file costs at least, which bounds how many are included.
const LEAST_BYTES: usize = 1024;
/// Names of files that are looked up for a document, found or not.
const MOST_NAMES: usize = 2_000;

/// The files that are being included in each other, and what may still be included.
#[derive(Debug)]
pub(crate) struct Chain {
    /// Paths from the document's own on.
    paths: Vec<String>,
    left: usize,
    names: usize,
}

impl Chain {
    /// The chain of a document that includes nothing yet.
    pub(crate) fn new(path: &str) -> Self {
        Self {
            paths: vec![path.to_owned()],
            left: MOST_BYTES,
            names: MOST_NAMES,
        }
    }

    /// Whether what is being read is an included file.
    pub(crate) fn is_inside(&self) -> bool {
        self.paths.len() > 1
    }

    /// Whether the file may be included here: it is not being included already, and not too deep.
    pub(crate) fn admits(&self, path: &str) -> bool {
        self.paths.len() <= DEEPEST && !self.paths.iter().any(|known| known == path)
    }

    /// Whether one more name may be looked up; it is counted then.
    pub(crate) fn asks(&mut self) -> bool {
        let left = self.names.checked_sub(1);
        self.names = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether so many bytes fit; they are taken then.
    pub(crate) fn takes(&mut self, bytes: usize) -> bool {
        let left = self.left.checked_sub(bytes.max(LEAST_BYTES));
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    pub(crate) fn enter(&mut self, path: &str) {
        self.paths.push(path.to_owned());
    }

    pub(crate) fn leave(&mut self) {
        self.paths.pop();
    }
}
