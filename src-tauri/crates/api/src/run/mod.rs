//! Following a document: the use-cases. A run is its log in the journal; `runbook::run` says what it means.
//!
//! Acting reads the log, lets the fold decide, and appends one entry; where another process was faster, it reads and decides
//! again. Values that look secret are kept in memory only ([`Memory`]), for as long as the app runs.

mod acting;
mod bring;
mod change;
mod draft;
mod export;
mod handover;
mod html;
mod json;
mod listing;
mod markdown;
pub(crate) mod moments;
mod person;
mod prepare;
mod proposal;
pub(crate) mod reading;
mod sentence;
mod share;
mod source;
mod steps;
mod view;

use crate::App;
use crate::clock;
use crate::recurring::Record;
use crate::wire::{Change, ErrorCode, RunRequest, RunView, WireError};
pub(crate) use change::{MOST_LINES, lines as difference};
use drillbook_journal::{Entry, Error, Journal, Stream};
use drillbook_runbook::include::{Assembled, sound};
use drillbook_runbook::run::{Event, Run, What};
pub(crate) use html::{escaped, page};
pub(crate) use listing::holds;
pub(crate) use markdown::{escaped as escaped_markdown, fenced, length};
pub(crate) use source::Source;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// What a run is called among streams.
const KIND: &str = "run";

type Answer<T> = Result<T, WireError>;

/// What is known of runs beyond their logs, and forgotten when the app ends.
#[derive(Default)]
pub(crate) struct Memory {
    /// Values that are not stored, by run and parameter.
    secrets: Mutex<HashMap<(Uuid, String), String>>,
    /// The text that was read last: the same run is looked at again and again.
    source: Mutex<Option<Arc<Source>>>,
    /// What closed runs say as recurring work, one or none each: they stay as they are.
    checks: Mutex<HashMap<Uuid, Vec<Record>>>,
}

impl Memory {
    fn secrets_of(&self, run: &Uuid) -> HashMap<String, String> {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let own = secrets.iter().filter(|((id, _), _)| id == run);
        own.map(|((_, name), value)| (name.clone(), value.clone()))
            .collect()
    }

    /// What is remembered of a closed run as recurring work.
    pub(crate) fn closed_check(&self, run: &Uuid) -> Option<Vec<Record>> {
        let checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
        checks.get(run).cloned()
    }

    /// Remembers what a closed run says as recurring work.
    pub(crate) fn remember_check(&self, run: &Uuid, check: Option<Record>) {
        let mut checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
        checks.insert(*run, check.into_iter().collect());
    }

    fn set_secret(&self, run: &Uuid, name: &str, value: Option<String>) {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (*run, name.to_owned());
        match value {
            Some(value) => secrets.insert(key, value),
            None => secrets.remove(&key),
        };
    }
}

/// A run with the text that it follows.
pub(crate) struct Loaded {
    pub(crate) stream: Stream,
    pub(crate) run: Run,
    pub(crate) source: Arc<Source>,
}

impl App {
    /// A run as it is now.
    pub fn run(&self, request: &RunRequest) -> Answer<RunView> {
        Ok(self.view_of(&self.load(&request.id)?))
    }

    pub(crate) fn journal(&self) -> Answer<&Journal> {
        let journal = self.journal.as_ref();
        journal.ok_or_else(|| self.error(ErrorCode::JournalUnavailable, &[]))
    }

    /// What the journal said, as the window is told.
    pub(crate) fn of_journal(&self, error: &Error) -> WireError {
        let code = match error {
            Error::Full => ErrorCode::DiskFull,
            Error::Overtaken { .. } => ErrorCode::RunBusy,
            _ => ErrorCode::JournalUnavailable,
        };
        self.error(code, &[]).because(error)
    }

    /// The run with this id, as far as it is known here.
    pub(crate) fn load(&self, id: &str) -> Answer<Loaded> {
        let shown: String = id.chars().take(100).collect();
        let unknown = || self.error(ErrorCode::RunNotFound, &[("id", &shown)]);
        let id = Uuid::parse_str(id).map_err(|_| unknown())?;
        let journal = self.journal()?;
        let stream = journal
            .stream(&id)
            .map_err(|error| self.of_journal(&error))?;
        let stream = stream
            .filter(|stream| stream.kind == KIND)
            .ok_or_else(unknown)?;
        let run = self.log_of(&stream)?.ok_or_else(unknown)?;
        let source = self.source_of(&run)?;
        Ok(Loaded {
            stream,
            run,
            source,
        })
    }

    /// The log of a run, folded, with its document as it is called now; none where it is empty or begins in a way that this
    /// version cannot read.
    pub(crate) fn log_of(&self, stream: &Stream) -> Answer<Option<Run>> {
        let entries = self.journal()?.entries(&stream.id);
        let entries = entries.map_err(|error| self.of_journal(&error))?;
        let mut run = Run::of(entries.into_iter().map(event).collect());
        if let Some(run) = &mut run {
            run.state.started.document = self.name_now(stream);
        }
        Ok(run)
    }

    /// What the document of a stream is called now.
    pub(crate) fn name_now(&self, stream: &Stream) -> String {
        let now = self.journal.as_ref().and_then(|journal| {
            let library = stream.library.as_ref()?;
            journal
                .name_now(library, &stream.subject, stream.began)
                .ok()
        });
        now.unwrap_or_else(|| stream.subject.clone())
    }

    /// The text that the run follows, parsed.
    fn source_of(&self, run: &Run) -> Answer<Arc<Source>> {
        let (path, hash) = (&run.state.started.document, &run.state.snapshot.text);
        let mut last = self
            .runs
            .source
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = last.as_ref().filter(|source| source.is(path, hash)) {
            return Ok(Arc::clone(source));
        }
        let text = self
            .journal()?
            .text(hash)
            .map_err(|error| self.of_journal(&error))?;
        let text = text.unwrap_or_default();
        let included = sound(&text, &run.state.snapshot.included);
        let whole = Assembled { text, included };
        let source = Arc::new(Source::of(path, whole));
        *last = Some(Arc::clone(&source));
        Ok(source)
    }

    /// The next entry of a run, by this person now.
    fn entry(&self, seq: u32, what: &What) -> Entry {
        let (kind, version, json) = what.encode();
        Entry {
            seq,
            at: clock::now(),
            offset: clock::offset(),
            person: self.person_name(),
            kind,
            version,
            json,
        }
    }

    fn told(&self, run: &Uuid) {
        self.events.emit(Change::Run {
            id: run.to_string(),
        });
    }
}

/// A stored entry as an event.
fn event(entry: Entry) -> Event {
    Event {
        seq: entry.seq,
        at: entry.at,
        offset: entry.offset,
        person: entry.person,
        what: What::decode(&entry.kind, entry.version, &entry.json),
    }
}
