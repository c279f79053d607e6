//! Layer 5: by the runbook. A reader who does only what steps of runbooks say, each runbook from its beginning to its end,
//! should win without harm in every variant. This makes a runbook testable: a change of the document that breaks it fails
//! the check.
//!
//! Two readers ask. The *good* one knows which branch to take: any play by bound acts in the order of their documents
//! counts, and the timed search looks for one. The *plain* one takes every step at its turn, waits for what is on its way
//! and leaves out what is not; whatever harm comes of that, the runbook says to do.

use super::graph::{Cause, Graph, Wins};
use super::par::{self, acts, steps};
use super::timed::{Changes, Done, Found, Order, Played, Search, act_of};
use super::{PlayedStep, variant_words};
use crate::code::{Code, Diagnostic};
use crate::engine::{self, End, Move, State};
use crate::lint::References;
use crate::model::{Reference, Scenario, Ticks};
use drillbook_text::Severity;

/// What came of following the runbooks in one variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByRunbook {
    /// The values of the variants, in words; empty where there are none.
    pub variant: String,
    /// A play that wins without harm by steps alone.
    pub win: Option<par::Fastest>,
    /// Acts that the shortest harmless win needs and no step says to do.
    pub missing: Vec<String>,
    /// What the plain reader did.
    pub plain: Vec<PlayedStep>,
    /// Where that ended; empty where no ending foresees it.
    pub ending: String,
    /// What did harm in it.
    pub harm: Vec<String>,
}

/// Simulated seconds that the plain reader waits for what is on its way.
const PATIENCE: u32 = 900;

/// Follows the runbooks in every variant. Nothing where no act is a step of one.
pub(super) fn by_runbook(
    scenario: &Scenario,
    graph: &Graph,
    references: &dyn References,
    found: &mut Vec<Diagnostic>,
) -> Vec<ByRunbook> {
    let places = Places::of(scenario, references);
    if places.of_acts.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let mut budget = par::STATES;
    let mut results = Vec::new();
    for wins in &graph.wins {
        let missing = missing(scenario, graph, wins);
        let win = good(scenario, &places, wins, &mut budget);
        let plain = Plain::follow(scenario, &places, &wins.variant);
        let late = matches!(win, Some(Found::None));
        let result = ByRunbook {
            variant: variant_words(scenario, &wins.variant),
            win: par::fastest_of(scenario, win),
            missing: missing
                .iter()
                .map(|act| scenario.acts[*act].name.clone())
                .collect(),
            plain: steps(scenario, &plain.played),
            ending: match plain.state.ended {
                Some(End::Ending(at)) => scenario.endings[at].name.clone(),
                _ => String::new(),
            },
            harm: plain
                .harm
                .iter()
                .map(|act| scenario.acts[*act].name.clone())
                .collect(),
        };
        if late {
            found.push(result.loses(scenario));
        }
        results.push(result);
    }
    lacks(scenario, &results, found);
    harms(scenario, &results, found);
    results
}

impl ByRunbook {
    fn loses(&self, scenario: &Scenario) -> Diagnostic {
        let span = scenario.runbooks.first().map(|runbook| runbook.span);
        Diagnostic::new(Code::RunbookLoses, Severity::Warning, span)
            .with("variant", &self.variant)
            .with("ending", &self.ending)
            .with("way", way(&self.plain))
    }
}

fn way(steps: &[PlayedStep]) -> String {
    let words = steps.iter().map(PlayedStep::words);
    words.collect::<Vec<_>>().join(", ")
}

/// Each act that a win needs and no step names, once, with the variants that need it.
fn lacks(scenario: &Scenario, results: &[ByRunbook], found: &mut Vec<Diagnostic>) {
    each_act(
        scenario,
        results,
        |result| &result.missing,
        |act, variants| {
            let lacks = Diagnostic::new(Code::RunbookLacks, Severity::Warning, Some(act.span));
            found.push(lacks.with("act", &act.name).with("variants", variants));
        },
    );
}

