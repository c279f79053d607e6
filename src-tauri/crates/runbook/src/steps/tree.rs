//! The blocks of a document as a tree, with the questions that reading steps asks of them.

use super::runnable;
use crate::{BlockKind, Document, SnippetKind};
use drillbook_text::Span;

/// A document's blocks with their children.
pub(super) struct Tree<'a> {
    pub(super) document: &'a Document,
    children: Vec<Vec<usize>>,
    /// For each section, its outermost blocks.
    tops: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
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

    /// The indices of the commands inside a span.
    pub(super) fn commands(&self, span: Span) -> std::ops::Range<usize> {
        let commands = &self.document.commands;
        let from = commands.partition_point(|command| command.span.start < span.start);
        let to = commands.partition_point(|command| command.span.start < span.end);
        from..to.max(from)
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

    /// Whether the block says no more than where a link leads.
    pub(super) fn is_link(&self, block: usize, text: &str) -> bool {
        let span = self.span(block);
        let links = &self.document.links;
        let from = links.partition_point(|link| link.span.start < span.start);
        let linked: usize = links
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|link| link.span.start < span.end)
            .map(|link| link.text.trim().len())
            .max()
            .unwrap_or(0);
        let bare = text.trim();
        let address = bare.starts_with("http") && !bare.contains(' ');
        address || (linked > 0 && linked * 5 >= bare.len() * 4)
    }
}
