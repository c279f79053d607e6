//! What goes in: a document as the index sees it, already split into sections by whoever knows Markdown.

/// The language whose stemmer a document's words go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Bahasa Indonesia.
    Id,
    /// Any other, or not known. Treated as English, because its commands and names are.
    Other,
}

impl Language {
    /// What `language:` asks for; none where the language is not known.
    pub(crate) fn code(self) -> Option<&'static str> {
        match self {
            Self::En => Some("en"),
            Self::Id => Some("id"),
            Self::Other => None,
        }
    }
}

/// A document to index, with everything that it can be found by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentEntry {
    /// The document's id: its path in the library. Replacing and removing go by it.
    pub path: String,
    /// The title that hits show.
    pub title: String,
    /// Other names that it goes by.
    pub aliases: Vec<String>,
    /// Names of the alerts that it answers.
    pub alerts: Vec<String>,
    /// Tags, for `tag:` and as words.
    pub tags: Vec<String>,
    /// The service that it belongs to, for `service:` and as words.
    pub service: Option<String>,
    /// Who keeps it, for `owner:`.
    pub owner: Option<String>,
    /// Its kind (`runbook`, `sop`, …), for `kind:`.
    pub kind: String,
    /// Its status, for `status:`.
    pub status: Option<String>,
    /// It is no longer in force: what is comes first.
    pub retired: bool,
    /// The language of its prose, for `language:` and for the stemmer.
    pub language: Language,
    /// Its sections in reading order. Text before the first heading is a section with an empty slug and heading.
    pub sections: Vec<SectionEntry>,
}

/// A section to index: one heading and the text down to the next heading of any level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionEntry {
    /// The heading's slug in its document; empty for the text before the first heading.
    pub slug: String,
    /// The heading's line, from 1.
    pub line: u32,
    /// The heading as plain text.
    pub heading: String,
    /// The headings above it, outermost first.
    pub heading_path: Vec<String>,
    /// The text as people read it, without markup; inline code stays in it.
    pub prose: String,
    /// What stands in code blocks.
    pub code: String,
}
