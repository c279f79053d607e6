//! A drill as the desk shows it. Every act answers with the whole [`DrillView`]; only what grows without end (the
//! terminal, what is told) comes in pieces, from the `since` of the request on.
//!
//! What an act would do, whether it is possible now, what it costs the business and whether it does harm stand nowhere in
//! it: acting tells.

use super::{
    DrillAct, DrillAlert, DrillDocument, DrillFlow, DrillForked, DrillLoss, DrillMessage,
    DrillMode, DrillPanel, DrillPerson, DrillResult, DrillService, DrillStage,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A drill as it is now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillView {
    /// The drill's id.
    pub id: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// How the clock runs.
    pub mode: DrillMode,
    /// How many inputs it has: what to hand in as `since`, and what to fork from.
    pub seq: u32,
    /// The time in the scenario: `18:04`.
    pub clock: String,
    /// The tick.
    pub tick: u32,
    /// Simulated seconds a tick.
    pub tick_seconds: u32,
    /// The tick at which time is up.
    pub limit: u32,
    /// Simulated seconds a real second, in real-time mode.
    pub speed: u32,
    /// The clock stands.
    pub paused: bool,
    /// Where the drill stands.
    pub stage: DrillStage,
    /// The four stages with their names, in order.
    pub stages: Vec<DrillStageName>,
    /// How it ended.
    pub ended: Option<DrillEnded>,
    /// It goes on from a moment of another drill.
    pub forked: Option<DrillForked>,
    /// What was told at the start.
    pub situation: String,
    /// Alerts that fire or fired, the latest that fires first, then those that resolved.
    pub alerts: Vec<DrillAlert>,
    /// Panels in the order of the file.
    pub panels: Vec<DrillPanel>,
    /// The system map.
    pub services: Vec<DrillService>,
    /// Ways of the business through the services.
    pub flows: Vec<DrillFlow>,
    /// Messages, oldest first.
    pub chat: Vec<DrillMessage>,
    /// What was typed and printed since.
    pub terminal: Vec<DrillOutput>,
    /// What stands before the cursor of the terminal.
    pub prompt: String,
    /// Who can be reached.
    pub on_call: Vec<DrillPerson>,
    /// Everything that has a control, in the order of the file. What is typed only is not among them.
    pub acts: Vec<DrillAct>,
    /// Questions that wait for an answer: the clock should stand meanwhile.
    pub probes: Vec<DrillProbe>,
    /// Hints that were given.
    pub hints: Vec<DrillEntry>,
    /// How many more the scenario has, for this or another moment.
    pub hints_left: u32,
    /// Hints lower no credit in this mode.
    pub hints_free: bool,
    /// What was believed, oldest first.
    pub hypotheses: Vec<DrillEntry>,
    /// What was noted, oldest first.
    pub notes: Vec<DrillEntry>,
    /// The severity that was declared last, as its act names it: `sev2`.
    pub severity: Option<String>,
    /// When the next update is due, once one is.
    pub update_due: Option<DrillDue>,
    /// What the incident has cost so far.
    pub losses: Vec<DrillLoss>,
    /// What I did, oldest first.
    pub done: Vec<DrillDone>,
    /// Who and what waits for me, the longest waiting first.
    pub waiting: Vec<DrillWaiting>,
    /// What is new since, in order: to be announced.
    pub told: Vec<DrillTold>,
    /// Documents that the scenario refers to.
    pub runbooks: Vec<DrillDocument>,
}

/// A stage of the rail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillStageName {
    /// Which.
    pub stage: DrillStage,
    /// What it is called.
    pub label: String,
}

/// How a drill ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillEnded {
    /// The ending's name; empty where it was given up.
    pub ending: String,
    /// What it counts as.
    pub result: DrillResult,
    /// What it is called in the person's language.
    pub label: String,
    /// What is told; may be empty.
    pub text: String,
    /// The time in the scenario.
    pub clock: String,
}

/// What was typed and what was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillOutput {
    /// The number of the input that led to it.
    pub seq: u32,
    /// When.
    pub clock: String,
    /// What was typed; none where something was done by its control.
    pub line: Option<String>,
    /// What was printed; may be empty.
    pub text: String,
    /// There is no such command, or it is refused.
    pub failed: bool,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillProbe {
    /// Its name.
    pub name: String,
    /// The question.
    pub ask: String,
    /// What can be answered.
    pub answers: Vec<String>,
}

/// A text and when it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillEntry {
    /// The number of the input that led to it.
    pub seq: u32,
    /// When.
    pub clock: String,
    /// What.
    pub text: String,
}

/// When the next update is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillDue {
    /// The time in the scenario.
    pub clock: String,
    /// Simulated seconds until then; negative when it is overdue.
    pub seconds: i32,
    /// When the last one was written; none where there was none.
    pub last: Option<String>,
    /// It is the time that the last one promised.
    pub promised: bool,
}

/// Something I did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillDone {
    /// The number of the input.
    pub seq: u32,
    /// When it was put in.
    pub clock: String,
    /// What kind it is.
    pub kind: DrillDoneKind,
    /// What it was.
    pub text: String,
    /// It was refused.
    pub refused: bool,
}

/// Kinds of things that are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillDoneKind {
    /// Something was done.
    Act,
    /// Something was looked at.
    Look,
    /// A line was typed that is no act.
    Typed,
    /// A hint was asked for.
    Hint,
    /// A question was answered.
    Answer,
    /// Something was written down.
    Note,
    /// A document was opened, searched for or followed.
    Library,
    /// The clock was stopped or let run, or the drill was given up.
    Clock,
    /// Whoever leads the group stepped in.
    Facilitator,
}

/// Who or what waits for me.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillWaiting {
    /// What kind it is.
    pub kind: DrillWaitingKind,
    /// Who, or the alert's name.
    pub who: String,
    /// What they ask.
    pub text: String,
    /// Since when.
    pub since: String,
    /// For how many simulated seconds.
    pub seconds: u32,
    /// The number of the message, where it is one.
    pub message: Option<u32>,
}

/// Kinds of what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillWaitingKind {
    /// A page that nobody has acknowledged.
    Page,
    /// A question in the chat.
    Message,
    /// An update that is overdue.
    Update,
    /// A question of the drill.
    Probe,
}

/// Something new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillTold {
    /// The number of the input that led to it; 0 is the start.
    pub seq: u32,
    /// When.
    pub clock: String,
    /// The tick of that.
    pub tick: u32,
    /// What kind it is.
    pub kind: DrillToldKind,
    /// The act it is about, by name; may be empty.
    pub act: String,
    /// A sentence to announce.
    pub text: String,
}

/// Kinds of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillToldKind {
    /// An alert fires.
    Alert,
    /// An alert resolved.
    Resolved,
    /// Somebody wrote.
    Message,
    /// Something that takes time is done.
    Done,
    /// Something was not possible: the reason from the world.
    NotNow,
    /// The input made no sense, or the clock stands.
    Refused,
    /// The terminal printed something.
    Output,
    /// A question is asked.
    Probe,
    /// A hint.
    Hint,
    /// It is over.
    Ended,
}
