//! Tables onto the page, in a frame that scrolls.

use super::page::Page;
use pulldown_cmark::{Alignment, Tag};

/// Cells beyond this many are left out: a wide table's missing cells grow eighty times its text.
pub(super) const MOST_CELLS: usize = 50_000;

/// The table that is open.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    pub(super) head: bool,
    /// Cells so far, over all tables of the page.
    pub(super) cells: usize,
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

    pub(super) fn table_part(&mut self, part: &Tag<'_>) {
        match part {
            Tag::TableHead => {
                self.table.head = true;
                self.table.column = 0;
                self.out.open("thead", &[]);
                self.out.open("tr", &[]);
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.open("tr", &[]);
            }
            _ => self.cell(),
        }
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
}
