//! The other way round: a scenario is broken on purpose, in known ways, and the checker is asked whether it notices. What
//! it does not notice, somebody may break by mistake one day. Asked for by whoever writes scenarios, because it takes
//! minutes; no part of a check. Texts that only people read (messages, outputs, log lines) are left alone.

mod defect;
mod seeds;
mod spelling;

use super::graph::{Graph, Wins};
use super::{Limits, Par, Plays, Proofs, prove, run_tests, score};
use crate::code::{Code, Diagnostic};
use crate::lint::{AnyReference, lint};
use crate::model::Scenario;
use crate::read::{Texts, read_texts};
use crate::verdict::Verdict;
pub use defect::{Defect, DefectKind};
use drillbook_text::Severity;
use std::collections::HashSet;

/// Plays of each blind player for one defect: fewer than a check has, because there are hundreds of defects.
const PLAYS: u32 = 100;

/// What became of a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A check finds something that it does not find in the scenario as it is.
    Found(Code),
    /// Everything that decides about a win was searched, and looks the same without it: the graph's print, the fastest
    /// wins and what the tests are worth.
    Equivalent,
    /// No check finds anything.
    Missed,
}

/// A scenario before it is broken, with what is known of it.
#[derive(Debug)]
pub struct Original {
    texts: Texts,
    scenario: Scenario,
    known: HashSet<Finding>,
    proofs: Proofs,
}

/// A finding without what a defect may change of one that was there before: its place, its counts, its way.
type Finding = (Code, Vec<(String, String)>);

/// Arguments that count or show how, and do not say what a finding is about.
const COUNTS: [&str; 12] = [
    "answered", "asked", "clean", "clock", "count", "others", "player", "plays", "states", "step",
    "useful", "way",
];

impl Original {
    /// None where the texts cannot be read or a test fails: that comes first.
    pub fn new(texts: &Texts) -> Option<Self> {
        // What decides is the same in every language.
        let texts = Texts {
            translation: None,
            ..texts.clone()
        };
        let scenario = read_texts(&texts).0?;
        let proofs = prove(&scenario, limits());
        if proofs.tests.iter().any(|run| !run.found.is_empty()) {
            return None;
        }
        let linted = lint(&scenario, &AnyReference);
        let known = linted.iter().chain(&proofs.found).map(finding).collect();
        Some(Self {
            texts,
            scenario,
            known,
            proofs,
        })
    }

    /// Every defect that is tried, in the order of their kinds and of the file.
    pub fn defects(&self) -> Vec<Defect> {
        let mut defects = seeds::of(&self.scenario);
        defects.extend(spelling::of(&self.texts.scenario));
        defects
    }

    /// What becomes of the defect: the quick layers are asked first.
    pub fn fate(&self, defect: &Defect) -> Fate {
        if let Some(code) = self.noticed(defect) {
            return Fate::Found(code);
        }
        if matches!(defect, Defect::Spelling(_)) {
            return Fate::Missed;
        }
        let proofs = prove(&self.broken(defect), limits());
        match self.new_in(&proofs.found) {
            Some(code) => Fate::Found(code),
            None if self.is_equal(&proofs) => Fate::Equivalent,
            None => Fate::Missed,
        }
    }

    /// Whether both were searched to the end and are alike; what was not searched proves nothing.
    fn is_equal(&self, broken: &Proofs) -> bool {
        let searched = self.proofs.graph.wins_known && broken.graph.wins_known;
        searched && decided(&self.proofs) == decided(broken)
    }

    /// What reading, lint or the scenario's own tests find of the defect: no search, no players.
    pub fn noticed(&self, defect: &Defect) -> Option<Code> {
        if let Defect::Spelling(at) = defect {
            let mut texts = self.texts.clone();
            spelling::misspell(&mut texts.scenario, *at);
            let (_, found) = read_texts(&texts);
            let mut found = found.iter().map(|(_, problem)| problem);
            let broken = found.find(|problem| problem.severity == Severity::Error);
            return broken.map(|problem| problem.code);
        }
        let broken = self.broken(defect);
        let linted = self.new_in(&lint(&broken, &AnyReference));
        linted.or_else(|| {
            let runs = run_tests(&broken);
            let failed = runs.iter().find_map(|run| self.new_in(&run.found));
            failed.or_else(|| self.new_in(&score::score(&broken, &runs)))
        })
    }

    fn broken(&self, defect: &Defect) -> Scenario {
        let mut broken = self.scenario.clone();
        defect.apply(&mut broken);
        broken
    }

    /// The defect as a finding of a check that nothing notices it.
    pub fn finding(&self, defect: &Defect) -> Diagnostic {
        defect.finding(&self.scenario, &self.texts.scenario)
    }

    fn new_in(&self, found: &[Diagnostic]) -> Option<Code> {
        let mut found = found.iter();
        let new = found.find(|problem| !self.known.contains(&finding(problem)));
        new.map(|problem| problem.code)
    }
}

/// What the outcome of plays hangs on: the graph of all ways to a win, the fastest of them, and what the tests are worth.
type Decided<'a> = (u64, &'a [Wins], &'a [Par], Vec<Verdict>);

fn decided(proofs: &Proofs) -> Decided<'_> {
    let Graph { print, wins, .. } = &proofs.graph;
    let items = proofs.tests.iter().flat_map(|run| &run.verdicts.items);
    let verdicts = items.map(|item| item.verdict).collect();
    (*print, wins, &proofs.par, verdicts)
}

fn finding(problem: &Diagnostic) -> Finding {
    let about = problem.args.iter();
    let about = about.filter(|(name, _)| !COUNTS.contains(&name.as_str()));
    (problem.code, about.cloned().collect())
}

fn limits() -> Limits {
    Limits {
        plays: Plays {
            each: PLAYS,
            ..Plays::default()
        },
        ..Limits::default()
    }
}
