//! Inputs: names become indices.

use super::{Input, Order, Part, Reason};
use crate::model::{Scenario, Ticks};
use crate::promise::{self, Promise};
use crate::terminal;
use crate::verdict::Verdict;

/// An input in indices: what [`super::run`] takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// Look at or do something.
    Act {
        /// Index of the act.
        act: usize,
        /// Index of the chosen value; there exactly when the act asks for a choice.
        choice: Option<usize>,
        /// Parts of an update that are given, as a set.
        parts: u8,
        /// When the next update was promised.
        promised: Option<Promise>,
    },
    /// Let time pass.
    Wait(Ticks),
    /// Ask for a hint.
    Hint,
    /// Answer a probe.
    Answer {
        /// Index of the probe.
        probe: usize,
        /// Index of the answer.
        choice: usize,
    },
    /// A line that the terminal answers by itself.
    Typed(String),
    /// Something that is only recorded.
    Recorded,
    /// The clock stands.
    Pause,
    /// The clock runs again.
    Resume,
    /// It is given up.
    Stop,
    /// The event happens now.
    Fire(usize),
    /// The event does not happen.
    Skip(usize),
    /// The event happens earlier or later.
    Shift(usize, i32),
    /// Somebody writes something.
    Say {
        /// As whom.
        from: String,
        /// What.
        text: String,
    },
    /// An objective is judged by hand.
    Rate(usize, Verdict),
}

/// Finds what an input names.
pub fn resolve(scenario: &Scenario, input: &Input) -> Result<Move, Reason> {
    let found = match input {
        Input::Act {
            name,
            choice,
            parts,
        } => act_of(scenario, name, choice.as_deref(), parts)?,
        Input::Look { name } => Move::Act {
            act: find(
                "look",
                name,
                scenario
                    .act(name)
                    .filter(|act| scenario.acts[*act].is_look()),
            )?,
            choice: None,
            parts: 0,
            promised: None,
        },
        Input::Type { line } => match terminal::find(scenario, line) {
            Some((act, choice)) => Move::Act {
                act,
                choice: choice_of(scenario, act, choice.as_deref())?,
                parts: 0,
                promised: None,
            },
            None => Move::Typed(line.clone()),
        },
        Input::Wait { ticks } => Move::Wait(*ticks),
        Input::Hint => Move::Hint,
        Input::Answer { probe, choice } => {
            let known = scenario
                .probes
                .iter()
                .position(|known| known.name == *probe);
            let probe = find("probe", probe, known)?;
            Move::Answer {
                probe,
                choice: *choice,
            }
        }
        Input::Reply { to, .. } => {
            let mut people = scenario.people.iter();
            find("person", to, people.position(|known| known.id == *to))?;
            Move::Recorded
        }
        Input::Note { .. }
        | Input::Hypothesis { .. }
        | Input::Opened { .. }
        | Input::Searched { .. }
        | Input::StepDone { .. } => Move::Recorded,
        Input::Pause => Move::Pause,
        Input::Resume => Move::Resume,
        Input::Stop => Move::Stop,
        Input::Facilitator { order } => order_of(scenario, order)?,
    };
    Ok(found)
}

fn act_of(
    scenario: &Scenario,
    name: &str,
    choice: Option<&str>,
    parts: &[Part],
) -> Result<Move, Reason> {
    let act = find("act", name, scenario.act(name))?;
    let blank = |part: &Part| part.text.trim().is_empty();
    let given = |name: &String| parts.iter().any(|part| part.name == *name && !blank(part));
    let compose = scenario.acts[act].compose.iter().enumerate();
    let given = compose.filter(|(_, part)| given(part));
    let next = parts.iter().find(|part| part.name == promise::PART);
    Ok(Move::Act {
        act,
        choice: choice_of(scenario, act, choice)?,
        parts: given.fold(0, |set, (at, _)| set | 1 << at),
        promised: next.and_then(|part| Promise::read(&part.text)),
    })
}

fn order_of(scenario: &Scenario, order: &Order) -> Result<Move, Reason> {
    let event = |name: &String| {
        let known = scenario.events.iter().position(|event| event.name == *name);
        find("event", name, known)
    };
    Ok(match order {
        Order::Fire { event: name } => Move::Fire(event(name)?),
        Order::Skip { event: name } => Move::Skip(event(name)?),
        Order::Shift { event: name, ticks } => Move::Shift(event(name)?, *ticks),
        Order::Say { from, text } => Move::Say {
            from: from.clone(),
            text: text.clone(),
        },
        Order::Rate { objective, verdict } => {
            let known = scenario
                .objectives
                .iter()
                .position(|known| known.name == *objective);
            Move::Rate(find("objective", objective, known)?, *verdict)
        }
    })
}

fn find(what: &str, name: &str, found: Option<usize>) -> Result<usize, Reason> {
    found.ok_or_else(|| Reason::UnknownName {
        what: what.to_owned(),
        name: name.to_owned(),
    })
}

fn choice_of(
    scenario: &Scenario,
    act: usize,
    choice: Option<&str>,
) -> Result<Option<usize>, Reason> {
    let Some(known) = &scenario.acts[act].choice else {
        return Ok(None);
    };
    let wanted = choice.unwrap_or_default();
    let at = known
        .values
        .iter()
        .position(|value| value.eq_ignore_ascii_case(wanted));
    at.map(Some).ok_or_else(|| Reason::BadChoice {
        name: scenario.acts[act].name.clone(),
        key: known.key.clone(),
        choice: wanted.to_owned(),
    })
}