/// Each act that harms the plain reader, once, with the variants in which it does.
fn harms(scenario: &Scenario, results: &[ByRunbook], found: &mut Vec<Diagnostic>) {
    each_act(
        scenario,
        results,
        |result| &result.harm,
        |act, variants| {
            let harms = Diagnostic::new(Code::RunbookHarms, Severity::Warning, Some(act.span));
            found.push(harms.with("act", &act.name).with("variants", variants));
        },
    );
}

fn each_act(
    scenario: &Scenario,
    results: &[ByRunbook],
    of: impl Fn(&ByRunbook) -> &Vec<String>,
    mut tell: impl FnMut(&crate::model::Act, String),
) {
    for act in &scenario.acts {
        let has = |result: &&ByRunbook| of(result).contains(&act.name);
        let variants: Vec<&str> = results
            .iter()
            .filter(has)
            .map(|result| result.variant.as_str())
            .collect();
        if !variants.is_empty() {
            tell(act, variants.join("; "));
        }
    }
}

/// Where the graph was searched to its end and no way by steps alone leads to a win: what of the shortest is no step.
fn missing(scenario: &Scenario, graph: &Graph, wins: &Wins) -> Vec<usize> {
    let mut missing = Vec::new();
    if graph.wins_known && wins.by_runbook.is_none() {
        for cause in wins.clean.iter().flatten() {
            if let Cause::Act(act, _) = cause
                && scenario.acts[*act].exercises.is_empty()
                && !missing.contains(act)
            {
                missing.push(*act);
            }
        }
    }
    missing
}

/// The good reader: first by the acts of the shortest way, then by every step.
fn good(scenario: &Scenario, places: &Places, wins: &Wins, budget: &mut usize) -> Option<Found> {
    let few = acts(wins.by_runbook.as_ref()?);
    let mut search = Search {
        scenario,
        variant: &wins.variant,
        acts: &few,
        harm: false,
        order: places,
        reader: vec![0; scenario.runbooks.len()],
    };
    match search.run(budget) {
        Found::None => {}
        found => return Some(found),
    }
    let all: Vec<Done> = places
        .steps
        .iter()
        .flat_map(|step| taken(scenario, *step))
        .collect();
    search.acts = &all;
    Some(search.run(budget))
}

/// What a reader does at a step: the first value where a choice sets a variable, else one after the other.
fn taken(scenario: &Scenario, act: usize) -> Vec<Done> {
    let known = &scenario.acts[act];
    match &known.choice {
        None => vec![(act, None)],
        Some(choice) if choice.sets.is_some() => vec![(act, Some(0))],
        Some(choice) => (0..choice.values.len()).map(|at| (act, Some(at))).collect(),
    }
}

/// Where acts stand in the runbooks.
struct Places {
    /// For each act, its runbooks and how far down in each, from 1.
    of_acts: Vec<Vec<(usize, u32)>>,
    /// Acts in the order of a plain reader: the runbooks of alerts first.
    steps: Vec<usize>,
}

