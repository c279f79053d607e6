//! Writing. Two things only: a new record below `records/` of the library, and a file laid out anew because a person
//! asked for exactly that.
//!
//! Both are written to a file beside first, synced, and then appear at once under their name. A record never takes the
//! place of anything: a name that is taken is refused. A file is replaced only while it still reads as it did.

use crate::name::DocumentName;
use crate::records::RECORDS;
use crate::root::Root;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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
        let beside = write_beside(&target, bytes)?;
        let placed = place_new(&beside, &target);
        // Linked under its name or refused: what stands beside is not needed any more.
        let removed = fs::remove_file(&beside);
        placed?;
        if removed.is_err() && beside.exists() {
            tracing::warn!("a file beside a record could not be removed");
        }
        sync(&folder)?;
        if fs::read(&target)? != bytes {
            return Err(io::Error::other(
                "the record reads otherwise than it was written",
            ));
        }
        Ok(format!("{RECORDS}/{kind}/{name}"))
    }
}

impl Root {
    /// Replaces the file named `id`, which read `before`, by `after`. Refused with [`io::ErrorKind::ResourceBusy`] where it
    /// reads otherwise by now, and where it is a link or no regular file. Keeps the file's permissions.
    pub fn replace(&self, id: &str, before: &[u8], after: &[u8]) -> io::Result<()> {
        let name = DocumentName::new(id).ok_or(io::ErrorKind::InvalidInput)?;
        let target = self.locate(&name).ok_or(io::ErrorKind::NotFound)?;
        let permissions = target.symlink_metadata()?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let beside = write_beside(&target, after)?;
        let placed = fs::set_permissions(&beside, permissions)
            .and_then(|()| self.unchanged(id, before))
            .and_then(|()| fs::rename(&beside, &target));
        if let Err(error) = placed {
            // Nothing half stays behind; the first error is the one that is told.
            drop(fs::remove_file(&beside));
            return Err(error);
        }
        sync(target.parent().unwrap_or(self.path()))
    }

    fn unchanged(&self, id: &str, before: &[u8]) -> io::Result<()> {
        let limit = u64::try_from(before.len()).unwrap_or(u64::MAX);
        let now = self.read(id, limit).map_err(io::Error::other)?;
        if now.cut || now.bytes != before {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        Ok(())
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
fn enter(folder: &Path) -> io::Result<()> {
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

/// A new file beside the target with the bytes in it, on the disk.
fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let name = target
        .file_name()
        .ok_or(io::ErrorKind::InvalidInput)?
        .to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    match written {
        Ok(()) => Ok(beside),
        Err(error) => {
            // Nothing half stays behind; the first error is the one that is told.
            drop(fs::remove_file(&beside));
            Err(error)
        }
    }
}

/// Gives the file its name unless that is taken: a hard link never replaces. Disks without hard links get a second look and
/// a rename.
fn place_new(beside: &Path, target: &Path) -> io::Result<()> {
    match fs::hard_link(beside, target) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if target.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(beside, target),
    }
}

/// The names in a folder, on the disk.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(folder: &Path) -> Root {
        fs::create_dir(folder.join("library")).unwrap();
        Root::open(&folder.join("library")).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
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
            assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::ResourceBusy);
        }
        root.replace("a.yaml", b"old", b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        for id in ["b.yaml", "../library/a.yaml", ""] {
            assert!(root.replace(id, b"new", b"x").is_err(), "{id}");
        }
        assert_eq!(names(root.path()), ["a.yaml"]);
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
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        root.replace("a.yaml", b"old", b"new").unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
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
