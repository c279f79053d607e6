//! Writing the bytes of a file: of one that somebody edited or had laid out, and of a new record. New documents, and new
//! names of old ones, are [`crate::files`]'.
//!
//! All bytes are written to a file beside first ([`crate::beside`]), on the disk before they get their name. Nothing new ever
//! takes the place of anything, and a file is replaced only while it still reads as it did.

use crate::beside::{Beside, sync};
use crate::name::DocumentName;
use crate::records::RECORDS;
use crate::root::{Error, Root, open_regular};
use std::fs;
use std::io;
use std::path::Path;

/// A file that has its new bytes.
#[derive(Debug)]
#[must_use = "the disk may not have confirmed it"]
pub struct Written {
    /// Why it is not sure that the bytes are on the disk; none where it is.
    pub doubt: Option<io::Error>,
}

impl Written {
    /// Waits for the folder of `target`, and reads the file again.
    pub(crate) fn confirm(target: &Path, bytes: &[u8]) -> Self {
        let folder = target.parent().unwrap_or(target);
        let read = || {
            if fs::read(target)? == bytes {
                Ok(())
            } else {
                Err(io::Error::other("it reads otherwise than it was written"))
            }
        };
        Self {
            doubt: sync(folder).and_then(|()| read()).err(),
        }
    }

    /// An error where the disk did not confirm it.
    pub fn sure(self) -> io::Result<()> {
        self.doubt.map_or(Ok(()), Err)
    }
}

impl Root {
    /// Writes a new record: `records/<kind>/<name>`. Answers with its path in the library. Refused with
    /// [`io::ErrorKind::AlreadyExists`] where the name is taken, and where a folder on the way is a link.
    pub fn add_record(&self, kind: &str, name: &str, bytes: &[u8]) -> io::Result<String> {
        if !is_plain(kind) || !is_plain(name) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "no name for a record",
            ));
        }
        let mut folder = self.path().to_owned();
        for part in [RECORDS, kind] {
            folder.push(part);
            enter(&folder)?;
        }
        let target = folder.join(name);
        if target.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Beside::write(&folder, bytes, None)?.place(&target)?;
        Written::confirm(&target, bytes).sure()?;
        Ok(format!("{RECORDS}/{kind}/{name}"))
    }

    /// Replaces the file named `id`, which read `before`, by `after`. Refused where it reads otherwise by now
    /// ([`Error::Changed`]), may not be written ([`Error::Protected`]), and where it is a link or no regular file. Keeps the
    /// file's permissions.
    pub fn replace(&self, id: &str, before: &[u8], after: &[u8]) -> Result<Written, Error> {
        let name = DocumentName::new(id).ok_or_else(|| Error::BadId { id: id.to_owned() })?;
        let target = self.locate(&name).filter(|target| target.is_file());
        let target = target.ok_or_else(|| Error::NotFound { id: id.to_owned() })?;
        let failed = |source| not_written(id, source);
        let permissions = target.symlink_metadata().map_err(failed)?.permissions();
        if permissions.readonly() {
            return Err(Error::Protected { id: id.to_owned() });
        }
        let folder = target.parent().unwrap_or(self.path());
        let beside = Beside::write(folder, after, Some(permissions)).map_err(failed)?;
        self.unchanged(id, before)?;
        beside.replace(&target).map_err(failed)?;
        Ok(Written::confirm(&target, after))
    }

    /// Waits until the file named `id`, as it reads now, and its name are on the disk.
    pub fn settle(&self, id: &str) -> io::Result<()> {
        let name = DocumentName::new(id).ok_or(io::ErrorKind::InvalidInput)?;
        let path = self.locate(&name).ok_or(io::ErrorKind::NotFound)?;
        open_regular(&path)?.sync_all()?;
        sync(path.parent().unwrap_or(self.path()))
    }

    /// The file still reads `before`.
    pub(crate) fn unchanged(&self, id: &str, before: &[u8]) -> Result<(), Error> {
        let limit = u64::try_from(before.len()).unwrap_or(u64::MAX);
        let now = self.read(id, limit)?;
        if now.cut || now.bytes != before {
            return Err(Error::Changed { id: id.to_owned() });
        }
        Ok(())
    }
}

