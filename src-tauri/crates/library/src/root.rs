//! The opened folder, and the one way to a file's bytes.

use crate::name::DocumentName;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use unicode_normalization::UnicodeNormalization as _;

/// What can go wrong with a library's folder or file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder is not there, is no folder, or may not be read.
    #[error("`{path}` cannot be read as a folder: {source}")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The id can never name a file of a library.
    #[error("`{id}` names no file of a library")]
    BadId {
        /// The id as it came.
        id: String,
    },
    /// No such file, or one that lies outside the library, or no regular file.
    #[error("`{id}` is not in the library")]
    NotFound {
        /// The id asked for.
        id: String,
    },
    /// The file is there but could not be read.
    #[error("`{id}` could not be read: {source}")]
    Unreadable {
        /// The id asked for.
        id: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file reads otherwise than whoever writes it believes: nothing was written.
    #[error("`{id}` has changed")]
    Changed {
        /// The id.
        id: String,
    },
    /// The file's permissions forbid to write it: nothing was written.
    #[error("`{id}` may not be written")]
    Protected {
        /// The id.
        id: String,
    },
    /// Another file or folder has the name, or one that some systems take for the same.
    #[error("`{id}`: `{other}` is there already")]
    Taken {
        /// The id that was asked for.
        id: String,
        /// What is there.
        other: String,
    },
    /// A file of this name would not be listed: a part of it begins with a dot, or the library's owner has such files ignored.
    #[error("`{id}` would not be listed")]
    Unlisted {
        /// The id.
        id: String,
    },
    /// The file could not be written: it is as it was.
    #[error("`{id}` could not be written: {source}")]
    NotWritten {
        /// The id.
        id: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file could not be put into the system's bin: it is where it was.
    #[error("`{id}` could not be put into the bin: {problem}")]
    NotBinned {
        /// The id.
        id: String,
        /// What the bin said.
        problem: String,
    },
}

/// The bytes of a file, possibly its beginning only.
#[derive(Debug)]
pub struct FileBytes {
    /// What was read.
    pub bytes: Vec<u8>,
    /// The whole file's size.
    pub size: u64,
    /// There is more than was read.
    pub cut: bool,
}

/// What tells whether a file is still the one that was looked at, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    size: u64,
    modified: Option<SystemTime>,
}

/// The folder of a library, by its canonical path. Opening it reads and writes nothing in it.
#[derive(Clone, Debug)]
pub struct Root {
    path: PathBuf,
}

impl Root {
    /// Opens `folder`.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let fail = |source| Error::Folder {
            path: folder.to_owned(),
            source,
        };
        let path = folder.canonicalize().map_err(fail)?;
        fs::read_dir(&path).map_err(fail)?;
        Ok(Self { path })
    }

    /// Opens the folder above the one that `file` stands in, so that its neighbours can be read too; with the file's id
    /// there. For files that a person named, which need not be of a library.
    pub fn around(file: &Path) -> Result<(Self, String), Error> {
        let fail = |source| Error::Folder {
            path: file.to_owned(),
            source,
        };
        let file = file.canonicalize().map_err(fail)?;
        let folder = file.parent().unwrap_or(&file);
        let root = Self::open(folder.parent().unwrap_or(folder))?;
        let inside = file.strip_prefix(&root.path).unwrap_or(&file);
        let parts: Vec<_> = inside
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        Ok((root, parts.join("/")))
    }

    /// The canonical path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder's own name, or its whole path where it has none.
    pub fn name(&self) -> String {
        self.path
            .file_name()
            .unwrap_or(self.path.as_os_str())
            .to_string_lossy()
            .into_owned()
    }

    /// The folder can be read now. A network drive that hangs, hangs here too: ask from a worker.
    pub fn is_available(&self) -> bool {
        fs::read_dir(&self.path).is_ok()
    }

    /// Reads the file named `id`, at most `limit` bytes of it. Links are not followed, and only
    /// regular files are opened.
    pub fn read(&self, id: &str, limit: u64) -> Result<FileBytes, Error> {
        let name = DocumentName::new(id).ok_or_else(|| Error::BadId { id: id.to_owned() })?;
        let path = self
            .locate(&name)
            .ok_or_else(|| Error::NotFound { id: id.to_owned() })?;
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => Error::NotFound { id: id.to_owned() },
            _ => Error::Unreadable {
                id: id.to_owned(),
                source,
            },
        };
        let file = open_regular(&path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
        file.take(limit)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let cut = size > bytes.len() as u64;
        Ok(FileBytes { bytes, size, cut })
    }

    /// What the system says of the regular file named `id`; none where there is none. Reads nothing of it.
    pub fn stamp(&self, id: &str) -> Option<FileStamp> {
        let path = DocumentName::new(id).and_then(|name| self.locate(&name))?;
        let about = path.symlink_metadata().ok()?;
        about.is_file().then(|| FileStamp {
            size: about.len(),
            modified: about.modified().ok(),
        })
    }

    /// There is a folder of this name.
    pub fn has_folder(&self, id: &str) -> bool {
        let path = DocumentName::new(id).and_then(|name| self.locate(&name));
        path.is_some_and(|path| path.is_dir())
    }

    /// The names of the regular files that stand in `folder` itself, sorted; `""` is the library's own folder.
    pub fn files_in(&self, folder: &str) -> Vec<String> {
        let folder = folder.trim_end_matches('/');
        let path = match DocumentName::new(folder) {
            _ if folder.is_empty() => Some(self.path.clone()),
            Some(name) => self.locate(&name),
            None => None,
        };
        let entries = path.and_then(|path| fs::read_dir(path).ok());
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// The file named `id` can be opened for writing; what its folder allows is seen when it is saved.
    pub fn is_writable(&self, id: &str) -> bool {
        let path = DocumentName::new(id).and_then(|name| self.locate(&name));
        path.is_some_and(|path| {
            let metadata = path.symlink_metadata();
            metadata.is_ok_and(|metadata| metadata.is_file() && !metadata.permissions().readonly())
                && OpenOptions::new().append(true).open(&path).is_ok()
        })
    }

    /// Where `name` lies on disk: inside the library, through no link.
    pub(crate) fn locate(&self, name: &DocumentName) -> Option<PathBuf> {
        let mut path = self.path.clone();
        for part in name.as_str().split('/') {
            path = child(&path, part)?;
        }
        path.starts_with(&self.path).then_some(path)
    }
}

