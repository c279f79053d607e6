//! Blocks of Markdown onto the page: paragraphs, quotations and admonitions, headings, code.

use super::ahead::Ahead;
use super::page::Page;
use super::writer::prefixed;
use super::{admonition, attributes};
use crate::flow::Piece;
use crate::{command, slug};
use pulldown_cmark::{Event, TagEnd};
use std::ops::Range;

/// Whether a paragraph says only where a table of contents goes, or what a generator does with the next block.
fn is_marker(written: &str) -> bool {
    let bare = written.trim_matches(['[', ']', '{', ':', '}', '_']);
    let contents = written.starts_with(['[', '{']) && bare.eq_ignore_ascii_case("toc");
    contents || attributes::list(written).is_some_and(|length| length == written.len())
}

impl Page<'_> {
    pub(super) fn paragraph(&mut self, range: &Range<usize>, events: &mut Ahead<'_>) {
        let body = self.source.body();
        let written = body.get(range.clone()).unwrap_or_default().trim();
        if is_marker(written) {
            while !matches!(
                events.next(),
                None | Some((Piece::Markdown(Event::End(TagEnd::Paragraph)), _))
            ) {}
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
        self.out.claim(&section.slug);
        let attributes = [
            ("id", &*prefixed(&section.slug)),
            ("data-slug", &*section.slug),
            ("data-line", &*section.line.to_string()),
        ];
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

    /// A block of code that begins at `at` of the body.
    pub(super) fn code_block(&mut self, at: usize, info: &str, code: &str) {
        let language =
            command::language_of(info).unwrap_or_else(|| command::guess(code).to_owned());
        let snippet = self.snippet(at).map(|at| at.to_string());
        let mut attributes = vec![("class", "code"), ("data-language", &*language)];
        attributes.extend(snippet.as_deref().map(|at| ("data-snippet", at)));
        self.out.open("figure", &attributes);
        self.out.open("pre", &[]);
        let class = if language.is_empty() {
            "language-text".to_owned()
        } else {
            format!("language-{language}")
        };
        self.out
            .element("code", &[("class", &class)], code.trim_end());
        self.out.close();
        self.out.close();
        self.out.line_break();
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
