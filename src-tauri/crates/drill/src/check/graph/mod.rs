//! Layer 1: the untimed graph. Timers, events and alerts may happen at any moment that their guards allow, so more is
//! reached here than in any play: what is never reached here is never reached, for certain. When something happens is not
//! asked; tests and plays do that, and what they have seen need not be searched for.

mod packed;
mod questions;
mod replay;
mod search;
mod slice;
mod states;
mod ways;

use super::{Onlooker, PlayedStep, Stand, variant_words};
use crate::code::{Code, Diagnostic};
use crate::guard::Guard;
use crate::model::{Outcome, Scenario};
use drillbook_text::{Severity, Span};
pub(crate) use packed::Cause;
use packed::{Space, is_in_time};
use questions::{Ask, Question, happens};
pub(crate) use questions::{Questions, Sight};
pub(crate) use replay::words;
pub use search::Budget;
use search::{Enough, Search};
use slice::Slice;

/// What the search of the untimed graph came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// What it found.
    pub found: Vec<Diagnostic>,
    /// States in all slices.
    pub states: usize,
    /// Transitions in all slices.
    pub transitions: usize,
    /// Questions that were to be answered: what has to come up somewhere.
    pub asked: usize,
    /// Those that a play answered, before anything was searched.
    pub played: usize,
    /// Those that were answered before the budget was used up, the played ones included.
    pub answered: usize,
    /// Everything that decides about a win was searched: that there are no traps is proved, and what a win needs.
    pub wins_known: bool,
    /// Acts that did harm whenever they were done, by index; only where everything was searched.
    pub(crate) always_harm: Vec<usize>,
    /// A print of everything that decides about a win: graphs that differ hardly ever share one. Says something only where
    /// [`Self::wins_known`].
    pub(crate) print: u64,
    /// The shortest ways to a win for each choice of the variants, whatever the time.
    pub(crate) wins: Vec<Wins>,
    /// Plays into traps.
    pub(crate) traps: Vec<Trapped>,
}

/// A play after which no win is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trapped {
    /// Index of the last act.
    pub(crate) act: usize,
    /// The values of the variants.
    pub(crate) variant: Vec<u8>,
    /// What is done.
    pub(crate) steps: Vec<PlayedStep>,
}

/// The shortest ways to a win in one variant; none where there is none, or where none was found in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wins {
    /// The values of the variants.
    pub(crate) variant: Vec<u8>,
    /// Whatever it does.
    pub(crate) any: Option<Vec<Cause>>,
    /// Without harm.
    pub(crate) clean: Option<Vec<Cause>>,
    /// Without harm, by acts alone that are steps of runbooks.
    pub(crate) by_runbook: Option<Vec<Cause>>,
}

/// After so many states it is told how far the search is.
const TOLD_EVERY: usize = 2048;

/// Searches the graph of a scenario within `budget`.
pub fn graph(scenario: &Scenario, budget: Budget) -> Graph {
    let patient = Onlooker::patient();
    search(scenario, Questions::of(scenario, 0), budget, &patient)
}

/// Searches for what `questions` still ask, and for the ways to a win.
pub(in crate::check) fn search(
    scenario: &Scenario,
    questions: Questions<'_>,
    budget: Budget,
    onlooker: &Onlooker<'_>,
) -> Graph {
    let mut parts = 1;
    scenario.each_guard(&mut |guard| guard.walk(&mut |_| parts += 1));
    let mut run = Run {
        scenario,
        budget,
        onlooker,
        parts,
        graph: Graph {
            asked: questions.asked,
            played: questions.asked - questions.open.len(),
            answered: questions.asked - questions.open.len(),
            ..Graph::default()
        },
    };
    run.late_events();
    let open = run.sliced(questions.open);
    let open = run.wins(open);
    run.others(open);
    if run.graph.answered < run.graph.asked || !run.graph.wins_known {
        let unfinished = Diagnostic::new(
            Code::SearchUnfinished,
            Severity::Warning,
            Some(Span::default()),
        );
        let unfinished = unfinished.with("states", run.graph.states.to_string());
        let unfinished = unfinished.with("answered", run.graph.answered.to_string());
        run.graph
            .found
            .push(unfinished.with("asked", run.graph.asked.to_string()));
    }
    run.graph.found.sort_by_key(|problem| problem.span);
    run.graph
}

