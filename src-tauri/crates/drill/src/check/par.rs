//! Layer 3: the fastest win in each variant, by the acts of the shortest way: it fits the limit, or nothing does.

use super::graph::{Cause, Graph};
use super::timed::{AnyOrder, Done, Effort, Found, Played, Search};
use super::{PlayedStep, TestRun, variant_words};
use crate::code::{Code, Diagnostic};
use crate::duration;
use crate::engine::Occurrence;
use crate::model::{Outcome, Scenario, Ticks};
use crate::play::Seen;
use drillbook_text::Severity;

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
pub(super) fn par(
    scenario: &Scenario,
    graph: &Graph,
    tests: &[TestRun],
    work: usize,
    found: &mut Vec<Diagnostic>,
) -> Vec<Par> {
    let share = Effort::share(scenario, work, graph.wins.len() * 2);
    let mut pars = Vec::new();
    for wins in &graph.wins {
        let fastest = |way: &Option<Vec<Cause>>, harm: bool| {
            let way = way.as_ref()?;
            let acts = acts(way);
            let search = Search {
                scenario,
                variant: &wins.variant,
                acts: &acts,
                harm,
                order: &AnyOrder,
                reader: Vec::new(),
            };
            Some(search.run(&lines(scenario, way, tests), &mut share.clone()))
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

/// What a way does, as soon as it can, and what the tests do, whatever their variant.
pub(super) fn lines(scenario: &Scenario, way: &[Cause], tests: &[TestRun]) -> Vec<Played> {
    let straight = done(way).into_iter().map(|done| (0, done)).collect();
    let tests = tests.iter().map(|run| {
        let seen = run.seen.iter();
        seen.filter_map(|seen| begun(scenario, seen)).collect()
    });
    std::iter::once(straight).chain(tests).collect()
}

/// What was done, and when it was begun.
pub(super) fn begun(scenario: &Scenario, seen: &Seen) -> Option<(Ticks, Done)> {
    match seen.what {
        Occurrence::Done { act, choice, .. } => {
            let begun = seen.tick.saturating_sub(scenario.acts[act].takes);
            Some((begun, (act, choice)))
        }
        _ => None,
    }
}

fn done(way: &[Cause]) -> Vec<Done> {
    let acts = way.iter().filter_map(|cause| match cause {
        Cause::Act(act, choice) => Some((*act, *choice)),
        _ => None,
    });
    acts.collect()
}

/// The acts of a way, each once.
pub(super) fn acts(way: &[Cause]) -> Vec<Done> {
    let mut acts = Vec::new();
    for done in done(way) {
        if !acts.contains(&done) {
            acts.push(done);
        }
    }
    acts
}

/// What was done, for people.
pub(super) fn steps(scenario: &Scenario, played: &Played) -> Vec<PlayedStep> {
    let steps = played
        .iter()
        .map(|(tick, done)| PlayedStep::of(scenario, *tick, *done));
    steps.collect()
}
