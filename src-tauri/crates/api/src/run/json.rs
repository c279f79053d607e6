//! A run as JSON for programs: `drillbook.run/1`. Stable names, instants in UTC, no sentences but those that people typed.

use super::{Loaded, moments, reading, sentence};
use crate::messages::Messages;
use drillbook_runbook::run::{Instant, Remark, Right, Status, StepState};
use serde_json::{Value, json};

/// The format of the export.
pub(super) const FORMAT: &str = "drillbook.run/1";

pub(super) fn of(messages: Messages, loaded: &Loaded) -> String {
    let (run, state) = (&loaded.run, &loaded.run.state);
    let log = run.events.iter().map(|event| {
        let (kind, version, data) = event.what.encode();
        let data: Value = serde_json::from_str(&data).unwrap_or(Value::String(data));
        json!({
            "seq": event.seq,
            "at": moments::utc(event.when()),
            "offset": event.offset,
            "person": event.person,
            "type": kind,
            "v": version,
            "text": sentence::of(messages, run, event).0,
            "step": event.what.step(),
            "undone": run.undone.contains(&event.seq),
            "data": if kind == "started" || kind == "text-taken" { Value::Null } else { data },
        })
    });
    let closing = state.closing.as_ref();
    let value = json!({
        "format": FORMAT,
        "id": loaded.stream.id,
        "document": state.started.document,
        "library": state.started.library,
        "title": state.started.title,
        "section": state.started.section,
        "content": state.snapshot.content,
        "person": state.person,
        "reason": state.started.reason,
        "alert": state.started.alert,
        "startedAt": moments::utc(run.began()),
        "endedAt": closing.map(|closing| moments::utc(closing.when)),
        "closing": closing.map(|closing| json!({ "right": right(closing.right), "missing": closing.missing })),
        "parameters": state.values.iter().map(|(name, filled)| {
            json!({ "name": name, "value": filled.value, "secret": filled.value.is_none() })
        }).collect::<Vec<_>>(),
        "steps": state.steps.iter().map(step).collect::<Vec<_>>(),
        "readings": state.readings.iter().map(reading::json).collect::<Vec<_>>(),
        "notes": state.notes.iter().map(remark).collect::<Vec<_>>(),
        "log": log.collect::<Vec<_>>(),
    });
    let pretty = serde_json::to_string_pretty(&value);
    pretty.unwrap_or_default() + "\n"
}

fn step(step: &StepState) -> Value {
    let instant = |instant: Option<Instant>| instant.map(moments::utc);
    json!({
        "step": step.key,
        "place": step.text.id,
        "number": step.text.number,
        "depth": step.text.depth,
        "line": step.text.line,
        "text": step.text.text,
        "added": step.added.is_some(),
        "status": status(step.status),
        "reason": step.reason,
        "person": step.person,
        "startedAt": instant(step.started),
        "endedAt": instant(step.ended),
        "seconds": step.elapsed(false, 0),
        "notes": step.notes.iter().map(remark).collect::<Vec<_>>(),
        "outputs": step.outputs.iter().map(remark).collect::<Vec<_>>(),
    })
}

fn remark(remark: &Remark) -> Value {
    json!({
        "seq": remark.entry,
        "at": moments::utc(remark.when),
        "person": remark.person,
        "text": remark.text,
        "masked": remark.masked,
    })
}

/// The name of a status.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Done => "done",
        Status::Skipped => "skipped",
        Status::Failed => "failed",
    }
}

/// The name of the answer to "was this right?".
pub(super) fn right(right: Right) -> &'static str {
    match right {
        Right::Yes => "yes",
        Right::Partly => "partly",
        Right::No => "no",
    }
}
