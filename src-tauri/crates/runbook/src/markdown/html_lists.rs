//! Lists written in HTML, as blocks of the model: `<ol>`, `<ul>` and their `<li>`.
//!
//! HTML need not close what it opens, and Markdown may stand between its tags. A block of Markdown therefore ends what HTML left
//! open in it, and a closing tag closes nothing outside of the block of Markdown that it stands in. Lists in the cells of a table
//! say what is in the cells, as words: tables hold no procedure.

use crate::BlockKind;
use crate::build::Builder;
use crate::html::Tag;
use drillbook_text::Span;

/// Blocks open in each other; what is nested deeper is read as the text of what it stands in.
const DEEPEST: usize = 100;

/// The blocks that are open, as far as HTML's lists have to know.
#[derive(Default)]
pub(crate) struct HtmlLists {
    open: Vec<Open>,
}

#[derive(Clone, Copy)]
enum Open {
    /// A block of Markdown.
    Markdown,
    /// A list, and the number of its next item where it is numbered.
    List(Option<u32>),
    Item,
    /// A table, in which lists are not looked at.
    Table,
}

impl HtmlLists {
    /// A block of Markdown begins.
    pub(crate) fn enter(&mut self) {
        self.open.push(Open::Markdown);
    }

    /// The block of Markdown that began last ends, and before it what HTML left open in it.
    pub(crate) fn leave(&mut self, builder: &mut Builder<'_>) {
        self.end(builder);
        self.open.pop();
    }

    /// Ends what HTML left open in the innermost block of Markdown.
    pub(crate) fn end(&mut self, builder: &mut Builder<'_>) {
        while self
            .open
            .last()
            .is_some_and(|open| !matches!(open, Open::Markdown))
        {
            self.pop(builder);
        }
    }

    fn pop(&mut self, builder: &mut Builder<'_>) {
        if let Some(Open::List(_) | Open::Item) = self.open.pop() {
            builder.end_block();
            builder.close_block();
        }
    }

    /// A tag that begins a list or an item; it stands at `span` of the file.
    pub(crate) fn begin(&mut self, builder: &mut Builder<'_>, tag: &Tag<'_>, span: Span) {
        let number = |name: &str| tag.attribute(name).and_then(|number| number.parse().ok());
        if matches!(self.open.last(), Some(Open::Table)) || self.open.len() >= DEEPEST {
            return;
        }
        match tag.name.as_str() {
            "table" => self.open.push(Open::Table),
            "ol" | "ul" => {
                let ordered = tag.name == "ol";
                let first = ordered.then(|| number("start").unwrap_or(1));
                builder.end_block();
                builder.open_block(BlockKind::List { ordered }, span);
                self.open.push(Open::List(first));
            }
            "li" => {
                if matches!(self.open.last(), Some(Open::Item)) {
                    self.close(builder, "li", span.start);
                }
                let Some(Open::List(next)) = self.open.last_mut() else {
                    return;
                };
                let own = next.map(|next| number("value").unwrap_or(next));
                *next = own.map(|own| own.saturating_add(1));
                builder.end_block();
                let kind = BlockKind::Item {
                    number: own,
                    task: None,
                };
                builder.open_block(kind, span);
                self.open.push(Open::Item);
            }
            _ => {}
        }
    }

    /// `</name>`, which ends at `end` of the file.
    pub(crate) fn close(&mut self, builder: &mut Builder<'_>, name: &str, end: usize) {
        if !matches!(name, "li" | "ol" | "ul" | "table") {
            return;
        }
        let is_meant = |open: &Open| match open {
            Open::Item => name == "li",
            Open::List(_) => matches!(name, "ol" | "ul"),
            Open::Table => name == "table",
            Open::Markdown => false,
        };
        let bound = self
            .open
            .iter()
            .rposition(|open| matches!(open, Open::Markdown));
        let meant = self.open.iter().rposition(is_meant);
        // `</li>` belongs to an item of the innermost list, and nothing in a table closes what is around it.
        let inner = self
            .open
            .iter()
            .rposition(|open| matches!(open, Open::List(_) | Open::Table));
        let Some(meant) = meant.filter(|at| bound.is_none_or(|bound| *at > bound)) else {
            return;
        };
        if inner.is_some_and(|inner| meant < inner) {
            return;
        }
        builder.blocks().reach(end);
        while self.open.len() > meant {
            self.pop(builder);
        }
    }
}
