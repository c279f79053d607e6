//! Following a document: a run as the window shows it.
//!
//! A [`RunView`] is complete: the document's own text as safe HTML in blocks, what the run knows of
//! each step, and every command with its parameters filled in. The markup of the blocks is the one
//! that the `runbook` crate's `render` module describes; the window runs DOMPurify over it once more.
//! All sentences are in the language of the settings.

use super::recurring::RunCheck;
use super::run_record::{RunChange, RunClosing, RunLogEntry, RunRow};
use super::run_step::{RunCommand, RunNote, RunStep};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Moment {
    /// Milliseconds since 1970, UTC: what `new Date()` takes.
    pub ms: f64,
    /// The local time of whoever wrote it: `2026-11-20 03:12:45 +07:00`.
    pub text: String,
}

/// What following a document would mean.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunOffer {
    /// The document's id.
    pub document: String,
    /// Its title.
    pub title: String,
    /// How its steps were found; `reference` has none and cannot be followed.
    pub form: RunForm,
    /// How many steps it has.
    pub steps: u32,
    /// Its parameters, filled from the alert and from defaults as far as that goes.
    pub parameters: Vec<RunParameter>,
    /// The alert, where one was pasted and understood.
    pub alert: Option<RunAlert>,
    /// Runs of this document that are open: go on with one of them instead?
    pub open: Vec<RunRow>,
    /// Who would begin it.
    pub person: String,
}

/// How the steps of a document were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunForm {
    /// Ordered and checkbox lists.
    Lists,
    /// Bullets under headings that speak of a procedure.
    Bullets,
    /// Commands inside sentences.
    Commands,
    /// Headings.
    Headings,
    /// Code blocks.
    Fences,
    /// It has none: something to read, not to follow.
    Reference,
}

/// A run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunView {
    /// The run's id.
    pub id: String,
    /// The document's id in its library.
    pub document: String,
    /// The slug of the section it began in.
    pub section: Option<String>,
    /// The document's title when the run began.
    pub title: String,
    /// The name of its library.
    pub library: String,
    /// Its library is the open one: the document can be opened, links in the blocks lead somewhere.
    pub here: bool,
    /// Its library is the open one and the document is not there any more; the run goes on with its own text.
    pub missing: bool,
    /// Who began it.
    pub person: String,
    /// Why.
    pub reason: String,
    /// The alert it was begun for.
    pub alert: Option<RunAlert>,
    /// When it began.
    pub started_at: Moment,
    /// When it was closed.
    pub ended_at: Option<Moment>,
    /// Whole seconds from the beginning to the end, or to now.
    pub elapsed: u32,
    /// Open or closed; a closed one is read-only.
    pub state: RunState,
    /// How the steps were found.
    pub form: RunForm,
    /// The document in reading order, with the added steps in their places.
    pub blocks: Vec<RunBlock>,
    /// The steps in reading order, added ones among them.
    pub steps: Vec<RunStep>,
    /// Every command of the document; `data-snippet` in a block's HTML is an index into it. Show these
    /// in place of the raw ones.
    pub commands: Vec<RunCommand>,
    /// The id of the step that is on.
    pub current: Option<String>,
    /// How far it is.
    pub progress: RunProgress,
    /// The parameters, in the order of their first use.
    pub parameters: Vec<RunParameter>,
    /// Notes on the run as a whole.
    pub notes: Vec<RunNote>,
    /// The document reads otherwise now; ask once whether to go on with the old or the new text.
    pub change: Option<RunChange>,
    /// What undo would take back.
    pub undo: Option<RunUndo>,
    /// Everything that happened, the oldest first.
    pub log: Vec<RunLogEntry>,
    /// How it was closed.
    pub closing: Option<RunClosing>,
    /// It is recurring work, done for a day; none where it is not, or where its library is not the open one.
    pub check: Option<RunCheck>,
    /// Other open runs, the latest first.
    pub others: Vec<RunRow>,
}

/// Open or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunState {
    /// It goes on.
    Open,
    /// It is over.
    Closed,
}

/// The alert of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunAlert {
    /// Its name; empty where the text has none.
    pub name: String,
    /// Its labels, secret-looking values masked.
    pub labels: Vec<super::Field>,
    /// The text as pasted, secret-looking values masked.
    pub text: String,
}

/// A stretch of the document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunBlock {
    /// What it is.
    pub kind: RunBlockKind,
    /// Safe HTML; for a step its own content without that of steps nested in it.
    pub html: String,
    /// The id of the step that it is.
    pub step: Option<String>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunBlockKind {
    /// A heading.
    Heading,
    /// Text that is no step.
    Context,
    /// A step.
    Step,
}

/// How far a run is. The four add up to `total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunProgress {
    /// Steps done.
    pub done: u32,
    /// Steps left out.
    pub skipped: u32,
    /// Steps that did not work.
    pub failed: u32,
    /// Steps of which nothing was said yet.
    pub open: u32,
    /// Steps altogether.
    pub total: u32,
}

/// A parameter of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunParameter {
    /// Its name.
    pub name: String,
    /// The value in use; for a secret one too, as long as the app runs.
    pub value: Option<String>,
    /// Where the value comes from.
    pub origin: Option<RunOrigin>,
    /// Its name or its value looks secret: show it masked. It is not stored.
    pub secret: bool,
    /// It was filled once, was not stored, and has to be typed again.
    pub forgotten: bool,
    /// What the document proposes.
    pub default: Option<String>,
    /// What the document says about it.
    pub description: Option<String>,
    /// How many commands use it.
    pub used: u32,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunOrigin {
    /// A label of the alert.
    Alert,
    /// A person typed it.
    Typed,
    /// The document proposes it.
    Default,
}

/// What undo would take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunUndo {
    /// Number of the entry.
    pub entry: u32,
    /// The entry's sentence.
    pub text: String,
}
