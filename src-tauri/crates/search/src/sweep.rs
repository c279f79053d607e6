//! Removing what a killed process left in the folder of an index: files of segments that were never committed, and files
//! half written.
//!
//! They are more than litter. The next process counts its operations from the same number, and tantivy refuses to write
//! a list of deletions under a name that is there already.

use std::fs;
use std::path::Path;

use tantivy::Directory;
use tantivy::directory::META_LOCK;

use crate::error::Error;

/// Removes every file that the last commit does not name. Only for the holder of the writer's lock, before it writes. What
/// cannot be removed stays: the write that it hinders will say so.
pub(crate) fn sweep(tantivy: &tantivy::Index, dir: &Path) {
    if let Err(error) = try_sweep(tantivy, dir) {
        tracing::warn!(%error, "what a killed process left in the index could not be removed");
    }
}

fn try_sweep(tantivy: &tantivy::Index, dir: &Path) -> Result<(), Box<dyn std::error::Error>> {
    // Another process that is opening the files of a commit holds this lock.
    let _lock = tantivy.directory().acquire_lock(&META_LOCK)?;
    let living = tantivy.load_metas()?.list_segment_files();
    for entry in fs::read_dir(dir).map_err(|source| Error::folder(dir, source))? {
        let entry = entry?;
        let name = entry.file_name();
        if is_leaveable(&name.to_string_lossy()) && !living.contains(Path::new(&name)) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether a file of this name can be left behind: one of a segment, `<32 hexadecimal digits>.…`, or one that was to be
/// renamed when it was whole.
pub(crate) fn is_leaveable(name: &str) -> bool {
    let of_segment = |id: &str| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
    name.starts_with(".tmp") || name.split('.').next().is_some_and(of_segment)
}
