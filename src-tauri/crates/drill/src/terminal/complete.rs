//! How a line may go on: what a shell would offer, which is names of commands, their first words, services and choices.
//!
//! It must not tell what to do: of what the scenario does, three words are offered at most, and nothing behind a `...`.

use super::pattern::Next;
use crate::model::Scenario;
use std::collections::BTreeSet;

/// Words of an act's command that may be offered.
const SHOWN: usize = 3;
/// How many are offered at most.
const MOST: usize = 50;

/// The beginning of the last word of `line`, and what may stand in its place, in order.
pub fn completions(scenario: &Scenario, line: &str) -> (String, Vec<String>) {
    let line = line.strip_prefix("$ ").unwrap_or(line).trim_start();
    let mut typed: Vec<&str> = line.split_whitespace().collect();
    let word = match typed.last() {
        Some(last) if line.ends_with(last) => typed.pop().unwrap_or_default(),
        _ => "",
    };
    let services = || {
        scenario
            .services
            .iter()
            .map(|service| service.name.as_str())
    };
    let mut found = BTreeSet::new();
    for command in &scenario.commands {
        for next in command
            .patterns
            .iter()
            .flat_map(|pattern| pattern.next(&typed, true))
        {
            match next {
                Next::Word(word) => found.extend([word]),
                Next::Hole("service") => found.extend(services()),
                Next::Hole(_) => {}
            }
        }
    }
    for act in scenario.acts.iter().filter(|_| typed.len() < SHOWN) {
        for next in act
            .patterns
            .iter()
            .flat_map(|pattern| pattern.next(&typed, false))
        {
            match next {
                Next::Word(word) => found.extend([word]),
                Next::Hole(name) => {
                    let choice = act.choice.iter().filter(|choice| choice.key == name);
                    found
                        .extend(choice.flat_map(|choice| choice.values.iter().map(String::as_str)));
                }
            }
        }
    }
    let begins = |known: &&&str| {
        let begin = known.get(..word.len());
        known.len() > word.len() && begin.is_some_and(|begin| begin.eq_ignore_ascii_case(word))
    };
    let fitting = found.iter().filter(begins).take(MOST);
    (
        word.to_owned(),
        fitting.map(|word| (*word).to_owned()).collect(),
    )
}
