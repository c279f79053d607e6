//! A text that can be followed: read from the library or kept by the journal, with its steps.

use crate::document::included;
use crate::indexing::{LARGEST_PARSED, read_text};
use crate::session::Session;
use crate::wire::{ErrorCode, WireError};
use drillbook_library::is_document;
use drillbook_runbook::include::{Assembled, Files, assemble};
use drillbook_runbook::readings::{Reading, readings};
use drillbook_runbook::run::Snapshot;
use drillbook_runbook::steps::{Procedure, procedure};
use drillbook_runbook::{self as runbook, Document};

/// A document with more steps cannot be followed: a window of as many takes seconds for every act.
const MOST_STEPS: usize = 2_000;

/// A text with its model, its steps and the keys that a run names them by.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) document: Document,
    pub(crate) procedure: Procedure,
    /// What it asks to be read.
    pub(crate) readings: Vec<Reading>,
    pub(crate) snapshot: Snapshot,
}

impl Source {
    /// A text with what of it stands in other files.
    pub(crate) fn of(path: &str, whole: Assembled) -> Self {
        let text = whole.text;
        let document = runbook::parse(path, &text);
        let procedure = procedure(&document, &text);
        let snapshot = Snapshot {
            included: whole.included,
            ..Snapshot::of(&text, &document, &procedure)
        };
        Self {
            path: path.to_owned(),
            readings: readings(&document, &procedure),
            text,
            document,
            procedure,
            snapshot,
        }
    }

    /// The document as it is in the library now, with the files that it includes. One too large to be read whole cannot be followed.
    pub(crate) fn read(session: &Session, id: &str) -> Result<Self, WireError> {
        let messages = session.messages();
        let refused = |code| WireError::new(messages, code, &[("id", id), ("document", id)]);
        if !is_document(id) {
            return Err(refused(ErrorCode::DocumentNotFound));
        }
        let (text, _, file) = read_text(&session.root, id, LARGEST_PARSED)
            .map_err(|error| WireError::of_library(messages, &error))?;
        if file.cut {
            return Err(refused(ErrorCode::NoProcedure));
        }
        let whole = assemble(
            id,
            &text,
            &Files {
                links: &session.links(),
                read: &|path| included(session, path),
            },
        );
        let source = Self::of(id, whole);
        let steps = source.procedure.steps.len();
        if steps > MOST_STEPS {
            let (steps, limit) = (steps.to_string(), MOST_STEPS.to_string());
            let details = [("document", id), ("steps", &steps), ("limit", &limit)];
            return Err(WireError::new(messages, ErrorCode::TooManySteps, &details));
        }
        Ok(source)
    }

    pub(crate) fn is(&self, path: &str, hash: &str) -> bool {
        self.path == path && self.snapshot.text == hash
    }

    /// The key that a run names the step by.
    pub(crate) fn key(&self, step: usize) -> Option<&str> {
        self.snapshot.steps.get(step).map(|step| step.hash.as_str())
    }

    /// The index of the step with this key.
    pub(crate) fn step(&self, key: &str) -> Option<usize> {
        self.snapshot.steps.iter().position(|step| step.hash == key)
    }

    /// The key of the step that the command stands in.
    pub(crate) fn step_of_command(&self, command: usize) -> Option<&str> {
        let steps = &self.procedure.steps;
        let at = steps
            .iter()
            .position(|step| step.commands.contains(&command))?;
        self.key(at)
    }
}
