//! The blocks of a document as a tree, with the questions that reading steps asks of them.

use super::runnable;
use super::wording::{Tells, tells};
use crate::{BlockKind, Document, SnippetKind};
use drillbook_text::Span;

/// A document's blocks with their children.
pub(super) struct Tree<'a> {
    pub(super) document: &'a Document,
    text: &'a str,
    children: Vec<Vec<usize>>,
    /// For each section, its outermost blocks.
    tops: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(document: &'a Document, text: &'a str) -> Self {
        let mut children = vec![Vec::new(); document.blocks.len()];
        let mut tops = vec![Vec::new(); document.sections.len()];
        for (at, block) in document.blocks.iter().enumerate() {
            let around = match block.parent {
                Some(parent) => children.get_mut(parent),
                None => tops.get_mut(block.section),
            };
            if let Some(around) = around {
                around.push(at);
            }
        }
        Self {
            document,
            text,
            children,
            tops,
        }
    }

    pub(super) fn kind(&self, block: usize) -> BlockKind {
        self.document.blocks[block].kind
    }

    pub(super) fn span(&self, block: usize) -> Span {
        self.document.blocks[block].span
    }

    pub(super) fn children(&self, block: usize) -> &[usize] {
        self.children.get(block).map_or(&[], Vec::as_slice)
    }

    /// The outermost blocks of a section.
    pub(super) fn tops(&self, section: usize) -> &[usize] {
        self.tops.get(section).map_or(&[], Vec::as_slice)
    }

    /// The text of a block; of an item, its first paragraphs, one a line.
    pub(super) fn text(&self, block: usize) -> String {
        let Some(own) = self.document.blocks.get(block) else {
            return String::new();
        };
        let mut text = own.text.trim().to_owned();
        for child in self.children(block) {
            if self.kind(*child) != BlockKind::Paragraph {
                break;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(self.document.blocks[*child].text.trim());
        }
        text
    }

    /// Whether a block begins on the line behind another one's last.
    pub(super) fn touches(&self, block: usize, next: usize) -> bool {
        let own = self.span(block);
        let end = own.start + own.of(self.text).trim_end().len();
        let between = Span::new(end, self.span(next).start).of(self.text);
        between.trim().is_empty() && between.matches('\n').count() <= 1
    }

    /// The indices of the commands inside a span.
    pub(super) fn commands(&self, span: Span) -> std::ops::Range<usize> {
        let commands = &self.document.commands;
        let from = commands.partition_point(|command| command.span.start < span.start);
        let to = commands.partition_point(|command| command.span.start < span.end);
        from..to.max(from)
    }

    /// Whether the list has an item that tells what to do.
    pub(super) fn has_instruction(&self, item: usize) -> bool {
        let lists = self.children(item).iter();
        lists
            .filter(|child| matches!(self.kind(**child), BlockKind::List { .. }))
            .flat_map(|list| self.children(*list))
            .any(|nested| tells(&self.text(*nested)) >= Tells::Guided || self.has_command(*nested))
    }

    /// Whether a command to run stands in the item itself, and not only in items nested in it.
    pub(super) fn has_command(&self, item: usize) -> bool {
        let nested = |at: usize| {
            let place = self.document.commands[at].span.start;
            let in_list = |child: &&usize| {
                let span = self.span(**child);
                matches!(self.kind(**child), BlockKind::List { .. })
                    && (span.start..span.end).contains(&place)
            };
            self.children(item).iter().any(|child| in_list(&child))
        };
        self.commands(self.span(item))
            .any(|at| runnable::is_runnable(&self.document.commands[at]) && !nested(at))
    }

    /// The inline commands of a paragraph or an item that can be run as they stand.
    pub(super) fn inline(&self, block: usize) -> Vec<usize> {
        self.commands(self.span(block))
            .filter(|at| {
                let command = &self.document.commands[*at];
                command.kind == SnippetKind::Inline && runnable::is_runnable(command)
            })
            .collect()
    }

    /// Whether the block says no more than where a link leads: only a link, or a place of this document first.
    pub(super) fn is_link(&self, block: usize, text: &str) -> bool {
        let span = self.span(block);
        let links = &self.document.links;
        let from = links.partition_point(|link| link.span.start < span.start);
        let own = || {
            let behind = links.get(from..).unwrap_or_default().iter();
            behind.take_while(|link| link.span.start < span.end)
        };
        let bare = text.trim();
        let linked = own().map(|link| link.text.trim().len()).max().unwrap_or(0);
        let address = bare.starts_with("http") && !bare.contains(' ');
        let inside = own().next().is_some_and(|link| {
            link.target.starts_with('#')
                && bare.starts_with(link.text.trim())
                && !link.text.is_empty()
        });
        address || inside || (linked > 0 && linked * 5 >= bare.len() * 4)
    }
}
