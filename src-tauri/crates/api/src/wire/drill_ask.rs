//! Drills: what the window asks while one goes on: begin, put in, charts, logs, completions.
//!
//! A drill is named by its id (a UUID), acts, probes and metrics by their names in the scenario. All are checked again in
//! Rust.

use super::DrillMode;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Begins a drill.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillStartRequest {
    /// The scenario's key.
    pub scenario: String,
    /// How the clock runs.
    pub mode: DrillMode,
    /// The language to play it in; the person's own, else the scenario's, where none is named.
    pub language: Option<String>,
    /// Picks variants and noise; none for chance.
    pub seed: Option<u32>,
}

/// Names a drill.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillRequest {
    /// The drill's id.
    pub id: String,
}

/// Asks for drills, the latest first, at most 500.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillListRequest {
    /// Only of the scenario with this id; of all where none is named.
    pub scenario: Option<String>,
}

/// Puts an input in. It is written down before its effect is told.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillPutRequest {
    /// The drill's id.
    pub id: String,
    /// What is put in.
    pub input: DrillInput,
    /// The `seq` of the view that the window has: what is new is told from there on. None tells everything.
    pub since: Option<u32>,
}

/// What a person puts in. An input that makes no sense now is recorded and answered all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "input"
)]
#[ts(export)]
pub enum DrillInput {
    /// Do something.
    Act {
        /// The act's name.
        name: String,
        /// What is chosen, where it asks for a choice.
        choice: Option<String>,
        /// The parts of an update.
        parts: Vec<DrillPart>,
    },
    /// Look at something.
    Look {
        /// The look's name.
        name: String,
    },
    /// Type a line in the terminal.
    Type {
        /// As typed.
        line: String,
    },
    /// Let time pass.
    Wait {
        /// Ticks; at least 1.
        ticks: u32,
    },
    /// Let time pass until something comes that one would look up for: a message, an alert, a question, the end.
    WaitForNews,
    /// Ask for a hint.
    Hint,
    /// Answer a question.
    Answer {
        /// The probe's name.
        probe: String,
        /// The answer, from 0.
        choice: u32,
    },
    /// Write something down.
    Note {
        /// What.
        text: String,
    },
    /// Answer a person in the chat.
    Reply {
        /// The person's short name.
        to: String,
        /// What.
        text: String,
    },
    /// Write down what is believed.
    Hypothesis {
        /// What.
        text: String,
    },
    /// A document of the library was opened.
    Opened {
        /// Its id.
        document: String,
    },
    /// Something was searched for in the library.
    Searched {
        /// The query.
        query: String,
    },
    /// A step of a document was ticked off.
    StepDone {
        /// The document's id.
        document: String,
        /// The step's place in it, `slug/3` ([`RunStep::place`](super::RunStep)).
        step: String,
    },
    /// The clock stands.
    Pause,
    /// The clock runs again.
    Resume,
    /// The drill is given up.
    Stop,
    /// Whoever leads a group lets an event happen now.
    Fire {
        /// The event's name.
        event: String,
    },
    /// Whoever leads a group keeps an event from happening.
    Skip {
        /// The event's name.
        event: String,
    },
    /// Whoever leads a group moves an event in time.
    Shift {
        /// The event's name.
        event: String,
        /// By how many ticks.
        ticks: i32,
    },
    /// Whoever leads a group lets somebody write.
    Say {
        /// A person's short name, or a name to show.
        from: String,
        /// What they write.
        text: String,
    },
}

/// A part of an update as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillPart {
    /// Which part: `impact`.
    pub name: String,
    /// The text; blank is not given.
    pub text: String,
}

/// Asks for the lines of charts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillChartsRequest {
    /// The drill's id.
    pub id: String,
    /// Names of metrics. While the drill goes on, those of panels that were not looked at have no points.
    pub metrics: Vec<String>,
    /// Only points from this second on; replace what you have from there. None for all.
    pub from: Option<i32>,
}

/// The lines of charts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillCharts {
    /// One a metric that was asked for, in that order; unknown names are left out.
    pub series: Vec<DrillSeries>,
    /// What the trainee changed, and releases: lines across every chart.
    pub marks: Vec<DrillMark>,
    /// The second to ask from next time: points before it never change.
    pub next: i32,
    /// Seconds since midnight at second 0, for the axis.
    pub midnight: u32,
}

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillSeries {
    /// The metric's name.
    pub metric: String,
    /// Simulated seconds since the start, ascending; negative before it.
    pub seconds: Vec<i32>,
    /// The value at each of them, in the metric's unit.
    pub values: Vec<f64>,
}

/// A moment that is marked on charts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillMark {
    /// Simulated seconds since the start.
    pub second: i32,
    /// The time in the scenario.
    pub clock: String,
    /// What it was.
    pub label: String,
}

/// Asks for log lines, the last 2,000 at most.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillLogsRequest {
    /// The drill's id.
    pub id: String,
    /// The name of a service; all where none is named.
    pub service: Option<String>,
    /// Only lines from this second on. None for all.
    pub from: Option<i32>,
    /// Only lines with all of these words, in any case.
    pub query: Option<String>,
}

/// Log lines.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillLogs {
    /// The lines, oldest first.
    pub lines: Vec<DrillLogLine>,
    /// There were more before them.
    pub cut: bool,
    /// The second to ask from next time.
    pub next: i32,
}

/// A line of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillLogLine {
    /// Simulated seconds since the start; negative before it.
    pub second: i32,
    /// The time in the scenario: `18:04:31`.
    pub clock: String,
    /// The service that wrote it.
    pub service: String,
    /// How loud it is, as far as the line says.
    pub level: DrillLogLevel,
    /// What it says.
    pub text: String,
}

/// How loud a log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillLogLevel {
    /// It says nothing about it, or less than a warning.
    Info,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// Asks how a line of the terminal may go on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillCompleteRequest {
    /// The drill's id.
    pub id: String,
    /// What stands before the cursor.
    pub line: String,
}

/// How a line of the terminal may go on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillCompletions {
    /// The beginning of the last word, which a completion replaces.
    pub word: String,
    /// What may stand in its place, in order, at most 50.
    pub words: Vec<String>,
}

/// Goes on from a moment of a drill, as a drill of its own.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillForkRequest {
    /// The drill's id.
    pub id: String,
    /// How many of its inputs are taken over; 0 begins anew with the same seed.
    pub seq: u32,
}
