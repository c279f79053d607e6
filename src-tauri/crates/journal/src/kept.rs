//! The documents that a person comes back to: pinned ones and those opened lately or often, by library.
//!
//! A document is named by its id. The hash of the file's bytes is kept beside it, so that a document
//! that was renamed can be found again; whoever knows the files does that ([`Journal::note_renamed`]).

use crate::open::{Error, Journal};
use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

/// Documents opened lately that are remembered for a library, beside the pinned ones.
const REMEMBERED: u32 = 50;
/// Documents opened most often that are remembered, whenever that was.
const OFTEN: u32 = 20;

/// A document that was pinned or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The document's id.
    pub document: String,
    /// The hash of its file's bytes as last seen; empty where it was never read.
    pub hash: String,
    /// When it was pinned (milliseconds UTC); `None` where it is not.
    pub pinned_at: Option<i64>,
    /// When it was opened last (milliseconds UTC); `None` where it never was.
    pub opened_at: Option<i64>,
    /// How often it was opened.
    pub openings: u32,
}

impl Journal {
    /// Everything that is kept for the library, by id.
    pub fn kept(&self, library: &Uuid) -> Result<Vec<Kept>, Error> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT document, hash, pinned_at, opened_at, openings FROM kept WHERE library = ?1 ORDER BY document",
        )?;
        let rows = statement.query_map([library], |row| {
            Ok(Kept {
                document: row.get(0)?,
                hash: row.get(1)?,
                pinned_at: row.get(2)?,
                opened_at: row.get(3)?,
                openings: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Pins the document at `now`, or lets go of it with `None`. It becomes the newest pin also where
    /// the clock has not moved since the one before, or has gone back.
    pub fn pin(&self, library: &Uuid, document: &str, now: Option<i64>) -> Result<(), Error> {
        let connection = self.writable()?;
        connection.execute(
            "INSERT INTO kept (library, document, hash, pinned_at) VALUES (?1, ?2, '', CASE WHEN ?3 IS NOT NULL
                THEN max(?3, coalesce((SELECT max(pinned_at) + 1 FROM kept WHERE library = ?1), ?3)) END)
             ON CONFLICT (library, document) DO UPDATE SET pinned_at = excluded.pinned_at",
            params![library, document, now],
        )?;
        forget_old(&connection, library)
    }

    /// Remembers that the document was opened at `now`. It becomes the newest also where the clock has
    /// not moved since the one before, or has gone back.
    pub fn mark_visited(&self, library: &Uuid, document: &str, now: i64) -> Result<(), Error> {
        let connection = self.writable()?;
        connection.execute(
            "INSERT INTO kept (library, document, hash, opened_at, openings) VALUES (?1, ?2, '',
                max(?3, coalesce((SELECT max(opened_at) + 1 FROM kept WHERE library = ?1), ?3)), 1)
             ON CONFLICT (library, document) DO UPDATE SET
                opened_at = excluded.opened_at, openings = openings + 1",
            params![library, document, now],
        )?;
        forget_old(&connection, library)
    }

    /// Remembers what the document's file looks like now.
    pub fn know_kept(&self, library: &Uuid, document: &str, hash: &str) -> Result<(), Error> {
        self.writable()?.execute(
            "UPDATE kept SET hash = ?3 WHERE library = ?1 AND document = ?2",
            params![library, document, hash],
        )?;
        Ok(())
    }
}

/// The document has another id now. What is kept under both becomes one.
pub(crate) fn move_kept(
    transaction: &Transaction<'_>,
    library: &Uuid,
    from: &str,
    to: &str,
) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO kept (library, document, hash, pinned_at, opened_at, openings)
         SELECT library, ?3, hash, pinned_at, opened_at, openings FROM kept WHERE library = ?1 AND document = ?2
         ON CONFLICT (library, document) DO UPDATE SET
            pinned_at = coalesce(kept.pinned_at, excluded.pinned_at),
            opened_at = coalesce(kept.opened_at, excluded.opened_at),
            openings = kept.openings + excluded.openings",
        params![library, from, to],
    )?;
    transaction.execute(
        "DELETE FROM kept WHERE library = ?1 AND document = ?2",
        params![library, from],
    )?;
    Ok(())
}

