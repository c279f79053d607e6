//! Which of the scenario's acts a typed line is, or what the terminal answers by itself.

use super::{Match, Pattern, Scene, fill, pipe, rows};
use crate::draw::recent_lines;
use crate::engine::State;
use crate::model::{Scenario, Service, SystemCommand};

/// What the terminal prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// Lines.
    pub text: String,
    /// No command of that name.
    pub unknown: bool,
}

/// The act that a line is typed for, with what stands for its choice. Acts win over harmless commands that fit no
/// better. What is piped into something unknown does nothing.
pub(crate) fn find(scenario: &Scenario, line: &str) -> Option<(usize, Option<String>)> {
    if pipe::unknown(line).is_some() {
        return None;
    }
    let line = pipe::command(line);
    let acts = scenario.acts.iter().enumerate();
    let (act, fit) = best(acts.map(|(at, act)| (at, &act.patterns)), line)?;
    if system(scenario, line).is_some_and(|(_, other)| other.literals > fit.literals) {
        return None;
    }
    let key = scenario.acts[act]
        .choice
        .as_ref()
        .map(|choice| choice.key.as_str());
    let choice = key.and_then(|key| fit.hole(key)).map(str::to_owned);
    Some((act, choice))
}

/// What the terminal prints for a line that is no act.
pub(crate) fn answer(
    scenario: &Scenario,
    state: &State,
    history: &[State],
    line: &str,
) -> Answered {
    let line = line.trim();
    if line.is_empty() {
        return Answered::default();
    }
    if let Some(filter) = pipe::unknown(line) {
        return unknown(filter);
    }
    let line = pipe::command(line);
    let Some((command, fit)) = system(scenario, line) else {
        return unknown(line);
    };
    let mut lines: Vec<String> = Vec::new();
    let scene = |service| Scene {
        service,
        holes: &fit.holes,
        ..Scene::new(scenario, state)
    };
    let (services, missing) = services(scenario, command, &fit);
    if missing {
        return said(fill(&scene(None), &command.otherwise));
    }
    lines.extend((!command.head.is_empty()).then(|| fill(&scene(None), &command.head)));
    if !command.each.is_empty() {
        lines.extend(
            services
                .iter()
                .map(|service| fill(&scene(Some(service)), &command.each)),
        );
    }
    let one = fit.hole("service").and(services.first().copied());
    lines.extend((!command.out.is_empty()).then(|| fill(&scene(one), &command.out)));
    if command.logs > 0 {
        let which = one.and_then(|service| scenario.service(&service.name));
        lines.extend(recent_lines(scenario, history, which, command.logs));
    }
    said(lines.join("\n"))
}

/// What is left of an answer behind what the line asks for: rows, then filters.
pub(crate) fn shown(line: &str, text: String) -> String {
    let command = pipe::command(line);
    let text = rows::planned(command, rows::selected(command, text));
    pipe::filtered(line, text)
}

fn said(text: String) -> Answered {
    Answered {
        text,
        unknown: false,
    }
}

/// The harmless command that fits best; of equals the first in the file.
fn system<'s>(scenario: &'s Scenario, line: &str) -> Option<(&'s SystemCommand, Match)> {
    let commands = scenario.commands.iter();
    best(commands.map(|command| (command, &command.patterns)), line)
}

/// What has the pattern that fits the line best; of equals the first.
fn best<'p, T>(
    candidates: impl Iterator<Item = (T, &'p Vec<Pattern>)>,
    line: &str,
) -> Option<(T, Match)> {
    let mut best: Option<(T, Match)> = None;
    for (candidate, patterns) in candidates {
        let fits = patterns.iter().filter_map(|pattern| pattern.matches(line));
        // Of equals `max_by_key` would take the last.
        let Some(fit) = fits.rev().max_by_key(|fit| fit.literals) else {
            continue;
        };
        if best
            .as_ref()
            .is_none_or(|(_, known)| fit.literals > known.literals)
        {
            best = Some((candidate, fit));
        }
    }
    best
}

/// The services a command is about, and whether one was typed that there is none of.
fn services<'s>(
    scenario: &'s Scenario,
    command: &SystemCommand,
    fit: &Match,
) -> (Vec<&'s Service>, bool) {
    let kind =
        |service: &&Service| command.kinds.is_empty() || command.kinds.contains(&service.kind);
    let all = scenario.services.iter().filter(kind);
    let Some(typed) = fit.hole("service") else {
        return (all.collect(), false);
    };
    // `deploy/checkout`, `checkout-7d9f8b6c5-x2k4p`: the name as it is mostly typed.
    let bare = typed.rsplit('/').next().unwrap_or(typed);
    let exact: Vec<&Service> = all.clone().filter(|service| service.name == bare).collect();
    let found = if exact.is_empty() {
        all.filter(|service| {
            bare.strip_prefix(&service.name)
                .is_some_and(|rest| rest.starts_with('-'))
        })
        .max_by_key(|service| service.name.len())
        .into_iter()
        .collect()
    } else {
        exact
    };
    let missing = found.is_empty();
    (found, missing)
}

/// As a shell would: `bash: foo: command not found`. Flags and the rest of the line do not matter.
fn unknown(line: &str) -> Answered {
    let first = line
        .trim_start_matches("$ ")
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let shown: String = super::strip(first).chars().take(64).collect();
    Answered {
        text: format!("bash: {shown}: command not found"),
        unknown: true,
    }
}
