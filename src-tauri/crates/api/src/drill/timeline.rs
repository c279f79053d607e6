//! What happened in a drill, in order: acts, alerts, messages, hints, harm.

use super::debrief::at_input;
use super::view::Scene;
use super::{chat, done, told};
use crate::wire::{DrillDoneKind, DrillMoment, DrillMomentKind};
use drillbook_drill::Input;
use drillbook_drill::engine::{Effect, Told};

/// The moments, oldest first.
pub(super) fn timeline(scene: &Scene<'_>) -> Vec<DrillMoment> {
    let mut moments = Vec::new();
    let mut told = scene.play.told().iter().peekable();
    let of_input = |number: usize, tick: u32, told: &[&Told], moments: &mut Vec<DrillMoment>| {
        moments.extend(written(scene, number, tick));
        let new = told.iter().filter_map(|told| moment(scene, number, told));
        moments.extend(new);
        printed(told, moments, number);
    };
    for number in 0..=scene.play.log().entries.len() {
        let mut of_it = Vec::new();
        while let Some((_, next)) = told.next_if(|(input, _)| *input == number) {
            of_it.push(next);
        }
        let entry = number.checked_sub(1);
        let entry = entry.and_then(|at| scene.play.log().entries.get(at));
        of_input(
            number,
            entry.map_or(0, |entry| entry.tick),
            &of_it,
            &mut moments,
        );
    }
    moments
}

/// What the trainee wrote down or did in the library: nothing comes of it.
fn written(scene: &Scene<'_>, number: usize, tick: u32) -> Option<DrillMoment> {
    let input = scene.input(number)?;
    let (kind, text) = done::of(scene, number, input)?;
    let kind = match kind {
        DrillDoneKind::Note => DrillMomentKind::Note,
        DrillDoneKind::Library => DrillMomentKind::Library,
        DrillDoneKind::Answer => DrillMomentKind::Probe,
        DrillDoneKind::Typed => DrillMomentKind::Look,
        _ => return None,
    };
    Some(DrillMoment {
        at: at_input(scene, number, tick),
        kind,
        who: String::new(),
        text,
        detail: String::new(),
    })
}

fn moment(scene: &Scene<'_>, number: usize, told: &Told) -> Option<DrillMoment> {
    let (kind, who, text, detail) = of(scene, number, &told.effect)?;
    Some(DrillMoment {
        at: at_input(scene, number, told.tick),
        kind,
        who,
        text,
        detail,
    })
}

/// Kind, who, sentence and detail of something that happened.
fn of(
    scene: &Scene<'_>,
    number: usize,
    effect: &Effect,
) -> Option<(DrillMomentKind, String, String, String)> {
    let none = String::new;
    Some(match effect {
        Effect::Done {
            act, choice, note, ..
        } => return did(scene, number, (act, choice.as_deref()), note),
        Effect::NotNow { act, text, .. } => {
            let title = told::title(scene, act, None);
            (DrillMomentKind::NotNow, none(), title, text.clone())
        }
        Effect::AlertFired { name } => {
            let alert = scene
                .scenario
                .alerts
                .iter()
                .find(|alert| alert.name == *name);
            let summary = alert.map_or_else(none, |alert| alert.summary.clone());
            (DrillMomentKind::Alert, none(), name.clone(), summary)
        }
        Effect::AlertResolved { name } => {
            let text = scene
                .messages
                .text("drill_told_resolved", &[("name", name)]);
            (DrillMomentKind::Resolved, none(), text, none())
        }
        Effect::Said { name, text, .. } => {
            (DrillMomentKind::Message, name.clone(), text.clone(), none())
        }
        Effect::Hint { text } if !text.is_empty() => {
            (DrillMomentKind::Hint, none(), text.clone(), none())
        }
        Effect::Probe { ask, .. } => (DrillMomentKind::Probe, none(), ask.clone(), none()),
        Effect::Hazard { act, why, .. } => {
            let title = told::title(scene, act, None);
            (DrillMomentKind::Hazard, none(), title, why.clone())
        }
        Effect::Ended { result, text, .. } => {
            let result = super::words::result(*result);
            let label = super::words::result_label(scene.messages, result);
            (DrillMomentKind::Ended, none(), label, text.clone())
        }
        _ => return None,
    })
}

/// Something that was done, with what was written or typed for it.
fn did(
    scene: &Scene<'_>,
    number: usize,
    (act, choice): (&str, Option<&str>),
    note: &str,
) -> Option<(DrillMomentKind, String, String, String)> {
    let known = &scene.scenario.acts[scene.scenario.act(act)?];
    let kind = if known.is_look() {
        DrillMomentKind::Look
    } else {
        DrillMomentKind::Act
    };
    let update = chat::update(scene, number, act, choice);
    let parts = update.and_then(|text| Some(text.split_once('\n')?.1.to_owned()));
    let typed = match scene.input(number) {
        Some(Input::Type { line }) => Some(line.clone()),
        _ => None,
    };
    let detail = parts.or(typed).unwrap_or_else(|| note.to_owned());
    Some((kind, String::new(), told::title(scene, act, choice), detail))
}

/// What was printed belongs to what was done by the same input.
fn printed(told: &[&Told], moments: &mut [DrillMoment], number: usize) {
    let seq = u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
    let kinds = [DrillMomentKind::Act, DrillMomentKind::Look];
    let did = moments
        .iter_mut()
        .rev()
        .find(|moment| moment.at.seq == seq && kinds.contains(&moment.kind));
    let Some(did) = did else { return };
    for told in told {
        if let Effect::Output { text, .. } = &told.effect {
            if !did.detail.is_empty() {
                did.detail.push('\n');
            }
            did.detail.push_str(text);
        }
    }
}
