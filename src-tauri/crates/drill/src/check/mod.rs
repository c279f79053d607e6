//! The checker: layers that prove or disprove what a scenario promises. Layer 0 is [`crate::lint()`], layer 1
//! [`graph()`], layer 2 [`run_tests`];
//! [`check`] asks all of them in their order. It plays nothing for people and touches no files.

mod graph;
mod tests_run;

use crate::code::Diagnostic;
use crate::lint::{References, lint};
use crate::model::Scenario;
use crate::read::{Part, Texts, read_texts};
pub use graph::{Budget, Graph, graph};
pub(crate) use tests_run::variant_words;
pub use tests_run::{TestRun, run_test, run_tests};

/// What a check came to.
#[derive(Debug)]
pub struct Report {
    /// The scenario, where it could be read.
    pub scenario: Option<Scenario>,
    /// Every finding with the text that it stands in.
    pub found: Vec<(Part, Diagnostic)>,
    /// What the untimed graph proved, its findings moved to `found`.
    pub graph: Graph,
    /// The scenario's own tests, each in its variants.
    pub tests: Vec<TestRun>,
}

/// Reads the texts, and where they can be read asks every layer.
pub fn check(texts: &Texts, references: &dyn References) -> Report {
    let (scenario, mut found) = read_texts(texts);
    let mut tests = Vec::new();
    let mut searched = Graph::default();
    if let Some(scenario) = &scenario {
        let linted = lint(scenario, references);
        searched = graph(scenario, Budget::default());
        let searched = std::mem::take(&mut searched.found);
        tests = run_tests(scenario);
        let failed = tests.iter().flat_map(|run| run.found.iter().cloned());
        found.extend(
            linted
                .into_iter()
                .chain(searched)
                .chain(failed)
                .map(|problem| (Part::Scenario, problem)),
        );
    }
    Report {
        scenario,
        found,
        graph: searched,
        tests,
    }
}
