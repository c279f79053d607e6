//! Layer 0 beyond reading: what is valid and still not good. Every finding is a warning.
//!
//! What has to be played or searched for to be known belongs to [`crate::check`].

mod alarms;
mod texts;
mod uses;

use crate::code::{Code, Diagnostic};
use crate::model::{Reference, Scenario};
use drillbook_text::{Severity, Span};

/// What the library has, asked by whoever can look.
pub trait References {
    /// Whether there is a document of that path, with or without extension.
    fn document(&self, path: &str) -> bool;
    /// Whether the document has a heading (`slug`) or a step (`slug/3`) of that name.
    fn fragment(&self, path: &str, fragment: &str) -> bool;
}

/// Knows nothing and misses nothing: for when no library is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnyReference;

impl References for AnyReference {
    fn document(&self, _: &str) -> bool {
        true
    }

    fn fragment(&self, _: &str, _: &str) -> bool {
        true
    }
}

/// What is valid and still not good, in the order of the file.
pub fn lint(scenario: &Scenario, references: &dyn References) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    alarms::incomplete(scenario, &mut found);
    alarms::noise(scenario, &mut found);
    alarms::late(scenario, &mut found);
    runbooks(scenario, references, &mut found);
    decoys(scenario, &mut found);
    golden(scenario, &mut found);
    uses::unused(scenario, &mut found);
    texts::placeholders(scenario, &mut found);
    texts::facilitator(scenario, &mut found);
    found.sort_by_key(|problem| problem.span);
    found
}

fn warning(code: Code, span: Span) -> Diagnostic {
    Diagnostic::new(code, Severity::Warning, Some(span))
}

/// Runbooks, headings and steps must be there: what is checked stays true.
fn runbooks(scenario: &Scenario, references: &dyn References, found: &mut Vec<Diagnostic>) {
    for runbook in &scenario.runbooks {
        if !references.document(&runbook.document) {
            found.push(
                warning(Code::RunbookMissing, runbook.span).with("document", &runbook.document),
            );
        }
    }
    let exercised = scenario.acts.iter().flat_map(|act| &act.exercises);
    let read = scenario
        .debrief
        .quiz
        .iter()
        .filter_map(|question| question.read.as_ref());
    for reference in exercised.chain(read) {
        let document = &scenario.runbooks[reference.runbook].document;
        let there = !references.document(document)
            || reference.fragment().is_empty()
            || references.fragment(document, &reference.fragment());
        if !there {
            found.push(
                warning(Code::StepMissing, reference.span)
                    .with("reference", shown(scenario, reference)),
            );
        }
    }
}

fn shown(scenario: &Scenario, reference: &Reference) -> String {
    format!(
        "{}#{}",
        scenario.runbooks[reference.runbook].name,
        reference.fragment()
    )
}

/// What can be done must not announce what should be done: at least as many harmful or useless acts as useful ones.
fn decoys(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let acts = scenario.acts.iter().filter(|act| !act.is_look());
    let (others, useful): (Vec<_>, Vec<_>) =
        acts.partition(|act| act.decoy || !act.hazards.is_empty());
    if let Some(first) = useful.first().filter(|_| others.len() < useful.len()) {
        let few = warning(Code::FewDecoys, first.span).with("useful", useful.len().to_string());
        found.push(few.with("others", others.len().to_string()));
    }
}

/// A scenario without a test that wins is not known to be winnable.
fn golden(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let wins = |at: usize| scenario.endings[at].result == crate::model::Outcome::Win;
    let golden = scenario
        .tests
        .iter()
        .any(|test| test.expect.ending.flatten().is_some_and(wins));
    if !golden {
        let span = scenario
            .tests
            .first()
            .map(|test| test.span)
            .unwrap_or_default();
        found.push(warning(Code::NoGoldenTest, span));
    }
}
