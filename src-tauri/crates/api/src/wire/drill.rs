//! Drills: choosing one and its briefing. What the window asks while one goes on stands in `drill_ask`, what it is
//! answered in `drill_view` and `drill_debrief`.
//!
//! A scenario is named by the key that its row carries, a drill by its id (a UUID), acts, probes and metrics by their
//! names in the scenario. All are checked again in Rust. Sentences are in the person's language, texts of the scenario
//! in the drill's. Nothing here says what would be possible or right to do now.

use super::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the clock of a drill runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillMode {
    /// By itself, at the scenario's speed: the window puts waits.
    RealTime,
    /// Only by acts and waits.
    TurnBased,
    /// As turn-based, and hints are free.
    Practice,
}

/// What a drill came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillResult {
    /// It was given up.
    Stopped,
    /// Lost.
    Loss,
    /// Somehow.
    Partial,
    /// Won.
    Win,
}

/// The four stages of the progress rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillStage {
    /// Preparation and monitoring.
    Preparation,
    /// Alerting.
    Alerting,
    /// Triage and notify.
    Triage,
    /// Investigation and resolution.
    Resolution,
}

/// How hard a scenario is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillLevel {
    /// First weeks.
    Beginner,
    /// Knows the tools.
    Intermediate,
    /// Has seen some incidents.
    Advanced,
}

/// A word of the scenario format (a skill, a practice, a severity, a phase) and how it is called in the person's
/// language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillWord {
    /// As the format has it: `data-warehouse`.
    pub word: String,
    /// For people.
    pub label: String,
}

/// The scenarios that can be played.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillCatalogue {
    /// The open library's own first, then those that come with the app.
    pub scenarios: Vec<ScenarioRow>,
}

/// A scenario as a row of the catalogue.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioRow {
    /// What names it in requests.
    pub key: String,
    /// Its id, by which plays are compared; the folder's name where it does not read.
    pub id: String,
    /// What it is called; the folder's name where it does not read.
    pub title: String,
    /// The first paragraph of what the trainee is told.
    pub summary: String,
    /// How hard it is.
    pub level: Option<DrillLevel>,
    /// How long it takes, in real time.
    pub minutes: Option<DrillMinutes>,
    /// What it trains.
    pub practices: Vec<DrillWord>,
    /// What it judges.
    pub skills: Vec<DrillWord>,
    /// The languages that it can be played in: `en`, `id`.
    pub languages: Vec<String>,
    /// It comes with the app and is not the open library's.
    pub shipped: bool,
    /// It cannot be played: what is wrong with it.
    pub broken: Option<ScenarioBroken>,
    /// What I have done in it.
    pub mine: DrillPlays,
}

/// How long a drill takes at the scenario's speed, in whole real minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillMinutes {
    /// By its own shortest way to win.
    pub least: u32,
    /// Until time is up.
    pub most: u32,
}

/// Why a scenario cannot be played.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioBroken {
    /// How many errors there are.
    pub findings: u32,
    /// The first, with its file and line: `scenarios/a/scenario.yaml:9:3`.
    pub place: String,
    /// What it says.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// What I have done in a scenario, in all its variants.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillPlays {
    /// Drills that were begun.
    pub plays: u32,
    /// Drills that came to an end.
    pub finished: u32,
    /// The best result.
    pub best: Option<DrillResult>,
    /// When the last was begun.
    pub last: Option<Moment>,
    /// Drills that wait to be continued, the latest first.
    pub unfinished: Vec<DrillRow>,
}

/// A drill as a row of a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillRow {
    /// The drill's id.
    pub id: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title when it was begun.
    pub title: String,
    /// How its clock runs.
    pub mode: DrillMode,
    /// The language it is played in.
    pub language: String,
    /// Who began it.
    pub person: String,
    /// When it was begun.
    pub started_at: Moment,
    /// When something was last put in.
    pub last_at: Moment,
    /// The time in the scenario: `18:04`.
    pub clock: String,
    /// Whole simulated seconds since the scenario's start.
    pub seconds: u32,
    /// How many inputs it has.
    pub inputs: u32,
    /// Where it stands.
    pub stage: DrillStage,
    /// What it came to; none while it goes on.
    pub result: Option<DrillResult>,
    /// It goes on from a moment of another drill.
    pub forked: Option<DrillForked>,
}

