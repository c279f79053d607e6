//! The tables of the journal, one step a version.

use crate::open::Error;
use rusqlite::Connection;

/// Each migration brings the database from its index to the next version, in one transaction.
/// Never change one that was released; add another.
pub(crate) const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE library (
        id BLOB PRIMARY KEY NOT NULL,
        folder TEXT NOT NULL UNIQUE,
        opened_at INTEGER
    ) STRICT;
    CREATE TABLE place (
        library BLOB PRIMARY KEY NOT NULL REFERENCES library (id),
        document TEXT NOT NULL,
        scroll REAL NOT NULL
    ) STRICT;
",
    "
    CREATE TABLE kept (
        library BLOB NOT NULL REFERENCES library (id),
        document TEXT NOT NULL,
        hash TEXT NOT NULL,
        pinned_at INTEGER,
        opened_at INTEGER,
        PRIMARY KEY (library, document)
    ) STRICT;
",
    "
    CREATE TABLE person (only INTEGER PRIMARY KEY CHECK (only = 1), name TEXT NOT NULL) STRICT;
    CREATE TABLE stream (
        id BLOB PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        library BLOB REFERENCES library (id),
        subject TEXT NOT NULL,
        began INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX stream_by_subject ON stream (kind, library, subject, began);
    CREATE TABLE event (
        stream BLOB NOT NULL REFERENCES stream (id),
        seq INTEGER NOT NULL CHECK (seq > 0),
        at INTEGER NOT NULL,
        \"offset\" INTEGER NOT NULL,
        person TEXT NOT NULL,
        type TEXT NOT NULL,
        v INTEGER NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (stream, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX event_by_type ON event (type, stream);
    CREATE TABLE text (hash TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL) STRICT;
    CREATE TRIGGER stream_stays BEFORE UPDATE ON stream BEGIN SELECT raise(ABORT, 'streams never change'); END;
    CREATE TRIGGER stream_lasts BEFORE DELETE ON stream BEGIN SELECT raise(ABORT, 'streams are never deleted'); END;
    CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'events never change'); END;
    CREATE TRIGGER event_lasts BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
    CREATE TRIGGER event_follows BEFORE INSERT ON event
        WHEN new.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM event WHERE stream = new.stream)
        BEGIN SELECT raise(ABORT, 'events follow one another'); END;
    CREATE TRIGGER text_stays BEFORE UPDATE ON text BEGIN SELECT raise(ABORT, 'texts never change'); END;
    CREATE TRIGGER text_lasts BEFORE DELETE ON text BEGIN SELECT raise(ABORT, 'texts are never deleted'); END;
",
    "
    ALTER TABLE library ADD COLUMN origin TEXT;
    CREATE INDEX library_by_origin ON library (origin);
    CREATE VIEW same_library AS
        SELECT own.id AS id,
            (SELECT eldest.id FROM library eldest WHERE eldest.id = own.id OR eldest.origin = own.origin
             ORDER BY eldest.rowid LIMIT 1) AS library
        FROM library own;
",
    "
    ALTER TABLE kept ADD COLUMN openings INTEGER NOT NULL DEFAULT 0;
    UPDATE kept SET openings = 1 WHERE opened_at IS NOT NULL;
",
    "
    CREATE TABLE draft (
        folder BLOB NOT NULL REFERENCES library (id),
        document TEXT NOT NULL,
        base TEXT NOT NULL,
        text TEXT NOT NULL,
        at INTEGER NOT NULL,
        \"offset\" INTEGER NOT NULL,
        PRIMARY KEY (folder, document)
    ) STRICT;
    CREATE TABLE draft_original (
        folder BLOB NOT NULL REFERENCES library (id),
        document TEXT NOT NULL,
        base TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (folder, document)
    ) STRICT;
    CREATE TABLE renamed (
        folder BLOB NOT NULL REFERENCES library (id),
        old TEXT NOT NULL,
        new TEXT NOT NULL,
        hash TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX renamed_to ON renamed (new, at);
    CREATE INDEX renamed_from ON renamed (old, at);
",
    "
    CREATE TABLE trusted (
        folder BLOB PRIMARY KEY NOT NULL REFERENCES library (id),
        hash TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
",
];

/// The version that this build writes.
pub(crate) fn known_version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

pub(crate) fn version(connection: &Connection) -> Result<i64, Error> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

pub(crate) fn migrate(connection: &mut Connection, found: i64) -> Result<(), Error> {
    let first = usize::try_from(found).unwrap_or(0);
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(first) {
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Another process may have done it while this one waited.
        if usize::try_from(version(&transaction)?).unwrap_or(0) > index {
            continue;
        }
        transaction.execute_batch(migration)?;
        transaction.pragma_update(
            None,
            "user_version",
            i64::try_from(index + 1).unwrap_or(i64::MAX),
        )?;
        transaction.commit()?;
    }
    Ok(())
}
