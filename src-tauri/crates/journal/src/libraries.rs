//! The libraries that were opened, and the reader's place in each.

use crate::open::{Error, Journal};
use rusqlite::{OptionalExtension as _, params};
use uuid::Uuid;

/// A library that was opened in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLibrary {
    /// Its id.
    pub id: Uuid,
    /// The folder's canonical path.
    pub folder: String,
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
    /// The id of the library in `folder` (a canonical path); a new one where it was never seen.
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

    /// The folder of the library `id`.
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
            .prepare("SELECT id, folder FROM library WHERE opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT 20")?;
        let rows = statement.query_map([], |row| {
            Ok(KnownLibrary {
                id: row.get(0)?,
                folder: row.get(1)?,
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
}
