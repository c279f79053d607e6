//! What a person does in a run, and the entry that it becomes, or why it is refused.

use super::event::{Event, Origin, Right, Snapshot, What, secret_value};
use super::fold::added_key;
use super::reading::Asked;
use super::state::{Run, Status};
use crate::secret;
use crate::steps::is_fillable;

/// The longest output that is kept, in bytes; more is cut with a mark.
pub const LONGEST_OUTPUT: usize = 64 * 1024;
/// The longest text that a person types, in bytes.
pub const LONGEST_TEXT: usize = 16 * 1024;
/// The longest value of a parameter, in bytes.
pub const LONGEST_VALUE: usize = 4096;
/// Stands where an output was cut.
const CUT: &str = "\n[…]";

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Goes to a step.
    Focus(String),
    /// The step is done.
    Done(String),
    /// The step is left out, for this reason.
    Skip(String, String),
    /// The step did not work; what happened may be empty.
    Fail(String, String),
    /// Notes something, on a step or on the run.
    Note(Option<String>, String),
    /// Keeps what a command of the step printed.
    Output(String, String),
    /// Fills a parameter.
    Fill {
        /// Its name.
        name: String,
        /// The value; empty takes it back.
        value: String,
        /// The person says that it is secret.
        secret: bool,
        /// Where it comes from.
        origin: Origin,
    },
    /// Read a value that the step asks for, as typed; empty takes it away.
    Read(Option<String>, Asked, String),
    /// Means a destructive command of the step.
    Confirm(Option<String>, String),
    /// Has copied a command of the step: as the document has it, and what was copied without secrets.
    Copied(Option<String>, String, String),
    /// Starts the timer of a step.
    StartTimer(String),
    /// Stops it.
    StopTimer(String),
    /// Adds a step behind another.
    AddStep(Option<String>, String),
    /// Takes an entry back; the latest that can be where none is named.
    Undo(Option<u32>),
    /// Goes on with the text of the run although the document's, of this content hash, is another.
    KeepText(String),
    /// Goes on with this text.
    TakeText(Snapshot),
    /// Ends the run.
    Close(Right, String),
}

/// Why an act is refused. The sentence stands in the catalogue under `refusal_<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The run is closed.
    Closed,
    /// The run has no such step.
    NoStep,
    /// A skipped step needs a reason.
    NoReason,
    /// There is nothing to keep.
    Empty,
    /// The text is too long.
    TooLong,
    /// The document has no such parameter.
    NoParameter,
    /// The value holds line breaks or characters that are not seen.
    BadValue,
    /// The step does not say to wait.
    NoTimer,
    /// Nothing can be taken back.
    NothingToUndo,
    /// This entry cannot be taken back.
    CannotUndo,
    /// Something in it was built upon since.
    BuiltUpon,
    /// The document has no such command.
    NoCommand,
    /// The document reads as it did.
    NoChange,
    /// The document asks for no such reading.
    NoReading,
    /// What was read is no number.
    NoNumber,
}

impl Refusal {
    /// Every refusal, so that a test can prove that each has its sentence.
    pub const ALL: [Self; 15] = [
        Self::Closed,
        Self::NoStep,
        Self::NoReason,
        Self::Empty,
        Self::TooLong,
        Self::NoParameter,
        Self::BadValue,
        Self::NoTimer,
        Self::NothingToUndo,
        Self::CannotUndo,
        Self::BuiltUpon,
        Self::NoCommand,
        Self::NoChange,
        Self::NoReading,
        Self::NoNumber,
    ];

    /// The code of its sentence.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NoStep => "no_step",
            Self::NoReason => "no_reason",
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::NoParameter => "no_parameter",
            Self::BadValue => "bad_value",
            Self::NoTimer => "no_timer",
            Self::NothingToUndo => "nothing_to_undo",
            Self::CannotUndo => "cannot_undo",
            Self::BuiltUpon => "built_upon",
            Self::NoCommand => "no_command",
            Self::NoChange => "no_change",
            Self::NoReading => "no_reading",
            Self::NoNumber => "no_number",
        }
    }
}

