//! A change of the document that a run proposes: what was added becomes a step in the file's own style, what failed or was
//! left out a remark at its step, what was missing a remark at the end. Nothing is written; a person looks at it.
//!
//! It edits by byte range: every byte that it does not speak of stays.

use super::state::{State, Status, StepState};
use crate::Document;
use crate::parse::is_asciidoc;
use crate::steps::{Procedure, Step};
use drillbook_text::LineIndex;

/// A document as a run would have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The whole new text.
    pub text: String,
    /// How many suggestions it holds.
    pub suggestions: u32,
    /// Suggestions on steps that the text does not have.
    pub lost: Vec<Suggestion>,
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

/// The change that the run proposes of `text`, which is `document` with `procedure`.
pub fn propose(
    text: &str,
    document: &Document,
    procedure: &Procedure,
    state: &State,
    words: Words<'_>,
) -> Proposal {
    let mut editor = Editor {
        text,
        lines: LineIndex::new(text),
        document,
        procedure,
        asciidoc: is_asciidoc(&state.started.document),
        words,
        edits: Vec::new(),
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
    lines: LineIndex,
    document: &'a Document,
    procedure: &'a Procedure,
    asciidoc: bool,
    words: Words<'a>,
    /// From, to, what stands there then; in the order in which they were made.
    edits: Vec<(usize, usize, String)>,
    proposal: Proposal,
}

/// How a step is marked in the file.
struct Marker<'a> {
    /// White space before it, quotation signs included.
    indent: &'a str,
    /// `3.`, `-`, `*`, `###`; empty for a paragraph.
    sign: &'a str,
    /// The box of a task, empty one.
    task: bool,
    /// How many bytes stand before the step's own words.
    width: usize,
}

impl<'a> Editor<'a> {
    fn found(&self, step: &StepState) -> Option<(usize, &'a Step)> {
        let known = |(_, candidate): &(usize, &Step)| candidate.hash == step.text.hash;
        self.procedure.steps.iter().enumerate().find(known)
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
            self.proposal.lost.push(suggestion);
            return;
        };
        let said = one_line(&(self.words.say)(&suggestion));
        let marker = self.marker(step);
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
            self.proposal.lost.push(Suggestion::Added { text });
            return;
        };
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

    /// The new step in the style of its neighbour.
    fn item(&self, neighbour: &Step, text: &str, nth: usize) -> String {
        let marker = self.marker(neighbour);
        let sign = match number(marker.sign) {
            Some((value, rest)) if self.counts_up(neighbour) => {
                format!("{}{rest}", value + u32::try_from(nth).unwrap_or(0))
            }
            _ => marker.sign.to_owned(),
        };
        let task = if marker.task { "[ ] " } else { "" };
        let space = if sign.is_empty() { "" } else { " " };
        let head = format!("{}{sign}{space}{task}", marker.indent);
        let rest = " ".repeat(head.chars().count());
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let body = lines
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join(&format!("\n{rest}"));
        let is_item = !sign.is_empty() && !sign.starts_with(['#', '=']);
        if is_item || neighbour.text.is_empty() {
            format!("{head}{body}")
        } else {
            format!("\n{head}{body}")
        }
    }

    /// Whether the numbers of the list go up; a list of `1.` throughout does not.
    fn counts_up(&self, step: &Step) -> bool {
        let own = number(self.marker(step).sign).map(|(value, _)| value);
        let siblings = self.procedure.steps.iter().filter(|other| {
            other.parent == step.parent && other.section == step.section && other.line != step.line
        });
        let mut values = siblings.filter_map(|other| number(self.marker(other).sign));
        !values.any(|(value, _)| Some(value) == own)
    }

    /// Numbers behind a new step go up by one, as long as they follow one another and stay as wide as they are.
    fn renumber(&mut self, anchor: usize, behind: bool) {
        let Some(first) = self.procedure.steps.get(anchor) else {
            return;
        };
        let Some((mut expected, _)) = number(self.marker(first).sign) else {
            return;
        };
        if behind {
            expected += 1;
        }
        let from = if behind { anchor + 1 } else { anchor };
        let mut edits = Vec::new();
        for step in self.procedure.steps.iter().skip(from) {
            if step.parent != first.parent || step.section != first.section {
                continue;
            }
            let marker = self.marker(step);
            let Some((value, rest)) = number(marker.sign) else {
                break;
            };
            let wider = (value + 1).to_string().len() != value.to_string().len();
            if value != expected || wider {
                break;
            }
            let start = line_start(self.text, step.span.start) + marker.indent.len();
            edits.push((
                start,
                start + marker.sign.len(),
                format!("{}{rest}", value + 1),
            ));
            expected += 1;
        }
        for (from, to, sign) in edits {
            self.bump(from, to, sign);
        }
    }

    /// A number that goes up for the second time goes up from where it is.
    fn bump(&mut self, from: usize, to: usize, sign: String) {
        match self
            .edits
            .iter_mut()
            .find(|edit| (edit.0, edit.1) == (from, to))
        {
            Some(edit) => {
                if let Some((value, rest)) = number(&edit.2) {
                    edit.2 = format!("{}{rest}", value + 1);
                }
            }
            None => self.edits.push((from, to, sign)),
        }
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
        let end = self.document.body_start
            + self
                .text
                .get(self.document.body_start..)
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

    fn marker(&self, step: &Step) -> Marker<'a> {
        let start = line_start(self.text, step.span.start);
        let line = self
            .text
            .get(start..line_end(self.text, start))
            .unwrap_or_default();
        debug_assert_eq!(self.lines.line(start), self.lines.line(step.span.start));
        let is_lead = |c: char| c.is_whitespace() || c == '>';
        let rest = line.trim_start_matches(is_lead);
        let indent = line.get(..line.len() - rest.len()).unwrap_or_default();
        let word = rest.split_whitespace().next().unwrap_or_default();
        let is_sign = matches!(word, "-" | "*" | "+")
            || number(word).is_some()
            || (!word.is_empty()
                && (all(word, '#') || all(word, '=') || all(word, '.') || all(word, '*')));
        let sign = if is_sign { word } else { "" };
        let behind = rest.get(sign.len()..).unwrap_or_default().trim_start();
        let heading = all(sign, '#') || all(sign, '=');
        let width = if sign.is_empty() || heading {
            0
        } else {
            rest.len() - behind.len()
        };
        Marker {
            indent,
            sign,
            task: ["[ ]", "[x]", "[X]"]
                .iter()
                .any(|task| behind.starts_with(task)),
            width,
        }
    }

    fn finish(self) -> Proposal {
        let mut text = self.text.to_owned();
        let mut edits: Vec<_> = self.edits.into_iter().enumerate().collect();
        // From the end to the beginning; at one place what was made last goes in first.
        edits.sort_by_key(|(order, (from, ..))| (*from, *order));
        for (_, (from, to, new)) in edits.into_iter().rev() {
            text.replace_range(from..to, &new);
        }
        Proposal {
            text,
            ..self.proposal
        }
    }
}

fn all(word: &str, sign: char) -> bool {
    !word.is_empty() && word.chars().all(|c| c == sign)
}

/// `3.` is 3 and `.`; `(3)` is none.
fn number(sign: &str) -> Option<(u32, &str)> {
    let digits = sign.bytes().take_while(u8::is_ascii_digit).count();
    let (value, rest) = sign.split_at(digits);
    matches!(rest, "." | ")").then_some(())?;
    Some((value.parse().ok().filter(|value| *value < 1_000_000)?, rest))
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
