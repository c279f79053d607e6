//! Layer 1: the untimed graph. Timers, events and alerts may happen at any moment that their guards allow, so more is
//! reached here than in any play: what is never reached here is never reached, for certain. When something happens is not
//! asked; tests and plays do that.

mod packed;
mod questions;
mod replay;
mod search;
mod slice;

use crate::code::{Code, Diagnostic};
use crate::guard::Guard;
use crate::model::{Outcome, Scenario};
use drillbook_text::{Severity, Span};
use packed::{Space, is_in_time};
use questions::{Question, happens, questions};
pub use search::Budget;
use search::Search;
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
    /// Those that were answered before the budget was used up.
    pub answered: usize,
}

/// Searches the graph of a scenario within `budget`.
pub fn graph(scenario: &Scenario, budget: Budget) -> Graph {
    let mut questions = questions(scenario);
    alerts(scenario, &mut questions);
    let mut run = Run {
        scenario,
        budget,
        graph: Graph {
            asked: questions.len() + scenario.endings.len(),
            ..Graph::default()
        },
    };
    run.late_events();
    let rest = run.endings(questions);
    run.others(rest);
    if run.graph.answered < run.graph.asked {
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

struct Run<'a> {
    scenario: &'a Scenario,
    budget: Budget,
    graph: Graph,
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
                } = happens("event", &event.name, Guard::Always(false), event.span);
                self.find(code, span, &args);
            }
        }
    }

    /// The slice of what decides how the drill ends; answers what it can, and gives back the rest.
    fn endings(&mut self, questions: Vec<Question>) -> Vec<Question> {
        let guards = self.scenario.endings.iter().map(|ending| &ending.when);
        let slice = Slice::of(self.scenario, guards, true);
        let Some(search) = self.search(&slice, true) else {
            return questions;
        };
        for (ending, reached) in self.scenario.endings.iter().zip(&search.endings) {
            self.graph.answered += usize::from(*reached || search.finished);
            if !reached && search.finished {
                let name = ending.name.clone();
                self.find(Code::EndingNever, ending.span, &[("ending", name)]);
            }
        }
        if search.finished {
            self.wins(&search);
        }
        self.answer(&search, &slice, questions)
    }

    /// A win without harm, and acts after which no win is left. Only of a search that saw everything.
    fn wins(&mut self, search: &Search<'_>) {
        if search.needs_harm()
            && let Some((_, way)) = search.way_to_win()
        {
            let win = self.scenario.endings.iter();
            let span = win
                .filter(|ending| ending.result == Outcome::Win)
                .map(|ending| ending.span)
                .next();
            let way = replay::words(self.scenario, &way);
            self.find(
                Code::WinNeedsHarm,
                span.unwrap_or_default(),
                &[("way", way)],
            );
        }
        for (act, start, way) in search.traps() {
            // Found where anything may happen at any moment: it counts when a play can follow.
            if replay::follows(self.scenario, &search.space, start, &way) {
                let known = &self.scenario.acts[act];
                let way = replay::words(self.scenario, &way);
                self.find(
                    Code::Trap,
                    known.span,
                    &[("act", known.name.clone()), ("way", way)],
                );
            }
        }
    }

    /// Slices of their own for what the endings do not depend on, the widest first.
    fn others(&mut self, mut rest: Vec<Question>) {
        while let Some(widest) = self.widest(&rest) {
            let count = rest.len();
            let (now, later): (Vec<_>, Vec<_>) = rest
                .into_iter()
                .partition(|question| widest.holds(&self.slice_of(question)));
            debug_assert!(!now.is_empty() && now.len() + later.len() == count);
            if let Some(search) = self.search(&widest, false) {
                self.answer(&search, &widest, now);
            }
            rest = later;
        }
    }

    fn slice_of(&self, question: &Question) -> Slice {
        Slice::of(self.scenario, [&question.guard], false)
    }

    fn widest(&self, questions: &[Question]) -> Option<Slice> {
        let slices = questions.iter().map(|question| self.slice_of(question));
        slices.max_by_key(Slice::size)
    }

    fn search(&mut self, slice: &Slice, ends: bool) -> Option<Search<'a>> {
        let space = Space::new(self.scenario, slice)?;
        let search = Search::run(self.scenario, space, ends, &mut self.budget);
        self.graph.states += search.states.len();
        self.graph.transitions += search.transitions();
        Some(search)
    }

    /// Answers the questions that the slice can answer; gives back the others.
    fn answer(
        &mut self,
        search: &Search<'_>,
        slice: &Slice,
        questions: Vec<Question>,
    ) -> Vec<Question> {
        let (mut open, others): (Vec<_>, Vec<_>) = questions
            .into_iter()
            .partition(|question| slice.holds(&self.slice_of(question)));
        let asked = open.len();
        for state in &search.states {
            open.retain(|question| !search.space.may(*state, &question.guard));
            if open.is_empty() {
                break;
            }
        }
        if search.finished {
            self.graph.answered += asked;
            for question in open {
                self.find(question.code, question.span, &question.args);
            }
        } else {
            self.graph.answered += asked - open.len();
        }
        others
    }
}

/// An alert fires somewhere when its metric has a level that raises it.
fn alerts(scenario: &Scenario, questions: &mut Vec<Question>) {
    for alert in &scenario.alerts {
        let level = &scenario.metrics[alert.metric].level;
        let raising = (0..level.cases.len()).filter(|at| alert.raised(level.cases[*at].is));
        let first = raising.map(|at| {
            let before = level.cases[..at].iter();
            let mut all: Vec<Guard> = before
                .map(|case| Guard::Not(Box::new(case.guard.clone())))
                .collect();
            all.push(level.cases[at].guard.clone());
            Guard::All(all)
        });
        let guard = Guard::Any(first.collect());
        questions.push(happens("alert", &alert.name, guard, alert.span));
    }
}
