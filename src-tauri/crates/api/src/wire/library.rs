//! The opened library: what it is, what is in it, how its index fares.

use super::document::{Problem, ProblemSeverity};
use super::settings::Settings;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything the window needs to paint itself the first time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StartState {
    /// The app's version.
    pub version: String,
    /// Settings, defaults where none are stored.
    pub settings: Settings,
    /// The library that is open, if one could be opened.
    pub library: Option<LibraryInfo>,
    /// Why the library of last time, or the one asked for, is not open.
    pub problem: Option<super::WireError>,
    /// Libraries opened before, the latest first.
    pub recent: Vec<RecentLibrary>,
    /// Where the reader was when the app was closed.
    pub place: Option<Place>,
    /// What has to be said once: settings set aside, index rebuilt.
    pub notices: Vec<Notice>,
    /// Where a link leads that the app was started with.
    pub asked: Option<super::SectionRequest>,
}

/// The library that is open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LibraryInfo {
    /// The library's id, opaque.
    pub id: String,
    /// The folder's name.
    pub name: String,
    /// The folder's path, to be shown and never sent back.
    pub folder: String,
    /// It is the starter library: show the bar "Starter library. Open your own folder".
    pub starter: bool,
    /// Documents known so far.
    pub documents: u32,
    /// How the index fares.
    pub index: IndexState,
    /// The folder can be read at the moment.
    pub available: bool,
    /// Problems by severity, over all documents: infos, warnings, errors.
    pub problems: ProblemCounts,
}

/// How many problems the library has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProblemCounts {
    /// Worth knowing.
    pub info: u32,
    /// A reader will stumble.
    pub warning: u32,
    /// Part of a document could not be understood or read.
    pub error: u32,
}

/// How the index fares. Reading never waits for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
#[ts(export)]
pub enum IndexState {
    /// Up to date with the files.
    Ready,
    /// Being brought up to date; search answers with what is there.
    Working {
        /// Documents done.
        done: u32,
        /// Documents to do.
        total: u32,
    },
    /// The person cancelled; search answers with what is there.
    Cancelled {
        /// Documents done.
        done: u32,
        /// Documents there were to do.
        total: u32,
    },
    /// Another process of Drillbook writes it; this one reads the last commit.
    ReadOnly,
    /// It could not be written; search answers with what is there, or not at all.
    Failed {
        /// What happened, for people.
        message: String,
    },
}

/// A library that was opened before.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecentLibrary {
    /// The library's id.
    pub id: String,
    /// The folder's name.
    pub name: String,
    /// The folder's path, to be shown.
    pub folder: String,
    /// The folder is there now.
    pub available: bool,
}

/// Which library to open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "choice")]
#[ts(export)]
pub enum OpenLibraryRequest {
    /// The starter library.
    Starter,
    /// One opened before.
    Recent {
        /// Its id.
        id: String,
    },
}

/// Where the reader was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Place {
    /// The document's id.
    pub document: String,
    /// How far the reader was scrolled, in CSS pixels.
    pub scroll: f64,
}

/// Something to be said once, in the language of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Notice {
    /// Stable code: `settings-set-aside`, `index-rebuilt`.
    pub code: String,
    /// How much it matters.
    pub severity: ProblemSeverity,
    /// The sentence.
    pub message: String,
}

/// A document as a row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentRow {
    /// Its path in the library.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `runbook`, `sop`, `service`, `postmortem`, `checklist` or `reference`.
    pub kind: String,
    /// `draft`, `in-review`, `approved`, `deprecated`, or what the author wrote.
    pub status: Option<String>,
    /// The service it is about.
    pub service: Option<String>,
    /// Who keeps it.
    pub owner: Option<String>,
    /// Tags, as written.
    pub tags: Vec<String>,
    /// Language tag: `en`, `id`, or empty where it is not known.
    pub language: String,
    /// How many problems it has.
    pub problems: u32,
}

/// A folder of the library with what lies in it itself, sorted by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Folder {
    /// Its path in the library, empty for the root.
    pub path: String,
    /// Folders in it that hold documents somewhere.
    pub folders: Vec<FolderRow>,
    /// Documents in it.
    pub documents: Vec<DocumentRow>,
    /// Documents in it and below it.
    pub count: u32,
}

/// A folder as a row of the tree; what lies in it is sent when it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FolderRow {
    /// Its path in the library.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Documents in it and below it.
    pub count: u32,
}

/// Asks for what lies in folders.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FoldersRequest {
    /// Their paths in the library; at most 200 count. Folders that are gone are not in the answer.
    pub paths: Vec<String>,
}

/// Asks for a stretch of all documents, by title.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentsRequest {
    /// The place of the first, from 0.
    pub from: u32,
    /// How many; at most 500.
    pub limit: u32,
}

/// A stretch of all documents, by title.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentList {
    /// The documents of the stretch.
    pub rows: Vec<DocumentRow>,
    /// How many documents there are altogether.
    pub total: u32,
}

/// What the rail shows first: the tree's beginning, and the values that documents share.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LibraryTree {
    /// The root, and behind it the folders that are to be open at first.
    pub folders: Vec<Folder>,
    /// Services with the number of their documents, by name.
    pub services: Vec<FacetValue>,
    /// Tags with the number of their documents, the most used first.
    pub tags: Vec<FacetValue>,
}

/// A value that documents share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FacetValue {
    /// The value as first written.
    pub value: String,
    /// The search that lists its documents: `service:checkout`, quoted where needed.
    pub query: String,
    /// How many documents have it.
    pub count: u32,
}

/// The problems of one file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FileProblems {
    /// The file's path in the library.
    pub path: String,
    /// Its title; the file name where it could not be read.
    pub title: String,
    /// It can be opened as a document.
    pub openable: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// A document to mend before others.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FirstProblem {
    /// The document.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its worst problem; none where it went meanwhile.
    pub problem: Option<Problem>,
    /// How many more it has.
    pub more: u32,
    /// Why it comes first.
    pub why: FirstWhy,
}

/// Why a document is to be mended before others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[ts(export)]
pub enum FirstWhy {
    /// A secret stands in it.
    Secret,
    /// Whoever gets this alert is led astray.
    Alert {
        /// The alert.
        alert: String,
    },
    /// It is followed.
    Followed {
        /// How often, by the journal of this computer.
        runs: u32,
    },
}

/// The problems of the library, worst files first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LibraryProblems {
    /// What to mend first; at most five documents.
    pub first: Vec<FirstProblem>,
    /// Files with problems; at most 500.
    pub files: Vec<FileProblems>,
    /// Files that have problems altogether.
    pub total: u32,
}
