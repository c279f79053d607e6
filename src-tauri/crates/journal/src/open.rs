//! Opening the journal: migrating it, or getting it back when it is damaged.

use crate::backup;
use crate::migrations::{known_version, migrate, version};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What can go wrong with the journal.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder or the file could not be made, moved or copied.
    #[error("`{path}`: {source}")]
    File {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database refused.
    #[error("the journal refused: {0}")]
    Database(rusqlite::Error),
    /// There is no room left on the disk: nothing was written.
    #[error("the disk is full")]
    Full,
    /// Another process added to the stream in the meantime: nothing was written.
    #[error("another process was faster: the last entry is {found}")]
    Overtaken {
        /// The last entry now.
        found: u32,
    },
    /// The journal is of a newer version of Drillbook and was opened read-only.
    #[error("the journal is of version {found}, this Drillbook knows {known}: it is read-only")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Version this build writes.
        known: i64,
    },
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            _ => Self::Database(error),
        }
    }
}

/// How the journal was when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// There was none, a new one was made.
    New,
    /// It is whole.
    Whole,
    /// It was damaged and stands beside as `set_aside`; `from` is the copy that took its place,
    /// `None` where no copy was good and a new one was made.
    Restored {
        /// Where the damaged file is now.
        set_aside: PathBuf,
        /// The copy that took its place.
        from: Option<PathBuf>,
    },
    /// It is of a newer version and can only be read.
    ReadOnly,
}

/// The open journal. Several processes may write it: transactions are short and wait for each other.
pub struct Journal {
    connection: Mutex<Connection>,
    newer: Option<i64>,
}

impl Journal {
    /// Opens the journal at `path`. `today` (`2026-11-20`) names today's copy.
    pub fn open(path: &Path, today: &str) -> Result<(Self, Opened), Error> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|source| Error::File {
            path: folder.to_owned(),
            source,
        })?;
        let existed = path.exists();
        let (mut connection, mut opened) = match connect(path) {
            Ok(connection) => (
                connection,
                if existed { Opened::Whole } else { Opened::New },
            ),
            Err(Error::Database(error)) if is_damage(&error) => restore(path)?,
            Err(error) => return Err(error),
        };
        let found = version(&connection)?;
        if found > known_version() {
            connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            opened = Opened::ReadOnly;
        } else {
            if found > 0 && found < known_version() {
                backup::before_migration(&connection, path, found)?;
            }
            migrate(&mut connection, found)?;
            backup::daily(&connection, path, today)?;
        }
        let newer = (found > known_version()).then_some(found);
        Ok((
            Self {
                connection: Mutex::new(connection),
                newer,
            },
            opened,
        ))
    }

    /// For reading.
    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic in another thread cannot tear a transaction: SQLite rolls it back.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// For writing; refused where the journal is of a newer version.
    pub(crate) fn writable(&self) -> Result<MutexGuard<'_, Connection>, Error> {
        match self.newer {
            Some(found) => Err(Error::Newer {
                found,
                known: known_version(),
            }),
            None => Ok(self.connection()),
        }
    }
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    check(&connection)?;
    Ok(connection)
}

/// Damage shows as an error of SQLite or as a finding of its own check.
pub(crate) fn check(connection: &Connection) -> Result<(), Error> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(rusqlite::Error::SqliteFailure(code, Some(verdict)).into())
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(
        error.sqlite_error_code(),
        Some(DatabaseCorrupt | NotADatabase)
    )
}

/// Sets the damaged journal aside, with its log, and puts the newest good copy in its place.
fn restore(path: &Path) -> Result<(Connection, Opened), Error> {
    let set_aside = free_name(path);
    let fail = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    fs::rename(path, &set_aside).map_err(fail)?;
    for log in ["-wal", "-shm"] {
        let beside = with_suffix(path, log);
        if beside.exists() {
            fs::rename(&beside, with_suffix(&set_aside, log)).map_err(fail)?;
        }
    }
    for copy in backup::newest_first(path) {
        let whole = Connection::open_with_flags(&copy, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(Error::from)
            .and_then(|connection| check(&connection));
        if whole.is_ok() {
            fs::copy(&copy, path).map_err(fail)?;
            return Ok((
                connect(path)?,
                Opened::Restored {
                    set_aside,
                    from: Some(copy),
                },
            ));
        }
    }
    Ok((
        connect(path)?,
        Opened::Restored {
            set_aside,
            from: None,
        },
    ))
}

fn free_name(path: &Path) -> PathBuf {
    (1..u32::MAX)
        .map(|n| with_suffix(path, &format!(".damaged-{n}")))
        .find(|name| !name.exists())
        .unwrap_or_default()
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::migrations::MIGRATIONS;

    const TODAY: &str = "2026-11-20";

    /// The journal in this folder.
    pub(crate) fn open_at(folder: &Path) -> Journal {
        Journal::open(&folder.join("journal.db"), TODAY).unwrap().0
    }

    fn reopen(path: &Path) -> String {
        let (journal, opened) = Journal::open(path, TODAY).unwrap();
        let folders: Vec<_> = journal
            .known_libraries()
            .unwrap()
            .into_iter()
            .map(|known| known.folder)
            .collect();
        let opened = match opened {
            Opened::Restored { from, .. } => format!("Restored from copy: {}", from.is_some()),
            other => format!("{other:?}"),
        };
        format!("{opened}, {}", folders.join(" "))
    }

    #[test]
    fn what_was_written_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        assert_eq!(reopen(&path), "New, ");
        let (journal, _) = Journal::open(&path, TODAY).unwrap();
        let id = journal.library_of("/a").unwrap();
        journal.mark_opened(&id, 1).unwrap();
        drop(journal);
        assert_eq!(reopen(&path), "Whole, /a");
    }

    #[test]
    fn a_damaged_journal_comes_back_from_its_copy_and_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let (journal, _) = Journal::open(&path, "2026-11-19").unwrap();
        let id = journal.library_of("/a").unwrap();
        journal.mark_opened(&id, 1).unwrap();
        drop(journal);
        assert_eq!(reopen(&path), "Whole, /a");
        fs::write(
            &path,
            b"this is no database, not at all, and long enough to be read as one",
        )
        .unwrap();
        assert_eq!(reopen(&path), "Restored from copy: true, /a");
        assert!(with_suffix(&path, ".damaged-1").exists());
    }

    #[test]
    fn a_newer_journal_is_read_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        drop(Journal::open(&path, TODAY).unwrap());
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", 99)
            .unwrap();
        let (journal, opened) = Journal::open(&path, TODAY).unwrap();
        assert_eq!(opened, Opened::ReadOnly);
        assert!(matches!(
            journal.library_of("/a"),
            Err(Error::Newer { found: 99, .. })
        ));
    }

    #[test]
    fn a_journal_of_the_first_version_is_copied_and_brought_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let old = Connection::open(&path).unwrap();
        old.execute_batch(MIGRATIONS[0]).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        old.execute(
            "INSERT INTO library VALUES (x'00112233445566778899aabbccddeeff', '/a', 1)",
            [],
        )
        .unwrap();
        drop(old);
        assert_eq!(reopen(&path), "Whole, /a");
        let copy = Connection::open(with_suffix(&path, ".before-v2")).unwrap();
        assert_eq!(version(&copy).unwrap(), 1);
        assert_eq!(
            version(&open_at(folder.path()).connection()).unwrap(),
            known_version()
        );
    }
}
