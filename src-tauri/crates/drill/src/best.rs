//! The best line: what the scenario's own winning test does in a variant.

use crate::check::{TestRun, run_test};
use crate::engine::End;
use crate::model::{Outcome, Scenario};
use crate::verdict::Verdict;

/// The play of the scenario's own test that wins in this variant without harm and meets the most, the shorter one of
/// equals; none where no test does.
pub fn best_line(scenario: &Scenario, variant: &[u8]) -> Option<TestRun> {
    let fits = |at: &usize| {
        let fixed = &scenario.tests[*at].variant;
        fixed
            .iter()
            .all(|(which, value)| variant.get(*which) == Some(value))
    };
    let runs = (0..scenario.tests.len())
        .filter(fits)
        .map(|at| run_test(scenario, at, variant))
        .filter(|run| {
            run.found.is_empty() && run.verdicts.hazards.is_empty() && won(scenario, run)
        });
    runs.min_by_key(|run| {
        let met = run.verdicts.items.iter();
        let met = met.filter(|item| item.verdict == Verdict::Met).count();
        (std::cmp::Reverse(met), run.state.tick)
    })
}

fn won(scenario: &Scenario, run: &TestRun) -> bool {
    let ending = match run.state.ended {
        Some(End::Ending(at)) => scenario.endings.get(at),
        _ => None,
    };
    ending.is_some_and(|ending| ending.result == Outcome::Win)
}
