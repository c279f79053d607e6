//! From a document's text to HTML that is safe to show.
//!
//! The page is written by our own renderer over the parser's events, never copied from the document,
//! and then looked at a second time by a sanitizer with a list of what the renderer makes. It loads
//! nothing: pictures have no `src`, links inside the library lead to `#`.
//!
//! # The markup that the window builds on
//!
//! | in the document | on the page |
//! | --- | --- |
//! | heading | `<h2 id="s-slug" data-slug="slug" data-line="7">`; further anchors as `<span id="s-…">` in it |
//! | link to a document | `<a href="#" class="link" data-document="path" data-anchor="slug">`, with `anchor-dead` where the heading is missing |
//! | link to another file | `<a href="#" class="link file" data-file="path">` |
//! | link to a folder | `<span class="link-folder" data-folder="path">` |
//! | link to the web, mail | `<a href="https://…" class="link external" data-external="https://…">` |
//! | dead or unsafe link | `<span class="link-dead" data-target="…" title="…">`, with `link-unsafe` |
//! | picture of the library | `<img class="image" data-file="path" alt="…" loading="lazy">` |
//! | remote picture | `<span class="image-remote" data-external="https://…">alt</span>` |
//! | missing picture | `<span class="link-dead image-dead" data-target="…" title="…">alt</span>` |
//! | code block | `<figure class="code" data-language="bash" data-snippet="3"><pre><code class="language-bash">`; its title `<figcaption>` before, marked lines `<mark class="line">` |
//! | command in a sentence | `<code class="command" data-snippet="4">` |
//! | admonition | `<aside class="admonition" data-kind="note"><p class="admonition-title">Note</p>…`; one that folds `<details class="admonition" …><summary class="admonition-title">`; kinds are `note`, `tip`, `important`, `warning`, `caution` |
//! | tabs | `<div class="tabs"><div class="tab"><p class="tab-title">Name</p>…` |
//! | task | `<input type="checkbox" class="task" disabled="" checked="">` |
//! | table | `<div class="table"><table>`, cells with `align-right` or `align-center` |
//! | footnote | `<sup class="footnote-reference"><a …>1</a></sup>`, `<div class="footnote" id="s-footnote-1">` |
//! | block of a page that is asked to say so ([`Source::placed`]) | `data-line="7"` on `p`, `li`, `figure`, `blockquote`, `aside`, `details`, `tr`, `hr`, `pre` |
//! | included file | `<div class="included"><p class="included-from"><a …>path</a></p>…` |
//! | template expression | `<span class="chip" title="{{ raw }}">raw</span>` |
//! | file too large, not a document, what no longer fits on the page | `<pre class="plain">` |

mod admonition;
mod adoc;
mod ahead;
mod attributes;
mod block;
mod boxes;
mod compared;
mod fence;
mod footnote;
mod include;
mod inline;
mod page;
mod parts;
mod raw;
mod rest;
mod sanitize;
mod snippets;
mod table;
mod target;
mod writer;

use crate::include::Included;
use crate::parse::{MOST_BYTES, too_large};
use crate::{Document, LinkMap, SnippetKind};
use drillbook_text::{Code, Diagnostic, Severity, Span};
use page::Page;
use parts::Division;
use serde::{Deserialize, Serialize};

pub use compared::compared;
pub use parts::{PartKind, RenderedPart};
pub(crate) use writer::escape;

/// A document made ready for the window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rendered {
    /// Safe HTML; its markup stands in this module's documentation.
    pub html: String,
    /// What `data-snippet` numbers point to: one for each of [`Document::commands`], then
    /// those of included files.
    pub snippets: Vec<Snippet>,
    /// The headings in reading order, without those that are only shown as they are written.
    pub outline: Vec<OutlineEntry>,
    /// What was cut short.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether something was left out at a cap.
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

/// A document made ready for being followed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RenderedParts {
    /// In reading order.
    pub parts: Vec<RenderedPart>,
    /// What `data-snippet` numbers point to: one for each of [`Document::commands`], then
    /// those of included files.
    pub snippets: Vec<Snippet>,
    /// What was cut short.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether something was left out at a cap.
    pub truncated: bool,
}

/// What a page is made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The document's path in the library.
    pub path: &'a str,
    /// The file's text, front matter included.
    pub text: &'a str,
    /// What [`crate::parse()`] made of them.
    pub document: &'a Document,
    /// Where links lead.
    pub links: &'a LinkMap,
    /// The text of a file of the library, by its path, for documents that include it.
    pub includes: &'a dyn Fn(&str) -> Option<String>,
    /// What of the text stands in other files, where it was assembled ([`crate::include::assemble()`]).
    pub included: &'a [Included],
    /// Says when the caller no longer wants the page; it is asked at every block.
    pub stop: &'a dyn Fn() -> bool,
    /// Every block says on which line of the text it begins.
    pub placed: bool,
}

