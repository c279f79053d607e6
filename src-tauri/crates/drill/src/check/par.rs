//! Layer 3: the fastest win in each variant, by the acts of the shortest way: it fits the limit, or nothing does.

use super::graph::{Cause, Graph};
use super::timed::{AnyOrder, Done, Found, Played, Search};
use super::{PlayedStep, variant_words};
use crate::code::{Code, Diagnostic};
use crate::duration;
use crate::model::{Outcome, Scenario};
use drillbook_text::Severity;

/// States of a timed search, all variants together.
pub(super) const STATES: usize = 40_000;

/// The fastest wins of one variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Par {
    /// The values of the variants, in words; empty where there are none.
    pub variant: String,
    /// Whatever it does; none when none was found.
    pub any: Option<Fastest>,
    /// Without harm.
    pub clean: Option<Fastest>,
}

/// A play that wins. A faster one may exist; this one does for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fastest {
    /// Simulated seconds until the win.
    pub seconds: u32,
    /// What it does.
    pub steps: Vec<PlayedStep>,
}

/// The fastest wins by the acts of the ways that the graph found.
pub(super) fn par(scenario: &Scenario, graph: &Graph, found: &mut Vec<Diagnostic>) -> Vec<Par> {
    let mut budget = STATES;
    let mut pars = Vec::new();
    for wins in &graph.wins {
        let mut fastest = |way: &Option<Vec<Cause>>, harm: bool| {
            let acts = acts(way.as_ref()?);
            let search = Search {
                scenario,
                variant: &wins.variant,
                acts: &acts,
                harm,
                order: &AnyOrder,
                reader: Vec::new(),
            };
            Some(search.run(&mut budget))
        };
        let any = fastest(&wins.any, true);
        // Where the shortest way does no harm, the fastest without is looked for all the same.
        let clean = fastest(&wins.clean, false);
        let variant = variant_words(scenario, &wins.variant);
        let both = [&any, &clean];
        // A play of other acts may still win: the scenario's own tests prove it, where they do.
        if both.iter().all(|found| matches!(found, Some(Found::None))) {
            let mut endings = scenario.endings.iter();
            let win = endings.find(|ending| ending.result == Outcome::Win);
            let late = Diagnostic::new(
                Code::WinTooLate,
                Severity::Warning,
                win.map(|ending| ending.span),
            );
            let limit = duration::words(scenario.time.limit * scenario.time.tick);
            found.push(late.with("variant", &variant).with("limit", limit));
        }
        pars.push(Par {
            variant,
            any: fastest_of(scenario, any),
            clean: fastest_of(scenario, clean),
        });
    }
    pars
}

pub(super) fn fastest_of(scenario: &Scenario, found: Option<Found>) -> Option<Fastest> {
    match found? {
        Found::Win(played, ticks) => Some(Fastest {
            seconds: ticks * scenario.time.tick,
            steps: steps(scenario, &played),
        }),
        _ => None,
    }
}

/// The acts of a way, each once.
pub(super) fn acts(way: &[Cause]) -> Vec<Done> {
    let mut acts = Vec::new();
    for cause in way {
        if let Cause::Act(act, choice) = cause
            && !acts.contains(&(*act, *choice))
        {
            acts.push((*act, *choice));
        }
    }
    acts
}

/// What was done, for people.
pub(super) fn steps(scenario: &Scenario, played: &Played) -> Vec<PlayedStep> {
    let steps = played.iter().map(|(tick, (act, choice))| {
        let act = &scenario.acts[*act];
        let values = act.choice.as_ref().map(|known| &known.values);
        let chosen = values.zip(*choice).and_then(|(values, at)| values.get(at));
        PlayedStep {
            second: tick * scenario.time.tick,
            act: act.name.clone(),
            choice: chosen.cloned(),
        }
    });
    steps.collect()
}
