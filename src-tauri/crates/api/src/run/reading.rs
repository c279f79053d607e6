//! Values that are read in a run, in words and for programs.

use super::moments;
use super::view::Scene;
use crate::messages::Messages;
use crate::wire::{ReadingStanding, RunReading};
use drillbook_runbook::readings::{Against, Limits, Reading};
use drillbook_runbook::run::{Asked, Taken};
use serde_json::{Value, json};

/// The values that the step at this place asks for.
pub(super) fn of_step(scene: &Scene<'_>, step: usize) -> Vec<RunReading> {
    let asked = scene.source.readings.iter();
    let own = asked.filter(|reading| reading.step == Some(step));
    own.map(|reading| of_reading(scene, reading)).collect()
}

fn of_reading(scene: &Scene<'_>, reading: &Reading) -> RunReading {
    let taken = scene.run.state.reading(&reading.key);
    RunReading {
        id: reading.key.clone(),
        name: reading.name.clone(),
        unit: reading.unit.clone(),
        limits: limits(scene.messages, reading.limits),
        place: reading.place.clone(),
        otherwise: reading.otherwise.clone(),
        value: taken.map(|taken| number(scene.messages, taken.value)),
        standing: taken.map(|taken| standing(taken.against())),
    }
}

/// How a value stands, for the window.
pub(crate) fn standing(against: Against) -> ReadingStanding {
    match against {
        Against::Within => ReadingStanding::Within,
        Against::Below => ReadingStanding::Below,
        Against::Above => ReadingStanding::Above,
    }
}

/// A number in the person's language: with a point or with a comma.
pub(crate) fn number(messages: Messages, value: f64) -> String {
    let sign = messages.text("decimal_sign", &[]);
    value.to_string().replace('.', &sign)
}

/// Limits in words: `18–27`, `at most 70`.
pub(crate) fn limits(messages: Messages, limits: Limits) -> String {
    let number = |value| number(messages, value);
    match (limits.min, limits.max) {
        (Some(min), Some(max)) => format!("{}–{}", number(min), number(max)),
        (Some(min), None) => messages.text("reading_at_least", &[("value", &number(min))]),
        (None, Some(max)) => messages.text("reading_at_most", &[("value", &number(max))]),
        (None, None) => String::new(),
    }
}

/// What was read, as a sentence of the log.
pub(super) fn sentence(messages: Messages, asked: &Asked, value: Option<f64>) -> String {
    let key = match value.map(|value| asked.limits.against(value)) {
        None => "run_log_read_taken_away",
        Some(Against::Within) => "run_log_read_within",
        Some(Against::Below) => "run_log_read_below",
        Some(Against::Above) => "run_log_read_above",
    };
    let number = value.map_or_else(String::new, |value| number(messages, value));
    let value = format!("{number} {}", asked.unit);
    let args = [
        ("name", asked.name.as_str()),
        ("value", value.trim()),
        ("limits", &limits(messages, asked.limits)),
    ];
    messages.text(key, &args)
}

/// A value for programs.
pub(super) fn json(taken: &Taken) -> Value {
    json!({
        "reading": taken.asked.key,
        "name": taken.asked.name,
        "unit": taken.asked.unit,
        "min": taken.asked.limits.min,
        "max": taken.asked.limits.max,
        "value": taken.value,
        "standing": taken.against(),
        "at": moments::utc(taken.when),
        "person": taken.person,
    })
}
