//! Following a document: what the window asks. What it is answered stands in `run_view`.
//!
//! A run is named by its id (a UUID), a step by the id that [`RunStep`](super::RunStep) carries, an entry of the log by its
//! number. All three are opaque to the window and checked again in Rust. Every act answers with the
//! whole [`RunView`](super::RunView): the window shows it and thinks nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A parameter and the value that a person gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NamedValue {
    /// The parameter's name, without the signs of its style: `pod`, not `<pod>`.
    pub name: String,
    /// The value as typed; empty takes it back.
    pub value: String,
}

/// Asks what following a document would mean, for the dialog that begins a run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunPrepareRequest {
    /// The document's id.
    pub document: String,
    /// The slug of the section to begin in; none or empty for the beginning.
    pub section: Option<String>,
    /// A pasted alert, whole; its labels fill parameters.
    pub alert: Option<String>,
}

/// Begins a run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunStartRequest {
    /// The document's id.
    pub document: String,
    /// The slug of the section to begin in; none or empty for the beginning.
    pub section: Option<String>,
    /// Why it is followed, as typed; may be empty.
    pub reason: String,
    /// A pasted alert, whole; its labels fill parameters that `values` leaves open.
    pub alert: Option<String>,
    /// Parameters that are known already.
    pub values: Vec<NamedValue>,
}

/// Names a run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunRequest {
    /// The run's id.
    pub id: String,
}

/// Asks for runs, the latest first, at most 500.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunListRequest {
    /// Runs of this document of the open library only; all runs of all libraries where none is named.
    pub document: Option<String>,
}

/// Does something in a run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunActRequest {
    /// The run's id.
    pub id: String,
    /// What is done.
    pub act: RunAct,
}

/// What can be done in an open run. Refused with `run_closed` in a closed one and with `run_refused`
/// where it does not fit (an unknown step, a reason that is missing).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "act"
)]
#[ts(export)]
pub enum RunAct {
    /// Goes to a step: it becomes the current one, and its time begins.
    Focus {
        /// The step's id.
        step: String,
    },
    /// The step is done; the next open one becomes the current.
    Done {
        /// The step's id.
        step: String,
    },
    /// The step is left out, and open ones nested in it with it.
    Skip {
        /// The step's id.
        step: String,
        /// Why; must not be empty.
        reason: String,
    },
    /// The step did not work.
    Fail {
        /// The step's id.
        step: String,
        /// What happened; may be empty.
        note: String,
    },
    /// Something worth keeping.
    Note {
        /// The step it belongs to; none for the run as a whole.
        step: Option<String>,
        /// The text; must not be empty.
        text: String,
    },
    /// What a command of the step printed. Text that looks secret is masked before it is kept.
    Output {
        /// The step's id.
        step: String,
        /// The text as pasted; cut at 64 KiB with a mark.
        text: String,
    },
    /// Fills a parameter for the whole run. A value that looks secret is used while the app runs and never stored.
    Fill {
        /// The parameter's name.
        name: String,
        /// The value; empty takes it back.
        value: String,
        /// The person says that it is secret, whatever it looks like.
        secret: bool,
    },
    /// Writes down a value that a step asks for.
    Read {
        /// The reading's id.
        reading: String,
        /// The value as typed; empty takes it away.
        value: String,
    },
    /// The person has looked at a destructive command and means it. Copying it is offered from then on.
    Confirm {
        /// Index into [`RunView::commands`](super::RunView).
        command: u32,
    },
    /// A command was copied. The window copies, then tells.
    Copied {
        /// Index into [`RunView::commands`](super::RunView).
        command: u32,
    },
    /// Starts the timer of a step that says to wait.
    StartTimer {
        /// The step's id.
        step: String,
    },
    /// Stops the timer of a step before its time.
    StopTimer {
        /// The step's id.
        step: String,
    },
    /// Adds a step that the document lacks. It belongs to this run and to the proposed change.
    AddStep {
        /// The step it follows; none puts it before all others.
        after: Option<String>,
        /// What is done in it, plain text; must not be empty.
        text: String,
    },
    /// Takes an entry of the log back, as an entry of its own.
    Undo {
        /// The entry's number; none takes back the latest that can be ([`RunView::undo`](super::RunView)).
        entry: Option<u32>,
    },
    /// The document has changed: goes on with the text that the run began with.
    KeepText,
    /// The document has changed: goes on with its new text. A step that reads as before keeps all it has.
    TakeText,
    /// Ends the run. It can be read and exported from then on, not changed.
    Close {
        /// Whether the document was right.
        right: RunRight,
        /// What was missing or wrong; may be empty.
        missing: String,
    },
}

/// Whether the document was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunRight {
    /// As it stands.
    Yes,
    /// In part.
    Partly,
    /// It led astray.
    No,
}

/// Asks for a run as text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunExportRequest {
    /// The run's id.
    pub id: String,
    /// In which form.
    pub form: RunExportForm,
}

/// The forms that a run leaves the app in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunExportForm {
    /// A timeline for the review, `.md`.
    Markdown,
    /// Everything but the document's text, for programs, `.json` (`drillbook.run/1`).
    Json,
    /// One page that loads nothing and prints well, `.html`.
    Html,
    /// The run itself with the document's text, to go on with it elsewhere, `.json` (`drillbook.handover/1`).
    Handover,
}

/// A run as text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunExport {
    /// The text.
    pub text: String,
    /// A name for the file, safe on every system.
    pub file_name: String,
}

/// What bringing in a hand-over file came to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunImported {
    /// The run as it is now.
    pub view: super::RunView,
    /// What the file brought.
    pub outcome: RunImportOutcome,
}

/// What a hand-over file brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunImportOutcome {
    /// A run that was not known here.
    New,
    /// Entries that were missing of a run that was known.
    Continued,
    /// Nothing: everything in it was here already.
    Known,
}

/// Where a shared summary was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunShared {
    /// The record's path in the library, to be shown.
    pub record: String,
}

/// Who I am: the name that stands in logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Person {
    /// The name; 1 to 200 characters. Saving an empty one goes back to the name that was found.
    pub name: String,
    /// It was typed by the person; else it was found in git's settings or is the system's user name.
    pub chosen: bool,
}
