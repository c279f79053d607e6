//! Patterns that name files of a library, as `.gitignore` writes them.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns such as `runbooks/legacy/`, `*.draft.md` and `!runbooks/legacy/kept.md`; a later one wins over an earlier.
#[derive(Clone, Debug)]
pub struct Patterns(Gitignore);

impl Patterns {
    /// Reads patterns; where one means nothing, which it is (from 0) and what is wrong with it.
    pub fn new(patterns: &[String]) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        for (at, pattern) in patterns.iter().enumerate() {
            builder
                .add_line(None, pattern)
                .map_err(|error| (at, error.to_string()))?;
        }
        builder
            .build()
            .map(Self)
            .map_err(|error| (0, error.to_string()))
    }

    /// Whether they name the file `id`, or a folder that it lies in.
    pub fn name(&self, id: &str) -> bool {
        self.0.matched_path_or_any_parents(id, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(patterns: &[&str], named: &[&str], others: &[&str]) {
        let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        let patterns = Patterns::new(&patterns).unwrap();
        for id in named {
            assert!(patterns.name(id), "{id}");
        }
        for id in others {
            assert!(!patterns.name(id), "{id}");
        }
    }

    #[test]
    fn names_files_and_folders() {
        check(
            &["runbooks/legacy/"],
            &["runbooks/legacy/a.md", "runbooks/legacy/b/c.md"],
            &["runbooks/a.md", "legacy/a.md"],
        );
        check(
            &["*.draft.md", "!keep.draft.md"],
            &["a/b.draft.md"],
            &["a/keep.draft.md", "a/b.md"],
        );
        check(&["/a.md"], &["a.md"], &["b/a.md"]);
        check(&[], &[], &["a.md"]);
    }

    #[test]
    fn says_which_pattern_means_nothing() {
        let patterns = ["a.md".to_owned(), "[z-a].md".to_owned()];
        assert_eq!(Patterns::new(&patterns).unwrap_err().0, 1);
    }
}