/// What the system said of a write, as an error of the file.
pub(crate) fn not_written(id: &str, source: io::Error) -> Error {
    let id = id.to_owned();
    match source.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Error::Protected { id }
        }
        _ => Error::NotWritten { id, source },
    }
}

/// Letters, digits, `-` and `.` only, and not in front.
fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.len() <= 100
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
}

/// Makes the folder where it is missing; a link or a file in its place is refused.
pub(crate) fn enter(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made,
    }
    if folder.symlink_metadata()?.is_dir() {
        Ok(())
    } else {
        Err(io::Error::new(
            io::ErrorKind::NotADirectory,
            "not a folder of the library",
        ))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn library(folder: &Path) -> Root {
        fs::create_dir(folder.join("library")).unwrap();
        Root::open(&folder.join("library")).unwrap()
    }

    pub(crate) fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<_> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_record_is_new_and_never_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        assert_eq!(
            root.add_record("runs", "a.json", b"1").unwrap(),
            "records/runs/a.json"
        );
        let again = root.add_record("runs", "a.json", b"2").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        let records = root.path().join("records/runs");
        assert_eq!(fs::read(records.join("a.json")).unwrap(), b"1");
        assert_eq!(names(&records), ["a.json"]);
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        for (kind, name) in [
            ("..", "a"),
            ("runs", "../a"),
            ("runs", "a/b"),
            ("runs", ".a"),
            ("", "a"),
            ("runs", "a\\b"),
        ] {
            assert!(root.add_record(kind, name, b"1").is_err(), "{kind} {name}");
        }
        assert_eq!(names(root.path()), Vec::<String>::new());
    }

    #[test]
    fn a_file_is_replaced_only_while_it_reads_as_it_did() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        let file = root.path().join("a.yaml");
        fs::write(&file, "old").unwrap();
        for before in ["olds", "ol", "new", ""] {
            let refused = root.replace("a.yaml", before.as_bytes(), b"new");
            assert!(matches!(refused, Err(Error::Changed { .. })), "{refused:?}");
        }
        root.replace("a.yaml", b"old", b"new")
            .unwrap()
            .sure()
            .unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        fs::create_dir(root.path().join("folder")).unwrap();
        for id in ["b.yaml", "../library/a.yaml", "", "folder"] {
            assert!(root.replace(id, b"new", b"x").is_err(), "{id}");
        }
        assert_eq!(names(root.path()), ["a.yaml", "folder"]);
    }

    /// A name of 255 bytes leaves no room for an ending.
    #[test]
    fn a_file_with_the_longest_name_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        let name = format!("{}.md", "n".repeat(252));
        fs::write(root.path().join(&name), "old").unwrap();
        root.replace(&name, b"old", b"new").unwrap().sure().unwrap();
        assert_eq!(fs::read(root.path().join(&name)).unwrap(), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn replacing_follows_no_link_and_keeps_permissions() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        fs::write(folder.path().join("outside"), "old").unwrap();
        symlink(folder.path().join("outside"), root.path().join("link.yaml")).unwrap();
        assert!(root.replace("link.yaml", b"old", b"new").is_err());
        assert_eq!(fs::read(folder.path().join("outside")).unwrap(), b"old");
        let file = root.path().join("a.yaml");
        fs::write(&file, "old").unwrap();
        let allow = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        allow(0o640);
        root.replace("a.yaml", b"old", b"new")
            .unwrap()
            .sure()
            .unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        allow(0o440);
        let refused = root.replace("a.yaml", b"new", b"newer");
        assert!(
            matches!(refused, Err(Error::Protected { .. })),
            "{refused:?}"
        );
        assert_eq!(
            (fs::read(&file).unwrap(), root.is_writable("a.yaml")),
            (b"new".to_vec(), false)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_a_link_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        fs::create_dir(folder.path().join("outside")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("outside"), root.path().join("records"))
            .unwrap();
        assert!(root.add_record("runs", "a.json", b"1").is_err());
        assert_eq!(names(&folder.path().join("outside")), Vec::<String>::new());
    }
}
