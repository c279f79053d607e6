//! Shared records as values: what stands below `records/<kind>/` of the library, read by its format, and new ones written.
//!
//! A record opens with its format, `drillbook.<what>/<major>`. An older major is read, a newer one is refused by name, and what
//! is no record is told; nothing is skipped in silence. What a record means is for those who read it.

use crate::memo::Memo;
use crate::messages::Messages;
use crate::run::moments;
use crate::wire::RecordProblem;
use drillbook_library::{RecordFault, RecordsStamp, Root};
use drillbook_runbook::run::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::io;
use std::sync::Arc;
use uuid::Uuid;

/// Records of one sort: the folder that they lie in, and the format that they open with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sort {
    /// Below `records/`.
    pub(crate) kind: &'static str,
    /// With its major number: `drillbook.ack/1`.
    pub(crate) format: &'static str,
}

/// The records of one sort, oldest first.
#[derive(Debug)]
pub(crate) struct Read<T> {
    /// Path and what the record says.
    pub(crate) found: Vec<(String, T)>,
    pub(crate) faults: Vec<Fault>,
}

/// A file among the records that could not be read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) path: String,
    /// The end of the name of its sentence, `record_fault_<why>`, and that sentence's arguments.
    why: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Fault {
    /// The fault for the window and for the terminal.
    pub(crate) fn told(&self, messages: Messages) -> RecordProblem {
        let args: Vec<(&str, &str)> = self
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        RecordProblem {
            path: self.path.clone(),
            message: messages.text(&format!("record_fault_{}", self.why), &args),
        }
    }
}

/// What was made of records, and what tells whether it still holds.
#[derive(Debug)]
pub(crate) struct Kept<T>(Memo<Vec<RecordsStamp>, T>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Memo::default())
    }
}

impl<T> Kept<T> {
    /// What `make` makes of the records of these sorts: made anew only where a file came, went or changed.
    pub(crate) fn get(&self, root: &Root, sorts: &[Sort], make: impl FnOnce() -> T) -> Arc<T> {
        let stamps = sorts.iter().map(|sort| root.records_stamp(sort.kind));
        self.0.get(stamps.collect(), make)
    }
}

impl Sort {
    /// Every record of the sort.
    pub(crate) fn read<T: DeserializeOwned>(self, root: &Root) -> Read<T> {
        let records = root.records(self.kind);
        let mut read = Read {
            found: Vec::with_capacity(records.found.len()),
            faults: records.problems.into_iter().map(of_file).collect(),
        };
        if records.left_out > 0 {
            let count = ("count", records.left_out.to_string());
            let path = format!("records/{}", self.kind);
            read.faults.push(fault(path, "left_out", vec![count]));
        }
        for record in records.found {
            match self.value(&record.bytes) {
                Ok(value) => read.found.push((record.path, value)),
                Err((why, args)) => read.faults.push(fault(record.path, why, args)),
            }
        }
        read
    }

    fn value<T: DeserializeOwned>(self, bytes: &[u8]) -> Result<T, Refused> {
        let broken = |error: serde_json::Error| ("broken", vec![("problem", error.to_string())]);
        let value: Value = serde_json::from_slice(bytes).map_err(broken)?;
        let format = value.get("format").and_then(Value::as_str);
        self.is_known(format.unwrap_or_default())?;
        serde_json::from_value(value).map_err(broken)
    }

    fn is_known(self, format: &str) -> Result<(), Refused> {
        let parts = |format: &'_ str| -> Option<(String, u32)> {
            let (name, major) = format.rsplit_once('/')?;
            Some((name.to_owned(), major.parse().ok()?))
        };
        let args = || {
            let format: String = format.chars().take(100).collect();
            vec![("format", format), ("known", self.format.to_owned())]
        };
        match (parts(format), parts(self.format)) {
            (Some((name, major)), Some((own, known))) if name == own => {
                if major > known {
                    return Err(("newer", args()));
                }
                Ok(())
            }
            _ => Err(("other", args())),
        }
    }

    /// Writes a new record and answers with its path in the library.
    pub(crate) fn add(
        self,
        root: &Root,
        at: Instant,
        record: &impl Serialize,
    ) -> io::Result<String> {
        let mut fields = Map::new();
        fields.insert("format".to_owned(), self.format.into());
        if let Value::Object(own) = serde_json::to_value(record)? {
            fields.extend(own);
        }
        let text = serde_json::to_string_pretty(&Value::Object(fields))? + "\n";
        let name = format!("{}-{}.json", moments::file(at), Uuid::now_v7());
        root.add_record(self.kind, &name, text.as_bytes())
    }
}

