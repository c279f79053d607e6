//! Names on the disk: new documents and pictures, and documents that get another name. Nothing takes the place of anything,
//! nor gets a name that some system takes for one that is there.

use crate::beside::{Beside, sync};
use crate::name::{DocumentName, is_document, is_written};
use crate::root::{Error, Root};
use crate::write::{Written, enter, not_written};
use ignore::gitignore::Gitignore;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization as _;

/// Names that are tried for a picture.
const TRIES: usize = 1_000;

impl Root {
    /// The id that a new document called `id` would have, or why there cannot be one.
    pub fn new_document(&self, id: &str) -> Result<String, Error> {
        let name = self.listed(id, is_document)?;
        self.seat(&name, None)?;
        Ok(name.as_str().to_owned())
    }

    /// The id that the document `id` would have as `to`, or why it cannot be called so.
    pub fn new_name(&self, id: &str, to: &str) -> Result<String, Error> {
        let (from, name) = (self.existing(id)?, self.listed(to, is_document)?);
        self.seat(&name, Some(&from))?;
        Ok(name.as_str().to_owned())
    }

    /// Makes a document or a file of a scenario. Folders on the way that are missing are made.
    pub fn create(&self, id: &str, bytes: &[u8]) -> Result<Written, Error> {
        let name = self.listed(id, is_written)?;
        let target = self.seat(&name, None)?;
        self.place(&name, &target, bytes)
    }

    /// Stores a picture called `name` in `folder`, under a name that is free there; answers with its id.
    pub fn add_picture(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<String, Error> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "png"));
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        for nth in 1..TRIES {
            let id = match nth {
                1 => format!("{prefix}{stem}.{extension}"),
                nth => format!("{prefix}{stem}-{nth}.{extension}"),
            };
            let name = DocumentName::new(&id).ok_or_else(|| Error::BadId { id: id.clone() })?;
            let placed = self
                .seat(&name, None)
                .and_then(|target| self.place(&name, &target, bytes));
            match placed {
                Err(Error::Taken { .. }) => {}
                placed => {
                    let written = placed?;
                    written.sure().map_err(|source| not_written(&id, source))?;
                    return Ok(id);
                }
            }
        }
        Err(Error::BadId {
            id: name.to_owned(),
        })
    }

    /// Gives the document `id` the name `to`. Folders on the way that are missing are made.
    pub fn relocate(&self, id: &str, to: &str) -> Result<Written, Error> {
        let (from, name) = (self.existing(id)?, self.listed(to, is_document)?);
        let target = self.seat(&name, Some(&from))?;
        let failed = |source| not_written(name.as_str(), source);
        let made = Folders::above(&target).map_err(failed)?;
        rename(&from, &target, same_entry(&from, &target)).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Error::Taken {
                id: to.to_owned(),
                other: name.as_str().to_owned(),
            },
            _ => failed(error),
        })?;
        let folders = [Some(from.as_path()), Some(target.as_path())];
        let synced = folders
            .into_iter()
            .filter_map(|path| path?.parent())
            .try_for_each(sync);
        Ok(Written {
            doubt: synced.and_then(|()| made.keep()).err(),
        })
    }

    fn existing(&self, id: &str) -> Result<PathBuf, Error> {
        let name = DocumentName::new(id).ok_or_else(|| Error::BadId { id: id.to_owned() })?;
        let path = self
            .locate(&name)
            .filter(|path| is_document(id) && path.is_file());
        path.ok_or_else(|| Error::NotFound { id: id.to_owned() })
    }

    /// The name of a file of this sort that a walk would list.
    fn listed(&self, id: &str, of_sort: fn(&str) -> bool) -> Result<DocumentName, Error> {
        let name = DocumentName::new(id).filter(|name| of_sort(name.as_str()));
        let name = name.ok_or_else(|| Error::BadId { id: id.to_owned() })?;
        let hidden = name.as_str().split('/').any(|part| part.starts_with('.'));
        if hidden || self.is_ignored(&name) {
            return Err(Error::Unlisted { id: id.to_owned() });
        }
        Ok(name)
    }

    /// Whether the files that say so have the walk pass over it; the innermost counts.
    fn is_ignored(&self, name: &DocumentName) -> bool {
        let path = self.path().join(name.as_str());
        let folders = path.ancestors().skip(1);
        let inside = folders.take_while(|folder| folder.starts_with(self.path()));
        let rules = inside.flat_map(|folder| {
            [".ignore", ".gitignore"].map(|file| Gitignore::new(folder.join(file)).0)
        });
        let said = rules.map(|rules| {
            let found = rules.matched_path_or_any_parents(&path, false);
            (!found.is_none()).then(|| found.is_ignore())
        });
        said.flatten().next().unwrap_or(false)
    }

    /// Where a file called `name` would lie. Refused where something has the name, or one that differs in upper and lower case
    /// or in Unicode form only; `own` is the file that is to be called so.
    fn seat(&self, name: &DocumentName, own: Option<&Path>) -> Result<PathBuf, Error> {
        let mut path = self.path().to_owned();
        let parts: Vec<&str> = name.as_str().split('/').collect();
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            match twin(&path, part) {
                Some((found, true)) if !last && is_folder(&found) => path = found,
                Some((found, _)) if !last || Some(&*found) != own => {
                    return Err(Error::Taken {
                        id: name.as_str().to_owned(),
                        other: self.inside(&found),
                    });
                }
                _ => path.push(part),
            }
        }
        Ok(path)
    }

    fn inside(&self, path: &Path) -> String {
        let inside = path.strip_prefix(self.path()).unwrap_or(path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    /// Writes a new file at `target`.
    fn place(&self, name: &DocumentName, target: &Path, bytes: &[u8]) -> Result<Written, Error> {
        let id = name.as_str();
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists => Error::Taken {
                id: id.to_owned(),
                other: id.to_owned(),
            },
            _ => not_written(id, source),
        };
        let made = Folders::above(target).map_err(failed)?;
        let folder = target.parent().unwrap_or(self.path());
        let beside = Beside::write(folder, bytes, None).map_err(failed)?;
        beside.place(target).map_err(failed)?;
        let mut written = Written::confirm(target, bytes);
        let kept = made.keep();
        written.doubt = written.doubt.or(kept.err());
        Ok(written)
    }
}

