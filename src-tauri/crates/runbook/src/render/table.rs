//! Tables onto the page, in a frame that scrolls.

use super::page::Page;
use pulldown_cmark::Alignment;

/// Cells beyond this many are left out: a wide table's missing cells grow eighty times its text.
const MOST_CELLS: usize = 50_000;

/// The table that is open.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Whether a row of the body was written.
    body: bool,
    /// Cells so far, over all tables of the page.
    cells: usize,
}

impl Page<'_> {
    pub(super) fn table(&mut self, alignments: Vec<Alignment>) {
        self.table = Table {
            alignments,
            cells: self.table.cells,
            ..Table::default()
        };
        self.out.open("div", &[("class", "table")]);
        self.out.open("table", &[]);
    }

    pub(super) fn row(&mut self, head: bool) {
        self.table.column = 0;
        self.table.head = head;
        if head {
            self.out.open("thead", &[]);
        } else if !std::mem::replace(&mut self.table.body, true) {
            self.out.open("tbody", &[]);
        }
        self.out.open("tr", &[]);
    }

    pub(super) fn cell(&mut self) {
        self.table.cells += 1;
        if self.table.cells > MOST_CELLS {
            self.out.cut.short = true;
            return;
        }
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Right) => &[("class", "align-right")][..],
            Some(Alignment::Center) => &[("class", "align-center")],
            _ => &[],
        };
        self.table.column += 1;
        self.out
            .open(if self.table.head { "th" } else { "td" }, class);
    }

    pub(super) fn end_cell(&mut self) {
        if self.table.cells <= MOST_CELLS {
            self.out.close();
        }
    }

    pub(super) fn end_row(&mut self) {
        self.out.close();
        if std::mem::take(&mut self.table.head) {
            self.out.close();
        } else {
            self.out.line_break();
        }
    }

    pub(super) fn end_table(&mut self) {
        // Body, where there is one, table and the frame that scrolls.
        let open = 2 + usize::from(self.table.body);
        (0..open).for_each(|_| self.out.close());
        self.out.line_break();
    }
}
