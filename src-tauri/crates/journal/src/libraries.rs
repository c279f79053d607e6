//! The libraries that were opened, and the reader's place in each.
//!
//! A row is one folder. Folders of one repository (a clone, the same folder moved) are one library: its id is that of the one
//! that was known first, and what is kept is kept under it. What a stream of events says of its library never changes; asked
//! for one folder's, the journal answers with those of all folders of the library.

use crate::open::{Error, Journal};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use uuid::Uuid;

/// A library that was opened in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLibrary {
    /// The id of the folder.
    pub id: Uuid,
    /// The folder's canonical path.
    pub folder: String,
    /// The id of the library that the folder holds.
    pub library: Uuid,
}

/// Where the reader was in a library.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPlace {
    /// The document's id.
    pub document: String,
    /// How far it was scrolled, in CSS pixels.
    pub scroll: f64,
}

impl Journal {
    /// The id of `folder` (a canonical path); a new one where it was never seen.
    pub fn library_of(&self, folder: &str) -> Result<Uuid, Error> {
        let connection = self.writable()?;
        connection.execute(
            "INSERT INTO library (id, folder) VALUES (?1, ?2) ON CONFLICT (folder) DO NOTHING",
            params![Uuid::new_v4(), folder],
        )?;
        Ok(connection.query_row(
            "SELECT id FROM library WHERE folder = ?1",
            [folder],
            |row| row.get(0),
        )?)
    }

    /// Where the folder `id` comes from, as [`Self::know_origin`] was told.
    pub fn origin_of(&self, id: &Uuid) -> Result<Option<String>, Error> {
        let connection = self.connection();
        let found = connection.query_row("SELECT origin FROM library WHERE id = ?1", [id], |row| {
            row.get(0)
        });
        Ok(found.optional()?.flatten())
    }

