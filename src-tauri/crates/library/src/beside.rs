//! A file beside the one that is meant: the bytes are on the disk before they get their name, so that under it stand the
//! old ones or the new ones, never a part.
//!
//! Its name begins with a dot, which walks and watchers pass over. It is locked while somebody writes it: one that nobody
//! holds was left by a process that was killed, and the next who writes in that folder takes it away.

use crate::root::open_regular;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

const PREFIX: &str = ".drillbook-";
const SUFFIX: &str = ".part";

/// Names that are tried: those of a killed process with the same number may still be there.
const TRIES: u32 = 100;

/// A file in the making; dropped without being placed, it goes away.
pub(crate) struct Beside {
    path: PathBuf,
    /// Held as long as it is in the making.
    file: File,
}

impl Beside {
    /// Writes `bytes` into a new file in `folder`, with `permissions` where they are given, and waits for the disk.
    pub(crate) fn write(
        folder: &Path,
        bytes: &[u8],
        permissions: Option<Permissions>,
    ) -> io::Result<Self> {
        clear(folder);
        let mut beside = Self::open(folder, permissions.is_some())?;
        // A disk without locks is written all the same.
        let _ = beside.file.try_lock();
        beside.file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            beside.file.set_permissions(permissions)?;
        }
        beside.file.sync_all()?;
        Ok(beside)
    }

    /// A new file; one that will get permissions of its own is nobody else's until then.
    fn open(folder: &Path, private: bool) -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let process = std::process::id();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        for _ in 0..TRIES {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{PREFIX}{process}-{number}{SUFFIX}"));
            match options.open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                opened => return opened.map(|file| Self { path, file }),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Takes the place of `target`.
    pub(crate) fn replace(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }

    /// Gets the name `target` unless that is taken: a hard link never replaces. Disks without hard links get a second look
    /// and a rename.
    pub(crate) fn place(self, target: &Path) -> io::Result<()> {
        match fs::hard_link(&self.path, target) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) if target.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&self.path, target),
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Renamed, it is not there any more; what cannot be removed, the next who writes here takes away.
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes away what killed processes left.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) {
            continue;
        }
        let left = open_regular(&entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left && let Err(error) = fs::remove_file(entry.path()) {
            tracing::warn!(%error, "what a killed process left could not be removed");
        }
    }
}

/// The names in a folder, on the disk.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<_> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_not_placed_goes_away_and_a_taken_name_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let write = |bytes: &[u8]| Beside::write(folder.path(), bytes, None).unwrap();
        drop(write(b"x"));
        assert_eq!(names(folder.path()), Vec::<String>::new());
        let target = folder.path().join("a");
        write(b"1").place(&target).unwrap();
        assert!(write(b"2").place(&target).is_err());
        assert_eq!(fs::read(&target).unwrap(), b"1");
        write(b"3").replace(&target).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"3");
        assert_eq!(names(folder.path()), ["a"]);
    }

    /// What nobody holds is taken away; what somebody holds, or is not ours, stays.
    #[test]
    fn leavings_of_killed_processes_are_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let held = Beside::write(folder.path(), b"held", None).unwrap();
        fs::write(folder.path().join(".drillbook-1-0.part"), "left").unwrap();
        fs::write(folder.path().join(".other.part"), "not ours").unwrap();
        drop(Beside::write(folder.path(), b"x", None).unwrap());
        let held = held
            .path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let mut expected = vec![held, ".other.part".to_owned()];
        expected.sort();
        assert_eq!(names(folder.path()), expected);
    }
}
