//! Shared records: the small files below `records/` of a library, one a record, never rewritten.
//!
//! Hands out their names and bytes, and says of each file that is no record why it is none. What a record says, and whether it
//! is whole, is for those who know its format. New ones are written by [`Root::add_record`].

use crate::name::DocumentName;
use crate::root::{Error, Root};
use std::collections::BTreeMap;
use std::fs;

/// The folder of shared records in a library.
pub(crate) const RECORDS: &str = "records";
/// Bytes of one record that are read; no record is as large.
const LARGEST: u64 = 1024 * 1024;
/// Records of one kind that are read: the latest, whose names sort last.
const MOST: usize = 50_000;

/// What stands below `records/<kind>/`.
#[derive(Debug, Default)]
pub struct Records {
    /// The records, oldest first: their names begin with the time.
    pub found: Vec<Record>,
    /// Files that are none, by name.
    pub problems: Vec<RecordProblem>,
    /// Older records that were left out, because there are more than are read.
    pub left_out: usize,
}

/// One file of a record.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// Its path in the library.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A file among the records that could not be taken for one.
#[derive(Debug, PartialEq, Eq)]
pub struct RecordProblem {
    /// Its path in the library.
    pub path: String,
    /// Why.
    pub why: RecordFault,
}

/// Why a file is no record.
#[derive(Debug, PartialEq, Eq)]
pub enum RecordFault {
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// The system would not let us read it; in its words.
    Unreadable(String),
}

impl Root {
    /// Every record of `kind`. None where the folder is not there, or is no folder of the library.
    pub fn records(&self, kind: &str) -> Records {
        let folder = format!("{RECORDS}/{kind}");
        let mut names = self.files_in(&folder);
        names.retain(|name| is_record(name));
        let mut records = Records {
            left_out: names.len().saturating_sub(MOST),
            ..Records::default()
        };
        for name in names.drain(..).skip(records.left_out) {
            records.add(self, format!("{folder}/{name}"));
        }
        records
    }

    /// What tells whether any record is another, by kind.
    pub fn records_stamps(&self) -> BTreeMap<String, RecordsStamp> {
        let folder = DocumentName::new(RECORDS).and_then(|name| self.locate(&name));
        let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
        let names = entries.into_iter().flatten().flatten();
        let kinds = names.filter_map(|entry| entry.file_name().into_string().ok());
        kinds
            .map(|kind| (kind.clone(), self.records_stamp(&kind)))
            .collect()
    }

    /// What tells whether the records of `kind` are still the same: how many files there are, and what the system says of
    /// them. Reads none of them.
    pub fn records_stamp(&self, kind: &str) -> RecordsStamp {
        let name = DocumentName::new(&format!("{RECORDS}/{kind}"));
        let folder = name.and_then(|name| self.locate(&name));
        let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
        let mut stamp = RecordsStamp::default();
        for entry in entries.into_iter().flatten().flatten() {
            stamp.files += 1;
            if let Ok(about) = entry.metadata() {
                stamp.bytes += about.len();
                stamp.latest = stamp.latest.max(about.modified().ok());
            }
        }
        stamp
    }
}

/// See [`Root::records_stamp`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsStamp {
    files: u64,
    bytes: u64,
    latest: Option<std::time::SystemTime>,
}

impl Records {
    fn add(&mut self, root: &Root, path: String) {
        let fault = match root.read(&path, LARGEST) {
            Ok(file) if !file.cut => {
                self.found.push(Record {
                    path,
                    bytes: file.bytes,
                });
                return;
            }
            Ok(_) => RecordFault::TooLarge(LARGEST),
            // Gone since the folder was read.
            Err(Error::NotFound { .. }) => return,
            Err(error) => RecordFault::Unreadable(error.to_string()),
        };
        self.problems.push(RecordProblem { path, why: fault });
    }
}

/// A name as a record's: what begins with a dot is being written.
fn is_record(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    !name.starts_with('.') && extension.is_some_and(|own| own.eq_ignore_ascii_case("json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn check(root: &Root, kind: &str, expected: &[&str]) {
        let records = root.records(kind);
        let found = records.found.iter().map(|record| {
            let text = String::from_utf8_lossy(&record.bytes);
            format!("{} {text}", record.path)
        });
        let problems = records.problems.iter();
        let problems = problems.map(|problem| format!("{} {:?}", problem.path, problem.why));
        let all: Vec<String> = found.chain(problems).collect();
        assert_eq!(all, expected);
    }

    fn library(folder: &Path) -> Root {
        fs::create_dir_all(folder.join("library/records/acks")).unwrap();
        Root::open(&folder.join("library")).unwrap()
    }

    #[test]
    fn records_are_read_oldest_first_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        root.add_record("acks", "20261121T100000Z-b.json", b"2")
            .unwrap();
        root.add_record("acks", "20261120T100000Z-a.json", b"1")
            .unwrap();
        let acks = root.path().join("records/acks");
        fs::write(acks.join(".half.json.1.part"), "x").unwrap();
        fs::write(acks.join("README.md"), "x").unwrap();
        fs::create_dir(acks.join("folder.json")).unwrap();
        check(
            &root,
            "acks",
            &[
                "records/acks/20261120T100000Z-a.json 1",
                "records/acks/20261121T100000Z-b.json 2",
            ],
        );
        check(&root, "reviews", &[]);
        check(&root, "../..", &[]);
    }

    #[test]
    fn a_file_that_is_no_record_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        let large = vec![b' '; usize::try_from(LARGEST).unwrap() + 1];
        fs::write(root.path().join("records/acks/a.json"), large).unwrap();
        check(&root, "acks", &["records/acks/a.json TooLarge(1048576)"]);
    }

    #[test]
    fn a_new_record_changes_the_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        let before = root.records_stamp("acks");
        assert_eq!(before, root.records_stamp("acks"));
        root.add_record("acks", "a.json", b"1").unwrap();
        assert_ne!(before, root.records_stamp("acks"));
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let root = library(folder.path());
        let outside = folder.path().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("a.json"), "secret").unwrap();
        let link = |at: &str, to: &Path| {
            std::os::unix::fs::symlink(to, root.path().join("records").join(at)).unwrap();
        };
        link("acks/a.json", &outside.join("a.json"));
        link("reviews", &outside);
        check(&root, "acks", &[]);
        check(&root, "reviews", &[]);
    }
}
