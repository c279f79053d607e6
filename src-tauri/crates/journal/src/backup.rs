//! Copies of the journal: one a day at start, three kept, and one before each migration.

use crate::open::{Error, with_suffix};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};

/// How many daily copies are kept.
const KEPT: usize = 3;

/// Makes today's copy unless it is there, and removes the oldest beyond three.
pub(crate) fn daily(connection: &Connection, journal: &Path, today: &str) -> Result<(), Error> {
    let copy = with_suffix(journal, &format!(".daily-{today}"));
    if !copy.exists() {
        write(connection, &copy)?;
    }
    for old in copies(journal, ".daily-").into_iter().skip(KEPT) {
        fs::remove_file(&old).map_err(|source| Error::File { path: old, source })?;
    }
    Ok(())
}

/// Makes the copy that a migration from version `found` could be undone with.
pub(crate) fn before_migration(
    connection: &Connection,
    journal: &Path,
    found: i64,
) -> Result<(), Error> {
    write(
        connection,
        &with_suffix(journal, &format!(".before-v{}", found + 1)),
    )
}

/// All copies, the newest daily one first, those of migrations last.
pub(crate) fn newest_first(journal: &Path) -> Vec<PathBuf> {
    let mut all = copies(journal, ".daily-");
    all.extend(copies(journal, ".before-v"));
    all
}

/// `VACUUM INTO` writes a whole database; the rename makes it appear at once or not at all.
fn write(connection: &Connection, copy: &Path) -> Result<(), Error> {
    let partial = with_suffix(copy, ".partial");
    if partial.exists() {
        fs::remove_file(&partial).map_err(|source| Error::File {
            path: partial.clone(),
            source,
        })?;
    }
    connection.execute("VACUUM INTO ?1", [partial.to_string_lossy()])?;
    fs::rename(&partial, copy).map_err(|source| Error::File {
        path: partial,
        source,
    })
}

/// Copies whose name continues the journal's with `infix`, the last by name first.
fn copies(journal: &Path, infix: &str) -> Vec<PathBuf> {
    let prefix = with_suffix(Path::new(journal.file_name().unwrap_or_default()), infix);
    let prefix = prefix.to_string_lossy().into_owned();
    let folder = journal.parent().unwrap_or(Path::new("."));
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&prefix) && !name.ends_with(".partial")
        })
        .collect();
    found.sort();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Journal;

    #[test]
    fn three_daily_copies_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        for today in [
            "2026-11-17",
            "2026-11-18",
            "2026-11-19",
            "2026-11-20",
            "2026-11-20",
        ] {
            drop(Journal::open(&path, today).unwrap());
        }
        let names: Vec<_> = newest_first(&path)
            .iter()
            .map(|copy| copy.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(
            names,
            [
                "journal.db.daily-2026-11-20",
                "journal.db.daily-2026-11-19",
                "journal.db.daily-2026-11-18"
            ]
        );
    }
}
