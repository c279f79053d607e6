//! The versions of a document that the history holds, and who wrote what. Only reads: nothing that the repository names
//! is run, so it needs no trust.

use super::GitError;
use super::process::{Ask, Manner};
use super::repository::{Repository, is_commit};
use super::status::{Commit, FORMAT, read_commit};
use crate::name::DocumentName;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Who wrote a commit, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

/// A version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The commit that made it.
    pub commit: Commit,
    /// The document's path in the repository at that time.
    pub path: String,
    /// What the commit did.
    pub change: VersionChange,
}

/// What a commit did to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionChange {
    /// It is the first version.
    Added,
    /// It changed the text.
    Modified,
    /// It gave the document another path, possibly another text too.
    Renamed {
        /// The former path in the repository.
        from: String,
    },
    /// It removed the document.
    Deleted,
}

impl Repository {
    /// The versions of the document `id` of the library, the latest first, through its renames. At most `most`.
    pub fn versions(&self, id: &str, most: u32) -> Result<Vec<Version>, GitError> {
        let name = DocumentName::new(id).ok_or(GitError::NoVersion)?;
        if self.head().is_none() {
            return Ok(Vec::new());
        }
        let count = format!("--max-count={most}");
        let arguments = [
            "log",
            "--follow",
            "-M",
            "-z",
            "--name-status",
            "--no-ext-diff",
            "--no-textconv",
            "--encoding=UTF-8",
            FORMAT,
            &count,
        ];
        let paths = [format!("{}{}", self.prefix(), name.as_str())];
        let mut ask = Ask::new(Manner::Reading, &arguments);
        ask.paths = &paths;
        Ok(read(&self.run(&ask)?.fine()?.text()))
    }

    /// The bytes of `path` (a path in the repository, as a [`Version`] names it) at `commit`. At most `limit`.
    pub fn bytes_at(&self, commit: &str, path: &str, limit: usize) -> Result<Vec<u8>, GitError> {
        if !is_commit(commit) || DocumentName::new(path).is_none() {
            return Err(GitError::NoVersion);
        }
        self.blob(&format!("{commit}:{path}"), limit)
    }

    /// The bytes of an object.
    pub(super) fn blob(&self, name: &str, limit: usize) -> Result<Vec<u8>, GitError> {
        let arguments = ["cat-file", "blob", name];
        let mut ask = Ask::new(Manner::Reading, &arguments);
        ask.limit = limit;
        let answer = self.run(&ask)?;
        if answer.cut {
            return Err(GitError::TooLarge);
        }
        match answer.fine() {
            Ok(answer) => Ok(answer.out),
            Err(GitError::Failed { .. }) => Err(GitError::NoVersion),
            Err(error) => Err(error),
        }
    }

    /// Who committed each file below `folder` of the library, by its path there. None where more than one commit had a hand
    /// in it: whoever is named wrote all of it.
    pub fn authors_in(&self, folder: &str) -> Result<BTreeMap<String, Option<Author>>, GitError> {
        let name = DocumentName::new(folder).ok_or(GitError::NoVersion)?;
        if self.head().is_none() {
            return Ok(BTreeMap::new());
        }
        let arguments = [
            "log",
            "-m",
            "-z",
            "--no-renames",
            "--name-status",
            "--no-ext-diff",
            "--no-textconv",
            "--encoding=UTF-8",
            FORMAT,
        ];
        let paths = [format!("{}{}", self.prefix(), name.as_str())];
        let mut ask = Ask::new(Manner::Reading, &arguments);
        ask.paths = &paths;
        ask.limit = 64 * 1024 * 1024;
        let answer = self.run(&ask)?.fine()?;
        if answer.cut {
            return Err(GitError::TooLarge);
        }
        Ok(self.sole_authors(&answer.text()))
    }

    fn sole_authors(&self, text: &str) -> BTreeMap<String, Option<Author>> {
        let mut by_path: BTreeMap<String, Option<Commit>> = BTreeMap::new();
        for (commit, changes) in commits(text) {
            for (letter, path) in changes {
                let Some(path) = path.strip_prefix(self.prefix()) else {
                    continue;
                };
                let sole = (letter == 'A').then(|| commit.clone());
                match by_path.entry(path.to_owned()) {
                    Entry::Vacant(entry) => {
                        entry.insert(sole);
                    }
                    Entry::Occupied(mut entry) if sole.is_none() => {
                        entry.insert(None);
                    }
                    // A merge tells of a file that a branch brought in once more; the branch's own commit is older.
                    Entry::Occupied(mut entry) if entry.get().is_some() => {
                        entry.insert(sole);
                    }
                    Entry::Occupied(_) => {}
                }
            }
        }
        let sole = by_path.into_iter();
        sole.map(|(path, commit)| (path, commit.map(|commit| commit.author)))
            .collect()
    }

    /// The files below `folder` of the library that read otherwise on disk than they were committed, by their paths there.
    /// Looks at them through the filters that the repository's settings name: only where it is trusted.
    pub fn altered_in(&self, folder: &str) -> Result<BTreeSet<String>, GitError> {
        let name = DocumentName::new(folder).ok_or(GitError::NoVersion)?;
        if self.head().is_none() {
            return Ok(BTreeSet::new());
        }
        let arguments = [
            "diff",
            "-z",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "HEAD",
        ];
        let paths = [format!("{}{}", self.prefix(), name.as_str())];
        let mut ask = Ask::new(Manner::Looking, &arguments);
        ask.paths = &paths;
        let answer = self.run(&ask)?.fine()?;
        if answer.cut {
            return Err(GitError::TooLarge);
        }
        let text = answer.text();
        let own = text
            .split('\0')
            .filter_map(|path| path.strip_prefix(self.prefix()));
        Ok(own
            .filter(|path| !path.is_empty())
            .map(str::to_owned)
            .collect())
    }
}