/// What `folder` holds under this name, or under one that some systems take for the same; and whether it is spelt the same.
fn twin(folder: &Path, part: &str) -> Option<(PathBuf, bool)> {
    let mut alike = None;
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().map(|name| name.nfc().collect::<String>()) else {
            continue;
        };
        if name == part {
            return Some((entry.path(), true));
        }
        if name.to_lowercase() == part.to_lowercase() {
            alike = Some((entry.path(), false));
        }
    }
    alike
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir())
}

/// Two spellings of one name in one folder.
fn same_entry(a: &Path, b: &Path) -> bool {
    let folded = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.nfc().collect::<String>().to_lowercase()
    };
    a.parent() == b.parent() && folded(a) == folded(b)
}

/// Gives a file another name; a hard link first, which never replaces. Another spelling of its own name can replace nothing.
fn rename(from: &Path, target: &Path, respelt: bool) -> io::Result<()> {
    if respelt {
        return fs::rename(from, target);
    }
    match fs::hard_link(from, target) {
        Ok(()) => fs::remove_file(from).inspect_err(|_| {
            // It stays where it was; the first error is the one that is told.
            let _ = fs::remove_file(target);
        }),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if target.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, target),
    }
}

/// Folders that were made for a file; without it they go away again.
struct Folders(Vec<PathBuf>);

impl Folders {
    /// Makes those above `target` that are missing.
    fn above(target: &Path) -> io::Result<Self> {
        let mut made = Self(Vec::new());
        let folders = target.ancestors().skip(1);
        let mut missing: Vec<&Path> = folders
            .take_while(|folder| folder.symlink_metadata().is_err())
            .collect();
        missing.reverse();
        for folder in missing {
            enter(folder)?;
            made.0.push(folder.to_owned());
        }
        Ok(made)
    }

