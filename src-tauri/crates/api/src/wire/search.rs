//! A search and what it found.

use super::alert::AlertView;
use super::library::{DocumentRow, FacetValue};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A search as typed. `tag: service: owner: kind: status: language: folder:` filter, `"…"` quotes, `-` excludes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SearchRequest {
    /// What was typed; longer texts are cut at 512 characters, unless they are an alert ([`SearchResponse::alert`]).
    pub query: String,
    /// How many sections at most; 1 to 200.
    pub limit: u32,
}

/// Asks where something stands in a text that is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FindRequest {
    /// The text as it is shown, blocks apart by line ends; beyond two million bytes it is not read.
    pub text: String,
    /// What was typed; longer ones are cut at 512 characters.
    pub query: String,
    /// The document's language: `id` for Bahasa Indonesia, anything else counts as English.
    pub language: String,
}

/// A place in a text, in UTF-16 units as the window counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Stretch {
    /// Where it begins.
    pub start: u32,
    /// Behind its end.
    pub end: u32,
}

/// What a search found. The UI keeps the answer to its latest request only.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SearchResponse {
    /// The query that is answered.
    pub query: String,
    /// Sections grouped by document, the best first.
    pub groups: Vec<HitGroup>,
    /// Sections found altogether.
    pub total: u32,
    /// Filters that were recognised in the query; show them as chips that can be removed.
    pub filters: Vec<FilterChip>,
    /// By what the documents that were found can be narrowed; none of an alert's, and none where no document answers.
    pub facets: Vec<Facet>,
    /// When nothing was found: documents with the nearest titles, three at most.
    pub nearest: Vec<DocumentRow>,
    /// The query names an alert or a product, and no document answers to it: what was found is the nearest, and no more
    /// than that.
    pub none: bool,
    /// The product that the query names, as it is typed there, and none of the nearest documents; only with `none`.
    pub without: Option<String>,
    /// The index is not up to date with the files yet.
    pub incomplete: bool,
    /// The alert, where the query is one and says more than its words.
    pub alert: Option<AlertView>,
}

/// A field by which what was found can be narrowed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Facet {
    /// `kind`, `service`, `folder`, `language` or `tag`.
    pub field: String,
    /// Values that some of the documents have and others have not, those of the most documents first; at most 20.
    /// Their queries go on from the one that is answered.
    pub values: Vec<FacetValue>,
}

/// The hits of one document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HitGroup {
    /// The document.
    pub document: DocumentRow,
    /// Its title with the hits marked.
    pub title: Vec<Part>,
    /// Its sections, the best first.
    pub hits: Vec<Hit>,
}

/// A section that was found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Hit {
    /// The document's id.
    pub document: String,
    /// The section's slug; empty for the text before the first heading.
    pub slug: String,
    /// Headings above it, the outermost first, without the document's title.
    pub breadcrumb: Vec<String>,
    /// Its heading with the hits marked; empty for the text before the first heading.
    pub heading: Vec<Part>,
    /// One line of its text round the hits.
    pub snippet: Vec<Part>,
    /// Why it was chosen.
    pub reason: Reason,
    /// Line of the heading, from 1.
    pub line: u32,
    /// Its place among all sections that were found, from 0, whatever the grouping.
    pub rank: u32,
}

/// Why a section was chosen, the strongest reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Reason {
    /// The link of the pasted alert leads there.
    Link,
    /// The document is for the alert of this name.
    AlertName,
    /// Words of the document's title.
    Title,
    /// Words of the heading.
    Heading,
    /// Words of the file name.
    FileName,
    /// A tag, the service, the owner or another field.
    Field,
    /// A command or an identifier.
    Code,
    /// Words of the text.
    Text,
    /// Words much like those typed.
    Similar,
    /// Only filters were given.
    Filter,
}

/// A stretch of text, found or not. Highlights are parts, never HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Part {
    /// The text.
    pub text: String,
    /// It is what was searched for.
    pub hit: bool,
}

/// A filter that was recognised in the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FilterChip {
    /// `tag`, `service`, `owner`, `kind`, `status`, `language` or `folder`.
    pub field: String,
    /// The value asked for.
    pub value: String,
    /// It excludes instead.
    pub negated: bool,
    /// The query without this filter.
    pub without: String,
}
