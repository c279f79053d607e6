//! The hand-over file, `drillbook.handover/1`: a run's whole log with the texts it speaks of. Written by us, read from anybody:
//! whatever is wrong with it is said with its place, and nothing of a file that is refused is taken.

use super::Loaded;
use crate::messages::Messages;
use drillbook_journal::Entry;
use drillbook_library::{DocumentName, is_document};
use drillbook_runbook::run::{Run, Snapshot, What};
use drillbook_text::hash;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Name of the format, before its version.
const NAME: &str = "drillbook.handover/";
/// The version that is written; older ones are read.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;
/// The longest data of an entry, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;
/// Entries of a log at most.
const MOST: usize = 100_000;
/// Minutes that a local time may be ahead of or behind UTC.
const OFFSETS: std::ops::RangeInclusive<i32> = -1_080..=1_080;

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    run: Uuid,
    texts: Vec<Text>,
    entries: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Text {
    hash: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    seq: u32,
    at: i64,
    offset: i32,
    person: String,
    r#type: String,
    v: u32,
    data: Value,
}

/// A hand-over file that was found good.
pub(super) struct Handover {
    pub(super) run: Uuid,
    pub(super) entries: Vec<Entry>,
    pub(super) texts: Vec<(String, String)>,
    pub(super) folded: Run,
}

/// Why a file is refused.
pub(super) enum Refused {
    /// It is of a newer version: its format and the newest that is known.
    Newer(String, String),
    /// It is not what it should be: the sentence says what and where.
    Bad(String),
}

/// The hashes of all texts that the run has followed.
pub(super) fn hashes(run: &Run) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for snapshot in snapshots(run) {
        if !all.contains(&snapshot.text) {
            all.push(snapshot.text.clone());
        }
    }
    all
}

fn snapshots(run: &Run) -> impl Iterator<Item = &Snapshot> {
    run.events.iter().filter_map(|event| match &event.what {
        What::Started(started) => Some(&started.snapshot),
        What::TextTaken { snapshot } => Some(snapshot),
        _ => None,
    })
}

/// The run as a hand-over file.
pub(super) fn of(loaded: &Loaded, texts: Vec<(String, String)>) -> String {
    let entries = loaded.run.events.iter().map(|event| {
        let (kind, v, json) = event.what.encode();
        Line {
            seq: event.seq,
            at: event.at,
            offset: event.offset,
            person: event.person.clone(),
            r#type: kind,
            v,
            data: serde_json::from_str(&json).unwrap_or(Value::String(json)),
        }
    });
    let file = File {
        format: format!("{NAME}{VERSION}"),
        run: loaded.stream.id,
        texts: texts
            .into_iter()
            .map(|(hash, text)| Text { hash, text })
            .collect(),
        entries: entries.collect(),
    };
    let pretty = serde_json::to_string_pretty(&file);
    pretty.unwrap_or_default() + "\n"
}

/// Reads a file that somebody sent.
pub(super) fn read(messages: Messages, bytes: &[u8]) -> Result<Handover, Refused> {
    let bad = |key: &str, args: &[(&str, &str)]| {
        Refused::Bad(messages.text(&format!("handover_{key}"), args))
    };
    let broken = |error: &serde_json::Error| {
        let (line, column) = (error.line().to_string(), error.column().to_string());
        bad("broken", &[("line", &line), ("column", &column)])
    };
    let value: Value = serde_json::from_slice(bytes).map_err(|error| broken(&error))?;
    let format = value["format"]
        .as_str()
        .and_then(|format| format.strip_prefix(NAME));
    let version: u32 = format
        .and_then(|version| version.parse().ok())
        .ok_or_else(|| bad("other", &[]))?;
    if version > VERSION {
        return Err(Refused::Newer(
            format!("{NAME}{version}"),
            format!("{NAME}{VERSION}"),
        ));
    }
    // Read again from the text, so that a wrong field has its place.
    let file: File = serde_json::from_slice(bytes).map_err(|error| broken(&error))?;
    let entries = checked(&file.entries)
        .map_err(|(entry, key)| bad(key, &[("entry", &entry.to_string())]))?;
    let folded = Run::of(entries.iter().cloned().map(super::event).collect());
    let folded = folded.ok_or_else(|| bad("no_beginning", &[]))?;
    let document = &folded.state.started.document;
    if DocumentName::new(document).is_none() || !is_document(document) {
        return Err(bad("document", &[]));
    }
    let texts: Vec<(String, String)> = file
        .texts
        .into_iter()
        .map(|text| (text.hash, text.text))
        .collect();
    let is_right = |(known, text): &(String, String)| hash::file(text.as_bytes()) == *known;
    let needed = hashes(&folded);
    if !texts.iter().all(is_right)
        || !needed
            .iter()
            .all(|hash| texts.iter().any(|(known, _)| known == hash))
    {
        return Err(bad("text", &[]));
    }
    Ok(Handover {
        run: file.run,
        entries,
        texts: texts
            .into_iter()
            .filter(|(hash, _)| needed.contains(hash))
            .collect(),
        folded,
    })
}

/// The entries, or the first that is wrong and why.
fn checked(lines: &[Line]) -> Result<Vec<Entry>, (usize, &'static str)> {
    if lines.len() > MOST {
        return Err((MOST, "entry"));
    }
    let mut entries = Vec::with_capacity(lines.len());
    for (at, line) in (1..).zip(lines) {
        if usize::try_from(line.seq).ok() != Some(at) {
            return Err((at, "order"));
        }
        let json = line.data.to_string();
        let plain = |text: &str, most: usize| {
            text.chars().count() <= most && !text.chars().any(char::is_control)
        };
        let fits = plain(&line.person, 200)
            && plain(&line.r#type, 64)
            && OFFSETS.contains(&line.offset)
            && json.len() <= LONGEST;
        let begins_again = at > 1 && line.r#type == "started";
        if !fits || begins_again {
            return Err((at, "entry"));
        }
        entries.push(Entry {
            seq: line.seq,
            at: line.at,
            offset: line.offset,
            person: line.person.clone(),
            kind: line.r#type.clone(),
            version: line.v,
            json,
        });
    }
    Ok(entries)
}
