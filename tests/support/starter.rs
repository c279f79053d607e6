//! The starter library as the app carries it, in a folder of a test.

use crate::places;
use std::fs;
use std::io;
use std::path::Path;

/// Copies runbooks and scenarios below `library`, where the app would have them.
///
/// # Errors
/// Whatever keeps a file from being read or written.
pub fn copy(library: &Path) -> io::Result<()> {
    copy_below(&places::root().join("runbooks"), &library.join("runbooks"))?;
    copy_below(
        &places::root().join("scenarios"),
        &library.join("scenarios"),
    )?;
    fs::rename(
        library.join("runbooks/drillbook.toml"),
        library.join("drillbook.toml"),
    )
}

fn copy_below(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_below(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
