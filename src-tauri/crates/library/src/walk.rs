//! Which files a library holds.

use crate::name::{DocumentName, is_document};
use crate::root::Root;
use ignore::{DirEntry, WalkBuilder};
use std::path::Path;
use std::time::UNIX_EPOCH;
use unicode_normalization::UnicodeNormalization as _;

/// A file of the library as the walk saw it, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Its id: the path in the library.
    pub id: String,
    /// Size in bytes.
    pub size: u64,
    /// Last change in nanoseconds since 1970, zero where the system does not tell. A hint that the
    /// content may be the same; never a proof.
    pub modified: i128,
}

/// Why something was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkippedWhy {
    /// A link of the file system, or a device, a FIFO, a socket.
    NotFollowed,
    /// The system refused; what it said.
    Unreadable(String),
    /// A name that some systems cannot store, or that is not Unicode.
    Unportable,
    /// Another file differs only in case or Unicode form; its id.
    Clash(String),
}

/// Something that looks like a document or a folder and was left out, or is kept with a problem
/// ([`SkippedWhy::Clash`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its path in the library, as well as it can be written.
    pub path: String,
    /// Why.
    pub why: SkippedWhy,
}

/// What a walk found. Everything is sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The documents.
    pub documents: Vec<FileEntry>,
    /// All other files, by id: what links and images can lead to.
    pub files: Vec<String>,
    /// What was left out, and why.
    pub skipped: Vec<Skipped>,
}

impl Root {
    /// Walks the folder. Hidden entries and those that a `.gitignore` names are passed over, as
    /// their owner asked; anything else that is left out is in [`Walk::skipped`].
    pub fn walk(&self) -> Walk {
        let mut walk = Walk::default();
        let entries = WalkBuilder::new(self.path())
            .follow_links(false)
            .require_git(false)
            .git_global(false)
            .parents(false)
            .build();
        for entry in entries {
            match entry {
                Ok(entry) => walk.add(self.path(), &entry),
                Err(error) => walk.skip(
                    &error_path(self.path(), &error),
                    SkippedWhy::Unreadable(error.to_string()),
                ),
            }
        }
        walk.documents.sort_by(|a, b| a.id.cmp(&b.id));
        walk.files.sort();
        walk.find_clashes();
        walk
    }
}

impl Walk {
    fn add(&mut self, root: &Path, entry: &DirEntry) {
        let Some(kind) = entry.file_type().filter(|_| entry.depth() > 0) else {
            return;
        };
        if kind.is_dir() {
            return;
        }
        let path = relative(root, entry.path());
        let matters = is_document(&path) || kind.is_symlink();
        match (
            kind.is_file(),
            DocumentName::new(&path),
            entry.path().to_str(),
        ) {
            (false, ..) if matters => self.skip(&path, SkippedWhy::NotFollowed),
            (false, ..) => {}
            (true, Some(name), Some(_)) if is_document(&path) => self.add_document(&name, entry),
            (true, Some(name), Some(_)) => self.files.push(name.as_str().to_owned()),
            _ if matters => self.skip(&path, SkippedWhy::Unportable),
            _ => {}
        }
    }

    fn add_document(&mut self, name: &DocumentName, entry: &DirEntry) {
        match entry.metadata() {
            Ok(metadata) => self.documents.push(FileEntry {
                id: name.as_str().to_owned(),
                size: metadata.len(),
                modified: metadata
                    .modified()
                    .ok()
                    .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
                    .and_then(|since| i128::try_from(since.as_nanos()).ok())
                    .unwrap_or(0),
            }),
            Err(error) => self.skip(name.as_str(), SkippedWhy::Unreadable(error.to_string())),
        }
    }

    fn skip(&mut self, path: &str, why: SkippedWhy) {
        self.skipped.push(Skipped {
            path: path.to_owned(),
            why,
        });
    }

    /// Names that one file system tells apart and another does not. Two files with the very same id
    /// (one name composed, one decomposed) cannot both be read: the second is left out.
    fn find_clashes(&mut self) {
        let mut by_fold: Vec<(String, String)> = self
            .documents
            .iter()
            .map(|entry| (entry.id.to_lowercase(), entry.id.clone()))
            .collect();
        by_fold.sort();
        for pair in by_fold.windows(2) {
            if pair[0].0 == pair[1].0 {
                self.skip(&pair[1].1.clone(), SkippedWhy::Clash(pair[0].1.clone()));
            }
        }
        self.documents.dedup_by(|a, b| a.id == b.id);
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").nfc().collect()
}

fn error_path(root: &Path, error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { path, .. } => relative(root, path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            error_path(root, err)
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn check(files: &[&str], expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(
                path,
                if file.ends_with(".gitignore") {
                    "drafts/\n*.tmp.md\n"
                } else {
                    "x"
                },
            )
            .unwrap();
        }
        let walk = Root::open(folder.path()).unwrap().walk();
        let documents: Vec<_> = walk
            .documents
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();
        let skipped: Vec<_> = walk
            .skipped
            .iter()
            .map(|skipped| format!("{} {:?}", skipped.path, skipped.why))
            .collect();
        assert_eq!(
            format!(
                "{} | {} | {}",
                documents.join(" "),
                walk.files.join(" "),
                skipped.join(" ")
            ),
            expected
        );
    }

    #[test]
    fn lists_documents_and_other_files() {
        check(
            &["b.md", "a/c.adoc", "a/x.png", "d.md.erb", ".hidden.md"],
            "a/c.adoc b.md d.md.erb | a/x.png | ",
        );
    }

    #[test]
    fn respects_gitignore_without_a_repository() {
        check(
            &[".gitignore", "a.md", "a.tmp.md", "drafts/b.md"],
            "a.md |  | ",
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_other_systems_confuse_are_reported() {
        check(&["A.md", "a.md"], r#"A.md a.md |  | a.md Clash("A.md")"#);
        check(&["con.md"], " |  | con.md Unportable");
        check(&["ü.md", "u\u{308}.md"], r#"ü.md |  | ü.md Clash("ü.md")"#);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_listed_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/", folder.path().join("root")).unwrap();
        let walk = Root::open(folder.path()).unwrap().walk();
        assert_eq!(
            walk.skipped,
            [Skipped {
                path: "root".into(),
                why: SkippedWhy::NotFollowed
            }]
        );
    }
}