impl<'a> Source<'a> {
    /// A page that is wanted to its end.
    pub fn new(path: &'a str, text: &'a str, document: &'a Document, links: &'a LinkMap) -> Self {
        Self {
            path,
            text,
            document,
            links,
            includes: &|_| None,
            included: &[],
            stop: &|| false,
            placed: false,
        }
    }

    fn body(&self) -> &'a str {
        self.text
            .get(self.document.body_start..)
            .unwrap_or_default()
    }

    fn page(&self, division: Option<Division>) -> Page<'_> {
        let mut page = Page::new(self);
        page.division = division;
        page.body();
        page
    }
}

/// What had to be left out.
#[derive(Clone, Copy, Debug, Default)]
struct Cut {
    /// Elements were nested too deeply; their content is there.
    nesting: bool,
    /// The page ends early, or a table does.
    short: bool,
    /// From this line of the file on, the document is shown as it is written.
    as_text: Option<u32>,
}

/// Renders the document that [`crate::parse()`] made of the same `path` and `text`.
pub fn render(path: &str, text: &str, document: &Document, links: &LinkMap) -> Rendered {
    render_page(&Source::new(path, text, document, links))
}

/// Renders a document as one page.
pub fn render_page(source: &Source<'_>) -> Rendered {
    if source.text.len() > MOST_BYTES {
        return plain(source.text);
    }
    let Page { out, snippets, .. } = source.page(None);
    let (html, cut) = out.finish();
    Rendered {
        html: sanitize::clean(&html),
        snippets: snippets.finish(),
        outline: outline(source.document, cut.as_text),
        diagnostics: cut_short(cut),
        truncated: cut.short,
    }
}

/// Renders a document as a flat sequence of parts, cut at the steps whose spans are `cuts`: in reading
/// order, nested steps behind those that hold them. A document too large for a page is one part.
pub fn render_parts(source: &Source<'_>, cuts: &[Span]) -> RenderedParts {
    if source.text.len() > MOST_BYTES {
        let plain = plain(source.text);
        let part = RenderedPart {
            kind: PartKind::Context,
            section: None,
            html: plain.html,
            snippets: Vec::new(),
        };
        return RenderedParts {
            parts: vec![part],
            snippets: Vec::new(),
            diagnostics: plain.diagnostics,
            truncated: plain.truncated,
        };
    }
    let (Page { out, snippets, .. }, parts) = source.page(Some(Division::new(cuts))).into_parts();
    let (_, cut) = out.finish();
    RenderedParts {
        parts,
        snippets: snippets.finish(),
        diagnostics: cut_short(cut),
        truncated: cut.short,
    }
}

/// Shows any text as it is: for files that are too large or no documents.
pub fn plain(text: &str) -> Rendered {
    let mut end = text.len().min(writer::LARGEST / 2);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let shown = text.get(..end).unwrap_or_default();
    let mut html = String::with_capacity(shown.len() + 64);
    html.push_str("<pre class=\"plain\">");
    writer::escape(&mut html, shown);
    html.push_str("</pre>");
    let truncated = end < text.len();
    let mut diagnostics = cut_short(Cut {
        short: truncated,
        ..Cut::default()
    });
    if text.len() > MOST_BYTES {
        diagnostics.push(too_large(text));
    }
    Rendered {
        html,
        diagnostics,
        truncated,
        ..Rendered::default()
    }
}

/// The headings that stand on the page as such; those below the line `as_text` would lead nowhere.
fn outline(document: &Document, as_text: Option<u32>) -> Vec<OutlineEntry> {
    let headings = document
        .sections
        .iter()
        .filter(|section| section.level > 0 && !section.heading.is_empty())
        .filter(|section| as_text.is_none_or(|line| section.line < line));
    let entry = |section: &crate::Section| OutlineEntry {
        slug: section.slug.clone(),
        text: section.heading.clone(),
        level: section.level,
        line: section.line,
    };
    headings.map(entry).collect()
}

fn cut_short(cut: Cut) -> Vec<Diagnostic> {
    let limits = [(cut.nesting, writer::DEEPEST), (cut.short, writer::LARGEST)];
    let diagnostic = |limit: usize| {
        Diagnostic::new(Code::CutShort, Severity::Warning, None).with("limit", limit.to_string())
    };
    let cut_at = limits
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, limit)| diagnostic(*limit));
    let as_text = cut.as_text.map(|line| {
        Diagnostic::new(Code::ShownAsText, Severity::Warning, None).with("line", line.to_string())
    });
    cut_at.chain(as_text).collect()
}

#[cfg(test)]
mod tests;