/// A question with the part of the state that can answer it.
type Sliced<'q> = (Slice, Question<'q>);

struct Run<'a> {
    scenario: &'a Scenario,
    budget: Budget,
    onlooker: &'a Onlooker<'a>,
    graph: Graph,
    /// Parts of all guards: what it takes to read each once.
    parts: usize,
}

impl<'a> Run<'a> {
    fn find(&mut self, code: Code, span: Span, args: &[(&'static str, String)]) {
        let mut found = Diagnostic::new(code, Severity::Warning, Some(span));
        for (name, value) in args {
            found = found.with(name, value);
        }
        self.graph.found.push(found);
    }

    /// Events whose time comes when the drill is over.
    fn late_events(&mut self) {
        for (at, event) in self.scenario.events.iter().enumerate() {
            if !is_in_time(self.scenario, at, self.scenario.time.limit) {
                let Question {
                    code, span, args, ..
                } = happens(
                    "event",
                    &event.name,
                    Ask::one(&Guard::Always(false)),
                    event.span,
                );
                self.find(code, span, &args);
            }
        }
    }

    /// Takes so much from the budget; whether it was there.
    fn spend(&mut self, work: usize) -> bool {
        let left = self.budget.work.checked_sub(work);
        self.budget.work = left.unwrap_or(0);
        left.is_some()
    }

    /// The questions with their slices; those that the budget does not reach stay unanswered.
    fn sliced<'q>(&mut self, questions: Vec<Question<'q>>) -> Vec<Sliced<'q>> {
        let mut sliced: Vec<Sliced<'q>> = Vec::new();
        for question in questions {
            if !self.spend(self.parts) {
                break;
            }
            let slice = Slice::of(self.scenario, question.ask.guards(), false);
            sliced.push((slice, question));
        }
        sliced
    }

