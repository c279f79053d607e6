//! A change of the document that a run proposes: what was added becomes a step in the file's own style, what failed or was
//! left out a remark at its step, what was missing a remark at the end. Nothing is written; a person looks at it.
//!
//! It edits by byte range: every byte that it does not speak of stays. Steps behind a new one count up ([`numbers`]), and so do
//! the words that name them. What stands in a file that the document includes is not changed: that is said instead.

mod marker;
mod numbers;

use super::state::{State, Status, StepState};
use crate::Document;
use crate::include::{self, Included};
use crate::parse::is_asciidoc;
use crate::steps::{Procedure, Step};
use marker::{Marker, number};
use std::collections::HashMap;

/// A document as a run would have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The whole text as it is in the document's file.
    pub before: String,
    /// The whole new text of that file.
    pub text: String,
    /// How many suggestions it holds.
    pub suggestions: u32,
    /// Suggestions that the document's file has no place for.
    pub lost: Vec<Lost>,
}

/// A suggestion that is not part of the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it says.
    pub suggestion: Suggestion,
    /// The included file that has the step; none where no text has it any more.
    pub file: Option<String>,
}

/// The document that a change is proposed of.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Its text, with the files that it includes.
    pub text: &'a str,
    /// What stands in such files.
    pub included: &'a [Included],
    /// What [`crate::parse()`] made of the text.
    pub document: &'a Document,
    /// Its steps.
    pub procedure: &'a Procedure,
}

/// What a run has to say on a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// A step did not work.
    Failed {
        /// The step's text.
        step: String,
        /// What happened; may be empty.
        note: String,
    },
    /// A step was left out.
    Skipped {
        /// The step's text.
        step: String,
        /// Why.
        reason: String,
    },
    /// A step was missing.
    Added {
        /// What was done.
        text: String,
    },
    /// Something was missing or wrong.
    Missing {
        /// What.
        text: String,
    },
}

/// The words of the proposal, in the document's language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// What stands before a remark: `Note`.
    pub label: &'a str,
    /// A remark as one sentence.
    pub say: &'a dyn Fn(&Suggestion) -> String,
}

/// The change that the run proposes.
pub fn propose(subject: Subject<'_>, state: &State, words: Words<'_>) -> Proposal {
    let mut editor = Editor {
        text: subject.text,
        subject,
        asciidoc: is_asciidoc(&state.started.document),
        words,
        edits: Vec::new(),
        later: HashMap::new(),
        proposal: Proposal::default(),
    };
    for step in &state.steps {
        if step.added.is_none() && !is_skipped_with_parent(state, step) {
            editor.remark(step);
        }
    }
    for at in 0..state.steps.len() {
        editor.added(&state.steps, at);
    }
    let missing = state
        .closing
        .as_ref()
        .map_or("", |closing| closing.missing.as_str());
    if !missing.is_empty() {
        editor.missing(missing);
    }
    editor.finish()
}

/// How many things the run has to say on its document, whether or not the text still has a place for them.
pub fn suggestions(state: &State) -> usize {
    let says = |step: &&StepState| {
        let failed_or_skipped = matches!(step.status, Status::Failed | Status::Skipped);
        step.added.is_some() || (failed_or_skipped && !is_skipped_with_parent(state, step))
    };
    let closing = state.closing.as_ref();
    let missing = closing.is_some_and(|closing| !closing.missing.is_empty());
    state.steps.iter().filter(says).count() + usize::from(missing)
}

/// A step that was left out because the one it is nested in was: one remark says so.
fn is_skipped_with_parent(state: &State, step: &StepState) -> bool {
    let parent = step.parent.as_deref().and_then(|key| state.step(key));
    parent.is_some_and(|parent| {
        step.status == Status::Skipped
            && parent.status == Status::Skipped
            && parent.ended == step.ended
    })
}

struct Editor<'a> {
    text: &'a str,
    subject: Subject<'a>,
    asciidoc: bool,
    words: Words<'a>,
    /// From, to, what stands there then; in the order in which they were made.
    edits: Vec<(usize, usize, String)>,
    /// By how much the number of a step goes up, by its index.
    later: HashMap<usize, u32>,
    proposal: Proposal,
}

impl<'a> Editor<'a> {
    fn found(&self, step: &StepState) -> Option<(usize, &'a Step)> {
        let known = |(_, candidate): &(usize, &Step)| candidate.hash == step.text.hash;
        let steps = &self.subject.procedure.steps;
        steps.iter().enumerate().find(known)
    }

    /// The included file that a step stands in.
    fn elsewhere(&self, step: &Step) -> Option<String> {
        let holds =
            |stretch: &&Included| (stretch.span.start..stretch.span.end).contains(&step.span.start);
        let innermost = self.subject.included.iter().rfind(holds);
        innermost.map(|stretch| stretch.path.clone())
    }

    fn lose(&mut self, suggestion: Suggestion, file: Option<String>) {
        self.proposal.lost.push(Lost { suggestion, file });
    }

    /// A remark at a step that failed or was left out.
    fn remark(&mut self, state: &StepState) {
        let reason = state.reason.clone().unwrap_or_default();
        let step = state.text.text.clone();
        let suggestion = match state.status {
            Status::Failed => Suggestion::Failed { step, note: reason },
            Status::Skipped => Suggestion::Skipped { step, reason },
            Status::Open | Status::Done => return,
        };
        let Some((_, step)) = self.found(state) else {
            return self.lose(suggestion, None);
        };
        if let Some(file) = self.elsewhere(step) {
            return self.lose(suggestion, Some(file));
        }
        let said = one_line(&(self.words.say)(&suggestion));
        let marker = Marker::of(self.text, step);
        let indent = format!("{}{}", marker.indent, " ".repeat(marker.width));
        let failed = state.status == Status::Failed;
        let line = match (self.asciidoc, failed) {
            (true, true) => format!("+\nNOTE: {said}"),
            (true, false) => format!("// {said}"),
            (false, true) => format!(
                "{indent}> **{}:** {}",
                self.words.label,
                without_html(&said)
            ),
            (false, false) => format!("{indent}<!-- {} -->", said.replace("--", "- -")),
        };
        let at = self.behind_words(step);
        self.insert_line(at, &line);
    }

