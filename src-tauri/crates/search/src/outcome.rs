//! A question to the index and its answer. Texts come as parts with the hits marked, never as HTML.

use std::ops::Range;

/// A search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// What was typed. Any text is a query; what follows the first [`Request::LONGEST`] characters is ignored.
    pub query: String,
    /// How many sections to return at most.
    pub limit: usize,
    /// Whether what the found documents share is counted, for [`Outcome::facets`].
    pub counted: bool,
}

impl Request {
    /// Characters of a query that count.
    pub const LONGEST: usize = 512;

    /// A search for the best `limit` sections.
    pub fn new(query: impl Into<String>, limit: usize) -> Self {
        Self {
            query: query.into(),
            limit,
            counted: false,
        }
    }

    /// Also counts what the found documents share.
    #[must_use]
    pub fn counted(self) -> Self {
        Self {
            counted: true,
            ..self
        }
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The best sections, best first. Sections of one document need not be neighbours.
    pub hits: Vec<Hit>,
    /// How many sections match in all.
    pub total: usize,
    /// The conditions read from the query, in its order: fields, quotes and minus. A phrase that stands nowhere in the
    /// library would hide everything; it is searched as words instead and is not among them.
    pub filters: Vec<Filter>,
    /// The documents with the nearest titles, at most three, where there is no hit.
    pub nearest: Vec<NearTitle>,
    /// The words that were searched for, folded, in the query's order.
    pub terms: Vec<String>,
    /// Whether no document answers: the hits are then the nearest, and no more than that.
    pub none: bool,
    /// The product that the query names, as it is typed, and none of the nearest documents; only where none answers.
    pub without: Option<String>,
    /// What the documents of all that was found share, where the request asks for it.
    pub facets: Vec<Facet>,
}

/// A field by which what was found can be narrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// Its values that some of the documents have and others have not, those of the most documents first.
    pub values: Vec<FacetValue>,
}

/// A value that some of the found documents share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As one of the documents writes it.
    pub value: String,
    /// How many of the found documents have it.
    pub documents: usize,
}

/// A section that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document's path.
    pub path: String,
    /// The section's slug; empty for the text before the first heading.
    pub slug: String,
    /// The line that the section begins at, from 1.
    pub line: u32,
    /// The document's title.
    pub title: Vec<Part>,
    /// The section's heading; empty for the text before the first heading.
    pub heading: Vec<Part>,
    /// The headings above it, outermost first.
    pub heading_path: Vec<String>,
    /// About 160 characters of the section around its densest matches, on one line.
    pub snippet: Vec<Part>,
    /// What the section was chosen for above all.
    pub reason: Reason,
    /// How good a match; comparable within one outcome only.
    pub score: f32,
}

/// A piece of text that is a match or stands between matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it is a match.
    pub hit: bool,
}

/// What a hit was chosen for, in the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The query is, or names, an alert that the document answers.
    AlertName,
    /// The document's title or another name of it.
    Title,
    /// The section's heading.
    Heading,
    /// The document's file name.
    FileName,
    /// A tag or the service of the document.
    Tag,
    /// A code block in the section.
    Code,
    /// The section's text.
    Text,
    /// Only words that differ from the query's by an edit or two.
    Fuzzy,
    /// Nothing but the filters.
    Filter,
}

/// A condition that every hit meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What it is a condition on.
    pub field: Field,
    /// The value as it was written, without field, quotes and minus.
    pub value: String,
    /// Whether hits must not have it.
    pub negated: bool,
    /// Where it stands in the query, in bytes.
    pub span: Range<usize>,
}

/// What a [`Filter`] is a condition on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `tag:`
    Tag,
    /// `service:`
    Service,
    /// `owner:`
    Owner,
    /// `kind:`
    Kind,
    /// `status:`
    Status,
    /// `language:`
    Language,
    /// `folder:`
    Folder,
    /// The words themselves: `"a phrase"`, `-word`.
    Text,
}

impl Field {
    /// What it is called in a query; words have no name.
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Tag => "tag",
            Self::Service => "service",
            Self::Owner => "owner",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Language => "language",
            Self::Folder => "folder",
            Self::Text => return None,
        })
    }
}

/// A document whose title is near to a query that found nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearTitle {
    /// The document's path.
    pub path: String,
    /// Its title.
    pub title: String,
}