type Refused = (&'static str, Vec<(&'static str, String)>);

fn fault(path: String, why: &'static str, args: Vec<(&'static str, String)>) -> Fault {
    Fault { path, why, args }
}

fn of_file(problem: drillbook_library::RecordProblem) -> Fault {
    match problem.why {
        RecordFault::TooLarge(limit) => {
            let limit = format!("{} MB", limit / (1024 * 1024));
            fault(problem.path, "too_large", vec![("limit", limit)])
        }
        RecordFault::Unreadable(said) => fault(problem.path, "unreadable", vec![("problem", said)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Tongue;
    use serde::Deserialize;

    #[derive(Debug, Serialize, Deserialize)]
    struct Word {
        word: String,
    }

    const WORDS: Sort = Sort {
        kind: "words",
        format: "drillbook.word/2",
    };

    fn check(text: &str, expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::open(folder.path()).unwrap();
        root.add_record("words", "a.json", text.as_bytes()).unwrap();
        let read: Read<Word> = WORDS.read(&root);
        let found = read
            .found
            .into_iter()
            .map(|(path, word)| format!("{path} {}", word.word));
        let faults = read.faults.iter().map(|fault| {
            let told = fault.told(Messages::new(Tongue::En));
            format!("{}: {}", told.path, told.message)
        });
        let all: Vec<String> = found.chain(faults).collect();
        assert_eq!(all.join("\n"), expected);
    }

    #[test]
    fn older_is_read_and_newer_is_refused_by_name() {
        check(
            r#"{"format": "drillbook.word/2", "word": "a"}"#,
            "records/words/a.json a",
        );
        check(
            r#"{"format": "drillbook.word/1", "word": "a", "more": 1}"#,
            "records/words/a.json a",
        );
        check(
            r#"{"format": "drillbook.word/3", "word": "a"}"#,
            "records/words/a.json: The record is of the format `drillbook.word/3`; this version reads `drillbook.word/2`",
        );
    }

    #[test]
    fn what_is_no_record_is_told() {
        check(
            r#"{"word": "a"}"#,
            "records/words/a.json: The record is not of the format `drillbook.word/2`",
        );
        check(
            "{\"format\": \"drillbook.word/2\"}",
            "records/words/a.json: The record is damaged: missing field `word`",
        );
        check(
            "<<<<<<< ours",
            "records/words/a.json: The record is damaged: expected value at line 1 column 1",
        );
    }

    #[test]
    fn records_are_read_anew_only_when_they_are_others() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::open(folder.path()).unwrap();
        let kept = Kept::default();
        let count = || {
            let read = kept.get(&root, &[WORDS], || WORDS.read::<Word>(&root));
            (Arc::as_ptr(&read), read.found.len())
        };
        let none = count();
        assert_eq!((none.1, count()), (0, none));
        let word = Word { word: "a".into() };
        WORDS.add(&root, Instant::default(), &word).unwrap();
        assert_eq!(count().1, 1);
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::open(folder.path()).unwrap();
        let word = Word {
            word: "é".to_owned(),
        };
        let path = WORDS.add(&root, Instant::default(), &word).unwrap();
        assert!(
            path.starts_with("records/words/19700101T000000Z-"),
            "{path}"
        );
        let read: Read<Word> = WORDS.read(&root);
        assert_eq!(read.found[0].1.word, "é");
        assert_eq!(read.faults, []);
    }
}
