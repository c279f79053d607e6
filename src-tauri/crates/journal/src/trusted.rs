//! Which folders' repositories a person trusts: by the hash of what would run, so that they are asked again when that
//! changes. Of a folder, not of a library: each clone has settings and hooks of its own.

use crate::open::{Error, Journal};
use rusqlite::{OptionalExtension as _, params};
use uuid::Uuid;

impl Journal {
    /// What the person trusted in the folder `id`.
    pub fn trusted(&self, id: &Uuid) -> Result<Option<String>, Error> {
        let connection = self.connection();
        let found =
            connection.query_row("SELECT hash FROM trusted WHERE folder = ?1", [id], |row| {
                row.get(0)
            });
        Ok(found.optional()?)
    }

    /// The person trusts what `hash` stands for in the folder `id`, and nothing that was there before. `at` in milliseconds
    /// since 1970.
    pub fn trust(&self, id: &Uuid, hash: &str, at: i64) -> Result<(), Error> {
        self.writable()?.execute(
            "INSERT INTO trusted (folder, hash, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (folder) DO UPDATE SET hash = excluded.hash, at = excluded.at",
            params![id, hash, at],
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::open::tests::open_at;

    #[test]
    fn one_thing_is_trusted_in_each_folder() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        let [one, other] = ["/one", "/other"].map(|path| journal.library_of(path).unwrap());
        assert_eq!(journal.trusted(&one).unwrap(), None);
        journal.trust(&one, "a", 1).unwrap();
        journal.trust(&one, "b", 2).unwrap();
        assert_eq!(journal.trusted(&one).unwrap().as_deref(), Some("b"));
        assert_eq!(journal.trusted(&other).unwrap(), None);
    }
}
