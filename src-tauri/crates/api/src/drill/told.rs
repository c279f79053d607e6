//! What is new: news to announce, and what the terminal printed.

use super::view::Scene;
use super::words;
use crate::messages::Messages;
use crate::wire::{DrillOutput, DrillTold, DrillToldKind};
use drillbook_drill::Input;
use drillbook_drill::engine::{Effect, Reason, Told};

/// What is new since so many inputs, in order.
pub(super) fn told(scene: &Scene<'_>, since: Option<u32>) -> Vec<DrillTold> {
    let new = news(scene, since);
    let told = new.filter_map(|(input, told)| {
        let (kind, act, text) = sentence(scene, &told.effect)?;
        Some(DrillTold {
            seq: words::count(*input),
            clock: scene.clock(told.tick),
            tick: told.tick,
            kind,
            act: act.to_owned(),
            text,
        })
    });
    told.collect()
}

fn news<'a>(
    scene: &Scene<'a>,
    since: Option<u32>,
) -> impl Iterator<Item = &'a (usize, Told)> + use<'a> {
    let told = scene.play.told().iter();
    told.filter(move |(input, _)| since.is_none_or(|since| *input > since as usize))
}

fn sentence<'a>(scene: &Scene<'_>, effect: &'a Effect) -> Option<(DrillToldKind, &'a str, String)> {
    let say = |key: &str, args: &[(&str, &str)]| scene.messages.text(key, args);
    Some(match effect {
        Effect::AlertFired { name } => {
            let alert = scene
                .scenario
                .alerts
                .iter()
                .find(|alert| alert.name == *name);
            let summary = alert
                .map(|alert| alert.summary.as_str())
                .unwrap_or_default();
            let args = [("name", name.as_str()), ("summary", summary)];
            (DrillToldKind::Alert, "", say("drill_told_alert", &args))
        }
        Effect::AlertResolved { name } => {
            let text = say("drill_told_resolved", &[("name", name)]);
            (DrillToldKind::Resolved, "", text)
        }
        Effect::Said { name, text, .. } => (DrillToldKind::Message, "", format!("{name}: {text}")),
        Effect::Done {
            act, choice, note, ..
        } => {
            let title = title(scene, act, choice.as_deref());
            let done = say("drill_told_done", &[("act", &title)]);
            (DrillToldKind::Done, act, joined(&done, note))
        }
        Effect::Interrupted { act } => {
            let title = title(scene, act, None);
            let text = say("drill_told_interrupted", &[("act", &title)]);
            (DrillToldKind::NotNow, act, text)
        }
        Effect::NotNow { act, changed, text } => {
            let usual = say("drill_told_not_now", &[]);
            let text = if text.is_empty() { &usual } else { text };
            let changed = changed.then(|| say("drill_told_changed", &[]));
            let text = joined(&changed.unwrap_or_default(), text);
            (DrillToldKind::NotNow, act, text)
        }
        Effect::Refused { reason } => (DrillToldKind::Refused, "", refusal(scene.messages, reason)),
        Effect::Output { act, text, .. } => (DrillToldKind::Output, act, text.clone()),
        Effect::Probe { ask, .. } => (DrillToldKind::Probe, "", ask.clone()),
        Effect::Hint { text } if text.is_empty() => {
            (DrillToldKind::Hint, "", say("drill_told_no_hint", &[]))
        }
        Effect::Hint { text } => (DrillToldKind::Hint, "", text.clone()),
        Effect::Ended { result, text, .. } => {
            let label = words::result_label(scene.messages, words::result(*result));
            (DrillToldKind::Ended, "", joined(&label, text))
        }
        _ => return None,
    })
}

/// An act of that name as it is called.
pub(super) fn title(scene: &Scene<'_>, act: &str, choice: Option<&str>) -> String {
    let known = scene.scenario.act(act).map(|at| &scene.scenario.acts[at]);
    known.map_or_else(
        || act.to_owned(),
        |known| words::act_with(scene.messages, scene.scenario, known, choice),
    )
}

fn joined(one: &str, other: &str) -> String {
    match (one, other) {
        ("", text) | (text, "") => text.to_owned(),
        (one, other) => format!("{one}. {other}"),
    }
}

/// Why an input makes no sense, in a sentence.
pub(super) fn refusal(messages: Messages, reason: &Reason) -> String {
    let (key, name) = match reason {
        Reason::Over => ("over", ""),
        Reason::Paused => ("paused", ""),
        Reason::UnknownName { name, .. } => ("unknown", name.as_str()),
        Reason::BadChoice { key, choice, .. } if choice.is_empty() => {
            ("choice_missing", key.as_str())
        }
        Reason::BadChoice { choice, .. } => ("choice", choice.as_str()),
        Reason::NotAsked { probe } => ("not_asked", probe.as_str()),
        Reason::NotDue { event } => ("not_due", event.as_str()),
    };
    let name: String = name.chars().take(80).collect();
    messages.text(&format!("drill_refused_{key}"), &[("name", &name)])
}

/// What was typed and printed since so many inputs, oldest first.
pub(super) fn terminal(scene: &Scene<'_>, since: Option<u32>) -> Vec<DrillOutput> {
    let from = since.unwrap_or(0) as usize;
    let entries = scene.play.log().entries.iter().enumerate().skip(from);
    let mut found = Vec::new();
    let mut told = scene.play.told().iter().peekable();
    for (at, entry) in entries {
        let number = at + 1;
        while told.next_if(|(input, _)| *input < number).is_some() {}
        let mut of_it = Vec::new();
        while let Some((_, next)) = told.next_if(|(input, _)| *input == number) {
            of_it.push(next);
        }
        let tick = of_it.last().map_or(entry.tick, |told| told.tick);
        found.extend(
            output(scene, &entry.input, &of_it).map(|output| DrillOutput {
                seq: words::count(number),
                clock: scene.clock(tick),
                ..output
            }),
        );
    }
    found
}

/// What an input printed; of what is no command only what was printed by it.
fn output(scene: &Scene<'_>, input: &Input, told: &[&Told]) -> Option<DrillOutput> {
    let line = match input {
        Input::Type { line } => Some(line.clone()),
        _ => None,
    };
    let typed = line.is_some();
    let mut failed = false;
    let mut printed: Vec<String> = Vec::new();
    for told in told {
        match &told.effect {
            Effect::Output { text, unknown, .. } => {
                failed |= unknown;
                printed.push(text.clone());
            }
            effect @ (Effect::NotNow { .. }
            | Effect::Refused { .. }
            | Effect::Interrupted { .. })
                if typed =>
            {
                failed = true;
                printed.extend(sentence(scene, effect).map(|(_, _, text)| text));
            }
            Effect::Done { note, .. } if typed && !note.is_empty() => printed.push(note.clone()),
            _ => {}
        }
    }
    (typed || !printed.is_empty()).then(|| DrillOutput {
        seq: 0,
        clock: String::new(),
        line,
        text: printed.join("\n"),
        failed,
    })
}
