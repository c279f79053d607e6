//! Streams of events: runs and, later, drills. A stream begins once and only grows.
//!
//! What an event means is no business of this crate: it keeps `(stream, seq, at, offset, person, type, v, json)`,
//! numbered from 1 without gaps, and gives them back in order. Triggers of the database forbid changing and deleting,
//! whoever asks. Texts that events speak of (a document as it was) are kept once each, under their hash.

use crate::open::{Error, Journal};
use crate::renamed::{NAMES, WAS_ITS};
use rusqlite::{
    Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, named_params, params,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Something that goes on over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Its id.
    pub id: Uuid,
    /// What it is: `run`.
    pub kind: String,
    /// The library it belongs to; none where that is not known here.
    pub library: Option<Uuid>,
    /// What it is about: a document's path in its library.
    pub subject: String,
    /// When it began: milliseconds since 1970, UTC.
    pub began: i64,
}

/// One event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the stream, from 1.
    pub seq: u32,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// Minutes that the writer's local time is ahead of UTC.
    pub offset: i32,
    /// Who did it.
    pub person: String,
    /// What sort of event it is.
    pub kind: String,
    /// The version of its data.
    pub version: u32,
    /// Its data.
    pub json: String,
}

/// Which streams to list.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    /// What they are.
    pub kind: &'a str,
    /// Only those of this library and about this subject, whatever it was called when they began.
    pub about: Option<(&'a Uuid, &'a str)>,
    /// Only those without an event of this sort.
    pub without: Option<&'a str>,
    /// How many at most, the latest first.
    pub limit: u32,
}

impl Journal {
    /// Begins a stream with its first entries and the texts they speak of, all or nothing.
    pub fn begin(
        &self,
        stream: &Stream,
        entries: &[Entry],
        texts: &[(&str, &str)],
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let library = stream.library.filter(|id| is_known(transaction, id));
            transaction.execute(
                "INSERT INTO stream (id, kind, library, subject, began) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![stream.id, stream.kind, library, stream.subject, stream.began],
            )?;
            keep(transaction, texts)?;
            insert(transaction, &stream.id, entries)
        })
    }

    /// Adds entries to a stream whose last entry is `last`, all or nothing. [`Error::Overtaken`] where another
    /// process was faster: read again, decide again.
    pub fn append(
        &self,
        stream: &Uuid,
        last: u32,
        entries: &[Entry],
        texts: &[(&str, &str)],
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let found: u32 = transaction.query_row(
                "SELECT coalesce(max(seq), 0) FROM event WHERE stream = ?1",
                [stream],
                |row| row.get(0),
            )?;
            if found != last {
                return Err(Error::Overtaken { found });
            }
            keep(transaction, texts)?;
            insert(transaction, stream, entries)
        })
    }

    /// A short transaction that waits for others before it begins, and leaves nothing behind where it fails.
    fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// The stream with this id.
    pub fn stream(&self, id: &Uuid) -> Result<Option<Stream>, Error> {
        let connection = self.connection();
        let found =
            connection.query_row(&format!("{STREAM} WHERE stream.id = ?1"), [id], stream_of);
        Ok(found.optional()?)
    }

    /// Streams, the latest first.
    pub fn streams(&self, filter: Filter<'_>) -> Result<Vec<Stream>, Error> {
        let connection = self.connection();
        let (library, subject) = filter.about.unzip();
        let mut statement = connection.prepare(&format!(
            "{NAMES} {STREAM}
             WHERE kind = :kind AND (:document IS NULL OR (same.library = :library AND {WAS_ITS}))
               AND (:without IS NULL OR NOT EXISTS (SELECT 1 FROM event WHERE type = :without AND stream = stream.id))
             ORDER BY began DESC, stream.id DESC LIMIT :limit",
        ))?;
        let library: Option<Uuid> = library
            .map(|id| {
                connection.query_row(
                    "SELECT library FROM same_library WHERE id = ?1",
                    [id],
                    |row| row.get(0),
                )
            })
            .transpose()
            .optional()?
            .flatten();
        let rows = statement.query_map(
            named_params! {
                ":kind": filter.kind,
                ":library": library,
                ":document": subject,
                ":without": filter.without,
                ":limit": filter.limit,
            },
            stream_of,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many streams of this kind there are in the library about each subject.
    pub fn streams_by_subject(
        &self,
        kind: &str,
        library: &Uuid,
    ) -> Result<HashMap<String, u32>, Error> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT subject, count(*) FROM stream JOIN same_library same ON same.id = stream.library
             WHERE kind = ?1 AND same.library = (SELECT library FROM same_library WHERE id = ?2)
             GROUP BY subject",
        )?;
        let rows =
            statement.query_map(params![kind, library], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entries of a stream in order; none where it is not known.
    pub fn entries(&self, stream: &Uuid) -> Result<Vec<Entry>, Error> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT seq, at, \"offset\", person, type, v, json FROM event WHERE stream = ?1 ORDER BY seq",
        )?;
        let rows = statement.query_map([stream], entry_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The latest entry of this sort, and how many there are of it.
    pub fn latest(&self, stream: &Uuid, kind: &str) -> Result<Option<(Entry, u32)>, Error> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT seq, at, \"offset\", person, type, v, json,
                    (SELECT count(*) FROM event WHERE stream = ?1 AND type = ?2)
             FROM event WHERE stream = ?1 AND type = ?2 ORDER BY seq DESC LIMIT 1",
        )?;
        let found = statement.query_row(params![stream, kind], |row| {
            Ok((entry_of(row)?, row.get(7)?))
        });
        Ok(found.optional()?)
    }

    /// The text that is kept under this hash.
    pub fn text(&self, hash: &str) -> Result<Option<String>, Error> {
        let connection = self.connection();
        let found = connection.query_row("SELECT text FROM text WHERE hash = ?1", [hash], |row| {
            row.get(0)
        });
        Ok(found.optional()?)
    }
}