    /// Everything that decides about a win; answers what it can on the way, and gives back the rest.
    fn wins<'q>(&mut self, questions: Vec<Sliced<'q>>) -> Vec<Sliced<'q>> {
        let endings = &self.scenario.endings;
        let is_win = |at: &usize| endings[*at].result == Outcome::Win;
        let Some(last) = (0..endings.len()).rfind(is_win) else {
            self.graph.wins_known = true;
            return questions;
        };
        let guards = endings[..=last].iter().map(|ending| &ending.when);
        let slice = Slice::of(self.scenario, guards, true);
        let (mine, rest): (Vec<_>, Vec<_>) = questions
            .into_iter()
            .partition(|(other, _)| slice.holds(other));
        let (slices, mut open): (Vec<Slice>, Vec<_>) = mine.into_iter().unzip();
        let Some(search) = self.search(&slice, &mut open, false) else {
            return rest
                .into_iter()
                .chain(slices.into_iter().zip(open))
                .collect();
        };
        self.graph.wins_known = search.finished;
        self.ways(&search);
        rest
    }

    /// The ways to a win, a win without harm, and acts after which no win is left.
    fn ways(&mut self, search: &Search<'_>) {
        let scenario = self.scenario;
        let ends = search.ends();
        self.graph.print = search.print(&ends);
        let wins: Vec<bool> = ends.into_iter().map(|ends| search.wins(ends)).collect();
        let bound = |cause| match cause {
            Cause::Act(act, _) => !scenario.acts[act].exercises.is_empty(),
            _ => true,
        };
        for variant in scenario.all_variants() {
            let start = search.states.find(search.space.start(&variant));
            let starts: Vec<usize> = start.into_iter().collect();
            let any = search.shortest(&starts, &wins, |_| true);
            let clean = search.shortest(&starts, &wins, |edge| !edge.harm);
            let by_runbook =
                search.shortest(&starts, &wins, |edge| !edge.harm && bound(edge.cause()));
            self.graph.wins.push(Wins {
                variant,
                any,
                clean,
                by_runbook,
            });
        }
        if search.finished {
            self.graph.always_harm = search.always_harm();
            self.no_win();
            self.needs_harm();
            self.traps(search, &wins);
        }
    }

    /// Variants without a way to a win. Where none has one, the ending itself is never reached, which is told already.
    fn no_win(&mut self) {
        let (won, lost): (Vec<&Wins>, Vec<&Wins>) =
            self.graph.wins.iter().partition(|wins| wins.any.is_some());
        if won.is_empty() {
            return;
        }
        let lost = lost
            .iter()
            .map(|wins| variant_words(self.scenario, &wins.variant));
        for variant in lost.collect::<Vec<_>>() {
            self.find(Code::NoWin, self.win_span(), &[("variant", variant)]);
        }
    }

    /// Where the first ending that is a win is named.
    fn win_span(&self) -> Span {
        let mut endings = self.scenario.endings.iter();
        let win = endings.find(|ending| ending.result == Outcome::Win);
        win.map(|ending| ending.span).unwrap_or_default()
    }

    fn needs_harm(&mut self) {
        let ways = &self.graph.wins;
        if ways.iter().any(|wins| wins.clean.is_some()) {
            return;
        }
        let shortest = ways.iter().filter_map(|wins| wins.any.as_ref());
        let Some(way) = shortest.min_by_key(|way| way.len()) else {
            return;
        };
        let way = words(self.scenario, way);
        self.find(Code::WinNeedsHarm, self.win_span(), &[("way", way)]);
    }

    fn traps(&mut self, search: &Search<'_>, wins: &[bool]) {
        // Found where anything may happen at any moment: it counts when a play can follow.
        const WAYS: usize = 16;
        let mut told = Vec::new();
        for trap in search.traps(wins, WAYS) {
            let start = search.states.get(trap.start);
            if told.contains(&trap.act) {
                continue;
            }
            let variant = search.space.variant(start);
            if let Some(steps) = replay::follows(self.scenario, &variant, &trap.way) {
                told.push(trap.act);
                self.graph.traps.push(Trapped {
                    act: trap.act,
                    variant,
                    steps,
                });
                let known = &self.scenario.acts[trap.act];
                let way = words(self.scenario, &trap.way);
                let args = [("act", known.name.clone()), ("way", way)];
                self.find(Code::Trap, known.span, &args);
            }
        }
    }

    /// Searches of their own for what is still open, those of the smallest slices first.
    fn others(&mut self, open: Vec<Sliced<'_>>) {
        let mut rest = open;
        rest.sort_by_key(|(slice, _)| std::cmp::Reverse(slice.size()));
        while let Some((slice, question)) = rest.pop() {
            if !self.spend(self.parts + rest.len()) {
                return;
            }
            let (now, later): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|(other, _)| slice.holds(other));
            let now = now.into_iter().map(|(_, question)| question);
            let mut open: Vec<Question<'_>> = now.chain([question]).collect();
            self.search(&slice, &mut open, true);
            rest = later;
        }
    }

    /// Searches a slice and answers the `open` questions by it; `stop`s when all are. None where its states are too
    /// large.
    fn search(
        &mut self,
        slice: &Slice,
        open: &mut Vec<Question<'_>>,
        stop: bool,
    ) -> Option<Search<'a>> {
        let space = Space::new(self.scenario, slice)?;
        let asked = open.len();
        let (onlooker, mut states) = (self.onlooker, self.graph.states);
        let mut seen = |space: &Space<'_>, state| {
            open.retain(|question| !space.may(state, &question.ask));
            states += 1;
            let wanted = states % TOLD_EVERY != 0 || onlooker.waits(Stand::States(states));
            if !wanted || stop && open.is_empty() {
                Enough::Yes
            } else {
                Enough::No
            }
        };
        let search = Search::run(self.scenario, space, &mut self.budget, &mut seen);
        self.graph.states += search.states.len();
        self.graph.transitions += search.edges.len();
        if search.finished {
            self.graph.answered += asked;
            for question in open.drain(..) {
                self.find(question.code, question.span, &question.args);
            }
        } else {
            self.graph.answered += asked - open.len();
        }
        Some(search)
    }
}
