//! The steps of a run as Markdown, for whoever makes a document of what was done.

use super::state::{State, Status, StepState};
use crate::steps::Procedure;
use crate::{Command, Document, SnippetKind};
use std::fmt::Write as _;

/// What was done, as a numbered list: each step that was not left out, its commands as its document has them, and the notes on
/// it as quotations. Empty where nothing was done.
pub fn steps_done(state: &State, document: &Document, procedure: &Procedure) -> String {
    let mut out = String::new();
    let done = |step: &&StepState| matches!(step.status, Status::Done | Status::Failed);
    for (at, step) in state.steps.iter().filter(done).enumerate() {
        let marker = format!("{}. ", at + 1);
        let indent = " ".repeat(marker.len());
        let commands: Vec<&Command> = commands(step, document, procedure).collect();
        let mut blocks = vec![sentence(&step.text.text, &commands)];
        blocks.extend(
            commands
                .into_iter()
                .filter(|command| is_block(command))
                .map(fence),
        );
        blocks.extend(step.notes.iter().map(|note| quoted(&note.text)));
        let text = blocks.join("\n\n");
        let mut lines = text.lines();
        // Writing to a string does not fail.
        let _ = writeln!(out, "{marker}{}", lines.next().unwrap_or_default());
        for line in lines {
            let indent = if line.is_empty() { "" } else { &indent };
            let _ = writeln!(out, "{indent}{line}");
        }
        if text.contains('\n') {
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

/// The commands of a step, as its document has them; none of one that was added.
fn commands<'a>(
    step: &'a StepState,
    document: &'a Document,
    procedure: &'a Procedure,
) -> impl Iterator<Item = &'a Command> {
    let own = procedure
        .steps
        .iter()
        .find(|own| step.added.is_none() && own.id == step.text.id);
    own.into_iter()
        .flat_map(|own| &own.commands)
        .filter_map(|at| document.commands.get(*at))
}

fn is_block(command: &Command) -> bool {
    command.kind == SnippetKind::Block
}

fn fence(command: &Command) -> String {
    let longest = command.copy.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let code = command.copy.trim_end();
    format!("{fence}{}\n{code}\n{fence}", command.language)
}

/// A step's text with the commands inside its sentences marked as such again.
fn sentence(text: &str, commands: &[&Command]) -> String {
    let mut line = plain(text);
    for command in commands.iter().filter(|command| !is_block(command)) {
        if !command.copy.contains('`') {
            let marked = format!("`{}`", command.copy);
            line = line.replacen(&plain(&command.copy), &marked, 1);
        }
    }
    line
}

/// A text on one line that begins neither a tag nor a list of its own.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('<', "\\<")
}

fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| format!("> {}", plain(line)));
    lines.collect::<Vec<_>>().join("\n")
}
