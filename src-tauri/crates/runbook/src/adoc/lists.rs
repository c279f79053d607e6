//! The lists of an `AsciiDoc` text while it is read: which are open, and what ends them.

use super::blocks::{DEEPEST, Reader, Shape};
use super::line::{Term, begins_another, is_above, item, term};

impl<'a> Reader<'a> {
    /// `+`: the next block belongs to the innermost item; each blank line above it means one level up.
    pub(super) fn attach(&mut self, start: usize, blank: usize) {
        let kept = self.lists.len().saturating_sub(blank).max(self.base() + 1);
        self.end_lists(kept, start);
        self.attached = true;
    }

    /// A block that is no item begins: it ends the lists unless it is attached to an item.
    pub(super) fn begin(&mut self, start: usize) {
        if !std::mem::take(&mut self.attached) {
            self.end_lists(self.base(), start);
        }
    }

    pub(super) fn end_lists(&mut self, kept: usize, at: usize) {
        while self.lists.len() > kept {
            self.lists.pop();
            self.push(at, at, Shape::EndItem);
            self.push(at, at, Shape::EndList);
        }
    }

    /// The length of an item's marker that `line` opens with, and whether it is numbered.
    pub(super) fn opens_item(&self, line: &str) -> Option<(usize, bool)> {
        item(line).filter(|_| self.lists.len() < DEEPEST)
    }

    /// An item begins; its number where it has one.
    pub(super) fn item(&mut self, start: usize, marker: &'a str, ordered: bool) -> Option<u32> {
        let written: Option<u32> = marker.trim_end_matches('.').parse().ok();
        let kind = if written.is_some() { "1." } else { marker };
        self.enter(start, kind, Shape::List { ordered });
        let (_, number) = self.lists.last_mut()?;
        *number = written.unwrap_or(number.saturating_add(1));
        Some(*number).filter(|_| ordered)
    }

    /// The term that `line` opens with; an item of a list stays one whatever stands in it.
    pub(super) fn opens_term(&self, line: &'a str) -> Option<Term<'a>> {
        term(line).filter(|_| self.lists.len() < DEEPEST && item(line).is_none())
    }

    /// A term begins.
    pub(super) fn term(&mut self, start: usize, term: &Term<'a>) {
        self.enter(start, term.sign, Shape::Terms);
        let text = term.text;
        self.push(start, start + term.start, Shape::Term { text });
    }

    /// What a term means: the rest of its line, which ends at `at` or goes on, else the paragraph below it.
    pub(super) fn meaning(&mut self, at: usize) {
        let mut start = at;
        while start < self.body.len() && self.line(start).0.is_empty() {
            start = self.line(start).1;
        }
        let (line, next) = self.line(start);
        let below = start >= self.at;
        if line.is_empty()
            || (below && (begins_another(line) || is_above(line) || term(line).is_some()))
        {
            return;
        }
        self.at = self.at.max(next);
        self.skip_paragraph();
        let whole = self.body.get(start..self.at).unwrap_or_default();
        let text = whole.trim();
        let text_start = start + whole.len() - whole.trim_start().len();
        let admonition = None;
        self.push(start, text_start, Shape::Paragraph { text, admonition });
    }

    /// Another item: of the open list of the same kind, else of a new one in the innermost item.
    fn enter(&mut self, start: usize, kind: &'a str, list: Shape<'a>) {
        self.attached = false;
        let known = self.lists.iter().rposition(|(open, _)| *open == kind);
        if let Some(at) = known.filter(|at| *at >= self.base()) {
            self.end_lists(at + 1, start);
            self.push(start, start, Shape::EndItem);
        } else {
            self.push(start, start, list);
            self.lists.push((kind, 0));
        }
    }
}
