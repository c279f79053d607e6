//! The versions of a document that the history of its repository holds.

use super::git::GitCommit;
use super::run_record::RunDiffLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The versions of a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentVersions {
    /// The latest first.
    pub versions: Vec<DocumentVersion>,
    /// There are older ones that are not listed.
    pub more: bool,
    /// Only the end of the history is in this copy of the repository.
    pub shallow: bool,
    /// The file reads otherwise than the latest version, or has none.
    pub changed: bool,
}

/// A version of a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentVersion {
    /// The commit that made it.
    pub commit: GitCommit,
    /// The document's path in the repository at that time.
    pub path: String,
    /// What the commit did.
    pub change: VersionChange,
    /// The path before, where the commit gave it another.
    pub from: Option<String>,
}

/// What a commit did to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum VersionChange {
    /// It is the first version.
    Added,
    /// It changed the text.
    Modified,
    /// It gave the document another path.
    Renamed,
    /// It removed the document.
    Deleted,
}

/// Names a version as it was listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VersionName {
    /// The commit.
    pub commit: String,
    /// The document's path in the repository at that time.
    pub path: String,
}

/// Asks what differs between two versions.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CompareRequest {
    /// The document's id.
    pub id: String,
    /// The older one; none for an empty text, before the first.
    pub old: Option<VersionName>,
    /// The newer one; none for the file as it is now.
    pub new: Option<VersionName>,
}

/// What differs between two versions.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VersionDifference {
    /// The text, line by line; empty where both read the same.
    pub lines: Vec<RunDiffLine>,
    /// There is more than is listed.
    pub cut: bool,
    /// The newer version as a page, with what was added and removed marked in it: safe HTML, as a document's.
    pub html: String,
}

/// Asks what bringing an older version back would change, or to bring it back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RestoreRequest {
    /// The document's id.
    pub id: String,
    /// Which version.
    pub version: VersionName,
    /// Names the bytes of the file over which it is written: [`RestoreOffer::base`]. None for the file as it is.
    pub base: Option<String>,
}

/// What bringing an older version back would change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RestoreOffer {
    /// Names the bytes of the file as it is now.
    pub base: String,
    /// What would be added to the file and taken from it, line by line; empty where it reads the same.
    pub lines: Vec<RunDiffLine>,
    /// There is more than is listed.
    pub cut: bool,
}
