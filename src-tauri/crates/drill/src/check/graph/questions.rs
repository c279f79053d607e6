//! What is asked of the reachable states: for each part of a scenario, the guard that has to hold somewhere.

use crate::code::Code;
use crate::engine::{Occurrence, State, Watch};
use crate::guard::Guard;
use crate::model::{Cases, Scenario, Trigger};
use drillbook_text::Span;

/// A guard that has to hold in some reachable state, and what to say when it never does.
pub(crate) struct Question {
    pub(super) guard: Guard,
    pub(super) code: Code,
    pub(super) span: Span,
    pub(super) args: Vec<(&'static str, String)>,
}

/// What has to come up somewhere, and has not yet.
pub(crate) struct Questions {
    pub(super) open: Vec<Question>,
    /// How many there were.
    pub(super) asked: usize,
}

impl Questions {
    /// Everything that has to come up somewhere.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let mut open = Vec::new();
        acts(scenario, &mut open);
        world(scenario, &mut open);
        alerts(scenario, &mut open);
        endings(scenario, &mut open);
        for (at, hint) in scenario.hints.iter().enumerate() {
            let name = (at + 1).to_string();
            open.push(case("hint", &name, hint.guard.clone(), hint.span));
        }
        for probe in &scenario.probes {
            open.push(case("probe", &probe.name, probe.when.clone(), probe.span));
        }
        let asked = open.len();
        Self { open, asked }
    }
}

/// Looks at a play for what comes up in it: a play is the best proof.
pub(crate) struct Sight<'a>(pub(crate) &'a mut Questions);

impl Watch for Sight<'_> {
    fn see(&mut self, scenario: &Scenario, state: &State, what: &Occurrence) {
        if matches!(
            what,
            Occurrence::Ticked | Occurrence::Done { .. } | Occurrence::Ended(_)
        ) {
            let define = &scenario.define;
            self.0
                .open
                .retain(|question| !question.guard.holds(define, state));
        }
    }
}

fn acts(scenario: &Scenario, all: &mut Vec<Question>) {
    for act in &scenario.acts {
        all.push(Question {
            guard: act.guard.clone(),
            code: Code::ActNeverPossible,
            span: act.span,
            args: vec![("act", act.name.clone())],
        });
        let and = |guard: &Guard| Guard::All(vec![act.guard.clone(), guard.clone()]);
        for hazard in &act.hazards {
            all.push(case("hazard", &act.name, and(&hazard.guard), hazard.span));
        }
        for (guard, span) in firsts(&act.out) {
            all.push(case("out", &act.name, and(&guard), span));
        }
        let not = Guard::Not(Box::new(act.guard.clone()));
        for (guard, span) in firsts(&act.refuse) {
            let guard = Guard::All(vec![not.clone(), guard]);
            all.push(case("refuse", &act.name, guard, span));
        }
    }
}

fn world(scenario: &Scenario, all: &mut Vec<Question>) {
    for metric in &scenario.metrics {
        for (guard, span) in firsts(&metric.level) {
            all.push(case("metric", &metric.name, guard, span));
        }
    }
    for rule in &scenario.logs {
        let service = &scenario.services[rule.service].name;
        all.push(case("log", service, rule.guard.clone(), rule.span));
    }
    for event in &scenario.events {
        if let Trigger::When { guard, .. } = &event.trigger {
            all.push(happens("event", &event.name, guard.clone(), event.span));
        }
    }
    for (variable, known) in scenario.state.iter().enumerate() {
        // The first value is there at the start.
        for (value, word) in known.values.iter().enumerate().skip(1) {
            let values = 1 << value;
            all.push(Question {
                guard: Guard::Is { variable, values },
                code: Code::ValueNever,
                span: known.span,
                args: vec![("variable", known.name.clone()), ("value", word.clone())],
            });
        }
    }
}

/// Each case with what makes it the one that counts.
fn firsts<T>(cases: &Cases<T>) -> Vec<(Guard, Span)> {
    let cases = &cases.cases;
    let first = |at: usize| {
        let before = cases[..at].iter();
        let mut all: Vec<Guard> = before
            .map(|case| Guard::Not(Box::new(case.guard.clone())))
            .collect();
        all.push(cases[at].guard.clone());
        (Guard::All(all), cases[at].span)
    };
    (0..cases.len()).map(first).collect()
}

fn case(kind: &str, name: &str, guard: Guard, span: Span) -> Question {
    Question {
        guard,
        code: Code::CaseNever,
        span,
        args: vec![("kind", kind.to_owned()), ("name", name.to_owned())],
    }
}

pub(super) fn happens(kind: &str, name: &str, guard: Guard, span: Span) -> Question {
    Question {
        code: Code::NeverHappens,
        ..case(kind, name, guard, span)
    }
}

/// An alert fires somewhere when its metric has a level that raises it.
fn alerts(scenario: &Scenario, all: &mut Vec<Question>) {
    for alert in &scenario.alerts {
        let level = &scenario.metrics[alert.metric].level;
        let raising = firsts(level)
            .into_iter()
            .zip(&level.cases)
            .filter(|(_, case)| alert.raised(case.is));
        let first = raising.map(|((guard, _), _)| guard);
        let guard = Guard::Any(first.collect());
        all.push(happens("alert", &alert.name, guard, alert.span));
    }
}

fn endings(scenario: &Scenario, all: &mut Vec<Question>) {
    let not = |guard: &Guard| Guard::Not(Box::new(guard.clone()));
    for (at, ending) in scenario.endings.iter().enumerate() {
        let before = scenario.endings[..at].iter();
        let guards = before
            .map(|other| not(&other.when))
            .chain([ending.when.clone()]);
        all.push(Question {
            guard: Guard::All(guards.collect()),
            code: Code::EndingNever,
            span: ending.span,
            args: vec![("ending", ending.name.clone())],
        });
    }
}
