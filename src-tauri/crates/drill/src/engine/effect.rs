//! What happened, in names and texts: for people. [`super::tell`] makes it of occurrences.

use super::Reason;
use crate::model::{Harm, Outcome, Ticks};
use crate::verdict::Verdict;
use serde::{Deserialize, Serialize};

/// An effect and when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// At which tick.
    pub tick: Ticks,
    /// What happened.
    pub effect: Effect,
}

/// What happened. Texts are the scenario's, placeholders filled; terminal output is stripped of escape sequences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Effect {
    /// A variable changed.
    Changed {
        /// Its name.
        variable: String,
        /// Its value now.
        value: String,
    },
    /// An event happened; for facilitators and debriefs.
    Happened {
        /// Its name.
        event: String,
    },
    /// Somebody wrote something.
    Said {
        /// A person's short name, or the name itself.
        from: String,
        /// The name to show.
        name: String,
        /// What they wrote.
        text: String,
        /// Customers complain.
        customers: bool,
    },
    /// An alert fires.
    AlertFired {
        /// Its name.
        name: String,
    },
    /// An alert no longer fires.
    AlertResolved {
        /// Its name.
        name: String,
    },
    /// Evidence was learnt; for debriefs.
    Learned {
        /// Its name.
        evidence: String,
    },
    /// Something that takes time was begun.
    Began {
        /// The act.
        act: String,
        /// How long it takes.
        ticks: Ticks,
    },
    /// The drill ended while this was being done.
    Interrupted {
        /// The act.
        act: String,
    },
    /// Something was looked at or done.
    Done {
        /// The act.
        act: String,
        /// What was chosen.
        choice: Option<String>,
        /// Parts of an update that are missing.
        missing: Vec<String>,
        /// What is told once it is done; may be empty.
        note: String,
        /// What it cost.
        cost: u32,
    },
    /// An act is not possible now.
    NotNow {
        /// The act.
        act: String,
        /// It was possible when it was begun: the situation changed under their hands.
        changed: bool,
        /// A reason from the world; may be empty.
        text: String,
    },
    /// The input makes no sense.
    Refused {
        /// Why.
        reason: Reason,
    },
    /// An act did harm; told in the debrief, not at once.
    Hazard {
        /// The act.
        act: String,
        /// How bad.
        class: Harm,
        /// Why.
        why: String,
    },
    /// Something was printed.
    Output {
        /// The act; empty for commands that are none.
        act: String,
        /// Lines.
        text: String,
        /// The command is unknown.
        unknown: bool,
    },
    /// A question; the clock should stand until it is answered.
    Probe {
        /// Its name.
        name: String,
        /// The question.
        ask: String,
        /// What can be answered.
        answers: Vec<String>,
    },
    /// A question was answered.
    Answered {
        /// Its name.
        probe: String,
        /// Whether the answer is right.
        right: bool,
    },
    /// A hint; empty when there is none for this moment.
    Hint {
        /// What it says.
        text: String,
    },
    /// The facilitator judged an objective.
    Rated {
        /// Its name.
        objective: String,
        /// How.
        verdict: Verdict,
    },
    /// The clock stands.
    Paused,
    /// The clock runs again.
    Resumed,
    /// It is over.
    Ended {
        /// The ending; empty when it was stopped.
        ending: String,
        /// What it counts as; none when it was stopped.
        result: Option<Outcome>,
        /// What is told; may be empty.
        text: String,
    },
}
