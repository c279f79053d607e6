//! Blocks of Markdown onto the page: paragraphs, quotations and admonitions, headings, code.

use super::ahead::Ahead;
use super::fence::{self, Fence};
use super::page::Page;
use super::writer::prefixed;
use super::{admonition, attributes};
use crate::flow::Piece;
use crate::{command, include, mask, slug};
use pulldown_cmark::{Event, TagEnd};
use std::ops::Range;

/// Whether a paragraph says only where a table of contents goes, or what a generator does with the next block.
fn is_marker(written: &str) -> bool {
    let bare = written.trim_matches(['[', ']', '{', ':', '}', '_']);
    let contents = written.starts_with(['[', '{']) && bare.eq_ignore_ascii_case("toc");
    contents || attributes::list(written).is_some_and(|length| length == written.len())
}

/// Whether a paragraph of MDX only brings in components or hands out values.
fn is_module(written: &str) -> bool {
    (written.starts_with("import ") && written.contains(" from ")) || written.starts_with("export ")
}

fn skip_paragraph(events: &mut Ahead<'_>) {
    while !matches!(
        events.next(),
        None | Some((Piece::Markdown(Event::End(TagEnd::Paragraph)), _))
    ) {}
}

impl Page<'_> {
    pub(super) fn paragraph(&mut self, range: &Range<usize>, events: &mut Ahead<'_>) {
        let body = self.source.body();
        let written = body.get(range.clone()).unwrap_or_default().trim();
        let included = include::in_paragraph(written);
        if is_marker(written) || !included.is_empty() {
            skip_paragraph(events);
            for named in included {
                self.include(&named);
            }
        } else if self.is_mdx() && is_module(written) {
            skip_paragraph(events);
            self.out.open("p", &[]);
            self.chip(written, true);
            self.out.close();
            self.out.line_break();
        } else if let Some(label) = admonition::label(&events.peeked(4), false) {
            self.labelled(&label, events);
        } else {
            self.out.open("p", &[]);
        }
    }

    pub(super) fn heading(&mut self) {
        self.before_heading();
        let document = self.source.document;
        let found = document
            .sections
            .iter()
            .enumerate()
            .skip(self.section)
            .find(|(_, section)| section.level > 0);
        let Some((at, section)) = found else {
            self.out.open("p", &[]);
            return;
        };
        self.section = at + 1;
        let name = ["h1", "h2", "h3", "h4", "h5", "h6"]
            .get(usize::from(section.level) - 1)
            .copied()
            .unwrap_or("h6");
        let (id, line) = (prefixed(&section.slug), section.line.to_string());
        let mut attributes = Vec::new();
        // A heading of an included file is no place in this one.
        let new = self.out.claim(&section.slug);
        if new || !self.is_included() {
            attributes.push(("id", &*id));
        }
        if !self.is_included() {
            attributes.extend([("data-slug", &*section.slug), ("data-line", &*line)]);
        }
        self.out.open(name, &attributes);
        // GitLab's spelling of the slug, where it is another one.
        self.out.anchor(&slug::squeezed(&section.slug));
    }

    /// An item of a list. That of a step is the frame of its part, and not written.
    pub(super) fn item(&mut self, at: usize) {
        if self.starts_step(at) {
            self.out.open_skipped("li");
            self.base_here();
        } else {
            self.out.open("li", &[]);
        }
    }

    /// A block of code that begins at `at` of the body, with its info string.
    pub(super) fn code_block(&mut self, at: usize, info: &str, code: &str) {
        let fence = fence::read(info);
        self.code(at, info, &fence, code);
    }

    /// A block of code with a title of its own.
    pub(super) fn listing(&mut self, at: usize, info: &str, title: &str, code: &str) {
        let marked = Vec::new();
        self.code(at, info, &Fence { title, marked }, code);
    }

    fn code(&mut self, at: usize, info: &str, fence: &Fence<'_>, code: &str) {
        if !self.code_with_files(info, fence, code) {
            let snippet = self.snippet(at);
            self.figure(info, fence, snippet, code);
        }
    }

    pub(super) fn figure(
        &mut self,
        info: &str,
        fence: &Fence<'_>,
        snippet: Option<usize>,
        code: &str,
    ) {
        let language =
            command::language_of(info).unwrap_or_else(|| command::guess(code).to_owned());
        let snippet = snippet.map(|at| at.to_string());
        let mut attributes = vec![("class", "code"), ("data-language", &*language)];
        attributes.extend(snippet.as_deref().map(|at| ("data-snippet", at)));
        self.out.open("figure", &attributes);
        if !fence.title.is_empty() {
            self.out.element("figcaption", &[], fence.title);
        }
        self.out.open("pre", &[]);
        let class = if language.is_empty() {
            "language-text".to_owned()
        } else {
            format!("language-{language}")
        };
        self.out.open("code", &[("class", &class)]);
        self.code_lines(code.trim_end(), fence);
        (0..3).for_each(|_| self.out.close());
        self.out.line_break();
    }

    /// The text of a block: marked lines in an element each, long lines cut.
    fn code_lines(&mut self, code: &str, fence: &Fence<'_>) {
        let long = |line: &str| line.len() > mask::LONGEST_LINE;
        if fence.marked.is_empty() && (code.len() <= mask::LONGEST_LINE || !code.lines().any(long))
        {
            self.out.text(code);
            return;
        }
        for (index, line) in code.split_inclusive('\n').enumerate() {
            let marked = fence
                .marked
                .iter()
                .any(|lines| lines.contains(&(index + 1)));
            if marked {
                self.out.open("mark", &[("class", "line")]);
            }
            let text = line.trim_end_matches('\n');
            if long(text) {
                self.out.text(mask::head(text));
                self.out.text("…");
                self.out.text(line.get(text.len()..).unwrap_or_default());
            } else {
                self.out.text(line);
            }
            if marked {
                self.out.close();
            }
        }
    }

    /// Code in a sentence that begins at `at` of the body.
    pub(super) fn inline_code(&mut self, code: &str, at: usize) {
        // A command in a link would be a button in a link.
        let snippet = if command::is_inline(code) && !self.is_linked() {
            self.snippet(at)
        } else {
            None
        };
        let Some(snippet) = snippet else {
            self.out.element("code", &[], code);
            return;
        };
        self.out.element(
            "code",
            &[("class", "command"), ("data-snippet", &snippet.to_string())],
            code,
        );
    }

    /// The number of the command that begins at `at` of the body.
    fn snippet(&mut self, at: usize) -> Option<usize> {
        let snippet = self.snippets.at(self.source.document.body_start + at)?;
        self.note_snippet(snippet);
        Some(snippet)
    }
}
