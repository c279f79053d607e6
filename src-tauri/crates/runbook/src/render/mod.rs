//! From a document's text to HTML that is safe to show.

use crate::{Document, LinkMap, SnippetKind};
use drillbook_text::Diagnostic;
use serde::{Deserialize, Serialize};

/// A document made ready for the window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rendered {
    /// Safe HTML. The markup contract stands in this module's documentation.
    pub html: String,
    /// What `data-snippet` numbers point to.
    pub snippets: Vec<Snippet>,
    /// The headings in reading order.
    pub outline: Vec<OutlineEntry>,
    /// What was cut short.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether something was cut at a cap.
    pub truncated: bool,
}

/// Text that a copy button yields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Without prompts, printed output and control characters.
    pub text: String,
    /// Block or inline.
    pub kind: SnippetKind,
    /// Whether invisible characters that change the reading order or hide text stand in it.
    pub hidden: bool,
}

/// One heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// The section's slug; its element's id is `s-` and this.
    pub slug: String,
    /// Plain text.
    pub text: String,
    /// 1 to 6.
    pub level: u8,
    /// From 1, over the whole file.
    pub line: u32,
}

/// Renders the document that [`crate::parse`] made of the same `path` and `text`.
pub fn render(path: &str, text: &str, document: &Document, links: &LinkMap) -> Rendered {
    let _ = (path, text, document, links);
    Rendered::default()
}

/// Shows any text as it is: for files that are too large or no documents.
pub fn plain(text: &str) -> Rendered {
    let _ = text;
    Rendered::default()
}
