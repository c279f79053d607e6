//! Names that documents had before: what was noted under an old name is found under the new one.
//!
//! A name is a document's for a time: from the renaming that gave it to the one that took it. A document that is made later
//! under an old name is another one, and what is noted of it is its own.

use crate::kept::move_kept;
use crate::open::{Error, Journal};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use uuid::Uuid;

/// A document that got another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The id that it had.
    pub old: String,
    /// The id that it got.
    pub new: String,
    /// The hash of what it says, as far as that was known.
    pub hash: String,
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
}

/// Names, with the time until which each was the document's; `:document` has its name still.
pub(crate) const NAMES: &str = "
    WITH RECURSIVE name (name, until) AS (
        SELECT :document, 9223372036854775807
        UNION
        SELECT old, at FROM renamed given JOIN name ON new = name AND at <= until
        WHERE (SELECT library FROM same_library WHERE id = given.folder) = :library
            AND NOT EXISTS (SELECT 1 FROM renamed taken WHERE taken.old = given.new
                AND taken.at >= given.at AND taken.at < until
                AND (SELECT library FROM same_library WHERE id = taken.folder) = :library)
    )";

/// Whether what began `then` under a `name` of [`NAMES`] was this document's: not after it lost the name, and not of another
/// one that had the name before and gave it up.
pub(crate) const WAS_ITS: &str = "
    EXISTS (SELECT 1 FROM name WHERE name.name = subject AND began <= until AND NOT EXISTS (
        SELECT 1 FROM renamed WHERE old = subject AND at >= began AND at < until
            AND (SELECT library FROM same_library WHERE id = renamed.folder) = :library))";

