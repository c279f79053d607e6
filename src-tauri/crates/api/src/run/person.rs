//! Who I am: the name that stands in logs. Chosen by the person, else git's `user.name` (read from its files; git is
//! not run), else the system's user name.

use super::Answer;
use crate::App;
use crate::wire::{ErrorCode, Person};
use drillbook_library::git_user;
use std::path::PathBuf;

/// The longest name, in characters.
const LONGEST: usize = 200;

impl App {
    /// Who I am.
    pub fn person(&self) -> Person {
        match self.chosen_name() {
            Some(name) => Person { name, chosen: true },
            None => Person {
                name: self.found_name(),
                chosen: false,
            },
        }
    }

    /// Stores who I am; an empty name goes back to the one that is found.
    pub fn save_person(&self, person: &Person) -> Answer<Person> {
        let name = person.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        let chosen = Some(name.as_str()).filter(|name| !name.is_empty());
        let saved = self.journal()?.save_person(chosen);
        saved.map_err(|error| self.of_journal(&error))?;
        Ok(self.person())
    }

    pub(crate) fn person_name(&self) -> String {
        self.person().name
    }

    fn chosen_name(&self) -> Option<String> {
        self.journal.as_ref()?.person().ok()?
    }

    fn found_name(&self) -> String {
        let library = self.session().and_then(|session| session.root.git_user());
        let name = library.or_else(|| {
            let files = git_settings().into_iter();
            let texts = files.filter_map(|file| std::fs::read_to_string(file).ok());
            texts.into_iter().find_map(|text| git_user(&text))
        });
        let name = name.or_else(|| {
            let names = ["USER", "USERNAME", "LOGNAME"];
            names.iter().find_map(|name| std::env::var(name).ok())
        });
        let clean = |name: String| {
            name.chars()
                .filter(|c| !c.is_control())
                .take(LONGEST)
                .collect::<String>()
        };
        name.map(clean)
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| self.messages().text("person_unknown", &[]))
    }
}

/// Where git keeps a person's settings; the later file wins in git and is looked at first here.
fn git_settings() -> Vec<PathBuf> {
    let Some(base) = directories::BaseDirs::new() else {
        return Vec::new();
    };
    let home = base.home_dir();
    vec![
        home.join(".gitconfig"),
        base.config_dir().join("git/config"),
    ]
}