/// What is neither pinned nor among the last ones opened, nor among those opened most often, is forgotten.
fn forget_old(connection: &Connection, library: &Uuid) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM kept WHERE library = ?1 AND pinned_at IS NULL AND document NOT IN
         (SELECT document FROM kept WHERE library = ?1 AND opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ?2)
         AND document NOT IN
         (SELECT document FROM kept WHERE library = ?1 AND openings > 1 ORDER BY openings DESC, opened_at DESC LIMIT ?3)",
        params![library, REMEMBERED, OFTEN],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::renamed::Renamed;
    use std::fmt::Write as _;

    struct Scene {
        _folder: tempfile::TempDir,
        journal: Journal,
        library: Uuid,
    }

    fn scene() -> Scene {
        let folder = tempfile::tempdir().unwrap();
        let (journal, _) = Journal::open(&folder.path().join("journal.db"), "2026-11-20").unwrap();
        let library = journal.library_of("/a").unwrap();
        Scene {
            _folder: folder,
            journal,
            library,
        }
    }

    fn check(
        Scene {
            journal, library, ..
        }: &Scene,
        expected: &str,
    ) {
        let mut found = String::new();
        for kept in journal.kept(library).unwrap() {
            let Kept {
                document,
                hash,
                pinned_at,
                opened_at,
                openings,
            } = kept;
            writeln!(
                found,
                "{document} {hash:?} {pinned_at:?} {opened_at:?} {openings}"
            )
            .unwrap();
        }
        assert_eq!(found.trim_end(), expected);
    }

    #[test]
    fn pins_and_visits_are_of_one_document() {
        let scene = scene();
        let Scene {
            journal, library, ..
        } = &scene;
        journal.mark_visited(library, "a.md", 1).unwrap();
        journal.pin(library, "a.md", Some(2)).unwrap();
        journal.know_kept(library, "a.md", "x").unwrap();
        journal.mark_visited(library, "a.md", 3).unwrap();
        check(&scene, "a.md \"x\" Some(2) Some(3) 2");
        journal.pin(library, "a.md", None).unwrap();
        check(&scene, "a.md \"x\" None Some(3) 2");
        let other = journal.library_of("/b").unwrap();
        assert_eq!(journal.kept(&other).unwrap(), []);
    }

    #[test]
    fn a_clock_that_stands_still_or_goes_back_leaves_the_order() {
        let scene = scene();
        let Scene {
            journal, library, ..
        } = &scene;
        for (document, now) in [("a.md", 5), ("b.md", 5), ("c.md", 1)] {
            journal.pin(library, document, Some(now)).unwrap();
            journal.mark_visited(library, document, now).unwrap();
        }
        check(
            &scene,
            "a.md \"\" Some(5) Some(5) 1\nb.md \"\" Some(6) Some(6) 1\nc.md \"\" Some(7) Some(7) 1",
        );
    }

    #[test]
    fn a_pin_that_was_let_go_leaves_nothing() {
        let scene = scene();
        let Scene {
            journal, library, ..
        } = &scene;
        journal.pin(library, "a.md", Some(1)).unwrap();
        journal.pin(library, "a.md", None).unwrap();
        check(&scene, "");
    }

    #[test]
    fn old_visits_are_forgotten_and_pins_are_not() {
        let scene = scene();
        let Scene {
            journal, library, ..
        } = &scene;
        journal.pin(library, "pinned.md", Some(0)).unwrap();
        for n in 0..60 {
            journal
                .mark_visited(library, &format!("{n:02}.md"), n)
                .unwrap();
        }
        let kept = journal.kept(library).unwrap();
        assert_eq!(kept.len(), 51);
        assert_eq!(kept[0].document, "10.md");
        assert_eq!(kept[50].document, "pinned.md");
    }

    #[test]
    fn what_was_opened_often_outlives_what_was_opened_since() {
        let scene = scene();
        let Scene {
            journal, library, ..
        } = &scene;
        for (now, document) in ["often.md", "often.md", "once.md"].into_iter().enumerate() {
            let now = i64::try_from(now).unwrap();
            journal.mark_visited(library, document, now).unwrap();
        }
        for n in 10..60 {
            journal
                .mark_visited(library, &format!("{n}.md"), n)
                .unwrap();
        }
        let kept = journal.kept(library).unwrap();
        assert_eq!(kept.len(), 51);
        let often = kept.last().unwrap();
        assert_eq!((often.document.as_str(), often.openings), ("often.md", 2));
    }

    #[test]
    fn a_renamed_document_keeps_its_pin() {
        let scene = scene();
        let Scene {
            journal, library, ..
        } = &scene;
        journal.pin(library, "old.md", Some(1)).unwrap();
        journal.mark_visited(library, "new.md", 2).unwrap();
        let renamed = Renamed {
            old: "old.md".into(),
            new: "new.md".into(),
            hash: String::new(),
            at: 3,
        };
        journal.note_renamed(library, &renamed).unwrap();
        check(&scene, "new.md \"\" Some(1) Some(2) 1");
    }
}