/// The entry of `folder` that is called `part`, also where the disk keeps the name decomposed
/// (macOS does). `None` for a link or a missing entry.
fn child(folder: &Path, part: &str) -> Option<PathBuf> {
    let direct = folder.join(part);
    let path = match direct.symlink_metadata() {
        Ok(_) => direct,
        Err(_) if part.is_ascii() => return None,
        Err(_) => fs::read_dir(folder)
            .ok()?
            .flatten()
            .map(|entry| entry.path())
            .find(|path| {
                path.file_name()
                    .and_then(|name| name.to_str())
                    .is_some_and(|name| name.nfc().eq(part.chars()))
            })?,
    };
    let kind = path.symlink_metadata().ok()?.file_type();
    (kind.is_dir() || kind.is_file()).then_some(path)
}

/// Opens a regular file without following a link in its place and without waiting for a FIFO.
pub(crate) fn open_regular(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(
            io::ErrorKind::NotFound,
            "not a regular file",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(root: &Root, id: &str, expected: &str) {
        let got = match root.read(id, 8) {
            Ok(file) => format!(
                "{}{}",
                String::from_utf8_lossy(&file.bytes),
                if file.cut { "…" } else { "" }
            ),
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expected);
    }

    #[test]
    fn reads_inside_and_nothing_outside() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("library");
        fs::create_dir_all(inside.join("a")).unwrap();
        fs::write(folder.path().join("secret.md"), "secret").unwrap();
        fs::write(inside.join("a/b.md"), "text").unwrap();
        fs::write(inside.join("long.md"), "123456789").unwrap();
        fs::write(inside.join("u\u{308}.md"), "decomposed").unwrap();
        let root = Root::open(&inside).unwrap();
        check(&root, "a/b.md", "text");
        check(&root, "long.md", "12345678…");
        check(&root, "ü.md", "decompos…");
        check(&root, "a", "`a` is not in the library");
        check(
            &root,
            "../secret.md",
            "`../secret.md` names no file of a library",
        );
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), inside.join("up")).unwrap();
            std::os::unix::fs::symlink(folder.path().join("secret.md"), inside.join("link.md"))
                .unwrap();
            check(
                &root,
                "up/secret.md",
                "`up/secret.md` is not in the library",
            );
            check(&root, "link.md", "`link.md` is not in the library");
        }
    }

    #[test]
    fn a_file_is_named_from_the_folder_above_its_own() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("a/b.yaml"), "text").unwrap();
        let (root, id) = Root::around(&folder.path().join("a/b.yaml")).unwrap();
        assert_eq!(id, "a/b.yaml");
        check(&root, &id, "text");
        assert_eq!(root.files_in("a/"), ["b.yaml"]);
        assert_eq!(root.files_in(""), Vec::<String>::new());
        assert_eq!(root.files_in(".."), Vec::<String>::new());
        assert!(Root::around(&folder.path().join("a/c.yaml")).is_err());
    }

    #[test]
    fn a_missing_folder_is_an_error_with_its_path() {
        let error = Root::open(Path::new("no/such/folder"))
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("`no/such/folder` cannot be read as a folder"),
            "{error}"
        );
    }
}
