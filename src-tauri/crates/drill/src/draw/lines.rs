//! Log lines: placed inside [t, t + 1) by the state at tick t.

use super::hash;
use crate::duration;
use crate::engine::State;
use crate::model::{LogRule, Scenario};
use crate::terminal::{Scene, fill};
use serde::{Deserialize, Serialize};

/// Lines that one look may yield.
const MOST: usize = 5_000;

/// A line of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Seconds since the start; negative before it.
    pub second: i32,
    /// Index of the service that wrote it.
    pub service: usize,
    /// What it says, placeholders filled.
    pub text: String,
}

/// The lines of one service, or of all, from second `from` to before `to`, oldest first, the last 5,000 at most.
/// `history` holds the state at the end of each tick from 0; before the start the first of them counts. Seconds behind
/// the last tick of the history have no lines yet.
pub fn log_lines(
    scenario: &Scenario,
    history: &[State],
    service: Option<usize>,
    (from, to): (i32, i32),
) -> Vec<LogLine> {
    let tick = i64::from(scenario.time.tick);
    let end = i64::try_from(history.len()).unwrap_or(0) * tick;
    let to = i64::from(to).min(end);
    let from = i64::from(from).max(-i64::from(scenario.time.before));
    let rules = scenario.logs.iter().enumerate();
    let wanted = rules.filter(|(_, rule)| service.is_none_or(|service| rule.service == service));
    let mut placed: Vec<(i64, usize, i64)> = Vec::new();
    for (at, rule) in wanted {
        place(at, rule, history, (from, to), &mut placed);
    }
    placed.sort_unstable();
    let skip = placed.len().saturating_sub(MOST);
    let lines = placed.into_iter().skip(skip);
    lines
        .filter_map(|(second, rule, nth)| line(scenario, history, second, rule, nth))
        .collect()
}

/// The seconds at which a rule writes: one in every span of its length, anywhere in it.
fn place(
    at: usize,
    rule: &LogRule,
    history: &[State],
    (from, to): (i64, i64),
    placed: &mut Vec<(i64, usize, i64)>,
) {
    let Some(seed) = history.first().map(|state| state.seed) else {
        return;
    };
    let every = i64::from(rule.every);
    let mut nth = from.div_euclid(every);
    while nth * every < to {
        let low = u32::try_from(nth & 0xffff_ffff).unwrap_or(0);
        let rule_number = u32::try_from(at).unwrap_or(0);
        let second =
            nth * every + i64::from(hash::below(&[seed, 77, rule_number, low], rule.every));
        if (from..to).contains(&second) {
            placed.push((second, at, nth));
        }
        nth += 1;
    }
}

fn line(
    scenario: &Scenario,
    history: &[State],
    second: i64,
    rule: usize,
    nth: i64,
) -> Option<LogLine> {
    let tick = usize::try_from(second.max(0) / i64::from(scenario.time.tick)).ok()?;
    let text = text_in(scenario, history.get(tick)?, second, rule, nth)?;
    Some(LogLine {
        second: i32::try_from(second).ok()?,
        service: scenario.logs[rule].service,
        text,
    })
}

/// What a rule writes in a state, if it writes then.
fn text_in(
    scenario: &Scenario,
    state: &State,
    second: i64,
    rule: usize,
    nth: i64,
) -> Option<String> {
    let known = &scenario.logs[rule];
    if !known.guard.holds(&scenario.define, state) {
        return None;
    }
    let low = u32::try_from(nth & 0xffff_ffff).unwrap_or(0);
    let key = u32::try_from(rule).unwrap_or(0).wrapping_mul(1000);
    let count = u32::try_from(known.lines.len())
        .ok()
        .filter(|count| *count > 0)?;
    let pick = hash::below(&[state.seed, 78, key, low], count);
    let scene = Scene {
        second,
        key,
        service: scenario.services.get(known.service),
        ..Scene::new(scenario, state)
    };
    Some(fill(&scene, known.lines.get(pick as usize)?))
}

/// The last lines of a service's log, or of all, as the terminal prints them: until now, which is the last tick.
pub(crate) fn recent_lines(
    scenario: &Scenario,
    history: &[State],
    service: Option<usize>,
    count: u32,
) -> Vec<String> {
    let now = history.last().map_or(0, |state| {
        i64::from(state.tick) * i64::from(scenario.time.tick)
    });
    let until = i32::try_from(now + 1).unwrap_or(i32::MAX);
    let lines = log_lines(scenario, history, service, (i32::MIN, until));
    let last = lines.len().saturating_sub(count as usize);
    let shown = lines[last..].iter().map(|line| {
        let clock = i64::from(scenario.time.clock) + i64::from(line.second);
        format!("{} {}", duration::clock_words(clock), line.text)
    });
    shown.collect()
}
