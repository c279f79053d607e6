//! What the window puts in, in the engine's own terms.

use super::documents::Documents;
use crate::wire::{DrillInput, DrillPart};
use drillbook_drill::engine::{Order, Part};
use drillbook_drill::{Input, Play};

/// The longest text that is put in, in bytes.
const LONGEST: usize = 20_000;
/// The longest name or line, in bytes.
const LONGEST_LINE: usize = 4_000;
/// Parts of an update that are looked at.
const PARTS: usize = 64;

/// The input and who puts it in; none where it is too long or of no use. How long it is until news, the play tells.
pub(super) fn read(
    input: &DrillInput,
    play: &Play,
    documents: &Documents,
) -> Option<(&'static str, Input)> {
    let ticks = match input {
        DrillInput::Wait { ticks } => Some(*ticks),
        DrillInput::WaitForNews => Some(play.until_news()),
        _ => None,
    };
    if let Some(ticks) = ticks {
        return (ticks > 0).then_some(("clock", Input::Wait { ticks }));
    }
    if let Some(order) = order(input)? {
        return Some(("facilitator", Input::Facilitator { order }));
    }
    Some(("trainee", of_trainee(input, documents)?))
}

fn short(text: &str, most: usize) -> Option<String> {
    (text.len() <= most).then(|| text.to_owned())
}

fn line(text: &str) -> Option<String> {
    short(text, LONGEST_LINE)
}

fn text(text: &str) -> Option<String> {
    short(text, LONGEST)
}

/// What whoever leads a group does; none inside where it is no such thing.
#[expect(clippy::option_option, reason = "too long is told from something else")]
fn order(input: &DrillInput) -> Option<Option<Order>> {
    Some(Some(match input {
        DrillInput::Fire { event } => Order::Fire {
            event: line(event)?,
        },
        DrillInput::Skip { event } => Order::Skip {
            event: line(event)?,
        },
        DrillInput::Shift { event, ticks } => Order::Shift {
            event: line(event)?,
            ticks: *ticks,
        },
        DrillInput::Say { from, text: said } => Order::Say {
            from: line(from)?,
            text: text(said)?,
        },
        _ => return Some(None),
    }))
}

fn of_trainee(input: &DrillInput, documents: &Documents) -> Option<Input> {
    Some(match input {
        DrillInput::Act {
            name,
            choice,
            parts,
        } => Input::Act {
            name: line(name)?,
            choice: match choice {
                Some(choice) => Some(line(choice)?),
                None => None,
            },
            parts: parts.iter().take(PARTS).map(part).collect::<Option<_>>()?,
        },
        DrillInput::Look { name } => Input::Look { name: line(name)? },
        DrillInput::Type { line: typed } => Input::Type { line: line(typed)? },
        DrillInput::Hint => Input::Hint,
        DrillInput::Answer { probe, choice } => Input::Answer {
            probe: line(probe)?,
            choice: *choice as usize,
        },
        DrillInput::Note { text: note } => Input::Note { text: text(note)? },
        DrillInput::Reply { to, text: said } => Input::Reply {
            to: line(to)?,
            text: text(said)?,
        },
        DrillInput::Hypothesis { text: what } => Input::Hypothesis { text: text(what)? },
        DrillInput::Opened { document } => Input::Opened {
            hash: documents.hash(document),
            document: line(document)?,
        },
        DrillInput::Searched { query } => Input::Searched {
            query: line(query)?,
        },
        DrillInput::StepDone { document, step } => Input::StepDone {
            hash: documents.hash(document),
            document: line(document)?,
            step: line(step)?,
        },
        DrillInput::Pause => Input::Pause,
        DrillInput::Resume => Input::Resume,
        DrillInput::Stop => Input::Stop,
        _ => return None,
    })
}

fn part(part: &DrillPart) -> Option<Part> {
    Some(Part {
        name: line(&part.name)?,
        text: text(&part.text)?,
    })
}
