//! What helps to read: what a link leads to, what leads here, what was pinned and read before, links
//! for colleagues, documents as files of their own.

use super::document::Snippet;
use super::library::DocumentRow;
use super::search::Part;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place in the library: a document, or a section of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SectionRequest {
    /// The document's id.
    pub id: String,
    /// The section's slug; empty for the document.
    pub slug: String,
}

/// What a link leads to, in a few lines.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Peek {
    /// The document.
    pub row: DocumentRow,
    /// The section's heading; empty where the link leads to the document.
    pub heading: String,
    /// The first lines of its text, plain.
    pub lines: Vec<String>,
    /// There is more than the lines say.
    pub cut: bool,
}

/// A section as the reader would show it, for a look beside the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SectionPreview {
    /// The document.
    pub row: DocumentRow,
    /// Headings above the section, the outermost first, without the document's title.
    pub breadcrumb: Vec<String>,
    /// The rendered section with what is nested in it; of a document its beginning. Made as [`super::DocumentView::html`]
    /// is.
    pub html: String,
    /// What the copy buttons copy; `data-snippet` in the HTML is an index into it.
    pub snippets: Vec<Snippet>,
    /// There is more than is shown.
    pub cut: bool,
}

/// What leads to a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Backlinks {
    /// The documents that link here, by title; at most as many as were asked for.
    pub documents: Vec<BacklinkDocument>,
    /// How many there are altogether.
    pub total: u32,
}

/// Asks what leads to a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BacklinksRequest {
    /// The document's id.
    pub id: String,
    /// How many documents to tell of, at most; 500 where more are asked for.
    pub limit: u32,
}

/// A document that links here.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BacklinkDocument {
    /// The document.
    pub row: DocumentRow,
    /// Its links, in reading order; at most 20.
    pub places: Vec<Backlink>,
}

/// A link in its sentence.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Backlink {
    /// The slug of the section that it stands in; empty before the first heading.
    pub slug: String,
    /// That section's heading.
    pub heading: String,
    /// Line of that section's beginning, from 1.
    pub line: u32,
    /// The sentence, the link marked.
    pub sentence: Vec<Part>,
}

/// The documents that the person comes back to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeptDocuments {
    /// Pinned ones, the first pinned first.
    pub pinned: Vec<DocumentRow>,
    /// Those opened lately, the latest first, pinned ones among them.
    pub lately: Vec<DocumentRow>,
    /// Those opened most often, the most often opened first, pinned ones and those opened lately left out.
    pub often: Vec<DocumentRow>,
}

/// Pins a document or lets go of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PinRequest {
    /// The document's id.
    pub id: String,
    /// It shall be pinned.
    pub pinned: bool,
}

/// A place, written for others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SectionLink {
    /// Opens it in Drillbook: `drillbook://<library>/<path>#<slug>`.
    pub address: String,
    /// Names it for people and for the command line: `path#slug`.
    pub plain: String,
}

/// A document written as a file of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Exported {
    /// The file that was written, to be shown.
    pub file: String,
    /// Pictures that are not in it: missing, or too large.
    pub left_out: u32,
}