impl Journal {
    /// Notes that a document of `folder` has another name: pins, the reader's place and drafts go with it, and what was
    /// noted before is found.
    pub fn note_renamed(&self, folder: &Uuid, renamed: &Renamed) -> Result<(), Error> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Renamed { old, new, hash, at } = renamed;
        transaction.execute(
            "INSERT INTO renamed (folder, old, new, hash, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![folder, old, new, hash, at],
        )?;
        let library: Uuid = transaction.query_row(
            "SELECT library FROM same_library WHERE id = ?1",
            [folder],
            |row| row.get(0),
        )?;
        move_kept(&transaction, &library, old, new)?;
        transaction.execute(
            "UPDATE place SET document = ?3 WHERE library = ?1 AND document = ?2",
            params![library, old, new],
        )?;
        for table in ["draft", "draft_original"] {
            transaction.execute(
                &format!("UPDATE OR REPLACE {table} SET document = ?3 WHERE folder = ?1 AND document = ?2"),
                params![folder, old, new],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// The name that the document called `document` at the instant `then` has now.
    pub fn name_now(&self, library: &Uuid, document: &str, then: i64) -> Result<String, Error> {
        let connection = self.connection();
        let (mut name, mut since) = (document.to_owned(), (then, 0));
        // A circle of names ends, since each renaming comes after the one before.
        while let Some((next, at)) = next_name(&connection, library, &name, since)? {
            (name, since) = (next, at);
        }
        Ok(name)
    }

    /// Every name that the document called `document` now has had, this one first.
    pub fn names_of(&self, library: &Uuid, document: &str) -> Result<Vec<String>, Error> {
        let connection = self.connection();
        let mut statement = connection.prepare(&format!(
            "{NAMES} SELECT name FROM name ORDER BY until DESC"
        ))?;
        let names = statement.query_map(
            &[
                (":document", &document as &dyn rusqlite::ToSql),
                (":library", library),
            ],
            |row| row.get(0),
        )?;
        let mut names: Vec<String> = names.collect::<Result<_, _>>()?;
        names.dedup();
        Ok(names)
    }
}

/// Where a renaming stands among all: its instant, and its number among those of one instant.
type Place = (i64, i64);

/// The first renaming of `name` behind the one that is told by its instant and its number.
fn next_name(
    connection: &Connection,
    library: &Uuid,
    name: &str,
    since: Place,
) -> Result<Option<(String, Place)>, Error> {
    let found = connection.query_row(
        "SELECT new, at, rowid FROM renamed WHERE old = ?2 AND (at, rowid) > (?3, ?4)
            AND (SELECT library FROM same_library WHERE id = renamed.folder) = ?1
         ORDER BY at, rowid LIMIT 1",
        params![library, name, since.0, since.1],
        |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))),
    );
    Ok(found.optional()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafts::Draft;
    use crate::libraries::KnownPlace;
    use crate::open::tests::open_at;
    use crate::streams::{Entry, Filter, Stream};

    struct Scene {
        _folder: tempfile::TempDir,
        journal: Journal,
        library: Uuid,
    }

    impl Scene {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let journal = open_at(folder.path());
            let library = journal.library_of("/a").unwrap();
            Self {
                _folder: folder,
                journal,
                library,
            }
        }

        fn rename(&self, old: &str, new: &str, at: i64) {
            let (old, new, hash) = (old.into(), new.into(), String::new());
            let renamed = Renamed { old, new, hash, at };
            self.journal.note_renamed(&self.library, &renamed).unwrap();
        }

        fn run(&self, subject: &str, began: i64) {
            let stream = Stream {
                id: Uuid::from_u128(u128::try_from(began).unwrap()),
                kind: "run".into(),
                library: Some(self.library),
                subject: subject.into(),
                began,
            };
            let entry = Entry {
                seq: 1,
                at: began,
                offset: 0,
                person: "Ayu".into(),
                kind: "started".into(),
                version: 1,
                json: "{}".into(),
            };
            self.journal.begin(&stream, &[entry], &[]).unwrap();
        }

        /// When the runs began that are found for a document.
        fn runs(&self, document: &str) -> Vec<i64> {
            let filter = Filter {
                kind: "run",
                about: Some((&self.library, document)),
                without: None,
                limit: 50,
            };
            let mut began: Vec<i64> = self
                .journal
                .streams(filter)
                .unwrap()
                .iter()
                .map(|stream| stream.began)
                .collect();
            began.sort_unstable();
            began
        }
    }

    #[test]
    fn runs_follow_a_document_through_its_names() {
        let scene = Scene::new();
        scene.run("a.md", 1);
        scene.rename("a.md", "b.md", 5);
        scene.run("b.md", 6);
        scene.rename("b.md", "c/b.md", 10);
        scene.run("c/b.md", 11);
        assert_eq!(scene.runs("c/b.md"), [1, 6, 11]);
        assert_eq!(scene.runs("b.md"), Vec::<i64>::new());
        let names = scene.journal.names_of(&scene.library, "c/b.md").unwrap();
        assert_eq!(names, ["c/b.md", "b.md", "a.md"]);
        let now = |document, then| {
            scene
                .journal
                .name_now(&scene.library, document, then)
                .unwrap()
        };
        assert_eq!(
            (now("a.md", 1), now("b.md", 6), now("x.md", 1)),
            ("c/b.md".into(), "c/b.md".into(), "x.md".into())
        );
    }

    /// A new document under an old name has its own runs, and two documents may change names.
    #[test]
    fn a_name_is_a_documents_for_a_time() {
        let scene = Scene::new();
        scene.run("a.md", 1);
        scene.rename("a.md", "b.md", 5);
        scene.run("a.md", 7);
        assert_eq!((scene.runs("a.md"), scene.runs("b.md")), (vec![7], vec![1]));
        // There and back.
        scene.rename("a.md", "x.md", 10);
        scene.rename("b.md", "a.md", 11);
        scene.rename("x.md", "b.md", 12);
        scene.run("a.md", 20);
        assert_eq!(
            (scene.runs("a.md"), scene.runs("b.md")),
            (vec![1, 20], vec![7])
        );
        let now = |document, then| {
            scene
                .journal
                .name_now(&scene.library, document, then)
                .unwrap()
        };
        assert_eq!(
            (now("a.md", 1), now("a.md", 7)),
            ("a.md".into(), "b.md".into())
        );
    }

    #[test]
    fn pins_places_and_drafts_go_with_the_document() {
        let scene = Scene::new();
        let (journal, library) = (&scene.journal, &scene.library);
        journal.pin(library, "a.md", Some(1)).unwrap();
        let place = |document: &str| KnownPlace {
            document: document.into(),
            scroll: 3.0,
        };
        journal.save_place(library, &place("a.md")).unwrap();
        let draft = Draft {
            document: "a.md".into(),
            base: String::new(),
            text: "typed".into(),
            at: 1,
            offset: 0,
        };
        journal.keep_draft(library, &draft, Some("was")).unwrap();
        scene.rename("a.md", "b.md", 5);
        assert_eq!(journal.kept(library).unwrap()[0].document, "b.md");
        assert_eq!(journal.place(library).unwrap(), Some(place("b.md")));
        assert_eq!(journal.draft(library, "a.md").unwrap(), None);
        assert_eq!(
            journal.draft(library, "b.md").unwrap().unwrap().text,
            "typed"
        );
    }
}