    /// Remembers where the folder `id` comes from: it is one library with the others from there, and what is kept for it goes
    /// to that library. Of two places of the reader the library's own stays.
    pub fn know_origin(&self, id: &Uuid, origin: &str) -> Result<(), Error> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "UPDATE library SET origin = ?2 WHERE id = ?1",
            params![id, origin],
        )?;
        let mut statement = transaction.prepare(
            "SELECT id, library FROM same_library WHERE library <> id
             AND library = (SELECT library FROM same_library WHERE id = ?1)",
        )?;
        let others = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let others: Vec<(Uuid, Uuid)> = others.collect::<Result<_, _>>()?;
        drop(statement);
        for (from, to) in others {
            merge(&transaction, &from, &to)?;
        }
        Ok(transaction.commit()?)
    }

    /// The library that the folder `id` holds: the id of the folder of it that was known first.
    pub fn library_in(&self, id: &Uuid) -> Result<Uuid, Error> {
        let connection = self.connection();
        Ok(connection.query_row(
            "SELECT library FROM same_library WHERE id = ?1",
            [id],
            |row| row.get(0),
        )?)
    }

    /// The folder with this id.
    pub fn folder_of(&self, id: &Uuid) -> Result<Option<String>, Error> {
        let connection = self.connection();
        let found = connection.query_row("SELECT folder FROM library WHERE id = ?1", [id], |row| {
            row.get(0)
        });
        Ok(found.optional()?)
    }

    /// Remembers that the library was opened in the window at `now` (milliseconds UTC).
    pub fn mark_opened(&self, id: &Uuid, now: i64) -> Result<(), Error> {
        self.writable()?.execute(
            "UPDATE library SET opened_at = ?2 WHERE id = ?1",
            params![id, now],
        )?;
        Ok(())
    }

    /// Libraries that were opened in the window, the latest first.
    pub fn known_libraries(&self) -> Result<Vec<KnownLibrary>, Error> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT own.id, own.folder, same.library FROM library own JOIN same_library same ON same.id = own.id
             WHERE own.opened_at IS NOT NULL ORDER BY own.opened_at DESC LIMIT 20")?;
        let rows = statement.query_map([], |row| {
            Ok(KnownLibrary {
                id: row.get(0)?,
                folder: row.get(1)?,
                library: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Where the reader was in the library.
    pub fn place(&self, library: &Uuid) -> Result<Option<KnownPlace>, Error> {
        let connection = self.connection();
        let place = connection.query_row(
            "SELECT document, scroll FROM place WHERE library = ?1",
            [library],
            |row| {
                Ok(KnownPlace {
                    document: row.get(0)?,
                    scroll: row.get(1)?,
                })
            },
        );
        Ok(place.optional()?)
    }

    /// Remembers where the reader is.
    pub fn save_place(&self, library: &Uuid, place: &KnownPlace) -> Result<(), Error> {
        self.writable()?.execute(
            "INSERT INTO place (library, document, scroll) VALUES (?1, ?2, ?3)
             ON CONFLICT (library) DO UPDATE SET document = excluded.document, scroll = excluded.scroll",
            params![library, place.document, place.scroll],
        )?;
        Ok(())
    }
}

/// What is kept under `from` is kept under `to`.
fn merge(transaction: &Transaction<'_>, from: &Uuid, to: &Uuid) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO kept (library, document, hash, pinned_at, opened_at, openings)
         SELECT ?2, document, hash, pinned_at, opened_at, openings FROM kept WHERE library = ?1
         ON CONFLICT (library, document) DO UPDATE SET
            pinned_at = coalesce(kept.pinned_at, excluded.pinned_at),
            opened_at = nullif(max(coalesce(kept.opened_at, 0), coalesce(excluded.opened_at, 0)), 0),
            openings = kept.openings + excluded.openings",
        params![from, to],
    )?;
    transaction.execute("DELETE FROM kept WHERE library = ?1", [from])?;
    transaction.execute(
        "INSERT INTO place (library, document, scroll) SELECT ?2, document, scroll FROM place WHERE library = ?1
         ON CONFLICT (library) DO NOTHING",
        params![from, to],
    )?;
    transaction.execute("DELETE FROM place WHERE library = ?1", [from])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_id_and_the_latest_stands_first() {
        let folder = tempfile::tempdir().unwrap();
        let (journal, _) = Journal::open(&folder.path().join("journal.db"), "2026-11-20").unwrap();
        let (a, b, unopened) = (
            journal.library_of("/a").unwrap(),
            journal.library_of("/b").unwrap(),
            journal.library_of("/c").unwrap(),
        );
        assert_eq!(journal.library_of("/a").unwrap(), a);
        journal.mark_opened(&a, 1).unwrap();
        journal.mark_opened(&b, 2).unwrap();
        let known: Vec<_> = journal
            .known_libraries()
            .unwrap()
            .into_iter()
            .map(|known| known.folder)
            .collect();
        assert_eq!(known, ["/b", "/a"]);
        assert_eq!(journal.folder_of(&unopened).unwrap().as_deref(), Some("/c"));
        let place = KnownPlace {
            document: "x.md".into(),
            scroll: 12.5,
        };
        journal.save_place(&a, &place).unwrap();
        journal.save_place(&a, &place).unwrap();
        assert_eq!(journal.place(&a).unwrap(), Some(place));
        assert_eq!(journal.place(&b).unwrap(), None);
    }

    /// Which folder's pins and place are found, after two folders turned out to be of one repository.
    #[test]
    fn folders_of_one_repository_are_one_library() {
        let folder = tempfile::tempdir().unwrap();
        let (journal, _) = Journal::open(&folder.path().join("journal.db"), "2026-11-20").unwrap();
        let [a, b, other] = ["/a", "/b", "/other"].map(|path| journal.library_of(path).unwrap());
        let place = |document: &str| KnownPlace {
            document: document.into(),
            scroll: 0.0,
        };
        for (id, pinned, visited) in [(a, "a.md", 1), (b, "b.md", 9)] {
            journal.save_place(&id, &place(pinned)).unwrap();
            journal.pin(&id, pinned, Some(5)).unwrap();
            journal.mark_visited(&id, "both.md", visited).unwrap();
        }
        for id in [b, a] {
            assert_eq!(journal.library_in(&id).unwrap(), id);
            assert_eq!(journal.origin_of(&id).unwrap(), None);
            journal.know_origin(&id, "first-commit docs/").unwrap();
        }
        journal.know_origin(&other, "first-commit ").unwrap();
        assert_eq!(journal.library_in(&a).unwrap(), a);
        assert_eq!(journal.library_in(&b).unwrap(), a);
        assert_eq!(journal.library_in(&other).unwrap(), other);
        let kept = journal.kept(&a).unwrap();
        let kept: Vec<_> = kept
            .iter()
            .map(|kept| {
                (
                    &*kept.document,
                    kept.pinned_at,
                    kept.opened_at,
                    kept.openings,
                )
            })
            .collect();
        assert_eq!(
            kept,
            [
                ("a.md", Some(5), None, 0),
                ("b.md", Some(5), None, 0),
                ("both.md", None, Some(9), 2)
            ]
        );
        assert_eq!(journal.kept(&b).unwrap(), []);
        assert_eq!(journal.place(&a).unwrap(), Some(place("a.md")));
    }
}
