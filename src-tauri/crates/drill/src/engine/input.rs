//! What a person, a facilitator or the clock puts in. Names, so that a log reads well and outlives indices.

use crate::model::Ticks;
use crate::verdict::Verdict;
use serde::{Deserialize, Serialize};

/// One input. Everything that is recorded of a drill is one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Input {
    /// Do something.
    Act {
        /// The act's name.
        name: String,
        /// What is chosen, where it asks for a choice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        choice: Option<String>,
        /// The parts of an update as they were written.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<Part>,
    },
    /// Look at something.
    Look {
        /// The look's name.
        name: String,
    },
    /// Type a line in the terminal.
    Type {
        /// As typed.
        line: String,
    },
    /// Let time pass.
    Wait {
        /// How long.
        ticks: Ticks,
    },
    /// Ask for a hint.
    Hint,
    /// Answer a probe.
    Answer {
        /// The probe's name.
        probe: String,
        /// The answer, counted from 0.
        choice: usize,
    },
    /// Write something down.
    Note {
        /// What.
        text: String,
    },
    /// Answer a person in the chat.
    Reply {
        /// The person's short name.
        to: String,
        /// What.
        text: String,
    },
    /// Write down what is believed.
    Hypothesis {
        /// What.
        text: String,
    },
    /// A document of the library was opened.
    Opened {
        /// Its path.
        document: String,
        /// The hash of its content.
        hash: String,
    },
    /// Something was searched for.
    Searched {
        /// The query.
        query: String,
    },
    /// A step of a document was ticked off.
    StepDone {
        /// The document's path.
        document: String,
        /// The step's id in it: `slug/3`.
        step: String,
        /// The step's hash.
        hash: String,
    },
    /// The clock stands.
    Pause,
    /// The clock runs again.
    Resume,
    /// The drill is given up.
    Stop,
    /// Whoever leads a group steps in.
    Facilitator {
        /// How.
        order: Order,
    },
}

/// A part of an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which part: `impact`.
    pub name: String,
    /// What was written; blank is not given.
    pub text: String,
}

/// What a facilitator can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "order", rename_all = "camelCase")]
pub enum Order {
    /// An event happens now.
    Fire {
        /// Its name.
        event: String,
    },
    /// An event does not happen.
    Skip {
        /// Its name.
        event: String,
    },
    /// An `at` event that is still to come happens earlier or later.
    Shift {
        /// Its name.
        event: String,
        /// By how many ticks; never before now.
        ticks: i32,
    },
    /// Somebody writes something.
    Say {
        /// A person's short name, or a name to show.
        from: String,
        /// What.
        text: String,
    },
    /// An objective is judged by hand.
    Rate {
        /// Its name.
        objective: String,
        /// How.
        verdict: Verdict,
    },
}

/// Why an input was refused that makes no sense now, apart from an act's own guard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "camelCase")]
pub enum Reason {
    /// The drill is over.
    Over,
    /// The clock stands.
    Paused,
    /// Nothing has that name.
    UnknownName {
        /// What was asked for: act, look, probe, event, objective, person.
        what: String,
        /// The name.
        name: String,
    },
    /// A choice is missing or is not one of those that can be made.
    BadChoice {
        /// The act.
        name: String,
        /// The key that is chosen.
        key: String,
        /// What was chosen; empty when nothing was.
        choice: String,
    },
    /// The probe was not asked, or is answered already.
    NotAsked {
        /// Its name.
        probe: String,
    },
    /// The event has happened already, or has no time.
    NotDue {
        /// Its name.
        event: String,
    },
}
