//! Where a library's index and catalogue lie, and how they are found when it is opened.

use crate::catalogue::Catalogue;
use drillbook_search::{self as search, Index, Opened};
use std::fs;
use std::path::{Path, PathBuf};

/// What opening found out about the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IndexFound {
    Usable,
    /// Another process writes it.
    ReadOnly,
    Rebuilt,
    Unusable,
}

pub(super) fn catalogue_path(derived: &Path) -> PathBuf {
    derived.join("catalogue.json")
}

/// Opens the index below `derived` and the catalogue it was committed with. An index without its
/// catalogue is worth nothing and is made anew.
pub(super) fn open_index(derived: &Path) -> (Option<Index>, Catalogue, IndexFound) {
    let folder = derived.join(format!("index-{}", Index::fingerprint()));
    let opened = fs::create_dir_all(derived).map_err(|source| search::Error::Folder {
        path: derived.to_owned(),
        source,
    });
    let (index, how) = match opened.and_then(|()| Index::open(&folder)) {
        Ok(opened) => opened,
        Err(error) => {
            tracing::error!(%error, "the index could not be opened");
            return (None, Catalogue::default(), IndexFound::Unusable);
        }
    };
    remove_other_makes(derived, &folder);
    let payload = index.payload().unwrap_or_default();
    let catalogue = Catalogue::load(&catalogue_path(derived), &payload);
    match (catalogue, how) {
        (catalogue, Opened::ReadOnlyOtherWriter) => (
            Some(index),
            catalogue.unwrap_or_default(),
            IndexFound::ReadOnly,
        ),
        (Some(catalogue), _) => (Some(index), catalogue, IndexFound::Usable),
        (None, Opened::RebuiltAfterDamage) => {
            (Some(index), Catalogue::default(), IndexFound::Rebuilt)
        }
        (None, _) if payload.is_empty() => (Some(index), Catalogue::default(), IndexFound::Usable),
        (None, _) => {
            drop(index);
            begin_anew(&folder)
        }
    }
}

/// Empties the folder of an index and opens a new one in it.
fn begin_anew(folder: &Path) -> (Option<Index>, Catalogue, IndexFound) {
    let opened = fs::remove_dir_all(folder)
        .ok()
        .and_then(|()| Index::open(folder).ok());
    match opened {
        Some((index, _)) => (Some(index), Catalogue::default(), IndexFound::Rebuilt),
        None => (None, Catalogue::default(), IndexFound::Unusable),
    }
}

/// Removes indexes that an older Drillbook made; they are never read again.
fn remove_other_makes(derived: &Path, current: &Path) {
    for entry in fs::read_dir(derived).into_iter().flatten().flatten() {
        let old =
            entry.file_name().to_string_lossy().starts_with("index-") && entry.path() != current;
        if old && let Err(error) = fs::remove_dir_all(entry.path()) {
            tracing::warn!(%error, "an old index could not be removed");
        }
    }
}
