//! A run as the beginning of a document: the steps that were done, and what happened when.

use super::{Answer, markdown, moments, sentence};
use crate::App;
use crate::messages::Messages;
use crate::wire::RunRequest;
use drillbook_runbook::run::{Run, steps_done};

/// What a run tells a document that is made of it.
pub(crate) struct Draft {
    /// Why it was begun; empty where nobody said.
    pub(crate) reason: String,
    /// The alert that it was about.
    pub(crate) alert: Option<String>,
    /// The steps that were done, as a list in Markdown.
    pub(crate) steps: String,
    /// What happened when, as a table in Markdown.
    pub(crate) timeline: String,
}

impl App {
    /// What a run tells a document that is made of it.
    pub(crate) fn draft_of_run(&self, request: &RunRequest) -> Answer<Draft> {
        let loaded = self.load(&request.id)?;
        let (state, source) = (&loaded.run.state, &loaded.source);
        Ok(Draft {
            reason: markdown::one_line(&state.started.reason),
            alert: state.started.alert.as_ref().map(|alert| alert.name.clone()),
            steps: steps_done(state, &source.document, &source.procedure),
            timeline: timeline(self.messages(), &loaded.run),
        })
    }
}

fn timeline(messages: Messages, run: &Run) -> String {
    let head = ["new_time", "new_happened"].map(|key| messages.text(key, &[]));
    let mut lines = vec![
        format!("| {} | {} |", head[0], head[1]),
        "| --- | --- |".to_owned(),
    ];
    let kept = run.told().filter(|event| !run.undone.contains(&event.seq));
    lines.extend(kept.map(|event| {
        let (text, detail) = sentence::of(messages, run, event);
        let said = [Some(text.replace('`', "\"")), detail];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let when = moments::text(event.when());
        format!("| {when} | {} |", markdown::escaped(&said.join(": ")))
    }));
    lines.join("\n")
}
