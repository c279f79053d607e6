//! Layer 5: by the runbook. A reader who does only what steps of runbooks say, each section from its first step to its last,
//! should win without harm in every variant. This makes a runbook testable: a change of the document that breaks it fails
//! the check.
//!
//! Two readers ask. The *good* one knows which branch to take: any play by bound acts in the order of their sections
//! counts, and the timed search looks for one. The *plain* one takes every step at its turn, waits for what is on its way
//! and leaves out what is not, branches or no: where the good one cannot win, this is what is shown.

use super::graph::{Cause, Graph, Wins};
use super::par::{self, acts, lines, steps};
use super::timed::{Changes, Done, Effort, Found, Order, Played, Search, act_of};
use super::{PlayedStep, TestRun, variant_words};
use crate::code::{Code, Diagnostic};
use crate::engine::{self, End, Move, State, Watch};
use crate::guard::Guard;
use crate::model::{Reference, Scenario, Ticks};
use drillbook_text::Severity;

/// What came of following the runbooks in one variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByRunbook {
    /// The values of the variants, in words; empty where there are none.
    pub variant: String,
    /// A play that wins without harm by steps alone.
    pub win: Option<par::Fastest>,
    /// Whether there is one is not known: the budget was used up before.
    pub open: bool,
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
    tests: &[TestRun],
    work: usize,
    found: &mut Vec<Diagnostic>,
) -> Vec<ByRunbook> {
    let places = Places::of(scenario);
    if places.of_acts.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let share = Effort::share(scenario, work, graph.wins.len());
    let mut results = Vec::new();
    for wins in &graph.wins {
        let missing = missing(scenario, graph, wins);
        let win = good(scenario, &places, wins, tests, &mut share.clone());
        let plain = Plain::follow(scenario, &places, &wins.variant, share.clone());
        let late = matches!(win, Some(Found::None));
        let open = matches!(win, Some(Found::Unknown)) || win.is_none() && !graph.wins_known;
        let result = ByRunbook {
            variant: variant_words(scenario, &wins.variant),
            win: par::fastest_of(scenario, win),
            open,
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
    harms(scenario, graph, found);
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
    for act in &scenario.acts {
        let needs = |result: &&ByRunbook| result.missing.contains(&act.name);
        let variants = results.iter().filter(needs);
        let variants: Vec<&str> = variants.map(|result| result.variant.as_str()).collect();
        if !variants.is_empty() {
            let lacks = Diagnostic::new(Code::RunbookLacks, Severity::Warning, Some(act.span));
            let lacks = lacks.with("act", &act.name);
            found.push(lacks.with("variants", variants.join("; ")));
        }
    }
}

/// Steps that cannot be done without harm.
fn harms(scenario: &Scenario, graph: &Graph, found: &mut Vec<Diagnostic>) {
    for (at, act) in scenario.acts.iter().enumerate() {
        let always = act
            .hazards
            .iter()
            .any(|harm| harm.guard == Guard::Always(true));
        if !act.exercises.is_empty() && (always || graph.always_harm.contains(&at)) {
            let harms = Diagnostic::new(Code::RunbookHarms, Severity::Warning, Some(act.span));
            found.push(harms.with("act", &act.name));
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
fn good(
    scenario: &Scenario,
    places: &Places,
    wins: &Wins,
    tests: &[TestRun],
    effort: &mut Effort,
) -> Option<Found> {
    let way = wins.by_runbook.as_ref()?;
    let few = acts(way);
    let lines = lines(scenario, way, tests);
    let mut search = Search {
        scenario,
        variant: &wins.variant,
        acts: &few,
        harm: false,
        order: places,
        reader: vec![0; places.sections],
    };
    match search.run(&lines, effort) {
        Found::None => {}
        found => return Some(found),
    }
    let all: Vec<Done> = places
        .steps
        .iter()
        .flat_map(|step| taken(scenario, *step))
        .collect();
    search.acts = &all;
    Some(search.run(&[], effort))
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
    /// For each act, the sections that say to do it and the step there, as a number that rises with the steps; none for
    /// the section as a whole.
    of_acts: Vec<Vec<(usize, Option<u32>)>>,
    /// How many sections there are.
    sections: usize,
    /// Acts in the order of a plain reader: the runbooks of alerts first, sections as the scenario names them.
    steps: Vec<usize>,
}

impl Places {
    fn of(scenario: &Scenario) -> Self {
        let mut sections: Vec<(usize, &str)> = Vec::new();
        let mut of_acts = Vec::new();
        for act in &scenario.acts {
            let mut places = Vec::new();
            for reference in &act.exercises {
                let section = (reference.runbook, reference.slug.as_str());
                let known = sections.iter().position(|known| *known == section);
                let at = known.unwrap_or_else(|| {
                    sections.push(section);
                    sections.len() - 1
                });
                places.push((at, step_number(reference)));
            }
            of_acts.push(places);
        }
        let alerts = scenario.alerts.iter();
        let alerted: Vec<usize> = alerts.filter_map(|alert| alert.runbook).collect();
        let turn = |(section, step): &(usize, Option<u32>)| {
            let runbook = sections[*section].0;
            let alert = alerted.iter().position(|known| *known == runbook);
            (alert.unwrap_or(usize::MAX), runbook, *section, *step)
        };
        let acts = 0..of_acts.len();
        let mut steps: Vec<usize> = acts.filter(|act| !of_acts[*act].is_empty()).collect();
        steps.sort_by_key(|act| of_acts[*act].iter().map(turn).min());
        Self {
            sections: sections.len(),
            steps,
            of_acts,
        }
    }
}

/// The step as a number that rises with the steps of its section: `3.2` comes after `3` and before `4`.
fn step_number(reference: &Reference) -> Option<u32> {
    const STEPS: u32 = 1000;
    let mut numbers = reference.step.split('.').map(str::parse::<u32>);
    let first = numbers.next()?.ok()?;
    let nested = numbers.next().and_then(Result::ok).unwrap_or(0);
    Some(first.min(u32::MAX / STEPS - 1) * STEPS + nested.min(STEPS - 1))
}

impl Order for Places {
    fn after(&self, reader: &[u32], act: usize) -> Option<Vec<u32>> {
        let mut places = self.of_acts[act].iter();
        let next = |(section, step): &&(usize, Option<u32>)| {
            step.is_none_or(|step| step >= reader[*section])
        };
        let (section, step) = places.find(next)?;
        let mut after = reader.to_vec();
        after[*section] = step.unwrap_or(after[*section]);
        Some(after)
    }
}

/// A reader who takes every step at its turn.
struct Plain<'a> {
    scenario: &'a Scenario,
    state: State,
    played: Played,
    harm: Vec<usize>,
    effort: Effort,
}

impl<'a> Plain<'a> {
    fn follow(scenario: &'a Scenario, places: &Places, variant: &[u8], effort: Effort) -> Self {
        let mut reader = Self {
            scenario,
            state: engine::start_watched(scenario, 1, variant, &mut ()),
            played: Vec::new(),
            harm: Vec::new(),
            effort,
        };
        let steps = places.steps.iter();
        let mut open: Vec<Done> = steps.flat_map(|act| taken(scenario, *act)).collect();
        while reader.state.ended.is_none() {
            // The page comes first, where there are pages: whoever follows a runbook has been called.
            let paged = reader.state.firing > 0 || scenario.alerts.is_empty();
            let called = paged || !reader.played.is_empty();
            let next = if called { reader.soonest(&open) } else { None };
            let went_on = match next {
                Some((at, wait)) => reader.take(open.remove(at), wait),
                None => reader.run(&Move::Wait(1), &mut ()),
            };
            if !went_on {
                break;
            }
        }
        reader
    }

    /// The first step that is possible or becomes so by waiting for a while, and how many ticks that takes.
    fn soonest(&mut self, open: &[Done]) -> Option<(usize, Ticks)> {
        let patience = PATIENCE / self.scenario.time.tick.max(1);
        let mut later = self.state.clone();
        let mut first: Option<(usize, Ticks)> = None;
        for wait in 0..=patience {
            let before = first.map_or(open.len(), |(at, _)| at);
            let mut sooner = open[..before].iter();
            let define = &self.scenario.define;
            let possible =
                sooner.position(|done| self.scenario.acts[done.0].guard.holds(define, &later));
            first = possible.map(|at| (at, wait)).or(first);
            let run = |effort: &mut Effort, state: &mut State| {
                effort.run(self.scenario, state, &Move::Wait(1), &mut ())
            };
            let goes_on = first.is_none_or(|(at, _)| at > 0);
            if !goes_on || !run(&mut self.effort, &mut later) || later.ended.is_some() {
                break;
            }
        }
        first
    }

    fn run(&mut self, what: &Move, watch: &mut impl Watch) -> bool {
        let state = &mut self.state;
        self.effort.run(self.scenario, state, what, watch)
    }

    /// Waits for a step and takes it; whether there was effort left to.
    fn take(&mut self, done: Done, wait: Ticks) -> bool {
        let waited = self.run(&Move::Wait(wait), &mut ());
        let mut watch = Changes::default();
        let tick = self.state.tick;
        let taken = waited && self.run(&act_of(done), &mut watch);
        if watch.done {
            self.played.push((tick, done));
        }
        if watch.harmed && !self.harm.contains(&done.0) {
            self.harm.push(done.0);
        }
        taken
    }
}
