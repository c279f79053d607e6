//! Sharing a run with the team: a summary below `records/` of the library, without values, outputs and notes. Written only when
//! the person says so.

use super::{Answer, json, moments};
use crate::App;
use crate::wire::{ErrorCode, RunRequest, RunShared};
use drillbook_runbook::run::{State, StepState};
use serde_json::{Value, json};
use std::io::ErrorKind;

/// The format of the record.
const FORMAT: &str = "drillbook.run-summary/1";

impl App {
    /// Writes the summary of a closed run. A run is shared once.
    pub fn share_run(&self, request: &RunRequest) -> Answer<RunShared> {
        let loaded = self.load(&request.id)?;
        let session = self.session_of(&loaded);
        let session = session.ok_or_else(|| self.error(ErrorCode::NoLibrary, &[]))?;
        let (run, state) = (&loaded.run, &loaded.run.state);
        let refused = |key: &str| {
            let problem = self.messages().text(key, &[]);
            self.error(ErrorCode::RunRefused, &[("problem", &problem)])
        };
        let closing = state
            .closing
            .as_ref()
            .ok_or_else(|| refused("refusal_not_closed"))?;
        let value = json!({
            "format": FORMAT,
            "run": loaded.stream.id,
            "document": state.started.document,
            "content": state.snapshot.content,
            "title": state.started.title,
            "alert": state.started.alert.as_ref().map(|alert| &alert.name),
            "person": state.person,
            "startedAt": moments::utc(run.began()),
            "endedAt": moments::utc(closing.when),
            "offset": closing.when.offset,
            "seconds": run.began().seconds_to(closing.when.at),
            "right": json::right(closing.right),
            "missing": redacted(state, &closing.missing),
            "steps": state.steps.iter().map(|each| step(state, each)).collect::<Vec<_>>(),
        });
        let text = serde_json::to_string_pretty(&value).unwrap_or_default() + "\n";
        let name = format!("{}-{}.json", moments::file(run.began()), loaded.stream.id);
        let written = session.root.add_record("runs", &name, text.as_bytes());
        let record = written.map_err(|error| {
            if error.kind() == ErrorKind::AlreadyExists {
                return refused("refusal_shared");
            }
            let file = format!("records/runs/{name}");
            self.error(ErrorCode::NotWritten, &[("file", &file)])
                .because(&error)
        })?;
        Ok(RunShared { record })
    }
}

fn step(state: &State, step: &StepState) -> Value {
    json!({
        "place": step.added.is_none().then_some(&step.text.id),
        "step": step.added.is_none().then_some(&step.key),
        "text": redacted(state, &step.text.text),
        "added": step.added.is_some(),
        "status": json::status(step.status),
        "seconds": step.elapsed(false, 0),
    })
}

/// The text with the values of parameters replaced by their names. Values of one or two letters would tear words apart and say
/// nothing.
fn redacted(state: &State, text: &str) -> String {
    let mut values: Vec<(&str, &str)> = state
        .values
        .iter()
        .filter_map(|(name, filled)| Some((name.as_str(), filled.value.as_deref()?)))
        .filter(|(_, value)| value.chars().count() > 2)
        .collect();
    // A long value may hold a short one.
    values.sort_by_key(|(_, value)| std::cmp::Reverse(value.len()));
    let mut text = text.to_owned();
    for (name, value) in values {
        text = text.replace(value, &format!("<{name}>"));
    }
    text
}
