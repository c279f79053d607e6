//! What the checker's layers proved of a scenario, for whoever shows it: numbers, names and ways. It judges nothing.

use drillbook_drill::Scenario;
use drillbook_drill::check::{Blind, ByRunbook, Fastest, Par, PlayedStep, Proofs};
use serde::Serialize;

/// What was proved of one scenario.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioProofs {
    /// States of the untimed graph that were searched.
    pub states: usize,
    /// Transitions between them.
    pub transitions: usize,
    /// What has to come up somewhere in it.
    pub questions: usize,
    /// How many of these questions a play answered.
    pub played: usize,
    /// How many were answered before the budget was used up, the played ones included.
    pub answered: usize,
    /// Everything that decides about a win was searched: that there are no traps is proved, and what a win needs.
    pub wins_known: bool,
    /// The fastest wins that are known, by variant.
    pub par: Vec<ScenarioPar>,
    /// How players who read nothing fared.
    pub blind: Vec<BlindPlays>,
    /// What came of following the runbooks, by variant; empty where no act is a step of one.
    pub by_runbook: Vec<RunbookPlay>,
}

/// The fastest wins of one variant. Faster ones may exist; these are plays.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioPar {
    /// The values of the variants, in words; empty where there are none.
    pub variant: String,
    /// Whatever it does.
    pub any: Option<ScenarioWay>,
    /// Without harm.
    pub clean: Option<ScenarioWay>,
}

/// A play that wins.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioWay {
    /// Simulated seconds until the win.
    pub seconds: u32,
    /// What it does.
    pub steps: Vec<ScenarioStep>,
}

/// Something that is done in a play.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioStep {
    /// Simulated seconds since the start.
    pub second: u32,
    /// As a step of a test.
    pub step: String,
}

/// How the plays of one blind player ended.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BlindPlays {
    /// How the player chooses: random, menu, fresh, looks-first, by-phase, waits.
    pub player: &'static str,
    /// How many plays.
    pub plays: u32,
    /// How many won.
    pub wins: u32,
    /// How many won and did no harm.
    pub clean: u32,
    /// How many reached each ending; the last stands for plays that no ending foresaw.
    pub endings: Vec<BlindEnding>,
}

/// How often an ending was reached.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BlindEnding {
    /// The ending; none where the time was up and no ending says so.
    pub ending: Option<String>,
    /// How many plays.
    pub plays: u32,
}

/// What came of following the runbooks in one variant.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunbookPlay {
    /// The values of the variants, in words; empty where there are none.
    pub variant: String,
    /// A play that wins without harm by steps of runbooks alone.
    pub win: Option<ScenarioWay>,
    /// Whether there is one is not known: the budget was used up before.
    pub open: bool,
    /// Acts that a harmless win needs and no step says to do.
    pub missing: Vec<String>,
    /// What a reader does who takes every step at its turn, whatever the branches.
    pub plain: Vec<ScenarioStep>,
    /// Where that ends; empty where no ending foresees it.
    pub ending: String,
}

impl ScenarioProofs {
    pub(super) fn of(scenario: &Scenario, proofs: &Proofs) -> Self {
        Self {
            states: proofs.graph.states,
            transitions: proofs.graph.transitions,
            questions: proofs.graph.asked,
            played: proofs.graph.played,
            answered: proofs.graph.answered,
            wins_known: proofs.graph.wins_known,
            par: proofs.par.iter().map(par).collect(),
            blind: proofs
                .blind
                .iter()
                .map(|plays| blind(scenario, plays))
                .collect(),
            by_runbook: proofs.by_runbook.iter().map(by_runbook).collect(),
        }
    }
}

fn par(par: &Par) -> ScenarioPar {
    ScenarioPar {
        variant: par.variant.clone(),
        any: par.any.as_ref().map(way),
        clean: par.clean.as_ref().map(way),
    }
}

fn way(way: &Fastest) -> ScenarioWay {
    ScenarioWay {
        seconds: way.seconds,
        steps: steps(&way.steps),
    }
}

fn steps(steps: &[PlayedStep]) -> Vec<ScenarioStep> {
    let steps = steps.iter().map(|step| ScenarioStep {
        second: step.second,
        step: step.words(),
    });
    steps.collect()
}

fn blind(scenario: &Scenario, plays: &Blind) -> BlindPlays {
    let name = |at: usize| scenario.endings.get(at).map(|ending| ending.name.clone());
    let endings = plays.endings.iter().enumerate();
    let endings = endings.map(|(at, plays)| BlindEnding {
        ending: name(at),
        plays: *plays,
    });
    BlindPlays {
        player: plays.player.as_str(),
        plays: plays.plays,
        wins: plays.wins,
        clean: plays.clean,
        endings: endings.collect(),
    }
}

fn by_runbook(play: &ByRunbook) -> RunbookPlay {
    RunbookPlay {
        variant: play.variant.clone(),
        win: play.win.as_ref().map(way),
        open: play.open,
        missing: play.missing.clone(),
        plain: steps(&play.plain),
        ending: play.ending.clone(),
    }
}
