//! What was typed into a document and never saved, one text a document.
//!
//! A draft belongs to the folder it was typed in: a clone has the same documents and other files. With it stands the text
//! that it came from, which is written once and not with every keystroke. Whether a draft still fits its file is for those
//! to say who know the files.

use crate::open::{Error, Journal};
use rusqlite::{OptionalExtension as _, TransactionBehavior, params};
use uuid::Uuid;

/// A text that was typed and never saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The document's id.
    pub document: String,
    /// The hash of the file's bytes that it came from; empty where there was no file.
    pub base: String,
    /// The text.
    pub text: String,
    /// When it was kept: milliseconds since 1970, UTC.
    pub at: i64,
    /// Minutes that the writer's local time is ahead of UTC.
    pub offset: i32,
}

/// A draft among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDraft {
    /// The id of the folder.
    pub folder: Uuid,
    /// The folder's canonical path.
    pub path: String,
    /// The draft, of its text the first characters only.
    pub draft: Draft,
}

/// Characters of a draft that a list shows.
const BEGINNING: u32 = 200;

impl Journal {
    /// Keeps the draft in place of the one before. `original`, the text that it came from, is stored where it is handed in.
    pub fn keep_draft(
        &self,
        folder: &Uuid,
        draft: &Draft,
        original: Option<&str>,
    ) -> Result<(), Error> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "INSERT INTO draft (folder, document, base, text, at, \"offset\") VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (folder, document) DO UPDATE SET
                base = excluded.base, text = excluded.text, at = excluded.at, \"offset\" = excluded.\"offset\"",
            params![folder, draft.document, draft.base, draft.text, draft.at, draft.offset],
        )?;
        if let Some(original) = original {
            transaction.execute(
                "INSERT INTO draft_original (folder, document, base, text) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (folder, document) DO UPDATE SET base = excluded.base, text = excluded.text",
                params![folder, draft.document, draft.base, original],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// The draft of a document.
    pub fn draft(&self, folder: &Uuid, document: &str) -> Result<Option<Draft>, Error> {
        let connection = self.connection();
        let found = connection.query_row(
            "SELECT base, text, at, \"offset\" FROM draft WHERE folder = ?1 AND document = ?2",
            params![folder, document],
            |row| {
                Ok(Draft {
                    document: document.to_owned(),
                    base: row.get(0)?,
                    text: row.get(1)?,
                    at: row.get(2)?,
                    offset: row.get(3)?,
                })
            },
        );
        Ok(found.optional()?)
    }

    /// The text that a document's draft came from, behind its hash.
    pub fn draft_original(
        &self,
        folder: &Uuid,
        document: &str,
    ) -> Result<Option<(String, String)>, Error> {
        let connection = self.connection();
        let found = connection.query_row(
            "SELECT base, text FROM draft_original WHERE folder = ?1 AND document = ?2",
            params![folder, document],
            |row| Ok((row.get(0)?, row.get(1)?)),
        );
        Ok(found.optional()?)
    }

    /// Hands the draft of a document in the folder `from` to the folder `to`, which may have one of its own: that one stays.
    pub fn move_draft(&self, from: &Uuid, document: &str, to: &Uuid) -> Result<(), Error> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in ["draft", "draft_original"] {
            transaction.execute(
                &format!(
                    "UPDATE OR IGNORE {table} SET folder = ?3 WHERE folder = ?1 AND document = ?2"
                ),
                params![from, document, to],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// Every draft of every folder, the latest first.
    pub fn drafts(&self) -> Result<Vec<KnownDraft>, Error> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT draft.folder, library.folder, document, base, substr(text, 1, ?1), at, \"offset\"
             FROM draft JOIN library ON library.id = draft.folder ORDER BY at DESC, document",
        )?;
        let rows = statement.query_map([BEGINNING], |row| {
            Ok(KnownDraft {
                folder: row.get(0)?,
                path: row.get(1)?,
                draft: Draft {
                    document: row.get(2)?,
                    base: row.get(3)?,
                    text: row.get(4)?,
                    at: row.get(5)?,
                    offset: row.get(6)?,
                },
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets the draft of a document, and the text that it came from.
    pub fn drop_draft(&self, folder: &Uuid, document: &str) -> Result<(), Error> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in ["draft", "draft_original"] {
            transaction.execute(
                &format!("DELETE FROM {table} WHERE folder = ?1 AND document = ?2"),
                params![folder, document],
            )?;
        }
        Ok(transaction.commit()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::tests::open_at;

    fn draft(document: &str, text: &str, at: i64) -> Draft {
        Draft {
            document: document.into(),
            base: "base".into(),
            text: text.into(),
            at,
            offset: 420,
        }
    }

    #[test]
    fn the_last_text_is_kept_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        let [here, clone] = ["/a", "/b"].map(|path| journal.library_of(path).unwrap());
        let keep = |text, at, original| {
            let draft = draft("a.md", text, at);
            journal.keep_draft(&here, &draft, original).unwrap();
        };
        keep("one", 1, Some("original"));
        keep("two", 2, None);
        let found = journal.draft(&here, "a.md").unwrap();
        assert_eq!(found, Some(draft("a.md", "two", 2)));
        let original = || journal.draft_original(&here, "a.md").unwrap();
        assert_eq!(original(), Some(("base".into(), "original".into())));
        assert_eq!(journal.draft(&clone, "a.md").unwrap(), None);
        journal.drop_draft(&here, "a.md").unwrap();
        assert_eq!(journal.draft(&here, "a.md").unwrap(), None);
        assert_eq!(original(), None);
    }

    #[test]
    fn a_folder_that_was_moved_leaves_its_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        let [old, new] = ["/a", "/b"].map(|path| journal.library_of(path).unwrap());
        let keep = |folder, document, text| {
            let draft = draft(document, text, 1);
            journal.keep_draft(folder, &draft, Some("was")).unwrap();
        };
        keep(&old, "a.md", "old");
        keep(&old, "b.md", "old");
        keep(&new, "b.md", "own");
        for document in ["a.md", "b.md"] {
            journal.move_draft(&old, document, &new).unwrap();
        }
        let text = |document| journal.draft(&new, document).unwrap().unwrap().text;
        assert_eq!((text("a.md"), text("b.md")), ("old".into(), "own".into()));
        assert_eq!(journal.draft(&old, "b.md").unwrap().unwrap().text, "old");
    }

    #[test]
    fn all_drafts_are_listed_the_latest_first() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        let [here, clone] = ["/a", "/b"].map(|path| journal.library_of(path).unwrap());
        let long = "é".repeat(500);
        journal
            .keep_draft(&here, &draft("a.md", &long, 1), None)
            .unwrap();
        journal
            .keep_draft(&clone, &draft("a.md", "x", 2), None)
            .unwrap();
        let listed: Vec<_> = journal
            .drafts()
            .unwrap()
            .into_iter()
            .map(|known| (known.path, known.draft.text.chars().count()))
            .collect();
        assert_eq!(listed, [("/b".to_owned(), 1), ("/a".to_owned(), 200)]);
    }
}
