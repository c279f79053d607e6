//! A step of a run as the window shows it, with its commands and what was said of it.

use super::run_view::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// Its commands, as indices into the commands of the whole view.
    pub commands: Vec<u32>,
    /// It says to wait.
    pub wait: Option<RunWait>,
    /// Other steps that it sends to, but for what a branch leads to.
    pub jumps: Vec<RunJump>,
    /// What it expects to see, and what to do then. What is a step of its own, nested in this one, is not among them.
    pub branches: Vec<RunBranch>,
    /// It poses a condition to the step that it is nested in, and what was pasted there meets it.
    pub matched: bool,
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
    /// The branches of the step that it matches, as indices into [`RunStep::branches`]; nested steps that it matches
    /// say so themselves.
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
