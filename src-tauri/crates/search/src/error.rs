//! What can go wrong with an index. Searching is not among it: a search answers, at worst with nothing.

use std::path::{Path, PathBuf};

use tantivy::TantivyError;

/// An index that could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder could not be made, read or emptied.
    #[error("cannot use the index folder `{}`", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds files that no index made; nothing was touched.
    #[error("`{}` holds other files than an index", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// The index is damaged, and cannot be made anew while another process writes it.
    #[error("the index in `{}` is damaged and in use by another process", path.display())]
    DamagedInUse {
        /// The folder.
        path: PathBuf,
    },
    /// Another process writes this index.
    #[error("another process writes this index")]
    ReadOnly,
    /// The index could not be read or opened for another reason.
    #[error("the index cannot be opened")]
    Open {
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Writing failed. What was not yet committed is lost and must be handed in again; the index itself is as it was
    /// after the last commit that succeeded.
    #[error("the index cannot be written")]
    Write {
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A commit reported success and yet these many documents are not as they were handed in (a full disk does this).
    #[error("{missing} documents are missing after a commit")]
    Incomplete {
        /// How many documents.
        missing: usize,
    },
}

impl Error {
    pub(crate) fn folder(path: &Path, source: std::io::Error) -> Self {
        Self::Folder {
            path: path.to_owned(),
            source,
        }
    }

    pub(crate) fn open(error: TantivyError) -> Self {
        Self::Open {
            source: Box::new(error),
        }
    }

    pub(crate) fn write(error: TantivyError) -> Self {
        Self::Write {
            source: Box::new(error),
        }
    }
}