impl Run {
    /// The entry that `act` becomes; none where nothing would change by it.
    pub fn decide(&self, act: Act) -> Result<Option<What>, Refusal> {
        if self.state.closing.is_some() {
            return Err(Refusal::Closed);
        }
        let what = match act {
            Act::Focus(step) => {
                let step = self.known(step)?;
                if self.state.current.as_deref() == Some(&step) {
                    return Ok(None);
                }
                What::Focused { step }
            }
            Act::Done(step) => return self.done(step),
            Act::Skip(step, reason) => What::Skipped {
                step: self.known(step)?,
                reason: text(&reason).map_err(|refusal| match refusal {
                    Refusal::Empty => Refusal::NoReason,
                    other => other,
                })?,
            },
            Act::Fail(step, note) => What::Failed {
                step: self.known(step)?,
                note: optional(&note)?,
            },
            Act::Note(step, note) => What::Noted {
                step: step.map(|step| self.known(step)).transpose()?,
                text: text(&note)?,
            },
            Act::Output(step, output) => self.output(step, &output)?,
            Act::AddStep(after, new) => What::StepAdded {
                after: after.map(|step| self.known(step)).transpose()?,
                text: text(&new)?,
            },
            Act::Undo(entry) => What::Undone {
                entry: self.undoable(entry)?,
            },
            Act::Close(right, missing) => What::Closed {
                right,
                missing: optional(&missing)?,
            },
            Act::StartTimer(step) => self.timer(step)?,
            Act::StopTimer(step) => {
                let step = self.known(step)?;
                if self
                    .state
                    .step(&step)
                    .is_some_and(|step| step.timer.is_none())
                {
                    return Ok(None);
                }
                What::TimerStopped { step }
            }
            other => return self.decide_on_text(other),
        };
        Ok(Some(what))
    }

    /// Acts that concern parameters, commands and the text.
    fn decide_on_text(&self, act: Act) -> Result<Option<What>, Refusal> {
        Ok(Some(match act {
            Act::Fill {
                name,
                value,
                secret,
                origin,
            } => return self.fill(&name, value, secret, origin),
            Act::Read(step, reading, value) => return self.read(step, reading, &value),
            Act::Confirm(step, command) if self.state.confirmed.contains(&command) => {
                drop((step, command));
                return Ok(None);
            }
            Act::Confirm(step, command) => What::Confirmed { step, command },
            Act::Copied(step, command, text) => What::Copied {
                step,
                command,
                text,
            },
            Act::KeepText(content) if content != self.state.snapshot.content => {
                What::TextKept { content }
            }
            Act::TakeText(snapshot) if snapshot.text != self.state.snapshot.text => {
                What::TextTaken { snapshot }
            }
            _ => return Err(Refusal::NoChange),
        }))
    }

    pub(super) fn known(&self, step: String) -> Result<String, Refusal> {
        match self.state.step(&step) {
            Some(_) => Ok(step),
            None => Err(Refusal::NoStep),
        }
    }

    fn done(&self, step: String) -> Result<Option<What>, Refusal> {
        let step = self.known(step)?;
        let done = |key: &str| {
            self.state
                .step(key)
                .is_some_and(|step| step.status == Status::Done)
        };
        Ok((!done(&step)).then_some(What::Done { step }))
    }

    fn output(&self, step: String, output: &str) -> Result<What, Refusal> {
        let step = self.known(step)?;
        // Cut first and masked then: what is cut off is not looked at, what is kept is.
        let kept = beginning(output.trim_end(), LONGEST_OUTPUT);
        if kept.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let mut text = secret::mask(kept);
        let masked = text != kept;
        if kept.len() < output.trim_end().len() {
            text.push_str(CUT);
        }
        Ok(What::Output { step, text, masked })
    }

    fn timer(&self, step: String) -> Result<What, Refusal> {
        let step = self.known(step)?;
        let seconds = self.state.step(&step).and_then(|step| step.text.wait);
        let seconds = seconds.ok_or(Refusal::NoTimer)?;
        Ok(What::TimerStarted { step, seconds })
    }

