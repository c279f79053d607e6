//! Documents as files: making, moving and deleting them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document that is to be made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentCreateRequest {
    /// Its path in the library, `/`-separated; folders that are missing are made.
    pub path: String,
    /// Its text, lines ended by `\n`.
    pub text: String,
}

/// A document that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentCreated {
    /// Its id.
    pub document: String,
    /// The disk confirmed it.
    pub confirmed: bool,
}

/// Asks whether a document could stand somewhere; nothing is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentPathRequest {
    /// The path, as it is typed.
    pub path: String,
}

/// Whether a document could stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentPath {
    /// The id that it would have.
    pub path: String,
    /// Why it could not stand there; none where it could.
    pub problem: Option<String>,
}

/// Where a document is to go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentMoveRequest {
    /// The document's id.
    pub document: String,
    /// Its new path in the library.
    pub to: String,
    /// Links are to lead where they led: those of the document itself and those of all others.
    pub links: bool,
}

/// What moving a document would change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MovePlan {
    /// The id that it would have.
    pub to: String,
    /// Documents whose links would be rewritten, the moved one first.
    pub changes: Vec<MoveChange>,
    /// Links that would lead nowhere, and what else stands against it.
    pub problems: Vec<String>,
    /// It can be done.
    pub possible: bool,
}

/// A document whose links are rewritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MoveChange {
    /// Its id, before anything moves.
    pub document: String,
    /// Its title.
    pub title: String,
    /// How many links.
    pub count: u32,
    /// Every line that changes; at most 50.
    pub lines: Vec<MoveLine>,
}

/// A line that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MoveLine {
    /// Its number, from 1.
    pub line: u32,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// What moving a document came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Moved {
    /// Its id now.
    pub document: String,
    /// Documents whose links were rewritten.
    pub rewritten: Vec<String>,
    /// What could not be done: sentences.
    pub problems: Vec<String>,
}

/// A document that was deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentDeleted {
    /// Where it can be got back from: a sentence.
    pub message: String,
}