/// The moment of another drill that a drill goes on from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillForked {
    /// The other drill's id.
    pub id: String,
    /// How many of its inputs were taken over.
    pub seq: u32,
    /// The time in the scenario at that moment.
    pub clock: String,
}

/// Names a scenario.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioRequest {
    /// The scenario's key.
    pub scenario: String,
    /// The language to read it in; the person's own, else the scenario's, where none is named.
    pub language: Option<String>,
}

/// What the trainee is told before a drill. Nothing is recorded by looking at it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillBriefing {
    /// The scenario's key.
    pub scenario: String,
    /// The scenario's id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The language it was read in.
    pub language: String,
    /// The languages there are.
    pub languages: Vec<String>,
    /// How hard it is.
    pub level: DrillLevel,
    /// How long it takes.
    pub minutes: DrillMinutes,
    /// What it trains.
    pub practices: Vec<DrillWord>,
    /// What it judges.
    pub skills: Vec<DrillWord>,
    /// The roles that one person fills.
    pub roles: Vec<DrillWord>,
    /// The time at which it begins: `17:50`.
    pub clock: String,
    /// Simulated seconds a tick: what the shortest look takes.
    pub tick_seconds: u32,
    /// Simulated seconds a real second, in real-time mode.
    pub speed: u32,
    /// Simulated seconds until time is up.
    pub limit: u32,
    /// The situation, in paragraphs of safe HTML.
    pub situation: String,
    /// What holds in every drill, one sentence each.
    pub rules: Vec<String>,
    /// How the clock can run.
    pub modes: Vec<DrillModeOffer>,
    /// The system map.
    pub services: Vec<DrillService>,
    /// Ways of the business through the services.
    pub flows: Vec<DrillFlow>,
    /// Who is there.
    pub people: Vec<DrillPerson>,
    /// Documents of the library that it refers to.
    pub runbooks: Vec<DrillDocument>,
    /// What I have done in it.
    pub mine: DrillPlays,
}

/// A mode to choose, and what it means.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillModeOffer {
    /// The mode.
    pub mode: DrillMode,
    /// What it is called.
    pub label: String,
    /// What it means, in a sentence.
    pub text: String,
}

/// A box of the system map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillService {
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub title: String,
    /// app, postgres, external and so on.
    pub kind: String,
    /// The team that answers for it; may be empty.
    pub owner: String,
    /// Names of the services that it needs.
    pub needs: Vec<String>,
    /// As far as the trainee has looked.
    pub seen: DrillSeen,
}

/// What the trainee knows of a service: from firing alerts, from panels that were looked at, from acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillSeen {
    /// Nobody has looked.
    Unknown,
    /// Looked at, and nothing is beyond a threshold.
    Ok,
    /// An alert of it fires, or a value that is seen is beyond a threshold.
    Bad,
    /// The trainee has changed something in it.
    Changed,
}

/// A way of the business through services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillFlow {
    /// What the customer does.
    pub title: String,
    /// Names of services in order.
    pub path: Vec<String>,
}

/// Somebody who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillPerson {
    /// The short name, as messages carry it.
    pub id: String,
    /// As the chat shows it.
    pub name: String,
    /// What they do; may be empty.
    pub title: String,
    /// Whom they belong to; may be empty.
    pub team: String,
    /// How they are reached; may be empty.
    pub reach: String,
    /// The name of the act that pages them.
    pub page: Option<String>,
    /// How long paging takes, in simulated seconds.
    pub page_seconds: u32,
    /// When they were paged: `18:03`.
    pub paged: Option<String>,
}

/// A document that a scenario speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillDocument {
    /// Its id in the open library; none where it is not there.
    pub document: Option<String>,
    /// The slug of a section of it; empty for its beginning.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// Its id in the starter library, where that has it and the open library has not.
    pub starter: Option<String>,
}