    /// They stay, on the disk.
    fn keep(mut self) -> io::Result<()> {
        let made = std::mem::take(&mut self.0);
        made.iter()
            .filter_map(|folder| folder.parent())
            .try_for_each(sync)
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        // Only empty ones go: what somebody put in meanwhile keeps its folder.
        for folder in self.0.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::tests::{library, names};

    /// What became of it, then every file of the library.
    fn check(root: &Root, done: Result<Written, Error>, expected: &str) {
        let done = match done.map(Written::sure) {
            Ok(sure) => format!("{sure:?}"),
            Err(error) => error.to_string(),
        };
        let walk = root.walk();
        let documents: Vec<_> = walk.documents.into_iter().map(|entry| entry.id).collect();
        assert_eq!(format!("{done} | {}", documents.join(" ")), expected);
    }

    #[test]
    fn a_document_is_new_and_takes_nobodys_place() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        check(&root, root.create("a/b/c.md", b"1"), "Ok(()) | a/b/c.md");
        for (id, other) in [
            ("a/b/c.md", "a/b/c.md"),
            ("a/b/C.md", "a/b/c.md"),
            ("A/x.md", "a"),
            ("a/b/c.md/d.md", "a/b/c.md"),
        ] {
            let said = format!("`{id}`: `{other}` is there already | a/b/c.md");
            check(&root, root.create(id, b"2"), &said);
        }
        assert_eq!(fs::read(root.path().join("a/b/c.md")).unwrap(), b"1");
        fs::write(root.path().join("u\u{308}.md"), "decomposed").unwrap();
        check(
            &root,
            root.create("ü.md", b"2"),
            "`ü.md`: `u\u{308}.md` is there already | a/b/c.md ü.md",
        );
    }

    #[test]
    fn names_that_would_not_be_listed_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        fs::write(root.path().join(".gitignore"), "drafts/\n*.tmp.md\n").unwrap();
        for id in [
            "a.txt",
            "../a.md",
            "con.md",
            "a",
            "",
            "a/../b.md",
            "x/.git/a.md",
        ] {
            check(
                &root,
                root.create(id, b"1"),
                &format!("`{id}` names no file of a library | "),
            );
        }
        for id in [".a.md", "drafts/a.md", "a.tmp.md", ".x/a.md"] {
            check(
                &root,
                root.create(id, b"1"),
                &format!("`{id}` would not be listed | "),
            );
        }
        assert_eq!(names(root.path()), [".gitignore"]);
    }

    #[test]
    fn a_document_moves_and_takes_nobodys_place() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        for id in ["a.md", "b.md"] {
            root.create(id, id.as_bytes()).unwrap().sure().unwrap();
        }
        let taken = "`b.md`: `b.md` is there already | a.md b.md";
        check(&root, root.relocate("a.md", "b.md"), taken);
        check(
            &root,
            root.relocate("a.md", "x/y/a.md"),
            "Ok(()) | b.md x/y/a.md",
        );
        check(
            &root,
            root.relocate("b.md", "B.md"),
            "Ok(()) | B.md x/y/a.md",
        );
        check(
            &root,
            root.relocate("b.md", "c.md"),
            "`b.md` is not in the library | B.md x/y/a.md",
        );
        assert_eq!(fs::read(root.path().join("x/y/a.md")).unwrap(), b"a.md");
    }

    #[test]
    fn a_picture_gets_a_free_name() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        let add = |folder, name| root.add_picture(folder, name, b"x").unwrap();
        assert_eq!(add("images", "disk.png"), "images/disk.png");
        assert_eq!(add("images", "Disk.png"), "images/Disk-2.png");
        assert_eq!(add("", "disk.png"), "disk.png");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_made_behind_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        fs::create_dir(folder.path().join("outside")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("outside"), root.path().join("up")).unwrap();
        check(
            &root,
            root.create("up/a.md", b"1"),
            "`up/a.md`: `up` is there already | ",
        );
        assert!(root.add_picture("up", "a.png", b"1").is_err());
        root.create("a.md", b"1").unwrap().sure().unwrap();
        check(
            &root,
            root.relocate("a.md", "up/a.md"),
            "`up/a.md`: `up` is there already | a.md",
        );
        assert_eq!(names(&folder.path().join("outside")), Vec::<String>::new());
    }

    /// Folders that were made for a file that did not come go away again.
    #[cfg(unix)]
    #[test]
    fn what_fails_leaves_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        let made = Folders::above(&root.path().join("a/b/c.md")).unwrap();
        assert_eq!(names(root.path()), ["a"]);
        drop(made);
        assert_eq!(names(root.path()), Vec::<String>::new());
    }
}
