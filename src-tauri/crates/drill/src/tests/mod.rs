//! Tests over the whole crate, and what they share. Tests of one part stand beside it.

mod engine;
mod example;
mod graph;
mod hostile;
mod lint;
mod mutate;
mod prove;
mod read;
mod replay;
mod schema;
mod shipped;
mod terminal;
mod verdicts;

use crate::code::Diagnostic;
use crate::engine::{Effect, Input, Part, Told};
use crate::play::{Play, Setup};
use crate::read::Texts;
pub(crate) use example::example;

/// The head that small scenarios share: ticks of 30 s, 20 minutes, from 17:50.
pub(crate) const HEAD: &str = "scenario: 1\nid: t\ntitle: T\nbrief: B\n\
    time: {tick: 30s, clock: \"17:50\", limit: 20m}\n";

/// A small scenario; what it does not say itself has one variable, one act and one ending.
pub(crate) fn small_text(text: &str) -> String {
    let mut whole = format!("{HEAD}{text}");
    for (key, usual) in [
        ("state:", "state: {x: [a, b, c]}\n"),
        ("do:", "do: {set_b: {phase: mitigate, then: {x: b}}}\n"),
        (
            "endings:",
            "endings: {timeout: {when: time_up, result: loss}}\n",
        ),
    ] {
        if !whole.contains(&format!("\n{key}")) {
            whole.push_str(usual);
        }
    }
    whole
}

/// Each problem as `line:column D003 unknown-key key=…`.
pub(crate) fn lines(text: &str, found: &[Diagnostic]) -> Vec<String> {
    let index = drillbook_text::LineIndex::new(text);
    let line = |problem: &Diagnostic| {
        let at = index.position(text, problem.span.unwrap_or_default().start);
        let args = problem
            .args
            .iter()
            .map(|(name, value)| format!(" {name}={value}"));
        let (number, name) = (problem.code.number(), problem.code.as_str());
        format!(
            "{}:{} {number} {name}{}",
            at.line,
            at.column,
            args.collect::<String>()
        )
    };
    found.iter().map(line).collect()
}

/// A play of a small scenario with seed 1.
pub(crate) fn begin(text: &str) -> Play {
    let texts = Texts {
        scenario: small_text(text),
        ..Texts::default()
    };
    let setup = Setup {
        seed: 1,
        ..Setup::default()
    };
    match Play::begin(texts, setup) {
        Ok(play) => play,
        Err(found) => panic!("{found:?}"),
    }
}

/// Reads an input as test steps write it: `wait 3` (ticks), `type …`, `hint`, `answer probe-1 0`, `pause`, `resume`,
/// `stop`, or an act with its choice.
pub(crate) fn input(text: &str) -> Input {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["wait", ticks] => Input::Wait {
            ticks: ticks.parse().unwrap(),
        },
        ["type", ..] => Input::Type {
            line: text["type ".len()..].to_owned(),
        },
        ["hint"] => Input::Hint,
        ["answer", probe, choice] => Input::Answer {
            probe: (*probe).to_owned(),
            choice: choice.parse().unwrap(),
        },
        ["pause"] => Input::Pause,
        ["resume"] => Input::Resume,
        ["stop"] => Input::Stop,
        [name, rest @ ..] => Input::Act {
            name: (*name).to_owned(),
            choice: rest
                .iter()
                .find(|word| !word.contains('='))
                .map(|choice| (*choice).to_owned()),
            parts: rest
                .iter()
                .filter_map(|word| word.split_once('='))
                .map(|(name, text)| Part {
                    name: name.to_owned(),
                    text: text.to_owned(),
                })
                .collect(),
        },
        [] => unreachable!("split gives at least one word"),
    }
}

/// Plays inputs, one a line, and shows what happened: `3 Said from=…`.
pub(crate) fn trace(text: &str, inputs: &[&str]) -> String {
    let mut play = begin(text);
    let mut shown: Vec<String> = play.told().iter().map(|(_, told)| show(told)).collect();
    for line in inputs {
        shown.push(format!("> {line}"));
        shown.extend(play.put("ops", input(line)).iter().map(show));
    }
    shown.join("\n") + "\n"
}

/// An effect on one line.
pub(crate) fn show(told: &Told) -> String {
    let effect = match &told.effect {
        Effect::Changed { variable, value } => format!("{variable} is {value}"),
        Effect::Happened { event } => format!("event {event}"),
        Effect::Said { name, text, .. } => format!("{name}: {text}"),
        Effect::AlertFired { name } => format!("{name} fires"),
        Effect::AlertResolved { name } => format!("{name} resolved"),
        Effect::Learned { evidence } => format!("learnt {evidence}"),
        Effect::Began { act, ticks } => format!("began {act} for {ticks}"),
        Effect::Interrupted { act } => format!("interrupted {act}"),
        Effect::Done { act, choice, .. } => {
            format!("did {act} {}", choice.as_deref().unwrap_or_default())
        }
        Effect::NotNow { act, changed, text } => format!("not now {act} changed={changed} {text}"),
        Effect::Refused { reason } => format!("refused {reason:?}"),
        Effect::Hazard { act, class, .. } => format!("harm {act} {class:?}"),
        Effect::Output { text, .. } => format!("| {}", text.replace('\n', "\n  | ")),
        Effect::Probe { name, .. } => format!("asked {name}"),
        Effect::Answered { probe, right } => format!("answered {probe} right={right}"),
        Effect::Hint { text } => format!("hint {text}"),
        Effect::Rated { objective, verdict } => format!("rated {objective} {verdict:?}"),
        Effect::Paused => "paused".to_owned(),
        Effect::Resumed => "resumed".to_owned(),
        Effect::Ended { ending, result, .. } => format!("ended {ending} {result:?}"),
    };
    format!("{} {}", told.tick, effect.trim_end())
}
