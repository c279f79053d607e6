//! `AsciiDoc` onto the page: its flat blocks, written as the same elements as Markdown's.

use super::page::Page;
use crate::adoc::{self, Block, Inline, Shape};
use crate::directive;

impl Page<'_> {
    pub(super) fn asciidoc(&mut self) {
        let mut list: Option<bool> = None;
        for block in adoc::blocks(self.source.body()) {
            if self.out.is_full() || (self.source.stop)() {
                self.out.cut.short = true;
                break;
            }
            let ordered = match block.shape {
                Shape::Item { ordered, .. } => Some(ordered),
                _ => None,
            };
            if ordered.is_none() {
                self.enter(block.start);
            }
            if list != ordered {
                if list.is_some() {
                    self.out.close();
                }
                if let Some(ordered) = ordered {
                    self.out
                        .open_waiting(if ordered { "ol" } else { "ul" }, &[]);
                }
                list = ordered;
            }
            self.enter(block.start);
            self.block(block);
        }
    }

    fn block(&mut self, block: Block<'_>) {
        let at = block.text_start;
        match block.shape {
            Shape::Heading { text, ids, .. } => {
                self.heading();
                for id in adoc::with_generated(ids, text) {
                    self.out.anchor(&id);
                }
                self.sentence(text, at);
                self.out.close();
                self.after_heading();
            }
            Shape::Listing { language, code } => self.code_block(block.start, language, code),
            Shape::Anchor(id) => self.out.anchor(id),
            Shape::Item { text, .. } => {
                self.item(block.start);
                self.sentence(text, at);
                self.out.close();
            }
            Shape::Paragraph { text, admonition } => {
                if let Some(kind) = admonition {
                    self.boxed(kind, &directive::default_title(kind), None);
                }
                self.out.open("p", &[]);
                self.sentence(text, at);
                self.out.close();
                if admonition.is_some() {
                    self.out.close();
                }
            }
            Shape::Open(kind) => self.boxed(kind, &directive::default_title(kind), None),
            Shape::Close => self.out.close(),
        }
        self.out.line_break();
    }

    /// A sentence that begins at `at` of the body.
    fn sentence(&mut self, text: &str, at: usize) {
        for (inline, range) in adoc::inlines(text) {
            match inline {
                Inline::Text(text) => self.run(text),
                Inline::Code(code) => self.inline_code(code, at + range.start),
                Inline::Anchor(id) => self.out.anchor(id),
                Inline::Image { target, alt } => self.picture(target, alt),
                Inline::Link { target, text } => {
                    self.link(&target, "", false);
                    self.out.text(text);
                    self.out.close();
                }
            }
        }
    }
}
