//! Following a document: the log of a run and how the run stands after it.
//!
//! A run is nothing but its log, a list of [`Event`]s that only grows. [`Run::of`] folds it into how the run
//! stands; [`Run::decide`] says which entry a person's act becomes, or why it is refused. Taking
//! something back is an entry too: the fold leaves out what was taken back.
//!
//! Everything here is pure: instants, persons and texts are handed in, nothing is stored, and no sentence is made. Drillbook shows
//! and copies commands; nothing runs them.

mod act;
mod change;
mod draft;
mod event;
mod fold;
mod prefill;
mod proposal;
mod reading;
mod state;

pub use act::{Act, LONGEST_OUTPUT, LONGEST_TEXT, LONGEST_VALUE, Refusal};
pub use change::{Change, DiffKind, DiffLine, DiffPart, change, diff, patch};
pub use draft::steps_done;
pub use event::{
    AlertNote, Event, Origin, Right, Snapshot, Started, StepText, VERSION, What, secret_name,
    secret_value,
};
pub use prefill::prefill;
pub use proposal::{Lost, Proposal, Subject, Suggestion, Words, propose, suggestions};
pub use reading::{Asked, Taken};
pub use state::{Closing, Filled, Instant, Remark, Run, State, Status, StepState, Timer};

#[cfg(test)]
mod tests;
