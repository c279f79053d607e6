//! Following a document: a run as the window shows it.
//!
//! A [`RunView`] is complete: the document's own text as safe HTML in blocks, what the run knows of
//! each step, and every command with its parameters filled in. The markup of the blocks is the one
//! that the `runbook` crate's `render` module describes; the window runs DOMPurify over it once more.
//! All sentences are in the language of the settings.

use super::run::RunRight;
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

/// A step of a run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunStep {
    /// Its id in this run.
    pub id: String,
    /// Its place in the document: `path#slug/3`; none for an added step.
    pub place: Option<String>,
    /// The number that a reader sees: `3`, `3.2`; empty for a bullet.
    pub number: String,
    /// How deeply it is nested, from 0.
    pub depth: u8,
    /// The step that it is nested in.
    pub parent: Option<String>,
    /// Its first sentence or sentences, plain.
    pub text: String,
    /// Open, done, skipped or failed.
    pub status: RunStatus,
    /// Why it was skipped, or what failed.
    pub reason: Option<String>,
    /// Who said so.
    pub person: Option<String>,
    /// Notes on it, the oldest first.
    pub notes: Vec<RunNote>,
    /// Outputs of its commands, the oldest first.
    pub outputs: Vec<RunOutput>,
    /// When it first became the current one.
    pub started_at: Option<Moment>,
    /// When it was done, skipped or failed.
    pub ended_at: Option<Moment>,
    /// Whole seconds between the two, or to now while it is the current one.
    pub elapsed: Option<u32>,
    /// Its commands, as indices into [`RunView::commands`].
    pub commands: Vec<u32>,
    /// It says to wait.
    pub wait: Option<RunWait>,
    /// Other steps that it sends to.
    pub jumps: Vec<RunJump>,
    /// What it expects to see, and what to do then.
    pub branches: Vec<RunBranch>,
    /// It was added in this run and is no part of the document.
    pub added: bool,
}

/// How a step fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunStatus {
    /// Nothing was said of it yet.
    Open,
    /// Done.
    Done,
    /// Left out.
    Skipped,
    /// It did not work.
    Failed,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunNote {
    /// Number of its entry in the log.
    pub entry: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// The text, as typed.
    pub text: String,
}

/// What a command printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunOutput {
    /// Number of its entry in the log.
    pub entry: u32,
    /// When it was pasted.
    pub at: Moment,
    /// Who pasted it.
    pub person: String,
    /// The text, secret-looking parts masked.
    pub text: String,
    /// Something was masked.
    pub masked: bool,
    /// The branches of the step that it matches, as indices into [`RunStep::branches`].
    pub branches: Vec<u32>,
}

/// A wait that a step asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunWait {
    /// How long.
    pub seconds: u32,
    /// The words of the document that say so.
    pub text: String,
    /// When the timer runs out; none where it was not started or was stopped.
    pub ends_at: Option<Moment>,
}

/// "Go to step 7".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunJump {
    /// The words of the document.
    pub text: String,
    /// The id of the step that they lead to.
    pub step: String,
}

/// What a step expects to see, and what to do then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunBranch {
    /// What is expected, as the document has it.
    pub expected: String,
    /// What to do then, plain text.
    pub then: String,
    /// The step that it sends to.
    pub step: Option<String>,
    /// An output of this step matches it.
    pub matched: bool,
}

/// A command with its parameters filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunCommand {
    /// The step it stands in; none for one that stands between steps.
    pub step: Option<String>,
    /// The language in its usual short name; empty when unknown.
    pub language: String,
    /// It stands inside a sentence; else it is a block.
    pub inline: bool,
    /// The command as it is to be shown, parameters apart.
    pub parts: Vec<RunPart>,
    /// What lands on the clipboard: the parts without their marks.
    pub copy: String,
    /// Parameters without a value: ask for them before copying.
    pub missing: Vec<String>,
    /// It destroys something: ask once before it is copied.
    pub destructive: Option<RunDestructive>,
    /// The person has said yes to that.
    pub confirmed: bool,
    /// How often it was copied in this run.
    pub copied: u32,
    /// It holds characters that are not seen or that turn the writing direction: warn when copying.
    pub hidden_characters: bool,
}

/// A stretch of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunPart {
    /// The text: the value where one is known, else the parameter as written.
    pub text: String,
    /// The parameter that it stands for.
    pub parameter: Option<String>,
    /// A value stands here.
    pub filled: bool,
}

/// Why a command is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunDestructive {
    /// The words of the command that do it: `kubectl delete`.
    pub verb: String,
    /// What they do, as a sentence.
    pub why: String,
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
    /// Suggestions on steps that the document no longer has, as sentences.
    pub lost: Vec<String>,
    /// The difference from the document as it is now; from the run's text where that cannot be read.
    pub diff: Vec<RunDiffLine>,
    /// The same as a unified diff, for `git apply` and for a message to the owner.
    pub patch: String,
}
