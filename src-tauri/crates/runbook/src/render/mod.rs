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
//! | code block | `<figure class="code" data-language="bash" data-snippet="3"><pre><code class="language-bash">` |
//! | command in a sentence | `<code class="command" data-snippet="4">` |
//! | admonition | `<aside class="admonition" data-kind="note"><p class="admonition-title">Note</p>…` |
//! | task | `<input type="checkbox" class="task" disabled="" checked="">` |
//! | table | `<div class="table"><table>`, cells with `align-right` or `align-center` |
//! | footnote | `<sup class="footnote-reference"><a …>1</a></sup>`, `<div class="footnote" id="s-footnote-1">` |
//! | template expression | `<span class="chip" title="{{ raw }}">raw</span>` |
//! | file too large, not a document | `<pre class="plain">` |

mod admonition;
mod adoc;
mod ahead;
mod inline;
mod page;
mod raw;
mod sanitize;
mod target;
mod writer;

use crate::parse::{MOST_BYTES, is_asciidoc, too_large};
use crate::{Document, LinkMap, SnippetKind};
use drillbook_text::{Code, Diagnostic, Severity};
use page::Page;
use serde::{Deserialize, Serialize};

/// A document made ready for the window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rendered {
    /// Safe HTML; its markup stands in this module's documentation.
    pub html: String,
    /// What `data-snippet` numbers point to.
    pub snippets: Vec<Snippet>,
    /// The headings in reading order.
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

/// What a page is made of.
struct Source<'a> {
    path: &'a str,
    body: &'a str,
    document: &'a Document,
    links: &'a LinkMap,
    /// Says when the caller no longer wants the page.
    stop: &'a dyn Fn() -> bool,
}

/// What had to be left out.
#[derive(Clone, Copy, Debug, Default)]
struct Cut {
    /// Elements were nested too deeply; their content is there.
    nesting: bool,
    /// The page ends early, or a table does.
    short: bool,
}

/// Renders the document that [`crate::parse()`] made of the same `path` and `text`.
pub fn render(path: &str, text: &str, document: &Document, links: &LinkMap) -> Rendered {
    render_until(path, text, document, links, &|| false)
}

/// As [`render`]; ends early once `stop` says so, which it is asked at every block.
pub fn render_until(
    path: &str,
    text: &str,
    document: &Document,
    links: &LinkMap,
    stop: &dyn Fn() -> bool,
) -> Rendered {
    if text.len() > MOST_BYTES {
        return plain(text);
    }
    let body = text.get(document.body_start..).unwrap_or_default();
    let source = Source {
        path,
        body,
        document,
        links,
        stop,
    };
    let mut page = Page::new(&source);
    if is_asciidoc(path) {
        page.asciidoc();
    } else {
        page.markdown();
    }
    let Page { out, snippets, .. } = page;
    let (html, cut) = out.finish();
    Rendered {
        html: sanitize::clean(&html),
        snippets,
        outline: outline(document),
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
        nesting: false,
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

fn outline(document: &Document) -> Vec<OutlineEntry> {
    let headings = document
        .sections
        .iter()
        .filter(|section| section.level > 0 && !section.heading.is_empty());
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
    limits
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, limit)| diagnostic(*limit))
        .collect()
}

#[cfg(test)]
mod tests;
