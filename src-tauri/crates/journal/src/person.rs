//! Who I am: the name that a person chose for the logs.

use crate::open::{Error, Journal};
use rusqlite::OptionalExtension as _;

impl Journal {
    /// The name that was chosen.
    pub fn person(&self) -> Result<Option<String>, Error> {
        let connection = self.connection();
        let found = connection.query_row("SELECT name FROM person", [], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Chooses a name; none forgets the one that was chosen.
    pub fn save_person(&self, name: Option<&str>) -> Result<(), Error> {
        let connection = self.writable()?;
        match name {
            Some(name) => connection.execute(
                "INSERT INTO person (only, name) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET name = excluded.name",
                [name],
            )?,
            None => connection.execute("DELETE FROM person", [])?,
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::open::tests::open_at;

    #[test]
    fn a_name_is_kept_until_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_at(folder.path());
        assert_eq!(journal.person().unwrap(), None);
        journal.save_person(Some("Ayu")).unwrap();
        journal.save_person(Some("Ayu Lestari")).unwrap();
        assert_eq!(journal.person().unwrap().as_deref(), Some("Ayu Lestari"));
        journal.save_person(None).unwrap();
        assert_eq!(journal.person().unwrap(), None);
    }
}