    /// Where the step's own first words end: behind the last line of its first paragraph.
    fn behind_words(&self, step: &Step) -> usize {
        let mut at = step.span.start;
        for (number, line) in step.span.of(self.text).split_inclusive('\n').enumerate() {
            if number > 0 && is_new_block(line) {
                break;
            }
            if number == 0 && is_fence(line) {
                return line_start(self.text, at);
            }
            at += line.len();
            if line.trim_start().starts_with('#') {
                break;
            }
        }
        at
    }

    /// A step that was added, behind the step that it followed.
    fn added(&mut self, steps: &[StepState], at: usize) {
        let Some(new) = steps.get(at).filter(|step| step.added.is_some()) else {
            return;
        };
        let siblings = |step: &&StepState| step.parent == new.parent && step.added.is_none();
        let before = steps.iter().take(at).rev().find(siblings);
        let after = steps.iter().skip(at).find(siblings);
        let anchor = before
            .map(|step| (step, true))
            .or(after.map(|step| (step, false)));
        let found = anchor.and_then(|(step, behind)| Some((self.found(step)?, behind)));
        let Some(((index, anchor), behind)) = found else {
            let text = new.text.text.clone();
            return self.lose(Suggestion::Added { text }, None);
        };
        if let Some(file) = self.elsewhere(anchor) {
            let text = new.text.text.clone();
            return self.lose(Suggestion::Added { text }, Some(file));
        }
        let earlier = steps
            .iter()
            .take(at)
            .rev()
            .take_while(|step| step.added.is_some());
        let nth = if behind { earlier.count() + 1 } else { 0 };
        let item = self.item(anchor, &new.text.text, nth);
        let place = if behind {
            anchor.span.start + anchor.span.of(self.text).trim_end().len()
        } else {
            line_start(self.text, anchor.span.start)
        };
        let place = if behind {
            line_end(self.text, place)
        } else {
            place
        };
        self.insert_line(place, &item);
        self.renumber(index, behind);
    }

    fn missing(&mut self, missing: &str) {
        let said = one_line(&(self.words.say)(&Suggestion::Missing {
            text: missing.to_owned(),
        }));
        let line = if self.asciidoc {
            format!("\n// {said}")
        } else {
            format!("\n<!-- {} -->", said.replace("--", "- -"))
        };
        let end = self.subject.document.body_start
            + self
                .text
                .get(self.subject.document.body_start..)
                .unwrap_or_default()
                .trim_end()
                .len();
        self.insert_line(line_end(self.text, end), &line);
    }

    /// A line of its own at a place that is the start of a line or the end of the text.
    fn insert_line(&mut self, at: usize, line: &str) {
        let end = if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let open = at > 0 && !self.text.get(..at).unwrap_or_default().ends_with('\n');
        let before = if open { end } else { "" };
        let line = line.replace('\n', end);
        self.edits.push((at, at, format!("{before}{line}{end}")));
        self.proposal.suggestions += 1;
    }

    fn finish(mut self) -> Proposal {
        self.references();
        let mut text = self.text.to_owned();
        let included = self.subject.included;
        let inside = |(from, to, _): &(usize, usize, String)| {
            let meets = |stretch: &Included| {
                let ends = if from == to { *from } else { to - 1 };
                let begins = stretch.span.start + usize::from(from == to);
                ends >= begins && *from < stretch.span.end
            };
            included.iter().any(meets)
        };
        self.edits.retain(|edit| !inside(edit));
        let mut end = 0;
        for stretch in included {
            let span = stretch.span;
            if span.start >= end {
                end = span.end;
                let written = stretch.written.clone();
                self.edits.push((span.start, span.end, written));
            }
        }
        let mut edits: Vec<_> = self.edits.into_iter().enumerate().collect();
        // From the end to the beginning; at one place what was made last goes in first.
        edits.sort_by_key(|(order, (from, ..))| (*from, *order));
        for (_, (from, to, new)) in edits.into_iter().rev() {
            text.replace_range(from..to, &new);
        }
        Proposal {
            before: include::split(self.text, included),
            text,
            ..self.proposal
        }
    }
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~") || line.starts_with("----")
}

/// Whether the line ends the paragraph before it.
fn is_new_block(line: &str) -> bool {
    let line = line.trim();
    let word = line.split_whitespace().next().unwrap_or_default();
    line.is_empty()
        || is_fence(line)
        || line.starts_with(['>', '<', '|', '#', '=', '['])
        || matches!(word, "-" | "*" | "+")
        || number(word).is_some()
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |line| line + 1)
}

/// Behind the line break of the line that holds `at`.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find('\n').map_or(rest.len(), |line| line + 1)
}

/// Text that a person typed, as Markdown: code stays code, and no HTML comes of it.
fn without_html(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 {
        return text.replace('`', "\\`").replace('<', "&lt;");
    }
    let pieces = text.split('`').enumerate();
    let plain = pieces.map(|(at, piece)| match at % 2 {
        0 => piece.replace('<', "&lt;"),
        _ => piece.to_owned(),
    });
    plain.collect::<Vec<_>>().join("`")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
