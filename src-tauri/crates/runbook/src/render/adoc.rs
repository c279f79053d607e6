//! `AsciiDoc` onto the page: its blocks, written as the same elements as Markdown's.

use super::page::Page;
use crate::adoc::{self, Block, Inline, Shape, Table};
use crate::{directive, mask};

impl Page<'_> {
    pub(super) fn asciidoc(&mut self) {
        let masked = mask::lines(self.source.body());
        for block in adoc::blocks(&masked) {
            if self.out.is_full() || (self.source.stop)() {
                self.rest(block.start);
                break;
            }
            let begins = !matches!(block.shape, Shape::EndItem | Shape::EndList | Shape::Close);
            self.come_to(block.start, begins);
            if !matches!(
                block.shape,
                Shape::List { .. } | Shape::Terms | Shape::EndItem | Shape::EndList | Shape::Close
            ) {
                self.enter(block.start);
            }
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
            Shape::Listing {
                language,
                code,
                title,
            } => self.listing(block.start, language, title, code),
            Shape::Anchor(id) => self.out.anchor(id),
            Shape::Include(named) => self.include(&named),
            // Written with its first item, which may stand in another part.
            Shape::List { ordered } => {
                self.out
                    .open_waiting(if ordered { "ol" } else { "ul" }, &[]);
                return;
            }
            Shape::Item { text, .. } => {
                self.item(block.start);
                self.sentence(text, at);
                return;
            }
            Shape::Terms => {
                self.out.open_waiting("dl", &[]);
                return;
            }
            Shape::Term { text } => {
                self.out.open("dt", &[]);
                self.sentence(text, at);
                self.out.close();
                // What it means is written there, if anything.
                self.out.open_waiting("dd", &[]);
                return;
            }
            Shape::Rule => self.void("hr"),
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
            Shape::Table(table) => self.simple_table(&table, at),
            Shape::Open { kind, title } => {
                let plain = directive::default_title(kind);
                let title = if title.is_empty() { &*plain } else { title };
                self.boxed(kind, title, None);
            }
            Shape::EndItem | Shape::EndList | Shape::Close => self.out.close(),
        }
        self.out.line_break();
    }

    /// A table whose text begins at `at` of the body.
    fn simple_table(&mut self, table: &Table<'_>, at: usize) {
        self.table(Vec::new());
        for (index, row) in table.rows.iter().enumerate() {
            self.row(table.head && index == 0);
            for (offset, cell) in row {
                self.cell();
                self.sentence(cell, at + offset);
                self.end_cell();
            }
            self.end_row();
        }
        self.end_table();
    }

    /// The text of a link, in which code may stand: it is shown as such, and is no command.
    fn label(&mut self, text: &str) {
        let closed = text.matches('`').count().is_multiple_of(2);
        let pieces = text.split(|c| closed && c == '`');
        for (at, piece) in pieces.enumerate() {
            if at % 2 == 1 {
                self.out.element("code", &[], piece);
            } else {
                self.out.text(piece);
            }
        }
    }

    /// A sentence that begins at `at` of the body.
    fn sentence(&mut self, text: &str, at: usize) {
        for (inline, range) in adoc::inlines(text) {
            match inline {
                // Spaces stand where a long line was cut.
                Inline::Text(text) if text.len() > mask::LONGEST_LINE => {
                    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
                    self.run(&lines.join("\n"));
                }
                Inline::Text(text) => self.run(text),
                Inline::Code(code) => self.inline_code(code, at + range.start),
                Inline::Anchor(id) => self.out.anchor(id),
                Inline::Open(name) => self.out.open(name, &[]),
                Inline::Close => self.out.close(),
                Inline::Image { target, alt } => self.picture(target, alt),
                Inline::Link { target, text } => {
                    self.link(&target, "", false);
                    self.label(text);
                    self.out.close();
                }
            }
        }
    }
}
