//! What the window asks after a drill: the account, answers, items, and the debrief as text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Gives the person's own account, or passes it over with an empty one. The first counts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillAccountRequest {
    /// The drill's id.
    pub id: String,
    /// The account.
    pub text: String,
}

/// Answers a question of the quiz.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillQuizRequest {
    /// The drill's id.
    pub id: String,
    /// The question's number, from 0.
    pub question: u32,
    /// The answer, from 0.
    pub answer: u32,
}

/// Adds an item or changes one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillItemRequest {
    /// The drill's id.
    pub id: String,
    /// The item's number; none adds one.
    pub number: Option<u32>,
    /// What; an empty text takes the item away.
    pub text: String,
    /// Who sees to it; may be empty.
    pub owner: String,
    /// The document that is to be changed.
    pub document: Option<String>,
    /// The section of it; empty for all of it.
    pub slug: String,
    /// It is done.
    pub done: bool,
}

/// Asks for a debrief as text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillExportRequest {
    /// The drill's id.
    pub id: String,
    /// In which form.
    pub form: DrillExportForm,
}

/// The forms that a debrief leaves the app in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillExportForm {
    /// For the team's records, `.md`.
    Markdown,
    /// One page that loads nothing and prints well, `.html`.
    Html,
    /// The log with the scenario's texts, to play it again elsewhere, `.json` (`drillbook.drill/1`).
    Log,
}

/// A debrief as text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillExport {
    /// The text.
    pub text: String,
    /// A name for the file, safe on every system.
    pub file_name: String,
}
