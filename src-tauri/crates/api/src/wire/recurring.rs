//! Recurring work: what is read in a run, what is due today, what was read over time.
//!
//! Days are plain dates (`2026-11-20`), by which an occurrence is named; they come back as they were sent and are checked
//! again. Numbers are also sent as text in the language of the settings: that is what is shown.

use super::life::RecordProblem;
use super::run_view::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A value that a step asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunReading {
    /// Its id in this run.
    pub id: String,
    /// What is read.
    pub name: String,
    /// The unit; may be empty.
    pub unit: String,
    /// Its limits in words: `18–27`, `at most 70`.
    pub limits: String,
    /// Where it is read, as the document says; may be empty.
    pub place: String,
    /// What the document says to do outside of the limits; may be empty.
    pub otherwise: String,
    /// The value that was read, without its unit.
    pub value: Option<String>,
    /// How that stands against the limits.
    pub standing: Option<ReadingStanding>,
}

/// A value against its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReadingStanding {
    /// It keeps them.
    Within,
    /// It is less than the least.
    Below,
    /// It is more than the most.
    Above,
}

/// A run that is recurring work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RunCheck {
    /// The day it is done for.
    pub occurrence: String,
    /// The path of its shared record, once there is one.
    pub record: Option<String>,
    /// The library's settings share every check as it is closed.
    pub always: bool,
}

/// Begins recurring work.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CheckStartRequest {
    /// The document's id.
    pub document: String,
    /// The day it is done for: one of its schedule.
    pub occurrence: String,
}

/// Asks what is due.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TodayRequest {
    /// The day; today where none is named.
    pub date: Option<String>,
}

/// What is due on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Today {
    /// The day.
    pub date: String,
    /// How many rows are still to be done.
    pub open: u32,
    /// How many times were missed, over all rows.
    pub missed: u32,
    /// Every recurring work that has begun, what is late first and what is done last.
    pub rows: Vec<TodayRow>,
    /// What falls due in the seven days after.
    pub ahead: Vec<TodayAhead>,
    /// Files among the shared records that could not be read as such.
    pub problems: Vec<RecordProblem>,
}

/// Recurring work with its latest occurrence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TodayRow {
    /// The document's id; of translations, the one in the language of the settings.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Who keeps it.
    pub owner: Option<String>,
    /// The schedule as written.
    pub schedule: String,
    /// The day that it is to be done for.
    pub occurrence: String,
    /// The last day on which that is in time.
    pub until: String,
    /// By which time of the day: `07:30`.
    pub time: Option<String>,
    /// How it stands.
    pub state: TodayState,
    /// My run that goes on for it.
    pub run: Option<String>,
    /// Who did it.
    pub done: Option<TodayDone>,
    /// How often it was done, as far as is known.
    pub checks: u32,
    /// The days before that nobody did it for, the earliest first; of the last three months.
    pub missed: Vec<String>,
}

/// How recurring work stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TodayState {
    /// It is late.
    Overdue,
    /// It is to be done.
    Due,
    /// I have begun it.
    Going,
    /// It is done.
    Done,
}

/// Who did recurring work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TodayDone {
    /// Who.
    pub person: String,
    /// When.
    pub at: Moment,
    /// The run, where this computer knows it.
    pub run: Option<String>,
    /// The team can see it; else it stands on this computer alone.
    pub shared: bool,
    /// How many readings were outside of their limits.
    pub outside: u32,
}

/// Recurring work that falls due later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TodayAhead {
    /// The day.
    pub date: String,
    /// The document's id.
    pub document: String,
    /// Its title.
    pub title: String,
    /// By which time of the day.
    pub time: Option<String>,
}

/// Asks what was read over time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CheckHistoryRequest {
    /// The document's id.
    pub document: String,
}

/// What was read over time, in this document and its translations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CheckHistory {
    /// The document's id.
    pub document: String,
    /// Its title.
    pub title: String,
    /// How often it was done: shared by the team, or by me on this computer.
    pub checks: u32,
    /// The readings that have values, in the order of the document.
    pub readings: Vec<ReadingHistory>,
}

/// A reading over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadingHistory {
    /// Its id in the document.
    pub id: String,
    /// What is read.
    pub name: String,
    /// The unit; may be empty.
    pub unit: String,
    /// Its limits in words, as they are today.
    pub limits: String,
    /// The least that is right.
    pub min: Option<f64>,
    /// The most that is right.
    pub max: Option<f64>,
    /// The values, the oldest first.
    pub points: Vec<ReadingPoint>,
}

/// A value that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadingPoint {
    /// When.
    pub at: Moment,
    /// For which day.
    pub occurrence: String,
    /// Who.
    pub person: String,
    /// The value.
    pub value: f64,
    /// The value with its unit.
    pub text: String,
    /// How it stood against the limits of its time.
    pub standing: ReadingStanding,
}
