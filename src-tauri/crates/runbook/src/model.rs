//! The model of a document: what its text says, without how it looks.
//!
//! A [`Document`] holds no HTML and resolves no links: [`crate::render()`] and [`crate::LinkMap`] do.
//! Every place in it is a [`Span`] of the file's text, front matter and byte order mark included.

use crate::block::Block;
use crate::front_matter::FrontMatter;
use drillbook_text::{Diagnostic, LineIndex, Span};
use serde::{Deserialize, Serialize};

/// What one file says. Made by [`crate::parse()`]; never fails, but may carry diagnostics.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Front matter's title, else the first heading of level one, else the file's name.
    pub title: String,
    /// The fields above the text; empty where there are none.
    pub front_matter: FrontMatter,
    /// The byte where the text begins: after byte order mark and front matter.
    pub body_start: usize,
    /// In reading order. Text before the first heading is a section with an empty slug.
    pub sections: Vec<Section>,
    /// Every link and image, in reading order. Bare addresses in the text are not among them.
    pub links: Vec<Link>,
    /// Every name that a link can reach after `#`: slugs by GitHub and by GitLab, `{#id}`, `<a name>`.
    pub anchors: Vec<String>,
    /// For each of `anchors`, the index of the section it stands in.
    pub anchor_sections: Vec<usize>,
    /// Code blocks and commands inside sentences, in reading order.
    pub commands: Vec<Command>,
    /// Lists, items, paragraphs, code, quotations and tables, in reading order.
    pub blocks: Vec<Block>,
    /// The language it is written in.
    pub language: Language,
    /// What sort of document it is.
    pub kind: Kind,
    /// What is wrong with the text by itself; links are checked by [`crate::check_links`].
    pub diagnostics: Vec<Diagnostic>,
    /// The hash of what it says (see [`drillbook_text::hash::content`]).
    pub content_hash: String,
}

impl Document {
    /// The headings above section `index`, outermost first, without its own.
    pub fn heading_path(&self, index: usize) -> Vec<&str> {
        let ancestors = self
            .sections
            .get(index)
            .map(|section| section.ancestors.as_slice())
            .unwrap_or_default();
        ancestors
            .iter()
            .filter_map(|at| self.sections.get(*at))
            .map(|section| section.heading.as_str())
            .collect()
    }

    /// The section that `anchor` leads into: an exact name, else one that differs in case only.
    pub fn section_of(&self, anchor: &str) -> Option<usize> {
        let exact = self.anchors.iter().position(|known| known == anchor);
        let folded = || {
            self.anchors
                .iter()
                .position(|known| known.eq_ignore_ascii_case(anchor))
        };
        exact
            .or_else(folded)
            .and_then(|at| self.anchor_sections.get(at).copied())
    }
}

/// A heading and its text up to the next heading of any level: the unit of search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// GitHub's slug, unique in the document; empty for the text before the first heading.
    pub slug: String,
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// The heading as plain text; empty for the text before the first heading.
    pub heading: String,
    /// The sections this one is nested in, outermost first, as indices.
    pub ancestors: Vec<usize>,
    /// From the heading's first byte to the next heading.
    pub span: Span,
    /// The heading's line, or the first line of the text before the first heading; from 1, over the whole file.
    pub line: u32,
    /// The text as it reads, one block a line, without code blocks. Code inside a sentence stays in it.
    pub prose: String,
    /// Code blocks, and again the code inside sentences, one piece a line.
    pub code: String,
}

/// A link or an image as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The whole construct.
    pub span: Span,
    /// The address as written, entities decoded, not resolved.
    pub target: String,
    /// What a reader sees; an image's alternative text.
    pub text: String,
    /// Link or image.
    pub kind: LinkKind,
    /// The index of the section it stands in.
    pub section: usize,
}

/// What an address is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// Leads somewhere.
    Link,
    /// Shows a picture.
    Image,
}

/// Code that can be copied: a block, or a command inside a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The whole construct, fences or back-ticks included.
    pub span: Span,
    /// Block or inline.
    pub kind: SnippetKind,
    /// The language in its usual short name (`bash`, `yaml`); empty when unknown.
    pub language: String,
    /// What copying yields: without prompts and printed output.
    pub copy: String,
    /// Whether invisible characters that change the reading order or hide text stand in it.
    pub hidden: bool,
    /// The index of the section it stands in.
    pub section: usize,
}

impl Command {
    /// For each line of [`Self::copy`], its line in the file, from 1. `text` is the file's, `lines` its index.
    pub fn lines(&self, text: &str, lines: &LineIndex) -> Vec<u32> {
        let mut line = lines.line(self.span.start);
        let mut written = self.span.of(text).lines();
        let mut found = Vec::new();
        for copied in self.copy.lines() {
            let copied = copied.trim();
            let ahead = written
                .clone()
                .position(|written| written.contains(copied))
                .filter(|_| !copied.is_empty());
            let skipped = ahead.unwrap_or(0);
            line = line.saturating_add(u32::try_from(skipped).unwrap_or(0));
            found.push(line);
            if written.nth(skipped).is_some() {
                line = line.saturating_add(1);
            }
        }
        found
    }
}

/// Where copyable code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SnippetKind {
    /// A block of its own.
    Block,
    /// Inside a sentence.
    Inline,
}

/// The language a document is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, and whatever could not be told.
    #[default]
    En,
    /// Bahasa Indonesia.
    Id,
    /// Another one, by its code in lower case.
    Other(String),
}

impl Language {
    /// The language of a code such as `en`, `id-ID` or `pt_BR`; an empty code is English.
    pub fn of_code(code: &str) -> Self {
        let code = code.trim().to_ascii_lowercase();
        match code.split(['-', '_']).next().unwrap_or_default() {
            "" | "en" | "eng" | "english" => Self::En,
            "id" | "ind" | "indonesian" | "bahasa" => Self::Id,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The code, as in a `lang` attribute.
    pub fn code(&self) -> &str {
        match self {
            Self::En => "en",
            Self::Id => "id",
            Self::Other(code) => code,
        }
    }
}

/// What sort of document it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What to do about an alert or a failure.
    Runbook,
    /// A standing procedure.
    Sop,
    /// A service: what it is, who owns it.
    Service,
    /// A review after an incident.
    Postmortem,
    /// A list to tick off.
    Checklist,
    /// Anything to read.
    #[default]
    Reference,
}

impl Kind {
    /// The kind as it is written in front matter and in `kind:` filters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Runbook => "runbook",
            Self::Sop => "sop",
            Self::Service => "service",
            Self::Postmortem => "postmortem",
            Self::Checklist => "checklist",
            Self::Reference => "reference",
        }
    }
}
