//! Placeholders in texts of the scenario: `{checkout_p95_ms}`, `{clock}`, `{int:100-999}`, `{hex:8}`, `{pick:a|b}`,
//! `{rise:4821000-40}` (grows by 40 a minute), `{since:14:02}` (how long ago that was), `{app}` (a variable),
//! `{ready|1/1}` (a fact of the service at hand, with what stands there when it has none), `{pods}` and `{pods:checkout}`
//! (a service's pods, a line each).
//!
//! Anything else in braces stays as it is: log lines are often JSON. One pass: what is filled in is not filled again.

use super::{pods, strip};
use crate::draw::{hash, noisy};
use crate::duration;
use crate::engine::State;
use crate::guard::World as _;
use crate::model::{Scenario, Service};
use std::fmt::Write as _;

/// The longest text that filling makes.
const LONGEST: usize = 64 * 1024;

/// What placeholders are filled from.
pub(crate) struct Scene<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) state: &'a State,
    /// Seconds since the start; negative before it.
    pub(crate) second: i64,
    /// The service at hand.
    pub(crate) service: Option<&'a Service>,
    /// What was typed, by name.
    pub(crate) holes: &'a [(String, String)],
    /// Tells apart lines of the same second.
    pub(crate) key: u32,
}

impl<'a> Scene<'a> {
    /// The scene at the state's tick.
    pub(crate) fn new(scenario: &'a Scenario, state: &'a State) -> Self {
        Self {
            scenario,
            state,
            second: i64::from(state.tick) * i64::from(scenario.time.tick),
            service: None,
            holes: &[],
            key: 0,
        }
    }
}

/// The text with its placeholders filled, fit for a terminal.
pub(crate) fn fill(scene: &Scene<'_>, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut number = scene.key;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        number = number.wrapping_add(1);
        if let Some(value) = value(scene, &rest[1..close], number) {
            out.push_str(&value);
            rest = &rest[close + 1..];
        } else {
            out.push('{');
            rest = &rest[1..];
        }
        if out.len() > LONGEST {
            break;
        }
    }
    out.push_str(rest);
    strip(&out)
}

/// The words in braces that look like placeholders.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| {
        let name = &rest[..rest.find('}')?];
        let plain = crate::shape::is_name(name) && name.starts_with(char::is_alphabetic);
        plain.then_some(name)
    })
}

fn value(scene: &Scene<'_>, name: &str, number: u32) -> Option<String> {
    if let Some((kind, argument)) = name.split_once(':') {
        return drawn(scene, kind, argument, number);
    }
    let (name, otherwise) = match name.split_once('|') {
        Some((name, otherwise)) => (name, Some(otherwise.to_owned())),
        None => (name, None),
    };
    of_service(scene, name)
        .or_else(|| of_state(scene, name))
        .or(otherwise)
}

fn of_service(scene: &Scene<'_>, name: &str) -> Option<String> {
    if let Some((_, typed)) = scene.holes.iter().find(|(hole, _)| hole == name) {
        return Some(typed.clone());
    }
    let service = scene.service?;
    match name {
        "service" | "name" => Some(service.name.clone()),
        "owner" => Some(service.owner.clone()),
        "kind" => Some(service.kind.clone()),
        "title" => Some(service.title.clone()),
        "needs" => {
            let needs = service
                .needs
                .iter()
                .filter_map(|at| scene.scenario.services.get(*at));
            Some(
                needs
                    .map(|other| other.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
        // Steady for a service, as the names of pods are.
        "hash" => Some(hex(&[scene.state.seed, hash::text(&service.name)], 10)),
        "pod" => Some(pods::name(scene, service, 0)),
        "pods" => Some(pods::rows(scene, service)),
        _ => fact(scene, service, name),
    }
}

/// What the scenario says of a service.
pub(super) fn fact(scene: &Scene<'_>, service: &Service, name: &str) -> Option<String> {
    let (_, cases) = service.facts.iter().find(|(fact, _)| fact == name)?;
    let fact = cases.pick(&scene.scenario.define, scene.state)?;
    // Facts may name metrics and chance, not other facts.
    let plain = Scene {
        service: None,
        holes: &[],
        ..*scene
    };
    Some(fill(&plain, fact))
}

fn of_state(scene: &Scene<'_>, name: &str) -> Option<String> {
    let (scenario, state) = (scene.scenario, scene.state);
    if name == "clock" {
        return Some(duration::clock_words(
            i64::from(scenario.time.clock) + scene.second,
        ));
    }
    if let Some(at) = scenario.metric(name) {
        let level = state.level(scenario, at);
        let metric = &scenario.metrics[at];
        return Some(rounded(noisy(metric, level, state.seed, scene.second)));
    }
    let word = |values: &[String], value: u8| values.get(usize::from(value)).cloned();
    if let Some(at) = scenario.variable(name) {
        return word(&scenario.state[at].values, state.value(at));
    }
    let at = scenario
        .variants
        .iter()
        .position(|variant| variant.name == name)?;
    word(&scenario.variants[at].values, state.variant(at))
}

/// As an operator would read it: no places from 100 on, one below.
fn rounded(milli: i64) -> String {
    let step = if milli.abs() >= 100_000 { 1000 } else { 100 };
    let half = if milli < 0 { -step / 2 } else { step / 2 };
    duration::milli_words((milli + half) / step * step)
}

fn drawn(scene: &Scene<'_>, kind: &str, argument: &str, number: u32) -> Option<String> {
    let second = u32::try_from(scene.second.rem_euclid(i64::from(u32::MAX))).unwrap_or(0);
    let parts = [scene.state.seed, second, number];
    match kind {
        "int" => {
            let (least, most) = argument.split_once('-')?;
            let (least, most): (u32, u32) = (least.parse().ok()?, most.parse().ok()?);
            let span = most.checked_sub(least)?.checked_add(1)?;
            Some((least + hash::below(&parts, span)).to_string())
        }
        // A number that rises by so many a minute, as those of orders do.
        "rise" => {
            let (first, rate) = argument.split_once('-')?;
            let (first, rate): (i64, i64) = (first.parse().ok()?, rate.parse().ok()?);
            Some((first + (rate * scene.second).div_euclid(60)).to_string())
        }
        // How long ago a time of the day was: `3h48m`.
        "since" => {
            let begun = i64::from(duration::clock(argument)?);
            let now = i64::from(scene.scenario.time.clock) + scene.second;
            let gone = u32::try_from((now - begun).rem_euclid(86_400)).ok()?;
            let unit = if gone >= 60 { 60 } else { 1 };
            Some(duration::words(gone / unit * unit))
        }
        "pods" => {
            let service = scene.scenario.service(argument)?;
            Some(pods::rows(scene, scene.scenario.services.get(service)?))
        }
        "hex" => {
            let digits: usize = argument.parse().ok()?;
            (1..=64).contains(&digits).then(|| hex(&parts, digits))
        }
        "pick" => {
            let choices: Vec<&str> = argument.split('|').collect();
            let at = hash::below(&parts, u32::try_from(choices.len()).ok()?);
            choices.get(at as usize).map(|choice| (*choice).to_owned())
        }
        _ => None,
    }
}

fn hex(parts: &[u32], digits: usize) -> String {
    let mut parts = parts.to_vec();
    let mut text = String::new();
    while text.len() < digits {
        // Writing into a text cannot fail.
        let _ = write!(text, "{:016x}", hash::of(&parts));
        parts.push(1);
    }
    text.truncate(digits);
    text
}
