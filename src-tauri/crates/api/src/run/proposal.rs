//! The change of the document that a run proposes, for the window. The words in it are in the document's language.

use super::{Answer, Source, change, moments};
use crate::App;
use crate::messages::{Messages, Tongue};
use crate::wire::{RunProposal, RunRequest};
use drillbook_runbook::Language;
use drillbook_runbook::run::{Lost, Subject, Suggestion, Words, patch, propose};
use std::sync::Arc;

impl App {
    /// The proposed change; nothing is written.
    pub fn propose_change(&self, request: &RunRequest) -> Answer<RunProposal> {
        let loaded = self.load(&request.id)?;
        let run = &loaded.run;
        let path = &run.state.started.document;
        let session = self.session_of(&loaded);
        let now = session.and_then(|session| Source::read(&session, path).ok());
        let source = now.map_or_else(|| Arc::clone(&loaded.source), Arc::new);
        let date = moments::date(run.began());
        let tongue = match source.document.language {
            Language::Id => Tongue::Id,
            _ => Tongue::En,
        };
        let messages = Messages::new(tongue);
        let say = |suggestion: &Suggestion| sentence(messages, suggestion, &date);
        let label = messages.text("proposal_note", &[]);
        let words = Words {
            label: &label,
            say: &say,
        };
        let subject = Subject {
            text: &source.text,
            included: &source.snapshot.included,
            document: &source.document,
            procedure: &source.procedure,
        };
        let proposed = propose(subject, &run.state, words);
        let own = self.messages();
        let lost = proposed
            .lost
            .iter()
            .map(|suggestion| lost(own, suggestion, &date));
        Ok(RunProposal {
            document: path.clone(),
            suggestions: proposed.suggestions,
            lost: lost.collect(),
            diff: change::lines(&proposed.before, &proposed.text),
            patch: patch(path, &proposed.before, &proposed.text),
        })
    }
}

fn sentence(messages: Messages, suggestion: &Suggestion, date: &str) -> String {
    let say = |key: &str, text: &str| {
        let key = if text.is_empty() {
            format!("proposal_{key}_bare")
        } else {
            format!("proposal_{key}")
        };
        messages.text(&key, &[("date", date), ("text", text)])
    };
    match suggestion {
        Suggestion::Failed { note, .. } => say("failed", note),
        Suggestion::Skipped { reason, .. } => say("skipped", reason),
        Suggestion::Added { text } => text.clone(),
        Suggestion::Missing { text } => say("missing", text),
    }
}

/// A suggestion on a step that the document does not have any more, or that stands in a file which it includes.
fn lost(messages: Messages, lost: &Lost, date: &str) -> String {
    let said = sentence(messages, &lost.suggestion, date);
    let said = match &lost.suggestion {
        Suggestion::Failed { step, .. } | Suggestion::Skipped { step, .. } => {
            messages.text("proposal_lost", &[("step", step), ("text", &said)])
        }
        Suggestion::Added { .. } | Suggestion::Missing { .. } => said,
    };
    match &lost.file {
        Some(file) => messages.text("proposal_elsewhere", &[("file", file), ("text", &said)]),
        None => said,
    }
}
