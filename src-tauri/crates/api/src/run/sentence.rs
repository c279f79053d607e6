//! An entry of a log as a sentence, and what was typed or pasted with it.

use super::reading;
use crate::messages::Messages;
use drillbook_runbook::run::{Event, Right, Run, StepState, What};

/// Characters of a step's text that a sentence repeats.
const SHORT: usize = 80;

/// Sentence and detail of an entry.
pub(super) fn of(messages: Messages, run: &Run, event: &Event) -> (String, Option<String>) {
    let step = event
        .what
        .step()
        .map(|key| name(run, key))
        .unwrap_or_default();
    let say = |key: &str, args: &[(&str, &str)]| messages.text(&format!("run_log_{key}"), args);
    let on_step = |key: &str| say(key, &[("step", &step)]);
    let detail = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    match &event.what {
        What::Started(started) => (
            say("started", &[("title", &started.title)]),
            detail(&started.reason),
        ),
        What::Focused { .. } => (on_step("focused"), None),
        What::Done { .. } => (on_step("done"), None),
        What::Skipped { reason, .. } => (on_step("skipped"), detail(reason)),
        What::Failed { note, .. } => (on_step("failed"), detail(note)),
        What::Noted { step: None, text } => (say("noted", &[]), detail(text)),
        What::Noted { text, .. } => (on_step("noted_on"), detail(text)),
        What::Output { text, .. } => (on_step("output"), detail(text)),
        What::Filled {
            parameter,
            value,
            secret,
            ..
        } => {
            let args = [
                ("name", parameter.as_str()),
                ("value", value.as_deref().unwrap_or_default()),
            ];
            let key = match (value, secret) {
                (Some(_), _) => "filled",
                (None, true) => "filled_secret",
                (None, false) => "emptied",
            };
            (say(key, &args), None)
        }
        What::Read { reading, value, .. } => (reading::sentence(messages, reading, *value), None),
        What::Confirmed { command, .. } => (say("confirmed", &[]), detail(command)),
        What::Copied { text, .. } => (say("copied", &[]), detail(text)),
        What::TimerStarted { seconds, .. } => {
            let seconds = seconds.to_string();
            (
                say("timer_started", &[("step", &step), ("seconds", &seconds)]),
                None,
            )
        }
        What::TimerStopped { .. } => (on_step("timer_stopped"), None),
        other => rest(messages, run, other),
    }
}

/// Entries that concern the run as a whole.
fn rest(messages: Messages, run: &Run, what: &What) -> (String, Option<String>) {
    let say = |key: &str, args: &[(&str, &str)]| messages.text(&format!("run_log_{key}"), args);
    let detail = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    match what {
        What::StepAdded { text, .. } => (say("step_added", &[]), detail(text)),
        What::Undone { entry } => {
            let taken = run.events.iter().find(|event| event.seq == *entry);
            let said = taken
                .map(|event| of(messages, run, event).0)
                .unwrap_or_default();
            (say("undone", &[("entry", &said)]), None)
        }
        What::TextKept { .. } => (say("text_kept", &[]), None),
        What::TextTaken { .. } => (say("text_taken", &[]), None),
        What::HandedOver {} => (say("handed_over", &[]), None),
        What::Imported {} => (say("imported", &[]), None),
        What::Closed { right, missing } => {
            let right = messages.text(right_key(*right), &[]);
            (say("closed", &[("right", &right)]), detail(missing))
        }
        What::Unknown { kind, .. } => (say("unknown", &[("kind", kind)]), None),
        _ => (String::new(), None),
    }
}

/// The key of the answer to "was this right?".
pub(super) fn right_key(right: Right) -> &'static str {
    match right {
        Right::Yes => "run_right_yes",
        Right::Partly => "run_right_partly",
        Right::No => "run_right_no",
    }
}

/// Number and beginning of a step's text.
pub(super) fn name(run: &Run, key: &str) -> String {
    let steps = run.state.steps.iter().chain(&run.state.gone);
    let known = steps.into_iter().find(|step| step.key == key);
    known.map_or_else(|| recorded(run, key), short)
}

/// A step that neither the text nor what is left of it has any more, as it was recorded.
fn recorded(run: &Run, key: &str) -> String {
    let texts = run.events.iter().flat_map(|event| match &event.what {
        What::Started(started) => started.snapshot.steps.as_slice(),
        What::TextTaken { snapshot } => snapshot.steps.as_slice(),
        _ => &[],
    });
    let found = texts.into_iter().find(|text| text.hash == key);
    let added = || {
        run.events.iter().find_map(|event| match &event.what {
            What::StepAdded { text, .. } if key == format!("added-{}", event.seq) => {
                Some(text.clone())
            }
            _ => None,
        })
    };
    found
        .map(|text| text.text.clone())
        .or_else(added)
        .map(|text| begin(&text))
        .unwrap_or_default()
}

fn short(step: &StepState) -> String {
    let number = &step.text.number;
    let text = begin(&step.text.text);
    if number.is_empty() {
        text
    } else {
        format!("{}. {text}", number.trim_end_matches('.'))
    }
}

fn begin(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(SHORT).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
