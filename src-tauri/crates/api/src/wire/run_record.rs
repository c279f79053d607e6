//! What is left of a run and what differs: its row in the history, its log, its closing, the difference to a
//! changed document and the proposed change.

use super::run::RunRight;
use super::run_view::{Moment, RunProgress, RunState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The document reads otherwise than the run's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunChange {
    /// Headings of the sections that differ.
    pub sections: Vec<String>,
    /// Steps that read as before and keep what they have, should the new text be taken.
    pub kept: u32,
    /// Steps that the new text has and the old one has not.
    pub new: u32,
    /// Texts of the steps that the new text no longer has; what was said of them stays in the log.
    pub gone: Vec<String>,
    /// The difference.
    pub diff: Vec<RunDiffLine>,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunDiffLine {
    /// What became of it.
    pub kind: RunDiffKind,
    /// Its number in the old text, from 1.
    pub old: Option<u32>,
    /// Its number in the new text, from 1.
    pub new: Option<u32>,
    /// The line without its end; in a changed line the words that changed are marked.
    pub parts: Vec<RunDiffPart>,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunDiffKind {
    /// It stands in both.
    Same,
    /// Only the new text has it.
    Added,
    /// Only the old text had it.
    Removed,
    /// Lines that are the same were left out here; it has no parts.
    Gap,
}

/// A stretch of a line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunDiffPart {
    /// The text.
    pub text: String,
    /// It is what differs within the line.
    pub changed: bool,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunLogEntry {
    /// Its number, from 1.
    pub entry: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// What, as one sentence.
    pub text: String,
    /// What was typed or pasted, where there is more than the sentence says.
    pub detail: Option<String>,
    /// The id of the step it belongs to.
    pub step: Option<String>,
    /// It was taken back later.
    pub undone: bool,
    /// It can be taken back now.
    pub can_undo: bool,
}

/// How a run was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunClosing {
    /// Whether the document was right.
    pub right: RunRight,
    /// What was missing or wrong; may be empty.
    pub missing: String,
}

/// A run as a row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunRow {
    /// The run's id.
    pub id: String,
    /// The document's id in its library.
    pub document: String,
    /// The document's title when the run began.
    pub title: String,
    /// The name of its library.
    pub library: String,
    /// Its library is the open one.
    pub here: bool,
    /// Who began it.
    pub person: String,
    /// Why.
    pub reason: String,
    /// The name of the alert it was begun for.
    pub alert: Option<String>,
    /// When it began.
    pub started_at: Moment,
    /// When it was closed.
    pub ended_at: Option<Moment>,
    /// Whole seconds from the beginning to the end, or to now.
    pub elapsed: u32,
    /// Open or closed.
    pub state: RunState,
    /// How far it is.
    pub progress: RunProgress,
    /// Whether the document was right, where it was closed.
    pub right: Option<RunRight>,
}

/// A proposed change of the document, made of what failed, was skipped, was added and was missing. It
/// is shown and exported; nothing is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunProposal {
    /// The document's id.
    pub document: String,
    /// How many suggestions stand in the difference.
    pub suggestions: u32,
    /// Suggestions on steps that the document no longer has or that stand in a file which it includes, as sentences.
    pub lost: Vec<String>,
    /// The difference from the document as it is now; from the run's text where that cannot be read.
    pub diff: Vec<RunDiffLine>,
    /// The same as a unified diff, for `git apply` and for a message to the owner.
    pub patch: String,
}
