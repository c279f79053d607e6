//! The chat: what people and machines wrote, and my own updates.

use super::view::Scene;
use super::words;
use crate::wire::DrillMessage;
use drillbook_drill::Input;
use drillbook_drill::engine::Effect;
use drillbook_drill::model::{ActKind, Phase};

/// Messages, oldest first.
pub(super) fn messages(scene: &Scene<'_>) -> Vec<DrillMessage> {
    let mut all: Vec<(usize, DrillMessage)> = Vec::new();
    for (input, told) in scene.play.told() {
        let message = match &told.effect {
            Effect::Said {
                from,
                name,
                text,
                customers,
            } => said(scene, (from, name), text, *customers),
            Effect::Done { act, choice, .. } => match update(scene, *input, act, choice.as_deref())
            {
                Some(text) => mine(scene, &text),
                None => continue,
            },
            _ => continue,
        };
        all.push((
            *input,
            DrillMessage {
                number: words::count(all.len()),
                clock: scene.clock(told.tick),
                tick: told.tick,
                ..message
            },
        ));
    }
    all.extend(replies(scene));
    all.sort_by_key(|(input, message)| (*input, message.number));
    let mut all: Vec<DrillMessage> = all.into_iter().map(|(_, message)| message).collect();
    for at in 0..all.len() {
        all[at].number = words::count(at);
        all[at].waits &= !scene.is_over() && !answered(&all[at], &all[at + 1..]);
    }
    all
}

/// An update answers everybody, a reply the one that it was written to.
fn answered(message: &DrillMessage, later: &[DrillMessage]) -> bool {
    let mut mine = later.iter().filter(|later| later.mine);
    mine.any(|mine| mine.to.as_ref().is_none_or(|to| *to == message.from))
}

/// What I wrote to one person.
fn replies(scene: &Scene<'_>) -> impl Iterator<Item = (usize, DrillMessage)> {
    let entries = (1..).zip(&scene.play.log().entries);
    entries.filter_map(|(input, entry)| {
        let Input::Reply { to, text } = &entry.input else {
            return None;
        };
        let name = scene.scenario.speaker(to);
        let written = scene
            .messages
            .text("drill_reply", &[("name", name), ("text", text.trim())]);
        let message = DrillMessage {
            number: 0,
            to: Some(to.clone()),
            clock: scene.clock(entry.tick),
            tick: entry.tick,
            ..mine(scene, &written)
        };
        scene
            .scenario
            .people
            .iter()
            .any(|person| person.id == *to)
            .then_some((input, message))
    })
}

fn said(
    scene: &Scene<'_>,
    (from, name): (&str, &str),
    text: &str,
    customers: bool,
) -> DrillMessage {
    let person = scene
        .scenario
        .people
        .iter()
        .find(|person| person.id == from);
    DrillMessage {
        number: 0,
        to: None,
        from: from.to_owned(),
        name: name.to_owned(),
        role: person
            .map(|person| person.title.clone())
            .unwrap_or_default(),
        text: text.to_owned(),
        clock: String::new(),
        tick: 0,
        mine: false,
        machine: person.is_none(),
        customers,
        waits: person.is_some() && text.contains('?'),
    }
}

fn mine(scene: &Scene<'_>, text: &str) -> DrillMessage {
    DrillMessage {
        mine: true,
        machine: false,
        waits: false,
        name: scene.messages.text("drill_me", &[]),
        role: String::new(),
        ..said(scene, ("me", ""), text, false)
    }
}

/// What was written, where the act is an update: its parts as they were written.
pub(super) fn update(
    scene: &Scene<'_>,
    input: usize,
    act: &str,
    choice: Option<&str>,
) -> Option<String> {
    let known = &scene.scenario.acts[scene.scenario.act(act)?];
    let writes = known.kind == ActKind::Do(Phase::Communicate) || !known.compose.is_empty();
    if !writes {
        return None;
    }
    let mut lines = vec![words::act_with(
        scene.messages,
        scene.scenario,
        known,
        choice,
    )];
    if let Some(Input::Act { parts, .. }) = scene.input(input) {
        let written = parts.iter().filter(|part| !part.text.trim().is_empty());
        lines.extend(written.map(|part| {
            let name = words::chosen(scene.messages, scene.scenario, "part", &part.name).label;
            format!("{name}: {}", part.text.trim())
        }));
    }
    Some(lines.join("\n"))
}