    fn fill(
        &self,
        parameter: &str,
        value: String,
        secret: bool,
        origin: Origin,
    ) -> Result<Option<What>, Refusal> {
        if !self
            .state
            .snapshot
            .parameters
            .iter()
            .any(|known| known == parameter)
        {
            return Err(Refusal::NoParameter);
        }
        let filled = |value, secret| What::Filled {
            parameter: parameter.to_owned(),
            value,
            secret,
            origin,
        };
        let before = self.state.values.get(parameter);
        if value.is_empty() {
            return Ok(before.map(|_| filled(None, false)));
        }
        if value.len() > LONGEST_VALUE {
            return Err(Refusal::TooLong);
        }
        if !is_fillable(&value) {
            return Err(Refusal::BadValue);
        }
        if secret || secret_value(parameter, &value) {
            return Ok(Some(filled(None, true)));
        }
        let same = before.is_some_and(|before| before.value.as_ref() == Some(&value));
        Ok((!same).then(|| filled(Some(value), false)))
    }

    /// The entry to take back: the one named, or the latest that can be.
    fn undoable(&self, entry: Option<u32>) -> Result<u32, Refusal> {
        match entry {
            Some(entry) => self.can_undo(entry).map(|()| entry),
            None => self.latest_undoable().ok_or(Refusal::NothingToUndo),
        }
    }

    /// The latest entry that can be taken back.
    pub fn latest_undoable(&self) -> Option<u32> {
        let entries = self.events.iter().rev().map(|event| event.seq);
        entries
            .into_iter()
            .find(|entry| self.can_undo(*entry).is_ok())
    }

    /// Whether an entry can be taken back. What was said of steps, parameters and commands can at any time; an added
    /// step while no entry names it, a text that was taken while nothing was built upon it. A beginning, a closing, a hand-over, what
    /// was copied and where one looked cannot: they are facts.
    pub fn can_undo(&self, entry: u32) -> Result<(), Refusal> {
        let known = self.events.iter().find(|event| event.seq == entry);
        let event = known
            .filter(|event| self.state.closing.is_none() && self.is_live(event))
            .ok_or(Refusal::CannotUndo)?;
        let free = match event.what {
            What::Done { .. }
            | What::Skipped { .. }
            | What::Failed { .. }
            | What::Noted { .. }
            | What::Output { .. }
            | What::Filled { .. }
            | What::Read { .. }
            | What::Confirmed { .. }
            | What::TimerStarted { .. }
            | What::TimerStopped { .. }
            | What::TextKept { .. } => true,
            What::StepAdded { .. } => {
                let key = added_key(entry);
                !self
                    .live_after(entry)
                    .any(|later| later.what.step() == Some(&key))
            }
            What::TextTaken { .. } => !self.live_after(entry).any(|later| builds(&later.what)),
            _ => return Err(Refusal::CannotUndo),
        };
        if free {
            Ok(())
        } else {
            Err(Refusal::BuiltUpon)
        }
    }

    fn is_live(&self, event: &Event) -> bool {
        !self.undone.contains(&event.seq)
    }

    fn live_after(&self, entry: u32) -> impl Iterator<Item = &Event> {
        let later = self.events.iter().filter(move |event| event.seq > entry);
        later.filter(|event| self.is_live(event))
    }
}

fn builds(what: &What) -> bool {
    !matches!(
        what,
        What::Undone { .. } | What::HandedOver {} | What::Imported {} | What::Unknown { .. }
    )
}

/// A text that a person typed, what looks secret masked.
fn text(typed: &str) -> Result<String, Refusal> {
    let kept = optional(typed)?;
    if kept.is_empty() {
        Err(Refusal::Empty)
    } else {
        Ok(kept)
    }
}

fn optional(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.len() > LONGEST_TEXT {
        return Err(Refusal::TooLong);
    }
    Ok(secret::mask(typed))
}

fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
