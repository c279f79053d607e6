//! What the trainee did, as a list.

use super::told;
use super::view::Scene;
use crate::wire::{DrillDone, DrillDoneKind};
use drillbook_drill::Input;
use drillbook_drill::engine::{Occurrence, Order};

/// What was put in, oldest first; waits are left out.
pub(super) fn done(scene: &Scene<'_>) -> Vec<DrillDone> {
    let entries = (1..).zip(&scene.play.log().entries);
    let all = entries.filter_map(|(seq, entry)| {
        let (kind, text) = of(scene, seq as usize, &entry.input)?;
        Some(DrillDone {
            seq,
            clock: scene.clock(entry.tick),
            kind,
            text,
            refused: refused(scene, seq as usize),
        })
    });
    all.collect()
}

/// What kind of thing an input is, and what it is called; none for waiting.
pub(super) fn of(
    scene: &Scene<'_>,
    number: usize,
    input: &Input,
) -> Option<(DrillDoneKind, String)> {
    let say = |key: &str, args: &[(&str, &str)]| scene.messages.text(key, args);
    Some(match input {
        Input::Wait { .. } => return None,
        Input::Act { name, choice, .. } => (
            DrillDoneKind::Act,
            told::title(scene, name, choice.as_deref()),
        ),
        Input::Look { name } => (DrillDoneKind::Look, told::title(scene, name, None)),
        Input::Type { line } => typed(scene, number, line),
        Input::Hint => (DrillDoneKind::Hint, say("drill_done_hint", &[])),
        Input::Answer { probe, choice } => {
            let probes = &scene.scenario.probes;
            let known = probes.iter().find(|known| known.name == *probe);
            let answer = known.and_then(|known| known.answers.get(*choice));
            let answer = answer
                .map(|answer| answer.text.as_str())
                .unwrap_or_default();
            let text = say("drill_done_answer", &[("answer", answer)]);
            (DrillDoneKind::Answer, text)
        }
        Input::Note { text } => (
            DrillDoneKind::Note,
            say("drill_done_note", &[("text", text)]),
        ),
        Input::Reply { to, text } => {
            let args = [("name", scene.scenario.speaker(to)), ("text", text)];
            (DrillDoneKind::Note, say("drill_reply", &args))
        }
        Input::Hypothesis { text } => {
            let text = say("drill_done_hypothesis", &[("text", text)]);
            (DrillDoneKind::Note, text)
        }
        Input::Opened { document, .. } => {
            let title = scene.documents.title(document);
            let title = title.as_deref().unwrap_or(document);
            let text = say("drill_done_opened", &[("title", title)]);
            (DrillDoneKind::Library, text)
        }
        Input::Searched { query } => {
            let text = say("drill_done_searched", &[("query", query)]);
            (DrillDoneKind::Library, text)
        }
        Input::StepDone { document, step, .. } => {
            let title = scene.documents.title(document);
            let title = title.as_deref().unwrap_or(document);
            let text = say("drill_done_step", &[("step", step), ("title", title)]);
            (DrillDoneKind::Library, text)
        }
        Input::Pause => (DrillDoneKind::Clock, say("drill_done_pause", &[])),
        Input::Resume => (DrillDoneKind::Clock, say("drill_done_resume", &[])),
        Input::Stop => (DrillDoneKind::Clock, say("drill_done_stop", &[])),
        Input::Facilitator { order } => (DrillDoneKind::Facilitator, ordered(scene, order)),
    })
}

/// A line that was typed: the act that it was, else the line itself.
fn typed(scene: &Scene<'_>, number: usize, line: &str) -> (DrillDoneKind, String) {
    let act = scene.play.seen().iter().find_map(|seen| match seen.what {
        Occurrence::Done { act, .. } | Occurrence::NotNow { act, .. } if seen.input == number => {
            Some(act)
        }
        _ => None,
    });
    let kind = match act.map(|act| &scene.scenario.acts[act]) {
        Some(act) if act.is_look() => DrillDoneKind::Look,
        Some(_) => DrillDoneKind::Act,
        None => DrillDoneKind::Typed,
    };
    (kind, line.to_owned())
}

/// The input was refused, or not possible then.
fn refused(scene: &Scene<'_>, number: usize) -> bool {
    scene.play.seen().iter().any(|seen| {
        let refused = matches!(
            seen.what,
            Occurrence::NotNow { .. } | Occurrence::Refused(_)
        );
        refused && seen.input == number
    })
}

fn ordered(scene: &Scene<'_>, order: &Order) -> String {
    let (key, name) = match order {
        Order::Fire { event } => ("fire", event),
        Order::Skip { event } => ("skip", event),
        Order::Shift { event, .. } => ("shift", event),
        Order::Say { text, .. } => ("say", text),
        Order::Rate { objective, .. } => ("rate", objective),
    };
    let key = format!("drill_done_{key}");
    scene.messages.text(&key, &[("name", name)])
}
