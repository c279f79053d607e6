//! Proofs and plays of a scenario in words, for the window.

use super::words;
use crate::messages::Messages;
use crate::scenario::Typed;
use crate::wire::{
    DrillInput, DrillPart, ScenarioBlind, ScenarioEnding, ScenarioPlay, ScenarioPlayKind,
    ScenarioPlayStep, ScenarioProved,
};
use drillbook_drill::check::{Proofs, Shown, Why, variant_words};
use drillbook_drill::engine::Part;
use drillbook_drill::model::Scenario;
use drillbook_drill::{Code, Input};

/// What was proved of a text.
pub(super) fn proved(
    messages: Messages,
    typed: &Typed,
    (scenario, proofs): (&Scenario, &Proofs),
    plays: &[Shown],
) -> ScenarioProved {
    let graph = &proofs.graph;
    let failed = proofs.tests.iter().filter(|run| !run.found.is_empty());
    ScenarioProved {
        states: words::count(graph.states),
        transitions: words::count(graph.transitions),
        questions: words::count(graph.asked),
        answered: words::count(graph.answered),
        finished: graph.answered == graph.asked && graph.wins_known,
        tests: words::count(proofs.tests.len()),
        failed: words::count(failed.count()),
        findings: typed.scenario_findings(messages, &proofs.found),
        endings: endings(typed, (scenario, proofs), plays),
        plays: plays
            .iter()
            .map(|shown| play(messages, scenario, shown))
            .collect(),
        blind: blind(messages, proofs),
    }
}

fn endings(
    typed: &Typed,
    (scenario, proofs): (&Scenario, &Proofs),
    plays: &[Shown],
) -> Vec<ScenarioEnding> {
    let never = |name: &str| {
        let mut certain = proofs.found.iter();
        certain.any(|found| {
            found.code == Code::EndingNever && found.args.iter().any(|(_, value)| value == name)
        })
    };
    let each = scenario.endings.iter().enumerate();
    let each = each.map(|(at, ending)| ScenarioEnding {
        name: ending.name.clone(),
        result: words::result(Some(ending.result)),
        from: typed.unit(ending.span),
        play: plays
            .iter()
            .rposition(|shown| shown.why == Why::Ending(at))
            .map(words::count),
        never: never(&ending.name),
    });
    each.collect()
}

fn blind(messages: Messages, proofs: &Proofs) -> Vec<ScenarioBlind> {
    let each = proofs.blind.iter().map(|plays| ScenarioBlind {
        player: words::word(messages, "player", plays.player.as_str()).label,
        plays: plays.plays,
        wins: plays.wins,
        clean: plays.clean,
    });
    each.collect()
}

fn play(messages: Messages, scenario: &Scenario, shown: &Shown) -> ScenarioPlay {
    let ending = shown.ending.and_then(|at| scenario.endings.get(at));
    let tick = scenario.time.tick;
    let steps = shown.inputs.iter().zip(&shown.seconds);
    let named = |act: &usize| words::act(&scenario.acts[*act]);
    ScenarioPlay {
        kind: kind(&shown.why),
        title: title(messages, scenario, &shown.why),
        variant: variant_words(scenario, &shown.variant),
        length: words::seconds(messages, shown.seconds.last().copied().unwrap_or(0)),
        ending: ending.map(|ending| ending.name.clone()).unwrap_or_default(),
        harm: shown.harm.iter().map(named).collect(),
        steps: steps
            .filter_map(|(input, second)| {
                let (text, input) = step(messages, scenario, input)?;
                let clock = words::clock(scenario, second / tick);
                Some(ScenarioPlayStep { clock, text, input })
            })
            .collect(),
    }
}

fn kind(why: &Why) -> ScenarioPlayKind {
    match why {
        Why::CleanWin | Why::Win => ScenarioPlayKind::Win,
        Why::Trap(_) | Why::RunbookLoses | Why::TestFails(_) => ScenarioPlayKind::Wrong,
        Why::Ending(_) => ScenarioPlayKind::Ending,
    }
}

/// What a play shows.
pub(super) fn title(messages: Messages, scenario: &Scenario, why: &Why) -> String {
    let (key, name) = match why {
        Why::CleanWin => ("proof_play_clean", ""),
        Why::Win => ("proof_play_win", ""),
        Why::RunbookLoses => ("proof_play_runbook", ""),
        Why::Trap(act) => ("proof_play_trap", scenario.acts[*act].name.as_str()),
        Why::TestFails(test) => ("proof_play_test", scenario.tests[*test].name.as_str()),
        Why::Ending(at) => ("proof_play_ending", scenario.endings[*at].name.as_str()),
    };
    messages.text(key, &[("name", name)])
}

/// An input in words and as the window puts it in; plays that are shown hold acts, looks and waits.
fn step(messages: Messages, scenario: &Scenario, input: &Input) -> Option<(String, DrillInput)> {
    let known = |name: &str| scenario.act(name).map(|at| &scenario.acts[at]);
    Some(match input {
        Input::Wait { ticks } => {
            let length = words::seconds(messages, ticks * scenario.time.tick);
            let text = messages.text("proof_step_wait", &[("length", &length)]);
            (text, DrillInput::Wait { ticks: *ticks })
        }
        Input::Act {
            name,
            choice,
            parts,
        } => {
            let act = DrillInput::Act {
                name: name.clone(),
                choice: choice.clone(),
                parts: parts.iter().map(part).collect(),
            };
            let choice = choice.as_deref();
            (
                words::act_with(messages, scenario, known(name)?, choice),
                act,
            )
        }
        Input::Look { name } => {
            let look = DrillInput::Look { name: name.clone() };
            (words::act(known(name)?), look)
        }
        _ => return None,
    })
}

fn part(part: &Part) -> DrillPart {
    DrillPart {
        name: part.name.clone(),
        text: part.text.clone(),
    }
}
