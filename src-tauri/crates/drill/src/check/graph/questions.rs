//! What is asked of the reachable states: for each part of a scenario, what has to hold somewhere. Guards are borrowed: a
//! case counts where none before it does, and a copy of all before it would grow with the square of a list.

use crate::code::Code;
use crate::engine::{Occurrence, State, Watch};
use crate::guard::{Guard, World};
use crate::model::{Cases, Scenario, Trigger};
use drillbook_text::Span;
use std::borrow::Cow;

/// Something that has to hold in some reachable state, and what to say when it never does.
pub(crate) struct Question<'a> {
    pub(super) ask: Ask<'a>,
    pub(super) code: Code,
    pub(super) span: Span,
    pub(super) args: Vec<(&'static str, String)>,
}

/// One of several ways in which something can hold.
pub(crate) struct Ask<'a>(Vec<Way<'a>>);

/// Guards that hold together while others do not.
#[derive(Default)]
struct Way<'a> {
    all: Vec<Cow<'a, Guard>>,
    none: Vec<&'a Guard>,
}

impl<'a> Ask<'a> {
    /// Whether it holds.
    pub(super) fn holds(&self, define: &[Guard], world: &impl World) -> bool {
        self.0.iter().any(|way| {
            way.all.iter().all(|guard| guard.holds(define, world))
                && !way.none.iter().any(|guard| guard.holds(define, world))
        })
    }

    /// Every guard that it reads.
    pub(super) fn guards(&self) -> impl Iterator<Item = &Guard> {
        self.0.iter().flat_map(|way| {
            let all = way.all.iter().map(AsRef::as_ref);
            all.chain(way.none.iter().copied())
        })
    }

    pub(super) fn one(guard: &'a Guard) -> Self {
        Self::together(&[guard])
    }

    fn together(all: &[&'a Guard]) -> Self {
        let all = all.iter().map(|guard| Cow::Borrowed(*guard)).collect();
        Self(vec![Way {
            all,
            none: Vec::new(),
        }])
    }
}

/// What has to come up somewhere, and has not yet.
pub(crate) struct Questions<'a> {
    pub(super) open: Vec<Question<'a>>,
    /// How many there were.
    pub(super) asked: usize,
    /// Something has changed since a play was looked at that guards read.
    stale: bool,
    /// Parts of guards that the open questions read at one look.
    load: usize,
    /// How many may still be read; then plays are no longer looked at.
    work: usize,
}

impl<'a> Questions<'a> {
    /// Everything that has to come up somewhere; looking at plays reads so many parts of guards at the most.
    pub(crate) fn of(scenario: &'a Scenario, work: usize) -> Self {
        let mut open = Vec::new();
        acts(scenario, &mut open);
        world(scenario, &mut open);
        alerts(scenario, &mut open);
        endings(scenario, &mut open);
        for (at, hint) in scenario.hints.iter().enumerate() {
            let name = (at + 1).to_string();
            open.push(case("hint", &name, Ask::one(&hint.guard), hint.span));
        }
        for probe in &scenario.probes {
            open.push(case(
                "probe",
                &probe.name,
                Ask::one(&probe.when),
                probe.span,
            ));
        }
        Self {
            asked: open.len(),
            load: load(&open, &scenario.define),
            open,
            stale: true,
            work,
        }
    }

    /// Takes away what holds in the state.
    fn look(&mut self, define: &[Guard], state: &State) {
        let Some(work) = self.work.checked_sub(self.load) else {
            return;
        };
        self.work = work;
        let before = self.open.len();
        self.open
            .retain(|question| !question.ask.holds(define, state));
        if self.open.len() < before {
            self.load = load(&self.open, define);
        }
    }
}

