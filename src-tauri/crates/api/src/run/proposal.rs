//! The change of the document that a run proposes, for the window. The words in it are in the document's language.

use super::{Answer, Loaded, Source, change, moments};
use crate::App;
use crate::messages::{Messages, Tongue};
use crate::wire::{EditProposal, ErrorCode, RunProposal, RunRequest};
use drillbook_runbook::Language;
use drillbook_runbook::run::{Lost, Proposal, Subject, Suggestion, Words, patch, propose};
use drillbook_text::endings;
use std::sync::Arc;

impl App {
    /// The proposed change; nothing is written.
    pub fn propose_change(&self, request: &RunRequest) -> Answer<RunProposal> {
        let loaded = self.load(&request.id)?;
        let proposed = self.proposed(&loaded);
        let path = &loaded.run.state.started.document;
        let date = moments::date(loaded.run.began());
        let own = self.messages();
        let lost = proposed.lost.iter();
        Ok(RunProposal {
            document: path.clone(),
            suggestions: proposed.suggestions,
            lost: lost
                .map(|suggestion| lost_sentence(own, suggestion, &date))
                .collect(),
            diff: change::lines(&proposed.before, &proposed.text),
            patch: patch(path, &proposed.before, &proposed.text),
        })
    }

    /// The document's text with the proposed change, to be gone on with in the editor. Nothing is written, and nothing is kept;
    /// refused while there is text that was typed and never saved.
    pub fn proposal_to_edit(&self, request: &RunRequest) -> Answer<EditProposal> {
        let loaded = self.load(&request.id)?;
        let proposed = self.proposed(&loaded);
        let document = loaded.run.state.started.document.clone();
        let now = self.edit_without_draft(&document)?;
        let before = endings::shown(&proposed.before);
        if self.session_of(&loaded).is_none() || before != now.text {
            // The run is of another library, or the file changed this very moment.
            return Err(self.error(ErrorCode::DocumentChanged, &[("id", &document)]));
        }
        Ok(EditProposal {
            base: now.base,
            text: endings::shown(&proposed.text),
            document,
        })
    }

    /// The change of the document as it is now; of the run's text where that cannot be read.
    fn proposed(&self, loaded: &Loaded) -> Proposal {
        let run = &loaded.run;
        let session = self.session_of(loaded);
        let now = session.and_then(|session| {
            let path = &run.state.started.document;
            Source::read(&session, path).ok()
        });
        let source = now.map_or_else(|| Arc::clone(&loaded.source), Arc::new);
        let date = moments::date(run.began());
        let tongue = match source.document.language {
            Language::Id => Tongue::Id,
            _ => Tongue::En,
        };
        let messages = Messages::new(tongue);
        let say = |suggestion: &Suggestion| sentence(messages, suggestion, &date);
        let label = messages.text("proposal_note", &[]);
        let subject = Subject {
            text: &source.text,
            included: &source.snapshot.included,
            document: &source.document,
            procedure: &source.procedure,
        };
        let words = Words {
            label: &label,
            say: &say,
        };
        propose(subject, &run.state, words)
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
fn lost_sentence(messages: Messages, lost: &Lost, date: &str) -> String {
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
