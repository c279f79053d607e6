//! Front matter: the fields above a document's text, in YAML (`---`), TOML (`+++`) or JSON (`{`).
//!
//! Other tools' names are read into one set of fields. Nothing here writes: unknown keys, order and
//! comments survive because a save edits bytes and never prints this model.

use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// The fields, under our names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// How it was written; `None` when the document has none.
    pub format: Option<Format>,
    /// The whole block with its delimiter lines; empty when there is none.
    pub span: Span,
    /// The title.
    pub title: Option<String>,
    /// The kind as written; [`crate::Document::kind`] is what it was understood as.
    pub kind: Option<String>,
    /// `draft`, `in-review`, `approved`, `deprecated`, or another word in lower case.
    pub status: Option<String>,
    /// The owner or the owners, joined by commas.
    pub owner: Option<String>,
    /// The service it concerns, or several joined by commas.
    pub service: Option<String>,
    /// Severity as written.
    pub severity: Option<String>,
    /// Names of alerts that it answers.
    pub alerts: Vec<String>,
    /// Tags and categories.
    pub tags: Vec<String>,
    /// Other names, and older addresses.
    pub aliases: Vec<String>,
    /// When somebody last looked at it: `YYYY-MM-DD`.
    pub last_reviewed: Option<String>,
    /// How often somebody should.
    pub review_interval: Option<Interval>,
    /// When somebody should next, where that is written down: `YYYY-MM-DD`.
    pub next_review: Option<String>,
    /// Links to related documents, as written.
    pub related: Vec<String>,
    /// One sentence about it.
    pub summary: Option<String>,
    /// The language's code as written.
    pub language: Option<String>,
    /// `search.exclude`: not to be found.
    pub search_exclude: bool,
    /// `search.boost`: how much more it weighs in search.
    pub search_boost: Option<f64>,
    /// Keys that none of the fields above took, in their order, values as text for display.
    pub unknown: Vec<(String, String)>,
}

/// How front matter was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// An object in braces.
    Json,
}

/// A length of time by the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Whole months.
    pub months: u32,
    /// Days on top of them.
    pub days: u32,
}
