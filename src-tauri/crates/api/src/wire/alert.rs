//! An alert that was pasted into the search, as it was understood.

use super::document::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A search by a pasted text: an alert, a payload with several, or any other text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlertSearchRequest {
    /// What was pasted; 256 KB of it are read.
    pub text: String,
    /// Which alert of the payload to search for, from 0.
    pub chosen: u32,
    /// How many sections at most; 1 to 200.
    pub limit: u32,
}

/// What was understood of a pasted text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlertView {
    /// The payload's alerts, at most 100; one at least.
    pub alerts: Vec<AlertRow>,
    /// How many alerts the payload has.
    pub total: u32,
    /// Which of them is searched for.
    pub chosen: u32,
    /// Its name; empty where it has none.
    pub name: String,
    /// Whether it goes on.
    pub status: Option<AlertStatus>,
    /// What happened, in one line.
    pub summary: Option<String>,
    /// When it began, as it was written.
    pub started: Option<String>,
    /// Its labels without its name, in the order of the text.
    pub labels: Vec<AlertLabel>,
    /// Where its runbook link leads, if it has one.
    pub link: Option<AlertLink>,
    /// What was not understood of the text.
    pub problems: Vec<Problem>,
    /// The chosen alert as a text that can be pasted again: what a run is begun with.
    pub text: String,
}

/// An alert of a payload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlertRow {
    /// Its name, or where it has none its summary or link.
    pub name: String,
    /// What tells it from the others of its name: the values of labels that differ.
    pub details: String,
    /// Whether it goes on.
    pub status: Option<AlertStatus>,
}

/// Whether an alert goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AlertStatus {
    /// It goes on now.
    Firing,
    /// Its condition holds, but not for long enough yet.
    Pending,
    /// It goes on and somebody has silenced it.
    Suppressed,
    /// It is over.
    Resolved,
}

/// A label of an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlertLabel {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// An alert's runbook link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlertLink {
    /// The link as it was written, to be shown.
    pub address: String,
    /// The document it leads to, if it is in the library.
    pub document: Option<String>,
    /// The heading that it names is there; true where it names none.
    pub heading_found: bool,
}
