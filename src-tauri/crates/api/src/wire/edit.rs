//! Writing a document: what the editor opens, keeps, saves and asks while somebody types.
//!
//! A text on the wire has `\n` only and no byte order mark; Rust keeps the file's bytes. Places in it are offsets in UTF-16
//! units, as JavaScript counts. `base` names the bytes of the file that a text came from: it is opaque, and empty where
//! there is no file.

use super::document::{OutlineEntry, ProblemSeverity, Snippet, ViewMode};
use super::run_view::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditRequest {
    /// The document's id.
    pub document: String,
}

/// A document, opened to be edited.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Editing {
    /// The document's id.
    pub document: String,
    /// Its title as the file has it.
    pub title: String,
    /// Its text; empty where the file is gone and only a draft is left.
    pub text: String,
    /// Names the file's bytes.
    pub base: String,
    /// Why it can only be read; none where it can be written.
    pub read_only: Option<EditReadOnly>,
    /// What was typed before and never saved.
    pub draft: Option<EditDraft>,
    /// The files of the scenario that it belongs to, itself included, the scenario's own first; empty where it belongs to none.
    pub family: Vec<String>,
}

/// Why a document can only be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum EditReadOnly {
    /// Its bytes are no UTF-8: saved, they would be others.
    NotUtf8,
    /// It is too large; what is shown is its beginning.
    TooLarge,
    /// The file's permissions forbid it.
    NotWritable,
}

/// What was typed and never saved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditDraft {
    /// The text.
    pub text: String,
    /// Names the bytes that it came from; another than the file's where the file has changed since.
    pub base: String,
    /// When it was kept last.
    pub at: Moment,
}

/// A text that is to be kept or saved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditTextRequest {
    /// The document's id.
    pub document: String,
    /// What the text came from, as it was told on opening or saving.
    pub base: String,
    /// The text.
    pub text: String,
}

/// A document's text as a run would have it: to be gone on with, and written only when somebody saves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditProposal {
    /// The document.
    pub document: String,
    /// Names the bytes of the file that it was made from.
    pub base: String,
    /// The text.
    pub text: String,
}

/// What saving came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
#[ts(export)]
pub enum EditSaved {
    /// The file has the text.
    Saved {
        /// Names its bytes now.
        base: String,
        /// The disk confirmed it. Where it did not, the draft is kept.
        confirmed: bool,
    },
    /// The file is not what the text came from: nothing was written, the draft is kept.
    Conflict {
        /// Names the file's bytes as they are now: to save over them after all, save with this base.
        base: String,
        /// The file's text as it is now; none where it is gone.
        theirs: Option<String>,
        /// The text that the edited one came from, where it is known.
        original: Option<String>,
    },
}

/// A text that something is asked about; nothing is kept of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditAskRequest {
    /// The document's id; it need not be there yet.
    pub document: String,
    /// The text as it stands in the editor.
    pub text: String,
}

/// What is wrong with a text.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditChecked {
    /// In the order of the text, those of the whole document first.
    pub findings: Vec<EditFinding>,
}

/// One thing that is wrong, and how it can be mended.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditFinding {
    /// Stable code, `link-dead`.
    pub code: String,
    /// How much it matters.
    pub severity: ProblemSeverity,
    /// Where it begins; 0 where it concerns the whole document.
    pub from: u32,
    /// One past its end.
    pub to: u32,
    /// It concerns the whole document.
    pub whole: bool,
    /// What is wrong.
    pub sentence: String,
    /// The next step.
    pub hint: Option<String>,
    /// What would mend it.
    pub fixes: Vec<EditFix>,
}

/// What would mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditFix {
    /// What it does, for a button.
    pub label: String,
    /// The changes, all of the text as it was sent.
    pub changes: Vec<EditChange>,
}

/// A stretch of a text and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditChange {
    /// Where it begins.
    pub from: u32,
    /// One past its end.
    pub to: u32,
    /// What takes its place.
    pub insert: String,
}

/// A text as the reader would show it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditPreview {
    /// Its title.
    pub title: String,
    /// Made as [`super::DocumentView::html`] is. Paragraphs, items, figures, rows and quotations carry `data-line`, as
    /// headings do: the line of the text that they begin on, from 1.
    pub html: String,
    /// What the copy buttons copy.
    pub snippets: Vec<Snippet>,
    /// The headings.
    pub outline: Vec<OutlineEntry>,
    /// How it is shown.
    pub mode: ViewMode,
}

/// Asks what a link or a picture could lead to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditLinksRequest {
    /// The document that the link is to stand in.
    pub document: String,
    /// What was typed: words of a title or a path; behind `#` those of a heading.
    pub query: String,
    /// What the address is for.
    pub kind: EditLinkKind,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum EditLinkKind {
    /// A link.
    Link,
    /// A picture.
    Image,
}

/// Somewhere a link could lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditLink {
    /// The address as it is to stand in the document.
    pub insert: String,
    /// The title, the heading or the picture's name.
    pub label: String,
    /// The path.
    pub detail: String,
}

/// A picture that was pasted or dropped into a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditImageRequest {
    /// The document.
    pub document: String,
    /// What the picture is called where it came from; a name is made where it has none.
    pub name: String,
    /// Its bytes in base64.
    pub data: String,
}

/// A picture that was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditImage {
    /// What is to stand in the document: `![name](images/name.png)`.
    pub insert: String,
    /// The picture's path in the library.
    pub file: String,
}

/// A draft among others.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftRow {
    /// Which folder it is of: to be handed back.
    pub library: String,
    /// That folder, to be shown.
    pub folder: String,
    /// The document's id.
    pub document: String,
    /// How the document is now.
    pub state: DraftState,
    /// When it was kept last.
    pub at: Moment,
    /// Its first words.
    pub beginning: String,
}

/// How the document of a draft is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum DraftState {
    /// As it was when the draft began: opening it goes on with it.
    Same,
    /// It has changed since.
    Changed,
    /// It is gone or has another name.
    Gone,
    /// It is of a library that is not open.
    Elsewhere,
}

/// Names a draft of the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftRequest {
    /// Which folder it is of.
    pub library: String,
    /// The document's id.
    pub document: String,
}

/// A text whose front matter is asked about.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditFieldsRequest {
    /// The text.
    pub text: String,
}

/// The fields of front matter that the form shows, as they are read: also those that stand under other tools' names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditFields {
    /// The title, where front matter gives one.
    pub title: Option<String>,
    /// The kind as written.
    pub kind: Option<String>,
    /// Where it is in its life.
    pub status: Option<String>,
    /// Who keeps it.
    pub owner: Option<String>,
    /// The service it concerns.
    pub service: Option<String>,
    /// Severity as written.
    pub severity: Option<String>,
    /// Names of alerts that it answers.
    pub alerts: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// When somebody last looked at it: `YYYY-MM-DD`.
    pub last_reviewed: Option<String>,
    /// How often somebody should: `6 months`.
    pub review_interval: Option<String>,
    /// When it is to be done.
    pub schedule: Option<String>,
}

/// A field that is to say something else.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditFieldRequest {
    /// The text.
    pub text: String,
    /// Which field, as front matter calls it: `last_reviewed`.
    pub key: String,
    /// What it is to say; none takes it away.
    pub value: Option<EditFieldValue>,
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
#[ts(export)]
pub enum EditFieldValue {
    /// One text.
    Text(String),
    /// Several, in order.
    List(Vec<String>),
}

/// The changes that set a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditFieldSet {
    /// In the order of the text; none where it says so already.
    pub changes: Vec<EditChange>,
}
