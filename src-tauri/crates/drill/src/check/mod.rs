//! The checker: layers that prove or disprove what a scenario promises. Layer 0 is [`crate::lint()`], layer 1
//! [`graph()`], layer 2 [`run_tests`], layer 3 [`Par`], layer 4 [`Blind`] players, layer 5 [`ByRunbook`];
//! [`check`] asks all of them in their order, and [`Original`] asks the other way round: which defects they would see. It
//! plays nothing for people and touches no files.

mod blind;
mod graph;
mod mutate;
mod onlooker;
mod par;
mod runbook;
mod score;
mod shown;
mod tests_run;
mod timed;

use crate::code::Diagnostic;
use crate::lint::{References, lint};
use crate::model::{Scenario, Ticks};
use crate::read::{Part, Texts, cap, read_texts};
pub use blind::{Blind, Player, Plays};
pub use graph::{Budget, Graph, graph};
use graph::{Questions, Sight};
pub use mutate::{Defect, DefectKind, Fate, Original};
use onlooker::Onlooker;
pub use onlooker::Stand;
pub use par::{Fastest, Par};
pub use runbook::ByRunbook;
pub use shown::{Moment, Shown, Subject, Why, moment, shown, subject_at};
pub use tests_run::variant_words;
pub use tests_run::{TestRun, run_test, run_tests};

/// What a check came to.
#[derive(Debug)]
pub struct Report {
    /// The scenario, where it could be read.
    pub scenario: Option<Scenario>,
    /// Every finding with the text that it stands in.
    pub found: Vec<(Part, Diagnostic)>,
    /// What the layers beyond lint came to, their findings moved to `found`.
    pub proofs: Proofs,
}

/// What the layers beyond lint came to.
#[derive(Debug, Default)]
pub struct Proofs {
    /// What they found.
    pub found: Vec<Diagnostic>,
    /// What the untimed graph proved.
    pub graph: Graph,
    /// The scenario's own tests, each in its variants.
    pub tests: Vec<TestRun>,
    /// The fastest wins, by variant.
    pub par: Vec<Par>,
    /// How blind players fared.
    pub blind: Vec<Blind>,
    /// What came of following the runbooks, by variant; empty where no act is a step of one.
    pub by_runbook: Vec<ByRunbook>,
}

/// How much a check does before it stops. Counted, never timed, so that every machine finds the same.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For the untimed graph.
    pub graph: Budget,
    /// For blind players.
    pub plays: Plays,
    /// Parts of guards that may be read, about: in looking at plays, for par, and for readers of runbooks, each.
    pub work: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            graph: Budget::default(),
            plays: Plays::default(),
            work: 1_500_000_000,
        }
    }
}

/// Something that was done in a play that a layer shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayedStep {
    /// Simulated seconds since the start.
    pub second: u32,
    /// The act or look.
    pub act: String,
    /// What was chosen, where it asks for a choice.
    pub choice: Option<String>,
}

impl PlayedStep {
    /// An act with the index of what is chosen, begun at a tick.
    pub(crate) fn of(
        scenario: &Scenario,
        tick: Ticks,
        (act, choice): (usize, Option<usize>),
    ) -> Self {
        let act = &scenario.acts[act];
        let values = act.choice.as_ref().map(|known| &known.values);
        let chosen = values.zip(choice).and_then(|(values, at)| values.get(at));
        Self {
            second: tick * scenario.time.tick,
            act: act.name.clone(),
            choice: chosen.cloned(),
        }
    }

    /// As a step of a test.
    pub fn words(&self) -> String {
        match &self.choice {
            Some(choice) => format!("{} {choice}", self.act),
            None => self.act.clone(),
        }
    }
}

/// Reads the texts, and where they can be read asks every layer.
pub fn check(texts: &Texts, references: &dyn References) -> Report {
    let (scenario, mut found) = read_texts(texts);
    let mut proofs = Proofs::default();
    if let Some(scenario) = &scenario {
        let linted = lint(scenario, references);
        proofs = prove(scenario, Limits::default());
        let proved = std::mem::take(&mut proofs.found);
        let all = linted.into_iter().chain(proved);
        found.extend(all.map(|problem| (Part::Scenario, problem)));
        cap(&mut found);
    }
    Report {
        scenario,
        found,
        proofs,
    }
}

/// Asks the layers beyond lint. What plays have shown is not searched for again.
pub fn prove(scenario: &Scenario, limits: Limits) -> Proofs {
    proofs(scenario, limits, &Onlooker::patient()).unwrap_or_default()
}

/// As [`prove`], as long as it is `wanted`; none where it no longer was.
pub fn prove_while(
    scenario: &Scenario,
    limits: Limits,
    wanted: &dyn Fn(Stand) -> bool,
) -> Option<Proofs> {
    proofs(scenario, limits, &Onlooker::new(wanted))
}

fn proofs(scenario: &Scenario, limits: Limits, onlooker: &Onlooker<'_>) -> Option<Proofs> {
    let mut questions = Questions::of(scenario, limits.work);
    let mut found = Vec::new();
    let mut blind_found = Vec::new();
    let tests = tests_run::run_all(scenario, &mut Sight(&mut questions));
    let blind = blind::blind(
        scenario,
        limits.plays,
        &mut questions,
        (&mut blind_found, onlooker),
    );
    let mut graph = graph::search(scenario, questions, limits.graph, onlooker);
    if !onlooker.waits(Stand::Wins) {
        return None;
    }
    found.append(&mut graph.found);
    found.extend(tests.iter().flat_map(|run| run.found.iter().cloned()));
    found.extend(score::score(scenario, &tests));
    let par = par::par(scenario, &graph, &tests, limits.work, &mut found);
    found.append(&mut blind_found);
    if !onlooker.waits(Stand::Wins) {
        return None;
    }
    let by_runbook = runbook::by_runbook(scenario, &graph, &tests, limits.work, &mut found);
    Some(Proofs {
        found,
        graph,
        tests,
        par,
        blind,
        by_runbook,
    })
}
