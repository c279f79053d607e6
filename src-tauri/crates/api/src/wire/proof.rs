//! What the checker proves of a scenario while its file is written, and the plays that it can show.
//!
//! A play is named by its place in the proof; a proof is of one text, and plays of another text are refused. Sentences are in
//! the person's language.

use super::{DrillInput, DrillResult, DrillView, EditFinding};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What came of asking for a proof.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum ScenarioProof {
    /// The text does not read: there is nothing to count yet.
    Unreadable,
    /// It was stopped, or something newer was asked.
    Stopped,
    /// It was counted as far as the budget goes.
    Proved(Box<ScenarioProved>),
}

/// What was proved of a scenario's text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioProved {
    /// States of the untimed graph that were searched.
    pub states: u32,
    /// Transitions between them.
    pub transitions: u32,
    /// What has to come up somewhere.
    pub questions: u32,
    /// How much of it is answered.
    pub answered: u32,
    /// Every question is answered and every way to a win is known: what is not found is not there.
    pub finished: bool,
    /// Plays of the scenario's own tests: each test in each of its variants.
    pub tests: u32,
    /// Those that ended otherwise than they expect.
    pub failed: u32,
    /// What the search, the tests and the players found, in the order of the text.
    pub findings: Vec<EditFinding>,
    /// The endings, in the order of the file.
    pub endings: Vec<ScenarioEnding>,
    /// Plays that can be shown: wins first, then what is wrong, then ways to endings.
    pub plays: Vec<ScenarioPlay>,
    /// How players who read nothing fared.
    pub blind: Vec<ScenarioBlind>,
}

/// What is known of an ending.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioEnding {
    /// Its name in the file.
    pub name: String,
    /// What it counts as.
    pub result: DrillResult,
    /// Where it stands in the text.
    pub from: u32,
    /// The play that comes to it by the fewest acts that are known; none where no play does.
    pub play: Option<u32>,
    /// No way leads to it, for certain.
    pub never: bool,
}

/// What a play shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ScenarioPlayKind {
    /// A win.
    Win,
    /// Something is wrong: a trap, a runbook that loses, a test that fails.
    Wrong,
    /// A way to an ending.
    Ending,
}

/// A play that can be shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioPlay {
    /// What sort of thing it shows.
    pub kind: ScenarioPlayKind,
    /// What it shows.
    pub title: String,
    /// The values of the variants, in words; empty where there are none.
    pub variant: String,
    /// How long it lasts in simulated time, in words.
    pub length: String,
    /// The ending that it comes to; empty where none foresees it.
    pub ending: String,
    /// What does harm in it.
    pub harm: Vec<String>,
    /// What is put in, in order.
    pub steps: Vec<ScenarioPlayStep>,
}

/// One input of a play.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioPlayStep {
    /// The time of the drill when it is over.
    pub clock: String,
    /// What is done, for people.
    pub text: String,
    /// What is put in.
    pub input: DrillInput,
}

/// How the plays of one player who reads nothing ended.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioBlind {
    /// How the player chooses.
    pub player: String,
    /// How many plays.
    pub plays: u32,
    /// How many won.
    pub wins: u32,
    /// How many won and did no harm.
    pub clean: u32,
}

/// Begins a drill of a text as it stands in the editor, from a play that was shown of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioPlayRequest {
    /// The file that is written.
    pub document: String,
    /// Its text.
    pub text: String,
    /// Which play, by its place in the proof.
    pub play: u32,
    /// How many of its inputs are put in before the drill is handed over.
    pub inputs: u32,
}

/// Begins a drill of a text at the first moment at which what stands at a place of it happens.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioMomentRequest {
    /// The file that is written.
    pub document: String,
    /// Its text.
    pub text: String,
    /// Where in it.
    pub at: u32,
}

/// Where a drill was begun, or why none was.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioMoment {
    /// The drill at that moment; none where no play that is known comes to it.
    pub drill: Option<DrillView>,
    /// What happens there and when, or that nothing does.
    pub said: String,
}
