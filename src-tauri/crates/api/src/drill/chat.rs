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
    let answered = all.iter().rev().find(|(_, message)| message.mine);
    let answered = answered.map(|(_, message)| message.number);
    let over = scene.is_over();
    let each = all.into_iter().map(|(_, mut message)| {
        let open = answered.is_none_or(|answered| answered < message.number);
        message.waits = message.waits && open && !over;
        message
    });
    each.collect()
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