/// Streams with the library that their folder holds.
const STREAM: &str = "SELECT stream.id, kind, same.library, subject, began
    FROM stream LEFT JOIN same_library same ON same.id = stream.library";

fn is_known(connection: &Connection, library: &Uuid) -> bool {
    let found = connection.query_row("SELECT 1 FROM library WHERE id = ?1", [library], |_| Ok(()));
    found.is_ok()
}

fn keep(transaction: &Transaction<'_>, texts: &[(&str, &str)]) -> Result<(), Error> {
    for (hash, text) in texts {
        transaction.execute(
            "INSERT INTO text (hash, text) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
            [hash, text],
        )?;
    }
    Ok(())
}

fn insert(transaction: &Transaction<'_>, stream: &Uuid, entries: &[Entry]) -> Result<(), Error> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO event (stream, seq, at, \"offset\", person, type, v, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for entry in entries {
        statement.execute(params![
            stream,
            entry.seq,
            entry.at,
            entry.offset,
            entry.person,
            entry.kind,
            entry.version,
            entry.json
        ])?;
    }
    Ok(())
}

fn entry_of(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        offset: row.get(2)?,
        person: row.get(3)?,
        kind: row.get(4)?,
        version: row.get(5)?,
        json: row.get(6)?,
    })
}

fn stream_of(row: &Row<'_>) -> rusqlite::Result<Stream> {
    Ok(Stream {
        id: row.get(0)?,
        kind: row.get(1)?,
        library: row.get(2)?,
        subject: row.get(3)?,
        began: row.get(4)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::tests::open_at;
    use std::path::Path;

    fn entry(seq: u32, kind: &str) -> Entry {
        Entry {
            seq,
            at: 1_000,
            offset: 420,
            person: "Ayu".into(),
            kind: kind.into(),
            version: 1,
            json: "{}".into(),
        }
    }

    fn stream(id: u128) -> Stream {
        Stream {
            id: Uuid::from_u128(id),
            kind: "run".into(),
            library: None,
            subject: "a.md".into(),
            began: i64::try_from(id).unwrap(),
        }
    }

    fn kinds(journal: &Journal, id: u128) -> String {
        let entries = journal.entries(&Uuid::from_u128(id)).unwrap();
        let each = entries
            .iter()
            .map(|entry| format!("{} {}", entry.seq, entry.kind));
        each.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_stream_grows_and_is_read_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        journal
            .begin(&stream(7), &[entry(1, "started")], &[("h", "text")])
            .unwrap();
        let id = Uuid::from_u128(7);
        journal
            .append(&id, 1, &[entry(2, "done"), entry(3, "noted")], &[])
            .unwrap();
        assert_eq!(kinds(&journal, 7), "1 started, 2 done, 3 noted");
        let latest = |kind| {
            let found = journal.latest(&id, kind).unwrap();
            found.map(|(entry, count)| (entry.seq, count))
        };
        assert_eq!((latest("noted"), latest("failed")), (Some((3, 1)), None));
        assert_eq!(journal.text("h").unwrap().as_deref(), Some("text"));
        assert_eq!(journal.stream(&id).unwrap(), Some(stream(7)));
        assert_eq!(journal.stream(&Uuid::from_u128(8)).unwrap(), None);
    }

    #[test]
    fn the_second_of_two_who_append_at_once_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (open_at(folder.path()), open_at(folder.path()));
        one.begin(&stream(7), &[entry(1, "started")], &[]).unwrap();
        let id = Uuid::from_u128(7);
        one.append(&id, 1, &[entry(2, "done")], &[]).unwrap();
        let late = two.append(&id, 1, &[entry(2, "failed")], &[]);
        assert!(matches!(late, Err(Error::Overtaken { found: 2 })));
        two.append(&id, 2, &[entry(3, "failed")], &[]).unwrap();
        assert_eq!(kinds(&one, 7), "1 started, 2 done, 3 failed");
    }

    #[test]
    fn a_batch_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        let broken = [entry(1, "started"), entry(1, "again")];
        assert!(
            journal
                .begin(&stream(7), &broken, &[("h", "text")])
                .is_err()
        );
        assert_eq!(journal.stream(&Uuid::from_u128(7)).unwrap(), None);
        assert_eq!(journal.text("h").unwrap(), None);
    }

    #[test]
    fn nobody_can_change_or_delete_what_happened() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        journal
            .begin(&stream(7), &[entry(1, "started")], &[("h", "text")])
            .unwrap();
        let direct = Connection::open(folder.path().join("journal.db")).unwrap();
        for statement in [
            "UPDATE event SET json = 'x'",
            "DELETE FROM event",
            "REPLACE INTO event SELECT * FROM event",
            "UPDATE stream SET subject = 'x'",
            "DELETE FROM stream",
            "UPDATE text SET text = 'x'",
            "DELETE FROM text",
            "INSERT INTO event SELECT stream, seq + 2, at, \"offset\", person, type, v, json FROM event",
        ] {
            assert!(direct.execute_batch(statement).is_err(), "{statement}");
        }
        assert_eq!(kinds(&journal, 7), "1 started");
    }

    #[test]
    fn streams_are_listed_the_latest_first() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        let library = journal.library_of("/a").unwrap();
        for id in [1, 3, 2] {
            let library = (id != 2).then_some(library);
            let stream = Stream {
                library,
                ..stream(id)
            };
            journal.begin(&stream, &[entry(1, "started")], &[]).unwrap();
        }
        let listed = |about, without, limit| {
            let filter = Filter {
                kind: "run",
                about,
                without,
                limit,
            };
            let streams = journal.streams(filter).unwrap();
            streams
                .iter()
                .map(|stream| stream.began.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(listed(None, None, 9), "3 2 1");
        assert_eq!(listed(None, None, 1), "3");
        assert_eq!(listed(Some((&library, "a.md")), None, 9), "3 1");
        assert_eq!(listed(Some((&library, "b.md")), None, 9), "");
        journal
            .append(&Uuid::from_u128(3), 1, &[entry(2, "closed")], &[])
            .unwrap();
        assert_eq!(listed(None, Some("closed"), 9), "2 1");
        let counted = |kind| journal.streams_by_subject(kind, &library).unwrap();
        assert_eq!(counted("run"), [("a.md".to_owned(), 2)].into());
        assert_eq!(counted("drill"), [].into());
    }

    #[test]
    fn a_full_disk_refuses_and_leaves_nothing_half() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        journal
            .begin(&stream(7), &[entry(1, "started")], &[])
            .unwrap();
        fill_up(&journal);
        let large = Entry {
            json: "x".repeat(1_000_000),
            ..entry(3, "output")
        };
        let refused = journal.append(&Uuid::from_u128(7), 1, &[entry(2, "done"), large], &[]);
        assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
        assert_eq!(kinds(&journal, 7), "1 started");
        assert_eq!(kinds(&reopened(folder.path()), 7), "1 started");
    }

    /// The database may not grow any more, as on a full disk.
    fn fill_up(journal: &Journal) {
        let connection = journal.connection();
        let pages: i64 = connection
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        connection
            .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
            .unwrap();
    }

    fn reopened(folder: &Path) -> Journal {
        open_at(folder)
    }
}
