//! What happens, in indices, as it happens.

use super::{End, Reason, State};
use crate::model::Scenario;
use crate::verdict::Verdict;
use serde::{Deserialize, Serialize};

/// Something that happened. It happened at the tick of the state that it is shown with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occurrence {
    /// The clock reached a tick, and all that happens at it has happened.
    Ticked,
    /// A variable changed its value.
    Set {
        /// Index of the variable.
        variable: usize,
        /// Index of the value it has now.
        value: u8,
    },
    /// A timer ran out.
    TimerOut(usize),
    /// An event happened.
    Event(usize),
    /// A person wrote the `line`-th message of what just happened.
    Said {
        /// What made them write.
        source: Source,
        /// Which of its messages.
        line: usize,
    },
    /// An alert fires.
    AlertFired(usize),
    /// An alert no longer fires.
    AlertResolved(usize),
    /// Evidence was learnt that was not known before.
    Learned(usize),
    /// Something that takes time was begun.
    Began {
        /// Index of the act.
        act: usize,
        /// Index of the chosen value.
        choice: Option<usize>,
    },
    /// The drill ended while something was being done.
    Interrupted {
        /// Index of the act.
        act: usize,
    },
    /// Something was looked at or done.
    Done {
        /// Index of the act.
        act: usize,
        /// Index of the chosen value.
        choice: Option<usize>,
        /// Parts of an update that were given, as a set.
        parts: u8,
    },
    /// An act is not possible now.
    NotNow {
        /// Index of the act.
        act: usize,
        /// Index of the chosen value.
        choice: Option<usize>,
        /// Which of its refusals.
        case: Option<usize>,
        /// It was possible when it was begun.
        changed: bool,
    },
    /// The input makes no sense.
    Refused(Reason),
    /// An act did harm.
    Harmed {
        /// Index of the act.
        act: usize,
        /// Which of its hazards.
        hazard: usize,
    },
    /// An act printed one of its cases.
    Printed {
        /// Index of the act.
        act: usize,
        /// Which of its outputs.
        case: usize,
    },
    /// The terminal answered something that is no act: what was typed.
    Typed(String),
    /// A probe is asked.
    Asked(usize),
    /// A probe was answered.
    Answered {
        /// Index of the probe.
        probe: usize,
        /// Index of the answer.
        choice: usize,
        /// Whether it is right.
        right: bool,
    },
    /// A hint was given; none fitted.
    Hinted(Option<usize>),
    /// The facilitator wrote something.
    FacilitatorSaid {
        /// As whom.
        from: String,
        /// What.
        text: String,
    },
    /// The facilitator judged an objective.
    Rated {
        /// Index of the objective.
        objective: usize,
        /// How.
        verdict: Verdict,
    },
    /// The clock stands.
    Paused,
    /// The clock runs again.
    Resumed,
    /// It is over.
    Ended(End),
}

/// What makes a person write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The timer of that index.
    Timer(usize),
    /// The event of that index.
    Event(usize),
    /// The act of that index.
    Act(usize),
}

/// Is shown everything that happens. `()` looks away.
pub trait Watch {
    /// Something happened in `state`, which is the state after it.
    fn see(&mut self, scenario: &Scenario, state: &State, what: &Occurrence);
}

impl Watch for () {
    fn see(&mut self, _: &Scenario, _: &State, _: &Occurrence) {}
}

impl Watch for Vec<Occurrence> {
    fn see(&mut self, _: &Scenario, _: &State, what: &Occurrence) {
        self.push(what.clone());
    }
}
