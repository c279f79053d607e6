//! Texts side by side: two that differ, and three that are to become one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks how two texts differ; the answer are the lines of a difference.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DiffRequest {
    /// The old text.
    pub old: String,
    /// The new text.
    pub new: String,
}

/// Asks who changed what: I, or others, since both texts were made from the same one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MergeRequest {
    /// My text.
    pub mine: String,
    /// What both were made from; none where nobody knows it, and then every difference is a conflict.
    pub original: Option<String>,
    /// The other text.
    pub theirs: String,
}

/// A stretch of three texts. Put together, the regions are the texts that they came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MergeRegion {
    /// Who changed it.
    pub kind: MergeKind,
    /// Its lines in my text, with their ends.
    pub mine: String,
    /// Its lines in the original; empty where nobody changed it: then they are those of `mine`.
    pub original: String,
    /// Its lines in the other text; empty where nobody changed it.
    pub theirs: String,
}

/// Who changed a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum MergeKind {
    /// Nobody.
    Same,
    /// I did.
    Mine,
    /// The others did.
    Theirs,
    /// Both, in the same way.
    Both,
    /// Both, each in their own way.
    Conflict,
}
