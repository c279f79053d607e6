//! Footnotes onto the page, numbered in the order in which they are first named.

use super::page::Page;
use super::writer::prefixed;
use pulldown_cmark::CowStr;

impl Page<'_> {
    pub(super) fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnote_number(label).to_string();
        let anchor = format!("footnote-{number}");
        self.out.open("sup", &[("class", "footnote-reference")]);
        let path = self.source.path;
        self.out.element(
            "a",
            &[
                ("href", "#"),
                ("class", "link"),
                ("data-document", path),
                ("data-anchor", &anchor),
            ],
            &number,
        );
        self.out.close();
    }

    pub(super) fn footnote(&mut self, label: &CowStr<'_>) {
        let number = self.footnote_number(label).to_string();
        let id = prefixed(&format!("footnote-{number}"));
        self.out.open("div", &[("class", "footnote"), ("id", &id)]);
        self.out.element("sup", &[], &number);
    }
}
