//! Behind the tests of layer 2: whether the objectives tell plays apart. One that every test meets, or none, judges
//! nothing; one that is met by waiting rewards who does nothing. It plays the waiting, and no more.

use super::tests_run::{TestRun, wait_only};
use super::variant_words;
use crate::code::{Code, Diagnostic};
use crate::model::Scenario;
use crate::verdict::Verdict;
use drillbook_text::Severity;

/// What the plays of the tests leave open about the objectives; nothing where a test failed, which comes first.
pub(super) fn score(scenario: &Scenario, runs: &[TestRun]) -> Vec<Diagnostic> {
    if runs.iter().any(|run| !run.found.is_empty()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    untested(scenario, runs, &mut found);
    earned_by_waiting(scenario, &mut found);
    found
}

fn untested(scenario: &Scenario, runs: &[TestRun], found: &mut Vec<Diagnostic>) {
    for (at, objective) in scenario.objectives.iter().enumerate() {
        for verdict in [Verdict::Met, Verdict::Missed] {
            if runs
                .iter()
                .any(|run| run.verdicts.items[at].verdict == verdict)
            {
                continue;
            }
            let untested = warning(Code::VerdictUntested, objective.span);
            let untested = untested.with("name", &objective.name);
            found.push(untested.with("verdict", verdict.as_str()));
        }
    }
}

fn earned_by_waiting(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let mut told = vec![false; scenario.objectives.len()];
    for variant in scenario.all_variants() {
        let verdicts = wait_only(scenario, &variant);
        let items = verdicts.items.iter().zip(&mut told).enumerate();
        for (at, (item, told)) in items {
            if item.verdict != Verdict::Met || std::mem::replace(told, true) {
                continue;
            }
            let objective = &scenario.objectives[at];
            let earned = warning(Code::WaitingEarns, objective.span).with("name", &objective.name);
            found.push(earned.with("variant", variant_words(scenario, &variant)));
        }
    }
}

fn warning(code: Code, span: drillbook_text::Span) -> Diagnostic {
    Diagnostic::new(code, Severity::Warning, Some(span))
}
