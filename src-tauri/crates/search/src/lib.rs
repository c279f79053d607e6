//! The full-text index of a library: documents go in as parts, hits come out as parts.
//!
//! The unit of search is the section, a heading and the text under it. Each [`DocumentEntry`] becomes one tantivy
//! document for the document itself (title, names, tags) followed by one for each section, all in one segment, so that
//! the sections of a document can be scored together with it.
//!
//! Knows tantivy, and is the only crate that does. Does not know files, Markdown or Tauri: `library` and `api` read and
//! split documents, and a hit is parts (`[{text, hit}]`), not HTML. Has no clock. The index is derived data: whoever
//! finds it damaged may delete it, and [`Index::open`] does.
//!
//! A word is indexed as written (folded), as its stem where that differs, and an identifier both whole and in its
//! parts (`analysis`). A query is read leniently (`query`): no text is an error. Every analysis of a query word is
//! fused into one score for that word, so that a word that is exact, stemmed and a part of a name counts once
//! (`rank`).

mod analysis;
mod entry;
mod error;
mod find;
mod index;
mod labels;
mod open;
mod outcome;
mod products;
mod query;
mod rank;
mod schema;
mod snapshot;
mod sweep;
mod synonyms;
mod vocabulary;
mod writer;

#[cfg(test)]
mod tests;

pub use crate::entry::{DocumentEntry, Language, SectionEntry};
pub use crate::error::Error;
pub use crate::find::find;
pub use crate::index::{Index, Opened};
pub use crate::outcome::{
    Facet, FacetValue, Field, Filter, Hit, NearTitle, Outcome, Part, Reason, Request,
};
pub use crate::writer::Writer;
