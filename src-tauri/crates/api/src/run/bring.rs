//! Bringing in a hand-over file: the run goes on here, under its own id, its log continued.

use super::handover::{self, Handover, Refused};
use super::{Answer, KIND};
use crate::App;
use crate::wire::{ErrorCode, RunImportOutcome, RunImported, WireError};
use drillbook_journal::{Entry, Error, Stream};
use drillbook_runbook::run::What;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use uuid::Uuid;

impl App {
    /// Brings in the hand-over file at this path, which the person has chosen.
    pub fn import_run(&self, path: &Path) -> Answer<RunImported> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let unreadable = |error: std::io::Error| {
            let problem = self.messages().text("handover_unreadable", &[]);
            let args = [("file", name.as_str()), ("problem", problem.as_str())];
            self.error(ErrorCode::FileRefused, &args).because(&error)
        };
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(unreadable)?;
        file.take(handover::LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() as u64 > handover::LARGEST {
            return Err(self.refused_file(&name, &self.messages().text("handover_large", &[])));
        }
        self.import_bytes(&name, &bytes)
    }

    fn import_bytes(&self, name: &str, bytes: &[u8]) -> Answer<RunImported> {
        let read = handover::read(self.messages(), bytes).map_err(|refused| match refused {
            Refused::Bad(problem) => self.refused_file(name, &problem),
            Refused::Newer(format, known) => self.error(
                ErrorCode::FormatNewer,
                &[("format", &format), ("known", &known)],
            ),
        })?;
        let journal = self.journal()?;
        let known = journal
            .stream(&read.run)
            .map_err(|error| self.of_journal(&error))?;
        let outcome = if known.is_some() {
            self.go_on(name, &read)?
        } else {
            self.take_over(&read)?;
            RunImportOutcome::New
        };
        if outcome != RunImportOutcome::Known {
            self.told(&read.run);
        }
        let view = self.view_of(&self.load(&read.run.to_string())?);
        Ok(RunImported { view, outcome })
    }

    /// A run that is not known here.
    fn take_over(&self, read: &Handover) -> Answer<()> {
        let stream = Stream {
            id: read.run,
            kind: KIND.to_owned(),
            library: self.library_with(&read.folded.state.started.document),
            subject: read.folded.state.started.document.clone(),
            began: read.folded.began().at,
        };
        let mut entries = read.entries.clone();
        entries.extend(self.taken_over(read));
        let begun = self.journal()?.begin(&stream, &entries, &texts(read));
        begun.map_err(|error| self.of_journal(&error))
    }

    /// A run that is known here: what the file has beyond it is added.
    fn go_on(&self, name: &str, read: &Handover) -> Answer<RunImportOutcome> {
        let journal = self.journal()?;
        let own = journal
            .entries(&read.run)
            .map_err(|error| self.of_journal(&error))?;
        if let Some(at) = own
            .iter()
            .zip(&read.entries)
            .position(|(own, theirs)| !same(own, theirs))
        {
            let entry = (at + 1).to_string();
            let problem = self
                .messages()
                .text("handover_diverged", &[("entry", &entry)]);
            return Err(self.refused_file(name, &problem));
        }
        let new = read.entries.get(own.len()..).unwrap_or_default();
        if new.is_empty() {
            return Ok(RunImportOutcome::Known);
        }
        let mut entries = new.to_vec();
        entries.extend(self.taken_over(read));
        let last = own.last().map_or(0, |entry| entry.seq);
        match journal.append(&read.run, last, &entries, &texts(read)) {
            Ok(()) => Ok(RunImportOutcome::Continued),
            Err(Error::Overtaken { .. }) => Err(self.error(ErrorCode::RunBusy, &[])),
            Err(error) => Err(self.of_journal(&error)),
        }
    }

    /// The entry that says so; a closed run stays as it is.
    fn taken_over(&self, read: &Handover) -> Option<Entry> {
        let next = read.folded.last() + 1;
        let open = read.folded.state.closing.is_none();
        open.then(|| self.entry(next, &What::Imported {}))
    }

    /// The open library, where it has the document.
    fn library_with(&self, document: &str) -> Option<Uuid> {
        let session = self.session()?;
        session.root.read(document, 0).ok()?;
        session.library
    }

    fn refused_file(&self, name: &str, problem: &str) -> WireError {
        self.error(
            ErrorCode::FileRefused,
            &[("file", name), ("problem", problem)],
        )
    }
}

fn texts(read: &Handover) -> Vec<(&str, &str)> {
    let texts = read.texts.iter();
    texts
        .map(|(hash, text)| (hash.as_str(), text.as_str()))
        .collect()
}

/// The same entry; its data may be spaced otherwise.
fn same(own: &Entry, theirs: &Entry) -> bool {
    let data = |entry: &Entry| serde_json::from_str::<serde_json::Value>(&entry.json).ok();
    let meta = |entry: &Entry| {
        (
            entry.seq,
            entry.at,
            entry.offset,
            entry.person.clone(),
            entry.kind.clone(),
            entry.version,
        )
    };
    meta(own) == meta(theirs) && (own.json == theirs.json || data(own) == data(theirs))
}
