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

/// Where the catalogue of this make lies: another make's index knows nothing of it.
pub(super) fn catalogue_path(derived: &Path) -> PathBuf {
    derived.join(format!("catalogue-{}.json", Index::fingerprint()))
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
    remove_older_makes(derived);
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

/// Removes what an older Drillbook derived; it is never read again. What a newer one derived is the newer one's: an older
/// `drillbook` in a terminal leaves it alone.
fn remove_older_makes(derived: &Path) {
    for entry in fs::read_dir(derived).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let catalogue = name.strip_prefix("catalogue-");
        let catalogue = catalogue.and_then(|name| name.strip_suffix(".json"));
        let removed = if name == "catalogue.json" || catalogue.is_some_and(Index::is_older_make) {
            fs::remove_file(entry.path())
        } else if name
            .strip_prefix("index-")
            .is_some_and(Index::is_older_make)
        {
            fs::remove_dir_all(entry.path())
        } else {
            Ok(())
        };
        if let Err(error) = removed {
            tracing::warn!(%error, "what an older make derived could not be removed");
        }
    }
}
