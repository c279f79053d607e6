//! How a run stands. Made by the fold over its log, in `fold`, and by nothing else.

use super::event::{Event, Origin, Right, Snapshot, Started, StepText};
use super::reading::Taken;
use std::collections::{BTreeMap, BTreeSet};

/// A run: its log and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The log, the oldest entry first.
    pub events: Vec<Event>,
    /// The entries that were taken back.
    pub undone: BTreeSet<u32>,
    /// How it stands.
    pub state: State,
}

/// How a run stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// How it began.
    pub started: Started,
    /// Who began it.
    pub person: String,
    /// The text that is followed: the one it began with, or one that was taken since.
    pub snapshot: Snapshot,
    /// The steps in reading order, added ones among them.
    pub steps: Vec<StepState>,
    /// Steps that the text no longer has and of which something was said.
    pub gone: Vec<StepState>,
    /// The key of the step that is on.
    pub current: Option<String>,
    /// Parameters that were filled.
    pub values: BTreeMap<String, Filled>,
    /// What was read, in the order in which it was first taken.
    pub readings: Vec<Taken>,
    /// Notes on the run as a whole.
    pub notes: Vec<Remark>,
    /// Destructive commands that were confirmed, as the document has them.
    pub confirmed: BTreeSet<String>,
    /// How often commands were copied, by the command as the document has it.
    pub copied: BTreeMap<String, u32>,
    /// The content hash of a newer text that was not taken.
    pub kept: Option<String>,
    /// How it was closed.
    pub closing: Option<Closing>,
}

/// How a step stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepState {
    /// Its key: its hash, or `added-7`.
    pub key: String,
    /// The step as it reads; for an added one its text alone.
    pub text: StepText,
    /// The key of the step it is nested in.
    pub parent: Option<String>,
    /// Open, done, skipped or failed.
    pub status: Status,
    /// Why it was skipped, or what failed.
    pub reason: Option<String>,
    /// Who said so.
    pub person: Option<String>,
    /// When it first became the current one.
    pub started: Option<Instant>,
    /// When it was done, skipped or failed.
    pub ended: Option<Instant>,
    /// Notes on it.
    pub notes: Vec<Remark>,
    /// What its commands printed.
    pub outputs: Vec<Remark>,
    /// Its timer, where one was started.
    pub timer: Option<Timer>,
    /// The entry that added it.
    pub added: Option<u32>,
}

/// Whether something was said of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing yet.
    #[default]
    Open,
    /// It is done.
    Done,
    /// It was left out.
    Skipped,
    /// It did not work.
    Failed,
}

/// When, by the writer's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Instant {
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// Minutes that the writer's local time is ahead of UTC.
    pub offset: i32,
}

/// A note or an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its entry.
    pub entry: u32,
    /// When.
    pub when: Instant,
    /// Who.
    pub person: String,
    /// The text.
    pub text: String,
    /// Something in it was masked.
    pub masked: bool,
}

/// A timer that runs or has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// When it was started.
    pub started: Instant,
    /// How long it runs.
    pub seconds: u32,
}

impl Timer {
    /// When it runs out.
    pub fn ends(self) -> Instant {
        Instant {
            at: self
                .started
                .at
                .saturating_add(i64::from(self.seconds) * 1000),
            ..self.started
        }
    }
}

/// What a parameter was filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The value; none where it is secret.
    pub value: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// How a run was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// When.
    pub when: Instant,
    /// Who.
    pub person: String,
    /// Whether the document was right.
    pub right: Right,
    /// What was missing or wrong; may be empty.
    pub missing: String,
}
