//! Everything that has a control, and who can be reached. What an act would do now stands nowhere here.

use super::view::Scene;
use super::{briefing, words};
use crate::wire::{DrillAct, DrillChoice, DrillPerson};
use drillbook_drill::model::{Act, ActKind, Choice, Place};

/// What has a control, in the order of the file. What is typed has none, and panels have their own.
pub(super) fn acts(scene: &Scene<'_>) -> Vec<DrillAct> {
    let acts = scene.scenario.acts.iter().enumerate();
    let shown = acts.filter(|(_, act)| !matches!(act.place, Place::Terminal | Place::Panels));
    shown.map(|(at, act)| of(scene, at, act)).collect()
}

fn of(scene: &Scene<'_>, at: usize, act: &Act) -> DrillAct {
    let phase = match act.kind {
        ActKind::Do(phase) => Some(words::word(scene.messages, "phase", &words::name(&phase))),
        ActKind::Look(_) => None,
    };
    let service = act.service.and_then(|at| scene.scenario.services.get(at));
    let done = scene.acted().rfind(|done| done.act == at);
    let parts = act.compose.iter();
    DrillAct {
        name: act.name.clone(),
        label: words::act(act),
        look: act.is_look(),
        place: words::place(act.place),
        phase,
        service: service.map(|service| service.name.clone()),
        seconds: act.takes.saturating_mul(scene.scenario.time.tick),
        choice: act.choice.as_ref().map(|known| choice(scene, known)),
        parts: parts
            .map(|part| words::chosen(scene.messages, scene.scenario, "part", part))
            .collect(),
        command: act
            .patterns
            .first()
            .map(|known| known.text.clone())
            .unwrap_or_default(),
        done: done.map(|done| scene.clock(done.tick)),
    }
}

fn choice(scene: &Scene<'_>, known: &Choice) -> DrillChoice {
    let values = known.values.iter();
    DrillChoice {
        key: words::chosen(scene.messages, scene.scenario, "choice", &known.key),
        values: values
            .map(|value| words::chosen(scene.messages, scene.scenario, "choice", value))
            .collect(),
    }
}

/// Who can be reached, with when they were paged.
pub(super) fn on_call(scene: &Scene<'_>) -> Vec<DrillPerson> {
    let mut people = briefing::people(scene.scenario);
    for (person, known) in people.iter_mut().zip(&scene.scenario.people) {
        let paged = scene.acted().rfind(|done| Some(done.act) == known.page);
        person.paged = paged.map(|done| scene.clock(done.tick));
    }
    people
}

/// The severity that was chosen last.
pub(super) fn severity(scene: &Scene<'_>) -> Option<String> {
    scene.acted().rev().find_map(|done| {
        let choice = scene.scenario.acts[done.act].choice.as_ref()?;
        (choice.key == "severity").then(|| choice.values.get(done.choice?).cloned())?
    })
}