fn load(open: &[Question<'_>], define: &[Guard]) -> usize {
    let guards = open.iter().flat_map(|question| question.ask.guards());
    guards.map(|guard| guard.size(define)).sum()
}

/// Looks at a play for what comes up in it: a play is the best proof.
pub(crate) struct Sight<'a, 'b>(pub(crate) &'a mut Questions<'b>);

impl Watch for Sight<'_, '_> {
    fn see(&mut self, scenario: &Scenario, state: &State, what: &Occurrence) {
        let questions = &mut *self.0;
        match what {
            Occurrence::Set { .. }
            | Occurrence::Learned(_)
            | Occurrence::AlertFired(_)
            | Occurrence::AlertResolved(_) => questions.stale = true,
            // What guards read changes by nothing else but the time's being up; another play begins at tick 0.
            Occurrence::Ticked | Occurrence::Done { .. } | Occurrence::Ended(_)
                if questions.stale || state.tick == 0 || state.time_up() =>
            {
                questions.look(&scenario.define, state);
                questions.stale = false;
            }
            _ => {}
        }
    }
}

fn acts<'a>(scenario: &'a Scenario, all: &mut Vec<Question<'a>>) {
    for act in &scenario.acts {
        all.push(Question {
            ask: Ask::one(&act.guard),
            code: Code::ActNeverPossible,
            span: act.span,
            args: vec![("act", act.name.clone())],
        });
        for hazard in &act.hazards {
            let ask = Ask::together(&[&act.guard, &hazard.guard]);
            all.push(case("hazard", &act.name, ask, hazard.span));
        }
        for (mut way, span) in firsts(&act.out) {
            way.all.push(Cow::Borrowed(&act.guard));
            all.push(case("out", &act.name, Ask(vec![way]), span));
        }
        for (mut way, span) in firsts(&act.refuse) {
            way.none.push(&act.guard);
            all.push(case("refuse", &act.name, Ask(vec![way]), span));
        }
    }
}

fn world<'a>(scenario: &'a Scenario, all: &mut Vec<Question<'a>>) {
    for metric in &scenario.metrics {
        for (way, span) in firsts(&metric.level) {
            all.push(case("metric", &metric.name, Ask(vec![way]), span));
        }
    }
    for rule in &scenario.logs {
        let service = &scenario.services[rule.service].name;
        all.push(case("log", service, Ask::one(&rule.guard), rule.span));
    }
    for event in &scenario.events {
        if let Trigger::When { guard, .. } = &event.trigger {
            all.push(happens("event", &event.name, Ask::one(guard), event.span));
        }
    }
    values(scenario, all);
}

/// The first value of a variable is there at the start; the others are asked for.
fn values<'a>(scenario: &'a Scenario, all: &mut Vec<Question<'a>>) {
    for (variable, known) in scenario.state.iter().enumerate() {
        for (value, word) in known.values.iter().enumerate().skip(1) {
            let values = 1 << value;
            let is = Cow::Owned(Guard::Is { variable, values });
            all.push(Question {
                ask: Ask(vec![Way {
                    all: vec![is],
                    none: Vec::new(),
                }]),
                code: Code::ValueNever,
                span: known.span,
                args: vec![("variable", known.name.clone()), ("value", word.clone())],
            });
        }
    }
}

/// Each case with what makes it the one that counts.
fn firsts<T>(cases: &Cases<T>) -> impl Iterator<Item = (Way<'_>, Span)> {
    let cases = &cases.cases;
    (0..cases.len()).map(|at| {
        let way = Way {
            all: vec![Cow::Borrowed(&cases[at].guard)],
            none: cases[..at].iter().map(|case| &case.guard).collect(),
        };
        (way, cases[at].span)
    })
}

fn case<'a>(kind: &str, name: &str, ask: Ask<'a>, span: Span) -> Question<'a> {
    Question {
        ask,
        code: Code::CaseNever,
        span,
        args: vec![("kind", kind.to_owned()), ("name", name.to_owned())],
    }
}

pub(super) fn happens<'a>(kind: &str, name: &str, ask: Ask<'a>, span: Span) -> Question<'a> {
    Question {
        code: Code::NeverHappens,
        ..case(kind, name, ask, span)
    }
}

/// An alert fires somewhere when its metric has a level that raises it.
fn alerts<'a>(scenario: &'a Scenario, all: &mut Vec<Question<'a>>) {
    for alert in &scenario.alerts {
        let level = &scenario.metrics[alert.metric].level;
        let raising = firsts(level)
            .zip(&level.cases)
            .filter(|(_, case)| alert.raised(case.is));
        let ways = raising.map(|((way, _), _)| way);
        let ask = Ask(ways.collect());
        all.push(happens("alert", &alert.name, ask, alert.span));
    }
}

fn endings<'a>(scenario: &'a Scenario, all: &mut Vec<Question<'a>>) {
    for (at, ending) in scenario.endings.iter().enumerate() {
        let before = scenario.endings[..at].iter();
        let way = Way {
            all: vec![Cow::Borrowed(&ending.when)],
            none: before.map(|other| &other.when).collect(),
        };
        all.push(Question {
            ask: Ask(vec![way]),
            code: Code::EndingNever,
            span: ending.span,
            args: vec![("ending", ending.name.clone())],
        });
    }
}