/// The commits of `log -z --name-status` with [`FORMAT`], each with the letters and paths behind it.
fn commits(text: &str) -> Vec<(Commit, Vec<(char, String)>)> {
    let mut found: Vec<(Commit, Vec<(char, String)>)> = Vec::new();
    let mut parts = text.split('\0').peekable();
    while let Some(part) = parts.next() {
        if let Some(commit) = read_commit(part) {
            found.push((commit, Vec::new()));
            continue;
        }
        let Some(letter) = part.trim_start_matches('\n').chars().next() else {
            continue;
        };
        let paths = if matches!(letter, 'R' | 'C') { 2 } else { 1 };
        for _ in 0..paths {
            if let (Some(path), Some((_, changes))) = (parts.next(), found.last_mut()) {
                changes.push((letter, path.to_owned()));
            }
        }
    }
    found
}

fn read(text: &str) -> Vec<Version> {
    let version = |(commit, changes): (Commit, Vec<(char, String)>)| {
        let (letter, path) = changes.last()?.clone();
        let change = match letter {
            'A' => VersionChange::Added,
            'D' => VersionChange::Deleted,
            'R' | 'C' => VersionChange::Renamed {
                from: changes.first()?.1.clone(),
            },
            _ => VersionChange::Modified,
        };
        Some(Version {
            commit,
            path,
            change,
        })
    };
    commits(text).into_iter().filter_map(version).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::testing::Scene;
    use std::fs;

    fn told(scene: &Scene, id: &str) -> Vec<String> {
        let versions = scene.repository().versions(id, 50).unwrap();
        let line = |version: &Version| {
            let Commit {
                author, subject, ..
            } = &version.commit;
            format!(
                "{subject} by {}: {:?} {}",
                author.name, version.change, version.path
            )
        };
        versions.iter().map(line).collect()
    }

    #[test]
    fn a_document_has_its_versions_through_its_renames() {
        let Some(scene) = Scene::new() else { return };
        scene.commit("a.md", "# A\n\nOne two three four.\nFive six.\n");
        fs::create_dir(scene.path("docs")).unwrap();
        scene.git(&["mv", "a.md", "docs/b.md"]);
        scene.git(&["commit", "-qm", "move"]);
        scene.commit("docs/b.md", "# A\n\nOne two three four.\nFive six seven.\n");
        assert_eq!(
            told(&scene, "docs/b.md"),
            [
                "docs/b.md by Ayu: Modified docs/b.md",
                "move by Ayu: Renamed { from: \"a.md\" } docs/b.md",
                "a.md by Ayu: Modified a.md",
                "first by Ayu: Added a.md",
            ]
        );
        assert_eq!(told(&scene, "none.md"), Vec::<String>::new());
    }

    #[test]
    fn a_version_reads_as_it_did() {
        let Some(scene) = Scene::new() else { return };
        let repository = scene.repository();
        let first = repository.versions("a.md", 1).unwrap().remove(0);
        scene.commit("a.md", "# Other\r\n");
        let at = |commit: &str, path: &str, limit| repository.bytes_at(commit, path, limit);
        assert_eq!(at(&first.commit.id, "a.md", 100).unwrap(), b"# A\n");
        assert_eq!(at(&first.commit.id, "a.md", 2), Err(GitError::TooLarge));
        for (commit, path) in [
            (first.commit.id.as_str(), "b.md"),
            (&first.commit.id, "../a.md"),
            ("HEAD", "a.md"),
            ("--help", "a.md"),
            ("0000000000000000000000000000000000000000", "a.md"),
        ] {
            assert_eq!(at(commit, path, 100), Err(GitError::NoVersion), "{path}");
        }
    }

    #[test]
    fn what_reads_otherwise_on_disk_than_it_was_committed_is_named() {
        let Some(scene) = Scene::new() else { return };
        scene.commit("records/acks/a.json", "{}");
        scene.commit("records/acks/b.json", "{}");
        scene.write("records/acks/b.json", "{ }");
        scene.write("records/acks/c.json", "{}");
        let altered = scene.repository().altered_in("records").unwrap();
        assert_eq!(Vec::from_iter(altered), ["records/acks/b.json"]);
    }

    #[test]
    fn only_who_wrote_all_of_a_record_is_its_author() {
        let Some(scene) = Scene::new() else { return };
        scene.commit("records/acks/a.json", "{}");
        scene.commit("records/acks/b.json", "{}");
        scene.git(&["config", "user.name", "Budi"]);
        scene.commit("records/acks/b.json", "{ }");
        scene.commit("records/acks/c.json", "{}");
        scene.write("records/acks/d.json", "{}");
        let authors = scene.repository().authors_in("records").unwrap();
        let told: Vec<_> = authors
            .iter()
            .map(|(path, author)| match author {
                Some(author) => format!("{path}: {} {}", author.name, author.email),
                None => format!("{path}: several"),
            })
            .collect();
        assert_eq!(
            told,
            [
                "records/acks/a.json: Ayu ayu@x.example",
                "records/acks/b.json: several",
                "records/acks/c.json: Budi ayu@x.example"
            ]
        );
    }
}