impl Places {
    fn of(scenario: &Scenario, references: &dyn References) -> Self {
        let all = || scenario.acts.iter().flat_map(|act| &act.exercises);
        let mut slugs: Vec<(usize, &str)> = Vec::new();
        for reference in all() {
            let slug = (reference.runbook, reference.slug.as_str());
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        // Where the library is not known, headings stand as the scenario first names them.
        let place = |reference: &Reference| {
            let document = &scenario.runbooks[reference.runbook].document;
            let named = slugs
                .iter()
                .position(|slug| *slug == (reference.runbook, reference.slug.as_str()));
            let heading = references.position(document, &reference.slug);
            let numbers = reference
                .step
                .split('.')
                .filter_map(|number| number.parse::<u32>().ok());
            (heading.or(named), numbers.collect::<Vec<_>>())
        };
        let mut ranks: Vec<_> = all()
            .map(|reference| (reference.runbook, place(reference)))
            .collect();
        ranks.sort();
        ranks.dedup();
        let rank = |reference: &Reference| {
            let key = (reference.runbook, place(reference));
            let at = ranks.binary_search(&key).unwrap_or_default();
            u32::try_from(at + 1).unwrap_or(u32::MAX)
        };
        let of_act = |act: &crate::model::Act| {
            let references = act.exercises.iter();
            references
                .map(|reference| (reference.runbook, rank(reference)))
                .collect()
        };
        let of_acts: Vec<Vec<(usize, u32)>> = scenario.acts.iter().map(of_act).collect();
        let alerted: Vec<usize> = scenario
            .alerts
            .iter()
            .filter_map(|alert| alert.runbook)
            .collect();
        let turn = |runbook: usize| {
            let alert = alerted.iter().position(|known| *known == runbook);
            (alert.unwrap_or(usize::MAX), runbook)
        };
        let mut steps: Vec<usize> = (0..of_acts.len())
            .filter(|act| !of_acts[*act].is_empty())
            .collect();
        steps.sort_by_key(|act| {
            of_acts[*act]
                .iter()
                .map(|(runbook, rank)| (turn(*runbook), *rank))
                .min()
        });
        Self { of_acts, steps }
    }
}

impl Order for Places {
    fn after(&self, reader: &[u32], act: usize) -> Option<Vec<u32>> {
        let mut places = self.of_acts[act].iter();
        let (runbook, rank) = places.find(|(runbook, rank)| *rank >= reader[*runbook])?;
        let mut after = reader.to_vec();
        after[*runbook] = *rank;
        Some(after)
    }
}

/// A reader who takes every step at its turn.
struct Plain {
    state: State,
    played: Played,
    harm: Vec<usize>,
}

impl Plain {
    fn follow(scenario: &Scenario, places: &Places, variant: &[u8]) -> Self {
        let mut reader = Self {
            state: engine::start_watched(scenario, 1, variant, &mut ()),
            played: Vec::new(),
            harm: Vec::new(),
        };
        let steps = places.steps.iter();
        let mut open: Vec<Done> = steps.flat_map(|act| taken(scenario, *act)).collect();
        while reader.state.ended.is_none() {
            // The page comes first: whoever follows a runbook has been called.
            let called = reader.state.firing > 0 || !reader.played.is_empty();
            let patience = PATIENCE / scenario.time.tick.max(1);
            let next = open
                .iter()
                .position(|done| called && reader.can_wait(scenario, *done, patience));
            match next {
                Some(at) => {
                    let done = open.remove(at);
                    reader.take(scenario, done, patience);
                }
                None => engine::run(scenario, &mut reader.state, &Move::Wait(1), &mut ()),
            }
        }
        reader
    }

    /// Waiting alone makes the step possible.
    fn can_wait(&self, scenario: &Scenario, done: Done, patience: Ticks) -> bool {
        let mut state = self.state.clone();
        wait_for(scenario, &mut state, done, patience)
    }

    fn take(&mut self, scenario: &Scenario, done: Done, patience: Ticks) {
        wait_for(scenario, &mut self.state, done, patience);
        let mut watch = Changes::default();
        let tick = self.state.tick;
        engine::run(scenario, &mut self.state, &act_of(done), &mut watch);
        if watch.done {
            self.played.push((tick, done));
        }
        if watch.harmed && !self.harm.contains(&done.0) {
            self.harm.push(done.0);
        }
    }
}

/// Waits until the act is possible, for so long at the most.
fn wait_for(scenario: &Scenario, state: &mut State, (act, _): Done, patience: Ticks) -> bool {
    let guard = &scenario.acts[act].guard;
    for _ in 0..=patience {
        if state.ended.is_some() {
            return false;
        }
        if guard.holds(&scenario.define, state) {
            return true;
        }
        engine::run(scenario, state, &Move::Wait(1), &mut ());
    }
    false
}
