//! A run as Markdown: a timeline for the review after the incident. What people typed, pasted or wrote into the document stands
//! in it escaped or fenced, so that it cannot pass for a part of the timeline.

use super::{Loaded, moments, sentence};
use crate::messages::Messages;
use drillbook_runbook::run::{Run, Status, StepState};

pub(super) fn of(messages: Messages, loaded: &Loaded) -> String {
    let run = &loaded.run;
    let mut out = String::new();
    let title = &run.state.started.title;
    let say = |key: &str, args: &[(&str, &str)]| messages.text(key, args);
    line(
        &mut out,
        &format!("# {}", say("export_title", &[("title", &escaped(title))])),
    );
    line(&mut out, "");
    for (name, value) in facts(messages, loaded) {
        line(&mut out, &format!("- **{name}:** {}", escaped(&value)));
    }
    line(&mut out, &format!("\n## {}\n", say("export_steps", &[])));
    for step in &run.state.steps {
        steps(&mut out, messages, step);
    }
    line(&mut out, &format!("\n## {}\n", say("export_timeline", &[])));
    timeline(&mut out, messages, run);
    out
}

/// What stands at the head of every export: names in the person's language with their values.
pub(super) fn facts(messages: Messages, loaded: &Loaded) -> Vec<(String, String)> {
    let state = &loaded.run.state;
    let began = loaded.run.began();
    let closing = state.closing.as_ref();
    let alert = state.started.alert.as_ref().map(|alert| alert.name.clone());
    let length = closing.map(|closing| length(messages, began.seconds_to(closing.when.at)));
    let right = closing.map(|closing| messages.text(sentence::right_key(closing.right), &[]));
    let known = [
        (
            "export_document",
            Some(format!(
                "{} ({})",
                state.started.document, state.started.library
            )),
        ),
        ("export_reason", Some(state.started.reason.clone())),
        ("export_alert", alert),
        ("export_person", Some(people(&loaded.run))),
        ("export_began", Some(moments::text(began))),
        (
            "export_ended",
            closing.map(|closing| moments::text(closing.when)),
        ),
        ("export_length", length),
        ("export_progress", Some(progress(messages, &loaded.run))),
        ("export_right", right),
        (
            "export_missing",
            closing.map(|closing| closing.missing.clone()),
        ),
        (
            "export_version",
            Some(state.snapshot.content.chars().take(16).collect()),
        ),
    ];
    let known = known
        .into_iter()
        .filter_map(|(key, value)| Some((messages.text(key, &[]), value?)));
    known.filter(|(_, value)| !value.is_empty()).collect()
}

/// Everybody who acted, in the order in which they came.
fn people(run: &Run) -> String {
    let mut names: Vec<&str> = Vec::new();
    for event in &run.events {
        if !names.contains(&event.person.as_str()) {
            names.push(&event.person);
        }
    }
    names.join(", ")
}

fn progress(messages: Messages, run: &Run) -> String {
    let count = |status| run.state.count(status).to_string();
    let counts = [
        ("done", count(Status::Done)),
        ("skipped", count(Status::Skipped)),
        ("failed", count(Status::Failed)),
        ("open", count(Status::Open)),
    ];
    let args: Vec<_> = counts
        .iter()
        .map(|(name, count)| (*name, count.as_str()))
        .collect();
    messages.text("export_counts", &args)
}

pub(crate) fn length(messages: Messages, seconds: u32) -> String {
    let unit = |key: &str| messages.text(key, &[]);
    let units = [unit("unit_hour"), unit("unit_minute"), unit("unit_second")];
    moments::length(seconds, [&units[0], &units[1], &units[2]])
}

/// The word for how a step fares.
pub(super) fn status(messages: Messages, status: Status) -> String {
    let key = match status {
        Status::Open => "run_status_open",
        Status::Done => "run_status_done",
        Status::Skipped => "run_status_skipped",
        Status::Failed => "run_status_failed",
    };
    messages.text(key, &[])
}

fn steps(out: &mut String, messages: Messages, step: &StepState) {
    let indent = "  ".repeat(usize::from(step.text.depth));
    let mark = if step.status == Status::Done {
        "x"
    } else {
        " "
    };
    let number = match step.text.number.as_str() {
        "" => String::new(),
        number => format!("{}\\. ", escaped(number.trim_end_matches('.'))),
    };
    let text = escaped(&one_line(&step.text.text));
    let mut said = vec![status(messages, step.status)];
    said.extend(
        step.elapsed(false, 0)
            .map(|seconds| length(messages, seconds)),
    );
    if step.added.is_some() {
        said.push(messages.text("run_step_added", &[]));
    }
    let reason = step.reason.as_ref().map_or_else(String::new, |reason| {
        format!(": {}", escaped(&one_line(reason)))
    });
    line(
        out,
        &format!(
            "{indent}- [{mark}] {number}{text} — {}{reason}",
            said.join(", ")
        ),
    );
}

fn timeline(out: &mut String, messages: Messages, run: &Run) {
    for event in run.told() {
        let (text, detail) = sentence::of(messages, run, event);
        // The sentence's own marks of names; escaped they would only be in the way.
        let text = text.replace('`', "\"");
        let taken_back = if run.undone.contains(&event.seq) {
            format!(" ({})", messages.text("export_undone", &[]))
        } else {
            String::new()
        };
        let when = moments::text(event.when());
        line(
            out,
            &format!(
                "- {when} · {} · {}{taken_back}",
                escaped(&event.person),
                escaped(&text)
            ),
        );
        if let Some(detail) = detail {
            fenced(out, &detail);
        }
    }
}

/// A text as it is, in a fence that it cannot end.
pub(crate) fn fenced(out: &mut String, text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    line(out, &format!("  {fence}text"));
    for each in text.lines() {
        line(out, &format!("  {}", visible(each)));
    }
    line(out, &format!("  {fence}"));
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters and characters that turn the writing direction are shown as `\u{fffd}`.
pub(super) fn visible(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The text on one line, with everything escaped that Markdown or HTML would take for its own.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(&one_line(text)).chars() {
        if c == '<' {
            out.push_str("&lt;");
        } else if c == '&' {
            out.push_str("&amp;");
        } else {
            if "\\`*_{}[]()#+!|>~$".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_cannot_pass_for_markdown() {
        assert_eq!(
            escaped("# a\n**b** <c> [d](e)"),
            "\\# a \\*\\*b\\*\\* &lt;c\\> \\[d\\]\\(e\\)"
        );
        let mut out = String::new();
        fenced(&mut out, "```\nx\u{1b}[0m");
        assert_eq!(out, "  ````text\n  ```\n  x\u{fffd}[0m\n  ````\n");
    }
}
