//! The blocks of a document as they are nested: lists with their items, paragraphs, code, quotations and tables.
//!
//! What procedures are read from. Headings are not among them (they are [`crate::Section`]s), and neither is how
//! anything looks.

use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// One block of the text. In [`crate::Document::blocks`] a block stands behind the one that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The whole block in the file, with what is nested in it.
    pub span: Span,
    /// The block that holds it.
    pub parent: Option<usize>,
    /// The index of the section it stands in.
    pub section: usize,
    /// Its own text as it reads, without that of the blocks in it; the cells of a table's row are divided by tabs.
    pub text: String,
    /// The code inside the text, as places in `text`.
    pub code: Vec<Span>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A list; its items are nested in it.
    List {
        /// Whether its items are numbered.
        ordered: bool,
    },
    /// An item of a list.
    Item {
        /// Its number as a reader sees it, in a numbered list.
        number: Option<u32>,
        /// Whether its box is ticked, where it has one.
        task: Option<bool>,
    },
    /// A paragraph.
    Paragraph,
    /// A block of code: the index of its command.
    Code(usize),
    /// A quotation or an admonition.
    Quote,
    /// A table; its rows are nested in it.
    Table,
    /// A row of a table.
    Row {
        /// Whether it is the table's head.
        head: bool,
    },
}

/// The blocks in the making: a stack of those that are open.
#[derive(Default)]
pub(crate) struct Blocks {
    all: Vec<Block>,
    open: Vec<usize>,
}

impl Blocks {
    /// Opens a block in the innermost one that is open; those around it reach as far as it does.
    pub(crate) fn open(&mut self, kind: BlockKind, span: Span, section: usize) {
        for at in &self.open {
            let outer = &mut self.all[*at].span;
            outer.end = outer.end.max(span.end);
        }
        self.all.push(Block {
            kind,
            span,
            parent: self.open.last().copied(),
            section,
            text: String::new(),
            code: Vec::new(),
        });
        self.open.push(self.all.len() - 1);
    }

    pub(crate) fn close(&mut self) {
        self.open.pop();
    }

    fn innermost(&mut self) -> Option<&mut Block> {
        let at = self.open.last()?;
        self.all.get_mut(*at)
    }

    /// Every block that is open goes on to `end` of the file at least.
    pub(crate) fn reach(&mut self, end: usize) {
        for at in &self.open {
            let span = &mut self.all[*at].span;
            span.end = span.end.max(end);
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        if let Some(block) = self.innermost() {
            block.text.push_str(text);
        }
    }

    pub(crate) fn code(&mut self, code: &str) {
        if let Some(block) = self.innermost() {
            let start = block.text.len();
            block.text.push_str(code);
            block.code.push(Span::new(start, block.text.len()));
        }
    }

    pub(crate) fn tick(&mut self, ticked: bool) {
        let item = self.open.iter().rev().copied().find(|at| {
            self.all
                .get(*at)
                .is_some_and(|block| matches!(block.kind, BlockKind::Item { .. }))
        });
        if let Some(Block {
            kind: BlockKind::Item { task, .. },
            ..
        }) = item.and_then(|at| self.all.get_mut(at))
        {
            *task = Some(ticked);
        }
    }

    pub(crate) fn finish(self) -> Vec<Block> {
        self.all
    }
}
