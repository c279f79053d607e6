//! A document as the reader shows it.

use super::library::DocumentRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for a document, by id: its path in the library, `/`-separated.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentRequest {
    /// The document's id.
    pub id: String,
}

/// A document, ready to be shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentView {
    /// What the list shows of it.
    pub row: DocumentRow,
    /// The rendered text: safe HTML by our renderer and ammonia; the UI runs DOMPurify over it once
    /// more. The markup's contract stands in the `runbook` crate's `render` module.
    pub html: String,
    /// What the copy buttons copy; `data-snippet` in the HTML is an index into it.
    pub snippets: Vec<Snippet>,
    /// The headings, in order.
    pub outline: Vec<OutlineEntry>,
    /// What is wrong with the document, sentences in the language of the settings.
    pub problems: Vec<Problem>,
    /// How it is shown.
    pub mode: ViewMode,
    /// The same document in other languages, this one left out.
    pub translations: Vec<Translation>,
    /// Front matter worth showing, in file order: field and value as text.
    pub fields: Vec<Field>,
    /// What the text says, hashed; changes only with the content.
    pub content_hash: String,
    /// Size of the file in bytes.
    pub size: u32,
}

/// How a document is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ViewMode {
    /// Rendered.
    Rendered,
    /// As plain text in one `<pre>`, because it is too large; possibly cut.
    Plain,
}

/// A command or code block that can be copied: prompts and outputs are stripped.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Snippet {
    /// What lands on the clipboard. Control characters are gone.
    pub text: String,
    /// It holds characters that are not seen or that turn the writing direction: warn when copying.
    pub hidden_characters: bool,
}

impl From<drillbook_runbook::render::Snippet> for Snippet {
    fn from(snippet: drillbook_runbook::render::Snippet) -> Self {
        Self {
            text: snippet.text,
            hidden_characters: snippet.hidden,
        }
    }
}

/// A heading of the outline.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OutlineEntry {
    /// The section's slug; the element's id in the HTML is `s-<slug>`.
    pub slug: String,
    /// Plain text.
    pub text: String,
    /// 1 to 6.
    pub level: u8,
    /// Line in the file, from 1.
    pub line: u32,
}

impl From<drillbook_runbook::OutlineEntry> for OutlineEntry {
    fn from(entry: drillbook_runbook::OutlineEntry) -> Self {
        Self {
            slug: entry.slug,
            text: entry.text,
            level: entry.level,
            line: entry.line,
        }
    }
}

/// A diagnostic as a sentence.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Problem {
    /// Stable code, `link-dead`.
    pub code: String,
    /// How much it matters.
    pub severity: ProblemSeverity,
    /// The sentence.
    pub message: String,
    /// The next step.
    pub hint: Option<String>,
    /// Line in the file, from 1; none when it concerns the whole file.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProblemSeverity {
    /// Worth knowing.
    Info,
    /// A reader will stumble.
    Warning,
    /// Part of the document could not be understood.
    Error,
}

/// The same document in another language.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Translation {
    /// The translation's document id.
    pub id: String,
    /// Language tag: `en`, `id`.
    pub language: String,
}

/// A front-matter field, or another name with its value, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Field {
    /// The key as the author wrote it.
    pub name: String,
    /// The value as text; lists joined by commas.
    pub value: String,
}

/// Asks to open an address of a document's link outside the app.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExternalRequest {
    /// The `data-external` of the link. Checked again: only https, http and mailto are opened.
    pub address: String,
}
