//! Blocks of Markdown onto the page: paragraphs, quotations and admonitions, headings, code.

use super::admonition::{self, Label};
use super::ahead::Ahead;
use super::page::Page;
use super::writer::prefixed;
use crate::{command, slug};
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};
use std::ops::Range;

impl Page<'_> {
    pub(super) fn paragraph(&mut self, range: &Range<usize>, events: &mut Ahead<'_>, quoted: bool) {
        let body = self.source.body();
        let written = body.get(range.clone()).unwrap_or_default().trim();
        if matches!(
            written,
            "[[_TOC_]]" | "[TOC]" | "[[TOC]]" | "[toc]" | "[[_toc_]]" | "{:toc}"
        ) {
            while !matches!(
                events.next(),
                None | Some((Event::End(TagEnd::Paragraph), _))
            ) {}
            return;
        }
        if let Some(label) = admonition::label(&events.peeked(4), quoted) {
            self.admonition(&label, events);
        } else {
            self.out.open("p", &[]);
        }
    }

    /// Opens the box of a paragraph that carries a label, and the paragraph in it.
    pub(super) fn admonition(&mut self, label: &Label, events: &mut Ahead<'_>) {
        (0..label.events).for_each(|_| drop(events.next()));
        self.out.open(
            "aside",
            &[("class", "admonition"), ("data-kind", label.kind)],
        );
        self.out
            .element("p", &[("class", "admonition-title")], &label.title);
        self.out.open("p", &[]);
        self.text.push_str(&label.rest);
        self.admonished = true;
    }

    /// A quotation; one that opens with a label is an admonition altogether.
    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>, events: &mut Ahead<'_>) {
        if let Some(kind) = kind {
            let (kind, title) = admonition::kind_of(kind);
            self.out
                .open("aside", &[("class", "admonition"), ("data-kind", kind)]);
            self.out
                .element("p", &[("class", "admonition-title")], title);
            return;
        }
        let ahead = events.peeked(5);
        let label = match ahead.split_first() {
            Some((Event::Start(Tag::Paragraph), rest)) => admonition::label(rest, true),
            _ => None,
        };
        let Some(label) = label else {
            self.out.open("blockquote", &[]);
            return;
        };
        events.next();
        self.admonition(&label, events);
        // The box ends with the quotation, not with its first paragraph.
        self.admonished = false;
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
        let snippet = if command::is_inline(code) && !self.out.inside(&["a"]) {
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
